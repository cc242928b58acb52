//! Looks for a text in the log, with the count of what it found, and goes to a line by its number.

use futures::future::{AbortHandle, abortable};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsValue;
use workbench_doctor::search::Search as LineSearch;

use super::reading::DoctorDraft;
use crate::parts::slice::Slice;
use crate::t;
use crate::ui::{Button, Field, FieldKind, Icon, Progress, Variant, go_on, read_part};

/// How many bytes are read at once, and how many are looked at without looking at the clock.
const PART: u64 = 1 << 20;
const STEP: usize = 64 << 10;

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
    /// How far the search is, as long as it goes on.
    far: RwSignal<Option<f64>>,
    running: StoredValue<Option<AbortHandle>>,
}

impl Search {
    pub(super) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            line: RwSignal::default(),
            hits: RwSignal::default(),
            place: RwSignal::default(),
            far: RwSignal::default(),
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
        self.far.set(None);
    }

    /// Looks for the text from the beginning of the log, a slice at a time.
    fn look(self, draft: DoctorDraft) {
        self.stop();
        let needle = self.text.get_untracked();
        self.hits.set(Vec::new());
        self.place.set(0);
        if needle.is_empty() {
            return;
        }
        self.far.set(Some(0.0));
        let (work, handle) = abortable(async move { self.look_through(draft, &needle).await });
        self.running.set_value(Some(handle));
        go_on(async move {
            // A file that cannot be read any more says so where its lines are shown.
            if work.await.is_ok() {
                self.far.set(None);
            }
        });
    }

    async fn look_through(self, draft: DoctorDraft, needle: &str) -> Result<(), JsValue> {
        let (mut search, mut slice) = (LineSearch::new(needle), Slice::begin());
        let (mut from, mut found) = (0, Vec::new());
        loop {
            let (part, length) = draft.log.with_value(|log| {
                let length = log.bytes.length();
                (log.bytes.part(&(from..(from + PART).min(length))), length)
            });
            if from >= length || self.hits.with_untracked(Vec::len) >= HITS_MAX {
                break;
            }
            let bytes = read_part(&part?).await?;
            for piece in bytes.chunks(STEP) {
                search.feed(piece, |line| found.push(line));
                if slice.is_over() {
                    slice.pause().await;
                }
            }
            from += PART;
            self.far.set(Some(from.min(length) as f64 / length as f64));
            self.take(draft, &mut found);
        }
        search.end(|line| found.push(line));
        self.take(draft, &mut found);
        Ok(())
    }

    /// Takes in what was found, and shows the first of it.
    fn take(self, draft: DoctorDraft, found: &mut Vec<u64>) {
        if found.is_empty() {
            return;
        }
        let is_first = self.hits.with_untracked(Vec::is_empty);
        self.hits.update(|hits| {
            hits.append(found);
            hits.truncate(HITS_MAX);
        });
        if is_first {
            self.show(draft);
        }
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
            0 if search.far.with(Option::is_some) => t!("doctor-screen-searching"),
            0 => t!("doctor-screen-no-hit"),
            HITS_MAX => t!("doctor-screen-many-hits", place = search.place.get() + 1, count = HITS_MAX),
            _ => t!("doctor-screen-hits", place = search.place.get() + 1, count = count),
        })
    };
    // A log that is read at once needs neither.
    let is_long = Memo::new(move |_| search.far.get().is_some_and(|far| far > 0.0 && far < 1.0));
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
            <Show when=move || is_long.get()>
                <div class="doctor-searching">
                    <Progress label=t!("doctor-screen-searching") fraction=search.far/>
                    <Button variant=Variant::Quiet icon=Icon::Stop on_press=move || search.stop()>{t!("doctor-screen-stop-search")}</Button>
                </div>
            </Show>
        </div>
    }
}
