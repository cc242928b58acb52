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

/// What base64 makes of the beginning of every certificate and key (X.690, 8.1: a sequence of so many bytes).
const BARE: &[u8] = b"MII";

/// A logger that takes line ends away takes at most so many bytes of the last line, and one of each other: a line feed was put between.
const LINE_END: u64 = 2;

/// An upload that waits for its data.
#[derive(Debug)]
struct Upload {
    command: u64,
    size: u64,
    /// What was seen of it: bytes, pieces or lines, the line of the first, and which armour.
    bytes: u64,
    lines: u64,
    first: u64,
    begins: bool,
    ends: bool,
    /// Whether the log has every byte, and whether some of it is withheld, as of a key.
    is_exact: bool,
    is_hidden: bool,
    /// The end of the last piece: the next one may go on in the middle of a word.
    tail: Vec<u8>,
}

/// The beginnings of the first and the last line of a file.
const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";

impl Upload {
    fn new(command: u64, size: u64, first: u64) -> Self {
        let (begins, ends, is_exact, is_hidden) = Default::default();
        Self { command, size, bytes: 0, lines: 0, first, begins, ends, is_exact, is_hidden, tail: Vec::new() }
    }

    /// Takes the next piece of a log that has every byte; whether it is the last one.
    fn take(&mut self, bytes: &[u8], length: u64, line: u64) -> bool {
        if self.lines == 0 {
            self.first = line;
        }
        self.tail.extend_from_slice(bytes);
        let has = |text: &[u8]| memchr::memmem::find(&self.tail, text).is_some();
        (self.begins, self.ends) = (self.begins || has(BEGIN), self.ends || has(END));
        let kept = self.tail.len().saturating_sub(BEGIN.len());
        self.tail.drain(..kept);
        self.is_exact = true;
        self.is_hidden |= bytes.len() as u64 != length;
        self.bytes += length;
        self.lines += 1;
        self.bytes == self.size
    }
}

