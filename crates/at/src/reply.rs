//! What becomes of a request: the module's reply, or the reason why there is none.

use crate::frame::{Counted, Line};

/// The lines between a command and its final result, and the status that followed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The lines of the reply itself, without line ends.
    pub lines: Vec<Vec<u8>>,
    /// The message that a MQTTREAD brought.
    pub counted: Option<Counted>,
    /// The status line itself, where the command has one and it came.
    pub status_line: Option<Vec<u8>>,
    /// The number of the status line, where the command has one and it came.
    pub status: Option<u32>,
}

impl Reply {
    /// The lines, taken apart.
    pub fn parsed(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|line| Line::of(line))
    }

    /// The first line as text.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.lines.first().map(|line| String::from_utf8_lossy(line).into_owned())
    }
}

/// A reply that came whole and makes no sense for its command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the reply is not one to this command")]
pub struct Malformed;

/// How the module said no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// `ERROR`.
    Plain,
    /// `ERROR: n`, or with a text.
    Error(Detail),
    /// `+CME ERROR: n`, or with a text.
    Cme(Detail),
    /// `+CMS ERROR: n`, or with a text.
    Cms(Detail),
}

/// What stands behind the colon of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A number.
    Code(u16),
    /// Words, as `AT+CMEE=2` asks for.
    Text(String),
}

impl Rejection {
    /// The number, where there is one.
    #[must_use]
    pub const fn code(&self) -> Option<u16> {
        match self {
            Self::Error(Detail::Code(code)) | Self::Cme(Detail::Code(code)) | Self::Cms(Detail::Code(code)) => {
                Some(*code)
            }
            _ => None,
        }
    }
}

/// A whole line that ends a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Final {
    /// `OK`.
    Ok,
    /// Any form of error.
    Rejected(Rejection),
}

impl Final {
    /// Reads a final result. Only a whole line is one.
    #[must_use]
    pub fn parse(line: &Line<'_>) -> Option<Self> {
        let text = std::str::from_utf8(line.bytes()).ok()?;
        if text == "OK" {
            return Some(Self::Ok);
        }
        if text == "ERROR" {
            return Some(Self::Rejected(Rejection::Plain));
        }
        type Make = fn(Detail) -> Rejection;
        let forms: [(&str, Make); 3] =
            [("ERROR:", Rejection::Error), ("+CME ERROR:", Rejection::Cme), ("+CMS ERROR:", Rejection::Cms)];
        forms.iter().find_map(|(prefix, make)| {
            let rest = text.strip_prefix(prefix)?.trim();
            let detail = rest.parse().map_or_else(|_| Detail::Text(rest.to_owned()), Detail::Code);
            Some(Self::Rejected(make(detail)))
        })
    }
}

/// What was waited for when the time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimedOut {
    /// The final result.
    Final,
    /// The `>`.
    Prompt,
    /// The final result after the data.
    Upload,
    /// The status line after OK.
    Status,
}

/// Why a request has no reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The module said no.
    #[error("rejected: {0:?}")]
    Rejected(Rejection),
    /// The module took the command, and its status line says that it failed.
    #[error("failed with status {0}")]
    Failed(u32),
    /// The module did not say enough in time.
    #[error("timed out waiting for {0:?}")]
    TimedOut(TimedOut),
    /// Somebody called it off.
    #[error("cancelled")]
    Cancelled,
    /// The module started anew; it has forgotten the command and everything else.
    #[error("the module restarted")]
    Rebooted,
    /// The module no longer answers at all.
    #[error("the module does not answer")]
    Unresponsive,
    /// The link is gone.
    #[error("the link is lost")]
    Lost,
    /// The reply makes no sense for the command.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_result_is_a_whole_line() {
        let text = |text: &str| Detail::Text(text.to_owned());
        for (raw, expected) in [
            ("OK\r\n", Some(Final::Ok)),
            ("\u{0}OK\r\n", Some(Final::Ok)),
            ("ERROR\r\n", Some(Final::Rejected(Rejection::Plain))),
            ("ERROR: 703\r\n", Some(Final::Rejected(Rejection::Error(Detail::Code(703))))),
            ("+CME ERROR:50\r\n", Some(Final::Rejected(Rejection::Cme(Detail::Code(50))))),
            ("+CME ERROR: SIM failure\r\n", Some(Final::Rejected(Rejection::Cme(text("SIM failure"))))),
            ("+CMS ERROR: 330\r\n", Some(Final::Rejected(Rejection::Cms(Detail::Code(330))))),
            ("OKAY\r\n", None),
            ("NOT OK\r\n", None),
            ("ERRORS\r\n", None),
        ] {
            assert_eq!(Final::parse(&Line::of(raw.as_bytes())), expected, "{raw:?}");
        }
    }
}
