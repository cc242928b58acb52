//! Looks for a text in the log, with the count of what it found, and goes to a line by its number.

use futures::future::{AbortHandle, abortable};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::reading::DoctorDraft;
use crate::parts::slice::Slice;
use crate::t;
use crate::ui::{Button, Field, FieldKind, Variant, go_on};

/// How many rows are looked at without looking at the clock.
const STEP: usize = 500;

/// How many lines are walked. What is beyond is not counted.
const HITS_MAX: usize = 10_000;

/// What was looked for, and what was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search {
    text: RwSignal<String>,
    line: RwSignal<String>,
    hits: RwSignal<Vec<u64>>,
    /// Which of them is shown.
    place: RwSignal<usize>,
    running: StoredValue<Option<AbortHandle>>,
}

impl Search {
    pub(super) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            line: RwSignal::default(),
            hits: RwSignal::default(),
            place: RwSignal::default(),
            running: StoredValue::default(),
        }
    }

    /// Forgets what was looked for in another log.
    pub(super) fn clear(self) {
        self.stop();
        self.text.set(String::new());
        self.line.set(String::new());
        self.hits.set(Vec::new());
    }

    fn stop(self) {
        if let Some(handle) = self.running.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }

    /// Looks for the text from the beginning of the log, a slice at a time.
    fn look(self, draft: DoctorDraft) {
        self.stop();
        let needle = self.text.get_untracked().to_lowercase();
        self.hits.set(Vec::new());
        self.place.set(0);
        if needle.is_empty() {
            return;
        }
        let (work, handle) = abortable(async move {
            let (mut slice, mut found, mut begin) = (Slice::begin(), Vec::new(), 0);
            loop {
                let length = draft.log.with_value(|log| {
                    found.extend(log.lines_with(begin..begin + STEP, &needle));
                    log.len()
                });
                begin += STEP;
                if begin >= length || found.len() >= HITS_MAX {
                    break;
                }
                if slice.is_over() {
                    slice.pause().await;
                }
            }
            found.truncate(HITS_MAX);
            found
        });
        self.running.set_value(Some(handle));
        go_on(async move {
            let Ok(found) = work.await else { return };
            self.hits.set(found);
            self.show(draft);
        });
    }

    fn show(self, draft: DoctorDraft) {
        let line = self.hits.with_untracked(|hits| hits.get(self.place.get_untracked()).copied());
        if line.is_some() {
            draft.line.set(line);
        }
    }

    /// Goes on to the next line that has it, or back; from the last one to the first.
    fn walk(self, draft: DoctorDraft, by: isize) {
        let count = self.hits.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let now = self.place.get_untracked();
        let to = now.checked_add_signed(by).unwrap_or(count - 1) % count;
        self.place.set(to);
        self.show(draft);
    }
}

/// The fields, and what was found.
#[component]
pub(super) fn SearchBar(draft: DoctorDraft) -> impl IntoView {
    let search = draft.search;
    Effect::watch(move || search.text.get(), move |_, _, _| search.look(draft), false);
    let walked = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            search.walk(draft, if event.shift_key() { -1 } else { 1 });
        }
    };
    let jumped = move |event: KeyboardEvent| {
        if let (true, Ok(line)) = (event.key() == "Enter", search.line.with_untracked(|text| text.trim().parse())) {
            event.prevent_default();
            draft.line.set(Some(line));
        }
    };
    let count = move || {
        let count = search.hits.with(Vec::len);
        let is_asked = search.text.with(|text| !text.is_empty());
        is_asked.then(|| match count {
            0 => t!("doctor-screen-no-hit"),
            HITS_MAX => t!("doctor-screen-many-hits", place = search.place.get() + 1, count = HITS_MAX),
            _ => t!("doctor-screen-hits", place = search.place.get() + 1, count = count),
        })
    };
    let none = move || search.hits.with(Vec::is_empty).then(|| t!("doctor-screen-search-first"));
    view! {
        <div class="doctor-search" role="search" aria-label=t!("doctor-screen-search")>
            <div class="doctor-search-text" on:keydown=walked>
                <Field label=t!("doctor-screen-search") value=search.text/>
            </div>
            <Button variant=Variant::Quiet name=t!("doctor-screen-previous") disabled_reason=none on_press=move || search.walk(draft, -1)>"↑"</Button>
            <Button variant=Variant::Quiet name=t!("doctor-screen-next-hit") disabled_reason=none on_press=move || search.walk(draft, 1)>"↓"</Button>
            <div class="doctor-jump" on:keydown=jumped>
                <Field label=t!("doctor-screen-jump") kind=FieldKind::Number value=search.line/>
            </div>
            <p class="small muted doctor-hits" role="status">{count}</p>
        </div>
    }
}
