//! Dialogues with the virtual module over its public interface, in virtual time.

use fibocom_at::profile::Profile;
use fibocom_sim::{Config, Input, Message, Module, Output, PageBroker, Random, Scenario, Timestamp, VirtualModule};
use proptest::prelude::*;

/// A host with a clock of its own.
struct Host {
    module: VirtualModule,
    now: Timestamp,
}

impl Host {
    fn of(config: Config) -> Self {
        let mut host = Self { module: VirtualModule::with_broker(config, PageBroker::new()), now: Timestamp::ZERO };
        host.module.tick(host.now);
        host
    }

    /// A booted, registered module with numbered errors and no echo.
    fn ready(name: &str) -> Self {
        let mut host = Self::of(Config::for_model(name));
        host.wait(10_000);
        host.say("ATE0");
        host.say("AT+CMEE=1");
        host
    }

    /// The same with an IP address and client 1 open.
    fn connected(name: &str) -> Self {
        let mut host = Self::ready(name);
        host.say("AT+MIPCALL=1");
        host.say("AT+MQTTUSER=1,\"u\",\"p\"");
        assert_eq!(host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60"), "OK|+MQTTOPEN: 1,1");
        host
    }

    /// Lets time pass, and gives what was printed meanwhile.
    fn wait(&mut self, millis: u64) -> String {
        let end = self.now.plus(millis);
        while let Some(wake) = self.module.next_wake().filter(|wake| *wake <= end) {
            self.now = wake;
            self.module.tick(wake);
        }
        self.now = end;
        self.module.tick(end);
        lines(&self.module.take_output())
    }

    /// Sends a line, and gives everything printed within five seconds.
    fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes())
    }

    fn send(&mut self, bytes: &[u8]) -> String {
        self.module.receive(self.now, bytes);
        self.wait(5_000)
    }
}

/// The lines of an output, without empty ones, with a bar between them.
fn lines(output: &[u8]) -> String {
    let text: String = output.iter().copied().map(char::from).collect();
    text.split("\r\n").filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
}

fn check(name: &str, dialogue: &[(&str, &str)]) {
    let mut host = Host::ready(name);
    for (sent, received) in dialogue {
        assert_eq!(host.say(sent), *received, "{name}: {sent}");
    }
}

#[test]
fn the_boot_lines_come_two_seconds_apart_and_again_after_a_reset() {
    let mut host = Host::of(Config::for_model("L610"));
    assert_eq!(host.wait(3_000), "AT command ready");
    assert_eq!(host.wait(1_000), "+SIM READY");
    host.say("ATE0");
    assert_eq!(host.say("AT+CFUN=15"), "OK|AT command ready|+SIM READY");
    assert_eq!(host.say("AT"), "AT\r|OK", "the echo is on again");
    assert_eq!(host.say("AT+RESET"), "AT+RESET\r|OK|AT command ready|+SIM READY");
}

#[test]
fn the_example_of_the_application_guide_runs_as_printed() {
    check(
        "MC66x",
        &[
            ("AT", "OK"),
            ("AT+CPIN?", "+CPIN: READY|OK"),
            ("AT+CGREG?", "+CGREG: 0,1|OK"),
            ("AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTUSER=1,\"MC66x/test1\",\"LeKH43ojsvwzlNS15E=\"", "OK"),
            ("AT+MQTTWILL=1,\"test1\",0,0,\"disconnect unexpectly\"", "OK"),
            ("AT+MQTTOPEN=1,\"MC66x.mqtt.iot.bj.baidubce.com\",1883,0,60", "OK|+MQTTOPEN: 1,1"),
            ("AT+MQTTSUB=1,\"test1\",0", "OK|+MQTTSUB: 1,1"),
            ("AT+MQTTPUB=1,\"test1\",0,0,\"123\"", "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"test1\",\"123\""),
            ("AT+MQTTPUB=1,\"test1\",0,0,3", ">"),
            ("123", "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"test1\",\"123\""),
            ("AT+MQTTUNSUB=1,\"test1\"", "OK|+MQTTUNSUB: 1,1"),
            ("AT+MQTTCLOSE=1", "OK|+MQTTCLOSE: 1,1"),
            ("AT+MIPNTP=\"ntp.ntsc.ac.cn\",123", "OK|+MIPNTP: 1"),
        ],
    );
}

