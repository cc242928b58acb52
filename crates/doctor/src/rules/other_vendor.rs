//! A command of another maker was sent, which these modules do not have.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "other-vendor",
    severity: Severity::Error,
    screen: Screen::Terminal,
    explains: &[],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// Beginnings of commands that others have: Quectel, SIMCom, u-blox, Espressif, China Mobile, Sierra, Telit.
const OTHERS: &[&str] = &[
    "+QMT", "+QIACT", "+QIOPEN", "+QSSL", "+QCFG", "+CMQTT", "+SMCONN", "+SMPUB", "+SMSUB", "+SMCONF", "+CIPSTART", "+CSTT", "+CIICR",
    "+UMQTT", "+MQTTCONN", "+MQTTUSERCFG", "+MQTTCONNCFG", "+MQTTPUBRAW", "+CWJAP", "+MQTTCFG", "+ECMT", "+KMQTT", "#MQ",
];

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        let Some(ended) = seen.ended() else { return };
        let name = ended.typed.name.as_str();
        if ended.typed.spec.is_none() && ended.refusal().is_some() && OTHERS.iter().any(|other| name.starts_with(other)) {
            out.find(&[ended.line, seen.line], &[("command", name.into())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+QMTOPEN=0,\"h\",1883\n< ERROR", 1),
            ("> AT\n< OK\n> AT+CMQTTSTART\n< ERROR", 3),
            ("> AT+MQTTCONN=1\n< ERROR", 1),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR",
            "> AT+QMTOPEN=0,\"h\",1883\n< OK",
            "> AT+XYZ\n< ERROR",
        ];
        check("other-vendor", truths, misses);
    }
}
