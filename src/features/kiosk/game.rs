//! The game: the visitor breaks the module, the page tries to work with it, and finds out from the lines alone what was done.

use leptos::{ev, prelude::*};

use super::drawing::Lines;
use super::fault::{Fault, Round, Verdict};
use super::stand::Stand;
use crate::t;
use crate::ui::{Button, Glyph, Icon, Keeps, Variant, begin_at_heading, free_key};
use crate::words::log_finding;

/// How many lines are in view while the page tries.
const LINES: usize = 6;

/// Most lines that are shown as a proof.
const PROOF: usize = 2;

#[component]
pub(super) fn GameScene(stand: Stand) -> impl IntoView {
    let round = stand.round;
    // The digits choose, for who has a keyboard.
    let keys = window_event_listener(ev::keydown, move |event| {
        let digit = free_key(&event).and_then(|key| key.parse::<usize>().ok()).and_then(|digit| digit.checked_sub(1));
        let chosen = digit.and_then(|digit| stand.faults().nth(digit));
        if let (Some(fault), Round::Choosing) = (chosen, round.get_untracked()) {
            event.prevent_default();
            stand.play(fault);
        }
    });
    on_cleanup(move || keys.remove());
    Effect::new(move |_| {
        round.track();
        begin_at_heading(Keeps::Nothing);
    });
    let shown = move || match round.get() {
        Round::Choosing => view! { <Choose stand/> }.into_any(),
        Round::Trying(fault) => view! { <Trying stand fault/> }.into_any(),
        Round::Over(verdict) => view! { <Told stand verdict/> }.into_any(),
    };
    let score = move || {
        let score = stand.score.get();
        (score.played > 0).then(|| t!("kiosk-game-score", found = score.found, played = score.played))
    };
    view! {
        <div class="kiosk-tour kiosk-game">
            <p class="kiosk-where"><span>{t!("kiosk-game")}</span>" "<b class="kiosk-score" role="status">{score}</b></p>
            {shown}
        </div>
    }
}

/// What can be broken.
#[component]
fn Choose(stand: Stand) -> impl IntoView {
    let choices = (1..).zip(stand.faults()).map(|(number, fault)| {
        view! {
            <button type="button" class="kiosk-fault" aria-keyshortcuts=number on:click=move |_| stand.play(fault)>
                <kbd>{number}</kbd>
                <b>{t!(&format!("kiosk-game-do-{}", fault.id()))}</b>
            </button>
        }
    });
    view! {
        <h1>{t!("kiosk-game-choose")}</h1>
        <p class="kiosk-lead">{t!("kiosk-game-choose-lead")}</p>
        <div class="kiosk-faults">{choices.collect_view()}</div>
        <div class="kiosk-acts"><Button on_press=move || stand.end()>{t!("kiosk-game-leave")}</Button></div>
    }
}

/// The page tries, with the lines as they come.
#[component]
fn Trying(stand: Stand, fault: Fault) -> impl IntoView {
    let lines = stand.lines_so_far(LINES, LINES);
    view! {
        <h1>{t!("kiosk-game-trying")}</h1>
        <p class="kiosk-lead" role="status">{t!(&format!("kiosk-game-did-{}", fault.id()))}" "{t!("kiosk-game-trying-lead")}</p>
        <section class="kiosk-card">
            <h2>{t!("kiosk-over-the-wire")}</h2>
            <Lines lines/>
        </section>
    }
}

/// What it found out, and the lines that proved it.
#[component]
fn Told(stand: Stand, verdict: Verdict) -> impl IntoView {
    let is_right = verdict.is_right();
    let (icon, class) = if is_right { (Icon::Check, "kiosk-said is-ok") } else { (Icon::Cross, "kiosk-said is-bad") };
    let title = match verdict.guess() {
        Some(fault) => t!(&format!("kiosk-game-did-{}", fault.id())),
        None => t!("kiosk-game-not-found"),
    };
    let says = if is_right { t!("kiosk-game-right") } else { t!("kiosk-game-wrong") };
    let proof = verdict.finding.as_ref().map(|finding| {
        let lines = stand.told(finding.lines.iter().copied().take(PROOF));
        view! {
            <section class="kiosk-card kiosk-proof">
                <h2>{t!("kiosk-game-proof")}</h2>
                <p class="kiosk-said">{log_finding(finding).title}</p>
                <Lines lines=Signal::stored(lines)/>
            </section>
        }
    });
    view! {
        <h1>{title}</h1>
        <p class=class role="status"><Glyph icon/>" "{says}</p>
        {proof}
        <div class="kiosk-acts">
            <Button on_press=move || stand.end()>{t!("kiosk-game-leave")}</Button>
            <Button variant=Variant::Primary icon=Icon::Refresh on_press=move || stand.choose()>{t!("kiosk-game-again")}</Button>
        </div>
    }
}
