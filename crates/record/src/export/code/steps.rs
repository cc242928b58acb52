//! The steps of a session: what was sent, with which data, and how it ended.

use std::time::Duration;

use fibocom_at::codes::Registration;
use fibocom_at::commands::{
    ADDRESS_LIMIT, Command as _, DEFAULT_LIMITS, Form, ReadRegistration, Spec, StatusLine, Typed,
};
use fibocom_at::urc::Domain;
use fibocom_at::{Reply, Role};

use crate::line::{Direction, Entry};
use crate::record::LetGo;

/// How many steps a program has at most.
const STEPS_MAX: usize = 2_000;

/// How many bytes of data a step may have in a program.
const DATA_MAX: usize = 16 << 10;

/// How many bytes all commands and their data may have.
const BYTES_MAX: usize = 1 << 20;

/// How long a network may take to let a module in: a new module searches every band.
const REGISTRATION_LIMIT: Duration = Duration::from_secs(180);

/// The signs around a stand-in.
const OPENS: &str = "\u{27E8}";
const CLOSES: char = '\u{27E9}';

/// A part of what is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Bytes(Vec<u8>),
    /// The value of a constant.
    Constant(String),
    /// How many bytes the data of the step has.
    Length,
}

/// What a line has to say for a step to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Good {
    /// A status line: 1, and nothing else.
    Success,
    /// A code that comes behind OK: anything but 0, which tells that it is gone.
    There,
    /// The answer to a question: the network has taken the module in. It is asked again until it does.
    Registered,
}

/// A line that a step waits for, beside its OK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// How it begins.
    pub(super) begins: String,
    /// How long it may take.
    pub(super) limit: Duration,
    pub(super) good: Good,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// It was not answered.
    Open,
    Done,
    /// What the module said instead.
    Refused(String),
    /// There is no room for its data.
    TooLong,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) command: Vec<Piece>,
    /// The same for people.
    pub(super) text: String,
    pub(super) data: Option<Vec<Piece>>,
    /// The line that tells what the network or the broker made of it.
    pub(super) told: Option<Told>,
    pub(super) reply: Duration,
    pub(super) end: End,
}

