//! A command of another maker was sent, which these modules do not have.

use fibocom_at::commands::Typed;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "other-vendor",
    severity: Severity::Error,
    screen: Screen::Terminal,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// Whether the module took such a command: it is one of that maker.
    is_theirs: bool,
}

/// Beginnings of commands that others have and these modules do not.
const OTHERS: &[&str] = &[
    // Quectel.
    "+QMT", "+QI", "+QHTTP", "+QSSL", "+QCFG", "+QENG", "+QNTP", "+QPING", "+QPOWD", "+QFUPL", "+QNWINFO", "+QGPS",
    // SIMCom.
    "+CMQTT", "+SMCONN", "+SMPUB", "+SMSUB", "+SMCONF", "+SMSSL", "+CNACT", "+CNCFG", "+CSSLCFG", "+CCERTDOWN", "+CNTP", "+SAPBR", "+CCHOPEN",
    "+NETOPEN", "+CIPOPEN", "+HTTPINIT", "+HTTPPARA", "+HTTPACTION",
    // SIMCom and Espressif.
    "+CIPSTART", "+CIPSHUT", "+CIPSEND", "+CIPMUX", "+CIFSR", "+CSTT", "+CIICR",
    // u-blox.
    "+UMQTT", "+UPSD", "+UPSND", "+USEC", "+USOCR", "+USOCO", "+USOWR", "+UHTTP", "+UDWNFILE",
    // Espressif.
    "+MQTTCONN", "+MQTTUSERCFG", "+MQTTCONNCFG", "+MQTTPUBRAW", "+CWJAP", "+CWMODE",
    // China Mobile, Eigencomm, Sierra, Sequans, and Telit, whose commands have a sign of their own.
    "+MQTTCFG", "+ECMT", "+KMQTT", "+KCNXCFG", "+KTCP", "+KHTTP", "+SQN", "#",
];

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        // Refused, or never answered.
        let Some(ended) = seen.ended() else { return };
        let of_others = |typed: &&Typed| typed.spec.is_none() && OTHERS.iter().any(|other| typed.name.starts_with(other));
        for typed in ended.all().filter(of_others) {
            self.is_theirs |= ended.result.is_ok();
            if ended.result.is_err() && !self.is_theirs {
                out.find(&[ended.line, seen.line], &[("command", typed.name.as_str().into())]);
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

    #[test]
    fn each_maker_is_known_by_the_commands_of_a_whole_session() {
        for command in [
            "+QICSGP=1,1,\"cmnet\"", "+QIACT=1", "+QHTTPURL=20,80", "+CNACT=0,1", "+CNCFG=0,1,\"cmnet\"", "+CSSLCFG=\"sslversion\",0,3",
            "+CIPSHUT", "+CIPSTART=\"TCP\",\"h\",80", "#SGACT=1,1", "#MQEN=1,1", "+USECMNG=0,0,\"ca\"", "+UPSD=0,1,\"cmnet\"", "+UPSDA=0,3",
            "+KCNXCFG=1,\"GPRS\",\"cmnet\"", "+SQNSCFG=1", "+CWMODE=1", "+HTTPINIT",
        ] {
            let log = format!("> AT{command}\n< ERROR\n");
            assert!(finding("other-vendor", &log).is_some(), "{log}");
            let log = format!("> AT{command}\n< OK\n");
            assert_eq!(finding("other-vendor", &log), None, "{log}");
        }
        // What these modules have, or all.
        for command in ["+CGACT=1,1", "+MQTTUSER=1", "+CSQ", "+HTTPACT=0", "+CMEE=2", "+CGDCONT=1,\"IP\",\"cmnet\"", "+GTSSLMODE=1"] {
            let log = format!("> AT{command}\n< ERROR\n");
            assert_eq!(finding("other-vendor", &log), None, "{log}");
        }
    }

    #[test]
    fn each_command_of_a_line_counts_and_so_does_one_without_an_answer() {
        let cases = [
            ("> AT+CSQ;+QIACT=1\n< ERROR", Some(1)),
            ("> AT+CSQ;+CREG?\n< ERROR", None),
            ("> AT+CSQ;+QIACT=1\n< +CSQ: 20,99\n< OK", None),
            ("> AT+QIACT=1\n> AT\n< OK", Some(1)),
            ("> AT+QIACT=1", Some(1)),
            ("> AT+XYZ=1\n> AT\n< OK", None),
            // The module of another maker has them, also where one of them fails.
            ("> AT+USOCR=6\n< +USOCR: 0\n< OK\n> AT+USOWR=0,5\n< ERROR", None),
            ("> AT+CSQ\n< +CSQ: 20,99\n< OK\n> AT+USOCR=6\n< ERROR\n> AT+USOWR=0,5\n< ERROR", Some(4)),
        ];
        finds("other-vendor", &cases);
    }
}
