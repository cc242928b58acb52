//! What the deck of the replay keeps: whether it plays, how fast, and what was found in the file.

use std::rc::Rc;

use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use workbench_doctor::RecordDoctor;

use super::compare::CompareState;
use super::model::{self, Mark};
use crate::link::now_in_browser;
use crate::parts::slice::Slice;
use crate::state::{Tape, Workbench};
use crate::ui::go_on;

/// How many lines are taken at each step of a replay that is as fast as possible.
const AT_A_TIME: u64 = 500;

/// How fast the file's clock goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speed {
    /// So many times as fast as it was.
    Times(u32),
    /// As fast as the page can show it.
    Fastest,
}

impl Speed {
    pub(super) const ALL: [Self; 4] = [Self::Times(1), Self::Times(4), Self::Times(16), Self::Fastest];
}

/// How far the doctor is with the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Found {
    #[default]
    Looking,
    /// What it found, in the order of the file.
    Marks(Vec<Mark>),
}

impl Found {
    pub(super) fn marks(&self) -> &[Mark] {
        match self {
            Self::Looking => &[],
            Self::Marks(marks) => marks,
        }
    }
}

/// When the play began, and at which time of the file.
#[derive(Debug, Clone, Copy)]
struct Since {
    page: u64,
    file: u64,
}

#[derive(Clone, Copy)]
pub(super) struct ReplayDraft {
    pub(super) workbench: Workbench,
    pub(super) speed: RwSignal<Speed>,
    pub(super) playing: RwSignal<bool>,
    pub(super) found: RwSignal<Found>,
    /// The time of the file that was come to, where it is further than the last line.
    pub(super) head: RwSignal<u64>,
    /// The other session that it stands beside.
    pub(super) compare: CompareState,
    since: StoredValue<Option<Since>>,
    looking: StoredValue<Option<AbortHandle>>,
}

impl ReplayDraft {
    pub(super) fn new(workbench: Workbench) -> Self {
        Self {
            workbench,
            speed: RwSignal::new(Speed::Times(1)),
            playing: RwSignal::new(false),
            found: RwSignal::default(),
            head: RwSignal::new(0),
            compare: CompareState::new(workbench),
            since: StoredValue::new(None),
            looking: StoredValue::new(None),
        }
    }

    /// Another file is shown: the doctor looks at it.
    pub(super) fn begin(self) {
        self.pause();
        self.stop_looking();
        self.found.set(Found::Looking);
        let Some(tape) = self.workbench.tape() else { return };
        self.head.set(tape.time_before(tape.end()));
        let (work, handle) = abortable(look(tape));
        self.looking.set_value(Some(handle));
        go_on(async move {
            if let Ok(marks) = work.await {
                self.found.set(Found::Marks(marks));
            }
        });
    }

    /// The deck is gone. Signals stay as they are: [`Self::begin`] sets them where a file is shown again.
    pub(super) fn leave(self) {
        self.since.set_value(None);
        self.stop_looking();
    }

    /// No file is shown any more.
    pub(super) fn stop_looking(self) {
        if let Some(handle) = self.looking.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }

    /// The place that is shown, and the record.
    pub(super) fn now(self) -> Option<(u64, Rc<Tape>)> {
        Some((self.workbench.replay_place().get_untracked()?, self.workbench.tape()?))
    }

    /// Goes to a place, and plays on from there if it plays.
    pub(super) fn go_to(self, place: u64) {
        let Some((_, tape)) = self.now() else { return };
        self.workbench.replay_to(place);
        self.head.set(tape.time_before(place));
        self.anew();
    }

    /// Goes to a time of the file, in milliseconds since its first line.
    pub(super) fn go_to_time(self, after: u64) {
        let Some((_, tape)) = self.now() else { return };
        let (begin, end) = tape.lanes().span();
        let at = begin.saturating_add(after).min(end);
        self.workbench.replay_to(tape.number_at(at));
        self.head.set(at);
        self.anew();
    }

    pub(super) fn step_on(self) {
        if let Some((place, tape)) = self.now() {
            self.pause();
            self.go_to(tape.after(place));
        }
    }

    pub(super) fn step_back(self) {
        if let Some((place, tape)) = self.now() {
            self.pause();
            self.go_to(tape.before(place));
        }
    }

    pub(super) fn next_finding(self) {
        self.walk(model::next);
    }

    pub(super) fn finding_before(self) {
        self.walk(model::before);
    }

    fn walk(self, find: fn(&[Mark], u64) -> Option<&Mark>) {
        let Some((place, _)) = self.now() else { return };
        if let Some(place) = self.found.with_untracked(|found| find(found.marks(), place).map(|mark| mark.place)) {
            self.pause();
            self.go_to(place);
        }
    }

    pub(super) fn pause(self) {
        self.playing.set(false);
        self.since.set_value(None);
    }

    /// Plays, or stands still. At the end it begins anew.
    pub(super) fn play_or_pause(self) {
        if self.playing.get_untracked() {
            return self.pause();
        }
        let Some((place, tape)) = self.now() else { return };
        if place >= tape.end() {
            self.go_to(tape.first());
        }
        self.playing.set(true);
        self.anew();
    }

    /// The clock of the file goes on from where it is.
    pub(super) fn anew(self) {
        let since = Since { page: now_in_browser(), file: self.head.get_untracked() };
        self.since.set_value(self.playing.get_untracked().then_some(since));
    }

    /// Shows what has come by now.
    pub(super) fn tick(self) {
        let (Some(since), Some((place, tape))) = (self.since.get_value(), self.now()) else { return };
        let to = match self.speed.get_untracked() {
            Speed::Times(times) => {
                let passed = now_in_browser().saturating_sub(since.page).saturating_mul(u64::from(times));
                let at = since.file.saturating_add(passed).min(tape.lanes().span().1);
                self.head.set(at);
                tape.number_at(at)
            }
            Speed::Fastest => {
                let to = tape.further(place, AT_A_TIME);
                self.head.set(tape.time_before(to));
                to
            }
        };
        if to > place {
            self.workbench.replay_to(to);
        }
        if to >= tape.end() {
            self.pause();
        }
    }
}

/// What is wrong in the record, between the frames of the page.
async fn look(tape: Rc<Tape>) -> Vec<Mark> {
    let (mut doctor, mut slice) = (RecordDoctor::default(), Slice::begin());
    let mut next = tape.first();
    while let Some(entry) = tape.entry(next) {
        doctor.take(&entry);
        next = entry.number + 1;
        if slice.is_over_after_step() {
            slice.pause().await;
        }
    }
    let (begin, _) = tape.lanes().span();
    let mut marks: Vec<Mark> = (doctor.end().findings.into_iter())
        .filter_map(|finding| {
            let place = finding.lines.first()? + 1;
            Some(Mark { finding, place, at: tape.time_before(place).saturating_sub(begin) })
        })
        .collect();
    marks.sort_by_key(|mark| mark.place);
    marks
}
