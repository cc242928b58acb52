//! The faults of one module: which wait for their beginning, which last, and what they do next.

use std::collections::BTreeMap;

use crate::agenda::Agenda;
use crate::fault::{Between, BrokerFault, Echo, Fault, Length, Mishap, Port, TlsFault, Trigger, What};
use crate::random::Random;
use crate::time::Timestamp;

/// Most faults at once; one more takes the place of the oldest.
const FAULTS_MAX: usize = 64;

/// What repeats itself makes up for so many milliseconds at most, where nobody has asked for longer.
const MADE_UP_FOR: u64 = 60_000;

/// How often somebody looks whether there is a session by now, in milliseconds, and how many times an address without a client is seen until it
/// is taken for one.
const LOOKS_EVERY: u64 = 10_000;
const LOOKS: u32 = 3;

/// Keeps the draws of faults apart from those of the module, so that none changes a delay, an address or a signal of its.
const APART: u64 = 0x1F83_D9AB_FB41_BD6B;

/// All faults of a module, in the order in which they were given.
#[derive(Debug)]
pub(crate) struct Troubles {
    faults: BTreeMap<u32, Scheduled>,
    given: u32,
    agenda: Agenda<Step>,
    random: Random,
}

/// A fault that a module has, as somebody sees it who made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// What goes wrong.
    pub what: What,
    /// Whether it still waits for its beginning.
    pub waits: bool,
}

#[derive(Debug)]
struct Scheduled {
    fault: Fault,
    phase: Phase,
}

#[derive(Debug)]
enum Phase {
    /// Waits for its beginning, and has seen so many of what it counts.
    Waits(u32),
    /// Lasts, for so many more of what it counts.
    Lasts(Option<u32>),
}

/// How far whoever uses the module has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    Offline,
    /// With an address, and no client.
    Online,
    /// With a client that is connected.
    InSession,
}

/// What happens with the fault of this number at its time.
#[derive(Debug, Clone, Copy)]
enum Step {
    Begins(u32),
    Acts(u32),
    Ends(u32),
}

impl Step {
    const fn number(self) -> u32 {
        match self {
            Self::Begins(number) | Self::Acts(number) | Self::Ends(number) => number,
        }
    }
}

impl Troubles {
    pub(crate) fn new(seed: u64) -> Self {
        Self { faults: BTreeMap::new(), given: 0, agenda: Agenda::default(), random: Random::new(seed ^ APART) }
    }

    /// The power comes on: these faults are there from now on, with those that somebody made by hand, since many of them begin with a start.
    /// Without the cable there is no power.
    pub(crate) fn power(&mut self, now: Timestamp, faults: &[Fault]) {
        let made: Vec<_> = self.faults.iter().filter(|(_, one)| one.fault.trigger != Trigger::ByHand).collect();
        let numbers: Vec<_> = made.into_iter().map(|(number, _)| *number).collect();
        numbers.into_iter().for_each(|number| self.remove(number));
        self.end(|what| what == What::Unplugged);
        for fault in faults.iter().filter(|fault| fault.trigger != Trigger::ByHand) {
            self.inject(now, *fault);
        }
    }

    /// Ends those faults, begun or not.
    pub(crate) fn end(&mut self, unwanted: impl Fn(What) -> bool) {
        let numbers: Vec<_> =
            self.faults.iter().filter(|(_, one)| unwanted(one.fault.what)).map(|(number, _)| *number).collect();
        for number in numbers {
            self.remove(number);
        }
    }

    /// Adds a fault, whose beginning is counted from now.
    pub(crate) fn inject(&mut self, now: Timestamp, fault: Fault) {
        if self.faults.len() >= FAULTS_MAX
            && let Some(oldest) = self.faults.keys().next().copied()
        {
            self.remove(oldest);
        }
        self.given = self.given.wrapping_add(1);
        let number = self.given;
        self.faults.insert(number, Scheduled { fault, phase: Phase::Waits(0) });
        match fault.trigger {
            Trigger::At(0) | Trigger::ByHand => self.begin(now, number),
            Trigger::At(after) => self.agenda.add(now.plus(after), Step::Begins(number)),
            Trigger::Command(_) | Trigger::Named(..) | Trigger::Prompt(_) => {}
        }
    }

    /// A command has come.
    pub(crate) fn command(&mut self, now: Timestamp, name: &str) {
        self.seen(now, |trigger| match trigger {
            Trigger::Command(nth) => Some(nth),
            Trigger::Named(wanted, nth) if wanted == name => Some(nth),
            _ => None,
        });
    }

    /// The module asks for data.
    pub(crate) fn prompt(&mut self, now: Timestamp) {
        self.seen(now, |trigger| if let Trigger::Prompt(nth) = trigger { Some(nth) } else { None });
    }

