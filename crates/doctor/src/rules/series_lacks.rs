//! This series does not have the command, or not this value.

use fibocom_at::profile::Feature;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "series-lacks",
    severity: Severity::Error,
    screen: Screen::Terminal,
    explains: &["open-refused", "unopened"],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended().filter(|ended| ended.refusal().is_some()) else { return };
        let Some(profile) = known.profile else { return };
        let lacks = ended.typed.spec.and_then(|spec| spec.feature).is_some_and(|feature| profile.denies(feature));
        let tls = ended.does("+MQTTOPEN") && ended.typed.text(5) == Some("2") && profile.denies(Feature::Tls);
        let sn = ended.client().is_some_and(|client| client > 100) && profile.denies(Feature::MqttSn);
        if lacks || tls || sn {
            let name = ended.typed.name.as_str();
            out.find(&[ended.line, seen.line], &[("series", profile.name.into()), ("command", name.into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finds};

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
}
