//! The stand: which scene is shown, whose module is behind it, and where the message on its way is. One for as long as the page lives.

use std::ops::Range;

use fibocom_at::ClientIndex;
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use workbench_record::Record;

use super::fault::{Fault, Round, Score, Verdict};
use super::lead;
use super::options::{Options, Tour};
use crate::parts::log::{Teller, Told, ToldWay};
use crate::state::{ClientState, Facts, PortRow, RoundTrip, TripStep, Workbench};
use crate::ui::go_on;

/// What a module says when it waits for data.
const PROMPT: &str = ">";

/// How many lines are in view beside the drawing while the module gets online: some take three rows.
pub(super) const RESTING: usize = 3;

/// How many lines of the way of one message are kept: a module that says a lot meanwhile has more.
const HEARD: usize = 40;

/// What a visitor sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    Start,
    Tour,
    Game,
}

/// Where the message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leg {
    /// No message is on its way; the module gets online.
    Rest,
    /// It is online, and a visitor may send one.
    Ready,
    /// To the broker.
    Out,
    /// The broker has it.
    There,
    /// From the broker.
    Back,
    /// The module has it again.
    Home,
}

/// At which line of the record each step of the module's way online began, in their order, and at which it was over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Starts {
    steps: Vec<(TripStep, u64)>,
    end: Option<u64>,
}

impl Starts {
    /// Takes in the step under way, and whether the way has ended with it, once the record has come to this line.
    fn note(&mut self, step: TripStep, has_ended: bool, next: u64) {
        match (step, has_ended) {
            (_, true) => self.end = Some(next),
            // The first step is that of another trip.
            (TripStep::Module, false) => *self = Self { steps: vec![(step, next)], end: None },
            (_, false) => self.steps.push((step, next)),
        }
    }

    /// The lines from this step on until that one began, or until all was over.
    fn lines(&self, first: TripStep, until: Option<TripStep>) -> Option<Range<u64>> {
        let at = |wanted: TripStep| self.steps.iter().find(|(step, _)| *step >= wanted).map(|(_, number)| *number);
        Some(at(first)?..until.and_then(at).or(self.end).unwrap_or(u64::MAX))
    }
}

/// Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    pub workbench: Workbench,
    pub options: StoredValue<Options>,
    /// The module's way online; none, while that of the visitor before is still being forgotten.
    pub trip: Memo<Option<RoundTrip>>,
    /// What is known of the module, and the ports: asked for once, since each that is asked for is kept as long as the stand.
    pub facts: Signal<Facts>,
    pub ports: Signal<Vec<PortRow>>,
    pub scene: RwSignal<Scene>,
    pub leg: RwSignal<Leg>,
    /// What is on its way, as it is shown.
    pub message: RwSignal<String>,
    /// What was said since it was sent.
    pub lines: RwSignal<Vec<Told>>,
    /// From which line on it may be shown how the module gets online; none, while what was there before is still being forgotten.
    pub shown_from: RwSignal<Option<u64>>,
    /// Whether somebody holds the tour, which goes on by itself otherwise.
    pub held: RwSignal<bool>,
    /// Whether the tour has come to its last page, or to what it cannot get past.
    pub at_end: RwSignal<bool>,
    /// The visit: it changes when all is forgotten.
    pub visit: RwSignal<u32>,
    /// Whether something a visitor sent is under way.
    pub sending: RwSignal<bool>,
    /// How the game stands.
    pub round: RwSignal<Round>,
    /// How the games of this visit went.
    pub score: RwSignal<Score>,
    /// Why the last message did not come back.
    pub failed: RwSignal<Option<String>>,
    /// When connecting the stand's own module failed last, and how often it did.
    pub in_vain: StoredValue<Option<(u64, u32)>>,
    /// At which line of the record each step of the tour began.
    pub starts: RwSignal<Starts>,
    teller: StoredValue<Teller>,
    stop: StoredValue<Option<AbortHandle>>,
}

