//! The note about an attempt that came to nothing, or about a connection that ended.

use leptos::prelude::*;

use crate::features::connect::actions::Actions;
use crate::features::connect::model::{Next, Outcome, Stage, next_to_ask, speed_order};
use crate::state::{Filter, Finding, LostReason, OpenError, Target, Trouble, WorkError, adapter};
use crate::ui::{Button, Icon, Note, Tone, Variant, go_on};
use crate::words::{Explanation, work_error};
use crate::{t, words};

/// The note about an attempt, or about a connection that ended: what explains a failure knows all commands and their meanings.
pub(super) fn ended(actions: Actions, outcome: Option<Outcome>) -> AnyView {
    match outcome {
        Some(outcome) => came_to_nothing(actions, outcome),
        None if actions.stage.get_untracked() == Stage::Lost => lost(actions),
        None => note(actions, Tone::Bad, t!("connect-failed"), t!("connect-failed-generic")),
    }
}

fn came_to_nothing(actions: Actions, outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Failed(WorkError::Open(OpenError::NotChosen)) => {
            let body = t!("connect-not-chosen-text");
            view! { <Note tone=Tone::Info title=t!("connect-not-chosen")>{body}</Note> }.into_any()
        }
        Outcome::Failed(error) => {
            let Explanation { text, advice } = work_error(&error);
            let advice = advice.map(|words::Advice { text, .. }| text).unwrap_or_default();
            let advice = match driver_of(actions, &error) {
                Some(driver) => format!("{advice} {driver}"),
                None => advice,
            };
            note(actions, Tone::Bad, text, advice)
        }
        Outcome::NoneAnswered(count) => {
            note(actions, Tone::Bad, t!("connect-none-answered", count = count), t!("connect-none-answered-text"))
        }
        Outcome::NotBack => note(actions, Tone::Warn, t!("connect-lost"), t!("connect-not-back")),
    }
}

/// The adapter's driver is a cause too, where a port does not open.
fn driver_of(actions: Actions, error: &WorkError) -> Option<String> {
    let did_not_open = matches!(error, WorkError::Open(OpenError::InUse | OpenError::Refused { .. }));
    let vendor = actions.draft.last.with_untracked(|last| last.as_ref().and_then(|last| last.ids.0))?;
    adapter(vendor).filter(|_| did_not_open).map(|maker| t!("connect-adapter-driver", maker = maker))
}

/// What took the connection away, as the note above the other screens says it.
fn lost(actions: Actions) -> AnyView {
    let reason = actions.workbench.facts().with_untracked(|facts| {
        facts.troubles.iter().find_map(|trouble| match trouble {
            Trouble::Lost(reason) => Some(reason.clone()),
            _ => None,
        })
    });
    let (title, text) = match reason {
        Some(LostReason::Unplugged) if can_plug_in(actions) => (t!("trouble-unplugged"), t!("connect-lost-virtual")),
        Some(LostReason::Unplugged) => (t!("trouble-unplugged"), t!("trouble-unplugged-text")),
        Some(LostReason::Closed) => (t!("trouble-closed"), t!("trouble-closed-text")),
        Some(LostReason::Fault(reason)) => (t!("trouble-fault"), t!("trouble-fault-text", reason = reason)),
        None if can_plug_in(actions) => (t!("connect-lost"), t!("connect-lost-virtual")),
        None => return note(actions, Tone::Warn, t!("connect-lost"), t!("connect-lost-real")),
    };
    note(actions, Tone::Bad, title, text)
}

/// Whether it is a virtual module whose cable is out, however it was connected.
fn can_plug_in(actions: Actions) -> bool {
    let is_out = actions.workbench.by_hand().with_untracked(|now| now.as_ref().is_some_and(|now| !now.is_plugged));
    is_out && actions.stage.get_untracked() == Stage::Lost
}

/// A note with the ways on: the same again, or another port.
fn note(actions: Actions, tone: Tone, title: String, text: String) -> AnyView {
    let last = actions.draft.last.get_untracked();
    let plug = can_plug_in(actions);
    let is_virtual = plug || matches!(last.as_ref().map(|last| &last.target), Some(Target::Virtual { .. }));
    let again =
        if actions.stage.get_untracked() == Stage::Lost { t!("connect-reconnect") } else { t!("connect-retry") };
    let again = StoredValue::new(again);
    let plug_in = move || {
        go_on(async move {
            // Where it comes to nothing, the link says so.
            let _ = actions.workbench.plug_in_again().await;
        });
    };
    let plug_in = plug.then(|| {
        view! { <Button sends=true variant=Variant::Primary icon=Icon::Plug on_press=plug_in>{t!("connect-plug-in")}</Button> }
    });
    let retry = (!plug && last.is_some()).then(|| {
        view! { <Button sends=true variant=Variant::Primary on_press=move || actions.again()>{again.get_value()}</Button> }
    });
    let finding = match actions.draft.outcome.get_untracked() {
        Some(Outcome::Failed(WorkError::NotAnAtPort(finding))) => Some(finding),
        _ => None,
    };
    let is_silent = matches!(finding, Some(Finding::Silent | Finding::Echo));
    let may_be_speed = matches!(finding, Some(Finding::Silent | Finding::Binary { .. } | Finding::Text { .. }));
    let find_speed = (may_be_speed && !is_virtual && last.is_some()).then(|| {
        view! { <Button sends=true on_press=move || actions.find_speed()>{t!("connect-find-speed")}</Button> }
    });
    let keep_asking = (is_silent && last.is_some()).then(|| {
        view! { <Button sends=true on_press=move || actions.keep_asking()>{t!("connect-keep-asking")}</Button> }
    });
    let is_none = matches!(actions.draft.outcome.get_untracked(), Some(Outcome::NoneAnswered(_)));
    let keep_searching = is_none.then(|| {
        view! { <Button sends=true on_press=move || actions.keep_searching()>{t!("connect-keep-asking")}</Button> }
    });
    let has_adapter = is_none && actions.workbench.ports().with_untracked(|rows| !speed_order(rows).is_empty());
    let find_any = has_adapter.then(|| {
        view! { <Button sends=true on_press=move || actions.find_speed_at_any()>{t!("connect-find-speed")}</Button> }
    });
    // Of several ports that are allowed, the next one is at hand.
    let next = actions.workbench.ports().with_untracked(|rows| next_to_ask(rows)).filter(|_| finding.is_some());
    let next = next.filter(|_| !is_virtual).map(Next::port).map(|port| {
        view! { <Button sends=true on_press=move || actions.connect_port(port)>{t!("connect-ask-next", port = port + 1)}</Button> }
    });
    let choose = (!is_virtual).then(|| {
        let variant = if last.is_some() { Variant::Default } else { Variant::Primary };
        view! { <Button sends=true variant on_press=move || actions.choose(Filter::All)>{t!("connect-choose-again")}</Button> }
    });
    view! {
        <Note tone title>
            {text}
            <div class="bar">{plug_in}{retry}{next}{keep_asking}{keep_searching}{find_speed}{find_any}{choose}</div>
        </Note>
    }
    .into_any()
}
