//! The subscriptions in one row: each with its end, and what can be subscribed to with one click.

use std::time::Duration;

use fibocom_at::args::{TopicFilter, TopicRef};
use leptos::{html, prelude::*};

use super::draft::MessagesDraft;
use super::subscribe::Add;
use crate::address::{leave_place, place_on};
use crate::state::{Facts, Subscription, use_workbench};
use crate::ui::{
    Button, Card, Explanations, Glyph, Icon, Note, Pill, Tone, go_on, held_back, once_drawn, outside, throttled,
    use_toaster,
};
use crate::words::Concept;
use crate::{t, words};

/// This screen in the address, and the place on it for whoever is to subscribe.
const SCREEN: &str = "messages";
const SUBSCRIBE: &str = "subscribe";

/// Everything there is.
const ALL: &str = "#";

/// How long what is offered stands still at least.
const PAUSE: Duration = Duration::from_millis(500);

pub(super) fn subscriptions() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let facts = workbench.facts();
    let form = NodeRef::<html::Div>::new();
    let held = Memo::new(move |_| facts.with(|facts| facts.subscriptions.clone()));
    // With a client and without subscriptions and messages there is nothing else to do here.
    let nothing = Memo::new(move |_| {
        workbench.messages_version().track();
        facts.with(|facts| facts.open_clients().next().is_some())
            && held.with(Vec::is_empty)
            && workbench.with_messages(|messages| messages.iter().len() == 0)
    });
    let open = Memo::new(move |_| draft.form.get().unwrap_or(nothing.get()));
    // A form that is open by itself closes by itself.
    let open_form = move || {
        if !open.get_untracked() {
            draft.form.set(Some(true));
        }
    };
    if let Some(start) = workbench.take_subscription_start() {
        draft.client.set(Some(start.client));
        draft.way.set(start.topic.form());
        draft.filter.set(start.topic.text());
        open_form();
    }
    // Whoever was sent here to subscribe begins to type at once.
    let place = place_on(SCREEN);
    Effect::new(move |_| {
        if place.with(|place| place == SUBSCRIBE) {
            open_form();
            leave_place(SCREEN);
            once_drawn(form, |form| focus_first_field(&form));
        }
    });
    let row = NodeRef::<html::Div>::new();
    let flip = move || {
        let opens = !open.get_untracked();
        draft.form.set(Some(opens));
        if opens {
            once_drawn(form, |form| focus_first_field(&form));
        }
    };
    // What had the focus goes with the form: the keyboard goes on at the next step, or in the row above it.
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open {
            once_drawn(row, |row| {
                if document().active_element().is_none_or(|at| at.tag_name() == "BODY") {
                    go_on_from(&row);
                }
            });
        }
        is_open
    });
    let failed = move || {
        draft.failed.get().map(|said| {
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b>" "{advice.text}</p> });
            view! { <div class="subs-failed"><Note tone=Tone::Bad announce=true>{said.text}{advice}</Note></div> }
        })
    };
    let key = |held: &Subscription| (held.client, held.filter.clone(), held.qos);
    let more = move || {
        let icon = if open.get() { Icon::Cross } else { Icon::Plus };
        let label = if open.get() { t!("messages-form-close") } else { t!("messages-form-open") };
        view! { <Button icon on_press=flip>{label.clone()}</Button> }
    };
    view! {
        <div class="subs-line" node_ref=row tabindex="-1">
            <div class="subs" role="list" aria-label=t!("messages-subscriptions") hidden=move || held.with(Vec::is_empty)>
                <For each=move || held.get() key children=|held| view! { <Held held/> }/>
            </div>
            <Show when=move || held.with(Vec::is_empty)><span class="muted small">{t!("messages-no-subscription")}</span></Show>
            {more}
            <Offers/>
        </div>
        <Show when=move || open.get()>
            <div class="subs-form" node_ref=form>
                <Card>
                    <Add/>
                    <Explanations of=[Concept::Qos, Concept::Retain].map(words::concept).to_vec()/>
                </Card>
            </div>
        </Show>
        {failed}
    }
}

fn focus_first_field(form: &web_sys::HtmlDivElement) {
    let field = form.query_selector("input[type=text], input:not([type])").ok().flatten();
    if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok()) {
        let _ = field.focus();
    }
}

/// Gives the next step the focus, where the screen has one; else the button that opens the form.
fn go_on_from(row: &web_sys::HtmlDivElement) {
    let next = document().query_selector(".messages-empty .is-primary").ok().flatten();
    let next = next.or_else(|| row.query_selector(":scope > .button").ok().flatten());
    if let Some(next) = next.and_then(|next| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(next).ok()) {
        // Refused only by an element that cannot have the focus, and then nothing is lost.
        let _ = next.focus();
    }
}