#[test]
fn read_and_test_forms_answer_as_the_manuals_show() {
    check(
        "L610",
        &[
            ("AT+MQTTUSER=?", "+MQTTUSER: (1,2),1024,1024[,1024]|OK"),
            ("AT+MQTTUSER?", "OK"),
            ("AT+MQTTUSER=2,\"a\",\"b\",\"c\"", "OK"),
            ("AT+MQTTUSER?", "+MQTTUSER: 2,\"a\",\"b\",\"c\"|OK"),
            ("AT+MQTTOPEN=?", "+MPQTTOPEN: (1,2,101,102),(<\"Remote IP/URL\">),(1-65535),(0,1),(1-300)[,(0-2)]|OK"),
            ("AT+MQTTOPEN?", "+MQTTOPEN: 1,2,101,102|OK"),
            ("AT+MQTTCLOSE?", "+MQTTCLOSE: 0|OK"),
            ("AT+MQTTCLOSE=?", "+MQTTCLOSE: (1,2,101,102)|OK"),
            ("AT+MQTTSUB=?", "+MQTTSUB: (1,2,101,102),255,(0-2)|OK"),
            ("AT+MQTTUNSUB=?", "+MQTTUNSUB: (1,2,101,102),255|OK"),
            ("AT+MQTTPUB=?", "+MQTTPUB: (1,2,101,102),255,(0-2),(0,1),1024|OK"),
            ("AT+MQTTCONF=?", "+MQTTCONF: (0,1)|OK"),
            ("AT+MQTTCONF=1", "OK"),
            ("AT+MQTTCONF?", "+MQTTCONF: 1|OK"),
            ("AT+MQTTREAD=1", "+MQTTREAD: 1,0,0,0|OK"),
            ("AT+MQTTWILL=?", "+MQTTWILL: (1,2,101,102),255,(0-2),(0,1),1024|OK"),
            ("AT+MQTTWILL=1,\"t\",0,1,\"bye\"", "OK"),
            ("AT+MQTTWILL?", "+MQTTWILL: 1,\"t\",0,1,\"bye\"|OK"),
            ("AT+MIPCALL?", "+MIPCALL: 0|OK"),
            ("AT+CGPADDR=1", "+CGPADDR: 1|OK"),
            ("AT+COPS?", "+COPS: 0,0,\"CHN-UNICOM\",7|OK"),
            ("AT+CGMM", "L610-CN-00|OK"),
            ("at+cgsn", "866123050000017|OK"),
        ],
    );
}

