//! A place in a line, from which pieces are taken one behind the other.

/// What is left of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a>(pub(crate) &'a [u8]);

impl<'a> Cursor<'a> {
    /// Moves past this text, if it is the next.
    pub(crate) fn eat(&mut self, text: &[u8]) -> bool {
        let rest = self.0.strip_prefix(text);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Moves past one byte, if it is one of these.
    pub(crate) fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        set.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// Takes all blanks that stand here, and says how many they were.
    pub(crate) fn blanks(&mut self) -> usize {
        self.take_while(|byte| matches!(byte, b' ' | b'\t')).len()
    }

    /// Takes all bytes that are wanted.
    pub(crate) fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.0.iter().position(|byte| !wanted(*byte)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    /// Takes what stands before a byte, and the byte.
    pub(crate) fn up_to(&mut self, byte: u8) -> Option<&'a [u8]> {
        let end = memchr::memchr(byte, self.0)?;
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        Some(taken)
    }

    /// Takes a whole number of so many digits.
    pub(crate) fn number(&mut self, fewest: usize, most: usize) -> Option<u64> {
        self.attempt(|cursor| {
            let digits = cursor.take_while(|byte| byte.is_ascii_digit());
            if !(fewest..=most.min(18)).contains(&digits.len()) {
                return None;
            }
            str::from_utf8(digits).ok()?.parse().ok()
        })
    }

    /// Takes what `take` takes, or nothing.
    pub(crate) fn attempt<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.0;
        let taken = take(self);
        if taken.is_none() {
            self.0 = before;
        }
        taken
    }
}