impl Step {
    /// Why it is not done again; `None` where it is.
    pub(super) fn not_again(&self) -> Option<String> {
        match &self.end {
            End::Done => None,
            End::Open => Some("was not answered".to_owned()),
            End::Refused(said) => Some(format!("was answered: {said}")),
            End::TooLong => Some(format!("has more data than there is room for: at most {} KiB", DATA_MAX >> 10)),
        }
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Steps {
    steps: Vec<Step>,
    /// How many bytes of commands and data are in them.
    bytes: usize,
    codes: Vec<String>,
    left_out: u64,
    /// How many lines are missing between two that are there.
    missing: u64,
    /// Whether the last command is not among the steps.
    skips: bool,
    /// Of the last step: the command, and its form.
    last: Option<(&'static Spec, Form)>,
}

impl Steps {
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The names of what is to be filled in: of the steps that are done again.
    pub(super) fn constants(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let done = self.steps.iter().filter(|step| step.end == End::Done);
        for piece in done.flat_map(|step| step.command.iter().chain(step.data.iter().flatten())) {
            if let Piece::Constant(name) = piece
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }

    /// The tags of the codes that came unasked.
    pub(super) fn codes(&self) -> &[String] {
        &self.codes
    }

    pub(super) const fn left_out(&self) -> u64 {
        self.left_out
    }

    pub(super) const fn missing(&self) -> u64 {
        self.missing
    }

    /// Lines are missing in this place. What comes behind them, up to a command, belongs to no step that is known.
    pub(super) const fn let_go(&mut self, let_go: LetGo) {
        self.missing = self.missing.saturating_add(let_go.lines);
        self.skips = true;
    }

    pub(super) fn take(&mut self, entry: &Entry<'_>) {
        let line = &entry.line;
        match line.direction {
            Direction::Command => self.command(line.raw),
            Direction::Data => self.data(line.raw, line.length),
            Direction::Received(Role::Final) => self.ends(line.raw),
            Direction::Received(Role::Status) => self.status(line.raw),
            Direction::Received(Role::Response) => self.answer(line.raw),
            Direction::Received(Role::Unsolicited) => self.code(line.raw),
            Direction::Received(_) | Direction::Link(_) => {}
        }
    }

    fn command(&mut self, raw: &[u8]) {
        let raw = raw.trim_ascii();
        let typed = Typed::of(raw);
        // Messages are read when they are announced, which is no step of its own.
        self.skips = typed.as_ref().is_some_and(|typed| typed.name == "+MQTTREAD" && typed.form == Form::Set);
        if self.skips {
            return;
        }
        // What comes behind a command that is left out is left out, too: the end is missing, and nothing before it.
        if self.left_out > 0 || self.steps.len() == STEPS_MAX || !self.has_room(raw.len()) {
            self.skips = true;
            self.left_out += 1;
            return;
        }
        let spec = typed.as_ref().and_then(|typed| typed.spec);
        let limits = spec.map_or(DEFAULT_LIMITS, |spec| spec.limits);
        let is_set = typed.as_ref().is_some_and(|typed| typed.form == Form::Set);
        let client = typed.as_ref().and_then(Typed::client);
        let begins = match (spec.map(|spec| (spec.status, spec.name)), client) {
            (Some((StatusLine::PerClient, name)), Some(client)) if is_set => {
                Some(format!("{name}: {},", client.number()))
            }
            (Some((StatusLine::Single, name)), _) if is_set => Some(format!("{name}: ")),
            _ => None,
        };
        self.last = spec.zip(typed.as_ref().map(|typed| typed.form));
        let step = Step {
            command: Self::pieces(raw),
            text: String::from_utf8_lossy(raw).into_owned(),
            data: None,
            told: begins.map(|begins| Told { begins, limit: limits.status, good: Good::Success }),
            reply: limits.reply,
            end: End::Open,
        };
        self.steps.push(step);
    }

    /// Whether so many bytes more are within the budget; they are part of it from now on.
    fn has_room(&mut self, count: usize) -> bool {
        let bytes = self.bytes.saturating_add(count);
        let has_room = bytes <= BYTES_MAX;
        if has_room {
            self.bytes = bytes;
        }
        has_room
    }

    fn data(&mut self, raw: &[u8], length: u64) {
        if self.skips {
            return;
        }
        let mut data = if raw.is_empty() && length > 0 {
            vec![Piece::Constant(constant(&format!("data {}", self.steps.len())))]
        } else {
            Self::pieces(raw)
        };
        let before = self.steps.last().and_then(|step| step.data.as_deref()).unwrap_or_default();
        let has_room = bytes(before).saturating_add(raw.len()) <= DATA_MAX && self.has_room(raw.len());
        let Some(step) = self.steps.last_mut() else { return };
        if !has_room || step.end == End::TooLong {
            // The beginning of a file is another file.
            (step.data, step.end) = (None, End::TooLong);
            return;
        }
        match &mut step.data {
            Some(before) => before.append(&mut data),
            None => {
                // The length of what is filled in is its own.
                if let Some(Piece::Bytes(bytes)) = step.command.last_mut() {
                    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
                    bytes.truncate(bytes.len() - digits);
                    if digits > 0 {
                        step.command.push(Piece::Length);
                    }
                }
                step.data = Some(data);
            }
        }
    }

    fn ends(&mut self, raw: &[u8]) {
        let Some(step) = self.steps.last_mut().filter(|step| !self.skips && step.end == End::Open) else { return };
        let text = String::from_utf8_lossy(raw).trim().to_owned();
        step.end = if text == "OK" { End::Done } else { End::Refused(text) };
    }

    fn status(&mut self, raw: &[u8]) {
        let text = String::from_utf8_lossy(raw).trim().to_owned();
        let of = |step: &Step| Some(text.strip_prefix(&step.told.as_ref()?.begins)?.to_owned());
        let newest = self.steps.iter_mut().rev().take(16);
        let Some((step, status)) = newest.filter_map(|step| of(step).map(|status| (step, status))).next() else {
            return;
        };
        // Behind the number, some commands say more.
        if status.split(',').next().map(str::trim) != Some("1") {
            step.end = End::Refused(text);
        }
    }

    /// What the module answers counts where it says that the network has taken it in. The questions before it were the same step: it waited.
    fn answer(&mut self, raw: &[u8]) {
        let Some((spec, Form::Read)) = self.last.filter(|_| !self.skips) else { return };
        let all = [Domain::Circuit, Domain::Packet, Domain::Lte].map(ReadRegistration);
        let reply = Reply { lines: vec![raw.trim_ascii().to_vec()], ..Reply::default() };
        let registration = all.iter().find(|one| one.spec().name == spec.name).and_then(|one| one.read(&reply).ok());
        if !matches!(registration, Some(Registration::Home | Registration::Roaming)) {
            return;
        }
        let Some(mut step) = self.steps.pop() else { return };
        while self.steps.last().is_some_and(|before| before.text == step.text && before.end == End::Done) {
            self.steps.pop();
        }
        let begins = format!("{}: ", spec.name);
        step.told = Some(Told { begins, limit: REGISTRATION_LIMIT, good: Good::Registered });
        self.steps.push(step);
    }

    /// A code that comes behind its own command is waited for: the next command needs what it tells, such as an address.
    fn awaited(&mut self, text: &str) {
        let Some((spec, Form::Set)) = self.last.filter(|(spec, _)| !self.skips && spec.set_line_is_code) else {
            return;
        };
        let begins = format!("{}: ", spec.name);
        let Some(rest) = text.strip_prefix(&begins) else { return };
        let Some(step) = self.steps.last_mut().filter(|step| step.told.is_none()) else { return };
        step.told = Some(Told { begins, limit: ADDRESS_LIMIT, good: Good::There });
        if rest == "0" {
            step.end = End::Refused(text.to_owned());
        }
    }

    fn code(&mut self, raw: &[u8]) {
        let text = String::from_utf8_lossy(raw);
        self.awaited(text.trim());
        let tag = text.trim().split(':').next().unwrap_or_default();
        let is_tag = tag.starts_with('+')
            && tag.len() <= 32
            && tag.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
        if is_tag && self.codes.len() < 64 && !self.codes.iter().any(|code| code == tag) {
            self.codes.push(tag.to_owned());
        }
    }

    /// Bytes, with constants in place of what stands in for secrets.
    fn pieces(raw: &[u8]) -> Vec<Piece> {
        let Ok(text) = std::str::from_utf8(raw) else { return vec![Piece::Bytes(raw.to_vec())] };
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, name, behind)) = stand_in(rest) {
            if !before.is_empty() {
                pieces.push(Piece::Bytes(before.as_bytes().to_vec()));
            }
            pieces.push(Piece::Constant(constant(name)));
            rest = behind;
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Bytes(rest.as_bytes().to_vec()));
        }
        pieces
    }
}

/// How many bytes are known.
fn bytes(pieces: &[Piece]) -> usize {
    let known = |piece: &Piece| if let Piece::Bytes(bytes) = piece { bytes.len() } else { 0 };
    pieces.iter().map(known).sum()
}

/// The name of the constant for a stand-in.
fn constant(name: &str) -> String {
    let name: String =
        (name.chars()).map(|char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' }).collect();
    format!("VALUE_{name}")
}

/// The first stand-in of a text: what stands before it, its name, and what stands behind it.
fn stand_in(text: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = text.split_once(OPENS)?;
    let (name, behind) = behind.split_once(CLOSES)?;
    (!name.is_empty() && name.len() <= 40).then_some((before, name, behind))
}
