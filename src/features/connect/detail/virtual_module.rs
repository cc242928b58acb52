//! What is chosen for a virtual module: its series, what goes wrong, its broker, and whether it takes its time.

use fibocom_at::Profile;
use fibocom_at::profile::Feature;
use leptos::prelude::*;

use crate::address::place_on;
use crate::features::connect::actions::Actions;
use crate::features::connect::draft::{Broker, ConnectDraft};
use crate::features::connect::text;
use crate::state::{FaultPlace, Scenario};
use crate::t;
use crate::ui::{Button, Checkbox, CheckboxKind, Choice, Select, Tone, Variant, use_toaster};

/// The name of the screen in the address; behind it, a link names scenarios.
const ID: &str = "connect";

/// The choices, which are kept with the drafts of the screen.
#[component]
pub(super) fn VirtualChoices(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let place = place_on(ID);
    let toaster = use_toaster();
    Effect::new(move |_| {
        let names = place.get();
        if names.is_empty() {
            return;
        }
        match Scenario::parse_list(&names, Scenario::ALL) {
            Ok(scenarios) => choose(draft, &scenarios),
            Err(unknown) => {
                let names = unknown.names.join(", ");
                toaster.show(Tone::Warn, t!("connect-no-such-scenario", name = unknown.name, names = names));
            }
        }
    });
    let more = move || {
        let more = draft.more.get();
        (!more.is_empty()).then(|| {
            let names: Vec<_> = more.into_iter().map(text::scenario).collect();
            view! {
                <div class="bar">
                    <p class="small">{t!("connect-more", names = names.join(", "))}</p>
                    <Button variant=Variant::Quiet on_press=move || draft.more.set(Vec::new())>{t!("connect-no-more")}</Button>
                </div>
            }
        })
    };
    let hint = move || Some(scenario_hint(draft.scenario.get()));
    let broker_hint = move || Some(broker_hint(draft.broker.get()));
    let profiles: Vec<_> = Profile::all().map(|profile| Choice::new(profile.name, series(profile))).collect();
    let scenarios = Scenario::at(|place| place != FaultPlace::Broker).into_iter();
    let scenarios: Vec<_> = scenarios.map(|one| Choice::new(one, scenario_row(one))).collect();
    let brokers = Scenario::at(|place| place == FaultPlace::Broker);
    let brokers = brokers.into_iter().map(Broker::Page).chain([Broker::Own]);
    let brokers: Vec<_> = brokers.map(|one| Choice::new(one, text::broker(one))).collect();
    view! {
        <div class="connect-virtual">
            <Select label=t!("connect-series") value=draft.series options=profiles/>
            <Select label=t!("connect-scenario") value=draft.scenario options=scenarios hint/>
            <Select label=t!("connect-broker") value=draft.broker options=brokers hint=broker_hint/>
        </div>
        {more}
        <Checkbox label=t!("connect-true-times") value=draft.true_times kind=CheckboxKind::Switch
            hint=t!("connect-true-times-hint")/>
    }
}

/// Chooses what a link names: one for the module and one for its broker, as a person would, and the others besides.
fn choose(draft: ConnectDraft, scenarios: &[Scenario]) {
    let is_broker = |one: &Scenario| one.place() == Some(FaultPlace::Broker);
    let mut named: Vec<Scenario> = Vec::new();
    for one in scenarios {
        if *one != Scenario::HEALTHY && !named.contains(one) {
            named.push(*one);
        }
    }
    let mut take = |wanted: &dyn Fn(&Scenario) -> bool| {
        named.iter().position(wanted).map(|at| named.remove(at)).unwrap_or_default()
    };
    draft.scenario.set(take(&|one| !is_broker(one)));
    draft.broker.set(Broker::Page(take(&is_broker)));
    draft.more.set(named);
}

/// A scenario in the list, behind its place, by which the list is ordered.
fn scenario_row(one: Scenario) -> String {
    match one.place() {
        Some(place) => {
            let place = t!(&format!("connect-place-{}", place.name()));
            t!("connect-scenario-row", place = place, name = text::scenario(one))
        }
        None => text::scenario(one),
    }
}

/// What is wrong in a scenario.
fn scenario_hint(scenario: Scenario) -> String {
    t!(&format!("connect-scenario-{}-hint", scenario.name()))
}

fn broker_hint(broker: Broker) -> String {
    match broker {
        Broker::Page(Scenario::HEALTHY) => t!("connect-broker-healthy-hint"),
        Broker::Page(one) => scenario_hint(one),
        Broker::Own => t!("connect-broker-own-hint"),
    }
}

/// A series in the list of virtual modules, with what sets it apart.
fn series(profile: &Profile) -> String {
    let has = [(Feature::Tls, t!("connect-series-tls")), (Feature::MqttSn, t!("connect-series-sn"))];
    let features: Vec<_> = has.into_iter().filter(|(feature, _)| profile.has(*feature)).map(|(_, text)| text).collect();
    let features = if features.is_empty() { t!("connect-series-plain") } else { features.join(", ") };
    t!("connect-series-row", name = profile.name, features = features)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn every_scenario_has_its_texts() {
        for scenario in Scenario::ALL {
            for suffix in ["", "-hint"] {
                let id = format!("connect-scenario-{}{suffix}", scenario.name());
                assert!(i18n::has(&id), "{id}");
            }
        }
        for place in Scenario::ALL.iter().filter_map(|scenario| scenario.place()) {
            let id = format!("connect-place-{}", place.name());
            assert!(place == FaultPlace::Broker || i18n::has(&id), "{id}");
        }
        assert_eq!(scenario_row(fibocom_sim::faults::sim::NO_SIM), "SIM: No SIM");
    }

    #[test]
    fn a_link_chooses_for_the_module_and_for_its_broker_and_the_rest_besides() {
        Owner::new().with(|| {
            let draft = ConnectDraft::new();
            let chosen = || {
                let name = |one: Scenario| one.name();
                let broker = match draft.broker.get_untracked() {
                    Broker::Page(one) => one.name(),
                    Broker::Own => "own",
                };
                let more: Vec<_> = draft.more.get_untracked().into_iter().map(name).collect();
                (draft.scenario.get_untracked().name(), broker, more.join(","))
            };
            for (names, module, broker, more) in [
                ("no-sim", "no-sim", "healthy", ""),
                ("refuses, no-sim,late", "no-sim", "refuses", "late"),
                ("drops,refuses,drops", "healthy", "drops", "refuses"),
                ("healthy", "healthy", "healthy", ""),
            ] {
                choose(draft, &Scenario::parse_list(names, Scenario::ALL).unwrap());
                assert_eq!(chosen(), (module, broker, more.to_owned()), "{names}");
            }
        });
    }

    #[test]
    fn a_series_is_listed_with_what_sets_it_apart() {
        for (name, expected) in [
            ("L610", "L610 · TLS, MQTT-SN"),
            ("NL66x", "NL66x · TLS"),
            ("LC610N", "LC610N · MQTT-SN"),
            ("NL668-AM", "NL668-AM · plain MQTT only"),
        ] {
            assert_eq!(Profile::named(name).map(series).as_deref(), Some(expected));
        }
    }
}
