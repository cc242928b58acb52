//! The rail: the journey in its order, with what is done, and the tools.

use fibocom_at::codes::TlsError;
use leptos::prelude::*;

use super::screen::{Journey, Screen, Tool};
use crate::state::{ClientState, Facts, Phase, use_workbench};
use crate::t;
use crate::ui::{Button, Glyph, Icon, Variant};

/// How far a step of the journey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Ahead,
    Done,
    Broken,
    /// The journey went on without it.
    NotNeeded,
    /// It comes before the steps above it.
    First,
}

#[component]
pub fn Rail(
    /// The screen that is shown.
    screen: RwSignal<Screen>,
    /// Whether the dialog that asks what to forget is open.
    forget_open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <nav class="rail" aria-label=t!("rail-name")>
            <h2>{t!("rail-journey")}</h2>
            {Screen::journey()
                .enumerate()
                .map(|(index, step)| view! { <StepLink step number=index + 1 screen/> })
                .collect_view()}
            <h2>{t!("rail-tools")}</h2>
            {Tool::ALL.iter().map(|tool| view! { <ToolLink tool=*tool screen/> }).collect_view()}
        </nav>
        <div class="rail-forget">
            <Button variant=Variant::Quiet icon=Icon::Trash on_press=move || forget_open.set(true)>{t!("forget")}</Button>
        </div>
    }
}

#[component]
fn StepLink(step: Screen, number: usize, screen: RwSignal<Screen>) -> impl IntoView {
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
        Progress::NotNeeded => "–".into_any(),
        Progress::Ahead | Progress::First => number.into_any(),
    };
    let going = move || step == Screen::Journey(Journey::Publish) && workbench.run_goes_on();
    let count = move || (step == Screen::Journey(Journey::Messages) && messages.get() > 0).then(|| messages.get());
    view! {
        <a
            class="rail-link"
            class:is-done=move || progress.get() == Progress::Done
            class:is-bad=move || progress.get() == Progress::Broken
            class:is-skipped=move || progress.get() == Progress::NotNeeded
            href=format!("#/{}", step.id())
            aria-current=move || is_current(step, screen.get()).then_some("page")
        >
            <span class="rail-mark">{mark}</span>
            <span>
                {t!(step.name())}
                {move || note(progress.get()).map(|note| view! { <small class="rail-note">{note}</small> })}
            </span>
            {move || going().then(|| view! {
                <span class="rail-count"><span class="spinner" aria-hidden="true"></span><span class="hidden">{t!("rail-run")}</span></span>
            })}
            {move || count().map(|count| view! { <span class="rail-count">{count}</span> })}
        </a>
    }
}

/// What is said beneath the name of a step.
fn note(progress: Progress) -> Option<String> {
    match progress {
        Progress::NotNeeded => Some(t!("rail-not-needed")),
        Progress::First => Some(t!("rail-first")),
        Progress::Ahead | Progress::Done | Progress::Broken => None,
    }
}

/// Whether a step of the journey is where the person is.
fn is_current(step: Screen, shown: Screen) -> bool {
    step == shown || (step == Screen::Connect && shown == Screen::Demo)
}

fn progress(step: Screen, facts: &Facts, messages: usize) -> Progress {
    let (done, broken) = match step {
        Screen::Connect => (facts.link.is_up(), matches!(facts.link, Phase::Lost | Phase::Failed)),
        Screen::Journey(Journey::Network) => (facts.address.is_some() && !facts.lost_network(), facts.lost_network()),
        Screen::Journey(Journey::Credentials) => (facts.has_login(), false),
        Screen::Journey(Journey::Tls) => {
            (facts.is_tls_done(), facts.tls.last_error.is_some_and(|error| error != TlsError::None))
        }
        Screen::Journey(Journey::Session) => (
            facts.open_clients().next().is_some(),
            facts
                .clients
                .iter()
                .any(|(client, known)| known.state == ClientState::Broken || facts.is_unopened(*client)),
        ),
        Screen::Journey(Journey::Publish) => (facts.published > 0, false),
        Screen::Journey(Journey::Messages) => (messages > 0 && facts.link.is_up(), false),
        Screen::Demo | Screen::Tool(_) => (false, false),
        #[cfg(debug_assertions)]
        Screen::Gallery => (false, false),
    };
    // A client is connected without it.
    let optional = matches!(step, Screen::Journey(Journey::Credentials | Journey::Tls));
    match (done, broken) {
        (true, _) => Progress::Done,
        (false, true) => Progress::Broken,
        (false, false) if optional && facts.open_clients().next().is_some() => Progress::NotNeeded,
        (false, false) if step == Screen::Journey(Journey::Tls) && facts.needs_tls() => Progress::First,
        (false, false) => Progress::Ahead,
    }
}

#[component]
fn ToolLink(tool: Tool, screen: RwSignal<Screen>) -> impl IntoView {
    let own = Screen::Tool(tool);
    let icon = match tool {
        Tool::Terminal => Icon::Prompt,
        Tool::Walkthrough => Icon::File,
        Tool::Doctor => Icon::Search,
        Tool::Replay => Icon::History,
        Tool::Reference => Icon::Book,
    };
    view! {
        <a class="rail-link" href=format!("#/{}", own.id()) aria-current=move || (screen.get() == own).then_some("page")>
            <span class="rail-mark is-tool"><Glyph icon/></span>
            {t!(own.name())}
        </a>
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::ClientIndex;

    use super::*;
    use crate::state::{BrokerCheck, ClientFacts, Opened};

    #[test]
    fn a_step_is_not_needed_only_where_the_journey_went_without_it() {
        let tls = Screen::Journey(Journey::Tls);
        let credentials = Screen::Journey(Journey::Credentials);
        for (opened, expected) in [
            (None, (Progress::NotNeeded, Progress::NotNeeded)),
            (Some(Opened { tls: None, has_login: false }), (Progress::NotNeeded, Progress::NotNeeded)),
            (Some(Opened { tls: Some(BrokerCheck::NotMade), has_login: true }), (Progress::Done, Progress::Done)),
            (Some(Opened { tls: None, has_login: true }), (Progress::NotNeeded, Progress::Done)),
        ] {
            let mut facts = Facts::default();
            let client = ClientFacts { state: ClientState::Open, opened, ..ClientFacts::default() };
            facts.clients.insert(ClientIndex::ALL[0], client);
            assert_eq!((progress(tls, &facts, 0), progress(credentials, &facts, 0)), expected, "{opened:?}");
        }
        let wanted = Facts { tls_wanted: true, ..Facts::default() };
        assert_eq!(progress(tls, &wanted, 0), Progress::First);
    }
}
