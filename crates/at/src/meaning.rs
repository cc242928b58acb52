//! What a line means: the id of a sentence, its variables, how grave it is, and which advice helps. No prose.
//!
//! What is particular to a command or a code stands in its own file and is listed beside it; here it is found, and what is left
//! is said in general. The sentences live in catalogues outside this crate. [`all`] names every meaning that can come out of here, so that a test
//! can hold a catalogue against it; [`ADVICE`] does the same for advice.

pub(crate) mod advice;
mod asked;
mod cme;
mod done;
mod ending;
pub(crate) mod entry;
mod error;
mod heard;
mod meanings;
mod reply;
mod status;
mod unsolicited;

pub use advice::ADVICE;
pub(crate) use done::{maybe_unreported, reply_end, result_follows};
pub use entry::Known;
pub(crate) use entry::entries;
pub(crate) use error::not_connected;
pub(crate) use heard::Heard;
pub(crate) use meanings::{Meanings, Status};

use crate::args::ClientIndex;
use crate::commands::{self, SimState, Typed, sim_means, tls_error_means};
use crate::conversation::Role;
use crate::frame::Line;
use crate::reply::{Final, Rejection};
use crate::urc;

/// One meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The id of its sentence, such as `meaning-signal-weak`.
    pub id: &'static str,
    /// The variables of the sentence. None is ever a password, a PIN or the serial number.
    pub args: Vec<(&'static str, Arg)>,
    /// How grave it is.
    pub severity: Severity,
    /// The id of the advice that helps.
    pub advice: Option<&'static str>,
}

/// The value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A number, which may choose a plural.
    Number(i64),
    /// A text, which may choose a variant.
    Text(String),
}

