//! The PIN of a SIM.

use super::Problem;

/// PIN of a SIM: 4 to 8 digits (3GPP TS 42.017). Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// The fewest digits.
    pub const MIN: usize = 4;

    /// The most digits.
    pub const MAX: usize = 8;

    /// Checks a PIN.
    ///
    /// # Errors
    /// [`Problem::Empty`] or [`Problem::Digits`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.len() {
            0 => Err(Problem::Empty),
            Self::MIN..=Self::MAX if digits => Ok(Self(text.to_owned())),
            _ => Err(Problem::Digits { min: Self::MIN, max: Self::MAX }),
        }
    }

    /// The PIN itself, for the command line.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_eight_digits_and_hides_in_debug() {
        let digits = || Some(Problem::Digits { min: 4, max: 8 });
        for (text, expected) in [
            ("1234", None),
            ("00000000", None),
            ("", Some(Problem::Empty)),
            ("123", digits()),
            ("123456789", digits()),
            ("12 34", digits()),
            ("12a4", digits()),
            ("１２３４", digits()),
        ] {
            assert_eq!(Pin::parse(text).err(), expected, "{text:?}");
        }
        assert_eq!(format!("{:?}", Pin::parse("1234").unwrap()), "Pin(…)");
    }
}
