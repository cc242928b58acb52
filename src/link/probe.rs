//! Finds out what is at the other end of a port, before anything but `AT` is sent to it.
//!
//! A module shows several serial ports; some are for diagnostics or logs and stay silent or stream binary data. Nothing more than
//! `AT` is ever written to a port that has not answered, and once only: a module that waits for the data of a command takes
//! whatever it is sent for that data. It is asked again when it has said something that shows that it listens to commands, when it
//! has just started, so that nothing can be under way, or when the time of any data is over. One that answers in numbers,
//! since somebody has left `ATV0` in it, is asked for words.

mod ear;
mod patience;

use std::time::Duration;

use fibocom_at::commands::End;
use fibocom_at::engine::Answer;
use futures::channel::mpsc;
use futures::{FutureExt, StreamExt, select_biased};
use workbench_record::{Direction, Line, LinkChange};

use self::ear::Ear;
pub(crate) use self::patience::Patience;
pub use self::patience::Stage;
use super::{SharedRecord, WaitsFor};
use crate::clock::{Clock, Millis};
use crate::transport::{Link, LinkEvent, LostReason};

/// What a port turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    Answers {
        /// How long that took.
        milliseconds: u64,
    },
    Silent,
    /// Bytes came that are no text.
    Binary {
        bytes: usize,
        /// Whether they came by themselves, or in frames: diagnostics or a log. Otherwise they answered a question, as at a wrong baud rate.
        is_stream: bool,
    },
    /// Text came, and no OK: not an AT port, or another baud rate.
    Text {
        /// The beginning of it.
        sample: String,
    },
    /// What was sent came back, or a `>`, and nothing else: the module waits for the data of a command, or the port only gives back what
    /// it is sent.
    Echo,
    /// The link was lost meanwhile.
    Lost(LostReason),
}

impl Finding {
    /// Whether bits that were read at another speed than they were sent at can look like this. Positions of satellites do not.
    pub(crate) fn may_be_of_another_speed(&self) -> bool {
        match self {
            Self::Binary { .. } => true,
            Self::Text { sample } => !sample.starts_with('$'),
            Self::Answers { .. } | Self::Silent | Self::Echo | Self::Lost(_) => false,
        }
    }
}

/// What the page has to do with a port that is asked.
pub(crate) struct Surroundings<'a> {
    pub(crate) clock: &'a dyn Clock,
    pub(crate) record: &'a SharedRecord,
    /// Is told how far it is.
    pub(crate) tell: &'a dyn Fn(Stage),
    /// What a person chooses while a module may be waiting for data.
    pub(crate) answers: &'a mut mpsc::Receiver<Answer>,
}

const ASK: &[u8] = b"AT\r";

/// Asks a module that answers in numbers for words (V.250, 6.2.6): somebody has left `ATV0` in it.
const ASK_FOR_WORDS: &[u8] = b"ATV1\r";

/// How long to wait for an answer.
const ANSWER: Duration = Duration::from_secs(3);

/// The same where the port is one of several, or is asked for as long as it is silent.
const ANSWER_SOON: Duration = Duration::from_secs(2);

/// The same where one speed after the other is tried, or the port is asked again and again: a module that has started is used soon.
const ANSWER_AT_ONCE: Duration = Duration::from_secs(1);

/// How long an answer may take while the port was silent or gave only the echo: some modules answer 3 to 8 s late.
const ANSWER_LATE: Duration = Duration::from_secs(9);

/// The same where it is asked seldom: three times while a module waits for data.
const ANSWER_SELDOM: Duration = Duration::from_secs(10);

/// How long it is to be quiet behind an answer: others may follow, to the questions before.
const QUIET: Duration = Duration::from_millis(300);

/// How long quiet is waited for. A module whose codes follow each other for longer is not kept waiting.
const QUIET_AT_MOST: Duration = Duration::from_secs(3);

/// How long after a start of the module it is asked again.
const STARTED: Duration = Duration::from_millis(500);

/// How long a module is asked that was heard starting.
const STARTS: Duration = Duration::from_secs(30);

/// How long a module waits for the data of a command at the most (003, MQTTPUB: 30 s), with some room.
pub(crate) const DATA: Duration = Duration::from_secs(33);

/// How often a module is asked that has said something else than OK.
const TIMES: u8 = 3;

/// How much is heard of a port that sends what is no text, before it is judged.
const ENOUGH: usize = 4 << 10;

/// Asks the port for an answer. What came is in the record, a line an entry, each at its own time.
///
/// `waits_for` is what an earlier page began, data or data mode: nothing is typed before its time is over, or the module has ended it.
pub(crate) async fn probe(
    link: &mut Link,
    surroundings: &mut Surroundings<'_>,
    patience: Patience,
    waits_for: Option<WaitsFor>,
) -> Finding {
    let begun = surroundings.clock.now();
    let ear = Ear::default();
    let mut probe = Probe {
        link,
        surroundings,
        ear,
        begun,
        asked: Millis(0),
        questions: 0,
        in_noise: 0,
        is_heard_out: false,
        asks_for_words: false,
        given: 0,
    };
    let finding = match probe.run(patience, waits_for).await {
        Ok(()) => Finding::Answers { milliseconds: probe.surroundings.clock.now().0 - probe.asked.0 },
        Err(Ended::Unanswered) => probe.ear.judge(),
        Err(Ended::Lost(reason)) => Finding::Lost(reason),
    };
    let now = probe.surroundings.clock.now();
    probe.ear.end(now, probe.surroundings.record);
    finding
}