#[test]
fn errors_are_worded_by_command_series_and_setting() {
    check(
        "L610",
        &[
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", "+CME ERROR: 3"),
            ("AT+MIPCALL=1", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", "+CME ERROR: 3"),
            ("AT+MQTTUSER=1,user,\"p\"", "+CME ERROR: 50"),
            ("AT+MQTTUSER=3,\"u\",\"p\"", "+CME ERROR: 53"),
            ("AT+MQTTUSER=1,\"u\",\"p\"", "OK"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,301", "+CME ERROR: 53"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60,1", "+CME ERROR: 53"),
            ("AT+MQTTOPEN=101,\"h\",1883,1,60", "+CME ERROR: 4"),
            ("AT+MQTTSUB=1,\"t\",0", "ERROR"),
            ("AT+MQTTPUB=1,\"t\",0,0,\"x\"", "ERROR"),
            ("AT+MQTTCLOSE=1", "ERROR"),
            ("AT+MQTTCONN=1", "ERROR"),
            ("AT+XFLOOD=1,1", "ERROR"),
            ("AT+CMEE=2", "OK"),
            ("AT+MQTTREAD=", "+CME ERROR: Incorrect parameters"),
            ("AT+CMEE=0", "OK"),
            ("AT+MQTTREAD=", "ERROR"),
        ],
    );
    check(
        "NL668/M910 (2019)",
        &[
            ("AT+MQTTSUB=1,\"t\",0", "ERROR: 3"),
            ("AT+MQTTUSER=1,\"u\",\"p\",\"a client id that is too long\"", "ERROR: 53"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60,2", "ERROR: 50"),
            ("AT+MQTTOPEN=101,\"h\",1883,1,60", "ERROR: 53"),
            ("AT+MQTTOPEN?", "+MQTTOPEN: 1,2|OK"),
            ("AT+MQTTCLOSE?", "+MQTTCLOSE: 1,2|OK"),
        ],
    );
}

#[test]
fn messages_wait_to_be_read_in_the_layout_of_the_series() {
    for (name, reply) in [
        ("L610", "+MQTTREAD: 1,0,1,8,\"t\",\"a\"b,\r>\0\u{ff}\"|OK"),
        ("NL668/M910 (2019)", "+MQTTREAD: 1,0,1,8|\"t\",\"a\"b,\r>\0\u{ff}\"|OK"),
    ] {
        let mut host = Host::connected(name);
        host.say("AT+MQTTSUB=1,\"t\",1");
        host.say("AT+MQTTCONF=1");
        let payload = b"a\"b,\r>\0\xff".to_vec();
        host.module.broker().publish(Message { topic: "t".to_owned(), qos: 0, retain: false, payload });
        assert_eq!(host.wait(100), "+MQTTMSGI: 1,0,1,8");
        assert_eq!(host.say("AT+MQTTREAD=1"), reply);
        assert_eq!(host.say("AT+MQTTREAD=1"), "+MQTTREAD: 1,0,0,0|OK");
    }
}

#[test]
fn an_upload_takes_exactly_its_bytes_and_an_lf_after_the_cr_is_none_of_them() {
    let mut host = Host::connected("L610");
    host.say("AT+MQTTSUB=1,\"t\",0");
    assert_eq!(host.send(b"AT+MQTTPUB=1,\"t\",0,0,4\r\n"), ">");
    let printed = "OK|OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"t\",\"\n\r\0\u{1a}\"";
    assert_eq!(host.send(b"\n\r\0\x1aAT\r"), printed, "the bytes after the data are a command");
}

#[test]
fn an_upload_that_stops_is_published_after_thirty_seconds_and_an_empty_one_fails() {
    let mut host = Host::connected("L610");
    host.say("AT+MQTTPUB=1,\"t\",1,0,10");
    host.send(b"AT\r");
    assert_eq!(host.wait(24_000), "OK|+MQTTPUB: 1,1");
    assert_eq!(host.say("AT+MQTTPUB=1,\"t\",1,0,10"), ">");
    assert_eq!(host.wait(26_000), "ERROR");
    assert_eq!(host.say("AT"), "OK");
}

#[test]
fn a_kept_session_delivers_after_opening_what_came_meanwhile() {
    let mut host = Host::ready("L610");
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,0,60");
    host.say("AT+MQTTSUB=1,\"t\",1");
    host.say("AT+MQTTCLOSE=1");
    let payload = b"later".to_vec();
    host.module.broker().publish(Message { topic: "t".to_owned(), qos: 1, retain: false, payload });
    let printed = host.say("AT+MQTTOPEN=1,\"broker.example\",1883,0,60");
    assert_eq!(printed, "OK|+MQTTOPEN: 1,1|+MQTTMSG: 1,1,\"t\",\"later\"");
}

#[test]
fn the_will_of_one_client_reaches_the_other_after_a_break_and_not_after_closing() {
    let mut host = Host::ready("L610");
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host.say("AT+MQTTUSER=2,\"u\",\"p\"");
    host.say("AT+MQTTWILL=1,\"will\",1,0,\"gone\"");
    host.say("AT+MQTTOPEN=2,\"broker.example\",1883,1,60");
    host.say("AT+MQTTSUB=2,\"will\",1");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
    assert_eq!(host.say("AT+MQTTCLOSE=1"), "OK|+MQTTCLOSE: 1,1");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
    let printed = host.say("AT+MQTTPUB=1,\"no/+/topic\",0,0,\"\"");
    assert_eq!(
        printed, "OK|+MQTTPUB: 1,0|+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1|+MQTTMSG: 2,1,\"will\",\"gone\"",
        "the broker throws out who publishes to a wildcard"
    );
}

#[test]
fn the_plant_of_the_page_is_heard_by_whoever_subscribes() {
    let mut host = Host { module: VirtualModule::new(Config::for_model("L610")), now: Timestamp::ZERO };
    host.module.tick(host.now);
    host.wait(10_000);
    for line in ["ATE0", "AT+MIPCALL=1", "AT+MQTTUSER=1,\"\",\"\"", "AT+MQTTOPEN=1,\"demo.example\",8883,1,60,2"] {
        host.say(line);
    }
    host.say("AT+MQTTSUB=1,\"demo/plant/press\",0");
    let printed = host.wait(20_000);
    assert_eq!(
        printed.matches("+MQTTMSG: 1,0,\"demo/plant/press\",\"{\"machine\":\"press-7\"").count(),
        10,
        "{printed}"
    );
    host.say("AT+MQTTUNSUB=1,\"demo/plant/press\"");
    host.say("AT+MQTTSUB=1,\"demo/echo/reply\",0");
    let printed = host.say("AT+MQTTPUB=1,\"demo/echo\",0,0,\"hello\"");
    assert_eq!(printed, "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"demo/echo/reply\",\"hello\"");
    host.say("AT+MQTTCONF=1");
    host.say("AT+MQTTSUB=1,\"demo/plant/frame\",0");
    assert!(host.wait(10_000).starts_with("+MQTTMSGI: 1,0,16,16"));
}

#[test]
fn more_messages_than_the_module_keeps_lose_the_oldest() {
    let mut host = Host::connected("L610");
    host.say("AT+MQTTSUB=1,\"t\",0");
    host.say("AT+MQTTCONF=1");
    for number in 0..60 {
        let payload = number.to_string().into_bytes();
        host.module.broker().publish(Message { topic: "t".to_owned(), qos: 0, retain: false, payload });
    }
    host.wait(100);
    assert_eq!(host.say("AT+MQTTREAD=1"), "+MQTTREAD: 1,0,1,2,\"t\",\"10\"|OK");
}

#[test]
fn a_lost_connection_is_reported_with_its_cause() {
    let mut host = Host::connected("L610");
    host.module.broker().disconnect_all();
    assert_eq!(host.wait(100), "+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
    assert_eq!(host.say("AT+MIPCALL=0"), "OK|+MQTTBREAK: 1,2|+MQTTCLOSE: 1,1|+MIPCALL: 0");
    assert_eq!(host.say("AT+MQTTOPEN?"), "+MQTTOPEN: 1,2,101,102|OK");
}

#[test]
fn the_same_client_id_on_both_clients_breaks_the_first() {
    let mut host = Host::ready("L610");
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\",\"same\"");
    host.say("AT+MQTTUSER=2,\"u\",\"p\",\"same\"");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
    let printed = host.say("AT+MQTTOPEN=2,\"broker.example\",1883,1,60");
    assert_eq!(printed, "OK|+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1|+MQTTOPEN: 2,1");
}

#[test]
fn a_host_that_does_not_exist_fails_with_status_zero() {
    let mut host = Host::ready("L610");
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    assert_eq!(host.say("AT+MQTTOPEN=1,\"broker.invalid\",1883,1,60"), "OK|+MQTTOPEN: 1,0");
}

#[test]
fn quotes_and_line_ends_come_escaped_in_and_raw_out() {
    let mut host = Host::connected("L610");
    host.say("AT+MQTTSUB=1,\"t\",0");
    let printed = host.say("AT+MQTTPUB=1,\"t\",0,0,\"{\\22a\\22:1}\"");
    assert_eq!(printed, "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"t\",\"{\"a\":1}\"");
    assert_eq!(host.say("AT+MQTTPUB=1,\"t\",0,0,\"{\"a\":1}\""), "ERROR");
}

#[test]
fn unsolicited_lines_wait_for_the_command_and_the_oldest_are_lost() {
    let mut host = Host::connected("L610");
    host.say("AT+MQTTSUB=1,\"t\",0");
    assert_eq!(host.say("AT+MQTTPUB=1,\"x\",0,0,1"), ">");
    for number in 0..40 {
        let payload = number.to_string().into_bytes();
        host.module.broker().publish(Message { topic: "t".to_owned(), qos: 0, retain: false, payload });
    }
    assert_eq!(host.wait(1_000), "");
    let printed = host.send(b"x");
    assert!(printed.starts_with("OK|+MQTTMSG: 1,0,\"t\",\"8\"|"), "{printed}");
    assert!(printed.ends_with("|+MQTTMSG: 1,0,\"t\",\"39\"|+MQTTPUB: 1,1"), "{printed}");
}

#[test]
fn registration_is_reported_when_asked_for() {
    let mut host = Host::of(Config::for_model("L610"));
    assert_eq!(host.wait(2_000), "AT command ready");
    host.module.receive(host.now, b"ATE0\rAT+CGREG=1\r");
    assert_eq!(host.wait(8_000), "ATE0\r|OK|OK|+SIM READY|+CGREG: 2|+CGREG: 1");
    assert_eq!(host.say("AT+CFUN=4"), "OK|+CGREG: 0");
    assert_eq!(host.say("AT+CFUN=1"), "OK|+CGREG: 2|+CGREG: 1");
}

#[test]
fn each_scenario_shows_in_the_answers() {
    for (scenario, sent, received) in [
        (Scenario::Healthy, "AT+CPIN?", "+CPIN: READY|OK"),
        (Scenario::NoSim, "AT+CPIN?", "+CME ERROR: 10"),
        (Scenario::NoSim, "AT+MIPCALL=1", "+CME ERROR: 10"),
        (Scenario::LockedSim, "AT+CPIN?", "+CPIN: SIM PIN|OK"),
        (Scenario::LockedSim, "AT+CPIN=\"0000\"", "+CME ERROR: 16"),
        (Scenario::LockedSim, "AT+CPIN=\"1234\"", "OK|+SIM READY"),
        (Scenario::SlowRegistration, "AT+CGREG?", "+CGREG: 0,2|OK"),
        (Scenario::SlowRegistration, "AT+CSQ", "+CSQ: 99,99|OK"),
        (Scenario::WrongApn, "AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 0"),
        (Scenario::Silent, "AT", ""),
    ] {
        let mut host = Host::of(Config { scenario, ..Config::for_model("L610") });
        host.wait(10_000);
        host.say("ATE0");
        host.say("AT+CMEE=1");
        assert_eq!(host.say(sent), received, "{}: {sent}", scenario.name());
    }
    let mut host = Host::of(Config { scenario: Scenario::WeakSignal, ..Config::for_model("L610") });
    host.wait(30_000);
    let printed = host.say("AT+CSQ?");
    assert!((3..=8).any(|signal| printed.contains(&format!("+CSQ: {signal},99"))), "{printed}");
    let mut host = Host::of(Config { scenario: Scenario::Noise, ..Config::for_model("L610") });
    host.wait(10);
    host.module.receive(host.now, b"AT\r");
    assert_eq!(host.module.take_output().first(), Some(&0x7E));
}

#[test]
fn the_clock_starts_in_1980_and_learns_the_time() {
    let config = Config { unix_time: 1_693_811_840, ..Config::for_model("L610") };
    let mut host = Host::of(config);
    host.wait(10_000);
    host.say("ATE0");
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"80/01/06,00:00:15+00\"|OK");
    assert_eq!(host.say("AT+MIPNTP=\"ntp.example\",123"), "ERROR");
    host.say("AT+MIPCALL=1");
    assert_eq!(host.say("AT+MIPNTP=\"ntp.example\",123"), "OK|+MIPNTP: 1");
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"23/09/04,15:17:55+32\"|OK");
}