/// How grave a meaning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Good.
    Ok,
    /// Works, or may work later; look at it.
    Warn,
    /// Did not work.
    Error,
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<ClientIndex> for Arg {
    fn from(client: ClientIndex) -> Self {
        u32::from(client.number()).into()
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

entries! {
    ECHO = "meaning-echo" Info ();
    PROMPT = "meaning-prompt" Info ();
    PROMPT_FOR = "meaning-prompt-for" Info ("bytes");
    DATA = "meaning-data" Info ("bytes");
    ESCAPE = "meaning-data-escape" Info ();
    CALLED_OFF = "meaning-called-off" Info ();
    LATE_OK = "meaning-late-ok" Warn () => advice::TIMEOUT;
    LATE_ERROR = "meaning-late-error" Warn () => advice::TIMEOUT;
    CONTINUATION = "meaning-continuation" Info ();
    UNRECOGNISED = "meaning-unrecognised" Warn ();
    BINARY = "meaning-binary" Warn () => advice::PORT_BINARY;
    FRAGMENT = "meaning-fragment" Warn ();
}

/// So many bytes that are no text are junk beside a line, more are binary data.
const JUNK_MAX: usize = 4;

/// Every meaning that the functions of this module can return: the general ones, and those of the commands and codes.
pub fn all() -> impl Iterator<Item = &'static Known> {
    let general =
        [KNOWN, asked::KNOWN, cme::KNOWN, done::KNOWN, ending::KNOWN, error::KNOWN, reply::KNOWN, unsolicited::KNOWN];
    general.into_iter().chain(commands::KNOWN.iter().copied()).chain(urc::KNOWN.iter().copied()).flatten()
}

/// What a line that is sent asks of the module. `None` for a line that is no command.
#[must_use]
pub fn of_command(line: &[u8]) -> Option<Meaning> {
    Typed::of(line).map(|typed| asked::meaning(&typed))
}

/// What the bytes after the prompt of `command` are: those that are kept, of so many.
#[must_use]
pub fn of_data(raw: &[u8], bytes: usize, command: Option<&[u8]>) -> Meaning {
    if calls_off(raw, command) { ESCAPE.with([]) } else { DATA.with([bytes.into()]) }
}

/// Whether these bytes after the prompt of `command` call its data off: ESC, where no length makes it a byte like others.
#[must_use]
pub fn calls_off(raw: &[u8], command: Option<&[u8]>) -> bool {
    let has_length = command.and_then(Typed::of).is_some_and(|typed| commands::announced(&typed).is_some());
    raw == b"\x1B" && !has_length
}

/// What the end of a command means whose data was called off.
#[must_use]
pub fn of_called_off() -> Meaning {
    CALLED_OFF.with([])
}

/// What the end of a command means behind which no line of a reply came before.
#[must_use]
pub fn without_lines(meaning: Meaning, command: Option<&[u8]>) -> Meaning {
    done::without_lines(meaning, command.and_then(Typed::of).as_ref())
}

/// What a refusal means, in answer to `command` where that is known.
#[must_use]
pub fn of_rejection(rejection: &Rejection, command: Option<&[u8]>) -> Meaning {
    error::meaning(rejection, command.and_then(Typed::of).as_ref())
}

/// What it means that a command's status line came with this number. `None` for commands that have none.
#[must_use]
pub fn of_status(status: u32, command: &[u8]) -> Option<Meaning> {
    status::of_command(status, &Typed::of(command)?)
}

/// What it means that a SIM stands so.
#[must_use]
pub fn of_sim(state: &SimState) -> Meaning {
    sim_means(state)
}

/// What the error of the last TLS connection means.
#[must_use]
pub fn of_tls_error(error: crate::codes::TlsError) -> Meaning {
    tls_error_means(error)
}

/// What a line from the module means, given what the engine took it for and the command in flight. `None` for a blank line.
#[must_use]
pub fn of_line(raw: &[u8], role: Role, command: Option<&[u8]>) -> Option<Meaning> {
    let mut line = Line::of(raw);
    let typed = command.and_then(Typed::of);
    if role != Role::Echo
        && let Some(rest) = command.and_then(|sent| behind_echo(&line, sent))
    {
        line = rest;
    }
    if line.is_blank() && role != Role::Fragment {
        // Nothing but junk: a byte or two come when the module starts, more from a port that does not speak AT.
        return (raw.trim_ascii().len() > JUNK_MAX).then(|| BINARY.with([]));
    }
    let heard = Heard { raw, line: &line, typed: typed.as_ref() };
    Some(match role {
        Role::Blank => return None,
        Role::Echo => ECHO.with([]),
        Role::Prompt => match typed.as_ref().and_then(Typed::datasize) {
            Some(bytes) => PROMPT_FOR.with([bytes.into()]),
            None => PROMPT.with([]),
        },
        Role::Final => match Final::parse(&line) {
            Some(Final::Ok) => done::meaning(typed.as_ref()),
            Some(Final::DataMode) => ending::data_mode(),
            Some(Final::Rejected(rejection)) => error::meaning(&rejection, typed.as_ref()),
            None => unknown(raw),
        },
        Role::Late => match Final::parse(&line) {
            Some(Final::Rejected(_)) => LATE_ERROR.with([]),
            Some(Final::DataMode) => ending::data_mode(),
            Some(Final::Ok) | None => LATE_OK.with([]),
        },
        Role::Status => status::meaning(&line, typed.as_ref()).unwrap_or_else(|| unknown(raw)),
        Role::Response => reply::meaning(&heard),
        Role::Unsolicited => unsolicited::meaning(&heard).unwrap_or_else(|| unknown(raw)),
        Role::Continuation => CONTINUATION.with([]),
        Role::Unrecognised => unknown(raw),
        Role::Fragment => FRAGMENT.with([]),
    })
}

/// The rest of a line that begins with the echo of the command, where there is a rest.
fn behind_echo<'a>(line: &Line<'a>, sent: &[u8]) -> Option<Line<'a>> {
    let sent = sent.trim_ascii();
    let head = line.bytes().get(..sent.len()).filter(|head| !head.is_empty())?;
    let rest = line.after(sent.len());
    (head.eq_ignore_ascii_case(sent) && !rest.is_blank()).then_some(rest)
}

/// A line that belongs to nothing. Bytes that are no text come from ports that do not speak AT, or from a wrong baud rate.
pub(crate) fn unknown(raw: &[u8]) -> Meaning {
    let strange = raw.iter().filter(|byte| !matches!(byte, b'\t' | b'\r' | b'\n' | 0x20..=0x7E)).count();
    let is_binary = strange > JUNK_MAX && strange * 4 > raw.len() && std::str::from_utf8(raw).is_err();
    if is_binary { BINARY.with([]) } else { UNRECOGNISED.with([]) }
}

#[cfg(test)]
mod tests;