/// Why there is no answer.
enum Ended {
    Unanswered,
    Lost(LostReason),
}

struct Probe<'a, 'b> {
    link: &'a mut Link,
    surroundings: &'a mut Surroundings<'b>,
    ear: Ear,
    begun: Millis,
    /// When it was asked last.
    asked: Millis,
    questions: u8,
    /// How many of them were asked into bytes that are no text and go on.
    in_noise: u8,
    /// Whether the time of any data that it may have waited for is over.
    is_heard_out: bool,
    /// Whether it was heard to answer in numbers.
    asks_for_words: bool,
    /// How often a person has given or ended what it may wait for.
    given: u8,
}

impl Probe<'_, '_> {
    async fn run(&mut self, mut patience: Patience, waits_for: Option<WaitsFor>) -> Result<(), Ended> {
        if let Some(waits_for) = waits_for {
            self.hear_data_out(waits_for).await?;
            // Whatever ended the data is no answer to a question of ours.
            self.ear.forget_results();
        }
        loop {
            let heard = self.ear.count;
            self.ask().await?;
            self.hear(self.asked + self.time_to_answer(patience), Ear::has_enough).await?;
            if self.may_answer_late(patience) {
                self.hear(self.asked + ANSWER_LATE, Ear::has_enough).await?;
            }
            if self.ear.answered {
                return self.hear_quiet().await;
            }
            if self.ear.has_numbers() && !std::mem::replace(&mut self.asks_for_words, true) {
                // They were the answers to what it was asked until now.
                self.ear.forget_results();
                continue;
            }
            if self.ear.is_noise() && self.ear.count > heard {
                self.in_noise = self.in_noise.saturating_add(1);
            }
            if matches!(patience, Patience::WhileSilentUntil(_)) && !self.ear.is_silent() {
                patience = Patience::Once;
                // What it says may be the beginning of its start.
                if !self.ear.may_wait_for_data() {
                    continue;
                }
            }
            if patience == Patience::Once && self.ear.started {
                patience = Patience::Until(self.now() + STARTS);
            }
            if self.goes_on() {
                continue;
            }
            match patience {
                Patience::Once | Patience::Glance if self.ear.may_wait_for_data() && !self.is_heard_out => {
                    self.is_heard_out = true;
                    let until = Some((self.asked + DATA).0);
                    self.hear_data_out(WaitsFor::Data { end: End::Unknown, until }).await?;
                    if self.ear.answered {
                        // Late, or the end of the data that the question was taken for: it takes commands again.
                        return self.hear_quiet().await;
                    }
                }
                Patience::Twice if self.questions < 2 => {}
                Patience::WhileSilentUntil(until) | Patience::Until(until) | Patience::SeldomUntil(until)
                    if self.now() < until && self.in_noise < TIMES =>
                {
                    (self.surroundings.tell)(Stage::Starting);
                }
                _ => return Err(Ended::Unanswered),
            }
        }
    }

    /// How long a question is given.
    fn time_to_answer(&self, patience: Patience) -> Duration {
        match patience {
            Patience::Once => ANSWER,
            Patience::Glance | Patience::WhileSilentUntil(_) => ANSWER_SOON,
            Patience::Twice | Patience::Until(_) => ANSWER_AT_ONCE,
            // Whatever it waited for when it was asked first is over.
            Patience::SeldomUntil(_) if self.now() >= self.begun + DATA => ANSWER_SOON,
            Patience::SeldomUntil(_) => ANSWER_SELDOM,
        }
    }

    /// Whether nothing has come that says what the port is.
    fn may_answer_late(&self, patience: Patience) -> bool {
        match patience {
            Patience::Once => self.ear.is_silent(),
            Patience::Glance => self.ear.is_silent() || self.ear.may_wait_for_data(),
            // It is there, and late: another question would be answered as late, into what comes behind the probe.
            Patience::WhileSilentUntil(_) | Patience::Until(_) => self.ear.has_only_its_echo(),
            // One speed of many, and one that is given its time.
            Patience::Twice | Patience::SeldomUntil(_) => false,
        }
    }

    /// Whether the module has shown that it listens to commands, so that it may be asked again.
    fn goes_on(&mut self) -> bool {
        let shown = std::mem::take(&mut self.ear.refused) | std::mem::take(&mut self.ear.started);
        shown && self.questions < TIMES
    }

    fn now(&self) -> Millis {
        self.surroundings.clock.now()
    }