#[derive(Debug, Default)]
struct Watching {
    upload: Option<Upload>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                let announced = seen.done("+GTSSLFILE").next().and_then(|typed| typed.datasize());
                self.upload = announced.map(|size| Upload::new(command.id, size.into(), seen.line));
            }
            Event::Data { bytes, length, exact, .. } => {
                let Some(upload) = &mut self.upload else { return };
                if *exact {
                    // A key is withheld.
                    if upload.take(bytes, *length, seen.line) && !upload.is_hidden && !(upload.begins && upload.ends) {
                        out.find(&[upload.first], &[]);
                    }
                    return;
                }
                let has = |text: &[u8]| memchr::memmem::find(bytes, text).is_some();
                let (begins, ends) = (has(BEGIN), has(END));
                if upload.lines == 0 {
                    upload.first = seen.line;
                    if bytes.trim_ascii_start().starts_with(BARE) {
                        out.find(&[seen.line], &[]);
                    }
                }
                upload.bytes += bytes.len() as u64;
                upload.lines += 1;
                upload.begins |= begins;
                upload.ends |= ends;
            }
            // All that was announced was sent, and the last line is not among it.
            Event::Ended(ended) if self.upload.as_ref().is_some_and(|upload| upload.command == ended.command) => {
                let Some(upload) = self.upload.take() else { return };
                let is_whole = upload.bytes + upload.lines + LINE_END > upload.size;
                if !upload.is_exact && upload.begins && !upload.ends && is_whole {
                    out.find(&[upload.first], &[]);
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
    use crate::rules::tests::{check, finding};

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
            "> AT+GTSSLFILE=\"TRUSTFILE\",57\n< >\n> -----BEGIN CERTIFICATE-----\n> MIIBAAAA\n> -----END CERTIFICATE-----\n< OK",
        ];
        check("certificate", truths, misses);
    }

    #[test]
    fn where_both_files_were_loaded_only_the_trust_file_is_told() {
        let file = |kind: &str| format!("> AT+GTSSLFILE=\"{kind}\",5\n< >\n> hello\n< OK\n");
        let asks = |number: i32| format!("> AT+GTSSLERR?\n< +GTSSLERR: {number}\n< OK\n");
        let pair = [file("CERTFILE"), file("KEYFILE")].concat();
        for (log, is_found) in [
            ([pair.clone(), asks(-19)].concat(), true),
            ([pair, asks(-18)].concat(), false),
            ([file("CERTFILE"), asks(-18)].concat(), true),
            ([file("KEYFILE"), asks(-18)].concat(), true),
        ] {
            assert_eq!(finding("certificate", &log).is_some(), is_found, "{log}");
        }
    }

    #[test]
    fn a_key_that_is_withheld_is_not_judged() {
        let entry = |number: u64, direction: &str, rest: &str| {
            format!("{{\"number\":{number},\"at\":{number},\"time\":\"1970-01-01T00:00:00.00{number}Z\",\"direction\":\"{direction}\",{rest}}}\n")
        };
        let upload = |data: &str| {
            [
                entry(1, "command", "\"text\":\"AT+GTSSLFILE=\\\"KEYFILE\\\",8\\r\""),
                entry(2, "received", "\"role\":\"prompt\",\"text\":\">\""),
                entry(3, "data", data),
                entry(4, "received", "\"role\":\"final\",\"text\":\"OK\\r\\n\""),
            ]
            .concat()
        };
        assert_eq!(finding("certificate", &upload("\"length\":8")), None);
        assert!(finding("certificate", &upload("\"text\":\"MIIBAAAA\"")).is_some());
    }

    #[test]
    fn what_a_logger_without_line_ends_shows_is_enough() {
        for (log, line) in [
            ("> AT+GTSSLFILE=\"TRUSTFILE\",8\n< >\n> MIIBAAAA\n< OK", Some(3)),
            ("AT+GTSSLFILE=\"TRUSTFILE\",8\n>\nMIIBAAAA\nOK", Some(3)),
            ("TX: AT+GTSSLFILE=\"CERTFILE\",37\nRX: >\nTX: -----BEGIN CERTIFICATE-----\nTX: MIIBAAAA\nRX: OK", Some(3)),
            ("1 TX: AT+GTSSLFILE=\"CERTFILE\",39\n1 RX: >\n1 TX: -----BEGIN CERTIFICATE-----\n1 TX: MIIBAAAA\n1 RX: OK", Some(3)),
            ("1 TX: AT+GTSSLFILE=\"CERTFILE\",40\n1 RX: >\n1 TX: -----BEGIN CERTIFICATE-----\n1 TX: MIIBAAAA\n1 RX: OK", None),
            ("1 TX: AT+GTSSLFILE=\"CERTFILE\",64\n1 RX: >\n1 TX: -----BEGIN CERTIFICATE-----\n1 TX: MIIBAAAA\n1 TX: -----END CERTIFICATE-----\n1 RX: OK", None),
            ("1 TX: AT+GTSSLFILE=\"CERTFILE\",8\n1 RX: >\n1 TX: not text\n1 RX: OK", None),
            // It comes in pieces, and is whole.
            ("2026-11-27T06:43:19.123Z >  AT+GTSSLFILE=\"CERTFILE\",31\r\n2026-11-27T06:43:19.143Z <  >\r\n\n2026-11-27T06:43:19.153Z >> -----BEGIN X-----\n2026-11-27T06:43:19.154Z >> \\n-----END X--\n2026-11-27T06:43:19.163Z <  OK\r\n", None),
            // More was announced than the log has: the rest may stand elsewhere.
            ("TX: AT+GTSSLFILE=\"CERTFILE\",900\nRX: >\nTX: -----BEGIN CERTIFICATE-----\nTX: MIIBAAAA\nRX: OK", None),
            ("TX: AT+MQTTPUB=1,\"t\",1,0,8\nRX: >\nTX: MIIBAAAA\nRX: OK", None),
        ] {
            assert_eq!(finding("certificate", log).and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }

    #[test]
    fn a_file_that_is_sent_in_pieces_is_judged_as_a_whole() {
        let upload = |size: usize, pieces: &[&str]| {
            let mut log = format!("2026-11-27T06:43:19.123Z >  AT+GTSSLFILE=\"CERTFILE\",{size}\\r\n2026-11-27T06:43:19.143Z <  >\\r\\n\n");
            for (place, piece) in pieces.iter().enumerate() {
                log.push_str(&format!("2026-11-27T06:43:19.2{place:02}Z >> {piece}\n"));
            }
            log + "2026-11-27T06:43:19.963Z <  OK\\r\\n\n"
        };
        for (size, pieces, line) in [
            (30, &["-----BEGIN X-----\\n", "-----END X--"][..], None),
            (30, &["-----BEG", "IN X-----\\n-----E", "ND X--"][..], None),
            (30, &["-----BEGIN X-----\\n", "MIIBAAAAAAAA"][..], Some(3)),
            (30, &["MIIBAAAAAAAAAAAAAAAAAAAA", "MIIBAA"][..], Some(3)),
            (30, &["MIIBAAAAAAAAAAAAAA", "-----END X--"][..], Some(3)),
            // More is to come, and the log does not have it.
            (31, &["-----BEGIN X-----\\n", "MIIBAAAAAAAA"][..], None),
        ] {
            let log = upload(size, pieces);
            let found = finding("certificate", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }

    /// A log of an upload in lines that the logger wrote one by one, in a style that has these signs and ends.
    fn of_lines(style: &str, end_of_line: &str) -> String {
        let base64 = "MIIDQTCCAimgAwIBAgITBmyfz5m/jAo54vB4ikPmljZbyjANBgkqhkiG9w0BAQsF";
        let lines: Vec<_> = ["-----BEGIN CERTIFICATE-----"]
            .into_iter()
            .chain(std::iter::repeat_n(base64, 20))
            .chain(["-----END CERTIFICATE-----"])
            .collect();
        let size: usize = lines.iter().map(|line| line.len() + end_of_line.len()).sum();
        let command = format!("AT+GTSSLFILE=\"TRUSTFILE\",{size}");
        let sent = |text: &str| match style {
            "marked" => format!("TX: {text}\n"),
            "stamp behind the mark" => format!("[OUT][1020] {text}\n"),
            "quoted by a mail" => format!("> [10:00:01.020] {text}\n"),
            "ModemManager" => format!("--> '{text}'\n"),
            "Docklight" if text.starts_with("AT") => format!("10:00:01.020 [TX] - {text}<CR>\n"),
            "Docklight" if text.starts_with("-----B") => format!("10:00:01.030 [TX] - {text}<CR><LF>\n"),
            "Docklight" => format!("{text}<CR><LF>\n"),
            "heads" => format!("---- TX 10:00:01.020 ----\n{text}\n"),
            "JSON" => format!("{{\"dir\":\"tx\",\"bytes\":{text:?},\"msg\":\"uart\"}}\n"),
            _ => format!("{text}\n"),
        };
        let received = |text: &str| match style {
            "marked" => format!("RX: {text}\n"),
            "stamp behind the mark" => format!("[IN ][1020] {text}\n"),
            "quoted by a mail" => format!("> [10:00:01.020] {text}\n"),
            "ModemManager" => format!("<-- '<CR><LF>{text}<CR><LF>'\n"),
            "Docklight" => format!("10:00:01.020 [RX] - <CR><LF>\n{text}{}\n", if text == "OK" { "<CR><LF>" } else { "" }),
            "heads" => format!("---- RX 10:00:01.020 ----\n{text}\n"),
            "JSON" => format!("{{\"dir\":\"rx\",\"bytes\":\"\\r\\n{text}\\r\\n\",\"msg\":\"uart\"}}\n"),
            _ => format!("{text}\n"),
        };
        let begin = [sent("AT"), received("OK"), sent("AT+CSQ"), received("+CSQ: 22,99"), received("OK")].concat();
        let upload: String = lines.iter().map(|line| sent(line)).collect();
        [begin, sent(&command), received("> "), upload, received("OK"), sent("AT"), received("OK")].concat()
    }

    #[test]
    fn a_whole_one_in_lines_of_their_own_is_whole_whatever_stands_before_them() {
        for style in
            ["marked", "stamp behind the mark", "quoted by a mail", "ModemManager", "Docklight", "heads", "JSON", "plain"]
        {
            for end_of_line in ["\r\n", "\n"] {
                if style == "Docklight" && end_of_line == "\n" {
                    continue;
                }
                let log = of_lines(style, end_of_line);
                let found = crate::diagnose(log.as_bytes()).findings;
                let said: Vec<_> = found.iter().map(|finding| (finding.rule.id, &finding.lines)).collect();
                assert!(said.is_empty(), "{style} {end_of_line:?}: {said:?}\n{log}");
            }
        }
    }
}
