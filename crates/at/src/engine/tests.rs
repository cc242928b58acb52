//! The engine against scripts: what is sent, what comes, how long it takes, and what follows.

use std::fmt::Write as _;

use super::*;
use crate::message::Way;

mod asking;
mod damaged_reads;
mod fetching;
mod late_lines;
mod late_reads;
mod lines_of_several;
mod orders;
mod printed;
mod properties;
mod waiting;

/// An engine with a clock of its own and a diary of what it did.
struct Bench {
    engine: Engine,
    now: u64,
    diary: Vec<String>,
    received: Vec<u8>,
    told: Vec<u8>,
}

impl Bench {
    fn new() -> Self {
        let engine = Engine::new(Config { pause_after_urc: Duration::ZERO, ..Config::default() });
        Self { engine, now: 1_000, diary: Vec::new(), received: Vec::new(), told: Vec::new() }
    }

    fn submit(&mut self, id: u64, text: &str) -> &mut Self {
        self.submit_with(id, text, None)
    }

    fn submit_with(&mut self, id: u64, text: &str, data: Option<&[u8]>) -> &mut Self {
        let request = Request::raw(text, data.map(<[u8]>::to_vec)).unwrap();
        self.input(Input::Submitted(RequestId(id), request))
    }

    fn receive(&mut self, bytes: &[u8]) -> &mut Self {
        self.received.extend_from_slice(bytes);
        self.input(Input::Received(bytes))
    }

    fn cancel(&mut self, id: u64) -> &mut Self {
        self.input(Input::Cancelled(RequestId(id)))
    }

    /// Lets time pass, with a tick at every moment that the engine asks for.
    fn wait(&mut self, ms: u64) -> &mut Self {
        let end = self.now + ms;
        for turn in 0.. {
            assert!(turn < 1_000, "the engine asks for the same moment again and again: {:?}", self.engine);
            let Output::Wait(due) = self.engine.poll() else { panic!("not drained") };
            match due.filter(|due| due.0 <= end) {
                Some(due) => {
                    self.now = self.now.max(due.0);
                    self.input(Input::Tick);
                }
                None => break,
            }
        }
        self.now = end;
        self
    }

    fn input(&mut self, input: Input<'_>) -> &mut Self {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => return self,
                Output::Transmit(bytes) | Output::Data(bytes) => self.diary.push(format!("> {}", bytes.escape_ascii())),
                Output::Event(Event::Line { raw, role, .. }) => {
                    self.told.extend_from_slice(&raw);
                    if matches!(role, Role::Late | Role::Unrecognised) {
                        self.diary.push(format!("{role:?} {}", raw.trim_ascii().escape_ascii()));
                    }
                }
                Output::Event(Event::Started(_)) => {}
                Output::Event(event) => self.diary.push(describe(&event)),
            }
        }
    }

    /// Compares the diary, one entry a line, and begins a new one.
    #[track_caller]
    fn expect(&mut self, expected: &[&str]) -> &mut Self {
        assert_eq!(std::mem::take(&mut self.diary), expected);
        self
    }

    /// Every byte that came was told, in order, or is still unfinished.
    #[track_caller]
    fn nothing_is_lost(&mut self) {
        self.wait(1_000);
        let mut told = self.told.clone();
        told.extend_from_slice(self.engine.unfinished());
        assert_eq!(told.escape_ascii().to_string(), self.received.escape_ascii().to_string());
    }
}

