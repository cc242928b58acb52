//! Takes secrets out of what is shown outside the page: passwords, keys and the IMEI.

use crate::commands::{self, Spec};

/// What stands in for a secret.
const MASK: &str = "***";

/// The line with its secrets and the IMEI replaced. Works on commands as sent and on lines as received.
#[must_use]
pub fn line(raw: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(raw);
    let masked = mask_imei(&masked(&text));
    if masked == text { raw.to_vec() } else { masked.into_bytes() }
}

/// The line with its secrets replaced, for eyes at the same desk: the IMEI may be read there.
#[must_use]
pub fn secrets(raw: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(raw);
    let masked = masked(&text);
    if masked == text { raw.to_vec() } else { masked.into_bytes() }
}

/// Of a line that is masked whole, because it was not clear what is what, so much is left that it may be understood now. It is
/// masked once more, so that a line that was masked already stays as it is.
fn masked(text: &str) -> String {
    masked_once(&masked_once(text))
}

fn masked_once(text: &str) -> String {
    match typed(text).or_else(|| anywhere(text)) {
        None => text.to_owned(),
        Some((at, Hidden::Some(places))) => mask_arguments(text, at, &places),
        Some((at, Hidden::All)) => mask_all(text, at),
    }
}

/// Whether the data behind a command's prompt is a private key: it is loaded as one, or has the armour of one.
#[must_use]
pub fn is_private_key(command: &[u8], data: &[u8]) -> bool {
    let typed = commands::recognise(&String::from_utf8_lossy(command));
    typed.spec.is_some_and(|spec| (spec.hides_data)(&typed)) || holds_a_key(data)
}

/// What stands in for data that is not shown.
#[must_use]
pub fn withheld(bytes: u64) -> String {
    format!("{MASK} ({bytes} bytes)")
}

/// Whether the bytes hold the armour of a private key: PKCS #1, PKCS #8 or SEC 1 (RFC 7468, 10).
fn holds_a_key(bytes: &[u8]) -> bool {
    const ARMOUR: &[u8] = b"PRIVATE KEY-----";
    bytes.windows(ARMOUR.len()).any(|window| window == ARMOUR)
}

/// What is secret behind the name of a command.
enum Hidden {
    /// Some of the arguments or values, by their places.
    Some(Vec<usize>),
    /// Everything: it is not clear what is what.
    All,
}

