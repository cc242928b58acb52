//! How long each step took, against what is usual and against the last time that it went well in the same log.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use fibocom_at::frame::{Line, int};
use fibocom_at::urc::Urc;
use fibocom_at::{Form, Role};

use crate::seen::{Ended, Event, Seen};

/// A step on the way to a message, in the order in which they are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// AT is answered.
    Answer,
    /// The SIM is asked for.
    Sim,
    /// From the first question whether the module is registered to the answer that it is.
    Registration,
    /// From the dial to the IP address.
    Address,
    /// The clock is set over the network.
    Clock,
    /// A certificate or key goes to the module.
    Upload,
    /// From AT+MQTTOPEN to its status.
    Open,
    /// From AT+MQTTSUB to its status.
    Subscribe,
    /// From AT+MQTTPUB to its status.
    Publish,
}

impl Step {
    /// Every step, in their order.
    pub const ALL: [Self; 9] = [
        Self::Answer,
        Self::Sim,
        Self::Registration,
        Self::Address,
        Self::Clock,
        Self::Upload,
        Self::Open,
        Self::Subscribe,
        Self::Publish,
    ];

    /// Its name: small letters.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Sim => "sim",
            Self::Registration => "registration",
            Self::Address => "address",
            Self::Clock => "clock",
            Self::Upload => "upload",
            Self::Open => "open",
            Self::Subscribe => "subscribe",
            Self::Publish => "publish",
        }
    }

    /// How many milliseconds it usually takes on modules of this series. These are estimates after what drivers and guides wait for, and no
    /// limits: where the module has one, it is told apart.
    #[must_use]
    pub fn usual(self, series: Option<&str>) -> RangeInclusive<u64> {
        let (from, to) = match self {
            Self::Answer => (5, 300),
            Self::Sim => (5, 1_000),
            Self::Registration => (10, 30_000),
            Self::Address => (300, 8_000),
            Self::Clock => (300, 10_000),
            Self::Upload => (50, 3_000),
            Self::Open => (300, 6_000),
            Self::Subscribe | Self::Publish => (40, 2_000),
        };
        let is_of_network = !matches!(self, Self::Answer | Self::Sim | Self::Upload);
        let is_narrow = series.is_some_and(|series| NARROW.iter().any(|narrow| series.starts_with(narrow)));
        from..=if is_of_network && is_narrow { to * NARROW_TIMES } else { to }
    }

    /// How long nobody should wait for more, in milliseconds: what the manuals name for a command with its result.
    #[must_use]
    pub const fn limit(self) -> u64 {
        match self {
            Self::Answer | Self::Sim | Self::Upload => 10_000,
            Self::Registration => 180_000,
            Self::Address => 150_000,
            Self::Clock | Self::Subscribe | Self::Publish => 60_000,
            Self::Open => 75_000,
        }
    }

    fn of(ended: &Ended) -> Option<Self> {
        match (ended.typed.name.as_str(), ended.typed.form) {
            ("", _) => Some(Self::Answer),
            ("+CPIN", Form::Read) => Some(Self::Sim),
            ("+MIPNTP", Form::Set) => Some(Self::Clock),
            ("+GTSSLFILE", Form::Set) => Some(Self::Upload),
            ("+MQTTOPEN", Form::Set) => Some(Self::Open),
            ("+MQTTSUB", Form::Set) => Some(Self::Subscribe),
            // Its status need not come with QoS 0: how long it takes then says nothing.
            ("+MQTTPUB", Form::Set) if ended.typed.number(2) != Some(0) => Some(Self::Publish),
            _ => None,
        }
    }
}

/// Series for networks of narrow bands, where each way takes longer.
const NARROW: &[&str] = &["MA51"];

/// How many times as long.
const NARROW_TIMES: u64 = 3;

/// One time that a step was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// The line with which it began.
    pub line: u64,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// Whether it went well.
    pub went_well: bool,
}

/// How fast a step was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As usual, or faster.
    Usual,
    /// Slower than is usual.
    Slow,
    /// It did not go well.
    Failed,
}

