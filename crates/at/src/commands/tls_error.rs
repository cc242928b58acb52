//! GTSSLERR: why the last TLS connection failed.

use super::{Command, Form, Listed, Spec, Typed, Usage};
use crate::codes::TlsError;
use crate::meaning::{Arg, Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+GTSSLERR",
    id: "command-gtsslerr",
    usages: &[Usage::read("+GTSSLERR: <number>")],
    example: "AT+GTSSLERR?",
    source: Source { manual: Manual::GuideV12, section: "3.3" },
    answers: &[Form::Read],
    feature: Some(Feature::Tls),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, ..Meanings::NONE }, known: KNOWN };

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

entries! {
    ASKS = "meaning-ask-tls-error" Info ();
    NONE = "meaning-tls-no-error" Ok ();
    HANDSHAKE = "meaning-tls-error-handshake" Error ("number") => advice::TLS_HANDSHAKE;
    CERTIFICATE = "meaning-tls-error-certificate" Error ("number") => advice::TLS_CERTIFICATE;
    FILE = "meaning-tls-error-file" Error ("number") => advice::TLS_FILE;
    OTHER = "meaning-tls-error-other" Error ("number") => advice::ERROR_UNLISTED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Read).then(|| ASKS.with([]))
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    ReadTlsError.read(&heard.reply()).ok().map(means)
}

/// Why the last TLS connection failed.
pub(crate) fn means(error: TlsError) -> Meaning {
    let number = |number: i32| [Arg::Number(number.into())];
    match error {
        TlsError::None => NONE.with([]),
        TlsError::Handshake(code) => HANDSHAKE.with(number(code)),
        TlsError::Certificate(code) => CERTIFICATE.with(number(code)),
        TlsError::File(code) => FILE.with(number(code)),
        TlsError::Unlisted(code) => OTHER.with(number(code)),
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
