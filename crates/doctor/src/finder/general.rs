//! A line of any log: stamps, levels and tags, a mark of the way, and the text behind them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::cursor::Cursor;
use super::looks::{Look, look};
use super::marks;
use super::own;
use super::reading::{Reading, Trust, Way};
use super::spelt::{inside_brackets, spelt};
use super::stamp;
use super::style::Style;

/// How many stamps, levels and tags may stand before a text.
const TOKENS_MAX: usize = 10;

/// How many plain words may stand before a mark.
const WORDS_MAX: usize = 4;

/// Reads a line. There is always something: whether it is traffic, its looks tell.
pub(crate) fn reading(line: &[u8]) -> Reading<'_> {
    let mut cursor = Cursor(line);
    let mut at = None;
    let mut words = 0;
    // Where the text begins if nothing that is traffic is found.
    let mut certain = line;
    let mut way = None;
    let mut weak = None;
    let mut of_tag = None;
    // A difference of two logs, as `diff` and Git show it: no reply begins so.
    if let [b'+' | b'-', behind @ ..] = line
        && (behind.starts_with(b"AT") || behind.starts_with(b"+") || matches!(behind.trim_ascii(), b"OK" | b"ERROR"))
        && look(behind) != Look::Other
    {
        cursor.0 = behind;
        certain = behind;
    }
    // A viewer of several channels writes the number of the channel first (J-Link RTT).
    cursor.attempt(|cursor| {
        cursor.number(1, 2)?;
        cursor.eat(b"> ").then_some(())
    });
    // A row of a table in Markdown: its number is no time.
    let is_row = cursor.0.starts_with(b"| ");
    if is_row {
        cursor.attempt(|cursor| {
            cursor.eat(b"| ");
            cursor.number(1, 6)?;
            cursor.blanks();
            cursor.eat(b"|").then_some(())
        });
    }
    for _ in 0..TOKENS_MAX {
        cursor.blanks();
        if cursor.0.is_empty() || look(cursor.0) != Look::Other || own::dump(cursor.0).is_some() {
            way = Some(Way::Unmarked);
            break;
        }
        // A sign alone may be the logger's own, before another that counts.
        let is_sign = cursor.0.starts_with(b"> ") || cursor.0.starts_with(b"< ");
        match marks::mark(&mut cursor) {
            Some(marked) if is_sign && weak.is_none() && look(cursor.0) == Look::Other => {
                weak = Some((marked, cursor.0));
                continue;
            }
            // A sign of no one way: the one that counts may stand behind it.
            Some(Way::Unmarked) => {
                certain = cursor.0;
                continue;
            }
            marked @ Some(_) => {
                way = marked;
                if !is_sign {
                    marks::behind(&mut cursor, &mut at);
                }
                break;
            }
            None => {}
        }
        // `match cmd [OK] (len:2)`, `execute command (AT+CSQ)`.
        if let Some(inside) = inside_brackets(cursor.0) {
            cursor = Cursor(inside);
            way = Some(Way::Unmarked);
            break;
        }
        let (before, had_time) = (cursor.0, at.is_some());
        match token(&mut cursor, &mut at) {
            // One blank belongs to what stands before; others may be the text's own.
            Some(Token::Certain) => {
                certain = cursor.0.strip_prefix(b" ").or_else(|| cursor.0.strip_prefix(b"\t")).unwrap_or(cursor.0);
                // A time behind a sign is no part of the text: a mail quotes it.
                if let Some((_, text)) = &mut weak
                    && !had_time
                    && at.is_some()
                    && before.iter().take(8).any(|byte| *byte == b':')
                {
                    *text = certain;
                }
                if let [b'[', tag @ ..] = before {
                    let tag = memchr::memchr(b']', tag).and_then(|end| tag.get(..end));
                    of_tag = of_tag.or_else(|| tag.and_then(marks::of_tag));
                }
            }
            Some(Token::Word) if words < WORDS_MAX => words += 1,
            Some(Token::Word) | None => break,
        }
    }
    let (way, text) = match (way, weak) {
        (Some(way), _) => (Some(way), cursor.0),
        (None, Some((way, text))) => (Some(way), text),
        (None, None) => (None, certain),
    };
    let prefix = line.get(..line.len() - text.len()).unwrap_or_default();
    let way = way.filter(|way| *way != Way::Unmarked).or(of_tag).unwrap_or(Way::Unmarked);
    let style = style_of(prefix, at.is_some());
    let text = text.strip_suffix("□".as_bytes()).unwrap_or(text);
    let text = text.strip_suffix(b"\xA1\xF5").filter(|_| style == Style::Sscom).unwrap_or(text);
    let is_row = is_row || memchr::memchr_iter(b'|', prefix).count() > 1;
    let text = text.trim_ascii_end().strip_suffix(b"|").filter(|_| is_row).map_or(text, <[u8]>::trim_ascii_end);
    // `1,10:00:01.020,"AT+CSQ",TX`: a table may have the way in its last field.
    let behind = if way == Way::Unmarked && prefix.ends_with(b",") { marks::behind_quotes(text) } else { None };
    let (text, way) = behind.unwrap_or((text, way));
    let (bytes, ends, is_dump) = spelt(text, way);
    let style = if is_dump && matches!(style, Style::Bare | Style::Stamped) { Style::HexDump } else { style };
    let marked = way != Way::Unmarked;
    // Others have its arrows, too, and no quotes (wvdial).
    let is_quoted = style == Style::Sscom || style == Style::ModemManager && text.starts_with(b"'");
    let trust = if is_quoted && marked || is_dump { Trust::Whole } else { Trust::ByLooks(template(prefix)) };
    Reading { style, at, way, ends, trust, bytes, length: None }
}

