//! A button that does one thing, and that says why when it cannot.

use leptos::{ev::MouseEvent, prelude::*};

use super::{
    icon::{Glyph, Icon},
    id,
    text::MaybeText,
};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// The next step of the screen: at most one in view.
    Primary,
    /// Anything else.
    #[default]
    Default,
    /// Beside text, in bars and cards.
    Quiet,
    /// Destroys something.
    Danger,
}

impl Variant {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button is-primary",
            Self::Default => "button",
            Self::Quiet => "button is-quiet",
            Self::Danger => "button is-danger",
        }
    }
}

/// Why nothing can be sent now, whatever is shown: one text for all buttons that would.
#[derive(Debug, Clone, Copy)]
struct Held(Signal<Option<String>>);

/// Has all buttons that would send say this instead, while there is a text.
pub fn provide_held(why: Signal<Option<String>>) {
    provide_context(Held(why));
}

/// That text, where there is one.
#[must_use]
pub fn held_back() -> Signal<Option<String>> {
    use_context::<Held>().map_or_else(|| Signal::stored(None), |Held(why)| why)
}

/// A button. While `disabled_reason` has a text it can be focused but does nothing, and the text is its title and
/// description; while `busy` has a text that text replaces the label beside a spinner.
#[component]
pub fn Button(
    /// Whether something is sent or opened when it is pressed, or what went over the line forgotten.
    #[prop(optional)]
    sends: bool,
    /// How much it stands out.
    #[prop(optional)]
    variant: Variant,
    /// An icon before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Its accessible name when the label is an icon alone; shown as its title.
    #[prop(optional, into)]
    name: MaybeText,
    /// Why it cannot be pressed now.
    #[prop(optional, into)]
    disabled_reason: MaybeText,
    /// What it is doing now, as in "Dialling…".
    #[prop(optional, into)]
    busy: MaybeText,
    /// Makes it the button that the Enter key presses in a form.
    #[prop(optional)]
    submit: bool,
    /// The id of the form that it submits, where it stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
    /// What it does.
    #[prop(optional, into)]
    on_press: Option<UnsyncCallback<()>>,
    /// The label.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let own_reason = disabled_reason;
    let held = sends.then(held_back);
    let disabled_reason = Signal::derive(move || held.and_then(|held| held.get()).or_else(|| own_reason.get()));
    let reason_id = id::fresh("reason");
    let reason_for = reason_id.clone();
    let idle = move || disabled_reason.get().is_some() || busy.get().is_some();
    let press = move |event: MouseEvent| {
        if disabled_reason.get_untracked().is_some() || busy.get_untracked().is_some() {
            event.prevent_default();
        } else if let Some(action) = on_press {
            action.run(());
        }
    };
    let label = move || match (busy.get(), &children) {
        (Some(text), _) => view! { <span class="spinner" aria-hidden="true"></span><span>{text}</span> }.into_any(),
        (None, Some(children)) => {
            view! { {icon.map(|icon| view! { <Glyph icon/> })} <span>{children()}</span> }.into_any()
        }
        (None, None) => icon.map(|icon| view! { <Glyph icon/> }).into_any(),
    };
    view! {
        <button type=if submit { "submit" } else { "button" } class=variant.class() form=form
            class:is-busy=move || busy.get().is_some()
            aria-label=move || name.get()
            title=move || disabled_reason.get().or_else(|| name.get())
            aria-disabled=move || idle().then_some("true")
            aria-busy=move || busy.get().map(|_| "true")
            aria-describedby=move || disabled_reason.get().map(|_| reason_for.clone())
            on:click=press>
            {label}
            {move || disabled_reason.get().map(|text| view! { <span class="hidden" aria-hidden="true" id=reason_id.clone()>{text}</span> })}
        </button>
    }
}
