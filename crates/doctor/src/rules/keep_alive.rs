//! The keep alive is outside of what the module takes.

use super::{Rule, Watch};
use crate::clouds::Cloud;
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "keep-alive",
    severity: Severity::Error,
    screen: Screen::Session,
    explains: &["open-refused", "no-pause"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// What all series take, in seconds (003, 1.3).
const RANGE: (u16, u16) = (1, 300);

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let (least, most) = known.profile.map_or(RANGE, |profile| profile.keep_alive);
        for typed in seen.done("+MQTTOPEN") {
            let Some(seconds) = typed.number(4) else { continue };
            let cloud = typed.text(1).and_then(Cloud::of_host).and_then(|cloud| cloud.keep_alive);
            let (low, high) = cloud.unwrap_or((least, most));
            let (least, most) = (least.max(low), most.min(high));
            if seconds < least.into() || seconds > most.into() {
                let facts = [("seconds", u64::from(seconds).into()), ("least", u64::from(least).into()), ("most", u64::from(most).into())];
                out.find(&[seen.line], &facts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTOPEN=1,\"h\",1883,1,600\n< ERROR", 1),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,0\n< OK", 1),
            ("> AT+CGMM\n< L610-CN\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,1200\n< OK", 4),
        ];
        let misses = [
            "> AT+MQTTOPEN=1,\"h\",1883,1,300\n< OK",
            "> AT+MQTTOPEN=1,\"h\",1883,1,1\n< OK",
            "> AT+MQTTOPEN=?\n< OK",
        ];
        check("keep-alive", truths, misses);
    }

    #[test]
    fn a_cloud_may_take_less_than_the_module() {
        let open = |host: &str, seconds| format!("> AT+MQTTOPEN=1,\"{host}\",1883,1,{seconds}\n< OK\n< +MQTTOPEN: 1,0\n");
        for (host, seconds, is_found) in [
            ("a1.iot-as-mqtt.cn-shanghai.aliyuncs.com", 20, true),
            ("a1.iot-as-mqtt.cn-shanghai.aliyuncs.com", 30, false),
            ("x.iotda-device.cn-north-4.myhuaweicloud.com", 29, true),
            ("mqtt.example.org", 20, false),
            ("mqtts.heclouds.com", 9, true),
            ("demo-ats.iot.eu-central-1.amazonaws.com", 29, true),
            ("demo-ats.iot.eu-central-1.amazonaws.com", 30, false),
            ("demo.ats.iot.cn-north-1.amazonaws.com.cn", 29, true),
            ("m1.tuyacn.com", 1, false),
        ] {
            assert_eq!(finding("keep-alive", &open(host, seconds)).is_some(), is_found, "{host} {seconds}");
        }
    }
}
