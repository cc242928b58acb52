//! The foot of the panel: what is wrong now, how fast time goes, the link to all of it, and the button that mends it.

use leptos::prelude::*;

use super::model::link_names;
use crate::address;
use crate::state::{ByHand, Hand, use_workbench};
use crate::t;
use crate::ui::{Binding, Button, Choice, CopyButton, Icon, Segmented};

/// How many times as fast time can go. A minute is a second with the last of them.
const TIMES: [u32; 3] = [1, 10, 60];

#[component]
pub(super) fn Foot() -> impl IntoView {
    let workbench = use_workbench();
    let now = workbench.by_hand();
    let says = Memo::new(move |_| now.with(|now| now.as_ref().map(told).unwrap_or_default()));
    let is_wrong = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|now| now.count > 0 || !now.is_plugged)));
    let plugged = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|now| now.is_plugged)));
    let times = Memo::new(move |_| now.with(|now| now.as_ref().map_or(1, |now| now.times)));
    let times = Binding::new(times, move |times| {
        workbench.set_speed(times);
    });
    let own_broker = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|now| !now.has_page_broker)));
    let speeds = Signal::derive(move || {
        let (plugged, own_broker) = (plugged.get(), own_broker.get());
        let choice = |times| {
            let reason = match plugged {
                false => Some(t!("faults-unplugged")),
                true => (own_broker && times != 1).then(|| t!("faults-own-broker")),
            };
            Choice::new(times, t!("faults-times", times = times)).unless(reason)
        };
        TIMES.map(choice).to_vec()
    });
    let link = Signal::derive(move || {
        let names = now.with(|now| now.as_ref().map(|now| link_names(&now.health.scenarios())).unwrap_or_default());
        let location = window().location();
        let base = format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
        format!("{base}{}", address::link("connect", &names))
    });
    let nothing = move || match (plugged.get(), is_wrong.get()) {
        (false, _) => Some(t!("faults-unplugged")),
        (true, false) => Some(t!("faults-all-well")),
        (true, true) => None,
    };
    view! {
        <div class="faults-foot">
            <p class="faults-now" class:is-bad=move || is_wrong.get() role="status">{move || says.get()}</p>
            <div class="faults-bar">
                <Segmented label=t!("faults-time") label_hidden=true value=times options=speeds/>
                <CopyButton text=link label=t!("faults-link")/>
                <Button icon=Icon::Check disabled_reason=nothing on_press=move || { workbench.lend_hand(Hand::Heal); }>
                    {t!("faults-mend")}
                </Button>
            </div>
        </div>
    }
}

/// What is wrong now, in a line.
fn told(now: &ByHand) -> String {
    if !now.is_plugged {
        return t!("faults-cable-out");
    }
    let mut names: Vec<String> = now
        .health
        .scenarios()
        .into_iter()
        .map(|scenario| t!(&format!("connect-scenario-{}", scenario.name())))
        .collect();
    if now.health.password_changed {
        names.push(t!("fault-password"));
    }
    if now.health.clock_moved {
        names.push(t!("fault-clock"));
    }
    match names.len() {
        0 => t!("faults-all-well"),
        count => t!("faults-now", count = count, names = names.join(", ")),
    }
}
