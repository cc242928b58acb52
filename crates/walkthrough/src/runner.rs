//! Leads through a walkthrough: what to show, what to send, and where to go with what came back. No I/O, no clock: both are arguments.

mod phase;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use fibocom_at::{Failure, Reply};

use crate::action::Asks;
use crate::check::{Agreement, Checked};
use crate::condition::{Heard, values};
use crate::document::{Branch, Does, Ending, Name, Source, Step, When};
use crate::graph::place;
use crate::link::Parameters;
use crate::slot::Refusal;

pub use phase::{Phase, Send, Taken, Turn, Verdict};

/// How many messages are kept until a step asks for them.
const MESSAGES: usize = 16;

/// A walkthrough under way.
#[derive(Debug, Clone)]
pub struct Runner {
    checked: Arc<Checked>,
    agreement: Agreement,
    values: BTreeMap<Name, String>,
    at: usize,
    phase: Phase,
    /// How often each way back was taken: by step and place in its list.
    used: BTreeMap<(usize, usize), u32>,
    attempts: u32,
    sent: u64,
    messages: VecDeque<String>,
    taken: Vec<Taken>,
}

impl Runner {
    /// Begins at the first step. The values of a link were held to their kinds when it was read.
    #[must_use]
    pub fn new(checked: Arc<Checked>, agreement: Agreement, parameters: &Parameters) -> Self {
        let mut known = BTreeMap::new();
        for value in &checked.document.values {
            let brought = parameters
                .get(&value.name)
                .filter(|text| value.from == Source::Link && value.kind.admits(text).is_ok());
            if let Some(text) = brought.or(value.usual.as_ref()) {
                known.insert(value.name.clone(), text.clone());
            } else if checked.may_be_empty(&value.name) {
                known.insert(value.name.clone(), String::new());
            }
        }
        let mut runner = Self {
            checked,
            agreement,
            values: known,
            at: 0,
            phase: Phase::Ready,
            used: BTreeMap::new(),
            attempts: 0,
            sent: 0,
            messages: VecDeque::new(),
            taken: Vec::new(),
        };
        runner.enter(0);
        runner
    }

