//! How much data a command asks for, and how the data ends: for the commands of the list, and for some that modules are known to
//! have and no manual here describes.

use std::time::Duration;

use super::{Typed, UPLOAD_LIMIT};

/// How the data behind a prompt ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// After so many bytes. Nothing else ends it but the module's own limit of time.
    After(u32),
    /// At Ctrl-Z; ESC calls it off (3GPP TS 27.005, 3.5.1).
    AtControlZ,
    /// Nothing is known of it.
    Unknown,
}

impl End {
    /// Whether these bytes are known to be all of the data that still goes.
    #[must_use]
    pub fn is_met(self, bytes: &[u8]) -> bool {
        match self {
            Self::After(announced) => bytes.len() >= announced as usize,
            Self::AtControlZ => bytes.iter().any(|byte| matches!(byte, 0x1A | 0x1B)),
            Self::Unknown => false,
        }
    }

    /// How long the module waits for such data by itself. `None` where it waits as long as it likes, or where nobody knows.
    #[must_use]
    pub const fn patience(self) -> Option<Duration> {
        match self {
            Self::After(_) => Some(UPLOAD_LIMIT),
            Self::AtControlZ | Self::Unknown => None,
        }
    }

    /// How the rest of the data ends, behind so many bytes of it.
    #[must_use]
    pub fn behind(self, bytes: usize) -> Self {
        match self {
            Self::After(announced) => Self::After(announced.saturating_sub(u32::try_from(bytes).unwrap_or(u32::MAX))),
            Self::AtControlZ | Self::Unknown => self,
        }
    }
}

/// Commands in use that announce a number of bytes, and which argument it is.
const BY_LENGTH: &[(&str, usize)] = &[("+HTTPDATA", 0), ("+MIPSEND", 1)];

/// Commands of 27.005 whose text ends at Ctrl-Z.
const BY_CONTROL_Z: &[&str] = &["+CMGS", "+CMGW", "+CMGC"];

/// How many bytes a command announces to send behind its prompt.
#[must_use]
pub fn announced(typed: &Typed) -> Option<u32> {
    let known = || {
        let (_, at) = BY_LENGTH.iter().find(|(name, _)| *name == typed.name)?;
        typed.number(*at)
    };
    typed.datasize().or_else(known)
}

/// How the data of a command ends.
#[must_use]
pub fn end_of_data(typed: &Typed) -> End {
    match announced(typed) {
        Some(bytes) => End::After(bytes),
        None if BY_CONTROL_Z.contains(&typed.name.as_str()) => End::AtControlZ,
        None => End::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recognise;

    #[test]
    fn the_end_of_data_is_known_by_its_command() {
        for (line, expected) in [
            ("AT+MQTTPUB=1,\"t\",0,0,5", End::After(5)),
            ("AT+HTTPDATA=5", End::After(5)),
            ("AT+MIPSEND=1,4", End::After(4)),
            ("AT+CMGS=\"+4179\"", End::AtControlZ),
            ("AT+XYZ=1", End::Unknown),
        ] {
            assert_eq!(end_of_data(&recognise(line)), expected, "{line}");
        }
    }

    #[test]
    fn data_is_whole_where_its_end_is_known_and_has_come() {
        for (end, bytes, is_met, behind) in [
            (End::After(5), &b"hello"[..], true, End::After(0)),
            (End::After(5), b"hell", false, End::After(1)),
            (End::After(5), b"\x1B", false, End::After(4)),
            (End::AtControlZ, b"hello", false, End::AtControlZ),
            (End::AtControlZ, b"hello\x1A", true, End::AtControlZ),
            (End::AtControlZ, b"\x1B", true, End::AtControlZ),
            (End::Unknown, b"hello\x1A", false, End::Unknown),
        ] {
            assert_eq!((end.is_met(bytes), end.behind(bytes.len())), (is_met, behind), "{end:?} {bytes:?}");
        }
    }
}