enum Token {
    /// A stamp, a level, a tag.
    Certain,
    /// A word that may belong to the text.
    Word,
}

fn token(cursor: &mut Cursor<'_>, at: &mut Option<u64>) -> Option<Token> {
    // A line of a certificate begins with dashes, too.
    if cursor.one_of(b",;|").is_some()
        || at.is_some() && cursor.eat(b":")
        || cursor.0.starts_with(b"- ") && cursor.eat(b"-")
    {
        return Some(Token::Certain);
    }
    for (open, close) in [(b"[", b']'), (b"(", b')'), (b"<", b'>')] {
        if cursor.eat(open) {
            let mut inside = Cursor(cursor.up_to(close)?);
            inside.blanks();
            let stamp = stamp::time(&mut inside).or_else(|| stamp::count(&mut inside));
            inside.eat(b"s");
            inside.blanks();
            // Syslog has what a line is worth in angle brackets.
            if inside.0.is_empty() && open != b"<" {
                *at = at.or(stamp);
            }
            cursor.eat(b":");
            return Some(Token::Certain);
        }
    }
    if let Some(stamp) = stamp::time(cursor) {
        *at = at.or(Some(stamp));
        return Some(Token::Certain);
    }
    let count = cursor.attempt(|cursor| {
        let count = stamp::count(cursor)?;
        cursor.0.first().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b',' | b':' | b')' | b';')).then_some(count)
    });
    if let Some(count) = count {
        cursor.one_of(b":)");
        *at = at.or(Some(count));
        return Some(Token::Certain);
    }
    let word = cursor
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'@' | b'#'));
    if word.is_empty() {
        // A word of another script, with something behind it.
        let word = cursor.take_while(|byte| !byte.is_ascii());
        cursor.one_of(b":]");
        return (!word.is_empty() && !cursor.0.is_empty()).then_some(Token::Word);
    }
    if word.len() > 64 {
        return None;
    }
    // `PC->L610`.
    if word.ends_with(b"-") && cursor.eat(b">") {
        let other = cursor.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        cursor.eat(b":");
        return (!other.is_empty() && cursor.blanks() > 0).then_some(Token::Certain);
    }
    // `modem[123]:`, `D/AT      ( 1234):`, `at_client:`.
    let blanks = cursor.blanks();
    // A level alone has its time in the brackets (ESP-IDF); a name has the number of its process.
    if word.len() == 1 && cursor.0.first() == Some(&b'(') {
        return Some(Token::Certain);
    }
    for (open, close) in [(b"(", b')'), (b"[", b']')] {
        if (blanks == 0 || open == b"(") && cursor.eat(open) {
            cursor.up_to(close)?;
            cursor.eat(b":");
            return Some(Token::Certain);
        }
    }
    if cursor.eat(b":") {
        return Some(Token::Certain);
    }
    // A field of a table.
    if at.is_some() && cursor.one_of(b"|;").is_some() {
        return Some(Token::Word);
    }
    (blanks > 0 || cursor.0.first().is_some_and(|byte| !byte.is_ascii())).then_some(Token::Word)
}

