//! The bar of the Network screen: get online, what is under way, what stands in the way, and where to go next.

use fibocom_at::codes::SignalQuality;
use leptos::prelude::*;

use super::actions::Actions;
use super::model::{Stand, passed, stand};
use super::text;
use crate::link::procedure::CHECKS;
use crate::t;
use crate::ui::{ActionBar, Button, Icon, Tone, Variant, share};

#[component]
pub(super) fn Bar(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let draft = actions.draft;
    let now = Memo::new(move |_| {
        let busy = actions
            .checking
            .get()
            .or_else(|| actions.dialling.get().then_some(crate::link::procedure::CheckName::Address));
        facts.with(|facts| stand(facts, busy, draft.stuck.get()))
    });
    let tone = Signal::derive(move || match now.get() {
        Stand::Unconnected | Stand::ToDo | Stand::Running(_) => Tone::Plain,
        Stand::Stuck(_) => Tone::Bad,
        Stand::Doubtful(_) => Tone::Warn,
        Stand::Online => Tone::Ok,
    });
    let title = Signal::derive(move || match now.get() {
        Stand::Unconnected => t!("network-connect-first"),
        Stand::ToDo => t!("network-bar-todo"),
        Stand::Running(name) => {
            t!("network-bar-running", step = name.place() + 1, total = CHECKS.len(), check = text::title(name))
        }
        Stand::Stuck(name) => t!("network-bar-stuck", check = text::title(name)),
        Stand::Online | Stand::Doubtful(_) => match draft.took.get() {
            Some(seconds) => t!("network-bar-online-after", seconds = seconds),
            None => t!("network-bar-online"),
        },
    });
    let says = move || {
        Some(match now.get() {
            Stand::Unconnected => t!("network-connect-first-text"),
            Stand::ToDo => t!("network-bar-todo-text"),
            Stand::Running(name) => {
                let signal = facts.with(|facts| facts.signal);
                let has_signal = signal.is_none_or(|signal| signal.quality() != SignalQuality::Unknown);
                text::doing(name, actions.dialling.get(), has_signal)
            }
            Stand::Stuck(_) => {
                t!("network-bar-stuck-text", good = facts.with(passed), total = CHECKS.len())
            }
            Stand::Online => {
                let address = facts.with(|facts| facts.address.map(|address| address.to_string()));
                t!("network-bar-online-text", address = address.unwrap_or_default())
            }
            Stand::Doubtful(name) => t!("network-bar-doubtful-text", check = text::title(name)),
        })
    };
    let fraction = Signal::derive(move || match now.get() {
        Stand::Running(name) => Some(share(name.place(), CHECKS.len())),
        _ => None,
    });
    view! {
        <ActionBar tone title text=says fraction>
            {move || buttons(actions, now.get())}
        </ActionBar>
    }
}

/// What can be done, the next step last.
fn buttons(actions: Actions, now: Stand) -> AnyView {
    // What was typed to dial with is dialled with, so it has to be right.
    let wrong = move || actions.draft.form().plan().is_err().then(|| t!("network-fix-apn"));
    let get_online = move || {
        view! {
            <Button sends=true variant=Variant::Primary icon=Icon::Signal disabled_reason=wrong on_press=move || actions.get_online()>{t!("network-get-online")}</Button>
        }
    };
    let check = move |label: String| {
        let label = StoredValue::new(label);
        view! { <Button sends=true variant=Variant::Quiet on_press=move || actions.run_all()>{label.get_value()}</Button> }
    };
    match now {
        Stand::Unconnected => {
            view! { <a class="button is-primary" href="#/connect">{t!("network-connect-link")}</a> }.into_any()
        }
        Stand::ToDo => view! { {check(t!("network-check-only"))} {get_online()} }.into_any(),
        Stand::Running(_) => view! {
            <Button icon=Icon::Stop on_press=move || actions.stop()>{t!("network-stop")}</Button>
        }
        .into_any(),
        // What mends it has its own button, where it stands; else it is tried again.
        Stand::Stuck(name) => {
            let has_form = Memo::new(move |_| actions.has_form(name));
            view! {
                {check(t!("network-check-only"))}
                <Show when=move || has_form.get() fallback=move || view! {
                    <Button sends=true variant=Variant::Primary icon=Icon::Refresh on_press=move || actions.go_on_from(name)>{t!("network-go-on")}</Button>
                }>
                    <Button sends=true icon=Icon::Refresh on_press=move || actions.get_online()>{t!("network-start-again")}</Button>
                </Show>
            }
            .into_any()
        }
        Stand::Online | Stand::Doubtful(_) => view! {
            {check(t!("network-check-again"))}
            <a class="button is-primary" href="#/session">{t!("network-next")}</a>
        }
        .into_any(),
    }
}
