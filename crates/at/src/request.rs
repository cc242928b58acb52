//! A command on its way to the module: the bytes, and how to know when it is done.

mod part;

use std::time::Duration;

pub use part::Part;

use crate::args::{ClientIndex, Problem, control_character, not_longer, trimmed};
use crate::commands::{self, Command, Effect, End, Form, Outline, PROMPT_LIMIT, Spec, Typed};

/// Names a request for as long as it lives. The caller chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// What ends a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The final result does.
    Final,
    /// A status line after (or shortly before) the final result does.
    Status {
        /// The tag of the line, such as `+MQTTOPEN`.
        tag: &'static str,
        /// The client that the line must name, where it names one.
        client: Option<ClientIndex>,
        /// How long to wait after OK.
        within: Duration,
        /// Whether its absence is a failure. A publication with QoS 0 is sent, whether confirmed or not.
        required: bool,
    },
    /// Lines that follow the final result do, or the silence behind them.
    Lines {
        /// How long to wait for the first.
        first: Duration,
        /// How long to wait for each further one; `None` when there is exactly one, whose absence is a failure.
        more: Option<Duration>,
    },
}

/// A command, ready to be submitted to the engine.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The command line, without its CR.
    pub line: Vec<u8>,
    /// The bytes that follow the `>` prompt, for commands that ask for them.
    pub data: Option<Vec<u8>>,
    /// What is known of the command; nothing where several stand on the line.
    pub spec: Option<&'static Spec>,
    /// Which of its forms this is.
    pub form: Form,
    /// The commands on the line; there is always one.
    pub parts: Vec<Part>,
    /// The client that it is for.
    pub client: Option<ClientIndex>,
    /// How long to wait for the final result.
    pub within: Duration,
    /// Whether to submit it once more when it fails right after its client has opened.
    pub retry_after_open: bool,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = crate::secrets::masked(&self.line);
        f.debug_struct("Request")
            .field("line", &String::from_utf8_lossy(&line))
            .field("data_bytes", &self.data.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

impl Request {
    /// The request for a typed command.
    #[must_use]
    pub fn of<C: Command>(command: &C) -> Self {
        let spec = command.spec();
        let mut part = Part::new(Some(spec), spec.name.into(), command.form(), command.client());
        if let Outcome::Status { required, within, .. } = &mut part.outcome {
            *required = command.confirmation_required();
            *within = command.status_limit();
        }
        let mut request = Self::with(command.line().into_bytes(), vec![part]);
        request.data = command.data().map(<[u8]>::to_vec);
        request
    }

    /// The longest line that is sent as it was typed, in bytes. No manual here names a limit; the longest line that their commands make, a
    /// publication in quotes with every byte of topic and payload escaped, is shorter.
    pub const LINE_MAX: usize = 4_096;

    /// The request for a line as a person typed it, with the data that follows the prompt, if any. Several commands may stand on
    /// the line, with semicolons between (V.250, 5.2.1).
    ///
    /// # Errors
    /// [`Problem::TooLong`] beyond [`Request::LINE_MAX`]; [`Problem::Empty`]; [`Problem::LineBreak`] when the text is more than one line;
    /// [`Problem::NotAllowed`] for what no line can hold; [`Problem::DataLength`] when the line
    /// announces another number of bytes than there are, so that the rest of them would be taken for commands;
    /// [`Problem::NoDataTaken`] when the command is known never to ask for data.
    pub fn raw(text: &str, data: Option<Vec<u8>>) -> Result<Self, Problem> {
        not_longer(text, Self::LINE_MAX)?;
        Self::of_line(text, data)
    }

    /// The same, of a line of any length: another program sent it.
    pub(crate) fn of_line(text: &str, data: Option<Vec<u8>>) -> Result<Self, Problem> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        control_character(text)?;
        if let Some(data) = &data {
            fit(&commands::recognise_all(text), data.len())?;
        }
        let mut parts = Vec::with_capacity(1);
        commands::each(text, |command| parts.push(Part::of(&Outline::of(command))));
        Ok(Self { data, ..Self::with(text.as_bytes().to_vec(), parts) })
    }

    /// The bytes that the line announces and that are not here: the module would wait for them. One command on a line can have data.
    #[must_use]
    pub fn missing_data(&self) -> Option<u32> {
        let here = usize::from(self.data.is_some());
        self.typed().iter().filter_map(commands::announced).nth(here)
    }

    /// How many bytes the line announces to send behind the prompt.
    #[must_use]
    pub fn announced(&self) -> Option<u32> {
        self.typed().iter().find_map(commands::announced)
    }

    /// How the data behind its prompt ends.
    #[must_use]
    pub fn end_of_data(&self) -> End {
        let ends = self.typed().iter().map(commands::end_of_data).find(|end| *end != End::Unknown);
        ends.unwrap_or(End::Unknown)
    }

    /// Which of its commands asks for data, if one does: the one that is known to, or that is not known, or else the last.
    pub(crate) fn asking(&self) -> usize {
        let last = self.parts.len().saturating_sub(1);
        if last == 0 {
            return last;
        }
        let known = self.typed().iter().position(|typed| commands::end_of_data(typed) != End::Unknown);
        known.or_else(|| self.parts.iter().position(|part| part.spec.is_none())).unwrap_or(last)
    }

    /// How long its sign may take: the commands before it on the line have their own time.
    pub(crate) fn prompt_limit(&self) -> Duration {
        let before = self.parts.iter().take(self.asking()).map(|part| part.limits().reply);
        before.max().unwrap_or_default() + PROMPT_LIMIT
    }

    /// What ends it, after its final result: where several commands are on the line, what the last of them waits for.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        self.parts.last().map_or(&Outcome::Final, |part| &part.outcome)
    }

    /// The clients that it opens.
    pub(crate) fn opens(&self) -> impl Iterator<Item = ClientIndex> {
        self.parts.iter().filter(|part| part.has(Effect::Opens)).filter_map(|part| part.client)
    }

    /// Whether it turns the echo off, or on again.
    pub(crate) fn turns_echo_off(&self) -> Option<bool> {
        let is_echo = |part: &Part| part.spec.is_some_and(|spec| spec.effect == Effect::Echoes);
        let place = self.parts.iter().rposition(is_echo)?;
        Some(self.typed().get(place)?.number(0).unwrap_or(0) == 0)
    }

    /// The commands on the line, with their arguments.
    pub(crate) fn typed(&self) -> Vec<Typed> {
        commands::recognise_all(&String::from_utf8_lossy(&self.line))
    }

    /// Whether the module has no results in words after it: `ATV0` makes numbers of them, `ATQ1` leaves them out (V.250, 6.2.5 and 6.2.6).
    pub(crate) fn silences_results(&self) -> bool {
        let line: Vec<u8> = self.line.iter().filter(|byte| **byte != b' ').map(u8::to_ascii_uppercase).collect();
        let Some(mut rest) = line.strip_prefix(b"AT") else { return false };
        let (mut has_numbers, mut is_quiet) = (false, false);
        // Basic commands stand one behind the other, each a letter and a number; anything else ends them.
        while let Some((letter, behind)) = rest.split_first().filter(|(letter, _)| letter.is_ascii_uppercase()) {
            let digits = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (number, next) = behind.split_at(digits);
            match (letter, number) {
                (b'D', _) => break,
                (b'V', number) => has_numbers = matches!(number, b"" | b"0"),
                (b'Q', number) => is_quiet = number == b"1",
                _ => {}
            }
            rest = next;
        }
        has_numbers || is_quiet
    }

    /// Whether it chooses whether messages are printed or announced.
    pub(crate) fn chooses_how_messages_come(&self) -> bool {
        let chooses =
            |part: &Part| part.form == Form::Set && part.spec.is_some_and(|spec| spec.effect == Effect::Receives);
        self.parts.iter().any(chooses)
    }

    /// The same request with another time limit for its final result and its status.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.within = limit;
        for part in &mut self.parts {
            match &mut part.outcome {
                Outcome::Status { within, .. } => *within = limit,
                Outcome::Lines { first, more: None } => *first = limit,
                Outcome::Lines { .. } | Outcome::Final => {}
            }
        }
        self
    }

    fn with(line: Vec<u8>, parts: Vec<Part>) -> Self {
        let (spec, form) = match parts.as_slice() {
            [only] => (only.spec, only.form),
            _ => (None, Form::Execute),
        };
        let limits = parts.iter().map(|part| part.limits().reply);
        let within = limits.max().unwrap_or(commands::DEFAULT_LIMITS.reply);
        let client = parts.last().and_then(|last| last.client);
        let retry_after_open = spec.is_some_and(|spec| spec.early_after_open) && form == Form::Set;
        Self { line, data: None, spec, form, parts, client, within, retry_after_open }
    }
}

