//! Lines that hold a byte each, as decoders and port sniffers print them: `uart-1: TX: 41`, `1200-1280 UART: RX data: 4F`, `> 0x41 (A)`.

use super::reading::Way;
use super::spelling::pair;

/// No such line is longer.
const LONG: usize = 64;

/// A byte, and which way it went.
pub(crate) fn row(line: &[u8]) -> Option<(Way, u8)> {
    if line.len() > LONG {
        return None;
    }
    intercepted(line).or_else(|| decoded(line))
}

/// interceptty's: `>`, a tab, the digits, and the same as text.
fn intercepted(line: &[u8]) -> Option<(Way, u8)> {
    let way = match line.first()? {
        b'>' => Way::Sent,
        b'<' => Way::Received,
        _ => return None,
    };
    let [b'0', b'x', high, low, rest @ ..] = line.get(1..)?.trim_ascii_start() else { return None };
    let rest = rest.trim_ascii();
    (rest.is_empty() || rest.starts_with(b"(")).then_some((way, pair(*high, *low)?))
}

/// sigrok's: the name of the decoder with the way in it or behind it, and the byte by its digits or as itself.
fn decoded(line: &[u8]) -> Option<(Way, u8)> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (name, byte) = line.split_at(memchr::memrchr(b':', line.get(..line.len().checked_sub(1)?)?)?);
    // Numbers of samples may stand before.
    let samples = name.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ')).count();
    let mut words = name.get(samples..)?.split(|byte| matches!(byte, b' ' | b':')).filter(|word| !word.is_empty());
    let (decoder, number) = words.next()?.split_at_checked(4)?;
    let is_decoder = decoder.eq_ignore_ascii_case(b"uart") && matches!(number, [] | [b'-', b'0'..=b'9']);
    is_decoder.then_some(())?;
    let mut way = None;
    for word in words {
        match word {
            b"TX" => way = Some(Way::Sent),
            b"RX" => way = Some(Way::Received),
            b"data" => {}
            _ => return None,
        }
    }
    let byte = match byte.strip_prefix(b": ")? {
        [b'[', high, low, b']'] | [high, low] => pair(*high, *low)?,
        [byte] => *byte,
        _ => return None,
    };
    Some((way.unwrap_or(Way::Unmarked), byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_read_with_its_way() {
        for (line, expected) in [
            ("uart-1: TX: 41", Some((Way::Sent, b'A'))),
            ("uart-1: 0D", Some((Way::Unmarked, b'\r'))),
            ("uart-1: [0A]", Some((Way::Unmarked, b'\n'))),
            ("uart-1: :", Some((Way::Unmarked, b':'))),
            ("12-40 UART: RX data: O", Some((Way::Received, b'O'))),
            (">\t0x41 (A)", Some((Way::Sent, b'A'))),
            ("< 0x0d", Some((Way::Received, b'\r'))),
            ("uart-1: Start bit", None),
            ("uart: 4 bytes", None),
            ("rx: 41", None),
            ("D (3540) uart_modem: RX: +CME ERROR: 10", None),
            ("uart-1: +CME ERROR: 10", None),
            ("> 0x41, 0x54", None),
            ("", None),
            (":", None),
        ] {
            assert_eq!(row(line.as_bytes()), expected, "{line}");
        }
    }
}