impl Stand {
    /// For as long as the caller lives.
    pub(super) fn new(workbench: Workbench, options: Options) -> Self {
        let (trip, shown_from) = (workbench.round_trip(), RwSignal::new(None));
        Self {
            workbench,
            trip: Memo::new(move |_| shown_from.get().and_then(|_: u64| trip.get())),
            facts: workbench.facts(),
            ports: workbench.ports(),
            options: StoredValue::new(options),
            scene: RwSignal::new(Scene::Start),
            leg: RwSignal::new(Leg::Rest),
            message: RwSignal::default(),
            lines: RwSignal::default(),
            shown_from,
            held: RwSignal::new(false),
            at_end: RwSignal::new(false),
            visit: RwSignal::new(0),
            sending: RwSignal::new(false),
            round: RwSignal::default(),
            score: RwSignal::default(),
            failed: RwSignal::new(None),
            in_vain: StoredValue::new(None),
            starts: RwSignal::default(),
            teller: StoredValue::new(Teller::default()),
            stop: StoredValue::new(None),
        }
    }

    /// Shows the start, with a module at work.
    pub(super) fn start(self) {
        self.show_nothing();
        self.scene.set(Scene::Start);
        self.lead(lead::attract(self));
    }

    /// Begins a visit.
    pub(super) fn begin(self) {
        self.held.set(self.options.with_value(|options| options.tour == Tour::Left));
        self.at_end.set(false);
        self.show_nothing();
        self.scene.set(Scene::Tour);
        self.lead(lead::guide(self));
    }

    /// The visit is over: what was done is forgotten, and the start is shown.
    pub(super) fn end(self) {
        self.visit.update(|visit| *visit += 1);
        self.start();
    }

    /// Nothing of what was there is shown any more, before anything new is drawn, however long it takes to let the module go.
    fn show_nothing(self) {
        self.shown_from.set(None);
        self.failed.set(None);
        self.round.set(Round::default());
        self.score.set(Score::default());
        self.rest();
    }

    /// No message is on its way.
    pub(super) fn rest(self) {
        self.leg.set(Leg::Rest);
        self.message.update(String::clear);
        self.lines.update(Vec::clear);
    }

    /// Forgets what the visitor before did. From then on it is shown how the module gets online.
    pub(super) async fn forget(self) {
        self.workbench.forget_visit().await;
        self.shown_from.set(Some(self.workbench.with_record(Record::next)));
    }

    /// Sends what a visitor typed.
    pub(super) fn send(self, text: String) {
        if self.sending.get_untracked() || !self.is_open() {
            return;
        }
        self.lead(lead::send(self, text));
    }

    /// Begins the game: what to break is chosen by whoever is there.
    pub(super) fn choose(self) {
        self.held.set(true);
        self.round.set(Round::Choosing);
        self.scene.set(Scene::Game);
    }

    /// What can be broken, in the order in which it is offered.
    pub(super) fn faults(self) -> impl Iterator<Item = Fault> {
        Fault::of(self.options.with_value(|options| options.series))
    }

    /// Breaks the module like this, and has the page find out what was done.
    pub(super) fn play(self, fault: Fault) {
        if self.sending.get_untracked() {
            return;
        }
        self.round.set(Round::Trying(fault));
        self.shown_from.set(None);
        self.rest();
        self.lead(lead::play(self, fault));
    }

    /// The page has looked at the lines.
    pub(super) fn found(self, verdict: Verdict) {
        self.score.update(|score| score.take(&verdict));
        self.round.set(Round::Over(verdict));
    }

    /// These lines of the record, as they are told.
    pub(super) fn told(self, lines: impl Iterator<Item = u64>) -> Vec<Told> {
        lines.flat_map(|line| self.tell(line..line + 1, 1)).collect()
    }

    /// Whether the client is connected to its broker.
    pub(super) fn is_open(self) -> bool {
        self.facts
            .with_untracked(|facts| facts.link.is_up() && facts.client(ClientIndex::ALL[0]).state == ClientState::Open)
    }

    /// Whether pages come without anybody.
    pub(super) fn goes_on_by_itself(self) -> bool {
        !self.held.get_untracked() && !self.at_end.get_untracked()
    }

    /// A module whose cable comes from now on is tried without delay.
    pub(super) fn follow_ports(self) {
        let came = self.workbench.ports_came();
        Effect::new(move |_| {
            came.track();
            self.in_vain.set_value(None);
        });
    }