fn describe(event: &Event) -> String {
    match event {
        Event::Completed(id, Ok(reply)) => {
            let mut text = format!("done {}", id.0);
            for line in &reply.lines {
                let _ = write!(text, " [{}]", line.escape_ascii());
            }
            if let Some(status) = reply.status {
                let _ = write!(text, " status {status}");
            }
            text
        }
        Event::Completed(id, Err(failure)) => format!("failed {}: {failure}", id.0),
        Event::Message(message) => format!(
            "message {} {} {}{}{}",
            message.client,
            message.topic,
            message.payload.escape_ascii(),
            if message.way == Way::Direct { " direct" } else { "" },
            if message.may_be_cut { " cut?" } else { "" },
        ),
        Event::Urc(code) => format!("urc {code:?}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_reply_is_read_with_the_echo_on_off_partial_glued_or_behind_junk() {
    for echo in [
        &b""[..],
        b"AT+CSQ\r",
        b"AT+CSQ\r\n",
        b"AT+CSQ\r\r\n",
        b"at+csq\r\r\n",
        b"AT+CSQ",
        b"T+CSQ\r\n",
        b"+CSQ\r\n",
        b"\xFF\xFEAT+CSQ\r\n",
        b"\x00garbAT+CSQ\r\n",
    ] {
        let mut bench = Bench::new();
        bench.submit(1, "AT+CSQ").expect(&["> AT+CSQ\\r"]);
        bench.receive(echo).receive(b"\r\n+CSQ: 31,99\r\n\r\nOK\r\n");
        bench.expect(&["done 1 [+CSQ: 31,99]"]).nothing_is_lost();
    }
}

#[test]
fn an_echo_without_line_end_may_be_glued_to_the_reply() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CSQ").receive(b"AT+CSQ+CSQ: 31,99\nOK\n");
    bench.expect(&["> AT+CSQ\\r", "done 1 [+CSQ: 31,99]"]).nothing_is_lost();
}

#[test]
fn every_kind_of_error_ends_a_command() {
    for (line, shown) in [
        ("ERROR", "rejected: Plain"),
        ("ERROR: 703", "rejected: Error(Code(703))"),
        ("+CME ERROR:50", "rejected: Cme(Code(50))"),
        ("+CME ERROR: SIM failure", "rejected: Cme(Text(\"SIM failure\"))"),
    ] {
        let mut bench = Bench::new();
        bench.submit(1, "AT+MQTTCONF=1").receive(format!("\r\n{line}\r\n").as_bytes());
        bench.expect(&["> AT+MQTTCONF=1\\r", &format!("failed 1: {shown}")]);
    }
}

#[test]
fn the_status_line_counts_before_or_after_ok() {
    for stream in [&b"\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n"[..], b"\r\n+MQTTOPEN:1,1\r\n\r\nOK\r\n"] {
        let mut bench = Bench::new();
        bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(stream);
        bench.expect(&["> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r", "done 1 status 1"]);
    }
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n").wait(4_000).receive(b"+MQTTOPEN: 1,0\r\n");
    bench.expect(&["> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r", "failed 1: failed with status 0"]);
}

#[test]
fn a_status_of_another_client_is_not_this_commands() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTCLOSE=1").receive(b"OK\r\n+MQTTCLOSE: 2,1\r\n+MQTTCLOSE: 1,1\r\n");
    bench.expect(&["> AT+MQTTCLOSE=1\\r", "urc Closed(ClientIndex(2))", "done 1 status 1"]);
}

#[test]
fn unsolicited_codes_may_stand_anywhere_in_a_reply() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CGATT=1").receive(b"AT+CGATT=1\r\r\n+SIM READY\r\n");
    bench.receive(b"+MQTTMSGI: 1,0,5,2\r\n+MQTTBREAK: 2,2\r\nOK\r\n");
    bench.expect(&[
        "> AT+CGATT=1\\r",
        "urc SimReady",
        "urc MessageWaiting { client: ClientIndex(1), qos: 0, topic: 5, payload: 2 }",
        "urc Broken(ClientIndex(2), LinkDown)",
        "done 1",
        "> AT+MQTTREAD=1\\r",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn a_query_and_the_code_of_the_same_name_are_told_apart() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CGREG?").receive(b"+CGREG: 1\r\n+CGREG: 0,5\r\nOK\r\n");
    bench.expect(&["> AT+CGREG?\\r", "urc Registration(Packet, Home)", "done 1 [+CGREG: 0,5]"]);
    bench.submit(2, "AT+MIPCALL=1,\"CMNET\"").receive(b"OK\r\n+MIPCALL: 10.2.83.148\r\n");
    bench.expect(&["> AT+MIPCALL=1,\\\"CMNET\\\"\\r", "done 2", "urc AddressAssigned(10.2.83.148)"]);
}

#[test]
fn data_goes_out_raw_after_the_prompt_and_only_then() {
    for prompt in
        [&b">"[..], b"\r\n> \r\n", b"\r\n>\r\n", b"AT+MQTTPUB=1,\"t\",1,0,4\r\r\n>", b"AT+MQTTPUB=1,\"t\",1,0,4>"]
    {
        let mut bench = Bench::new();
        bench.submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,4", Some(b"a>\r\n"));
        bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,4\\r"]);
        bench.receive(prompt).wait(20).expect(&["> a>\\r\\n"]);
        bench.receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1"]);
        bench.nothing_is_lost();
    }
}

#[test]
fn a_prompt_inside_a_message_is_not_a_prompt() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,1", Some(b"x"));
    bench.receive(b"+MQTTMSG: 1,0,\"t\",\"a>b\"\r\n").receive(b"\r\n>").wait(50);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,1\\r", "message 1 t a>b direct", "> x"]);
}

