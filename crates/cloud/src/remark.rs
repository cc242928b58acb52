//! What looks odd about values that can be used: keys that were swapped, lengths that a cloud never gives out.

use crate::key::Key;
use crate::scheme::Scheme;
use crate::values::Values;

/// Something odd about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It looks like what belongs into another field, and the other way round.
    Swapped(Key),
    /// The cloud gives out values of another length.
    UnusualLength {
        /// The bytes that there are.
        bytes: usize,
        /// The bytes that are usual.
        usual: usize,
    },
}

/// What looks odd, with the name of the value. None of it keeps credentials from being made.
#[must_use]
pub fn remarks(scheme: &Scheme, values: &Values) -> Vec<(Key, Remark)> {
    let swapped = swapped(scheme, values);
    let lengths = lengths(scheme).iter().filter_map(|(key, usual)| {
        let bytes = values.get(*key).filter(|text| !text.is_empty())?.len();
        (bytes != *usual).then_some((*key, Remark::UnusualLength { bytes, usual: *usual }))
    });
    // Of two swapped values both have the wrong length; that need not be said as well.
    let is_swapped = |key: Key| swapped.iter().any(|(other, _)| *other == key);
    let lengths: Vec<_> = lengths.filter(|(key, _)| !is_swapped(*key)).collect();
    swapped.into_iter().chain(lengths).collect()
}

/// Lengths in bytes that a cloud always gives out.
fn lengths(scheme: &Scheme) -> &'static [(Key, usize)] {
    match scheme.id {
        "aliyun-triple" => &[(Key::DeviceSecret, 32)],
        "tencent-psk" => &[(Key::ProductKey, 10)],
        "tuyalink" => &[(Key::DeviceSecret, 16)],
        _ => &[],
    }
}

/// The first secret that looks like a name, and the name that looks like a secret.
fn swapped(scheme: &Scheme, values: &Values) -> Vec<(Key, Remark)> {
    let filled = || scheme.entries.iter().filter_map(|entry| Some((entry.key, values.get(entry.key)?)));
    let lost = filled().find(|(key, text)| !key.is_secret() && looks_secret(text));
    let found = filled().find(|(key, text)| key.is_secret() && !text.is_empty() && !looks_secret(text));
    match (lost, found) {
        (Some((name, _)), Some((secret, _))) => {
            vec![(name, Remark::Swapped(secret)), (secret, Remark::Swapped(name))]
        }
        _ => Vec::new(),
    }
}

/// 32 hexadecimal digits, or base64 that ends as base64 does: no console shows a name like that.
fn looks_secret(text: &str) -> bool {
    let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_base64 = text.len() >= 24
        && text.len().is_multiple_of(4)
        && text.ends_with('=')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    is_hex || is_base64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_keys_and_unusual_lengths_are_noticed() {
        let hex = "0123456789abcdef0123456789abcdef";
        for (id, values, expected) in [
            ("aliyun-triple", [(Key::DeviceName, "press7"), (Key::DeviceSecret, hex)], vec![]),
            (
                "aliyun-triple",
                [(Key::DeviceName, hex), (Key::DeviceSecret, "press7")],
                vec![
                    (Key::DeviceName, Remark::Swapped(Key::DeviceSecret)),
                    (Key::DeviceSecret, Remark::Swapped(Key::DeviceName)),
                ],
            ),
            (
                "aliyun-triple",
                [(Key::DeviceName, "press7"), (Key::DeviceSecret, "short")],
                vec![(Key::DeviceSecret, Remark::UnusualLength { bytes: 5, usual: 32 })],
            ),
            (
                "tencent-psk",
                [(Key::ProductKey, "ABC"), (Key::DeviceName, "press7")],
                vec![(Key::ProductKey, Remark::UnusualLength { bytes: 3, usual: 10 })],
            ),
            (
                "tuyalink",
                [(Key::DeviceId, "6cfake"), (Key::DeviceSecret, "0123456789abcde")],
                vec![(Key::DeviceSecret, Remark::UnusualLength { bytes: 15, usual: 16 })],
            ),
        ] {
            let values = values.into_iter().fold(Values::new(), |values, (key, text)| values.with(key, text));
            assert_eq!(remarks(Scheme::named(id).unwrap(), &values), expected, "{id}");
        }
    }
}
