//! The header: what is true now, in one line.

use futures::FutureExt;
use leptos::{html, prelude::*};

use super::link_pill::LinkPill;
use crate::later::later;
use crate::parts::series;
use crate::state::{ClientState, Facts, Origin, Press, use_workbench};
use crate::t;
use crate::ui::{Button, Dialog, Glyph, Icon, Pill, Tone, Variant, go_on};
use fibocom_at::ClientIndex;
use fibocom_at::codes::SignalQuality;

/// Whether the panel of faults is open, and the button that opens it.
#[derive(Clone, Copy)]
pub struct FaultsOpen {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl FaultsOpen {
    /// The id of the panel.
    pub const PANEL: &'static str = "faults";

    pub fn new() -> Self {
        Self { open: RwSignal::new(false), button: NodeRef::new() }
    }

    /// Whether it is open. The button closes it once there is nothing to break any more.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Closes it; the keyboard goes back to where it was opened.
    pub fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            // A button can have the focus.
            let _ = button.focus();
        }
    }
}

#[component]
pub fn Header(
    /// Whether the menu of narrow pages is open.
    menu_open: RwSignal<bool>,
    /// Whether the Wire drawer of narrow pages is open.
    wire_open: RwSignal<bool>,
    /// The panel of faults.
    faults: FaultsOpen,
) -> impl IntoView {
    let workbench = use_workbench();
    let facts = workbench.facts();
    let is_up = workbench.is_connected();
    let file = workbench.session_file();
    let is_replay = Memo::new(move |_| file.with(Option::is_some));
    let ends_here =
        Memo::new(move |_| !is_replay.get() && facts.with(|facts| facts.link.way_out().press == Press::Disconnect));
    let disconnect = move || go_on(async move { workbench.disconnect().await });
    view! {
        <header class="shell-header">
            <span class="only-small">
                <Button variant=Variant::Quiet icon=Icon::Menu name=t!("menu") on_press=move || menu_open.set(true)/>
            </span>
            <a class="shell-name" href="#/connect"><Glyph icon=Icon::Mark/><span>{t!("app-name")}</span></a>
            <Show when=move || is_replay.get()><Pill tone=Tone::Info>{t!("replay-pill")}</Pill></Show>
            <LinkPill/>
            <SeriesButton/>
            <FaultsButton faults/>
            <FactLine/>
            <Lamps/>
            <div class="shell-right">
                <span class="only-narrow wire-button">
                    <Button icon=Icon::Wire on_press=move || wire_open.set(true)>{t!("wire-name")}</Button>
                </span>
                <Show when=move || is_replay.get()>
                    <Button on_press=move || workbench.close_session_file()>{t!("replay-leave")}</Button>
                </Show>
                <Show when=move || ends_here.get()>
                    <Button on_press=disconnect>{move || if is_up.get() { t!("disconnect") } else { t!("link-cancel") }}</Button>
                </Show>
            </div>
        </header>
    }
}

/// The series in use. It opens what is known of it, and the choice of another.
#[component]
fn SeriesButton() -> impl IntoView {
    let series = use_workbench().series();
    let open = RwSignal::new(false);
    let name = move || {
        series.with(|series| match (series.origin(), series.row().name) {
            (Origin::Unasked, _) => t!("series-any"),
            (Origin::Unknown, _) => t!("series-unknown"),
            (Origin::Model, name) => t!("series-named", name = name),
            (Origin::Hand | Origin::HandAgainst(_), name) => t!("series-by-hand", name = name),
        })
    };
    let doubtful = move || {
        series.with(|series| matches!(series.origin(), Origin::Unknown | Origin::Hand | Origin::HandAgainst(_)))
    };
    let differs = move || series.with(|series| series.differences().next().is_some());
    view! {
        <button type="button" class="series-button" class:is-doubtful=doubtful aria-haspopup="dialog" title=t!("series-open")
            on:click=move |_| open.set(true)>
            {name}
            {move || differs().then(|| view! { <small>{t!("series-differs")}</small> })}
        </button>
        <Dialog open title=t!("connect-profile")>{later(|| series::panel().boxed_local())}</Dialog>
    }
}

/// What is wrong with the virtual module, while there is one. It opens the panel beside the screen.
#[component]
fn FaultsButton(faults: FaultsOpen) -> impl IntoView {
    let by_hand = use_workbench().by_hand();
    let wrong = Memo::new(move |_| by_hand.with(|now| now.as_ref().map(|now| now.count)));
    Effect::new(move |_| {
        if wrong.get().is_none() {
            faults.open.set(false);
        }
    });
    let text = move || match wrong.get() {
        None | Some(0) => t!("faults-name"),
        Some(count) => t!("faults-count", count = count),
    };
    let press = move |_| if faults.open.get_untracked() { faults.close() } else { faults.open.set(true) };
    view! {
        <Show when=move || wrong.get().is_some()>
            <button type="button" class="faults-button" class:is-bad=move || wrong.get().is_some_and(|count| count > 0)
                aria-expanded=move || if faults.open.get() { "true" } else { "false" } aria-controls=FaultsOpen::PANEL
                title=t!("faults-open") node_ref=faults.button on:click=press>
                <Glyph icon=Icon::Warning/><span>{text}</span>
            </button>
        </Show>
    }
}

