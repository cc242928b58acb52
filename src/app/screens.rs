//! Which screen is in which piece of the code?
//!
//! Connect is part of the first load; a screen that is added to the list goes into the piece of its group.

use std::pin::pin;
use std::time::Duration;

use futures::FutureExt;
use futures::future::select;
use leptos::prelude::*;

use super::forget::ForgetPanel;
use super::newer::NewerNote;
use super::restore::RestoreNote;
use super::screen::{Journey, Screen, Tool};
use super::trouble::TroubleNote;
use super::waiting::WaitingNote;
use crate::clock::{BrowserClock, Clock};
use crate::features::{
    connect, credentials, demo, doctor, faults, kiosk, messages, network, publish, reference, replay, session,
    terminal, tls, walkthrough, wire,
};
use crate::later::later;
use crate::offline::{self, NewerPage};
use crate::parts::log::provide_shared_log;
use crate::parts::module_clock::provide_module_clock;
use crate::parts::series;
use crate::piece::piece;
use crate::state::Workbench;
use crate::ui::{go_on, idle};
use crate::{automation, gbk, rescue, state, transport};

/// How long the next piece waits at most while the page is busy.
const IDLE_WITHIN: Duration = Duration::from_secs(2);

/// How long after a failure the automation API is asked for again.
const NEXT_TRY: Duration = Duration::from_secs(3);

pub(super) fn show(screen: Screen) -> AnyView {
    match screen {
        Screen::Connect => view! { <connect::ConnectScreen/> }.into_any(),
        Screen::Demo => later(|| journey(Stage::Demo).boxed_local()),
        Screen::Journey(step) => later(move || journey(Stage::Step(step)).boxed_local()),
        Screen::Tool(Tool::Doctor) => later(|| doctor_view(DoctorView::Doctor).boxed_local()),
        Screen::Tool(Tool::Replay) => later(|| doctor_view(DoctorView::ReplayScreen).boxed_local()),
        Screen::Tool(Tool::Walkthrough) => later(|| walkthrough_view().boxed_local()),
        Screen::Tool(Tool::Terminal) => later(|| console(Console::Terminal).boxed_local()),
        Screen::Tool(Tool::Reference) => later(|| console(Console::Reference).boxed_local()),
        #[cfg(debug_assertions)]
        Screen::Gallery => view! { <crate::ui::gallery::Gallery/> }.into_any(),
    }
}

pub(super) fn show_wire() -> AnyView {
    later(|| console(Console::Wire).boxed_local())
}

/// The notes above every screen.
pub(super) fn show_notes() -> AnyView {
    later(|| console(Console::Notes).boxed_local())
}

/// The replay of a session file, above every screen.
pub(super) fn show_replay() -> AnyView {
    later(|| doctor_view(DoctorView::ReplayDeck).boxed_local())
}

/// That there is a newer page.
pub(super) fn show_newer() -> AnyView {
    later(|| console(Console::Newer).boxed_local())
}

/// The panel that asks what to forget.
pub(super) fn show_forget() -> AnyView {
    later(|| console(Console::Forget).boxed_local())
}

/// The panel of faults.
pub(super) fn show_faults(on_close: UnsyncCallback<()>) -> AnyView {
    later(move || faults_view(on_close).boxed_local())
}

/// What is on the way from Connect on.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Demo,
    Step(Journey),
}

piece! {
    journey, fetched by fetch_journey;
    /// The journey after Connect.
    fn journey(stage: Stage) -> AnyView {
        gbk::learn();
        drafts("journey", || {
            provide_shared_log();
            provide_module_clock();
            demo::provide_draft();
            network::provide_draft();
            credentials::provide_draft();
            tls::provide_draft();
            session::provide_draft();
            publish::provide_draft();
            messages::provide_draft();
        });
        match stage {
            Stage::Demo => view! { <demo::DemoScreen/> }.into_any(),
            Stage::Step(Journey::Network) => view! { <network::NetworkScreen/> }.into_any(),
            Stage::Step(Journey::Credentials) => view! { <credentials::CredentialsScreen/> }.into_any(),
            Stage::Step(Journey::Tls) => view! { <tls::TlsScreen/> }.into_any(),
            Stage::Step(Journey::Session) => view! { <session::SessionScreen/> }.into_any(),
            Stage::Step(Journey::Publish) => view! { <publish::PublishScreen/> }.into_any(),
            Stage::Step(Journey::Messages) => view! { <messages::MessagesScreen/> }.into_any(),
        }
    }
}

/// What shows everything that goes over the cable, and what of it concerns every screen.
#[derive(Debug, Clone, Copy)]
enum Console {
    Wire,
    Terminal,
    Reference,
    Notes,
    Newer,
    Forget,
}

piece! {
    console, fetched by fetch_console;
    /// The Wire panel, the Terminal, the command reference and the notes above every screen, which have most of their code in common.
    fn console(console: Console) -> AnyView {
        drafts("console", || {
            terminal::provide_draft();
            wire::provide_draft();
        });
        match console {
            Console::Wire => view! { <wire::WirePanel/> }.into_any(),
            Console::Terminal => view! { <terminal::TerminalScreen/> }.into_any(),
            Console::Reference => view! { <reference::ReferenceScreen/> }.into_any(),
            Console::Notes => view! { <TroubleNote/> <RestoreNote/> <WaitingNote/> }.into_any(),
            Console::Newer => view! { <NewerNote/> }.into_any(),
            Console::Forget => view! { <ForgetPanel/> }.into_any(),
        }
    }
}

