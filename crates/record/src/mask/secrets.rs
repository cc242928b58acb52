//! What was given as a secret: in forms, through the API, at prompts, or worked out for a login.

use std::collections::VecDeque;

use fibocom_at::secrets::{Kind, Span};

use super::normal;

/// How many values are kept.
const VALUES: usize = 256;

/// How many bytes they may have together.
const BYTES: usize = 256 << 10;

/// The values that were given as secrets, newest last. Within bounds: the oldest go, and that is counted.
#[derive(Clone, Default)]
pub struct Secrets {
    values: VecDeque<(Kind, Vec<u8>)>,
    bytes: usize,
    let_go: LetGo,
    changes: u64,
}

/// Which secrets are no longer known by their values. They are still hidden where their places or their looks tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetGo {
    /// Those that went because others came.
    pub oldest: u64,
    /// Those that were too long to be kept at all.
    pub too_long: u64,
}

impl Secrets {
    /// Nothing was given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a value as somebody gave it, without quotes or escapes. A known value becomes the newest; an empty value is ignored.
    pub fn give(&mut self, kind: Kind, value: &[u8]) {
        if value.is_empty() {
            return;
        }
        if value.len() > BYTES {
            self.let_go.too_long += 1;
            return;
        }
        self.changes += 1;
        if let Some(at) = self.values.iter().position(|(_, known)| known == value) {
            if let Some(known) = self.values.remove(at) {
                self.values.push_back(known);
            }
            return;
        }
        self.bytes += value.len();
        self.values.push_back((kind, value.to_vec()));
        while self.values.len() > VALUES || self.bytes > BYTES {
            let Some((_, oldest)) = self.values.pop_front() else { break };
            self.bytes -= oldest.len();
            self.let_go.oldest += 1;
        }
    }

    /// Takes the secrets of a command line that was sent, as far as its command is known. The line may be forgotten, and what it
    /// gave may come back.
    pub fn learn(&mut self, command: &[u8]) {
        for Span { range, kind } in fibocom_at::secrets::of_command(command) {
            if !kind.is_secret() {
                continue;
            }
            let value = normal::value(command.get(range).unwrap_or_default());
            if kind == Kind::Other {
                super::look::parts(&value).for_each(|part| self.give(kind, part));
            }
            self.give(kind, &value);
        }
    }

    /// The values, oldest first.
    pub fn values(&self) -> impl Iterator<Item = (Kind, &[u8])> {
        self.values.iter().map(|(kind, value)| (*kind, value.as_slice()))
    }

    /// What had to go.
    #[must_use]
    pub const fn let_go(&self) -> LetGo {
        self.let_go
    }

    /// Changes whenever a value was given.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").field("values", &self.values.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_gives_its_secrets_and_nothing_else() {
        let mut secrets = Secrets::new();
        secrets.learn(b"AT+MQTTUSER=1,\"user\",\"hunter2\"\r");
        secrets.learn(b"AT+NOSUCH=\"anything\"\r");
        // Where it is not clear what is what, each part may be the secret.
        secrets.learn(b"AT+MQTTUSER1,u,hush\r");
        secrets.learn(b"AT+CSQ\r");
        assert_eq!(
            secrets.values().collect::<Vec<_>>(),
            [
                (Kind::Password, &b"hunter2"[..]),
                (Kind::Other, b"anything"),
                (Kind::Other, b"hush"),
                (Kind::Other, b"u,hush")
            ]
        );
    }

    #[test]
    fn the_oldest_go_and_that_is_counted() {
        let mut secrets = Secrets::new();
        for number in 0..VALUES + 3 {
            secrets.give(Kind::Password, format!("hunter{number}").as_bytes());
        }
        secrets.give(Kind::Key, &vec![b'x'; BYTES + 1]);
        assert_eq!(secrets.values().count(), VALUES);
        assert_eq!(secrets.let_go(), LetGo { oldest: 3, too_long: 1 });
        assert_eq!(secrets.values().next(), Some((Kind::Password, &b"hunter3"[..])));
        assert!(!format!("{secrets:?}").contains("hunter"));
    }
}
