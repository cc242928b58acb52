//! Secrets that were given to the page and may never go over the line as themselves: what is made of them does. They are hidden wherever they
//! come back all the same.

use leptos::prelude::*;
use workbench_record::mask::Kind;

use super::Workbench;
use crate::guard;

/// How many wait until lines are looked at the next time. The newest matter most.
const WAITING: usize = 256;

/// How many bytes a value may have. Neither a longer value nor a part of it is known as a secret.
const LONGEST: usize = 65_536;

/// How an armoured block of bytes begins and ends (RFC 7468, 2), and what tells a private key.
const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const PRIVATE: &str = "PRIVATE KEY-----";

impl Workbench {
    /// Keeps a value in mind that must not be shown: one that was typed into a field for secrets, or given by a script.
    pub fn give_secret(&self, kind: Kind, value: &str) {
        if value.is_empty() || value.len() > LONGEST {
            return;
        }
        let number = Kind::ALL.iter().position(|other| *other == kind).and_then(|at| u8::try_from(at).ok());
        self.inner.update_value(|inner| {
            if inner.secrets.given.last().is_none_or(|(_, last)| last != value) {
                guard::keep_secret(number.unwrap_or(u8::MAX - 1), value.as_bytes());
            }
            if inner.secrets.given.last().is_some_and(|(_, last)| last == value) {
                return;
            }
            if inner.secrets.given.len() >= WAITING {
                inner.secrets.given.remove(0);
            }
            inner.secrets.given.push((kind, value.to_owned()));
        });
    }

    /// The same for each private key in a text, without its armour and line ends.
    pub fn give_private_keys(&self, text: &[u8]) {
        for key in private_keys(&String::from_utf8_lossy(text)) {
            self.give_secret(Kind::Key, &key);
        }
    }
}

/// What stands between the lines of armour of each private key, in one line.
fn private_keys(text: &str) -> Vec<String> {
    let blocks = text.split(BEGIN).skip(1).filter_map(|block| {
        let (label, rest) = block.split_once('\n')?;
        let (body, _) = rest.split_once(END)?;
        label.trim_end().ends_with(PRIVATE).then(|| body.split_whitespace().collect::<String>())
    });
    blocks.filter(|body| !body.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_keys_are_found_among_certificates_and_however_lines_end() {
        let certificate = "-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n";
        let keys = "-----BEGIN EC PRIVATE KEY-----\r\nAAAA\r\nBB==\r\n-----END EC PRIVATE KEY-----\n\
                    -----BEGIN PRIVATE KEY-----\nCCCC\n-----END PRIVATE KEY-----\n";
        assert_eq!(private_keys(&format!("{certificate}{keys}{certificate}")), ["AAAABB==", "CCCC"]);
        for nothing in ["", certificate, "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nAAAA"] {
            assert_eq!(private_keys(nothing), Vec::<String>::new(), "{nothing}");
        }
    }
}
