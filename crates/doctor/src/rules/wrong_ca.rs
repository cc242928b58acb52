//! The broker's certificate was not accepted, and the clock is right: the trust file is that of another authority.

use fibocom_at::codes::TlsError;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, tls_error};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "wrong-ca",
    severity: Severity::Error,
    screen: Screen::Tls,
    explains: &["unreachable", "open-refused", "login-refused", "unopened", "status-zero", "no-user", "no-pause"],
    watch: || Box::new(Watching),
};

#[derive(Debug)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Event::Line { raw, .. } = &seen.event else { return };
        if matches!(tls_error(raw), Some(TlsError::Certificate(_))) && known.clock.is_right() {
            out.find(&[seen.line], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CCLK?\n< +CCLK: \"26/11/27,10:00:00+00\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK", 8),
            ("> AT+MIPNTP=\"pool.ntp.org\"\n< OK\n< +MIPNTP: 1\n> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK", 8),
            ("> AT+CCLK=\"26/11/27,10:00:00+00\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR:-11\n< OK", 7),
        ];
        let misses = [
            "> AT+CCLK?\n< +CCLK: \"80/01/06,00:00:12\"\n< OK\n> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK",
            "> AT+CCLK?\n< +CCLK: \"26/11/27,10:00:00+00\"\n< OK\n> AT+GTSSLERR?\n< +GTSSLERR: 0\n< OK",
            "> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n< +GTSSLERR: -11\n< OK",
        ];
        check("wrong-ca", truths, misses);
    }
}