    async fn ask(&mut self) -> Result<(), Ended> {
        if self.ear.count > 0 {
            // It has just said something: whatever follows from that comes first.
            let settled = self.now() + STARTED;
            self.hear(settled, |_| false).await?;
        }
        self.questions = self.questions.saturating_add(1);
        self.asked = self.now();
        (self.surroundings.tell)(Stage::Asked);
        let question = if self.asks_for_words { ASK_FOR_WORDS } else { ASK };
        self.send(Direction::Command, question).await;
        Ok(())
    }

    async fn send(&mut self, direction: Direction<'_>, bytes: &[u8]) {
        let now = self.now().0;
        self.surroundings.record.borrow_mut().write(Line::new(now, direction, bytes));
        self.ear.sent(now, bytes);
        // A failure to send is followed by the loss of the link.
        let _ = self.link.transport.send(bytes).await;
    }

    /// Hears the port until a moment, or until enough was heard.
    async fn hear(&mut self, until: Millis, is_enough: impl Fn(&Ear) -> bool) -> Result<(), Ended> {
        loop {
            let now = self.now();
            if is_enough(&self.ear) || now >= until {
                return Ok(());
            }
            let mut timer = self.surroundings.clock.sleep(Duration::from_millis(until.0 - now.0)).fuse();
            select_biased! {
                event = self.link.events.next() => self.take_in(event)?,
                answer = self.surroundings.answers.next() => match answer {
                    Some(answer) => self.answer(answer).await,
                    // Nobody is there to choose.
                    None => self.wait_alone(until).await?,
                },
                () = timer => {}
            }
        }
    }

    /// The same where nobody can choose anything.
    async fn wait_alone(&mut self, until: Millis) -> Result<(), Ended> {
        let left = until.0.saturating_sub(self.now().0);
        let mut timer = self.surroundings.clock.sleep(Duration::from_millis(left)).fuse();
        select_biased! {
            event = self.link.events.next() => self.take_in(event),
            () = timer => Ok(()),
        }
    }

    fn take_in(&mut self, event: Option<LinkEvent>) -> Result<(), Ended> {
        let now = self.now();
        match event {
            Some(LinkEvent::Received(bytes)) => self.ear.hear(now, &bytes, self.surroundings.record),
            Some(LinkEvent::Recovered(fault)) => {
                let disturbed = LinkChange::Disturbed(fault.into());
                let line = Line::new(now.0, Direction::Link(&disturbed), b"");
                self.surroundings.record.borrow_mut().write(line);
            }
            Some(LinkEvent::Lost(reason)) => return Err(Ended::Lost(reason)),
            None => return Err(Ended::Lost(LostReason::Closed)),
        }
        Ok(())
    }

    /// A person gives the data that the module may be waiting for, or ends it.
    async fn answer(&mut self, answer: Answer) {
        self.given = self.given.saturating_add(1);
        self.send(Direction::Data, &answer.into_bytes()).await;
    }

    /// Types nothing until the module has said that it is over, or has had its time. What has no time of its own a person ends, and has a time then.
    async fn hear_data_out(&mut self, waits_for: WaitsFor) -> Result<(), Ended> {
        (self.surroundings.tell)(Stage::Waits(waits_for));
        self.ear.forget_results();
        let is_over = |ear: &Ear| ear.answered || ear.refused || ear.started;
        let Some(until) = waits_for.until() else {
            let given = self.given;
            while self.given == given && !is_over(&self.ear) {
                let soon = self.now() + ANSWER_AT_ONCE;
                self.hear(soon, is_over).await?;
            }
            let until = self.now() + DATA;
            return self.hear(until, is_over).await;
        };
        self.hear(Millis(until), is_over).await
    }

    /// Waits for quiet behind the first OK: the others are answers to the questions before. A late module answers them one by one, as late.
    async fn hear_quiet(&mut self) -> Result<(), Ended> {
        let begun = self.now();
        let is_late = self.ear.is_echoed() || begun > self.asked + QUIET;
        loop {
            let heard = self.ear.count;
            let (quiet, at_most) = match self.ear.owes() {
                true if is_late => (ANSWER_LATE, self.asked + ANSWER_LATE),
                // One that does not repeat its commands has probably lost the first: this was answered at once.
                true => (QUIET * 3, begun + QUIET_AT_MOST),
                false => (QUIET, begun + QUIET_AT_MOST),
            };
            let until = (self.now() + quiet).min(at_most);
            self.hear(until, |ear| ear.count > heard).await?;
            if self.ear.count == heard || self.now() >= at_most {
                return Ok(());
            }
        }
    }
}

impl Ear {
    /// Whether enough has come to decide what is next.
    fn has_enough(&self) -> bool {
        self.answered || self.refused || self.started || self.is_noise()
    }

    /// Whether it is no text for certain.
    fn is_noise(&self) -> bool {
        self.count >= ENOUGH && matches!(self.judge(), Finding::Binary { .. })
    }
}

#[cfg(test)]
mod tests;