/// What stands in the beginnings of lines, and the style that it tells. The first one in this order counts.
const TELLING: &[(&str, Telling)] = &[
    ("-->", Telling::Always(Style::ModemManager)),
    ("<--", Telling::Always(Style::ModemManager)),
    ("◇", Telling::Always(Style::Sscom)),
    ("◆", Telling::Always(Style::Sscom)),
    ("at.clnt", Telling::Always(Style::RtThread)),
    ("D/AT]", Telling::Always(Style::RtThread)),
    ("at.cli", Telling::Always(Style::RtThread)),
    ("sendline", Telling::Always(Style::RtThread)),
    ("recvline", Telling::Always(Style::RtThread)),
    ("<dbg>", Telling::Always(Style::Zephyr)),
    ("<inf>", Telling::Always(Style::Zephyr)),
    ("<wrn>", Telling::Always(Style::Zephyr)),
    ("<err>", Telling::Always(Style::Zephyr)),
    (" AT send ", Telling::Always(Style::ParticleParser)),
    (" AT read ", Telling::Always(Style::ParticleParser)),
    ("] TRACE:", Telling::Always(Style::ParticleLog)),
    ("] INFO:", Telling::Always(Style::ParticleLog)),
    ("] WARN:", Telling::Always(Style::ParticleLog)),
    ("] ERROR:", Telling::Always(Style::ParticleLog)),
    ("[INFO]", Telling::WithStamp(Style::Ros)),
    ("[DEBUG]", Telling::WithStamp(Style::Ros)),
    ("[WARN]", Telling::WithStamp(Style::Ros)),
    ("[ERROR]", Telling::WithStamp(Style::Ros)),
    ("[ INFO]", Telling::WithStamp(Style::Ros)),
    ("D/", Telling::Always(Style::Logcat)),
    ("I/", Telling::Always(Style::Logcat)),
    ("V/", Telling::Always(Style::Logcat)),
    (" D ", Telling::WithStamp(Style::Logcat)),
    (" I ", Telling::WithStamp(Style::Logcat)),
    (" V ", Telling::WithStamp(Style::Logcat)),
    (" W ", Telling::WithStamp(Style::Logcat)),
    (" E ", Telling::WithStamp(Style::Logcat)),
];

/// The signs of SSCOM in GBK.
const TELLING_GBK: &[&[u8]] = &[b"\xA1\xF3", b"\xA1\xF4"];

#[derive(Debug, Clone, Copy)]
enum Telling {
    Always(Style),
    /// Where a time stands beside it: alone it is a word as others.
    WithStamp(Style),
}

/// Looks once at a beginning for all that tells a style.
static TELLS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let texts = TELLING.iter().map(|(text, _)| text.as_bytes());
    AhoCorasick::new(texts.chain(TELLING_GBK.iter().copied())).ok()
});

fn style_of(prefix: &[u8], has_stamp: bool) -> Style {
    let is_level = |byte: &u8| matches!(byte, b'E' | b'W' | b'I' | b'D' | b'V');
    match prefix {
        [] => return Style::Bare,
        [level, b' ', b'(', ..] if is_level(level) => return Style::EspIdf,
        _ => {}
    }
    let told = |place: usize| match TELLING.get(place) {
        Some((_, Telling::Always(style))) => Some((*style, rank(*style))),
        Some((_, Telling::WithStamp(style))) => has_stamp.then_some((*style, rank(*style))),
        None => Some((Style::Sscom, rank(Style::Sscom))),
    };
    let all = TELLS.as_ref().into_iter().flat_map(|tells| tells.find_overlapping_iter(prefix));
    if let Some((style, _)) = all.filter_map(|hit| told(hit.pattern().as_usize())).min_by_key(|(_, rank)| *rank) {
        return style;
    }
    match prefix.trim_ascii_end().last() {
        Some(b',') if has_stamp => Style::RealTerm,
        _ if has_stamp => Style::Stamped,
        _ => Style::Bare,
    }
}