#[test]
fn a_flood_is_complete() {
    let mut host = Host::of(Config { flood: true, instant: true, ..Config::for_model("L610") });
    host.say("ATE0");
    let printed = host.say("AT+XFLOOD=1000,8");
    let messages: Vec<_> = printed.split('|').skip(1).collect();
    assert_eq!(messages.len(), 1000);
    assert_eq!(messages.last(), Some(&"+MQTTMSG: 1,0,\"bench/topic\",\"00000999\""));
}

/// Bytes like those a host sends: commands, payloads, and anything.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let commands = prop::sample::select(vec![
        "AT+MIPCALL=1\r",
        "AT+MQTTUSER=1,\"u\",\"p\"\r",
        "AT+MQTTOPEN=1,\"h\",1883,1,60\r\n",
        "AT+MQTTSUB=1,\"demo/#\",2\r",
        "AT+MQTTPUB=1,\"demo/echo\",1,0,5\r\nab\r\n>",
        "AT+MQTTPUB=1,\"demo/echo\",1,0,\"",
        "AT+MQTTWILL=1,\"t\",0,0,3\r",
        "AT+MQTTCONF=1\r",
        "AT+MQTTREAD=1\r",
        "AT+MQTTCLOSE=1\r",
        "AT+CFUN=15\r",
        "AT+",
        "=?\r",
        "\"\\",
    ]);
    let piece = prop_oneof![
        3 => commands.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_in_any_split_panic_and_the_split_does_not_matter(bytes in input(), seed in any::<u64>()) {
        let run = |sizes: &mut dyn FnMut() -> usize| {
            let mut module = VirtualModule::new(Config { seed, ..Config::for_profile(&fibocom_at::profile::PERMISSIVE) });
            module.tick(Timestamp::ZERO);
            let now = Timestamp::from_millis(10_000);
            module.tick(now);
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let (chunk, after) = rest.split_at(sizes().clamp(1, rest.len()));
                module.receive(now, chunk);
                rest = after;
            }
            for second in 10..=60 {
                module.tick(Timestamp::from_millis(second * 1000));
            }
            module.take_output()
        };
        let mut random = Random::new(seed);
        let whole = run(&mut || usize::MAX);
        let split = run(&mut || usize::try_from(random.between(1, 7)).unwrap());
        prop_assert_eq!(whole, split);
    }
}

#[test]
fn a_module_without_power_hears_nothing_and_wants_nothing() {
    let mut module = Module::new(Config::for_profile(Profile::for_model("L610")));
    module.handle(Timestamp::ZERO, Input::Received(b"AT\r"));
    assert_eq!(module.poll(), Output::Wait(None));
}
