//! TLS fails, and the module has the wrong date: no certificate is valid on that day.

use fibocom_at::codes::TlsError;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, shows_wrong_year, tls_error};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "tls-clock",
    severity: Severity::Error,
    screen: Screen::Network,
    explains: &["unreachable", "open-refused", "login-refused", "unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    failed: Option<u64>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) if ended.does("+MQTTOPEN") && ended.typed.text(5) == Some("2") => {
                self.failed = None;
                if ended.result.is_ok() {
                    return;
                }
                match known.clock.wrong() {
                    Some((year, line)) => out.find(&[line, ended.line], &[("year", u64::from(year).into())]),
                    None => self.failed = (!known.clock.is_right()).then_some(ended.line),
                }
            }
            Event::Line { raw, .. } => {
                let says = matches!(tls_error(raw), Some(TlsError::Certificate(_)));
                if (says || shows_wrong_year(raw))
                    && let Some(failed) = self.failed.take()
                {
                    out.find(&[failed, seen.line], &[("year", 0.into())]);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CCLK?\n< +CCLK: \"70/01/01,00:00:10+00\"\n< OK\n> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0", 2),
            ("> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK", 1),
            ("> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+CCLK?\n< +CCLK: \"80/01/06,00:00:10+00\"\n< OK", 1),
        ];
        let misses = [
            "> AT+CCLK?\n< +CCLK: \"80/01/06,00:00:10+00\"\n< OK\n> AT+MQTTUSER=1,\"u\",\"p\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1",
            "> AT+CCLK?\n< +CCLK: \"26/11/27,00:00:10+32\"\n< OK\n> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0",
            "> AT+CCLK?\n< +CCLK: \"70/01/01,00:00:10+00\"\n< OK\n> AT+MIPNTP=\"ntp.example\",123\n< OK\n< +MIPNTP: 1\n> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -7\n< OK",
        ];
        check("tls-clock", truths, misses);
    }

    #[test]
    fn a_clock_that_shows_a_wrong_year_after_it_was_set_is_wrong() {
        let set = "> AT+MIPNTP=\"ntp.example\",123\n< OK\n< +MIPNTP: 1\n> AT+CCLK?\n< +CCLK: \"26/11/27,00:00:10+32\"\n< OK\n";
        let moved = "> AT+CCLK?\n< +CCLK: \"70/01/01,00:00:10+32\"\n< OK\n";
        let open = "> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK\n";
        for (log, lines) in [(format!("{set}{moved}{open}"), Some(vec![8, 10])), (format!("{set}{open}"), None)] {
            let found = finding("tls-clock", &log).map(|found| found.lines);
            assert_eq!(found, lines, "{log}");
        }
    }

    /// The same log for both rules: what one says of the clock, the other says, too.
    #[test]
    fn a_restart_forgets_that_the_clock_was_set() {
        let set = "> AT+MIPNTP=\"ntp.example\",123\n< OK\n< +MIPNTP: 1\n";
        let open = "> AT+MQTTOPEN=1,\"h\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK\n";
        for (log, is_clock, is_authority) in [
            (format!("{set}{open}"), false, true),
            (format!("{set}< AT command ready\n{open}"), true, false),
            (open.to_owned(), true, false),
        ] {
            assert_eq!(finding("tls-clock", &log).is_some(), is_clock, "{log}");
            assert_eq!(finding("wrong-ca", &log).is_some(), is_authority, "{log}");
        }
    }

    #[test]
    fn without_tls_the_clock_is_no_reason() {
        let cases = [
            ("> AT+CCLK?\n< +CCLK: \"70/01/01,00:00:10+00\"\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0", None),
        ];
        finds("tls-clock", &cases);
    }
}