/// What is subscribed to with one click, as long as it is not: everything, and the topic that was published to last.
#[component]
fn Offers() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let (facts, profile) = (workbench.facts(), workbench.profile());
    let client = Memo::new(move |_| draft.subscriber(workbench));
    let version = throttled(workbench.messages_version(), PAUSE);
    let last = Memo::new(move |_| {
        version.track();
        workbench.with_sent(|sent| sent.iter().next_back().map(|sent| sent.topic.clone()))
    });
    let offered = Memo::new(move |_| {
        let Some(client) = client.get() else { return Vec::new() };
        // What a subscription covers already would come twice.
        let held = |filter: &str| {
            facts.with(|facts| {
                let mut held = facts.subscriptions.iter().filter(|held| held.client == client);
                held.any(|held| {
                    held.filter.text() == filter || matches!(&held.filter, TopicRef::Name(name) if name.matches(filter))
                })
            })
        };
        let all = std::iter::once(ALL.to_owned()).chain(last.get());
        all.filter(|filter| !held(filter) && TopicFilter::parse(&profile.get(), filter).is_ok()).collect()
    });
    let chip = move |filter: String| {
        let (name, shown) = (t!("messages-take", filter = filter.clone()), outside(&filter));
        let why_not = held_back();
        let take = move |_| {
            if why_not.with_untracked(Option::is_some) {
                return;
            }
            let parsed = TopicFilter::parse(&workbench.profile_now(), &filter);
            if let (Some(client), Ok(filter)) = (client.get_untracked(), parsed) {
                draft.subscribe(workbench, client, TopicRef::Name(filter));
            }
        };
        view! {
            <button type="button" class="chip" aria-label=name.clone() title=move || why_not.get().unwrap_or_else(|| name.clone()) on:click=take
                aria-disabled=move || (draft.subscribing.get() || why_not.with(Option::is_some)).then_some("true")>{shown}</button>
        }
    };
    view! {
        <span class="subs-offers" hidden=move || offered.with(Vec::is_empty)>
            <span class="small muted">{t!("messages-or")}</span>
            <For each=move || offered.get() key=Clone::clone children=chip/>
        </span>
    }
}

/// One subscription, with the button that ends it.
#[component]
fn Held(held: Subscription) -> impl IntoView {
    let (workbench, toaster) = (use_workbench(), use_toaster());
    let draft: MessagesDraft = expect_context();
    let facts = workbench.facts();
    let filter = words::topic(&held.filter);
    // Who has but one client need not be told which.
    let several = Memo::new(move |_| {
        facts.with(|facts| {
            let mut clients = facts.subscriptions.iter().map(|held| held.client).chain(facts.open_clients());
            let first = clients.next();
            clients.any(|client| Some(client) != first)
        })
    });
    let says = {
        let (filter, qos, client) = (filter.clone(), held.qos.number(), held.client.number());
        move || match several.get() {
            true => t!("messages-subscription", filter = filter.clone(), qos = qos, client = client),
            false => t!("messages-subscription-alone", filter = filter.clone(), qos = qos),
        }
    };
    // What a number stands for may become known later.
    let named = held.clone();
    let about = Memo::new(move |_| facts.with(|facts| stands_for(facts, &named)));
    let name = t!("messages-unsubscribe", filter = filter);
    let what = (held.client, held.filter);
    let busy = {
        let what = what.clone();
        Memo::new(move |_| draft.ending.with(|ending| ending.contains(&what)))
    };
    let (why_not, label) = (held_back(), name.clone());
    let end = move |_| {
        if busy.get_untracked() || why_not.with_untracked(Option::is_some) {
            return;
        }
        let what = what.clone();
        draft.ending.update(|ending| ending.push(what.clone()));
        go_on(async move {
            if let Err(error) = workbench.unsubscribe(what.0, what.1.clone()).await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
            draft.ending.update(|ending| ending.retain(|other| *other != what));
        });
    };
    let mark = move || match busy.get() {
        true => view! { <span class="spinner"></span> }.into_any(),
        false => view! { <Glyph icon=Icon::Cross/> }.into_any(),
    };
    view! {
        <span class="sub" role="listitem">
            <Pill tone=Tone::Ok><span class="mono">{says}{move || about.get().map(|topic| outside(format!(" · {topic}")))}</span></Pill>
            <button type="button" class="sub-end" title=move || why_not.get().unwrap_or_else(|| name.clone()) aria-label=label
                aria-disabled=move || why_not.get().map(|_| "true") aria-busy=move || busy.get().then_some("true") on:click=end>
                {mark}
            </button>
        </span>
    }
}

/// The topic that the number of a subscription stands for.
fn stands_for(facts: &Facts, held: &Subscription) -> Option<String> {
    let TopicRef::Id(id) = held.filter else { return None };
    facts.topic_of(held.client, id).map(str::to_owned)
}