    /// Notes from now on where in the record each step begins.
    pub(super) fn note_steps(self) {
        let at = Memo::new(move |_| self.trip.with(|trip| trip.as_ref().map(|trip| (trip.step, trip.end.is_some()))));
        Effect::new(move |_| {
            let next = self.workbench.with_record(Record::next);
            match at.get() {
                None => self.starts.set(Starts::default()),
                Some((step, has_ended)) => self.starts.update(|starts| starts.note(step, has_ended, next)),
            }
        });
    }

    /// The last so many lines of what was said from this step on until that one began.
    pub(super) fn said_in(self, first: TripStep, until: Option<TripStep>, most: usize) -> Vec<Told> {
        let range = self.starts.with(|starts| starts.lines(first, until));
        range.map(|range| self.tell(range, most)).unwrap_or_default()
    }

    fn tell(self, lines: Range<u64>, most: usize) -> Vec<Told> {
        let tell = |teller: &mut Teller| {
            self.workbench.with_secrets(|record, secrets| teller.last(record, secrets, lines, most))
        };
        self.teller.try_update_value(tell).unwrap_or_default()
    }

    /// The first so many lines of the message on its way, as far as its drawing is: each part of the way has its own. Until the module is online, the
    /// last `resting` ones of what it says.
    pub(super) fn lines_so_far(self, most: usize, resting: usize) -> Memo<Vec<Told>> {
        let (lines, leg, version) = (self.lines, self.leg, self.workbench.record_version());
        Memo::new(move |_| {
            if leg.get() == Leg::Rest {
                // What is said while the module gets online.
                version.track();
                return self.shown_from.get().map(|from| self.tell(from..u64::MAX, resting)).unwrap_or_default();
            }
            let mut lines = lines.get();
            // That the module is ready for data says little to who does not know the commands.
            lines.retain(|line| line.line != PROMPT);
            let first_unasked = lines.iter().position(|line| line.way == ToldWay::Unasked).unwrap_or(lines.len());
            // With the reply that hands the message over, it is told.
            let handed_over = lines.iter().skip(first_unasked).position(|line| line.way == ToldWay::Received);
            let so_far = match leg.get() {
                Leg::Rest | Leg::Ready | Leg::Out => 0,
                Leg::There => first_unasked,
                Leg::Back => first_unasked + 1,
                Leg::Home => handed_over.map_or(lines.len(), |behind| first_unasked + behind + 1),
            };
            lines.into_iter().take(so_far.min(most)).collect()
        })
    }

    /// Takes in what was said since this line.
    pub(super) fn hear(self, from: u64) {
        self.lines.set(self.tell(from..u64::MAX, HEARD));
    }

    /// One leads at a time: the one before stops after the command under way.
    fn lead(self, work: impl Future<Output = ()> + 'static) {
        let (work, stop) = abortable(work);
        if let Some(Some(before)) = self.stop.try_update_value(|own| own.replace(stop)) {
            before.abort();
        }
        self.sending.set(false);
        go_on(async move {
            // It is stopped where another leads.
            let _ = work.await;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_tour_ends_with_its_steps_and_the_last_one_with_the_way() {
        let mut starts = Starts::default();
        assert_eq!(starts.lines(TripStep::Module, None), None);
        for (step, has_ended, next) in [
            (TripStep::Module, false, 10),
            (TripStep::Check, false, 20),
            (TripStep::Publish, false, 60),
            (TripStep::Receive, false, 70),
        ] {
            starts.note(step, has_ended, next);
        }
        assert_eq!(starts.lines(TripStep::Module, Some(TripStep::Check)), Some(10..20));
        assert_eq!(starts.lines(TripStep::Publish, None), Some(60..u64::MAX));
        // What a visitor sends comes behind it.
        starts.note(TripStep::Receive, true, 80);
        assert_eq!(starts.lines(TripStep::Publish, None), Some(60..80));
        starts.note(TripStep::Module, false, 100);
        assert_eq!(starts, Starts { steps: vec![(TripStep::Module, 100)], end: None });
    }
}
