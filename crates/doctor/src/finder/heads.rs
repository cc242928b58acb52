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
    is_socat: bool,
}

/// What may stand behind the way: the way once more, or what kind of bytes they are.
const REMARKS: &[&[u8]] = &[b"data", b"rx", b"tx", b"ascii>", b"hex>"];

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
        if let [b'(', inside @ .., b')'] = rest.strip_prefix(b"data").unwrap_or(rest).trim_ascii() {
            let at = reading.at.filter(|_| look(inside) == Look::Other)?;
            return Some(Self { at, way, is_socat: false });
        }
        if let Some(at) = reading.at {
            let is_remark = rest.is_empty() || REMARKS.iter().any(|remark| remark.eq_ignore_ascii_case(rest));
            return is_remark.then_some(Self { at, way, is_socat: false });
        }
        // `---- TX 10:00:01.020 ----`.
        let mut cursor = Cursor(rest);
        let at = stamp::time(&mut cursor)?;
        let is_rule = line.starts_with(b"--") && cursor.0.iter().all(|byte| matches!(byte, b'-' | b' '));
        is_rule.then_some(Self { at, way, is_socat: false })
    }

    /// Whether a line stands behind the bytes, as socat writes it.
    pub(crate) fn ends_with(self, line: &[u8]) -> bool {
        self.is_socat && line == b"--"
    }

    fn of_socat(rest: &[u8], is_sent: bool) -> Option<Self> {
        let mut cursor = Cursor(rest);
        let at = stamp::time(&mut cursor)?;
        cursor.blanks();
        let way = if is_sent { Way::Sent } else { Way::Received };
        cursor.eat(b"length=").then_some(Self { at, way, is_socat: true })
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
            ("[00:00:01.020,000] <dbg> modem: receive: RX", Some(Way::Received)),
            ("---- TX 10:00:01.020 ----", Some(Way::Sent)),
            ("[10:00:01.020]# RECV ASCII>", Some(Way::Received)),
            ("[27/11/2026 10:00:01] Read data from the file", None),
            ("10:00:01.020 TX AT+CSQ", None),
            ("10:00:01.020 RX: >", None),
            ("10:00:01.020 TX: ----", None),
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
