//! Things done in order, each with how it went.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    outside::seen,
    text::MaybeText,
    words::use_words,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepStatus {
    #[default]
    Wait,
    Running,
    Pass,
    /// Went, with something to look at.
    Warn,
    Fail,
}

impl StepStatus {
    fn class(self) -> &'static str {
        match self {
            Self::Wait => "step is-wait",
            Self::Running => "step is-running",
            Self::Pass => "step is-pass",
            Self::Warn => "step is-warn",
            Self::Fail => "step is-fail",
        }
    }

    fn icon(self) -> Option<Icon> {
        match self {
            Self::Wait | Self::Running => None,
            Self::Pass => Some(Icon::Check),
            Self::Warn => Some(Icon::Warning),
            Self::Fail => Some(Icon::Cross),
        }
    }
}

/// The list that holds [`Step`]s.
#[component]
pub fn Steps(children: Children) -> impl IntoView {
    view! { <ol class="steps">{children()}</ol> }
}

/// One step. What stands inside it is shown below its detail: a form that mends a failure, or what the module said.
#[component]
pub fn Step(
    #[prop(into)] status: Signal<StepStatus>,
    /// A name in the page, so that it can be looked for and given the focus.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its place in the order, shown until it has gone.
    number: usize,
    #[prop(into)] title: Signal<String>,
    /// What was found, or what it is for.
    #[prop(optional, into)]
    detail: MaybeText,
    /// The command behind it, at the end of the line.
    #[prop(optional, into)]
    code: MaybeText,
    /// A button behind that.
    #[prop(optional, into)]
    action: ViewFnOnce,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let states = StoredValue::new(use_words().step_states);
    let state = move || states.with_value(|states| states.get(status.get() as usize).cloned());
    let mark = move || match (status.get(), status.get().icon()) {
        (StepStatus::Running, _) => view! { <span class="spinner"></span> }.into_any(),
        (_, Some(icon)) => view! { <Glyph icon/> }.into_any(),
        (_, None) => number.into_any(),
    };
    view! {
        <li id=id tabindex=id.map(|_| "-1") class=move || status.get().class() aria-current=move || (status.get() == StepStatus::Running).then_some("step")>
            <span class="step-mark" aria-hidden="true">{mark}</span>
            <div class="step-body">
                <b>{move || seen(title.get())}</b> <span class="hidden">{state}</span>
                {move || detail.get().map(|text| view! { <p>{text}</p> })}
            </div>
            <div class="step-end">
                {move || code.get().map(|text| view! { <code class="step-code">{text}</code> })}
                {action.run()}
            </div>
            {children.map(|children| view! { <div class="step-more">{children()}</div> })}
        </li>
    }
}
