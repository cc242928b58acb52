//! Messages in and out, uploads, sessions, wills, and what breaks.

use fibocom_sim::{Config, Message, Timestamp, VirtualModule};

use crate::host::Host;

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
        assert_eq!(host.wait(300), "+MQTTMSGI: 1,0,1,8");
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
        printed, "OK|+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1|+MQTTMSG: 2,1,\"will\",\"gone\"",
        "the broker throws out who publishes to a wildcard, and nothing is said of the message"
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
    host.wait(300);
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