/// Where a style stands among those that [`TELLING`] tells.
fn rank(style: Style) -> usize {
    TELLING.iter().position(|(_, Telling::Always(told) | Telling::WithStamp(told))| *told == style).unwrap_or_default()
}

/// What the beginnings of lines have in common that are written by the same statement of a program: all but the digits.
pub(crate) fn template(prefix: &[u8]) -> u64 {
    let text = prefix.iter().filter(|byte| !byte.is_ascii_digit() && !matches!(byte, b' ' | b'\t'));
    text.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_read_and_told() {
        use Style::*;
        use Way::*;
        for (line, style, at, way, bytes) in [
            ("I (10544) at: TX AT+CSQ", EspIdf, Some(10_544), Sent, "AT+CSQ"),
            ("D (9616) esp-modem: RX +CSQ: 20,99", EspIdf, Some(9_616), Received, "+CSQ: 20,99"),
            ("[00:00:01.234,567] <dbg> modem: on_cmd: +CSQ: 20,99", Zephyr, Some(1_234), Unmarked, "+CSQ: 20,99"),
            ("[00:00:01.234,567] <dbg> modem: send: AT+CSQ", Zephyr, Some(1_234), Sent, "AT+CSQ"),
            ("[D/at.clnt] sendline: AT+CSQ", RtThread, None, Sent, "AT+CSQ"),
            ("[D/AT] recvline: 0000-0020: 4F 4B 0D 0A                OK..", RtThread, None, Received, "OK\r\n"),
            ("[1234] D/at.clnt: recvline: OK", RtThread, Some(1_234), Received, "OK"),
            ("[INFO] [1690000000.123456789] [modem]: TX: AT+CSQ", Ros, Some(1_690_000_000_123), Sent, "AT+CSQ"),
            ("0000012345 [ncp.at] TRACE: > AT+CSQ", ParticleLog, Some(12_345), Sent, "AT+CSQ"),
            ("0000012350 [ncp.at] TRACE: < OK", ParticleLog, Some(12_350), Received, "OK"),
            ("    10.123 AT send       8 \"AT+CSQ\\r\\n\"", ParticleParser, Some(10_123), Sent, "AT+CSQ\r\n"),
            ("    10.140 AT read OK    6 \"\\r\\nOK\\r\\n\"", ParticleParser, Some(10_140), Received, "\r\nOK\r\n"),
            (
                "    10.140 AT read  +   16 \"\\r\\n+CSQ: 20,99\\r\\n\"",
                ParticleParser,
                Some(10_140),
                Received,
                "\r\n+CSQ: 20,99\r\n",
            ),
            (
                "<debug> [1690000000.5] [ttyUSB2/at] --> 'AT+CSQ<CR>'",
                ModemManager,
                Some(1_690_000_000_500),
                Sent,
                "AT+CSQ\r",
            ),
            (
                "ModemManager[99]: <debug> (ttyUSB2): <-- '<CR><LF>OK<CR><LF>'",
                ModemManager,
                None,
                Received,
                "\r\nOK\r\n",
            ),
            ("2026-11-27 06:43:19.123, AT+CSQ", RealTerm, Some(24_199_123), Unmarked, "AT+CSQ"),
            ("[10:12:13.123]发→◇AT+CSQ\\r\\n□", Sscom, Some(36_733_123), Sent, "AT+CSQ\r\n"),
            ("[10:12:13.123]收←◆OK", Sscom, Some(36_733_123), Received, "OK"),
            ("TX: 41 54 0D", HexDump, None, Sent, "AT\r"),
            ("00000000  41 54 0d 0a   |AT..|", HexDump, None, Unmarked, "AT\r\n"),
            ("11-27 06:43:19.123  1234  1250 D RILC: AT> AT+CSQ", Logcat, Some(24_199_123), Sent, "AT+CSQ"),
            ("D/AT      ( 1234): AT< OK", Logcat, None, Received, "OK"),
            ("[2026-11-27 06:43:19] OK", Stamped, Some(24_199_000), Unmarked, "OK"),
            ("10:12:13.123 -> +CSQ: 20,99", Stamped, Some(36_733_123), Unmarked, "+CSQ: 20,99"),
            (
                "10:12:13.123,TX,\"AT+MQTTPUB=1,\"\"t\"\",1,0,\"\"x\"\"\"",
                RealTerm,
                Some(36_733_123),
                Sent,
                "AT+MQTTPUB=1,\"t\",1,0,\"x\"",
            ),
            ("2026-11-27 06:43:19.1234|TRACE|Modem.Port|Write: AT+CSQ", Stamped, Some(24_199_123), Sent, "AT+CSQ"),
            ("10:12:13,123;Senden;AT+CSQ", Stamped, Some(36_733_123), Sent, "AT+CSQ"),
            ("| 3 | 10:12:13 | TX | `AT+CSQ` |", Stamped, Some(36_733_000), Sent, "AT+CSQ"),
            ("[UART2 RX] 0x4F, 0x4B, 0x0D, 0x0A", HexDump, None, Received, "OK\r\n"),
            ("10:12:13 TX 41-54-0D", HexDump, Some(36_733_000), Sent, "AT\r"),
            ("Send\t10:00:01.020\tAT+CSQ", Stamped, Some(36_001_020), Sent, "AT+CSQ"),
            ("发[2026年11月27日 10:00:01.020] AT+CSQ", Stamped, Some(36_001_020), Sent, "AT+CSQ"),
            ("2026-11-27 10:00:01.020\tRX\t10\tL610-CN-00", Stamped, Some(36_001_020), Received, "L610-CN-00"),
            ("2026-11-27 10:00:01.020 +01:00 [VRB] Rx \"OK\"", Stamped, Some(36_001_020), Received, "OK"),
            ("10:00:01.020 [Rx] ASCII: L610-CN-00", Stamped, Some(36_001_020), Received, "L610-CN-00"),
            ("[10:00:01.020] SEND HEX: 41540D", HexDump, Some(36_001_020), Sent, "AT\r"),
            ("10:00:01.020|DEBUG|Modem|Rx: L610-CN-00|", Stamped, Some(36_001_020), Received, "L610-CN-00"),
            ("10:00:01.020 RX: 0xF8 0x86", HexDump, Some(36_001_020), Received, "\u{FFFD}\u{FFFD}"),
            ("[10:00:01.020] PC->L610 AT+CSQ", Stamped, Some(36_001_020), Unmarked, "AT+CSQ"),
            ("<15>Nov 27 10:00:01 lte: cmd=\"AT+CSQ\"", Stamped, Some(36_001_000), Sent, "AT+CSQ"),
            ("RX: 10:00 the pump runs", Bare, None, Received, "10:00 the pump runs"),
            ("--> Sending: ATZ", ModemManager, None, Sent, "Sending: ATZ"),
            ("AT+CSQ", Bare, None, Unmarked, "AT+CSQ"),
            ("+AT+CSQ", Bare, None, Unmarked, "AT+CSQ"),
            ("++CSQ: 20,99", Bare, None, Unmarked, "+CSQ: 20,99"),
            ("-OK", Bare, None, Unmarked, "OK"),
            ("+CSQ: 20,99", Bare, None, Unmarked, "+CSQ: 20,99"),
            ("> AT+CSQ", Bare, None, Sent, "AT+CSQ"),
            (">", Bare, None, Unmarked, ">"),
            ("L610-CN-00", Bare, None, Unmarked, "L610-CN-00"),
        ] {
            let found = reading(line.as_bytes());
            // Of a date, the time of day is enough here.
            let found_at =
                found.at.map(|at| if matches!(style, RealTerm | Logcat | Stamped) { at % 86_400_000 } else { at });
            let text = String::from_utf8_lossy(&found.bytes).into_owned();
            assert_eq!((found.style, found_at, found.way, text.as_str()), (style, at, way, bytes), "{line}");
        }
    }
}