    /// A line has come from the host, and whatever the port makes of it is done.
    pub(crate) fn line(&mut self) {
        let counted =
            |scheduled: &&Scheduled| matches!(scheduled.phase, Phase::Lasts(_)) && !scheduled.fault.what.is_counted();
        let numbers: Vec<_> = self.faults.iter().filter(|(_, one)| counted(one)).map(|(number, _)| *number).collect();
        for number in numbers {
            self.count(number);
        }
    }

    /// When something begins, is done or ends next.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.agenda.next()
    }

    /// Does the first thing whose time, `at`, has come, as seen from `now`; gives what a fault does of itself then.
    pub(crate) fn step(&mut self, at: Timestamp, now: Timestamp, progress: Progress) -> Option<What> {
        let (_, step) = self.agenda.pop(at)?;
        match step {
            Step::Begins(number) if self.is_too_early(number, progress) => {
                self.agenda.add(at.plus(LOOKS_EVERY), Step::Begins(number));
            }
            Step::Begins(number) => self.begin(at, number),
            Step::Ends(number) => self.remove(number),
            Step::Acts(number) => return self.act(at, now, number),
        }
        None
    }

    /// What lasts now, in the order in which it was given.
    pub(crate) fn lasting(&self) -> impl DoubleEndedIterator<Item = What> {
        let lasts = |scheduled: &&Scheduled| matches!(scheduled.phase, Phase::Lasts(_));
        self.faults.values().filter(lasts).map(|scheduled| scheduled.fault.what)
    }

    /// All faults, in the order in which they were given.
    pub(crate) fn all(&self) -> impl Iterator<Item = Trouble> {
        self.faults
            .values()
            .map(|scheduled| Trouble { what: scheduled.fault.what, waits: matches!(scheduled.phase, Phase::Waits(_)) })
    }

    /// What the port is, where it is no AT port.
    pub(crate) fn port(&self) -> Option<Port> {
        self.lasting().find_map(|what| if let What::Port(port) = what { Some(port) } else { None })
    }

    /// How the broker behaves towards whoever connects, where it does not do what it should.
    pub(crate) fn broker(&self) -> Option<BrokerFault> {
        self.lasting().find_map(|what| match what {
            What::Broker(BrokerFault::Bursts | BrokerFault::LargeMessages) => None,
            What::Broker(fault) => Some(fault),
            _ => None,
        })
    }

    /// What is wrong with the files for TLS.
    pub(crate) fn tls(&self) -> Option<TlsFault> {
        self.lasting().find_map(|what| if let What::Tls(fault) = what { Some(fault) } else { None })
    }

    /// Whether the cable is out.
    pub(crate) fn unplugged(&self) -> bool {
        self.lasting().any(|what| what == What::Unplugged)
    }

    /// Whether codes stand inside the next reply.
    pub(crate) fn codes_inside(&mut self) -> bool {
        let found = self.find(|what| (what == What::CodesInside).then_some(()));
        found.map(|(number, ())| self.count(number)).is_some()
    }

    /// How much later the next status line comes, in milliseconds.
    pub(crate) fn status_lateness(&mut self) -> u64 {
        let found = self.find(|what| if let What::LateStatus(by) = what { Some(by) } else { None });
        let Some((number, (shortest, longest))) = found else { return 0 };
        self.count(number);
        self.random.between(shortest, longest)
    }

    /// What becomes of the echo.
    pub(crate) fn echo(&self) -> Option<Echo> {
        self.lasting().find_map(|what| if let What::Echo(echo) = what { Some(echo) } else { None })
    }

    /// The speed of the module's UART, where it matters.
    pub(crate) fn baud(&self) -> Option<u32> {
        self.lasting().find_map(|what| if let What::Baud(baud) = what { Some(baud) } else { None })
    }

    /// Whether the firmware stands still.
    pub(crate) fn hangs(&self) -> bool {
        self.lasting().any(|what| what == What::Hang)
    }

    /// Whether data is read to its half only.
    pub(crate) fn stops_uploads(&self) -> bool {
        self.lasting().any(|what| what == What::StuckUpload)
    }

    /// How much later the next answer comes, in milliseconds.
    pub(crate) fn lateness(&mut self) -> u64 {
        let found = self.find(|what| if let What::LateAnswers(by) = what { Some(by) } else { None });
        let Some((number, (shortest, longest))) = found else { return 0 };
        self.count(number);
        self.random.between(shortest, longest)
    }

    /// How many bytes are wanted by a prompt that nobody who listens has asked for.
    pub(crate) fn open_prompt(&mut self) -> Option<usize> {
        let (number, size) = self.find(|what| if let What::OpenPrompt(size) = what { Some(size) } else { None })?;
        self.count(number);
        // Without a byte to wait for, there is no prompt.
        Some(size.max(1))
    }

    /// How what the module says falls into pieces: most bytes, the gaps, and the number to count them by.
    pub(crate) fn pieces(&self) -> Option<(u32, usize, Between)> {
        let (number, (most, gap)) =
            self.find(|what| if let What::Pieces(most, gap) = what { Some((most, gap)) } else { None })?;
        Some((number, most.max(1), gap))
    }

    /// What becomes of bytes: one of so many meets this, and the number to count it by.
    pub(crate) fn mishaps(&self) -> Vec<(u32, Mishap, u32)> {
        let lasting = self.faults.iter().filter(|(_, scheduled)| matches!(scheduled.phase, Phase::Lasts(_)));
        let mishap = |(number, scheduled): (&u32, &Scheduled)| match scheduled.fault.what {
            What::Bytes(mishap, one_in) => Some((*number, mishap, one_in)),
            _ => None,
        };
        lasting.filter_map(mishap).collect()
    }

    /// Counts one for the fault of this number; whether it lasts on.
    pub(crate) fn count(&mut self, number: u32) -> bool {
        match self.faults.get_mut(&number).map(|scheduled| &mut scheduled.phase) {
            Some(Phase::Lasts(None)) => true,
            Some(Phase::Lasts(Some(left))) if *left > 1 => {
                *left -= 1;
                true
            }
            _ => {
                self.remove(number);
                false
            }
        }
    }

    /// The random numbers of faults.
    pub(crate) const fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    fn find<T>(&self, wanted: impl Fn(What) -> Option<T>) -> Option<(u32, T)> {
        let lasting = self.faults.iter().filter(|(_, scheduled)| matches!(scheduled.phase, Phase::Lasts(_)));
        lasting
            .map(|(number, scheduled)| (*number, scheduled.fault.what))
            .find_map(|(number, what)| wanted(what).map(|found| (number, found)))
    }

    /// Counts for those that wait for this, and begins those that have seen as many as they wait for.
    fn seen(&mut self, now: Timestamp, awaited: impl Fn(Trigger) -> Option<u32>) {
        let mut begin = Vec::new();
        for (number, Scheduled { fault, phase }) in &mut self.faults {
            if let (Phase::Waits(seen), Some(nth)) = (phase, awaited(fault.trigger)) {
                *seen = seen.saturating_add(1);
                if *seen >= nth {
                    begin.push(*number);
                }
            }
        }
        for number in begin {
            self.begin(now, number);
        }
    }

    /// Whether the time of this fault has come before there is anything that it could end.
    fn is_too_early(&mut self, number: u32, progress: Progress) -> bool {
        let Some(Scheduled { fault, phase: Phase::Waits(looks) }) = self.faults.get_mut(&number) else { return false };
        match progress {
            _ if !fault.what.needs_session() => false,
            Progress::InSession => false,
            Progress::Offline => true,
            Progress::Online => {
                *looks = looks.saturating_add(1);
                *looks < LOOKS
            }
        }
    }

    fn begin(&mut self, now: Timestamp, number: u32) {
        let Some(scheduled) = self.faults.get_mut(&number) else { return };
        let Fault { what, length, .. } = scheduled.fault;
        scheduled.phase = Phase::Lasts(match length {
            Length::Forever | Length::For(_) => None,
            Length::Times(times) => Some(times),
        });
        match length {
            Length::Times(0) => return self.remove(number),
            // It ends behind what it does at its beginning.
            Length::For(0) if what.acts_every().is_some() => {}
            Length::For(0) => return self.remove(number),
            _ => {}
        }
        if what.acts_every().is_some() {
            self.agenda.add(now, Step::Acts(number));
        }
        if let Length::For(millis) = length {
            self.agenda.add(now.plus(millis), Step::Ends(number));
        }
    }

    /// A fault does what it does of itself, and plans the next time.
    fn act(&mut self, at: Timestamp, now: Timestamp, number: u32) -> Option<What> {
        let what = self.faults.get(&number)?.fault.what;
        let (shortest, longest) = what.acts_every()?;
        // Time goes on, whatever the fault says: a start or a loss a second at most, anything else a thousand times.
        let least = if matches!(what, What::Restart(_) | What::AddressLost(_)) { 1_000 } else { 1 };
        let gap = self.random.between(shortest, longest).max(least);
        if self.count(number) {
            let earliest = Timestamp::from_millis(now.as_millis().saturating_sub(MADE_UP_FOR));
            self.agenda.add(at.plus(gap).max(earliest), Step::Acts(number));
        }
        Some(what)
    }

    fn remove(&mut self, number: u32) {
        self.faults.remove(&number);
        self.agenda.remove(|step| step.number() == number);
    }
}
