//! Private keys among the data behind prompts: of those, nothing is kept but the length.

use crate::commands;

/// Whether the data behind a command's prompt is a private key: it is loaded as one, or has the armour of one.
#[must_use]
pub fn is_private_key(command: &[u8], data: &[u8]) -> bool {
    let typed = commands::recognise(&String::from_utf8_lossy(command));
    typed.spec.is_some_and(|spec| spec.hides_data_of(&typed)) || holds_a_key(data)
}

/// What stands in for data that is not shown.
#[must_use]
pub fn withheld(bytes: u64) -> String {
    format!("*** ({bytes} bytes)")
}

/// Whether the bytes hold the armour of a private key: PKCS #1, PKCS #8 or SEC 1 (RFC 7468, 10).
fn holds_a_key(bytes: &[u8]) -> bool {
    const ARMOUR: &[u8] = b"PRIVATE KEY-----";
    bytes.windows(ARMOUR.len()).any(|window| window == ARMOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

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
