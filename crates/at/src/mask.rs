//! Takes secrets out of what is shown outside the page: passwords, keys and the IMEI.

use crate::commands;

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

fn masked(text: &str) -> String {
    spec_of(text).map_or_else(|| text.to_owned(), |(at, secrets)| mask_arguments(text, at, &secrets))
}

/// Whether the data behind a command's prompt is a private key: it is loaded as one, or has the armour of one.
#[must_use]
pub fn is_private_key(command: &[u8], data: &[u8]) -> bool {
    let typed = commands::recognise(&String::from_utf8_lossy(command));
    (typed.name == "+GTSSLFILE" && commands::loads_a_key(&typed)) || holds_a_key(data)
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

/// Where the arguments or values begin, and which of them are secret.
fn spec_of(text: &str) -> Option<(usize, Vec<usize>)> {
    let upper = text.to_ascii_uppercase();
    commands::LIST.iter().filter(|spec| spec.has_secrets()).find_map(|spec| {
        let at = upper.find(spec.name)? + spec.name.len();
        match upper.as_bytes().get(at)? {
            b'=' => Some((at + 1, spec.secrets_of(text.get(at + 1..).unwrap_or_default()))),
            // The reply to a test form holds ranges, the first of them in brackets: no secret is among them.
            b':' if text.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with('(')) => {
                Some((at + 1, Vec::new()))
            }
            b':' => Some((at + 1, spec.secret_values.to_vec())),
            _ => None,
        }
    })
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
