//! The record as a file to take along: readable text, or JSON lines for programs.

use std::fmt::Write as _;

use fibocom_at::{Role, mask};
use serde::Serialize;
use workbench_payload::calendar;
use workbench_record::{Direction, Ending, Entry, Line, LineFault, LinkChange, Place};

/// Whether secrets are taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Secrets {
    /// Passwords, PINs and the IMEI are masked.
    #[default]
    Masked,
    /// Everything is as it went over the wire.
    Included,
}

/// The unix time at which the record's clock stood at zero, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnixBase(pub u64);

impl UnixBase {
    /// A time of the record as ISO 8601 in UTC, with milliseconds.
    #[must_use]
    pub fn iso(self, at: u64) -> String {
        iso_8601(self.0.saturating_add(at))
    }
}

/// The entries as text, one a line: time, direction, bytes. `>` is a command, `>>` data behind a prompt, `<` a line of a reply,
/// `<*` an unsolicited code and `<?` a line that is not known; `==` says what happened to the link; bytes that are no text are escaped as `\r`, `\n` and `\xHH`.
#[must_use]
pub fn transcript_text<'a>(entries: impl IntoIterator<Item = Entry<'a>>, base: UnixBase, secrets: Secrets) -> String {
    let mut text = String::new();
    for entry in entries {
        let mark = match entry.line.direction {
            Direction::Command => ">",
            Direction::Data => ">>",
            Direction::Received(Role::Unsolicited | Role::Continuation) => "<*",
            Direction::Received(Role::Unrecognised | Role::Fragment | Role::Late) => "<?",
            Direction::Received(_) => "<",
            Direction::Link(_) => "==",
        };
        let damaged = if entry.line.damaged { " [damaged]" } else { "" };
        // Writing to a String does not fail.
        let _ =
            writeln!(text, "{} {mark:<2}{damaged} {}", base.iso(entry.line.at), escaped(&bytes(&entry.line, secrets)));
    }
    text
}

