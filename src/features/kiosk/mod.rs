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

use js_sys::{Array, Reflect};
use leptos::{ev, prelude::*};

use self::options::Options;
use self::stand::{Scene, Stand};
use crate::state::{Filter, Support, support, use_workbench};
use crate::t;
use crate::ui::{Button, Glyph, Icon, Pill, Tone, Variant, go_on, next_frame, outside};

/// The stand, for as long as the page lives.
#[component]
pub fn KioskScreen() -> impl IntoView {
    let workbench = use_workbench();
    let options = Options::parse(&window().location().search().unwrap_or_default());
    for misread in &options.misread {
        // For who sets the stand up. A visitor sees nothing of it.
        leptos::logging::warn!("{}", misread.text());
    }
    let stand = Stand::new(workbench, options);
    awake::stay_awake();
    keep_in();
    stand.note_steps();
    stand.follow_ports();
    let left = idle::watch(stand);
    let counted = stand.options.with_value(Options::counted);
    stand.start();
    take_place(stand);
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
        // Beneath the window, where browsers hear what is answered to a turn of the wheel.
        <div class="kiosk" on:wheel=|event| if event.ctrl_key() { event.prevent_default() }>
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

/// What was shown before this code was there (`public/stand.js`) gives its place to what is alive, between two pictures. Who has touched it meanwhile
/// has begun.
fn take_place(stand: Stand) {
    next_frame(stand, |stand| {
        let first = document().query_selector(".kiosk.is-first").ok().flatten();
        let is_touched = first.as_ref().is_some_and(|first| first.has_attribute("data-touched"));
        for part in [document().get_element_by_id("loading"), first].into_iter().flatten() {
            part.remove();
        }
        // Its sheet is one of the page's own by now. A browser that knows none such has none to take away.
        let _ = Reflect::set(&document(), &"adoptedStyleSheets".into(), &Array::new());
        if is_touched {
            stand.begin();
        }
    });
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

/// The keys with Control or Command by which a browser prints, saves, opens, searches or keeps a page, shows its source, its tools and its own lists,
/// goes to its address, or makes it larger, also for the next visitor. Those of a field stay, and the reload, which begins anew.
const LEAD_OUT: [&str; 17] = ["p", "s", "o", "u", "f", "g", "d", "h", "i", "j", "k", "l", "+", "-", "_", "=", "0"];

/// Keys that do so alone: help, search, a cursor for reading, the whole screen, tools, and those of keyboards that have a row for the browser.
const LEAD_OUT_ALONE: [&str; 10] = [
    "F1",
    "F3",
    "F7",
    "F11",
    "F12",
    "BrowserBack",
    "BrowserForward",
    "BrowserHome",
    "BrowserSearch",
    "BrowserFavorites",
];

/// Keys that do so with Alt: the page before, the page behind, and where the browser begins.
const LEAD_OUT_WITH_ALT: [&str; 3] = ["ArrowLeft", "ArrowRight", "Home"];

/// The buttons of a mouse from this one on are those for the page before and the page behind.
const BACK_BUTTON: i16 = 3;

/// Whether a key of the browser leads out of the page. With Alt it is a character on many keyboards.
fn leads_out(key: &str, is_order: bool, has_alt: bool) -> bool {
    let is_listed = || LEAD_OUT.iter().any(|out| key.eq_ignore_ascii_case(out));
    LEAD_OUT_ALONE.contains(&key) || has_alt && LEAD_OUT_WITH_ALT.contains(&key) || is_order && !has_alt && is_listed()
}

/// A file that is dropped would take the place of the page, and the menu of the right button, some keys and some buttons of a mouse lead out of it.
/// The clipboard is the system's: what a visitor copies there would be the next one's to paste.
fn keep_in() {
    let listeners = [
        window_event_listener(ev::dragover, |event| event.prevent_default()),
        window_event_listener(ev::drop, |event| event.prevent_default()),
        window_event_listener(ev::dragstart, |event| event.prevent_default()),
        window_event_listener(ev::contextmenu, |event| event.prevent_default()),
        window_event_listener(ev::copy, |event| event.prevent_default()),
        window_event_listener(ev::cut, |event| event.prevent_default()),
        window_event_listener(ev::paste, |event| event.prevent_default()),
        window_event_listener(ev::mouseup, |event| {
            if event.button() >= BACK_BUTTON {
                event.prevent_default();
            }
        }),
        window_event_listener(ev::keydown, |event| {
            if leads_out(&event.key(), event.ctrl_key() || event.meta_key(), event.alt_key()) {
                event.prevent_default();
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_lead_out_are_held_and_those_of_a_field_are_not() {
        for (key, is_order, has_alt, held) in [
            ("p", true, false, true),
            ("S", true, false, true),
            ("+", true, false, true),
            ("F3", false, false, true),
            ("l", true, false, true),
            ("I", true, false, true),
            ("F12", false, false, true),
            ("BrowserBack", false, false, true),
            ("ArrowLeft", false, true, true),
            ("Home", false, true, true),
            ("p", false, false, false),
            ("+", false, false, false),
            // On a German keyboard this is a brace.
            ("0", true, true, false),
            ("a", true, false, false),
            ("ArrowLeft", true, false, false),
            ("Home", false, false, false),
            ("r", true, false, false),
            ("Backspace", true, false, false),
        ] {
            assert_eq!(leads_out(key, is_order, has_alt), held, "{key} {is_order} {has_alt}");
        }
    }
}
