//! The shell: contexts, navigation, the frame around the screens, and one error boundary a panel.

pub mod header;
pub mod rail;
pub mod route;
pub mod trouble;

use leptos::prelude::*;

use crate::features::{connect, credentials, messages, network, publish, reference, session, terminal, tls, wire};
use crate::state::provide_workbench;
use crate::ui::{Dialog, DialogPlace, SkipLink, Splitter, Toasts, Words, provide_toaster, provide_words};
use crate::{automation, t};

use header::Header;
use rail::Rail;
use route::{Screen, follow_address};
use trouble::TroubleNote;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let workbench = provide_workbench();
    provide_toaster();
    provide_words(kit_words());
    connect::provide_draft();
    network::provide_draft();
    credentials::provide_draft();
    tls::provide_draft();
    session::provide_draft();
    publish::provide_draft();
    messages::provide_draft();
    terminal::provide_draft();
    wire::provide_draft();
    workbench.watch_ports();
    automation::install(workbench);
    let screen = follow_address();
    remove_loading_note();
    view! { <Shell screen/> }
}

#[component]
fn Shell(screen: RwSignal<Screen>) -> impl IntoView {
    let wire_width = RwSignal::new(400.0);
    let (menu_open, wire_open) = (RwSignal::new(false), RwSignal::new(false));
    // A choice in the menu closes it.
    Effect::new(move |_| {
        screen.track();
        menu_open.set(false);
    });
    // The Terminal is the whole log already.
    let docked = move || (screen.get() != Screen::Terminal).then_some("docked");
    view! {
        <div class="shell" data-wire=docked style:--wire-width=move || format!("{}px", wire_width.get())>
            <SkipLink target="main" label=t!("skip-to-screen")/>
            <Header menu_open wire_open/>
            <div class="shell-rail"><Rail screen/></div>
            <main class="shell-main" id="main" tabindex="-1">
                <div class="screen">
                    <TroubleNote/>
                    <Panel>{move || show(screen.get())}</Panel>
                </div>
            </main>
            <div class="shell-edge"><Splitter label=t!("wire-width") width=wire_width/></div>
            <aside class="shell-wire" aria-label=t!("wire-name")><Panel><wire::WirePanel/></Panel></aside>
            <Dialog open=menu_open title=t!("app-name") place=DialogPlace::Left><Rail screen/></Dialog>
            <Dialog open=wire_open title=t!("wire-name") place=DialogPlace::Right><Panel><wire::WirePanel/></Panel></Dialog>
            <Toasts label=t!("toasts-name")/>
        </div>
    }
}

/// Keeps what goes wrong inside one panel from taking the page with it.
#[component]
fn Panel(children: Children) -> impl IntoView {
    view! {
        <ErrorBoundary fallback=|errors| view! {
            <p role="alert">{t!("panel-failed")}</p>
            <ul>{move || errors.get().into_iter().map(|(_, error)| view! { <li>{error.to_string()}</li> }).collect_view()}</ul>
        }>{children()}</ErrorBoundary>
    }
}

fn show(screen: Screen) -> AnyView {
    match screen {
        Screen::Connect => view! { <connect::ConnectScreen/> }.into_any(),
        Screen::Network => view! { <network::NetworkScreen/> }.into_any(),
        Screen::Credentials => view! { <credentials::CredentialsScreen/> }.into_any(),
        Screen::Tls => view! { <tls::TlsScreen/> }.into_any(),
        Screen::Session => view! { <session::SessionScreen/> }.into_any(),
        Screen::Publish => view! { <publish::PublishScreen/> }.into_any(),
        Screen::Messages => view! { <messages::MessagesScreen/> }.into_any(),
        Screen::Terminal => view! { <terminal::TerminalScreen/> }.into_any(),
        Screen::Reference => view! { <reference::ReferenceScreen/> }.into_any(),
        #[cfg(debug_assertions)]
        Screen::Gallery => view! { <crate::ui::gallery::Gallery/> }.into_any(),
    }
}

fn kit_words() -> Words {
    Words {
        close: t!("kit-close"),
        copy: t!("kit-copy"),
        copied: t!("kit-copied"),
        copy_failed: t!("kit-copy-failed"),
        reveal: t!("kit-reveal"),
        hide: t!("kit-hide"),
        newest: t!("kit-newest"),
        cancel: t!("kit-cancel"),
        required: t!("kit-required"),
        step_states: [
            t!("kit-step-wait"),
            t!("kit-step-running"),
            t!("kit-step-pass"),
            t!("kit-step-warn"),
            t!("kit-step-fail"),
        ],
    }
}

/// The page's own note that it is loading stands in `index.html`.
fn remove_loading_note() {
    if let Some(note) = document().get_element_by_id("loading") {
        note.remove();
    }
}
