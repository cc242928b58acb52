//! A certificate or key is not whole: its first or last line is missing, or TLS could not read it.

use fibocom_at::codes::TlsError;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::{Known, TRUST_FILE, tls_error};
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "certificate",
    severity: Severity::Error,
    screen: Screen::Tls,
    explains: &["unreachable", "open-refused", "unopened", "tls-clock", "status-zero", "no-user", "no-pause"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The upload that waits for its data: which, and how many bytes.
    upload: Option<(u64, u64)>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                let announced = seen.done("+GTSSLFILE").next().and_then(|typed| typed.datasize());
                self.upload = announced.map(|bytes| (command.id, u64::from(bytes)));
            }
            Event::Data { command, bytes, length, exact: true } => {
                // A key is withheld, and data that comes in pieces is told by its length.
                let is_whole = self.upload.is_some_and(|(id, size)| *command == Some(id) && size == *length);
                if is_whole && !bytes.is_empty() && bytes.len() as u64 == *length {
                    let has = |text: &[u8]| memchr::memmem::find(bytes, text).is_some();
                    if !has(b"-----BEGIN ") || !has(b"-----END ") {
                        out.find(&[seen.line], &[]);
                    }
                }
            }
            Event::Line { raw, .. } => {
                // Where both were loaded, another rule tells that they do not belong together.
                let is_pair = known.files.certificate.is_some() && known.files.key.is_some();
                if let Some(TlsError::File(number)) = tls_error(raw)
                    && (!is_pair || number == TRUST_FILE)
                {
                    out.find(&[seen.line], &[]);
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
            ("> AT+GTSSLERR?\n< +GTSSLERR: -19\n< OK", 2),
            ("2026-11-27T06:43:19.123Z >  AT+GTSSLFILE=\"TRUSTFILE\",8\\r\n2026-11-27T06:43:19.143Z <  >\\r\\n\n2026-11-27T06:43:19.153Z >> MIIBAAAA\n2026-11-27T06:43:19.163Z <  OK\\r\\n", 3),
            ("2026-11-27T06:43:19.123Z >  AT+GTSSLFILE=\"CERTFILE\",37\\r\n2026-11-27T06:43:19.143Z <  >\\r\\n\n2026-11-27T06:43:19.153Z >> -----BEGIN CERTIFICATE-----\\r\\nMIIBAAAA\n2026-11-27T06:43:19.163Z <  OK\\r\\n", 3),
        ];
        let misses = [
            "> AT+GTSSLERR?\n< +GTSSLERR: 0\n< OK",
            "2026-11-27T06:43:19.123Z >  AT+GTSSLFILE=\"TRUSTFILE\",31\\r\n2026-11-27T06:43:19.143Z <  >\\r\\n\n2026-11-27T06:43:19.153Z >> -----BEGIN X-----\\n-----END X--\n2026-11-27T06:43:19.163Z <  OK\\r\\n",
            "> AT+GTSSLFILE=\"TRUSTFILE\",8\n< >\n> MIIBAAAA\n< OK",
        ];
        check("certificate", truths, misses);
    }
}
