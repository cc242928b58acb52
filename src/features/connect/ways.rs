//! The two ways in: a real module, and the virtual one.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::actions::Actions;
use super::detail::{Detail, detail};
use super::draft::{Broker, ConnectDraft};
use super::model::BAUD_RATES;
use super::text;
use crate::state::{BrokerAddress, Filter, Support};
use crate::turns::{Code, in_turn};
use crate::ui::{Binding, Button, Card, Choice, Details, Field, FieldKind, Icon, Select, Variant, focus_first_mistake};
use crate::{t, words};

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
    let rates: Vec<_> = BAUD_RATES.iter().map(|rate| Choice::new(*rate, rate.to_string())).collect();
    view! {
        <Card title=t!("connect-real")>
            <div class="choice">
                <p>{t!("connect-real-text")}</p>
                <Details summary=t!("connect-options")>
                    <div class="connect-baud">
                        <Select label=t!("connect-baud") value=actions.draft.baud_rate options=rates hint=t!("connect-baud-hint")/>
                    </div>
                    {detail(actions, Detail::ControlLines)}
                </Details>
                <Details summary=t!("connect-next")>
                    <ol class="connect-next">
                        <li>{t!("connect-next-choose")}</li>
                        <li>{t!("connect-next-ask")}</li>
                        <li>{t!("connect-next-identify")}</li>
                    </ol>
                    <p class="muted small">{t!("connect-next-all")}</p>
                    <p class="muted small">{t!("connect-next-firefox")}</p>
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
                <Show when=move || is_own.get()><Address draft/></Show>
                <div class="bar">
                    <Button sends=true icon=Icon::Play disabled_reason=reason submit=true>
                        {t!("connect-start")}
                    </Button>
                </div>
            </form>
        </Card>
    }
}

/// The address of a broker of one's own.
#[component]
fn Address(draft: ConnectDraft) -> impl IntoView {
    let problem = move || {
        let problem = draft.address.with(|address| BrokerAddress::parse(address).err());
        problem.filter(|_| draft.address_touched.get()).map(words::address_problem)
    };
    let value = Binding::new(draft.address, move |text: String| {
        draft.address_touched.set(true);
        draft.address.set(text);
    });
    view! {
        <Field label=t!("connect-address") value kind=FieldKind::Mono placeholder=t!("connect-address-example") required=true
            hint=t!("connect-address-hint") error=problem/>
    }
}
