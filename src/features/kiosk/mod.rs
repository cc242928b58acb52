//! A stand: large, alive by itself, and as new for each visitor. It has no way to the other screens.

mod awake;
mod drawing;
mod fault;
mod game;
mod idle;
mod lead;
mod options;
mod own;
mod stand;
mod start;
mod tour;

use leptos::{ev, prelude::*};

use self::options::Options;
use self::stand::{Scene, Stand};
use crate::state::{Filter, Support, support, use_workbench};
use crate::t;
use crate::ui::{Button, Glyph, Icon, Pill, Tone, Variant, go_on, outside};

/// The stand, for as long as the page lives.
#[component]
pub fn KioskScreen() -> impl IntoView {
    let workbench = use_workbench();
    let stand = Stand::new(workbench, Options::parse(&window().location().search().unwrap_or_default()));
    awake::stay_awake();
    keep_in();
    stand.note_steps();
    stand.follow_ports();
    let left = idle::watch(stand);
    let counted = stand.options.with_value(Options::counted);
    stand.start();
    Effect::new(|_| document().set_title(&t!("app-name")));
    let scene = move || {
        // Another visit is another view: nothing of the one before is in it.
        stand.visit.track();
        match stand.scene.get() {
            Scene::Start => view! { <start::StartScene stand/> }.into_any(),
            Scene::Tour => view! { <tour::TourScene stand/> }.into_any(),
            Scene::Game => view! { <game::GameScene stand/> }.into_any(),
        }
    };
    view! {
        <div class="kiosk">
            <header class="kiosk-head">
                <span class="shell-name"><Glyph icon=Icon::Mark/><span>{t!("app-name")}</span></span>
                <Standing stand/>
                <span class="grow"></span>
                <ChoosePort stand/>
                <Show when=move || stand.scene.get() != Scene::Start>
                    <Button variant=Variant::Quiet icon=Icon::Refresh on_press=move || stand.end()>{t!("kiosk-again")}</Button>
                </Show>
            </header>
            <main class="kiosk-main" id="main">{scene}</main>
            <footer class="kiosk-foot">
                {move || match stand.scene.get() {
                    Scene::Start => t!("kiosk-foot-start"),
                    Scene::Tour | Scene::Game => t!("kiosk-foot"),
                }}
            </footer>
            <idle::StillThere left counted/>
        </div>
    }
}

/// Which module is at work, and whether it is.
#[component]
fn Standing(stand: Stand) -> impl IntoView {
    let facts = stand.facts;
    let module = Memo::new(move |_| {
        facts.with(|facts| {
            let up = facts.module.as_ref().filter(|_| facts.link.is_up());
            up.map(|module| (module.is_virtual, module.identity.model.clone()))
        })
    });
    // A module that is neither there nor on its way.
    let is_gone = Memo::new(move |_| {
        let is_over = stand.trip.with(|trip| trip.as_ref().is_some_and(|trip| trip.end.is_some()));
        is_over && module.with(Option::is_none) && facts.with(|facts| !facts.link.is_coming())
    });
    let tone = Signal::derive(move || match (module.with(Option::is_some), is_gone.get()) {
        (true, _) => Tone::Ok,
        (false, true) => Tone::Bad,
        (false, false) => Tone::Warn,
    });
    let text = move || match module.get() {
        Some((true, model)) => t!("kiosk-live-virtual", model = model),
        Some((false, model)) => t!("kiosk-live-own", model = model),
        None if is_gone.get() => t!("kiosk-gone"),
        None => t!("kiosk-starting"),
    };
    view! { <Pill tone>{move || outside(text())}</Pill> }
}

/// For who sets the stand up, where no policy grants a port: one click after each start. Between visitors the page is not loaded anew, so it holds.
#[component]
fn ChoosePort(stand: Stand) -> impl IntoView {
    let workbench = stand.workbench;
    let has_broker = stand.options.with_value(|options| options.broker.is_some());
    let ports = stand.ports;
    let is_needed = Memo::new(move |_| {
        let lacks = has_broker && support() == Support::Available && ports.with(Vec::is_empty);
        lacks && stand.scene.get() == Scene::Start
    });
    let choose = move || {
        go_on(async move {
            // Who chooses none goes on with the virtual module.
            let _ = workbench.choose_port(Filter::All).await;
        });
    };
    view! {
        <Show when=move || is_needed.get()>
            <Button variant=Variant::Quiet icon=Icon::Plug on_press=choose>{t!("kiosk-choose")}</Button>
        </Show>
    }
}

/// A file that is dropped would take the place of the page, and the menu of the right button leads out of it.
fn keep_in() {
    let listeners = [
        window_event_listener(ev::dragover, |event| event.prevent_default()),
        window_event_listener(ev::drop, |event| event.prevent_default()),
        window_event_listener(ev::dragstart, |event| event.prevent_default()),
        window_event_listener(ev::contextmenu, |event| event.prevent_default()),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}
