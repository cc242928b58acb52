//! Replies whose lines come after OK, uploads of files, and MQTT-SN.

use super::*;

const REGISTER: &str = "> AT+MQTTSNREG=101,\\\"t\\\"\\r";

#[test]
fn the_list_of_registered_topics_comes_after_ok_and_ends_with_a_silence() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSNREG?").receive(b"\r\nOK\r\n").expect(&["> AT+MQTTSNREG?\\r"]);
    bench.wait(1_000).receive(b"\r\n+MQTTSNREG: 101,1,\"a\"\r\n").wait(400).receive(b"+MQTTSNREG: 101,2,\"b\"\r\n");
    bench.expect(&[]).wait(500);
    bench.expect(&["done 1 [+MQTTSNREG: 101,1,\\\"a\\\"] [+MQTTSNREG: 101,2,\\\"b\\\"]"]).nothing_is_lost();
}

#[test]
fn a_list_may_be_empty_or_stand_before_ok() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSNREG?").receive(b"OK\r\n").wait(1_499).expect(&["> AT+MQTTSNREG?\\r"]);
    bench.wait(1).expect(&["done 1"]);
    bench.submit(2, "AT+MQTTSNREG?").receive(b"+MQTTSNREG: 101,9,\"a\"\r\nOK\r\n");
    bench.expect(&["> AT+MQTTSNREG?\\r", "done 2 [+MQTTSNREG: 101,9,\\\"a\\\"]"]);
}

#[test]
fn a_topic_that_the_gateway_registers_is_no_answer() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSNREG=101,\"t\"").receive(b"OK\r\n+MQTTSNREG: 101,2,8,\"other\"\r\n");
    bench.expect(&[
        REGISTER,
        "urc TopicRegistered(ClientIndex(101), Some(RegisteredTopic { client: ClientIndex(101), id: TopicId(8), \
         topic: \"other\" }))",
    ]);
    bench.receive(b"+MQTTSNREG: 101,1,9,\"t\"\r\n").expect(&["done 1 status 1"]);
    bench.submit(2, "AT+MQTTSNREG?").receive(b"OK\r\n+MQTTSNREG: 101,2,8,\"other\"\r\n+MQTTSNREG: 101,9,\"t\"\r\n");
    bench.wait(500).expect(&[
        "> AT+MQTTSNREG?\\r",
        "urc TopicRegistered(ClientIndex(101), Some(RegisteredTopic { client: ClientIndex(101), id: TopicId(8), \
         topic: \"other\" }))",
        "done 2 [+MQTTSNREG: 101,9,\\\"t\\\"]",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn a_registration_says_its_number() {
    use crate::args::{ClientIndex, Topic};
    use crate::commands::{Command, RegisterTopic};

    let topic = Topic::parse(&crate::profile::PERMISSIVE, "t").unwrap();
    let register = RegisterTopic::new(ClientIndex::ALL[2], topic).unwrap();
    let mut engine = Engine::default();
    engine.handle(Timestamp(0), Input::Submitted(RequestId(1), Request::of(&register)));
    engine.handle(Timestamp(1), Input::Received(b"OK\r\n+MQTTSNREG: 101,1,9,\"t\"\r\n"));
    let reply = std::iter::from_fn(|| Some(engine.poll())).find_map(|output| match output {
        Output::Event(Event::Completed(_, result)) => Some(result.unwrap()),
        _ => None,
    });
    let registered = register.read(&reply.unwrap()).unwrap().unwrap();
    assert_eq!((registered.id.number(), registered.topic.as_str()), (9, "t"));
}

#[test]
fn a_cloud_answers_after_ok_or_not_at_all() {
    let line = "AT+MQTTAUTHDYN=3,\"p\",\"s\",\"d\",0,1";
    let sent = "> AT+MQTTAUTHDYN=3,\\\"p\\\",\\\"s\\\",\\\"d\\\",0,1\\r";
    let mut bench = Bench::new();
    bench.submit(1, line).receive(b"OK\r\n").wait(9_000).receive(b"+CSQ: 1\r\n+MQTTAUTHDYN: 3,0,\"x\",\"y\"\r\n");
    bench.expect(&[sent, "urc Unlisted(\"+CSQ: 1\")", "done 1 [+MQTTAUTHDYN: 3,0,\\\"x\\\",\\\"y\\\"]"]);
    bench.submit(2, line).receive(b"OK\r\n").wait(30_000).expect(&[sent, "failed 2: timed out waiting for Status"]);
    bench.submit(3, line).receive(b"OK\r\n").wait(10).receive(b"ERROR\r\n");
    bench.expect(&[sent, "failed 3: rejected: Plain"]);
    bench.submit(4, line).receive(b"OK\r\n").cancel(4).expect(&[sent, "failed 4: cancelled"]);
    bench.nothing_is_lost();
}

#[test]
fn a_file_goes_out_raw_behind_its_prompt() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+GTSSLFILE=\"TRUSTFILE\",6", Some(b"a>\r\nOK"));
    bench.receive(b"\r\n> \r\n").receive(b"\r\nOK\r\n");
    bench.expect(&["> AT+GTSSLFILE=\\\"TRUSTFILE\\\",6\\r", "> a>\\r\\nOK", "done 1"]).nothing_is_lost();
}

#[test]
fn a_message_with_a_topic_id_is_read_by_its_length() {
    let mut bench = Bench::new();
    bench.receive(b"+MQTTMSGI: 101,1,7,5\r\n").wait(0);
    bench.receive(b"+MQTTREAD: 101,1,1,5,7,\"a\r\n\"b\"\r\n\r\nOK\r\n");
    bench.receive(b"+MQTTREAD: 101,0,0,0\r\n\r\nOK\r\n").wait(60_000);
    bench.expect(&[
        "urc MessageWaiting { client: ClientIndex(101), qos: 1, topic: 7, payload: 5 }",
        "> AT+MQTTREAD=101\\r",
        "message 101 7 a\\r\\n\\\"b",
        "> AT+MQTTREAD=101\\r",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn an_event_without_its_plus_sign_is_a_code_and_no_line_of_a_reply() {
    let mut bench = Bench::new();
    bench.submit(1, "ATI").receive(b"MQTTAUTHEVENT: 4,5\r\nFibocom\r\nOK\r\n");
    bench.expect(&["> ATI\\r", "urc CloudEvent { cloud: 4, event: Connected }", "done 1 [Fibocom]"]);
}

#[test]
fn a_line_of_ranges_may_lack_its_tag() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTAUTHCFG=?").receive(b"+MQTTAUTHCFG: 7\r\n9,<productkey>,<token>\r\nOK\r\n");
    bench.expect(&["> AT+MQTTAUTHCFG=?\\r", "done 1 [+MQTTAUTHCFG: 7] [9,<productkey>,<token>]"]);
}
