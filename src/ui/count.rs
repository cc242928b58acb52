//! How much of a limit a text has used, counted as the user types.

/// How long a text may be, and in what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At most so many bytes of UTF-8.
    Bytes(usize),
    /// At most so many characters.
    Chars(usize),
}

/// How much is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What the text takes.
    pub now: usize,
    /// What it may take.
    pub max: usize,
}

impl Limit {
    /// Counts a text.
    #[must_use]
    pub fn count(self, text: &str) -> Count {
        match self {
            Self::Bytes(max) => Count { now: text.len(), max },
            Self::Chars(max) => Count { now: text.chars().count(), max },
        }
    }
}

impl Count {
    /// Whether it is more than is allowed.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.now > self.max
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} / {}", self.now, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_counted_in_the_unit_of_its_limit() {
        let rows = [
            (Limit::Chars(4), "", "0 / 4", false),
            (Limit::Chars(2), "温度", "2 / 2", false),
            (Limit::Bytes(4), "温度", "6 / 4", true),
            (Limit::Bytes(5), "plant", "5 / 5", false),
        ];
        for (limit, text, shown, over) in rows {
            let count = limit.count(text);
            assert_eq!((count.to_string().as_str(), count.is_over()), (shown, over), "{limit:?} {text}");
        }
    }
}