    /// The document.
    #[must_use]
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The step.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.checked.document.steps.get(self.at)
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.at + 1
    }

    /// Where it stands.
    #[must_use]
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// How many commands were sent.
    #[must_use]
    pub const fn sent(&self) -> u64 {
        self.sent
    }

    /// The steps that were left, in order.
    #[must_use]
    pub fn taken(&self) -> &[Taken] {
        &self.taken
    }

    /// What is known of a value; nothing of a secret one.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        let is_secret = self.checked.kinds.get(name).is_none_or(crate::document::Kind::is_secret);
        self.values.get(name).map(String::as_str).filter(|_| !is_secret)
    }

    /// What the button of this step sends, with dots for what is secret; nothing where it sends nothing.
    #[must_use]
    pub fn preview(&self) -> Option<String> {
        let sends = self.checked.sends.get(self.at)?.as_ref()?;
        sends.template.shown(&self.values, &self.checked.kinds)
    }

    /// What the step asks the person.
    #[must_use]
    pub fn asks(&self) -> Asks<'_> {
        match self.step().map(|step| &step.does) {
            Some(Does::Ask(names)) => Asks::Values(names),
            Some(Does::Choose(_)) => Asks::Options,
            _ => Asks::Nothing,
        }
    }

    /// Takes what the person typed for a value that this step asks for.
    ///
    /// # Errors
    /// Why it is not taken; what was there before is forgotten then.
    pub fn answer(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        let is_asked = matches!(self.asks(), Asks::Values(names) if names.iter().any(|asked| asked == name));
        let kind = self.checked.kinds.get(name).filter(|_| is_asked).ok_or(Refusal::NotAsked)?;
        let admitted = kind.admits(text);
        match admitted {
            Ok(()) => self.values.insert(name.to_owned(), text.to_owned()),
            Err(_) => self.values.remove(name),
        };
        admitted
    }

    /// Whether the button does something: where values are asked for, all of them must be there.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        match (&self.phase, self.asks()) {
            (Phase::Ready, Asks::Values(_)) => self.missing().next().is_none(),
            (Phase::Ready, Asks::Nothing) | (Phase::Told(_), _) => true,
            _ => false,
        }
    }

    /// The values that this step asks for and that are not there yet.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let names = if let Asks::Values(names) = self.asks() { names } else { &[] };
        names.iter().map(String::as_str).filter(|name| {
            self.values.get(*name).is_none_or(|value| value.is_empty() && !self.checked.may_be_empty(name))
        })
    }

    /// The options that can be chosen now, by their places: one that leads back goes when it was used up.
    #[must_use]
    pub fn options(&self) -> Vec<usize> {
        let Some(Does::Choose(options)) = self.step().map(|step| &step.does) else { return Vec::new() };
        let left = |(at, option): (usize, &crate::document::OneOption)| self.is_left(at, option.times).then_some(at);
        options.iter().enumerate().filter_map(left).collect()
    }

    /// The person pressed the button. What is to be sent, if anything.
    pub fn press(&mut self, now: u64) -> Option<Send> {
        if !self.can_go_on() {
            return None;
        }
        if let Phase::Told(turn) = &self.phase {
            let next = turn.next - 1;
            self.enter(next);
            return None;
        }
        match self.step()?.does.clone() {
            Does::Say | Does::Ask(_) => {
                let turn = self.good_turn();
                self.note(turn.verdict);
                self.enter(turn.next - 1);
                None
            }
            Does::Wait(seconds) => {
                self.phase = Phase::Pausing(now.saturating_add(u64::from(seconds) * 1_000));
                None
            }
            Does::Message(seconds) => {
                self.phase = Phase::Listening(now.saturating_add(u64::from(seconds) * 1_000));
                self.listen();
                None
            }
            Does::Choose(_) | Does::End(_) => None,
            _ => self.send(),
        }
    }

    /// The person chose an option, by its place.
    pub fn choose(&mut self, option: usize) {
        if self.phase != Phase::Ready || !self.options().contains(&option) {
            return;
        }
        let Some(Does::Choose(options)) = self.step().map(|step| &step.does) else { return };
        let Some(next) = options.get(option).and_then(|option| place(&self.checked.document, &option.go)) else {
            return;
        };
        self.note(Verdict::Branch(option));
        self.enter(next);
    }

    /// What became of the command.
    pub fn heard(&mut self, now: u64, answer: Result<Reply, Failure>) {
        if self.phase != Phase::Sending {
            return;
        }
        let heard = Heard::Answer(answer);
        let Some(step) = self.step() else { return };
        let again = step.again;
        if let Some(kept) = self.good(&heard) {
            self.values.extend(kept);
            let turn = self.good_turn();
            return self.tell(turn);
        }
        // What a branch names is no reason to ask again; whatever else may still change.
        let is_named =
            self.fitting(&heard).is_some_and(|(_, branch)| matches!(branch.when, When::Came(_) | When::Refused(_)));
        if let Some(again) = again.filter(|again| !is_named && self.attempts <= again.times) {
            self.phase = Phase::Pausing(now.saturating_add(u64::from(again.every) * 1_000));
            return;
        }
        let turn = self.turn(&heard);
        self.tell(turn);
    }

    /// A message came, on this topic.
    pub fn message(&mut self, topic: &str) {
        self.messages.push_back(topic.to_owned());
        if self.messages.len() > MESSAGES {
            self.messages.pop_front();
        }
        self.listen();
    }

    /// It is this late now. What is to be sent, if anything.
    pub fn tick(&mut self, now: u64) -> Option<Send> {
        match self.phase {
            Phase::Pausing(until) if until <= now => {
                if matches!(self.step()?.does, Does::Wait(_)) {
                    let turn = self.good_turn();
                    self.note(turn.verdict);
                    self.enter(turn.next - 1);
                    return None;
                }
                self.send()
            }
            Phase::Listening(until) if until <= now => {
                let turn = self.turn(&Heard::Nothing);
                self.tell(turn);
                None
            }
            _ => None,
        }
    }

    /// When it wants to be told the time, if it waits.
    #[must_use]
    pub const fn due(&self) -> Option<u64> {
        match self.phase {
            Phase::Pausing(until) | Phase::Listening(until) => Some(until),
            _ => None,
        }
    }

    fn enter(&mut self, at: usize) {
        self.at = at;
        self.attempts = 0;
        self.phase = match self.step().map(|step| &step.does) {
            Some(Does::End(ending)) => Phase::Ended(*ending),
            Some(_) => Phase::Ready,
            None => Phase::Ended(Ending::Open),
        };
    }

    /// The line of this step. It is held against what the person agreed to once more, whatever it was made of.
    fn send(&mut self) -> Option<Send> {
        let sends = self.checked.sends.get(self.at)?.clone()?;
        let line = sends.template.fill(&self.values, &self.checked.kinds);
        let line =
            line.filter(|line| self.agreement.admits(line, &self.checked.kinds) && self.sent < self.checked.most());
        let Some(line) = line else {
            let turn = self.turn(&Heard::Nothing);
            self.tell(turn);
            return None;
        };
        let data = sends.data.and_then(|name| self.values.get(&name)).map(|text| text.clone().into_bytes());
        self.messages.clear();
        self.attempts += 1;
        self.sent += 1;
        self.phase = Phase::Sending;
        Some(Send { line, data })
    }

    /// Looks whether one of the messages that came is the one that is waited for.
    fn listen(&mut self) {
        let Phase::Listening(_) = self.phase else { return };
        for topic in std::mem::take(&mut self.messages) {
            if let Some(kept) = self.good(&Heard::Message(topic)) {
                self.values.extend(kept);
                let turn = self.good_turn();
                return self.tell(turn);
            }
        }
    }

    /// The values that are kept, if it came back as it must.
    fn good(&self, heard: &Heard) -> Option<Vec<(Name, String)>> {
        let step = self.step()?;
        let has_come = matches!(heard, Heard::Answer(Ok(_)) | Heard::Message(_));
        if !has_come || !step.wants().iter().all(|condition| condition.holds(heard, &self.values)) {
            return None;
        }
        let keep = |keep: &crate::document::Keep| {
            let text = values(&keep.field, heard).into_iter().next()?;
            let kind = self.checked.kinds.get(&keep.name)?;
            kind.admits(&text).ok().map(|()| (keep.name.clone(), text))
        };
        step.keep.iter().map(keep).collect()
    }

    fn good_turn(&self) -> Turn {
        let good = self.step().and_then(|step| step.good.clone());
        let go = good.as_ref().and_then(|good| good.go.as_deref()).and_then(|name| place(&self.checked.document, name));
        let next = go.unwrap_or(self.at + 1) + 1;
        Turn { verdict: Verdict::Good, say: good.and_then(|good| good.say), next }
    }

    /// The first branch that fits, and is not used up.
    fn fitting(&self, heard: &Heard) -> Option<(usize, &Branch)> {
        let fits = |(at, branch): &(usize, &Branch)| {
            self.is_left(*at, branch.times)
                && match (&branch.when, heard) {
                    (When::Otherwise, _) => true,
                    (When::Came(conditions), heard) => conditions.iter().all(|one| one.holds(heard, &self.values)),
                    (When::Refused(codes), Heard::Answer(Err(Failure::Rejected(rejection)))) => {
                        codes.is_empty() || rejection.code().is_some_and(|code| codes.contains(&u32::from(code)))
                    }
                    (
                        When::Silent,
                        Heard::Answer(Err(Failure::TimedOut(_) | Failure::Unresponsive)) | Heard::Nothing,
                    ) => true,
                    _ => false,
                }
        };
        self.step()?.branches.iter().enumerate().find(fits)
    }

    /// What follows when it did not come back.
    fn turn(&self, heard: &Heard) -> Turn {
        let turn = self.fitting(heard).and_then(|(at, branch)| {
            let next = place(&self.checked.document, &branch.go)? + 1;
            Some(Turn { verdict: Verdict::Branch(at), say: Some(branch.say.clone()), next })
        });
        // The checker lets no step through whose last branch does not fit always.
        turn.unwrap_or_else(|| self.good_turn())
    }

    fn is_left(&self, at: usize, times: Option<u32>) -> bool {
        times.is_none_or(|times| self.used.get(&(self.at, at)).copied().unwrap_or(0) < times)
    }

    fn tell(&mut self, turn: Turn) {
        self.note(turn.verdict);
        self.phase = Phase::Told(turn);
    }

    fn note(&mut self, verdict: Verdict) {
        if let Verdict::Branch(at) = verdict {
            *self.used.entry((self.at, at)).or_default() += 1;
        }
        self.taken.push(Taken { step: self.at + 1, verdict });
    }
}
