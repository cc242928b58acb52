//! This series does not have the command, or not this value.

use fibocom_at::Form;
use fibocom_at::commands::Typed;
use fibocom_at::profile::{Feature, Profile};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "series-lacks",
    severity: Severity::Error,
    screen: Screen::Terminal,
    explains: &["open-refused", "unopened", "quotes", "session-gone"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// The highest QoS there is (003, 1.6).
const QOS: u32 = 2;

/// The clients that some series has.
const CLIENTS: [u32; 4] = [1, 2, 101, 102];

/// Whether a value is none that the series takes: the client, the QoS, the topic, or the payload.
fn is_outside(typed: &Typed, profile: &Profile) -> bool {
    if typed.form != Form::Set {
        return false;
    }
    let client = typed.client_number().is_some_and(|number| {
        !CLIENTS.contains(&number) || number > 100 && profile.denies(Feature::MqttSn)
    });
    let name = typed.name.as_str();
    let sends = matches!(name, "+MQTTPUB" | "+MQTTWILL");
    let has_qos = sends || name == "+MQTTSUB";
    let has_topic = has_qos || name == "+MQTTUNSUB";
    client
        || has_qos && typed.number(2).is_some_and(|qos| qos > QOS)
        || has_topic && typed.text(1).is_some_and(|topic| topic.len() > profile.topic_max)
        || sends && typed.payload(4).is_some_and(|bytes| bytes > profile.payload_max)
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended().filter(|ended| ended.refusal().is_some()) else { return };
        let Some(profile) = known.profile else { return };
        for typed in ended.all() {
            let lacks = typed.spec.and_then(|spec| spec.feature).is_some_and(|feature| profile.denies(feature));
            let tls = typed.name == "+MQTTOPEN" && typed.text(5) == Some("2") && profile.denies(Feature::Tls);
            if lacks || tls || is_outside(typed, profile) {
                let facts = [("series", profile.name.into()), ("command", typed.name.as_str().into())];
                out.find(&[ended.line, seen.line], &facts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CGMM\n< MC615-CN\n< OK\n> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< ERROR", 4),
            ("> AT+CGMM\n< NL668-AM\n< OK\n> AT+GTSSLMODE=1\n< ERROR", 4),
            ("> AT+CGMM\n< LC610N-CN\n< OK\n> AT+GTSSLVER=4\n< ERROR", 4),
        ];
        let misses = [
            "> AT+CGMM\n< L610-CN\n< OK\n> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< ERROR",
            "> AT+GTSSLMODE=1\n< ERROR",
            "> AT+CGMM\n< MC615-CN\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< ERROR",
        ];
        check("series-lacks", truths, misses);
    }

    #[test]
    fn clients_of_mqtt_sn_are_not_on_every_series() {
        let cases = [
            ("> AT+CGMM\n< M910-GL\n< OK\n> AT+MQTTOPEN=101,\"h\",1883,1,60\n< ERROR", Some(4)),
            ("> AT+CGMM\n< M910-GL\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< ERROR", None),
            ("> AT+CGMM\n< L610-CN\n< OK\n> AT+MQTTOPEN=101,\"h\",1883,1,60\n< ERROR", None),
        ];
        finds("series-lacks", &cases);
    }

    #[test]
    fn values_that_no_firmware_of_the_series_takes_are_told() {
        let (long, full) = ("t".repeat(256), "t".repeat(255));
        for (command, is_found) in [
            ("+MQTTPUB=1,\"t\",3,0,\"x\"".to_owned(), true),
            ("+MQTTPUB=1,\"t\",2,0,\"x\"".to_owned(), false),
            ("+MQTTSUB=1,\"t\",3".to_owned(), true),
            ("+MQTTSUB=1,\"t\",1".to_owned(), false),
            ("+MQTTWILL=1,\"t\",4,0,\"x\"".to_owned(), true),
            ("+MQTTPUB=3,\"t\",1,0,\"x\"".to_owned(), true),
            ("+MQTTOPEN=0,\"h\",1883,1,60".to_owned(), true),
            ("+MQTTUSER=5,\"u\",\"p\"".to_owned(), true),
            ("+MQTTCLOSE=1".to_owned(), false),
            ("+MQTTPUB=1,\"t\",1,0,1025".to_owned(), true),
            ("+MQTTPUB=1,\"t\",1,0,1024".to_owned(), false),
            (format!("+MQTTPUB=1,\"{long}\",1,0,\"x\""), true),
            (format!("+MQTTPUB=1,\"{full}\",1,0,\"x\""), false),
            (format!("+MQTTSUB=1,\"{long}\",1"), true),
            (format!("+MQTTUNSUB=1,\"{long}\""), true),
            (format!("+MQTTUSER=1,\"{long}\",\"p\""), false),
            ("+CSQ;+MQTTSUB=1,\"t\",3".to_owned(), true),
            ("+CSQ=7".to_owned(), false),
        ] {
            let log = format!("> AT+CGMM\n< L610-CN\n< OK\n> AT{command}\n< ERROR\n");
            assert_eq!(finding("series-lacks", &log).is_some(), is_found, "{log}");
            // Another series, or this one in a newer firmware, took it.
            let log = format!("> AT+CGMM\n< L610-CN\n< OK\n> AT{command}\n< OK\n");
            assert_eq!(finding("series-lacks", &log), None, "{log}");
            assert_eq!(finding("series-lacks", &format!("> AT{command}\n< ERROR\n")), None, "{command}");
        }
    }

    #[test]
    fn the_series_is_known_by_each_way_to_ask_for_it() {
        let rest = "> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< ERROR\n";
        for (asks, line) in [
            ("> AT+CGMM\n< +CGMM: \"MC615-CN\"\n< OK\n", Some(4)),
            ("> AT+GMM\n< MC615-CN\n< OK\n", Some(4)),
            ("> ATI\n< Manufacturer: Fibocom\n< Model: MC615-CN\n< Revision: 16000.1\n< OK\n", Some(6)),
            ("> ATI\n< Fibocom\n< MC615-CN\n< 16000.1\n< OK\n", Some(6)),
            ("> ATI\n< Manufacturer: Fibocom\n< Model: L610-CN\n< OK\n", None),
            ("> ATI\n< Fibocom\n< OK\n", None),
            // What was asked for by name counts more.
            ("> AT+CGMM\n< L610-CN\n< OK\n> ATI\n< MC615-CN\n< OK\n", None),
            ("> AT+CGMI\n< MC615-CN\n< OK\n", None),
        ] {
            let log = format!("{asks}{rest}");
            let found = finding("series-lacks", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }
}
