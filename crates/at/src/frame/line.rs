//! One line of text from the module, taken apart as far as its tag and its comma-separated values.

use crate::args::trimmed_end;

/// A line without its terminator and without junk before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    text: &'a [u8],
    /// Whether bytes that are no text stood before it.
    pub damaged: bool,
}

impl<'a> Line<'a> {
    /// Trims line end, blanks, leading bytes that are not printable ASCII, as they come at power-up or after a change of
    /// the baud rate, and control characters at the end, such as the NUL that ends a text in the firmware.
    #[must_use]
    pub fn of(raw: &'a [u8]) -> Self {
        let body = raw.trim_ascii();
        let junk = body.iter().position(|byte| matches!(byte, 0x21..=0x7E)).unwrap_or(body.len());
        let text = body.get(junk..).unwrap_or_default();
        let end = text.iter().rposition(|byte| !byte.is_ascii_control()).map_or(0, |last| last + 1);
        let damaged = junk > 0 || end < text.len();
        Self { text: text.get(..end).unwrap_or_default().trim_ascii_end(), damaged }
    }

    /// Whether nothing would be left of these bytes.
    #[must_use]
    pub(crate) fn is_none(raw: &[u8]) -> bool {
        !raw.iter().any(|byte| matches!(byte, 0x21..=0x7E))
    }

    /// The same line without its first bytes, which are junk, and without what is no text behind them.
    #[must_use]
    pub fn after(&self, length: usize) -> Self {
        let rest = self.text.get(length..).unwrap_or_default();
        let junk = rest.iter().position(|byte| matches!(byte, 0x21..=0x7E)).unwrap_or(rest.len());
        Self { text: rest.get(junk..).unwrap_or_default(), damaged: self.damaged || length > 0 }
    }

    /// The text, as bytes: it need not be UTF-8.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.text
    }

    /// Whether nothing is left.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the first colon, when it is a result code: `+MQTTOPEN`.
    #[must_use]
    pub fn tag(&self) -> Option<&'a str> {
        if !matches!(self.text.first(), Some(b'+' | b'^')) {
            return None;
        }
        let end = memchr::memchr(b':', self.text).unwrap_or(self.text.len());
        std::str::from_utf8(self.text.get(..end)?).ok().map(trimmed_end)
    }

    /// What stands behind the first colon, without leading blanks.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        match memchr::memchr(b':', self.text) {
            Some(colon) => self.text.get(colon + 1..).unwrap_or_default().trim_ascii_start(),
            None => &[],
        }
    }

    /// The values behind the colon: split at commas outside quotes and brackets, blanks and quotes removed.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        split(self.rest())
    }

    /// Whether the second value is a state of registration, so that the first is the reporting mode: an area code has four
    /// digits or quotes, a state neither (3GPP TS 27.007, 7.2).
    #[must_use]
    pub fn has_mode_before_state(&self) -> bool {
        let is_number = |text: &String| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        match self.values().as_slice() {
            [mode, state, ..] => is_number(mode) && is_number(state) && !self.is_quoted(1),
            _ => false,
        }
    }

    /// Whether the value at a position stands in quotes.
    #[must_use]
    pub fn is_quoted(&self, position: usize) -> bool {
        let mut quoted = false;
        let mut at = 0;
        for byte in self.rest() {
            match byte {
                b'"' if at == position => return true,
                b'"' => quoted = !quoted,
                b',' if !quoted => at += 1,
                _ => {}
            }
        }
        false
    }

    /// The values as whole numbers, `None` where one is not.
    #[must_use]
    pub fn ints(&self) -> Option<Vec<u32>> {
        self.values().iter().map(|value| value.parse().ok()).collect()
    }
}

/// The value at a position as a whole number.
#[must_use]
pub fn int(values: &[String], position: usize) -> Option<u32> {
    values.get(position)?.parse().ok()
}

fn split(rest: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(rest);
    let mut values = Vec::new();
    let (mut value, mut quoted, mut depth) = (String::new(), false, 0_u32);
    for character in text.chars() {
        match character {
            '"' | '“' | '”' => quoted = !quoted,
            '(' | '[' if !quoted => {
                depth += 1;
                value.push(character);
            }
            ')' | ']' if !quoted => {
                depth = depth.saturating_sub(1);
                value.push(character);
            }
            ',' if !quoted && depth == 0 => values.push(std::mem::take(&mut value).trim().to_owned()),
            other => value.push(other),
        }
    }
    if !value.trim().is_empty() || !values.is_empty() || !text.trim().is_empty() {
        values.push(value.trim().to_owned());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_with_blanks_quotes_or_none() {
        for (raw, expected) in [
            (&b"+MQTTOPEN: 1,1\r\n"[..], vec!["1", "1"]),
            (b"+MQTTOPEN:1, 1\r\n", vec!["1", "1"]),
            (b"+COPS: 0,0,\"CHN, UNICOM\",7\r\n", vec!["0", "0", "CHN, UNICOM", "7"]),
            (b"+X: \"\"\r\n", vec![""]),
            (b"+X:\r\n", vec![]),
            (b"+MQTTSUB: (1,2,101,102),255, (0-2)\r\n", vec!["(1,2,101,102)", "255", "(0-2)"]),
            (b"\xFF\xFE+CSQ: 31,99\r\n", vec!["31", "99"]),
            (b"+CSQ: 31,99\0\r\n", vec!["31", "99"]),
        ] {
            assert_eq!(Line::of(raw).values(), expected, "{:?}", String::from_utf8_lossy(raw));
        }
    }

    #[test]
    fn a_tag_is_what_stands_before_the_colon() {
        for (raw, expected) in [
            (&b"+CSQ: 1,2"[..], Some("+CSQ")),
            (b"+SIM READY", Some("+SIM READY")),
            (b"L610-CN-00", None),
            (b"OK", None),
            (b"+\xFF: 1", None),
        ] {
            assert_eq!(Line::of(raw).tag(), expected);
        }
    }
}
