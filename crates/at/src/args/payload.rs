//! A message's payload, and whether it can travel inside quotes.

use super::Problem;

/// The bytes of a message, within the limit of the series.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Payload(Vec<u8>);

impl Payload {
    /// Checks the length.
    ///
    /// # Errors
    /// [`Problem::TooLong`].
    pub fn new(bytes: impl Into<Vec<u8>>, max: usize) -> Result<Self, Problem> {
        let bytes = bytes.into();
        if bytes.len() > max { Err(Problem::TooLong { bytes: bytes.len(), max }) } else { Ok(Self(bytes)) }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first byte that the quoted form cannot carry on every firmware: anything but printable ASCII, the quote, which ends
    /// the string, and the backslash, which begins an escape (V.250, 5.4.2.2).
    #[must_use]
    pub fn not_quotable(&self) -> Option<(usize, u8)> {
        self.0
            .iter()
            .copied()
            .enumerate()
            .find(|(_, byte)| !matches!(byte, 0x20..=0x7E) || matches!(byte, b'"' | b'\\'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_printable_ascii_can_be_quoted() {
        for byte in 0..=255_u8 {
            let payload = Payload::new(vec![b'a', byte], 1024).unwrap();
            let plain = (0x20..=0x7E).contains(&byte) && byte != b'"' && byte != b'\\';
            assert_eq!(payload.not_quotable(), (!plain).then_some((1, byte)), "0x{byte:02X}");
        }
    }

    #[test]
    fn the_limit_counts_bytes() {
        assert!(Payload::new(vec![0; 1024], 1024).is_ok());
        assert_eq!(Payload::new(vec![0; 1025], 1024), Err(Problem::TooLong { bytes: 1025, max: 1024 }));
    }
}
