//! What becomes of a request: the module's reply, or the reason why there is none.

use crate::codes::CmeError;
use crate::frame::Line;

/// The lines between a command and its final result, and the status that followed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The lines of the reply itself, without line ends.
    pub lines: Vec<Vec<u8>>,
    /// What came of a MQTTREAD.
    pub fetched: Option<Fetched>,
    /// The status lines themselves that came, one for each command on the line that has one.
    pub status_lines: Vec<Vec<u8>>,
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

/// What came of a MQTTREAD. The message itself is told by an event of its own, before the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fetched {
    /// No message waits in the module.
    Nothing,
    /// A message.
    Message,
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
    /// A result of V.250, 5.7.1, or of a maker's own.
    Ended(Ending),
}

/// The words that end a command without success, besides the errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// `NO CARRIER`: no connection, or its end.
    NoCarrier,
    /// `NO DIALTONE`, `NO DIAL TONE`: the line cannot be used.
    NoDialtone,
    /// `BUSY`: the other end is taken.
    Busy,
    /// `NO ANSWER`: nobody at the other end.
    NoAnswer,
    /// `COMMAND NOT SUPPORT`: this firmware does not have the command.
    NotSupported,
}

impl Ending {
    /// Every ending, with the ways in which modules write it; the first is the usual one.
    pub const ALL: [(Self, &'static [&'static str]); 5] = [
        (Self::NoCarrier, &["NO CARRIER"]),
        (Self::NoDialtone, &["NO DIALTONE", "NO DIAL TONE"]),
        (Self::Busy, &["BUSY"]),
        (Self::NoAnswer, &["NO ANSWER"]),
        (Self::NotSupported, &["COMMAND NOT SUPPORT", "COMMAND NOT SUPPORTED", "COMMAND NO SUPPORT"]),
    ];

    /// Whether it is the end of a call, which can come unasked and answers no other command.
    pub(crate) const fn is_of_a_call(self) -> bool {
        !matches!(self, Self::NotSupported)
    }

    /// Whether data mode is over with it.
    pub(crate) const fn ends_data_mode(self) -> bool {
        matches!(self, Self::NoCarrier)
    }

    /// The ending that a line says. A firmware's own word for it is known in any letters; those of V.250 in capitals alone, since other lines
    /// may read like them.
    fn said(text: &str) -> Option<Self> {
        let is_said = |ending: Self, words: &str| match ending {
            Self::NotSupported => words.eq_ignore_ascii_case(text),
            _ => words == text,
        };
        Self::ALL
            .iter()
            .find(|(ending, all)| all.iter().any(|words| is_said(*ending, words)))
            .map(|(ending, _)| *ending)
    }

    /// The usual words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        let found = Self::ALL.iter().find(|(ending, _)| *ending == self);
        found.and_then(|(_, words)| words.first().copied()).unwrap_or_default()
    }
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

    /// Which error of the mobile equipment it is (3GPP TS 27.007, 9.2), by its number or in the words that `AT+CMEE=2` asks for. A module that
    /// somebody has told so keeps to words, whatever the next one asks for.
    #[must_use]
    pub fn equipment(&self) -> Option<CmeError> {
        match self {
            Self::Error(Detail::Code(code)) | Self::Cme(Detail::Code(code)) => Some(CmeError::from(*code)),
            Self::Error(Detail::Text(text)) | Self::Cme(Detail::Text(text)) => CmeError::of_words(text),
            Self::Plain | Self::Cms(_) | Self::Ended(_) => None,
        }
    }
}

/// A whole line that ends a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Final {
    /// `OK`.
    Ok,
    /// `CONNECT`: from now on the module passes bytes on instead of taking commands (V.250, 5.7.1).
    DataMode,
    /// Any form of error.
    Rejected(Rejection),
}

