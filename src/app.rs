//! The shell: contexts, navigation, the frame around the screens, and one error boundary a panel.

mod forget;
pub mod header;
mod link_pill;
mod newer;
pub mod rail;
mod restore;
pub mod route;
pub mod screen;
mod screens;
pub mod trouble;
pub mod waiting;

use leptos::prelude::*;

use crate::features::connect;
use crate::offline::NewerPage;
use crate::policy::Policy;
use crate::state::{Facts, SecretKind, provide_workbench, use_workbench};
use crate::t;
use crate::turns::{Code, Turns, in_turn};
use crate::ui::{
    Dialog, DialogPlace, FieldKind, SkipLink, Splitter, Toasts, Words, go_on, outside, provide_held,
    provide_secrets_heard, provide_toaster, provide_words,
};

use header::{FaultsOpen, Header};
use rail::Rail;
use route::follow_address;
use screen::{Screen, Tool};
use screens::{show, show_faults, show_forget, show_kiosk, show_newer, show_notes, show_replay, show_wire};

/// Up to this width, in pixels of a style sheet, the Wire panel is no part of the page but a drawer (`style/shell.css`).
const NARROW: f64 = 1100.0;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let policy = Policy::of_this_page();
    let workbench = provide_workbench();
    provide_toaster();
    provide_words(kit_words());
    provide_secrets_heard(move |kind, text| workbench.give_secret(kind_of(kind), &text));
    provide_held(Signal::derive(move || workbench.replayed().map(|name| t!("replay-sends-nothing", name = name))));
    connect::provide_draft();
    workbench.watch_ports();
    screens::keep_drafts();
    forget::forget_with_other_tabs(workbench);
    let newer = NewerPage::provide();
    // A kiosk follows no address: there is no screen that it could lead to.
    if !policy.has_screens() {
        return show_kiosk(workbench, newer);
    }
    let (turns, screen, is_built) = (Turns::provide(), follow_address(), RwSignal::new(false));
    go_on(async move {
        let show = || {
            is_built.set(true);
            remove_loading_note();
        };
        turns.take(show).await;
        screens::fetch_all(workbench, newer);
    });
    view! { <Shell screen is_built/> }.into_any()
}

#[component]
fn Shell(
    screen: RwSignal<Screen>,
    /// Whether all of it is there. Until then it is not shown.
    is_built: RwSignal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    // Where another record takes the place of the one before, what shows it begins anew.
    let epoch = workbench.record_epoch();
    let file = workbench.session_file();
    let has_file = Memo::new(move |_| file.with(Option::is_some));
    let replay = move || has_file.get().then(show_replay);
    // Once there was something to note, the notes stay: what was typed into one is still there when it comes again.
    let facts = workbench.facts();
    let has_notes = Memo::new(move |had: Option<&bool>| had == Some(&true) || facts.with(Facts::has_notes));
    let notes = move || has_notes.get().then(show_notes);
    let newer = expect_context::<NewerPage>().is_here();
    let newer_note = move || newer.get().then(show_newer);
    let wire_width = RwSignal::new(400.0);
    let has_room = room_beside();
    let faults = FaultsOpen::new();
    let (menu_open, wire_open, forget_open) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    // A choice in the menu closes it.
    Effect::new(move |_| {
        screen.track();
        menu_open.set(false);
    });
    // A tab among others says what is connected, and where.
    let name = Memo::new(move |_| {
        let shown = t!(screen.get().name());
        let model = facts.with(|facts| {
            facts.module.as_ref().filter(|_| facts.link.is_up()).map(|module| module.identity.model.clone())
        });
        match model {
            Some(model) => t!("title-module", module = model, screen = shown),
            None if screen.get() == Screen::Connect => t!("app-name"),
            None => t!("title", screen = shown),
        }
    });
    Effect::new(move |_| document().set_title(&name.get()));
    // The Terminal is the whole log already, and the log doctor has one of its own, which needs the room.
    let docked = move || (!matches!(screen.get(), Screen::Tool(Tool::Terminal | Tool::Doctor))).then_some("docked");
    view! {
        <div class="shell" data-building=move || (!is_built.get()).then_some("") data-wire=docked data-faults=move || faults.is_open().then_some("") style:--wire-width=move || format!("{}px", wire_width.get())>
            <SkipLink target="main" label=t!("skip-to-screen")/>
            {in_turn(Code::Here, move || view! { <Header menu_open wire_open faults/> }.into_any())}
            <div class="shell-rail">{in_turn(Code::Here, move || view! { <Rail screen forget_open/> }.into_any())}</div>
            <main class="shell-main" id="main" tabindex="-1">
                <div class="screen">
                    {newer_note}
                    {notes}
                    {replay}
                    <Panel>{in_turn(Code::Here, move || (move || { epoch.track(); show(screen.get()) }).into_any())}</Panel>
                </div>
            </main>
            <Show when=move || faults.is_open()>
                <aside class="shell-faults" id=FaultsOpen::PANEL aria-label=t!("faults-name")>
                    <Panel>{show_faults(UnsyncCallback::new(move |()| faults.close()))}</Panel>
                </aside>
            </Show>
            <aside class="shell-wire" aria-label=t!("wire-name")>
                <div class="shell-edge"><Splitter label=t!("wire-width") width=wire_width/></div>
                <Panel>{move || has_room.get().then(|| { epoch.track(); show_wire() })}</Panel>
            </aside>
            {in_turn(Code::Here, move || view! {
                <Dialog open=menu_open title=t!("app-name") place=DialogPlace::Left><Rail screen forget_open/></Dialog>
                <Dialog open=wire_open title=t!("wire-name") place=DialogPlace::Right><Panel>{show_wire()}</Panel></Dialog>
                <Dialog open=forget_open title=t!("forget-title")>{show_forget()}</Dialog>
                <Toasts/>
            }.into_any())}
        </div>
    }
}

