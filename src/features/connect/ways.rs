//! The two ways in: a real module, and the virtual one.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::actions::Actions;
use super::detail::{Detail, detail};
use super::draft::Broker;
use super::text;
use crate::state::{Filter, Support};
use crate::t;
use crate::turns::{Code, in_turn};
use crate::ui::{Button, Card, Details, Icon, Variant, focus_first_mistake};

/// Both choices, side by side where there is room.
#[component]
pub(super) fn Ways(actions: Actions, support: Support) -> impl IntoView {
    view! {
        <div class="hero connect-ways">
            <Real actions support/>
            {in_turn(Code::Here, move || view! { <Virtual actions/> }.into_any())}
        </div>
    }
}

#[component]
fn Real(actions: Actions, support: Support) -> impl IntoView {
    let why = StoredValue::new(text::unsupported(support));
    let variant = if actions.has_seen() { Variant::Primary } else { Variant::Default };
    let reason = move || why.get_value().or_else(|| actions.busy().then(|| t!("connect-busy")));
    view! {
        <Card title=t!("connect-real")>
            <div class="choice">
                <p>{t!("connect-real-text")}</p>
                <Details summary=t!("connect-options")>
                    {detail(actions, Detail::Line)}
                </Details>
                <Details summary=t!("connect-next")>
                    {detail(actions, Detail::Next)}
                </Details>
                <div class="bar">
                    <Button sends=true variant icon=Icon::Plug disabled_reason=reason
                        on_press=move || actions.choose(Filter::Fibocom)>{t!("connect-choose")}</Button>
                    <Button sends=true variant=Variant::Quiet disabled_reason=reason on_press=move || actions.choose(Filter::All)>{t!("connect-choose-all")}</Button>
                </div>
            </div>
        </Card>
    }
}

#[component]
fn Virtual(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let reason = move || actions.busy().then(|| t!("connect-busy"));
    let is_own = Memo::new(move |_| draft.broker.get() == Broker::Own);
    let form = NodeRef::<html::Form>::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !actions.start_virtual() {
            focus_first_mistake(form);
        }
    };
    // What it will be, without opening the choice.
    let chosen = Signal::derive(move || {
        let broker = draft.broker.get();
        let scenario = draft.more.with(|more| text::chosen(draft.scenario.get(), more, broker));
        let times = if draft.true_times.get() { t!("connect-chosen-true") } else { String::new() };
        t!("connect-chosen", series = draft.series.get(), scenario = scenario, times = times)
    });
    view! {
        <Card title=t!("connect-virtual")>
            <form class="choice" novalidate node_ref=form on:submit=on_submit>
                <p>{t!("connect-virtual-text")}</p>
                <Details summary=chosen>
                    {detail(actions, Detail::Virtual)}
                </Details>
                <Show when=move || is_own.get()>{detail(actions, Detail::Address)}</Show>
                <div class="bar">
                    <Button sends=true icon=Icon::Play disabled_reason=reason submit=true>
                        {t!("connect-start")}
                    </Button>
                </div>
            </form>
        </Card>
    }
}