/// A line that begins with a command, and where its arguments begin. Somebody may have typed it: with a blank too many, without
/// the plus sign, with a colon for the equals sign, or with an argument too few, which moves the secret to another place.
fn typed(text: &str) -> Option<(usize, Hidden)> {
    let blanks = [' ', '\t'];
    let line = text.trim_start();
    let has_prefix = line.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
    let line = if has_prefix { line.get(2..)?.trim_start_matches(blanks) } else { line };
    let body = line.strip_prefix('+').unwrap_or(line).trim_start_matches(blanks);
    let is_named = |spec: &&&Spec| {
        let name = spec.name.trim_start_matches('+');
        let ends = body.get(name.len()..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        ends && body.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    let spec = secretive().find(is_named)?;
    let tail = body.get(spec.name.trim_start_matches('+').len()..)?;
    let at = text.len() - tail.len();
    let hidden = match tail.as_bytes().first() {
        None => return None,
        Some(b':') if !has_prefix => return Some((at + 1, values(spec, tail.get(1..)?))),
        Some(b'=') => spec.secrets_of(tail.get(1..)?),
        Some(_) => None,
    };
    Some(hidden.map_or((at, Hidden::All), |places| (at + 1, Hidden::Some(places))))
}

/// A command or a reply in the middle of a line, as when an echo and junk stand before it.
fn anywhere(text: &str) -> Option<(usize, Hidden)> {
    let upper = text.to_ascii_uppercase();
    secretive().find_map(|spec| {
        let at = upper.find(spec.name)? + spec.name.len();
        match upper.as_bytes().get(at)? {
            b'=' => {
                let places = spec.secrets_of(text.get(at + 1..).unwrap_or_default());
                Some(places.map_or((at, Hidden::All), |places| (at + 1, Hidden::Some(places))))
            }
            b':' => Some((at + 1, values(spec, text.get(at + 1..).unwrap_or_default()))),
            _ => None,
        }
    })
}

/// Which values of a reply are secret. That to a test form holds ranges, the first of them in brackets: no secret is among them.
fn values(spec: &Spec, values: &str) -> Hidden {
    Hidden::Some(if values.trim_start().starts_with('(') { Vec::new() } else { spec.secret_values.to_vec() })
}

/// The commands that have secrets, in their arguments or their replies.
fn secretive() -> impl Iterator<Item = &'static &'static Spec> {
    commands::LIST.iter().filter(|spec| spec.has_secrets())
}

/// Replaces everything behind a place but a short number at its beginning, which says for which client or cloud it is.
fn mask_all(text: &str, start: usize) -> String {
    let (head, tail) = text.split_at(start);
    let mut masked = head.to_owned();
    let (mut is_first, mut word) = (true, String::new());
    for character in tail.chars().map(Some).chain([None]) {
        let is_between = |character: char| "\",;:=?".contains(character) || character.is_whitespace();
        if let Some(character) = character.filter(|character| !is_between(*character)) {
            word.push(character);
            continue;
        }
        let is_number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        masked.push_str(if word.is_empty() || (is_first && is_number) { &word } else { MASK });
        is_first &= word.is_empty();
        word.clear();
        masked.extend(character);
    }
    masked
}

/// Replaces the secret ones of comma-separated arguments. A line that breaks off inside quotes is masked to its end; that there
/// is no secret is none.
fn mask_arguments(text: &str, start: usize, secrets: &[usize]) -> String {
    let (head, tail) = text.split_at(start);
    let mut masked = head.to_owned();
    let (mut index, mut quoted, mut hidden) = (0, false, false);
    for character in tail.chars() {
        match character {
            '"' => {
                quoted = !quoted;
                masked.push('"');
            }
            ',' if !quoted => {
                index += 1;
                hidden = false;
                masked.push(',');
            }
            '\r' | '\n' => masked.push(character),
            _ if !secrets.contains(&index) => masked.push(character),
            other if !hidden && (quoted || !other.is_whitespace()) => {
                masked.push_str(MASK);
                hidden = true;
            }
            _ => {}
        }
    }
    masked
}

/// Keeps the type allocation code of anything that looks like an IMEI, 15 digits by themselves, and hides the rest.
fn mask_imei(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut digits = String::new();
    for character in text.chars().chain(['\0']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        match digits.get(..8) {
            Some(type_code) if digits.len() == 15 => {
                masked.push_str(type_code);
                masked.push_str("*******");
            }
            _ => masked.push_str(&digits),
        }
        digits.clear();
        masked.push(character);
    }
    masked.pop();
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_same_desk_the_imei_may_be_read() {
        for (raw, expected) in [("AT+CPIN=\"1234\"", "AT+CPIN=\"***\""), ("860000000000017\r\n", "860000000000017\r\n")]
        {
            assert_eq!(String::from_utf8(secrets(raw.as_bytes())).unwrap(), expected);
        }
    }

    #[test]
    fn passwords_and_the_imei_do_not_leave() {
        for (raw, expected) in [
            ("AT+MQTTUSER=1,\"user\",\"secret\",\"dev\"", "AT+MQTTUSER=1,\"user\",\"***\",\"dev\""),
            ("at+mqttuser=1,\"u,x\",\"a,b\"\r\n", "at+mqttuser=1,\"u,x\",\"***\"\r\n"),
            ("+MQTTUSER: 1,\"user\",\"secret\"", "+MQTTUSER: 1,\"user\",\"***\""),
            ("+MQTTUSER: (1,2),128,128[,256]", "+MQTTUSER: (1,2),128,128[,256]"),
            ("AT+CPIN=\"1234\"", "AT+CPIN=\"***\""),
            ("at+cpin=1234", "at+cpin=***"),
            ("AT+MQTTUSER=1,\"\",\"\"", "AT+MQTTUSER=1,\"\",\"\""),
            ("AT+CPIN=\"  \"", "AT+CPIN=\"***\""),
            ("AT+CPIN=\"12345678\",\"0000\"", "AT+CPIN=\"***\",\"***\""),
            ("+CPIN: READY", "+CPIN: READY"),
            ("AT+MQTTUSER=1,user,secret", "AT+MQTTUSER=1,user,***"),
            ("AT+MQTTUSER=1,\"u\",\"broken", "AT+MQTTUSER=1,\"u\",\"***"),
            ("860000000000017\r\n", "86000000*******\r\n"),
            ("+MQTTOPEN: 1,1", "+MQTTOPEN: 1,1"),
            ("AT+MQTTPUB=1,\"t\",0,0,\"1234567890123456\"", "AT+MQTTPUB=1,\"t\",0,0,\"1234567890123456\""),
        ] {
            assert_eq!(String::from_utf8(line(raw.as_bytes())).unwrap(), expected);
        }
    }

    #[test]
    fn a_secret_is_hidden_however_wrong_its_line_was_typed() {
        for (raw, expected) in [
            ("AT+MQTTAUTHCFG=1,\"p\",\"d\",\"hush\",0", "AT+MQTTAUTHCFG=1,\"p\",\"d\",\"***\",0"),
            ("AT+MQTTAUTHCFG=4,1,\"p\",\"u\",\"hush\"", "AT+MQTTAUTHCFG=4,1,\"p\",\"u\",\"***\""),
            ("AT+MQTTAUTHCFG=9,\"p\",\"k\",\"\",\"hush\"", "AT+MQTTAUTHCFG=9,\"p\",\"k\",\"\",\"***\""),
            ("AT+MQTTAUTHDYN=3,\"p\",\"hush\",\"k\",0,1", "AT+MQTTAUTHDYN=3,\"p\",\"***\",\"k\",0,1"),
            // An argument that is missing, or one too many, and it is not clear which of them is the secret.
            ("AT+MQTTAUTHCFG=1,\"p\",\"hush\",0", "AT+MQTTAUTHCFG=1,\"***\",\"***\",***"),
            ("AT+MQTTAUTHCFG=3,\"d\",\"x\",\"hush\"", "AT+MQTTAUTHCFG=3,\"***\",\"***\",\"***\""),
            ("AT+MQTTAUTHCFG=4,\"p\",\"u\",\"hush\"", "AT+MQTTAUTHCFG=4,\"***\",\"***\",\"***\""),
            ("AT+MQTTAUTHDYN=1,\"h\",\"p\",\"hush\",\"d\"", "AT+MQTTAUTHDYN=1,\"***\",\"***\",\"***\",\"***\""),
            ("AT+MQTTAUTHCFG=\"3\",\"d\",\"hush\"", "AT+MQTTAUTHCFG=\"3\",\"***\",\"***\""),
            ("AT+MQTTAUTHCFG=12,\"d\",\"hush\"", "AT+MQTTAUTHCFG=12,\"***\",\"***\""),
            // Separators and signs that are wrong.
            ("AT+MQTTUSER=1,\"u\" \"hush\"", "AT+MQTTUSER=1,\"***\" \"***\""),
            ("AT+MQTTUSER=1;u;hush", "AT+MQTTUSER=1;***;***"),
            ("AT+MQTTUSER 1,u,hush", "AT+MQTTUSER 1,***,***"),
            ("AT+MQTTUSER1,u,hush", "AT+MQTTUSER1,***,***"),
            ("AT+MQTTUSER =1,\"u\",\"hush\"", "AT+MQTTUSER =1,\"***\",\"***\""),
            ("AT+MQTTUSER:1,\"u\",\"hush\"", "AT+MQTTUSER:1,\"***\",\"***\""),
            ("AT+ MQTTUSER=1,\"u\",\"hush\"", "AT+ MQTTUSER=1,\"u\",\"***\""),
            ("mqttuser=1,\"u\",\"hush\"", "mqttuser=1,\"u\",\"***\""),
            ("AT+MQTTUSER?", "AT+MQTTUSER?"),
            ("AT+MQTTUSER=?", "AT+MQTTUSER=?"),
        ] {
            assert_eq!(String::from_utf8(line(raw.as_bytes())).unwrap(), expected);
        }
    }

    #[test]
    fn a_line_that_was_masked_stays_as_it_is() {
        for raw in [
            &b"at+mqttuser=,\"u\\22\",\"\xff\xff\xff\0"[..],
            b"AT+MQTTUSER=,\"u\\22\",\"b;c,d",
            b"AT+MQTTUSER 1,user,secret",
            b"AT+CPIN:1234;5678",
        ] {
            let masked = line(raw);
            assert_eq!(line(&masked), masked, "{}", String::from_utf8_lossy(raw));
        }
    }

    #[test]
    fn a_private_key_is_known_by_its_command_or_by_its_armour() {
        let key = b"-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n";
        let certificate = b"-----BEGIN CERTIFICATE-----";
        for (command, data, expected) in [
            (&b"AT+GTSSLFILE=\"KEYFILE\",65\r"[..], &key[..], true),
            (b"at+gtsslfile=keyfile,4", b"\x01\x02\x03\x04", true),
            (b"AT+GTSSLFILE=\"TRUSTFILE\",27", certificate, false),
            (b"AT+GTSSLFILE=\"TRUSTFILE\",65", key, true),
            (b"AT+MQTTPUB=1,\"t\",0,0,3", b"abc", false),
            (b"", key, true),
        ] {
            assert_eq!(is_private_key(command, data), expected);
        }
        assert_eq!(withheld(65), "*** (65 bytes)");
    }
}