#[test]
fn a_refusal_before_the_prompt_sends_no_data() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,1", Some(b"x")).receive(b"ERROR\r\n").wait(60_000);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,1\\r", "failed 1: rejected: Plain"]);
}

#[test]
fn a_missing_prompt_is_waited_out_and_a_late_one_never_typed_into() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,1", Some(b"x")).submit(2, "AT+CSQ").wait(5_000);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,1\\r", "failed 1: timed out waiting for Prompt", "Resynchronising"]);
    bench
        .wait(20_000)
        .receive(b"\r\n>\r\n")
        .wait(30_000)
        .expect(&["Asks { request: None, end: Unknown, until: Some(Timestamp(61000)) }"]);
    bench.receive(b"ERROR\r\n").expect(&["Late ERROR", "AsksNoMore"]).wait(1_000);
    bench.expect(&["> AT\\r"]).receive(b"OK\r\n").wait(600);
    bench.expect(&["Resynchronised", "> AT+CSQ\\r"]);
}

#[test]
fn a_late_answer_does_not_answer_the_next_command() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CPIN?").submit(2, "AT+CSQ").wait(15_000);
    bench.expect(&["> AT+CPIN?\\r", "failed 1: timed out waiting for Final", "Resynchronising"]);
    bench.wait(300).expect(&["> AT\\r"]);
    bench.receive(b"+CPIN: READY\r\n\r\nOK\r\n").wait(100).receive(b"OK\r\n").wait(600);
    bench.expect(&["urc Unlisted(\"+CPIN: READY\")", "Late OK", "Resynchronised", "> AT+CSQ\\r"]);
    bench.receive(b"+CSQ: 20,99\r\nOK\r\n").expect(&["done 2 [+CSQ: 20,99]"]).nothing_is_lost();
}

#[test]
fn a_module_that_stays_silent_fails_the_queue() {
    let mut bench = Bench::new();
    bench.submit(1, "AT").submit(2, "AT+CSQ").wait(20_000);
    bench.expect(&[
        "> AT\\r",
        "failed 1: timed out waiting for Final",
        "Resynchronising",
        "> AT\\r",
        "> AT\\r",
        "> AT\\r",
        "Unresponsive",
        "failed 2: the module does not answer",
    ]);
}

#[test]
fn a_restart_ends_everything_that_was_under_way() {
    let mut bench = Bench::new();
    bench
        .submit(1, "AT+MQTTSUB=1,\"t\",0")
        .submit(2, "AT+CSQ")
        .receive(b"OK\r\n\r\nAT command ready\r\n+SIM READY\r\n");
    bench.expect(&[
        "> AT+MQTTSUB=1,\\\"t\\\",0\\r",
        "urc Started",
        "failed 1: the module restarted",
        "failed 2: the module restarted",
        "Rebooted",
        "urc SimReady",
    ]);
}

