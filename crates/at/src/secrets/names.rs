//! What the name of a value says of it: `password`, `client_secret`, `X-Api-Key`, and not `token_type` or `monkey`.

use super::Kind;

/// What a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The value is this, whatever it looks like.
    Is(Kind),
    /// The value is this if it looks like it: `key` names many things.
    May(Kind),
}

/// The longest name that is looked at.
const LONGEST: usize = 48;

/// Names that are these, letters only.
const WHOLE: &[(&str, Named)] = &[
    ("pass", Named::Is(Kind::Password)),
    ("pw", Named::Is(Kind::Password)),
    ("auth", Named::May(Kind::Token)),
    ("bearer", Named::May(Kind::Token)),
    ("sas", Named::May(Kind::Token)),
    ("sig", Named::Is(Kind::Token)),
    ("key", Named::May(Kind::Key)),
    ("pin", Named::Is(Kind::Pin)),
    ("pin1", Named::Is(Kind::Pin)),
    ("pin2", Named::Is(Kind::Pin)),
    ("puk", Named::Is(Kind::Puk)),
    ("puk1", Named::Is(Kind::Puk)),
    ("puk2", Named::Is(Kind::Puk)),
    ("sn", Named::May(Kind::SerialNumber)),
    ("esn", Named::Is(Kind::SerialNumber)),
    ("eid", Named::Is(Kind::Eid)),
    ("phone", Named::Is(Kind::PhoneNumber)),
    ("mobile", Named::Is(Kind::PhoneNumber)),
    ("session", Named::May(Kind::Token)),
    ("otp", Named::Is(Kind::Pin)),
];

/// Names that end so.
const ENDINGS: &[(&str, Named)] = &[
    ("password", Named::Is(Kind::Password)),
    ("passwd", Named::Is(Kind::Password)),
    ("passphrase", Named::Is(Kind::Password)),
    ("passcode", Named::Is(Kind::Password)),
    ("passwort", Named::Is(Kind::Password)),
    ("userpass", Named::Is(Kind::Password)),
    ("pwd", Named::Is(Kind::Password)),
    ("psk", Named::Is(Kind::Key)),
    ("secret", Named::Is(Kind::Key)),
    ("apikey", Named::Is(Kind::Key)),
    ("accesskey", Named::Is(Kind::Key)),
    ("authkey", Named::Is(Kind::Key)),
    ("secretkey", Named::Is(Kind::Key)),
    ("privatekey", Named::Is(Kind::Key)),
    ("sharedkey", Named::Is(Kind::Key)),
    ("accountkey", Named::Is(Kind::Key)),
    ("masterkey", Named::Is(Kind::Key)),
    ("encryptionkey", Named::Is(Kind::Key)),
    ("primarykey", Named::May(Kind::Key)),
    ("key", Named::May(Kind::Key)),
    ("token", Named::Is(Kind::Token)),
    ("tokens", Named::Is(Kind::Token)),
    ("jwt", Named::Is(Kind::Token)),
    ("signature", Named::Is(Kind::Token)),
    ("authorization", Named::Is(Kind::Token)),
    ("cookie", Named::Is(Kind::Token)),
    ("credential", Named::Is(Kind::Password)),
    ("credentials", Named::Is(Kind::Password)),
    ("serialnumber", Named::Is(Kind::SerialNumber)),
    ("phonenumber", Named::Is(Kind::PhoneNumber)),
    ("simpin", Named::Is(Kind::Pin)),
    ("simpuk", Named::Is(Kind::Puk)),
    ("pincode", Named::Is(Kind::Pin)),
    ("pukcode", Named::Is(Kind::Puk)),
];

/// Names that end so, whatever they end in besides.
const IDENTITIES: &[(&str, Named)] = &[
    ("sessionid", Named::Is(Kind::Token)),
    ("imei", Named::Is(Kind::Imei)),
    ("imeisv", Named::Is(Kind::ImeiSv)),
    ("imsi", Named::Is(Kind::Imsi)),
    ("iccid", Named::Is(Kind::Iccid)),
    ("ccid", Named::Is(Kind::Iccid)),
    ("meid", Named::Is(Kind::SerialNumber)),
    ("msisdn", Named::Is(Kind::PhoneNumber)),
];

/// Words that make any name one of these, where it does not end in [`ABOUT`].
const WITHIN: &[(&str, Named)] = &[
    ("password", Named::Is(Kind::Password)),
    ("passwd", Named::Is(Kind::Password)),
    ("secret", Named::Is(Kind::Key)),
    ("apikey", Named::Is(Kind::Key)),
    ("privatekey", Named::Is(Kind::Key)),
    ("accesskey", Named::Is(Kind::Key)),
];

/// Endings of names that tell something about a secret and not the secret: `password_length`.
const ABOUT: &[&str] = &[
    "length",
    "len",
    "size",
    "count",
    "type",
    "min",
    "max",
    "age",
    "policy",
    "required",
    "enabled",
    "changed",
    "changedat",
    "set",
    "expires",
    "expiresin",
    "expiry",
    "expiration",
    "hint",
    "url",
    "uri",
    "name",
    "id",
    "tries",
    "left",
    "valid",
    "error",
    "publickey",
    "public",
    "file",
    "path",
    "status",
    "state",
    "ok",
    "index",
    "slot",
    "keepalive",
];

/// What a name says of its value: nothing, in most cases. Case and signs between words do not matter.
#[must_use]
pub fn named(name: &[u8]) -> Option<Named> {
    if name.len() > LONGEST {
        return None;
    }
    let mut letters = [0; LONGEST];
    let mut count = 0;
    let plain = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    for (letter, byte) in letters.iter_mut().zip(plain) {
        *letter = byte.to_ascii_lowercase();
        count += 1;
    }
    let word = letters.get(..count)?;
    let sure = |list: &[(&str, Named)], fits: fn(&[u8], &[u8]) -> bool| {
        list.iter().find(|(known, _)| fits(word, known.as_bytes())).map(|(_, named)| *named)
    };
    if let Some(named) = sure(WHOLE, |word, known| word == known).or_else(|| sure(IDENTITIES, <[u8]>::ends_with)) {
        return Some(named);
    }
    if ABOUT.iter().any(|about| word.ends_with(about.as_bytes())) {
        return None;
    }
    sure(ENDINGS, <[u8]>::ends_with)
        .or_else(|| sure(WITHIN, |word, known| word.windows(known.len()).any(|window| window == known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_names_about_them() {
        for (name, expected) in [
            ("password", Some(Named::Is(Kind::Password))),
            ("MQTT_PASSWORD", Some(Named::Is(Kind::Password))),
            ("wifiPassword2", Some(Named::Is(Kind::Password))),
            ("X-Api-Key", Some(Named::Is(Kind::Key))),
            ("client_secret", Some(Named::Is(Kind::Key))),
            ("private_key", Some(Named::Is(Kind::Key))),
            ("public_key", None),
            ("device.imei", Some(Named::Is(Kind::Imei))),
            ("access_token", Some(Named::Is(Kind::Token))),
            ("token_type", None),
            ("passwordLength", None),
            ("MEID", Some(Named::Is(Kind::SerialNumber))),
            ("sim_iccid", Some(Named::Is(Kind::Iccid))),
            ("pass_id", None),
            ("monkey", Some(Named::May(Kind::Key))),
            ("key", Some(Named::May(Kind::Key))),
            ("keyboard", None),
            ("keep_alive", None),
            ("compass", None),
            ("temperature", None),
        ] {
            assert_eq!(named(name.as_bytes()), expected, "{name}");
        }
    }
}
