//! The replay of a session file, above every screen: a time line with what was found, and the keys of a player. The screens below show what was
//! true then.

mod compare;
mod controls;
mod draft;
mod findings;
mod model;
mod screen;
mod track;

use leptos::{html, prelude::*};

use crate::parts::session_file::FileNote;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Button, Icon, Tone, Variant, go_on, once_drawn, scroll_into_view, use_toaster};
use crate::words;

use compare::Compare;
use controls::{Controls, More};
use draft::ReplayDraft;
use findings::{Current, Findings};
use track::Track;

pub use screen::ReplayScreen;

/// Makes the draft.
pub fn provide_draft() {
    provide_context(ReplayDraft::new(use_workbench()));
}

/// The deck. It is shown while a file is replayed.
#[component]
pub fn ReplayDeck() -> impl IntoView {
    let draft: ReplayDraft = expect_context();
    let workbench = draft.workbench;
    let file = workbench.session_file();
    // Another file begins anew.
    Effect::new(move |_| {
        if file.with(Option::is_some) {
            draft.begin();
        } else {
            draft.stop_looking();
        }
    });
    on_cleanup(move || draft.leave());
    // It begins above whatever was looked at.
    let deck = NodeRef::<html::Section>::new();
    once_drawn(deck, |deck| scroll_into_view(&deck));
    let shown = move || {
        file.get().map(|file| {
            view! {
                <section class="card replay" node_ref=deck aria-label=t!("replay-name")>
                    <FileNote file/>
                    <Track draft/>
                    <Controls draft/>
                    <Current draft/>
                    <div class="replay-foot">
                        <Findings draft/>
                        <More draft/>
                        <Compare draft/>
                        <GoOn draft/>
                    </div>
                </section>
            }
        })
    };
    view! { {shown} }
}

/// A virtual module that goes on where the file is.
#[component]
fn GoOn(draft: ReplayDraft) -> impl IntoView {
    let (workbench, toaster) = (draft.workbench, use_toaster());
    let go = move || {
        draft.pause();
        go_on(async move {
            if let Err(error) = workbench.go_on_from_replay().await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
        });
    };
    view! {
        <span class="replay-on">
            <Button variant=Variant::Quiet icon=Icon::Play on_press=go>{t!("replay-go-on")}</Button>
            <span class="muted small">{t!("replay-go-on-text")}</span>
        </span>
    }
}
