//! The journal as a file to take along: readable text, or JSON lines for programs.

use std::fmt::Write as _;

use fibocom_at::{Role, mask};
use serde::Serialize;
use workbench_payload::calendar;

use super::{Direction, Entry};

/// Whether secrets are taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Secrets {
    /// Passwords, PINs and the IMEI are masked.
    #[default]
    Masked,
    /// Everything is as it went over the wire.
    Included,
}

/// The unix time at which the journal's clock stood at zero, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnixBase(pub u64);

impl UnixBase {
    /// A time of the journal as ISO 8601 in UTC, with milliseconds.
    #[must_use]
    pub fn iso(self, at: u64) -> String {
        iso_8601(self.0.saturating_add(at))
    }
}

/// The entries as text, one a line: time, direction, bytes. `>` is a command, `>>` data behind a prompt, `<` a line of a reply,
/// `<*` an unsolicited code and `<?` a line that is not known; `==` says what happened to the link; bytes that are no text are escaped as `\r`, `\n` and `\xHH`.
#[must_use]
pub fn transcript_text<'a>(entries: impl IntoIterator<Item = &'a Entry>, base: UnixBase, secrets: Secrets) -> String {
    let mut text = String::new();
    for entry in entries {
        let mark = match &entry.direction {
            Direction::Command => ">",
            Direction::Data | Direction::Withheld(_) => ">>",
            Direction::Received(Role::Unsolicited | Role::Continuation) => "<*",
            Direction::Received(Role::Unrecognised | Role::Fragment | Role::Late) => "<?",
            Direction::Received(_) => "<",
            Direction::Link(_) => "==",
        };
        let damaged = if entry.damaged { " [damaged]" } else { "" };
        // Writing to a String does not fail.
        let _ = writeln!(text, "{} {mark:<2}{damaged} {}", base.iso(entry.at), escaped(&bytes(entry, secrets)));
    }
    text
}

/// The entries as JSON lines. `text` holds the bytes where they are UTF-8, and `hex` where they are not.
#[must_use]
pub fn transcript_jsonl<'a>(entries: impl IntoIterator<Item = &'a Entry>, base: UnixBase, secrets: Secrets) -> String {
    let mut text = String::new();
    for entry in entries {
        let bytes = bytes(entry, secrets);
        let as_text = String::from_utf8(bytes.clone()).ok();
        let row = Row {
            number: entry.number,
            time: base.iso(entry.at),
            direction: direction_name(&entry.direction),
            role: role_name(&entry.direction),
            request: entry.request.map(|request| request.0),
            damaged: entry.damaged,
            hex: as_text.is_none().then(|| hex(&bytes)),
            text: as_text,
        };
        // Texts and numbers alone always make JSON.
        text.push_str(&serde_json::to_string(&row).unwrap_or_default());
        text.push('\n');
    }
    text
}

/// A line of the JSON form.
#[derive(Debug, Serialize)]
struct Row {
    number: u64,
    time: String,
    direction: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    damaged: bool,
}

fn direction_name(direction: &Direction) -> &'static str {
    match direction {
        Direction::Command => "command",
        Direction::Data | Direction::Withheld(_) => "data",
        Direction::Received(_) => "received",
        Direction::Link(_) => "link",
    }
}

fn role_name(direction: &Direction) -> Option<&'static str> {
    let role = match direction {
        Direction::Received(role) => role,
        Direction::Link(turn) => return Some(turn.name()),
        Direction::Command | Direction::Data | Direction::Withheld(_) => return None,
    };
    Some(match role {
        Role::Echo => "echo",
        Role::Response => "response",
        Role::Final => "final",
        Role::Status => "status",
        Role::Prompt => "prompt",
        Role::Unsolicited => "unsolicited",
        Role::Continuation => "continuation",
        Role::Late => "late",
        Role::Unrecognised => "unrecognised",
        Role::Blank => "blank",
        Role::Fragment => "fragment",
    })
}

fn bytes(entry: &Entry, secrets: Secrets) -> Vec<u8> {
    match (&entry.direction, secrets) {
        (Direction::Withheld(length), _) => mask::withheld(*length).into_bytes(),
        (Direction::Link(turn), _) => turn.brief().into_bytes(),
        (_, Secrets::Masked) => mask::line(&entry.raw),
        (_, Secrets::Included) => entry.raw.clone(),
    }
}

/// The bytes as text in one line: a backslash is doubled, so that it can be read back.
fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\r' => text.push_str("\\r"),
                '\n' => text.push_str("\\n"),
                '\\' => text.push_str("\\\\"),
                control if control.is_control() => {
                    let mut buffer = [0; 4];
                    escape(&mut text, control.encode_utf8(&mut buffer).as_bytes());
                }
                shown => text.push(shown),
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

