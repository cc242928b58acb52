//! Reads a log a slice at a time, between the frames of the page, as long as nobody calls it off.

use futures::future::{AbortHandle, abortable};
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};
use workbench_doctor::finder::Style;
use workbench_doctor::inflated::Room;

use super::bytes::Bytes;
use super::log::Log;
use super::search::Search;
use crate::parts::slice::Slice;
use crate::t;
use crate::ui::{FileStream, go_on};

/// After how many slices what is shown of a log that is being read is brought up to date.
const SHOWN_EVERY: u32 = 24;

/// How many bytes are read without looking at the clock.
const PIECE: usize = 16 << 10;

/// Where a log comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    File(File),
    Pasted(String),
}

impl Source {
    /// What it is called; nothing for what was pasted.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::File(file) => Some(file.name()),
            Self::Pasted(_) => None,
        }
    }
}

/// How far the screen is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Stage {
    /// Nothing was read.
    #[default]
    Empty,
    /// A log is being read: how much of it is done, where that can be told.
    Reading(Option<f64>),
    /// It was read; cut where it was compressed, and longer than what is read of such a file.
    Read { is_cut: bool },
    /// It could not be read, for this reason.
    Failed(String),
}

/// What is shown beside the findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// The log line by line.
    #[default]
    Lines,
    /// How long each step took.
    Times,
    /// Who spoke with whom.
    Sequence,
}

/// What stays when the screen is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct DoctorDraft {
    pub(super) pasted: RwSignal<String>,
    pub(super) style: RwSignal<Option<Style>>,
    pub(super) source: RwSignal<Option<Source>, LocalStorage>,
    pub(super) stage: RwSignal<Stage>,
    pub(super) log: StoredValue<Log, LocalStorage>,
    /// Changes whenever another log is read, or the same one anew.
    pub(super) reads: RwSignal<u64>,
    /// Changes whenever the log does.
    pub(super) version: RwSignal<u64>,
    /// Changes whenever more of its lines can be shown.
    pub(super) loaded: RwSignal<u64>,
    /// The place of the chosen finding.
    pub(super) chosen: RwSignal<usize>,
    /// The line that is shown in the log.
    pub(super) line: RwSignal<Option<u64>>,
    pub(super) side: RwSignal<Side>,
    pub(super) search: Search,
    /// The styles in which the log was seen when it was read as any, each with its first line.
    pub(super) styles: StoredValue<Vec<(Style, u64)>>,
    running: StoredValue<Option<AbortHandle>>,
}

impl DoctorDraft {
    pub(super) fn new() -> Self {
        Self {
            pasted: RwSignal::default(),
            style: RwSignal::default(),
            source: RwSignal::new_local(None),
            stage: RwSignal::default(),
            log: StoredValue::new_local(Log::default()),
            reads: RwSignal::default(),
            version: RwSignal::default(),
            loaded: RwSignal::default(),
            chosen: RwSignal::default(),
            line: RwSignal::default(),
            side: RwSignal::default(),
            search: Search::new(),
            styles: StoredValue::default(),
            running: StoredValue::default(),
        }
    }

    /// Reads a log from its beginning.
    pub(super) fn read(self, source: Source) {
        self.stop();
        self.log.set_value(Log::default());
        self.search.clear();
        self.chosen.set(0);
        self.line.set(None);
        if self.source.with_untracked(|before| before.as_ref() != Some(&source)) {
            self.styles.set_value(Vec::new());
        }
        self.source.set(Some(source.clone()));
        self.stage.set(Stage::Reading(None));
        self.reads.update(|reads| *reads += 1);
        self.grew();
        let style = self.style.get_untracked();
        let (work, handle) = abortable(async move { self.take_in(source, style).await });
        self.running.set_value(Some(handle));
        go_on(async move {
            let stage = match work.await {
                Ok(Ok(is_cut)) => Stage::Read { is_cut },
                Ok(Err(_)) => Stage::Failed(t!("doctor-screen-unreadable")),
                Err(_) => return,
            };
            if style.is_none() {
                self.styles.set_value(self.log.with_value(|log| log.doctor.styles().collect()));
            }
            self.stage.set(stage);
            self.show_chosen();
            self.grew();
        });
    }

    /// Reads the same log once more, as another style.
    pub(super) fn read_again(self) {
        if let Some(source) = self.source.get_untracked() {
            self.read(source);
        }
    }

    /// Calls the reading off, and goes back to the beginning. What was pasted stays.
    pub(super) fn forget(self) {
        self.stop();
        self.log.set_value(Log::default());
        self.source.set(None);
        self.style.set(None);
        self.styles.set_value(Vec::new());
        self.stage.set(Stage::Empty);
        self.grew();
    }

    fn stop(self) {
        if let Some(handle) = self.running.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }

    fn grew(self) {
        self.version.update(|version| *version += 1);
    }

    /// Shows the first line of the chosen finding in the log.
    pub(super) fn show_chosen(self) {
        let chosen = self.chosen.get_untracked();
        let line = self.log.with_value(|log| {
            let finding = log.findings()?.get(chosen)?;
            finding.lines.first().copied()
        });
        if line.is_some() {
            self.line.set(line);
        }
    }

    /// Goes on to the next finding, or back.
    pub(super) fn walk(self, by: isize) {
        let count = self.log.with_value(|log| log.findings().map_or(0, <[_]>::len));
        let to = self.chosen.get_untracked().saturating_add_signed(by).min(count.saturating_sub(1));
        self.chosen.set(to);
        self.show_chosen();
    }

    /// Takes the bytes in; whether there are more than are taken.
    async fn take_in(self, source: Source, style: Option<Style>) -> Result<bool, JsValue> {
        let blob: Blob = match source {
            Source::Pasted(text) => Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(&text)))?,
            Source::File(file) => file.into(),
        };
        let mut stream = FileStream::open(&blob).await?;
        let is_compressed = stream.is_compressed();
        let (mut done, size) = (0.0, blob.size().max(1.0));
        let bytes = if is_compressed { Bytes::default() } else { Bytes::of(blob) };
        self.log.set_value(Log::new(style, bytes));
        let (mut work, mut room) = (Work { slice: Slice::begin(), slices: 0 }, Room::of(is_compressed));
        let mut is_cut = false;
        while !is_cut && let Some(bytes) = stream.next().await? {
            let (bytes, is_more) = room.take(&bytes);
            is_cut = is_more;
            if is_compressed {
                self.log.try_update_value(|log| log.bytes.keep(bytes)).unwrap_or(Ok(()))?;
            }
            self.feed(bytes, &mut work).await;
            done += bytes.len() as f64;
            self.stage.set(Stage::Reading((!is_compressed).then_some(done / size)));
        }
        self.log.update_value(Log::end);
        Ok(is_cut)
    }

    async fn feed(self, bytes: &[u8], work: &mut Work) {
        for piece in bytes.chunks(PIECE) {
            self.log.update_value(|log| log.feed(piece));
            if !work.slice.is_over() {
                continue;
            }
            work.slices += 1;
            let found = self.log.try_update_value(Log::found_more).unwrap_or_default();
            if found || work.slices.is_multiple_of(SHOWN_EVERY) || work.slices == 1 {
                self.grew();
            }
            work.slice.pause().await;
        }
    }
}

/// How far the reading is in time.
struct Work {
    slice: Slice,
    /// How many there were.
    slices: u32,
}
