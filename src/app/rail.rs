//! The rail: the journey in its order, with what is done, and the tools.

use fibocom_at::codes::TlsError;
use leptos::prelude::*;

use super::route::Screen;
use crate::state::{ClientState, Facts, LinkState, use_workbench};
use crate::t;
use crate::ui::{Glyph, Icon};

/// How far a step of the journey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Ahead,
    Done,
    Broken,
}

/// The navigation.
#[component]
pub fn Rail(
    /// The screen that is shown.
    screen: RwSignal<Screen>,
) -> impl IntoView {
    view! {
        <nav class="rail" aria-label=t!("rail-name")>
            <h2>{t!("rail-journey")}</h2>
            {Screen::JOURNEY
                .into_iter()
                .enumerate()
                .map(|(index, step)| view! { <Journey step number=index + 1 screen/> })
                .collect_view()}
            <h2>{t!("rail-tools")}</h2>
            {Screen::TOOLS
                .into_iter()
                .map(|tool| view! {
                    <a class="rail-link" href=format!("#/{}", tool.id()) aria-current=move || (screen.get() == tool).then_some("page")>
                        <span class="rail-mark is-tool"><Glyph icon=icon(tool)/></span>
                        {name(tool)}
                    </a>
                })
                .collect_view()}
        </nav>
    }
}

#[component]
fn Journey(step: Screen, number: usize, screen: RwSignal<Screen>) -> impl IntoView {
    let workbench = use_workbench();
    let facts = workbench.facts();
    let messages = Memo::new(move |_| {
        workbench.messages_version().track();
        workbench.with_messages(|messages| messages.iter().len())
    });
    let progress = Memo::new(move |_| facts.with(|facts| progress(step, facts, messages.get())));
    let mark = move || match progress.get() {
        Progress::Done => view! { <Glyph icon=Icon::Check/> }.into_any(),
        Progress::Broken => view! { <Glyph icon=Icon::Cross/> }.into_any(),
        Progress::Ahead => number.into_any(),
    };
    let going = move || step == Screen::Publish && workbench.run_goes_on();
    let count = move || (step == Screen::Messages && messages.get() > 0).then(|| messages.get());
    view! {
        <a
            class="rail-link"
            class:is-done=move || progress.get() == Progress::Done
            class:is-bad=move || progress.get() == Progress::Broken
            href=format!("#/{}", step.id())
            aria-current=move || (screen.get() == step).then_some("page")
        >
            <span class="rail-mark">{mark}</span>
            {name(step)}
            {move || going().then(|| view! {
                <span class="rail-count"><span class="spinner" aria-hidden="true"></span><span class="hidden">{t!("rail-run")}</span></span>
            })}
            {move || count().map(|count| view! { <span class="rail-count">{count}</span> })}
        </a>
    }
}

fn progress(step: Screen, facts: &Facts, messages: usize) -> Progress {
    let (done, broken) = match step {
        Screen::Connect => (facts.link.is_up(), matches!(facts.link, LinkState::Lost | LinkState::Failed)),
        Screen::Network => (facts.address.is_some(), false),
        Screen::Credentials => (facts.identified, false),
        Screen::Tls => {
            (!facts.tls.uploads.is_empty(), facts.tls.last_error.is_some_and(|error| error != TlsError::None))
        }
        Screen::Session => (
            facts.open_clients().next().is_some(),
            facts.clients.values().any(|client| client.state == ClientState::Broken),
        ),
        Screen::Publish => (facts.published > 0, false),
        Screen::Messages => (messages > 0 && facts.link.is_up(), false),
        _ => (false, false),
    };
    match (done, broken) {
        (true, _) => Progress::Done,
        (false, true) => Progress::Broken,
        (false, false) => Progress::Ahead,
    }
}

/// The icon of a tool.
const fn icon(tool: Screen) -> Icon {
    match tool {
        Screen::Reference => Icon::Book,
        _ => Icon::Prompt,
    }
}

fn name(screen: Screen) -> String {
    match screen {
        Screen::Connect => t!("rail-connect"),
        Screen::Network => t!("rail-network"),
        Screen::Credentials => t!("rail-credentials"),
        Screen::Tls => t!("rail-tls"),
        Screen::Session => t!("rail-session"),
        Screen::Publish => t!("rail-publish"),
        Screen::Messages => t!("rail-messages"),
        Screen::Terminal => t!("rail-terminal"),
        Screen::Reference => t!("rail-reference"),
        #[cfg(debug_assertions)]
        Screen::Gallery => String::new(),
    }
}
