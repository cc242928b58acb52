//! This cloud refuses QoS 2, retained messages or a will, and ends the connection of whoever asks for them.

use std::collections::BTreeSet;

use fibocom_at::{ClientIndex, Form};

use super::{Rule, Watch};
use crate::clouds::Cloud;
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "cloud-refuses",
    severity: Severity::Error,
    screen: Screen::Publish,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The clients that have a will.
    wills: BTreeSet<u8>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        // One that the module refused is none, and a start forgets them.
        if let Some(ended) = seen.ended().filter(|ended| ended.result.is_ok()) {
            let wills = ended.all().filter(|typed| typed.name == "+MQTTWILL" && typed.form == Form::Set);
            self.wills.extend(wills.filter_map(|typed| typed.client()).map(ClientIndex::number));
        }
        if seen.restarts() {
            self.wills.clear();
        }
        let mut on_line = BTreeSet::new();
        for typed in seen.typed().filter(|typed| typed.form == Form::Set) {
            let Some(client) = typed.client().map(ClientIndex::number) else { continue };
            let name = typed.name.as_str();
            if name == "+MQTTWILL" {
                on_line.insert(client);
            }
            let host = if name == "+MQTTOPEN" { typed.text(1) } else { known.client(client).argument(1) };
            let Some(cloud) = host.and_then(Cloud::of_host) else { continue };
            let is_above = typed.number(2).zip(cloud.qos).is_some_and(|(qos, most)| qos > most);
            let asks = match name {
                "+MQTTPUB" => is_above || (cloud.refuses_kept && typed.number(3) == Some(1)),
                "+MQTTSUB" => is_above,
                "+MQTTOPEN" => cloud.refuses_kept && (self.wills.contains(&client) || on_line.contains(&client)),
                _ => false,
            };
            if asks {
                out.find(&[seen.line], &[("command", name.into())]);
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
            ("> AT+MQTTOPEN=1,\"a.iot-as-mqtt.cn-shanghai.aliyuncs.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",2,0,\"x\"\n< OK", 4),
            ("> AT+MQTTOPEN=1,\"x.iotda-device.cn-north-4.myhuaweicloud.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,1,\"x\"\n< OK", 4),
            ("> AT+MQTTWILL=1,\"t\",0,0,\"x\"\n< OK\n> AT+MQTTOPEN=1,\"p.iotcloud.tencentdevices.com\",1883,1,60\n< OK", 3),
        ];
        let misses = [
            "> AT+MQTTOPEN=1,\"a.aliyuncs.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK",
            "> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",2,1,\"x\"\n< OK",
            "> AT+MQTTWILL=2,\"t\",0,0,\"x\"\n< OK\n> AT+MQTTOPEN=1,\"p.iotcloud.tencentdevices.com\",1883,1,60\n< OK",
        ];
        check("cloud-refuses", truths, misses);
    }

    #[test]
    fn a_subscription_has_a_highest_qos_too() {
        let cases = [
            ("> AT+MQTTOPEN=1,\"a.aliyuncs.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",2\n< OK", Some(4)),
            ("> AT+MQTTOPEN=1,\"a.aliyuncs.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",1\n< OK", None),
            ("> AT+MQTTOPEN=1,\"m1.tuyacn.com\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",2\n< OK", Some(4)),
            ("> AT+MQTTOPEN=1,\"mqtts.heclouds.com\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTSUB=1,\"t\",2\n< OK", None),
            ("> AT+MQTTOPEN=1,\"M1.TUYACN.COM\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",0,1,\"x\"\n< OK", None),
        ];
        finds("cloud-refuses", &cases);
    }

    #[test]
    fn a_will_that_was_refused_or_forgotten_is_none() {
        let open = "> AT+MQTTOPEN=1,\"p.iotcloud.tencentdevices.com\",1883,1,60\n< OK\n";
        let will = |result: &str| format!("> AT+MQTTWILL=1,\"t\",0,0,\"x\"\n< {result}\n");
        for (before, line) in [
            (will("OK"), Some(3)),
            (will("ERROR"), None),
            ([will("OK"), will("ERROR")].concat(), Some(5)),
            ([will("OK"), "< AT command ready\n".into()].concat(), None),
            ([will("OK"), "< RDY\n".into()].concat(), None),
            ("> AT+MQTTWILL?\n< OK\n".to_owned(), None),
            ("> AT+MQTTUSER=1,\"u\",\"p\"\n< OK\n".to_owned(), None),
            ("> AT+MQTTWILL=1,\"t\",0,0,5\n< >\n> hello\n< OK\n".to_owned(), Some(5)),
            ("> AT+MQTTUSER=1,\"u\",\"p\";+MQTTWILL=1,\"t\",0,0,\"x\"\n< OK\n".to_owned(), Some(3)),
        ] {
            let log = format!("{before}{open}");
            let found = finding("cloud-refuses", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
        let cases = [
            ("> AT+MQTTWILL=1,\"t\",0,0,\"x\";+MQTTOPEN=1,\"p.iotcloud.tencentdevices.com\",1883,1,60\n< OK", Some(1)),
            ("> AT+MQTTWILL=2,\"t\",0,0,\"x\";+MQTTOPEN=1,\"p.iotcloud.tencentdevices.com\",1883,1,60\n< OK", None),
        ];
        finds("cloud-refuses", &cases);
    }
}