#[test]
fn announced_messages_are_fetched_until_none_is_left_while_the_queue_has_its_turn() {
    let mut bench = Bench::new();
    bench.receive(b"+MQTTMSGI: 1,0,1,6\r\n").submit(1, "AT+CSQ");
    bench.receive(b"+MQTTREAD: 1,0,1,6,\"t\",\"\"\r\nOK\r\"\r\nOK\r\n");
    bench.receive(b"+CSQ: 1,99\r\nOK\r\n").receive(b"+MQTTREAD: 1,0,0,0\r\nOK\r\n").wait(5_000);
    bench.expect(&[
        "urc MessageWaiting { client: ClientIndex(1), qos: 0, topic: 1, payload: 6 }",
        "> AT+MQTTREAD=1\\r",
        "message 1 t \\\"\\r\\nOK\\r",
        "> AT+CSQ\\r",
        "done 1 [+CSQ: 1,99]",
        "> AT+MQTTREAD=1\\r",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn a_reply_shorter_than_announced_is_taken_for_what_it_is() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTREAD=1").receive(b"+MQTTREAD: 1,0,1,2000,\"t\",\"short\"\r\n\r\nOK\r\n").wait(1_500);
    bench.expect(&["> AT+MQTTREAD=1\\r", "message 1 t short cut?", "done 1"]).nothing_is_lost();
}

#[test]
fn a_direct_message_reaches_to_its_last_quote() {
    for (stream, expected) in [
        (&b"+MQTTMSG: 1,0,\"t\",\"{\"a\":\"b\"}\"\r\n"[..], "message 1 t {\\\"a\\\":\\\"b\\\"} direct"),
        (b"+MQTTMSG: 1,0,\"t\",\"two\r\nlines\"\r\n", "message 1 t two\\r\\nlines direct"),
        (
            b"+MQTTMSG: 1,0,\"t\",\"{\"a\":\"b\"\r\n,\"c\":\"d\"\r\n}\"\r\n",
            "message 1 t {\\\"a\\\":\\\"b\\\"\\r\\n,\\\"c\\\":\\\"d\\\"\\r\\n} direct",
        ),
        (b"+MQTTMSG: 1,0,\"t\",\"\xFF\x00,\r\r\n\"\r\n", "message 1 t \\xff\\x00,\\r\\r\\n direct"),
        (b"TMSG: 1,0,\"t\",\"x\"\r\n", "message 1 t x direct cut?"),
        (b"+MQTTMSG: 1,0,\"t\",\"no end\r\n", "message 1 t no end direct cut?"),
    ] {
        let mut bench = Bench::new();
        bench.receive(stream).wait(400).expect(&[expected]).nothing_is_lost();
    }
}

#[test]
fn a_message_between_the_lines_of_a_reply_ends_where_the_reply_goes_on() {
    let mut bench = Bench::new();
    bench.submit(1, "ATI").receive(b"\r\n+MQTTMSG: 1,0,\"t\",\"x\"\r\n\r\nFibocom\r\nOK\r\n");
    bench.expect(&["> ATI\\r", "message 1 t x direct", "done 1 [Fibocom]"]).nothing_is_lost();
}

#[test]
fn a_qos_0_message_without_confirmation_is_sent_all_the_same() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTPUB=1,\"t\",0,0,\"x\"").receive(b"OK\r\n").wait(5_000);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",0,0,\\\"x\\\"\\r", "done 1"]);
    bench.submit(2, "AT+MQTTPUB=1,\"t\",1,0,\"x\"").receive(b"OK\r\n").wait(60_000);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,\\\"x\\\"\\r", "failed 2: timed out waiting for Status"]);
}

#[test]
fn a_subscription_refused_right_after_the_open_is_tried_once_more() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n+MQTTOPEN: 1,1\r\n");
    bench.submit(2, "AT+MQTTSUB=1,\"t\",0").receive(b"ERROR\r\n").wait(1_500).receive(b"ERROR\r\n");
    bench.expect(&[
        "> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r",
        "done 1 status 1",
        "> AT+MQTTSUB=1,\\\"t\\\",0\\r",
        "> AT+MQTTSUB=1,\\\"t\\\",0\\r",
        "failed 2: rejected: Plain",
    ]);
}

#[test]
fn data_that_was_called_off_before_its_prompt_is_not_sent_and_the_module_is_waited_for() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTPUB=1,\"t\",0,0,3", Some(b"abc")).cancel(1).submit(2, "AT+CSQ");
    bench.receive(b"\r\n>").wait(20);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",0,0,3\\r", "failed 1: cancelled", "Resynchronising"]);
    bench.wait(29_000).expect(&[]).receive(b"\r\nERROR\r\n").wait(1_000).expect(&["Late ERROR", "> AT\\r"]);
    bench.receive(b"\r\nOK\r\n").wait(500).expect(&["Resynchronised", "> AT+CSQ\\r"]).nothing_is_lost();
}

#[test]
fn a_lost_link_fails_all_and_keeps_the_last_bytes() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CSQ").submit(2, "AT").receive(b"+CSQ: 3").input(Input::Lost);
    bench.expect(&["> AT+CSQ\\r", "failed 1: the link is lost", "failed 2: the link is lost"]).nothing_is_lost();
}

#[test]
fn the_module_is_left_alone_for_a_moment_after_an_unsolicited_code() {
    let mut bench = Bench::new();
    bench.engine.configure(Config::default());
    bench.receive(b"+SIM READY\r\n").submit(1, "AT").expect(&["urc SimReady"]);
    bench.wait(99).expect(&[]).wait(1).expect(&["> AT\\r"]);
}