fn escape(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(text, "\\x{byte:02X}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}

/// Unix milliseconds as `2026-01-31T08:15:30.250Z`.
fn iso_8601(unix_millis: u64) -> String {
    let seconds = calendar::iso(i64::try_from(unix_millis / 1_000).unwrap_or(i64::MAX));
    format!("{}.{:03}Z", seconds.trim_end_matches('Z'), unix_millis % 1_000)
}

#[cfg(test)]
mod tests {
    use fibocom_at::RequestId;

    use super::super::{Place, Turn};
    use super::*;
    use crate::transport::{LostReason, ReadFault};

    fn entry(number: u64, direction: Direction, raw: &[u8]) -> Entry {
        let request = matches!(direction, Direction::Command).then_some(RequestId(9));
        Entry { number, at: number * 1_500, direction, raw: raw.to_vec(), damaged: number == 2, request }
    }

    fn entries() -> Vec<Entry> {
        vec![
            entry(0, Direction::Command, b"AT+MQTTUSER=1,\"u\",\"secret\"\r"),
            entry(1, Direction::Data, b"a\\\x00\xFF\""),
            entry(2, Direction::Received(Role::Unsolicited), b"+MQTTMSGI: 1,1,2,3\r\n"),
        ]
    }

    const BASE: UnixBase = UnixBase(1_767_225_600_000);

    #[test]
    fn a_transcript_can_be_read() {
        let text = transcript_text(&entries(), BASE, Secrets::Masked);
        let expected = "2026-01-01T00:00:00.000Z >  AT+MQTTUSER=1,\"u\",\"***\"\\r\n\
            2026-01-01T00:00:01.500Z >> a\\\\\\x00\\xFF\"\n\
            2026-01-01T00:00:03.000Z <* [damaged] +MQTTMSGI: 1,1,2,3\\r\\n\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn secrets_are_there_only_when_they_are_asked_for() {
        let entries = entries();
        for (secrets, expected) in [(Secrets::Masked, false), (Secrets::Included, true)] {
            assert_eq!(transcript_text(&entries, BASE, secrets).contains("secret"), expected);
            assert_eq!(transcript_jsonl(&entries, BASE, secrets).contains("secret"), expected);
        }
    }

    #[test]
    fn of_a_private_key_only_the_length_is_there_to_take_along() {
        let entries = [
            entry(0, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",6\r"),
            entry(1, Direction::Received(Role::Prompt), b"> "),
            entry(2, Direction::Withheld(6), b""),
        ];
        for text in [transcript_text, transcript_jsonl].map(|write| write(&entries, BASE, Secrets::Included)) {
            assert!(text.contains("*** (6 bytes)"), "{text}");
        }
    }

    #[test]
    fn json_lines_hold_every_byte() {
        let text = transcript_jsonl(&entries(), BASE, Secrets::Included);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "{\"number\":0,\"time\":\"2026-01-01T00:00:00.000Z\",\"direction\":\"command\",\
             \"text\":\"AT+MQTTUSER=1,\\\"u\\\",\\\"secret\\\"\\r\",\"request\":9}"
        );
        assert!(lines[1].contains("\"direction\":\"data\",\"hex\":\"615C00FF22\"}"), "{}", lines[1]);
        assert!(lines[2].contains("\"role\":\"unsolicited\"") && lines[2].contains("\"damaged\":true"));
    }

    #[test]
    fn what_happened_to_the_link_stands_between_the_lines() {
        let usb = Some((0x2CB7, 0x0A05));
        let turns = [
            (Turn::Opened(Place::Port { usb, baud_rate: 115_200 }), "opened", "opened 2cb7:0a05, 115200 baud"),
            (Turn::Opened(Place::Virtual("L610".into())), "opened", "opened virtual L610"),
            (Turn::Connected("L610-CN".into()), "connected", "connected L610-CN"),
            (Turn::Restarted, "restarted", "restarted"),
            (Turn::Disturbed(ReadFault::Framing), "disturbed", "disturbed framing"),
            (Turn::Ended(LostReason::Unplugged), "unplugged", "unplugged"),
            (Turn::Ended(LostReason::Fault("gone\n".into())), "failed", "failed gone\\n"),
            (Turn::Back, "back", "back"),
            (Turn::Ended(LostReason::Closed), "closed", "closed"),
        ];
        for (turn, name, brief) in turns {
            let entries = [Entry { direction: Direction::Link(turn), ..entry(0, Direction::Data, b"") }];
            let text = transcript_text(&entries, BASE, Secrets::Masked);
            assert_eq!(text, format!("2026-01-01T00:00:00.000Z == {brief}\n"));
            let json: serde_json::Value =
                serde_json::from_str(&transcript_jsonl(&entries, BASE, Secrets::Masked)).unwrap();
            assert_eq!((&json["direction"], &json["role"]), (&"link".into(), &name.into()));
        }
    }

    #[test]
    fn times_are_iso_8601() {
        for (unix_millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199_001, "2024-02-29T23:59:59.001Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(iso_8601(unix_millis), expected);
        }
    }
}
