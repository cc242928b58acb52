//! GTSSLERR: why the last TLS connection failed.

use super::{Command, Form, Spec, Usage};
use crate::codes::TlsError;
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+GTSSLERR",
    id: "command-gtsslerr",
    usages: &[Usage::read("+GTSSLERR: <number>")],
    example: "AT+GTSSLERR?",
    source: Source { manual: Manual::GuideV12, section: "3.3" },
    feature: Some(Feature::Tls),
    ..Spec::BASE
};

/// Error of the last TLS connection, +GTSSLERR, read form.
///
/// # Wire
/// `AT+GTSSLERR?`, answered by `+GTSSLERR: <number>` and `OK` (004, 3.3). The number is negative, or 0 when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadTlsError;

impl Command for ReadTlsError {
    type Reply = TlsError;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<TlsError, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        values.first().and_then(|value| value.parse::<i32>().ok()).map(TlsError::from).ok_or(Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_negative_and_kept() {
        for (line, expected) in [
            ("+GTSSLERR: -19", Ok(TlsError::File(-19))),
            ("+GTSSLERR:-11", Ok(TlsError::Certificate(-11))),
            ("+GTSSLERR: 0", Ok(TlsError::None)),
            ("+GTSSLERR: -99", Ok(TlsError::Unlisted(-99))),
            ("+GTSSLERR: none", Err(Malformed)),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            assert_eq!(ReadTlsError.read(&reply), expected, "{line}");
        }
    }
}
