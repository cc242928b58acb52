//! Where the link stands: its name, and what it waits for once that takes more than a moment.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::{Phase, WaitsFor, use_workbench};
use crate::t;
use crate::ui::{Pill, Tone, every};

/// How long a state lasts before its time is told: commands come and go many times a second.
const WORTH_TELLING: u64 = 2_000;

#[component]
pub(super) fn LinkPill() -> impl IntoView {
    let workbench = use_workbench();
    let facts = workbench.facts();
    let link = Memo::new(move |_| {
        facts.with(|facts| Link {
            phase: facts.link,
            since: facts.link_since,
            is_virtual: facts.module.as_ref().is_some_and(|module| module.is_virtual),
            waits: facts.waits_for.map(|waits_for| match waits_for {
                WaitsFor::Data { .. } => Waits::ForData,
                WaitsFor::CommandMode => Waits::InDataMode,
            }),
        })
    });
    let now = RwSignal::new((0, 0));
    let look = move || now.set((workbench.milliseconds_since(link.get_untracked().since), workbench.queued()));
    Effect::new(move |_| {
        link.track();
        look();
    });
    every(Duration::from_secs(1), look);
    let is_slow = Memo::new(move |_| link.get().waits.is_none() && is_slow(link.get().phase, now.get().0));
    // What is told each second is not read out each second.
    let told = Memo::new(move |_| {
        let (lasting, queued) = now.get();
        time_told(link.get().phase, lasting, queued)
    });
    // One memo for both. A view that reads `is_slow` first and `link` after it misses changes: `is_slow` has `link` computed anew while the
    // view asks whether to run, so that the view is not told of `link`, and `is_slow` itself did not change.
    let shown = Memo::new(move |_| shown(link.get(), is_slow.get()));
    view! {
        <Pill tone=Signal::derive(move || shown.with(|(tone, _)| *tone))>
            {move || shown.with(|(_, text)| text.clone())}
            {move || told.get().map(|told| view! { <span class="pill-time" aria-live="off">{told}</span> })}
        </Pill>
    }
}

/// The link, as far as its pill shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    phase: Phase,
    since: u64,
    is_virtual: bool,
    /// For what it waits that only a person can give. Data that is at hand goes by itself.
    waits: Option<Waits>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    ForData,
    InDataMode,
}

/// Whether the module takes its time. That it is connected says too little then.
const fn is_slow(phase: Phase, lasting: u64) -> bool {
    matches!(phase, Phase::Busy | Phase::Prompt) && lasting >= WORTH_TELLING
}

/// How long the state has lasted, where that says something, and how many commands wait for their turn.
fn time_told(phase: Phase, lasting: u64, queued: usize) -> Option<String> {
    let says_something = !matches!(phase, Phase::Closed | Phase::Ready);
    let seconds = lasting / 1_000;
    (says_something && lasting >= WORTH_TELLING).then(|| match (queued, phase.way_out().within) {
        (0, Some(within)) => t!("link-time-within", seconds = seconds, within = within.as_secs()),
        (0, None) => t!("link-time", seconds = seconds),
        (queued, _) => t!("link-time-queued", seconds = seconds, queued = queued),
    })
}

/// Colour and words.
fn shown(link: Link, is_slow: bool) -> (Tone, String) {
    if is_slow { (Tone::Warn, t!("link-resynchronising")) } else { (tone(link), text(link)) }
}

const fn tone(link: Link) -> Tone {
    match (link.phase, link.waits) {
        (_, Some(Waits::ForData | Waits::InDataMode)) => Tone::Warn,
        (Phase::Closed, None) => Tone::Plain,
        (
            Phase::Looking
            | Phase::Opening
            | Phase::Probing
            | Phase::WaitingOut
            | Phase::Starting
            | Phase::Resynchronising
            | Phase::Restoring,
            None,
        ) => Tone::Warn,
        (Phase::Ready | Phase::Busy | Phase::Prompt, None) => Tone::Ok,
        (Phase::Lost | Phase::Failed, None) => Tone::Bad,
    }
}

fn text(link: Link) -> String {
    match (link.phase, link.waits) {
        (_, Some(Waits::ForData)) | (Phase::WaitingOut, _) => t!("link-waits"),
        (_, Some(Waits::InDataMode)) => t!("link-data-mode"),
        (Phase::Closed, None) => t!("link-closed"),
        (Phase::Opening, None) => t!("link-opening"),
        (Phase::Looking | Phase::Probing, None) => t!("link-probing"),
        (Phase::Starting, None) => t!("link-starting"),
        (Phase::Resynchronising, None) => t!("link-resynchronising"),
        (Phase::Restoring, None) => t!("link-restoring"),
        // Commands come and go many times a second: their coming and going shows in the Wire panel.
        (Phase::Ready | Phase::Busy | Phase::Prompt, None) if link.is_virtual => t!("link-virtual"),
        (Phase::Ready | Phase::Busy | Phase::Prompt, None) => t!("link-ready"),
        (Phase::Lost, None) => t!("link-lost"),
        (Phase::Failed, None) => t!("link-failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_takes_its_time_is_waited_for() {
        for (phase, lasting, expected) in [
            (Phase::Busy, 1_999, false),
            (Phase::Busy, 2_000, true),
            (Phase::Prompt, 12_000, true),
            (Phase::Ready, 60_000, false),
        ] {
            assert_eq!(is_slow(phase, lasting), expected, "{phase:?} {lasting}");
        }
    }

    #[test]
    fn time_is_told_where_it_says_something() {
        for (phase, lasting, queued, expected) in [
            (Phase::Ready, 60_000, 0, None),
            (Phase::Busy, 1_999, 0, None),
            (Phase::Busy, 12_300, 0, Some("12 s")),
            (Phase::Resynchronising, 4_000, 3, Some("4 s, 3 waiting")),
            (Phase::Starting, 12_000, 0, Some("12 of 60 s")),
            (Phase::Lost, 12_000, 0, Some("12 s")),
            (Phase::Closed, 12_000, 0, None),
        ] {
            assert_eq!(time_told(phase, lasting, queued).as_deref(), expected, "{phase:?}");
        }
    }
}
