//! What was typed or pasted, as the browser has it: no half of a character is lost on the way, and no more is taken than a field is for.

use js_sys::{Array, Function, JsString, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, Event, EventInit, HtmlTextAreaElement};
use workbench_payload::visible::{from_utf16, half_in, to_utf16};

use super::{text::MaybeText, words::Words};

/// The most that a field of one line takes, in UTF-16 units: what everything that is sent from one is far below.
pub const FIELD_MAX: u32 = 65_536;

/// The most that a field of several lines takes, in UTF-16 units.
pub const TEXT_MAX: u32 = 1_048_576;

/// From so many bytes on, a text of several lines takes a browser's own pasting so long that the page seems to stand still.
const SLOW_TO_PASTE: usize = 16_384;

/// A text of the browser. Half of a character, which no Rust text can hold, is kept as one that
/// [`half_in`](workbench_payload::visible::half_in) finds.
#[must_use]
pub fn from_browser(value: &JsValue) -> Option<String> {
    let text = value.as_string()?;
    // The usual way puts U+FFFD where a half stood.
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return Some(text);
    }
    Some(from_utf16(value.unchecked_ref::<JsString>().iter()))
}

/// The text for the browser, with the halves that it came with.
#[must_use]
pub fn to_browser(text: &str) -> JsValue {
    if half_in(text).is_none() {
        return JsValue::from_str(text);
    }
    JsString::from_char_code(&to_utf16(text).collect::<Vec<_>>()).into()
}

/// The value of an input, as it is.
#[must_use]
pub fn value_of(input: &JsValue) -> String {
    Reflect::get(input, &JsValue::from_str("value")).ok().as_ref().and_then(from_browser).unwrap_or_default()
}

/// The text that is being pasted, as it is.
#[must_use]
pub fn pasted(event: &ClipboardEvent) -> Option<String> {
    let data = event.clipboard_data()?;
    let read: Function = Reflect::get(&data, &JsValue::from_str("getData")).ok()?.dyn_into().ok()?;
    read.call1(&data, &JsValue::from_str("text/plain")).ok().as_ref().and_then(from_browser)
}

/// How long a text is as a browser counts: in UTF-16 units.
#[must_use]
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What is wrong with a text from the clipboard, before anybody asks what it means.
#[must_use]
pub fn unfit(text: &str, words: &Words) -> Option<String> {
    let length = units(text);
    if length > TEXT_MAX as usize {
        return Some((words.too_long)(length, TEXT_MAX as usize));
    }
    half_in(text).map(|half| (words.half)(Some(format!("U+{:04X}", half.unit)), half.at + 1))
}

/// Puts a text in the place of what is selected, with the caret behind it, in view where that is the end.
fn put_in(area: &HtmlTextAreaElement, text: &str) -> Option<()> {
    let put: Function = Reflect::get(area, &JsValue::from_str("setRangeText")).ok()?.dyn_into().ok()?;
    let selected = [area.selection_start(), area.selection_end()];
    let [start, end] = selected.map(|place| JsValue::from(place.ok().flatten().unwrap_or_default()));
    let arguments = Array::of4(&to_browser(text), &start, &end, &JsValue::from_str("end"));
    put.apply(area, &arguments).ok()?;
    if area.selection_end().ok().flatten() == Some(area.text_length()) {
        area.set_scroll_top(area.scroll_height());
    }
    Some(())
}

/// Tells whoever listens that the text is another one, as the browser does.
fn tell_of_input(area: &HtmlTextAreaElement) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        // It is told, whatever is made of it.
        let _ = area.dispatch_event(&event);
    }
}

/// An input between the browser and the value that it is bound to.
#[derive(Clone, Copy)]
pub struct Intake {
    most: u32,
    /// How much was refused last.
    refused: RwSignal<Option<usize>>,
    words: StoredValue<Words>,
}

/// Whether what is typed is repeated in a message about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Open,
    Secret,
}

impl Intake {
    /// An input that takes so many UTF-16 units at most.
    #[must_use]
    pub fn new(most: u32, words: Words) -> Self {
        Self { most, refused: RwSignal::new(None), words: StoredValue::new(words) }
    }

    /// What the input holds now; nothing where that is too much, and the input holds again what it held before.
    pub fn typed(self, input: &JsValue, before: impl FnOnce() -> String) -> Option<String> {
        let place = JsValue::from_str("value");
        let value = Reflect::get(input, &place).ok()?;
        let length = value.dyn_ref::<JsString>().map_or(0, JsString::length);
        if length > self.most {
            // An input takes every text.
            let _ = Reflect::set(input, &place, &to_browser(&before()));
            self.refused.set(Some(length as usize));
            return None;
        }
        if self.refused.get_untracked().is_some() {
            self.refused.set(None);
        }
        from_browser(&value)
    }

    /// Whether what is being pasted may come in. What is too long never reaches the input.
    pub fn admits(self, event: &ClipboardEvent) {
        let length = pasted(event).map_or(0, |text| units(&text));
        if length > self.most as usize {
            event.prevent_default();
            self.refused.set(Some(length));
        }
    }

    /// The same for a field of several lines. A long text is put in here: browsers do it line by line, and stand still for a minute with a log.
    pub fn admits_lines(self, event: &ClipboardEvent) {
        self.admits(event);
        let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        let Some((area, text)) = area.zip(pasted(event)) else { return };
        if event.default_prevented() || area.read_only() || text.len() < SLOW_TO_PASTE {
            return;
        }
        if put_in(&area, &text).is_some() {
            event.prevent_default();
            tell_of_input(&area);
        }
    }

    /// What is wrong with what was typed, before anybody asks what it means.
    #[must_use]
    pub fn problem(self, sight: Sight, value: impl Fn() -> String) -> Option<String> {
        if let Some(length) = self.refused.get() {
            return Some(self.words.with_value(|words| (words.too_long)(length, self.most as usize)));
        }
        let half = half_in(&value())?;
        let code = (sight == Sight::Open).then(|| format!("U+{:04X}", half.unit));
        Some(self.words.with_value(|words| (words.half)(code, half.at + 1)))
    }

    /// The same, or else what the screen finds wrong.
    #[must_use]
    pub fn error(
        self,
        sight: Sight,
        value: impl Fn() -> String + Send + Sync + 'static,
        judged: MaybeText,
    ) -> MaybeText {
        let problem = Memo::new(move |_| self.problem(sight, &value));
        (move || problem.get().or_else(|| judged.get())).into()
    }
}
