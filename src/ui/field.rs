//! A line of text to fill in, with its label, hint, counter and error.

use leptos::prelude::*;

use super::{
    binding::Binding,
    count::Limit,
    frame::{Ids, Texts, frame},
    given::Teller,
    icon::{Glyph, Icon},
    text::MaybeText,
    typed::{FIELD_MAX, Intake, Sight, to_browser},
    words::use_words,
};

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// What travels on the wire: monospace, and no correction of spelling.
    Mono,
    /// A number. Still text, so that a wrong digit can be shown and explained rather than swallowed.
    Number,
    /// A secret, hidden until it is revealed.
    Password,
    /// A secret of digits alone.
    Pin,
}

impl FieldKind {
    pub(super) const fn is_secret(self) -> bool {
        matches!(self, Self::Password | Self::Pin)
    }

    const fn is_digits(self) -> bool {
        matches!(self, Self::Number | Self::Pin)
    }
}

/// A field. It never refuses a key: the screen judges the value and gives `error` a text.
#[component]
pub fn Field(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// Where to find it, or what is allowed.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with the text.
    #[prop(optional, into)]
    error: MaybeText,
    /// How long it may be; shows a counter.
    #[prop(optional, into)]
    limit: MaybeProp<Limit>,
    /// Marks it as one that must be filled in.
    #[prop(optional)]
    required: bool,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeText,
    /// Texts offered while typing.
    #[prop(optional, into)]
    suggestions: Signal<Vec<String>>,
    /// Why it cannot be changed now; takes the place of the hint.
    #[prop(optional, into)]
    disabled_reason: MaybeText,
) -> impl IntoView {
    let ids = Ids::fresh("field");
    let count = Signal::derive(move || limit.get().map(|limit| limit.count(&value.get())));
    let taken = Intake::new(FIELD_MAX, use_words());
    let sight = if kind.is_secret() { Sight::Secret } else { Sight::Open };
    let error = taken.error(sight, move || value.get(), error);
    let texts = Texts { label, hint, error, disabled_reason, count };
    let teller = Teller::new(kind, Signal::derive(move || value.get()));
    let revealed = RwSignal::new(false);
    let list = format!("{}-list", ids.input);
    // An input with a list is a combo box to assistive technology, also while the list is empty.
    let list_for = list.clone();
    let list_now = move || suggestions.with(|texts| !texts.is_empty()).then(|| list_for.clone());
    let described = ids.clone();
    let hidden = move || kind.is_secret() && !revealed.get();
    let input = view! {
        <input id=ids.input.clone() class="input" class:mono=kind != FieldKind::Text
            type=move || if hidden() { "password" } else { "text" }
            inputmode=if kind.is_digits() { "numeric" } else { "text" }
            autocomplete=if kind.is_secret() { "new-password" } else { "off" }
            autocapitalize="off"
            spellcheck=if kind == FieldKind::Text { "true" } else { "false" }
            list=list_now
            placeholder=move || placeholder.get()
            aria-describedby=move || texts.described_by(&described)
            aria-invalid=move || texts.invalid()
            aria-disabled=move || texts.disabled()
            aria-required=required.then_some("true")
            readonly=move || texts.disabled().is_some()
            prop:value=move || to_browser(&value.get())
            on:paste=move |event| taken.admits(&event)
            on:input:target=move |event| {
                if let Some(typed) = taken.typed(&event.target(), || value.get_untracked()) {
                    teller.typing(&typed);
                    value.set(typed);
                }
            }
            on:change=move |_| teller.done()/>
    };
    let control = view! {
        <div class="field-box">
            {input}
            {kind.is_secret().then(|| view! { <Reveal revealed/> })}
        </div>
        <datalist id=list>
            {move || suggestions.get().into_iter().map(|text| view! { <option value=text></option> }).collect_view()}
        </datalist>
    };
    frame(ids, texts, required, control)
}

/// Shows and hides a secret.
#[component]
fn Reveal(revealed: RwSignal<bool>) -> impl IntoView {
    let words = StoredValue::new(use_words());
    let name = move || words.with_value(|words| if revealed.get() { words.hide.clone() } else { words.reveal.clone() });
    let icon = Signal::derive(move || if revealed.get() { Icon::EyeOff } else { Icon::Eye });
    view! {
        <button type="button" class="field-reveal" title=name aria-label=name
            on:click=move |_| revealed.update(|shown| *shown = !*shown)>
            <Glyph icon/>
        </button>
    }
}
