//! TLS fails, and the module has the wrong date: no certificate is valid on that day.

use fibocom_at::codes::TlsError;
use fibocom_at::frame::Line;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
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
    /// Whether the clock was set: by NTP, or by hand.
    is_set: bool,
    failed: Option<u64>,
}

/// Years in which a module whose clock was set may be.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 2_024..=2_060;

/// What GTSSLERR was seen to say of a trust file that cannot be read (004, 3.3 names no numbers).
pub(super) const TRUST_FILE: i32 = -19;

/// What a line of GTSSLERR says.
pub(super) fn tls_error(raw: &[u8]) -> Option<TlsError> {
    let line = Line::of(raw);
    let number = line.values().first()?.parse::<i32>().ok()?;
    (line.tag() == Some("+GTSSLERR")).then(|| number.into())
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Ended(ended) if ended.result.is_ok() && (ended.does("+MIPNTP") || ended.does("+CCLK")) => {
                self.is_set = true;
            }
            Event::Ended(ended) if ended.does("+MQTTOPEN") && ended.typed.text(5) == Some("2") => {
                self.failed = None;
                if ended.result.is_ok() {
                    return;
                }
                match known.clock.filter(|_| !self.is_set) {
                    Some((year, line)) if !YEARS.contains(&year) => {
                        out.find(&[line, ended.line], &[("year", u64::from(year).into())]);
                    }
                    _ => self.failed = (!self.is_set && known.clock.is_none()).then_some(ended.line),
                }
            }
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                let says = matches!(tls_error(raw), Some(TlsError::Certificate(_)));
                let shows = line.tag() == Some("+CCLK")
                    && line.values().first().is_some_and(|text| {
                        let year = text.trim_matches('"').split('/').next().and_then(|year| year.parse::<u32>().ok());
                        year.is_some_and(|year| !YEARS.contains(&(if year < 100 { year + 2_000 } else { year })))
                    });
                if (says || shows)
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
    use crate::rules::tests::check;

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
}
