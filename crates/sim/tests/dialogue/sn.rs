//! MQTT-SN through the virtual gateway: clients 101 and 102.

use fibocom_sim::Message;

use crate::host::{Host, check};

impl Host {
    /// A module whose client 101 is open at the gateway, and whose client 1 is open at the broker behind it.
    fn at_the_gateway(name: &str) -> Self {
        let mut host = Self::connected(name);
        assert_eq!(host.say("AT+MQTTOPEN=101,\"gateway.example\",10000,1,60"), "OK|+MQTTOPEN: 101,1");
        host
    }

    fn publish(&mut self, topic: &str, payload: &str) -> String {
        let (topic, payload) = (topic.to_owned(), payload.as_bytes().to_vec());
        self.module.broker().publish(Message { topic, qos: 0, retain: false, payload });
        self.wait(1_000)
    }

    fn dialogue(&mut self, lines: &[(&str, &str)]) {
        for (sent, received) in lines {
            assert_eq!(self.say(sent), *received, "{sent}");
        }
    }
}

#[test]
fn both_protocols_meet_at_the_broker() {
    let mut host = Host::at_the_gateway("L610");
    host.dialogue(&[
        ("AT+MQTTSUB=1,\"press/7/state\",0", "OK|+MQTTSUB: 1,1"),
        ("AT+MQTTSUB=101,\"press/7/order\",1", "OK|+MQTTSUB: 101,1"),
        ("AT+MQTTPUB=101,\"press/7/state\",1,0,\"on\"", "OK|+MQTTPUB: 101,1|+MQTTMSG: 1,0,\"press/7/state\",\"on\""),
        ("AT+MQTTPUB=1,\"press/7/order\",1,0,\"stop\"", "OK|+MQTTPUB: 1,1|+MQTTMSG: 101,1,1,\"stop\""),
        ("AT+MQTTSNREG?", "OK|+MQTTSNREG: 101,1,\"press/7/order\"|+MQTTSNREG: 101,2,\"press/7/state\""),
        ("AT+MQTTCLOSE?", "+MQTTCLOSE: 1,101|OK"),
        ("AT+MQTTOPEN?", "+MQTTOPEN: 2,102|OK"),
        ("AT+MQTTUNSUB=101,1", "OK|+MQTTUNSUB: 101,1"),
        ("AT+MQTTPUB=1,\"press/7/order\",1,0,\"go\"", "OK|+MQTTPUB: 1,1"),
        ("AT+MQTTCLOSE=101", "OK|+MQTTCLOSE: 101,1"),
        ("AT+MQTTSNREG?", "OK"),
    ]);
}

#[test]
fn a_topic_id_stands_for_a_registered_name_and_for_nothing_else() {
    let mut host = Host::at_the_gateway("MA510");
    host.dialogue(&[
        ("AT+MQTTSUB=1,\"a/b/c\",0", "OK|+MQTTSUB: 1,1"),
        ("AT+MQTTSNREG=101,\"a/b/c\"", "OK|+MQTTSNREG: 101,1,1,\"a/b/c\""),
        ("AT+MQTTPUB=101,1,0,0,\"by id\"", "OK|+MQTTPUB: 101,1|+MQTTMSG: 1,0,\"a/b/c\",\"by id\""),
        ("AT+MQTTPUB=101,1,0,0,4", ">"),
        ("data", "OK|+MQTTPUB: 101,1|+MQTTMSG: 1,0,\"a/b/c\",\"data\""),
        ("AT+MQTTPUB=101,2,0,0,\"x\"", "OK|+MQTTPUB: 101,0"),
        ("AT+MQTTSUB=101,2,0", "OK|+MQTTSUB: 101,0"),
        ("AT+MQTTUNSUB=101,2", "OK|+MQTTUNSUB: 101,0"),
        ("AT+MQTTSUB=101,0,0", "ERROR"),
        ("AT+MQTTSUB=101,65536,0", "ERROR"),
        ("AT+MQTTSUB=1,1,0", "ERROR"),
        ("AT+MQTTSNREG=101,7", "OK|+MQTTSNREG: 101,1,2,\"7\""),
        ("AT+MQTTSNREG=102,\"a/b/c\"", "ERROR"),
        ("AT+MQTTSNREG=1,\"a/b/c\"", "ERROR"),
    ]);
}

