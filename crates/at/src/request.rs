//! A command on its way to the module: the bytes, and how to know when it is done.

use std::time::Duration;

use crate::args::{ClientIndex, Problem};
use crate::commands::{self, Command, Form, Spec, StatusLine};

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
    /// What is known of the command.
    pub spec: Option<&'static Spec>,
    /// Which of its forms this is.
    pub form: Form,
    /// How long to wait for the final result.
    pub within: Duration,
    /// What ends it.
    pub outcome: Outcome,
    /// Whether to submit it once more when it fails right after its client has opened.
    pub retry_after_open: bool,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = crate::mask::line(&self.line);
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
        let (spec, form) = (command.spec(), command.form());
        let mut request = Self::with(command.line().into_bytes(), Some(spec), form, command.client());
        request.data = command.data().map(<[u8]>::to_vec);
        if let Outcome::Status { required, within, .. } = &mut request.outcome {
            *required = command.confirmation_required();
            *within = command.status_limit();
        }
        request
    }

    /// The request for a line as a person typed it, with the data that follows the prompt, if any.
    ///
    /// # Errors
    /// [`Problem::Empty`], or [`Problem::LineBreak`] when the text is more than one line.
    pub fn raw(text: &str, data: Option<Vec<u8>>) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        match text.char_indices().find(|(_, c)| c.is_control()) {
            Some((at, '\r' | '\n')) => return Err(Problem::LineBreak { at }),
            Some((at, found)) => return Err(Problem::NotAllowed { at, found }),
            None => {}
        }
        let typed = commands::recognise(text);
        let client = typed.text(0).and_then(|value| value.parse().ok()).and_then(ClientIndex::new);
        let mut request = Self::with(text.as_bytes().to_vec(), typed.spec, typed.form, client);
        request.data = data;
        let unconfirmed = typed.name == "+MQTTPUB" && typed.text(2) == Some("0");
        if let (true, Outcome::Status { within, required, .. }) = (unconfirmed, &mut request.outcome) {
            (*within, *required) = (commands::UNCONFIRMED_LIMIT, false);
        }
        Ok(request)
    }

    /// The same request with another time limit for its final result and its status.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.within = limit;
        match &mut self.outcome {
            Outcome::Status { within, .. } => *within = limit,
            Outcome::Lines { first, more: None } => *first = limit,
            Outcome::Lines { .. } | Outcome::Final => {}
        }
        self
    }

    fn with(line: Vec<u8>, spec: Option<&'static Spec>, form: Form, client: Option<ClientIndex>) -> Self {
        let limits = spec.map_or(commands::DEFAULT_LIMITS, |spec| spec.limits);
        let late = spec.and_then(|spec| spec.late_lines).filter(|late| late.form == form);
        let outcome = match spec.map(|spec| spec.status) {
            Some(StatusLine::PerClient) if form == Form::Set => Outcome::Status {
                tag: spec.map_or("", |spec| spec.name),
                client,
                within: limits.status,
                required: true,
            },
            Some(StatusLine::Single) if form == Form::Set => Outcome::Status {
                tag: spec.map_or("", |spec| spec.name),
                client: None,
                within: limits.status,
                required: true,
            },
            _ => late.map_or(Outcome::Final, |late| Outcome::Lines { first: late.first, more: late.more }),
        };
        let retry_after_open = spec.is_some_and(|spec| spec.name == "+MQTTSUB") && form == Form::Set;
        Self { line, data: None, spec, form, within: limits.reply, outcome, retry_after_open }
    }
}