/// What knows the log doctor.
#[derive(Debug, Clone, Copy)]
enum DoctorView {
    Doctor,
    ReplayScreen,
    ReplayDeck,
}

piece! {
    doctor, fetched by fetch_doctor;
    /// The log doctor and the replay, which shows what it finds.
    fn doctor_view(what: DoctorView) -> AnyView {
        drafts("doctor", || {
            doctor::provide_draft();
            replay::provide_draft();
        });
        match what {
            DoctorView::Doctor => view! { <doctor::DoctorScreen/> }.into_any(),
            DoctorView::ReplayScreen => view! { <replay::ReplayScreen/> }.into_any(),
            DoctorView::ReplayDeck => view! { <replay::ReplayDeck/> }.into_any(),
        }
    }
}

/// A stand, in the place of all of it.
pub(super) fn show_kiosk(workbench: Workbench, newer: NewerPage) -> AnyView {
    later(move || kiosk_view(workbench, newer).boxed_local())
}

piece! {
    kiosk, fetched by fetch_kiosk;
    /// The stand. The rest of what it needs comes behind it.
    fn kiosk_view(workbench: Workbench, newer: NewerPage) -> AnyView {
        fetch_for_stand(workbench, newer);
        view! { <kiosk::KioskScreen/> }.into_any()
    }
}

piece! {
    faults, fetched by fetch_faults;
    /// The panel of faults for the virtual module, with the other end of its broker.
    fn faults_view(on_close: UnsyncCallback<()>) -> AnyView {
        drafts("faults", faults::provide_draft);
        view! { <faults::FaultsPanel on_close/> }.into_any()
    }
}

piece! {
    walkthrough, fetched by fetch_walkthrough;
    /// Walkthroughs.
    fn walkthrough_view() -> AnyView {
        drafts("walkthrough", walkthrough::provide_draft);
        view! { <walkthrough::WalkthroughScreen/> }.into_any()
    }
}

/// Where drafts live, and the pieces that have made theirs.
#[derive(Clone)]
struct Drafts {
    shell: Owner,
    made: StoredValue<Vec<&'static str>>,
}

/// Lets what was typed on a screen stay as long as the shell does, which is what calls this.
pub(super) fn keep_drafts() {
    if let Some(shell) = Owner::current() {
        provide_context(Drafts { shell, made: StoredValue::new(Vec::new()) });
    }
}

/// Makes the drafts of a piece when it is first used.
fn drafts(piece: &'static str, provide: fn()) {
    let Drafts { shell, made } = expect_context();
    if !made.with_value(|made| made.contains(&piece)) {
        made.update_value(|made| made.push(piece));
        shell.with(provide);
    }
}

/// Fetches every piece: first the automation API, whose coming makes the page ready for scripts, then the rest, one after the
/// other, so that the next step is there before it is taken, and a page that was opened outlives the network. At last, a copy of it all is
/// kept for the next time.
pub(super) fn fetch_all(workbench: Workbench, newer: NewerPage) {
    go_on(async move {
        install_automation(workbench).await;
        // A piece that cannot be had now is fetched when it is needed, and missed aloud then. Each waits until the page has nothing else to
        // do: to compile it takes a slow computer a while, in which it should not keep a person waiting.
        until_idle().await;
        let mut here =
            vec![state::fetch_connection().await, connect::fetch_details().await, series::fetch_series().await];
        until_idle().await;
        here.push(transport::virtual_module::fetch_virtual_module().await);
        until_idle().await;
        here.push(fetch_console().await);
        until_idle().await;
        here.push(fetch_journey().await);
        until_idle().await;
        here.push(fetch_doctor().await);
        until_idle().await;
        here.push(fetch_kiosk().await);
        until_idle().await;
        here.push(fetch_faults().await);
        until_idle().await;
        here.extend([fetch_walkthrough().await, walkthrough::fetch_editor().await]);
        until_idle().await;
        here.extend([state::fetch_beside().await, rescue::fetch_rescue().await]);
        keep_copy(workbench, newer, here.iter().all(Result::is_ok)).await;
    });
}

/// Fetches what a stand needs beside itself: the module that is at work there, and the automation API last. It has no other screens.
fn fetch_for_stand(workbench: Workbench, newer: NewerPage) {
    go_on(async move {
        let here = [transport::virtual_module::fetch_virtual_module().await, state::fetch_connection().await];
        until_idle().await;
        install_automation(workbench).await;
        until_idle().await;
        keep_copy(workbench, newer, here.iter().all(Result::is_ok)).await;
    });
}

/// Its coming makes the page ready for scripts.
async fn install_automation(workbench: Workbench) {
    while automation::install(workbench).await.is_err() {
        BrowserClock.sleep(NEXT_TRY).await;
    }
}

/// Keeps a copy of the page for the next time. `works` says that all of its pieces are here.
async fn keep_copy(workbench: Workbench, newer: NewerPage, works: bool) {
    state::tidy_up(workbench).await;
    until_idle().await;
    if let Ok(keeping) = offline::keep_copy(newer, works).await {
        keeping.await;
    }
}

/// Waits until the page has nothing else to do, for two seconds at most.
async fn until_idle() {
    select(pin!(idle()), BrowserClock.sleep(IDLE_WITHIN)).await;
}