/// Whether the data is what the line asks for.
fn fit(commands: &[Typed], given: usize) -> Result<(), Problem> {
    match commands.iter().find_map(commands::announced) {
        Some(announced) if announced as usize == given => Ok(()),
        Some(announced) => Err(Problem::DataLength { announced, given }),
        None if commands.iter().all(|command| command.spec.is_some()) => Err(Problem::NoDataTaken),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_as_long_as_its_line_says() {
        for (line, data, expected) in [
            ("AT+MQTTPUB=1,\"t\",0,0,3", &b"abc"[..], None),
            ("AT+MQTTPUB=1,\"t\",0,0,3", b"abc\rAT+EVIL\r", Some(Problem::DataLength { announced: 3, given: 12 })),
            ("AT+MQTTPUB=1,\"t\",0,0,3", b"ab", Some(Problem::DataLength { announced: 3, given: 2 })),
            ("AT+MQTTWILL=1,\"t\",0,0,1", b"ab", Some(Problem::DataLength { announced: 1, given: 2 })),
            ("AT+GTSSLFILE=\"KEYFILE\",4", b"abc", Some(Problem::DataLength { announced: 4, given: 3 })),
            ("AT+HTTPDATA=5", b"hello", None),
            ("AT+HTTPDATA=5", b"hell", Some(Problem::DataLength { announced: 5, given: 4 })),
            ("AT+MIPSEND=1,4", b"abcde", Some(Problem::DataLength { announced: 4, given: 5 })),
            ("AT+CSQ;+MIPSEND=1,4", b"abcde", Some(Problem::DataLength { announced: 4, given: 5 })),
            ("AT+MIPSEND=1,4;+CSQ", b"abcde", Some(Problem::DataLength { announced: 4, given: 5 })),
            ("AT+MIPSEND=1,4;+CSQ", b"abcd", None),
            ("AT+CSQ;+CREG?", b"abcd", Some(Problem::NoDataTaken)),
            ("AT+CMGS=\"+4179\"", b"text\x1A", None),
            ("AT+MQTTPUB=1,\"t\",0,0,\"abc\"", b"abc", Some(Problem::NoDataTaken)),
            ("AT+CSQ", b"abc", Some(Problem::NoDataTaken)),
            ("AT+XYZ=3", b"abcd", None),
        ] {
            assert_eq!(Request::raw(line, Some(data.to_vec())).err(), expected, "{line}");
        }
    }

    #[test]
    fn a_line_without_the_data_that_it_announces_says_so() {
        for (line, expected) in [
            ("AT+MQTTPUB=1,\"t\",0,0,5", Some(5)),
            ("AT+MQTTPUB=1,\"t\",0,0,\"5\"", None),
            ("AT+MQTTWILL=1,\"t\",0,0,7", Some(7)),
            ("AT+GTSSLFILE=\"TRUSTFILE\",1390", Some(1390)),
            ("AT+HTTPDATA=5", Some(5)),
            ("AT+MIPSEND=1,4", Some(4)),
            ("AT+MQTTPUB=1,\"t\",1,0,5;+CSQ", Some(5)),
            ("AT+CSQ;+MQTTPUB=1,\"t\",1,0,5;+CREG?", Some(5)),
            ("AT+CMGS=\"+4179\"", None),
            ("AT+CSQ", None),
        ] {
            assert_eq!(Request::raw(line, None).unwrap().missing_data(), expected, "{line}");
        }
        let two = Request::raw("AT+MIPSEND=1,4;+MIPSEND=2,6", Some(b"abcd".to_vec())).unwrap();
        assert_eq!(two.missing_data(), Some(6));
    }

    #[test]
    fn several_commands_stand_on_one_line() {
        let request = Request::raw("AT+CSQ;+CPIN?;+COPS=?;", None).unwrap();
        let names: Vec<_> = request.parts.iter().map(|part| (&*part.name, part.form)).collect();
        assert_eq!(names, [("+CSQ", Form::Execute), ("+CPIN", Form::Read), ("+COPS", Form::Test)]);
        assert_eq!((request.spec, request.within), (None, Duration::from_secs(180)));
        let quoted = Request::raw("AT+MQTTSUB=1,\"a;b\",0", None).unwrap();
        assert_eq!((quoted.parts.len(), quoted.client), (1, ClientIndex::new(1)));
        let each = Request::raw("AT+MQTTPUB=1,\"t\",0,0,\"a\";+MQTTSUB=2,\"t\",0;+CSQ", None).unwrap();
        let waits = each.parts.iter().map(|part| match part.outcome {
            Outcome::Status { client, required, .. } => Some((client, required)),
            _ => None,
        });
        let expected = [Some((ClientIndex::new(1), false)), Some((ClientIndex::new(2), true)), None];
        assert_eq!(waits.collect::<Vec<_>>(), expected);
    }
}
