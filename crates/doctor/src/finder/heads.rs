//! Lines that say when, and which way, the bytes in the next lines went: `[27/11/2026 10:00:01] Written data (COM7)`, as port monitors write them, and
//! `> 2026/11/27 10:00:01.020123  length=8 from=0 to=7`, as socat does.

use super::cursor::Cursor;
use super::looks::{Look, look};
use super::reading::{Ends, Reading, Way};
use super::stamp;
use super::style::Style;

/// What such a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    at: u64,
    way: Way,
}

impl Head {
    /// What a line says, if it has a time, a way, and nothing else but remarks; it was read already.
    pub(crate) fn of(line: &[u8], reading: &Reading<'_>) -> Option<Self> {
        if let [b'<' | b'>', b' ', rest @ ..] = line {
            return Self::of_socat(rest, line.starts_with(b">"));
        }
        let way = Some(reading.way).filter(|way| matches!(way, Way::Sent | Way::Received))?;
        // A line end alone may be all that went.
        if reading.ends == Ends::Kept {
            return None;
        }
        let rest = reading.bytes.trim_ascii();
        let is_remark = match rest.strip_prefix(b"data").unwrap_or(rest).trim_ascii() {
            [b'(', inside @ .., b')'] => look(inside) == Look::Other,
            rest => rest.is_empty(),
        };
        let at = reading.at.filter(|_| is_remark)?;
        Some(Self { at, way })
    }

    fn of_socat(rest: &[u8], is_sent: bool) -> Option<Self> {
        let mut cursor = Cursor(rest);
        let at = stamp::time(&mut cursor)?;
        cursor.blanks();
        let way = if is_sent { Way::Sent } else { Way::Received };
        cursor.eat(b"length=").then_some(Self { at, way })
    }

    /// Whether a line belongs to it; it has the way and the time then.
    pub(crate) fn is_of(self, reading: &mut Reading<'_>) -> bool {
        if reading.way != Way::Unmarked || !matches!(reading.style, Style::Bare | Style::HexDump) {
            return false;
        }
        (reading.way, reading.at) = (self.way, reading.at.or(Some(self.at)));
        // socat shows a carriage return by its letter, and a line feed as one.
        if reading.ends == Ends::Kept
            && reading.style == Style::Bare
            && self.way == Way::Received
            && reading.bytes.ends_with(b"\r")
        {
            reading.bytes.to_mut().push(b'\n');
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::general;
    use super::*;

    #[test]
    fn a_head_has_a_time_a_way_and_nothing_else() {
        for (line, way) in [
            ("> 2026/11/27 10:00:01.020123  length=8 from=0 to=7", Some(Way::Sent)),
            ("[27/11/2026 10:00:01] Written data (COM7)", Some(Way::Sent)),
            ("[27/11/2026 10:00:01] Read data (COM7)", Some(Way::Received)),
            ("2026-11-27 10:00:01.020123: RX", Some(Way::Received)),
            ("[    1023] [MODEM] recv(18): ", Some(Way::Received)),
            ("[27/11/2026 10:00:01] Read data from the file", None),
            ("10:00:01.020 TX AT+CSQ", None),
            ("10:00:01 chat[812]: send (AT+CSQ^M)", None),
            ("message sent", None),
            ("> hello", None),
            ("", None),
        ] {
            let found = Head::of(line.as_bytes(), &general::reading(line.as_bytes()));
            assert_eq!(found.map(|head| head.way), way, "{line}");
        }
    }
}