#[test]
fn a_short_topic_travels_without_an_id() {
    let mut host = Host::at_the_gateway("L610");
    host.dialogue(&[
        ("AT+MQTTSUB=101,\"ab\",0", "OK|+MQTTSUB: 101,1"),
        ("AT+MQTTPUB=1,\"ab\",0,0,\"hello\"", "OK|+MQTTPUB: 1,1|+MQTTMSG: 101,0,\"ab\",\"hello\""),
        ("AT+MQTTSNREG?", "OK"),
    ]);
}

#[test]
fn the_gateway_registers_what_a_wildcard_brings_before_it_delivers() {
    let mut host = Host::at_the_gateway("L610");
    host.dialogue(&[("AT+MQTTSUB=101,\"press/+/state\",0", "OK|+MQTTSUB: 101,1"), ("AT+MQTTSNREG?", "OK")]);
    assert_eq!(host.publish("press/1/state", "on"), "+MQTTSNREG: 101,2,1,\"press/1/state\"|+MQTTMSG: 101,0,1,\"on\"");
    assert_eq!(host.publish("press/1/state", "off"), "+MQTTMSG: 101,0,1,\"off\"");
    for press in 2..=5 {
        host.publish(&format!("press/{press}/state"), "on");
    }
    host.dialogue(&[("AT+MQTTSNREG=101,\"one/more\"", "OK|+MQTTSNREG: 101,0")]);
    assert_eq!(
        host.publish("press/6/state", "on"),
        "+MQTTSNREG: 101,2,6,\"press/6/state\"|+MQTTMSG: 101,0,6,\"on\"",
        "the module has room for five, and delivers all the same"
    );
    assert_eq!(host.say("AT+MQTTSNREG?").matches("+MQTTSNREG: 101,").count(), 5);
}

#[test]
fn announced_messages_show_the_topic_id_and_are_read_with_it() {
    let mut host = Host::at_the_gateway("L610");
    host.dialogue(&[("AT+MQTTSUB=101,\"a/b/c\",0", "OK|+MQTTSUB: 101,1"), ("AT+MQTTCONF=1", "OK")]);
    assert_eq!(host.publish("a/b/c", "12345"), "+MQTTMSGI: 101,0,1,5");
    host.dialogue(&[
        ("AT+MQTTREAD=101", "+MQTTREAD: 101,0,1,5,1,\"12345\"|OK"),
        ("AT+MQTTREAD=101", "+MQTTREAD: 101,0,0,0|OK"),
        ("AT+MQTTREAD=102", "+MQTTREAD: 102,0,0,0|OK"),
    ]);
}

