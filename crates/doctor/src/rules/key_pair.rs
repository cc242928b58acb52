//! Certificate and key were loaded, and TLS cannot use them: most often they do not belong together.

use fibocom_at::codes::TlsError;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, TRUST_FILE, tls_error};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "key-pair",
    severity: Severity::Error,
    screen: Screen::Tls,
    explains: &["unreachable", "open-refused", "login-refused", "unopened", "tls-clock", "status-zero", "no-user", "no-pause"],
    watch: || Box::new(Watching),
};

#[derive(Debug)]
struct Watching;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let Event::Line { raw, .. } = &seen.event else { return };
        let Some(TlsError::File(number)) = tls_error(raw) else { return };
        if let (Some(certificate), Some(key)) = (known.files.certificate, known.files.key)
            && number != TRUST_FILE
        {
            out.find(&[certificate, key, seen.line], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let files = "> AT+GTSSLFILE=\"CERTFILE\",8\n< >\n>> MIIBAAAA\n< OK\n> AT+GTSSLFILE=\"KEYFILE\",8\n< >\n>> MIIBAAAA\n< OK\n";
        let open = "> AT+MQTTOPEN=1,\"mqtt.example.org\",8883,1,60,2\n< OK\n< +MQTTOPEN: 1,0\n> AT+GTSSLERR?\n";
        let shown = |number: i32| format!("{files}{open}< +GTSSLERR: {number}\n< OK");
        let (pair, other, trust) = (shown(-14), shown(-15), shown(-19));
        let alone = format!("{}{open}< +GTSSLERR: -14\n< OK", files.split("> AT+GTSSLFILE=\"KEY").next().unwrap_or_default());
        let mutual = format!("> AT+GTSSLMODE=2\n< OK\n{pair}");
        let none = shown(0);
        check("key-pair", [(&pair, 1), (&other, 1), (&mutual, 3)], [&trust, &alone, &none]);
    }
}