/// A step as it was done in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub step: Step,
    /// The last time.
    pub here: Took,
    /// How fast that was.
    pub pace: Pace,
    /// The last time before that it went well.
    pub good: Option<Took>,
    /// How often it was done.
    pub times: u64,
}

#[derive(Debug, Default)]
struct Done {
    here: Option<Took>,
    good: Option<Took>,
    times: u64,
}

/// Measures the steps of a log. It keeps two times of each.
#[derive(Debug, Default)]
pub struct Timeline {
    steps: BTreeMap<Step, Done>,
    /// Since when the network is asked for, and the address: the line, and when.
    registering: Option<(u64, u64)>,
    /// Which of the questions for the registration was answered with yes: later ones are no way to it, until that one says no.
    registered: Option<&'static str>,
    dialling: Option<(u64, u64)>,
}

impl Timeline {
    /// Sees the next thing.
    pub fn see(&mut self, seen: &Seen) {
        let Some(at) = seen.at else { return };
        match &seen.event {
            Event::Command(command) => {
                for typed in &command.typed {
                    let starts = typed.form == Form::Set && typed.name == "+MIPCALL" && typed.text(0) != Some("0");
                    if starts {
                        self.dialling = Some((seen.line, at));
                    }
                    let asks = typed.form == Form::Read && REGISTRATIONS.contains(&typed.name.as_str());
                    if asks && self.registered.is_none() {
                        self.registering = self.registering.or(Some((seen.line, at)));
                    }
                }
            }
            Event::Line { raw, role: Role::Response | Role::Unsolicited, .. } => match registration(raw) {
                Some((name, true)) => {
                    let began = self.registering.take();
                    self.registered = self.registered.or(Some(name));
                    self.done(Step::Registration, began, at, true);
                }
                Some((name, false)) if self.registered == Some(name) => self.registered = None,
                _ => {}
            },
            Event::Code(Urc::AddressAssigned(_)) => {
                self.dialled(at, true);
            }
            Event::Code(Urc::AddressLost) => self.dialled(at, false),
            Event::Ended(ended) if ended.does("+MIPCALL") && ended.result.is_err() => {
                self.dialled(at, false);
            }
            Event::Ended(ended) => {
                let Some((step, took)) = Step::of(ended).zip(ended.took) else { return };
                self.done(step, Some((ended.line, at.saturating_sub(took))), at, ended.result.is_ok());
            }
            Event::Restarted => (self.registering, self.registered, self.dialling) = (None, None, None),
            _ => {}
        }
    }

    fn dialled(&mut self, now: u64, went_well: bool) {
        let began = self.dialling.take();
        self.done(Step::Address, began, now, went_well);
    }

    fn done(&mut self, step: Step, began: Option<(u64, u64)>, now: u64, went_well: bool) {
        let Some((line, at)) = began else { return };
        let done = self.steps.entry(step).or_default();
        if let Some(before) = done.here.filter(|before| before.went_well) {
            done.good = Some(before);
        }
        done.here = Some(Took { line, millis: now.saturating_sub(at), went_well });
        done.times += 1;
    }

    /// The steps that were done, in their order; none where the log has no times.
    #[must_use]
    pub fn rows(&self, series: Option<&str>) -> Vec<Row> {
        let row = |(step, done): (&Step, &Done)| {
            let here = done.here?;
            let pace = match here.went_well {
                false => Pace::Failed,
                true if here.millis > *step.usual(series).end() => Pace::Slow,
                true => Pace::Usual,
            };
            Some(Row { step: *step, here, pace, good: done.good, times: done.times })
        };
        self.steps.iter().filter_map(row).collect()
    }
}

const REGISTRATIONS: [&str; 3] = ["+CREG", "+CGREG", "+CEREG"];