impl Final {
    /// Reads a final result. Only a whole line is one.
    #[must_use]
    pub fn parse(line: &Line<'_>) -> Option<Self> {
        // Most lines are none, and that is seen from their first bytes.
        match line.bytes() {
            b"OK" => return Some(Self::Ok),
            [b'E' | b'N' | b'B' | b'C' | b'c', ..] | [b'+', b'C' | b'c', b'M' | b'm', ..] => {}
            _ => return None,
        }
        let text = std::str::from_utf8(line.bytes()).ok()?;
        if text == "ERROR" {
            return Some(Self::Rejected(Rejection::Plain));
        }
        if let Some(ending) = Ending::said(text) {
            return Some(Self::Rejected(Rejection::Ended(ending)));
        }
        if text == "CONNECT"
            || text.strip_prefix("CONNECT ").is_some_and(|rate| rate.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Some(Self::DataMode);
        }
        type Make = fn(Detail) -> Rejection;
        // The colon of the longer ones may be missing, as may a byte that was lost.
        let forms: [(&str, &[char], Make); 3] = [
            ("ERROR", &[':'], Rejection::Error),
            ("+CME ERROR", &[':', ' '], Rejection::Cme),
            ("+CMS ERROR", &[':', ' '], Rejection::Cms),
        ];
        forms.iter().find_map(|(prefix, ends, make)| {
            // Behind a plus sign nothing else reads like it, in whatever letters. The sign itself may be lost.
            let lost = || text.strip_prefix(prefix.strip_prefix('+')?);
            let (head, rest) = lost().map(|rest| (*prefix, rest)).or_else(|| text.split_at_checked(prefix.len()))?;
            let is_said = head == *prefix || (head.starts_with('+') && head.eq_ignore_ascii_case(prefix));
            let rest = rest.strip_prefix(*ends).filter(|_| is_said)?.trim().trim_matches('"');
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
    /// Its turn in the queue: it was never sent.
    Queue,
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
    /// The module answered, and it cannot be told whether the answer is to this command or to an earlier one of the same name and
    /// client, whose own answer had not come in time.
    #[error("the answer may be another command's")]
    Uncertain,
    /// The connection of its client broke before the answer came.
    #[error("the connection broke")]
    Broken,
    /// Not sent: while the module prints messages as they come, one of them could look like the prompt, and it did not take the
    /// command that changes that.
    #[error("an upload is not safe while messages are printed directly")]
    Unsafe,
    /// Not sent: too much waits to be sent already.
    #[error("too many commands wait to be sent")]
    QueueFull,
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
            ("+CME ERROR 10\r\n", Some(Final::Rejected(Rejection::Cme(Detail::Code(10))))),
            ("+CME ERROR: \"10\"\r\n", Some(Final::Rejected(Rejection::Cme(Detail::Code(10))))),
            ("+CME ERROR: 65536\r\n", Some(Final::Rejected(Rejection::Cme(text("65536"))))),
            ("+CME Error: 10\r\n", Some(Final::Rejected(Rejection::Cme(Detail::Code(10))))),
            ("+cms error: 330\r\n", Some(Final::Rejected(Rejection::Cms(Detail::Code(330))))),
            ("CME ERROR: 10\r\n", Some(Final::Rejected(Rejection::Cme(Detail::Code(10))))),
            ("cme error: 10\r\n", None),
            ("+CME ERRORS: 10\r\n", None),
            ("error: 703\r\n", None),
            ("ERROR 10\r\n", None),
            ("OK\u{0}\r\n", Some(Final::Ok)),
            ("Command not support\r\n", Some(Final::Rejected(Rejection::Ended(Ending::NotSupported)))),
            ("no carrier\r\n", None),
            ("+CMS ERROR: 330\r\n", Some(Final::Rejected(Rejection::Cms(Detail::Code(330))))),
            ("NO CARRIER\r\n", Some(Final::Rejected(Rejection::Ended(Ending::NoCarrier)))),
            ("COMMAND NOT SUPPORT\r\n", Some(Final::Rejected(Rejection::Ended(Ending::NotSupported)))),
            ("BUSY\r\n", Some(Final::Rejected(Rejection::Ended(Ending::Busy)))),
            ("CONNECT\r\n", Some(Final::DataMode)),
            ("CONNECT 115200\r\n", Some(Final::DataMode)),
            ("CONNECT OK\r\n", None),
            ("NO CARRIERS\r\n", None),
            ("OKAY\r\n", None),
            ("NOT OK\r\n", None),
            ("ERRORS\r\n", None),
        ] {
            assert_eq!(Final::parse(&Line::of(raw.as_bytes())), expected, "{raw:?}");
        }
    }
}