/// The entries as JSON lines. `text` holds the bytes where they are UTF-8, and `hex` where they are not.
#[must_use]
pub fn transcript_jsonl<'a>(entries: impl IntoIterator<Item = Entry<'a>>, base: UnixBase, secrets: Secrets) -> String {
    let mut text = String::new();
    for entry in entries {
        let bytes = bytes(&entry.line, secrets);
        let as_text = String::from_utf8(bytes.clone()).ok();
        let row = Row {
            number: entry.number,
            time: base.iso(entry.line.at),
            direction: direction_name(entry.line.direction),
            role: role_name(entry.line.direction),
            request: entry.line.request.map(|request| request.0),
            damaged: entry.line.damaged,
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

const fn direction_name(direction: Direction<'_>) -> &'static str {
    match direction {
        Direction::Command => "command",
        Direction::Data => "data",
        Direction::Received(_) => "received",
        Direction::Link(_) => "link",
    }
}

fn role_name(direction: Direction<'_>) -> Option<&'static str> {
    let role = match direction {
        Direction::Received(role) => role,
        Direction::Link(change) => return Some(change_name(change)),
        Direction::Command | Direction::Data => return None,
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

fn bytes(line: &Line<'_>, secrets: Secrets) -> Vec<u8> {
    match (line.direction, secrets) {
        (Direction::Link(change), _) => brief(change).into_bytes(),
        _ if line.is_withheld() => mask::withheld(line.length).into_bytes(),
        (_, Secrets::Masked) => mask::line(line.raw),
        (_, Secrets::Included) => line.raw.to_vec(),
    }
}

/// What happened to the link, by its name in a transcript.
const fn change_name(change: &LinkChange) -> &'static str {
    match change {
        LinkChange::Back => "back",
        LinkChange::Opened(_) => "opened",
        LinkChange::Connected(_) => "connected",
        LinkChange::Restarted => "restarted",
        LinkChange::Disturbed(_) => "disturbed",
        LinkChange::Ended(Ending::Unplugged) => "unplugged",
        LinkChange::Ended(Ending::Closed) => "closed",
        LinkChange::Ended(Ending::Failed(_)) => "failed",
    }
}

/// What a transcript says of it.
fn brief(change: &LinkChange) -> String {
    let detail = match change {
        LinkChange::Opened(Place::Port { usb, baud_rate }) => {
            let usb = usb.map_or_else(String::new, |(vendor, product)| format!("{vendor:04x}:{product:04x}, "));
            format!("{usb}{baud_rate} baud")
        }
        LinkChange::Opened(Place::Virtual(series)) => format!("virtual {series}"),
        LinkChange::Connected(model) => model.clone(),
        LinkChange::Disturbed(fault) => fault_name(*fault).to_owned(),
        LinkChange::Ended(Ending::Failed(reason)) => reason.clone(),
        LinkChange::Back | LinkChange::Restarted | LinkChange::Ended(_) => String::new(),
    };
    let name = change_name(change);
    if detail.is_empty() { name.to_owned() } else { format!("{name} {detail}") }
}

const fn fault_name(fault: LineFault) -> &'static str {
    match fault {
        LineFault::Break => "break",
        LineFault::Framing => "framing",
        LineFault::Parity => "parity",
        LineFault::BufferOverrun => "buffer overrun",
        LineFault::Unknown => "unknown fault",
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

    use super::*;

    fn entry<'a>(number: u64, direction: Direction<'a>, raw: &'a [u8]) -> Entry<'a> {
        let request = matches!(direction, Direction::Command).then_some(RequestId(9));
        let line = Line { damaged: number == 2, ..Line::new(number * 1_500, direction, raw).of(request) };
        Entry { number, line }
    }

    fn entries() -> Vec<Entry<'static>> {
        vec![
            entry(0, Direction::Command, b"AT+MQTTUSER=1,\"u\",\"secret\"\r"),
            entry(1, Direction::Data, b"a\\\x00\xFF\""),
            entry(2, Direction::Received(Role::Unsolicited), b"+MQTTMSGI: 1,1,2,3\r\n"),
        ]
    }

    const BASE: UnixBase = UnixBase(1_767_225_600_000);

    #[test]
    fn a_transcript_can_be_read() {
        let text = transcript_text(entries(), BASE, Secrets::Masked);
        let expected = "2026-01-01T00:00:00.000Z >  AT+MQTTUSER=1,\"u\",\"***\"\\r\n\
            2026-01-01T00:00:01.500Z >> a\\\\\\x00\\xFF\"\n\
            2026-01-01T00:00:03.000Z <* [damaged] +MQTTMSGI: 1,1,2,3\\r\\n\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn secrets_are_there_only_when_they_are_asked_for() {
        let entries = entries();
        for (secrets, expected) in [(Secrets::Masked, false), (Secrets::Included, true)] {
            assert_eq!(transcript_text(entries.clone(), BASE, secrets).contains("secret"), expected);
            assert_eq!(transcript_jsonl(entries.clone(), BASE, secrets).contains("secret"), expected);
        }
    }

    #[test]
    fn of_a_private_key_only_the_length_is_there_to_take_along() {
        let entries = [
            entry(0, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",6\r"),
            entry(1, Direction::Received(Role::Prompt), b"> "),
            Entry { number: 2, line: Line { length: 6, ..Line::new(3_000, Direction::Data, b"") } },
        ];
        let texts =
            [transcript_text(entries, BASE, Secrets::Included), transcript_jsonl(entries, BASE, Secrets::Included)];
        for text in texts {
            assert!(text.contains("*** (6 bytes)"), "{text}");
        }
    }

    #[test]
    fn json_lines_hold_every_byte() {
        let text = transcript_jsonl(entries(), BASE, Secrets::Included);
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
            (LinkChange::Opened(Place::Port { usb, baud_rate: 115_200 }), "opened", "opened 2cb7:0a05, 115200 baud"),
            (LinkChange::Opened(Place::Virtual("L610".into())), "opened", "opened virtual L610"),
            (LinkChange::Connected("L610-CN".into()), "connected", "connected L610-CN"),
            (LinkChange::Restarted, "restarted", "restarted"),
            (LinkChange::Disturbed(LineFault::Framing), "disturbed", "disturbed framing"),
            (LinkChange::Ended(Ending::Unplugged), "unplugged", "unplugged"),
            (LinkChange::Ended(Ending::Failed("gone\n".into())), "failed", "failed gone\\n"),
            (LinkChange::Back, "back", "back"),
            (LinkChange::Ended(Ending::Closed), "closed", "closed"),
        ];
        for (turn, name, brief) in turns {
            let entries = [entry(0, Direction::Link(&turn), b"")];
            let text = transcript_text(entries, BASE, Secrets::Masked);
            assert_eq!(text, format!("2026-01-01T00:00:00.000Z == {brief}\n"));
            let json: serde_json::Value =
                serde_json::from_str(&transcript_jsonl(entries, BASE, Secrets::Masked)).unwrap();
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
