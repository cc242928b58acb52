//! What surrounds an input: its label above, its hint, counter and error below.

use leptos::prelude::*;

use super::{
    count::Count,
    icon::{Glyph, Icon},
    id,
    outside::seen,
    text::MaybeText,
    words::use_words,
};

/// The ids of an input and of the texts that describe it.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    pub(super) input: String,
    pub(super) label: String,
    hint: String,
    error: String,
    count: String,
}

impl Ids {
    pub(super) fn fresh(prefix: &str) -> Self {
        let input = id::fresh(prefix);
        let part = |name: &str| format!("{input}-{name}");
        Self { label: part("label"), hint: part("hint"), error: part("error"), count: part("count"), input }
    }
}

/// The texts around an input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    pub(super) label: Signal<String>,
    pub(super) hint: MaybeText,
    pub(super) error: MaybeText,
    pub(super) disabled_reason: MaybeText,
    pub(super) count: Signal<Option<Count>>,
}

impl Texts {
    /// The value of the input's `aria-describedby`.
    pub(super) fn described_by(self, ids: &Ids) -> Option<String> {
        id::described_by([
            (ids.hint.as_str(), self.hint_now().is_some()),
            (ids.error.as_str(), self.error.get().is_some()),
            (ids.count.as_str(), self.count.get().is_some()),
        ])
    }

    /// The value of the input's `aria-invalid`.
    pub(super) fn invalid(self) -> Option<&'static str> {
        let over = self.count.get().is_some_and(Count::is_over);
        (over || self.error.get().is_some()).then_some("true")
    }

    /// The value of the input's `aria-disabled`.
    pub(super) fn disabled(self) -> Option<&'static str> {
        self.disabled_reason.get().map(|_| "true")
    }

    fn hint_now(self) -> Option<String> {
        self.disabled_reason.get().or_else(|| self.hint.get())
    }
}

/// Lays out an input with its texts.
pub(super) fn frame(ids: Ids, texts: Texts, required: bool, control: impl IntoView) -> impl IntoView {
    let Ids { input, label, hint, error, count } = ids;
    let required = required.then(|| {
        view! { <span class="field-required" aria-hidden="true">"*"</span><span class="hidden">{use_words().required}</span> }
    });
    view! {
        <div class="field" class:has-error=move || texts.invalid().is_some()>
            <label class="field-label" for=input id=label>{move || seen(texts.label.get())} {required}</label>
            {control}
            <div class="field-foot" class:is-empty=move || texts.hint_now().is_none() && texts.count.get().is_none()>
                <span class="field-hint" id=hint>{move || texts.hint_now()}</span>
                <span class="field-count" id=count class:is-over=move || texts.count.get().is_some_and(Count::is_over)>
                    {move || texts.count.get().map(|count| count.to_string())}
                </span>
            </div>
            <div class="field-error" id=error aria-live="polite">
                {move || texts.error.get().map(|text| view! { <Glyph icon=Icon::Warning/><span>{text}</span> })}
            </div>
        </div>
    }
}