/// Model, signal and address, as far as they are known.
#[component]
fn FactLine() -> impl IntoView {
    let facts = use_workbench().facts();
    let line = Memo::new(move |_| facts.with(known));
    view! {
        <div class="facts">
            {move || {
                line.get()
                    .into_iter()
                    .map(|(class, label, value)| view! { <span class=class><span class="fact-label">{label}" "</span><b>{value}</b></span> })
                    .collect_view()
            }}
        </div>
    }
}

/// Each fact: its class, its label, its value.
fn known(facts: &Facts) -> Vec<(&'static str, String, String)> {
    let mut line = Vec::new();
    if let Some(module) = &facts.module {
        line.push(("fact-model", String::new(), module.identity.model.clone()));
    }
    if facts.lacks_sim() {
        line.push(("", String::new(), t!("sim-none")));
    } else if let Some(signal) = facts.signal {
        let (label, value) = match signal.quality() {
            SignalQuality::Unknown | SignalQuality::Unlisted(_) => (String::new(), t!("signal-none")),
            SignalQuality::Weak => (t!("signal"), t!("signal-weak", rssi = signal.rssi)),
            SignalQuality::Fair => (t!("signal"), t!("signal-fair", rssi = signal.rssi)),
            SignalQuality::Good => (t!("signal"), t!("signal-good", rssi = signal.rssi)),
        };
        line.push(("", label, value));
    }
    if facts.link.is_up() {
        line.push(match facts.address {
            Some(address) => ("", t!("address"), address.to_string()),
            None => ("", String::new(), t!("address-none")),
        });
    }
    line
}

/// One lamp a client of the series, while a module is connected.
#[component]
fn Lamps() -> impl IntoView {
    let facts = use_workbench().facts();
    let lamps = Memo::new(move |_| {
        facts.with(|facts| {
            let clients = if facts.link.is_up() { facts.series.limits().clients } else { &[] };
            clients
                .iter()
                .filter_map(|id| ClientIndex::new(*id))
                .map(|client| Lamp::of(facts, client))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="lamps" aria-label=t!("lamps-name")>
            {move || lamps.get().into_iter().map(lamp).collect_view()}
        </ul>
    }
}

/// What a lamp shows. On a narrow page only the number of a client that is in use is left.
#[derive(Debug, Clone, PartialEq)]
struct Lamp {
    client: ClientIndex,
    state: ClientState,
    /// Whether its last opening was answered with no.
    is_unopened: bool,
    broker: Option<String>,
}

impl Lamp {
    fn of(facts: &Facts, client: ClientIndex) -> Self {
        let known = facts.client(client);
        let is_unopened = facts.is_unopened(client);
        let broker = known.broker.filter(|_| known.state != ClientState::Free || is_unopened);
        Self { client, state: known.state, is_unopened, broker: broker.map(|(host, port)| format!("{host}:{port}")) }
    }

    fn name(&self) -> String {
        let state = match self.state {
            ClientState::Free if self.is_unopened => t!("client-unopened"),
            ClientState::Free => t!("client-free"),
            ClientState::Opening => t!("client-opening"),
            ClientState::Open => t!("client-open"),
            ClientState::Closing => t!("client-closing"),
            ClientState::Broken => t!("client-broken"),
        };
        let broker = self.broker.clone().unwrap_or_default();
        t!("client-lamp", client = self.client.number(), state = state, broker = broker)
    }
}

fn lamp(lamp: Lamp) -> impl IntoView {
    let name = lamp.name();
    let title = name.clone();
    let Lamp { client, state, is_unopened, broker } = lamp;
    let class = match state {
        ClientState::Free if is_unopened => "lamp is-bad",
        ClientState::Free => "lamp is-free",
        ClientState::Opening | ClientState::Closing => "lamp",
        ClientState::Open => "lamp is-on",
        ClientState::Broken => "lamp is-bad",
    };
    let more = broker.or_else(|| client.is_sn().then(|| "SN".to_owned()));
    view! {
        <li class=class title=title>
            <span aria-hidden="true">{client.to_string()}{more.map(|more| view! { <span class="lamp-more">" "{more}</span> })}</span>
            <span class="hidden">{name}</span>
        </li>
    }
}