/// Which question for the registration a line answers, and whether there is a network: at home, or abroad (3GPP TS 27.007, 7.2).
fn registration(raw: &[u8]) -> Option<(&'static str, bool)> {
    let line = Line::of(raw);
    let name = REGISTRATIONS.into_iter().find(|name| line.tag() == Some(name))?;
    let state = int(&line.values(), usize::from(line.has_mode_before_state()))?;
    Some((name, matches!(state, 1 | 5)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Doctor;

    fn rows(log: &str, series: Option<&str>) -> Vec<(Step, u64, u64, Pace, Option<u64>)> {
        let (mut doctor, mut timeline) = (Doctor::default(), Timeline::default());
        doctor.feed(log.as_bytes(), |seen| timeline.see(seen));
        let _ = doctor.end(|seen| timeline.see(seen));
        let row = |row: Row| (row.step, row.here.line, row.here.millis, row.pace, row.good.map(|good| good.millis));
        timeline.rows(series).into_iter().map(row).collect()
    }

    const LOG: &str = "0.000 > AT\n0.020 < OK\n1.000 > AT+CEREG?\n1.010 < +CEREG: 0,2\n1.011 < OK\n5.000 > AT+CEREG?\n\
                       5.010 < +CEREG: 0,1\n5.011 < OK\n6.000 > AT+MIPCALL=1,\"cmnet\"\n6.020 < OK\n15.500 < +MIPCALL: 10.0.0.7\n\
                       20.000 > AT+MQTTOPEN=1,\"h\",1883,1,60\n20.010 < OK\n21.000 < +MQTTOPEN: 1,1\n\
                       30.000 > AT+MQTTOPEN=1,\"h\",1883,1,60\n30.010 < OK\n34.600 < +MQTTOPEN: 1,0\n";

    #[test]
    fn each_step_has_its_duration_and_the_last_good_one_before_it() {
        let expected = [
            (Step::Answer, 1, 20, Pace::Usual, None),
            (Step::Registration, 3, 4_010, Pace::Usual, None),
            (Step::Address, 9, 9_500, Pace::Slow, None),
            (Step::Open, 15, 4_600, Pace::Failed, Some(1_000)),
        ];
        assert_eq!(rows(LOG, Some("L610")), expected);
    }

    #[test]
    fn the_way_to_the_network_is_timed_until_it_is_lost_again() {
        let of = |log: &str| rows(log, None).into_iter().find(|(step, ..)| *step == Step::Registration);
        let polled = format!("{LOG}40.000 > AT+CEREG?\n40.010 < +CEREG: 0,1\n40.011 < OK\n");
        assert_eq!(of(&polled), Some((Step::Registration, 3, 4_010, Pace::Usual, None)));
        let lost = "50.000 < +CEREG: 2\n51.000 > AT+CEREG?\n51.010 < +CEREG: 0,2\n51.011 < OK\n53.000 > AT+CEREG?\n53.010 < +CEREG: 0,1\n";
        assert_eq!(of(&format!("{polled}{lost}")), Some((Step::Registration, 22, 2_010, Pace::Usual, Some(4_010))));
        // What one network does not have says nothing of another.
        let other = "60.000 > AT+CREG?\n60.010 < +CREG: 0,0\n60.011 < OK\n61.000 > AT+CEREG?\n61.010 < +CEREG: 0,1\n";
        assert_eq!(of(&format!("{polled}{other}")), Some((Step::Registration, 3, 4_010, Pace::Usual, None)));
    }

    #[test]
    fn on_a_narrow_band_more_is_usual() {
        let address = rows(LOG, Some("MA510")).into_iter().find(|(step, ..)| *step == Step::Address);
        assert_eq!(address.map(|(_, _, _, pace, _)| pace), Some(Pace::Usual));
    }

    #[test]
    fn a_log_without_times_has_no_durations() {
        assert_eq!(rows("> AT\n< OK\n> AT+CPIN?\n< +CPIN: READY\n< OK\n", None), []);
    }

    #[test]
    fn what_is_usual_is_within_what_one_waits_for() {
        for step in Step::ALL {
            for series in [None, Some("L610"), Some("MA510")] {
                let usual = step.usual(series);
                assert!(usual.start() < usual.end() && *usual.end() <= step.limit(), "{step:?} {series:?}");
            }
        }
    }
}