/// Whether the page was ever wide enough for the Wire panel beside the screen: where it never is, nothing is built that nobody sees.
fn room_beside() -> RwSignal<bool> {
    let is_wide = || window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width > NARROW);
    let has_room = RwSignal::new(is_wide());
    let listener = window_event_listener(leptos::ev::resize, move |_| {
        if is_wide() && !has_room.get_untracked() {
            has_room.set(true);
        }
    });
    on_cleanup(move || listener.remove());
    has_room
}

/// Keeps what goes wrong inside one panel from taking the page with it.
#[component]
fn Panel(children: Children) -> impl IntoView {
    view! {
        <ErrorBoundary fallback=|errors| view! {
            <p role="alert">{t!("panel-failed")}</p>
            <ul>{move || errors.get().into_iter().map(|(_, error)| view! { <li>{outside(error.to_string())}</li> }).collect_view()}</ul>
        }>{children()}</ErrorBoundary>
    }
}

fn kit_words() -> Words {
    Words {
        close: t!("kit-close"),
        toasts: t!("toasts-name"),
        copy: t!("kit-copy"),
        copied: t!("kit-copied"),
        copy_failed: t!("kit-copy-failed"),
        reveal: t!("kit-reveal"),
        hide: t!("kit-hide"),
        newest: t!("kit-newest"),
        cancel: t!("kit-cancel"),
        required: t!("kit-required"),
        half: |code, at| match code {
            Some(code) => t!("kit-half", code = code, at = at),
            None => t!("kit-half-hidden", at = at),
        },
        too_long: |found, most| t!("kit-too-long", found = found, most = most),
        step_states: [
            t!("kit-step-wait"),
            t!("kit-step-running"),
            t!("kit-step-pass"),
            t!("kit-step-warn"),
            t!("kit-step-fail"),
        ],
    }
}

/// What a secret is that was typed into a field of this kind.
const fn kind_of(kind: FieldKind) -> SecretKind {
    match kind {
        FieldKind::Pin => SecretKind::Pin,
        _ => SecretKind::Password,
    }
}

/// The page's own note that it is loading stands in `index.html`. A kiosk removes it itself.
fn remove_loading_note() {
    if let Some(note) = document().get_element_by_id("loading") {
        note.remove();
    }
}