#[test]
fn the_gateway_sends_the_will_as_it_was_updated() {
    for (updates, topic, payload) in [
        (&[][..], "will", "gone"),
        (&["AT+MQTTWMSGUD=101,\"lost\""], "will", "lost"),
        (&["AT+MQTTWTOPICUD=101,1,1,\"will/2\""], "will/2", "gone"),
        (&["AT+MQTTWTOPICUD=101,1,1,8", "AT+MQTTWMSGUD=101,\"lost\""], "8", "lost"),
    ] {
        let mut host = Host::ready("L610");
        host.dialogue(&[
            ("AT+MIPCALL=1", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTWILL=101,\"will\",0,1,\"gone\"", "OK"),
            ("AT+MQTTWILL?", "+MQTTWILL: 101,\"will\",0,1,\"gone\"|OK"),
            ("AT+MQTTOPEN=101,\"gateway.example\",10000,1,60", "OK|+MQTTOPEN: 101,1"),
            ("AT+MQTTUSER=1,\"u\",\"p\"", "OK"),
        ]);
        for update in updates {
            let name = update.trim_start_matches("AT").split('=').next().unwrap();
            assert_eq!(host.say(update), format!("OK|{name}: 101,1"));
        }
        host.dialogue(&[
            ("AT+MIPCALL=0", "OK|+MQTTBREAK: 101,2|+MQTTCLOSE: 101,1|+MIPCALL: 0"),
            ("AT+MIPCALL=1", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTOPEN=1,\"broker.example\",1883,1,60", "OK|+MQTTOPEN: 1,1"),
        ]);
        let kept = format!("OK|+MQTTSUB: 1,1|+MQTTMSG: 1,0,\"{topic}\",\"{payload}\"");
        assert_eq!(host.say("AT+MQTTSUB=1,\"#\",0"), kept, "{updates:?}");
    }
}

#[test]
fn each_client_has_the_id_string_that_was_set_or_one_of_its_own() {
    let mut host = Host::ready("L610");
    host.dialogue(&[
        ("AT+MIPCALL=1", "OK|+MIPCALL: 10.236.12.34"),
        ("AT+MQTTSNCID=101,\"same\"", "OK"),
        ("AT+MQTTSNCID=102,\"same\"", "OK"),
        ("AT+MQTTSNCID?", "+MQTTSNCID: 101,\"same\"|+MQTTSNCID: 102,\"same\"|OK"),
        ("AT+MQTTOPEN=101,\"gateway.example\",10000,1,60", "OK|+MQTTOPEN: 101,1"),
        ("AT+MQTTOPEN=102,\"gateway.example\",10000,1,60", "OK|+MQTTBREAK: 101,1|+MQTTCLOSE: 101,1|+MQTTOPEN: 102,1"),
        ("AT+MQTTSNCID=101,\"\"", "OK"),
        ("AT+MQTTSNCID?", "+MQTTSNCID: 102,\"same\"|OK"),
        ("AT+MQTTOPEN=101,\"gateway.example\",10000,1,60", "OK|+MQTTOPEN: 101,1"),
    ]);
}

#[test]
fn a_series_without_mqtt_sn_has_neither_the_clients_nor_the_commands() {
    for name in ["NL668-AM", "MC66x", "NL668/M910 (2019)"] {
        let refused = if name.starts_with("NL668/") { "ERROR: 53" } else { "+CME ERROR: 53" };
        check(
            name,
            &[
                ("AT+MQTTOPEN=101,\"g\",10000,1,60", refused),
                ("AT+MQTTSNCID=?", "ERROR"),
                ("AT+MQTTSNREG?", "ERROR"),
                ("AT+MQTTWTOPICUD=101,0,0,\"t\"", "ERROR"),
                ("AT+MQTTWMSGUD=101,\"m\"", "ERROR"),
            ],
        );
    }
}

#[test]
fn test_forms_have_the_ranges_of_the_series() {
    for (name, longest) in [("L610", 1024), ("MA510", 23), ("MC610", 23), ("LC610N", 256)] {
        check(
            name,
            &[
                ("AT+MQTTSNCID=?", &format!("+MQTTSNCID: (101,102),{longest}|OK")),
                ("AT+MQTTSNREG=?", "+MQTTSNREG: (101,102),255|OK"),
                ("AT+MQTTWTOPICUD=?", "+MQTTWTOPICUD: (101,102),(0-2),(0,1),255|OK"),
                ("AT+MQTTWMSGUD=?", "+MQTTWMSGUD: (101,102),1024|OK"),
                (&format!("AT+MQTTSNCID=101,\"{}\"", "c".repeat(longest + 1)), "ERROR"),
                (&format!("AT+MQTTSNCID=101,\"{}\"", "c".repeat(longest)), "OK"),
            ],
        );
    }
}
