//! The series profile in use: its limits, and the choice of another by hand.

use fibocom_at::Profile;
use fibocom_at::profile::PERMISSIVE;
use leptos::prelude::*;

use super::model::{limits, profiles};
use super::text;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Binding, Card, Choice, Details, Select};

/// The card of the profile.
#[component]
pub(super) fn ProfileCard() -> impl IntoView {
    let workbench = use_workbench();
    let profile = workbench.profile();
    let facts = workbench.facts();
    let own = Memo::new(move |_| {
        facts.with(|facts| {
            facts.module.as_ref().map_or(&PERMISSIVE, |module| Profile::for_model(&module.identity.model))
        })
    });
    let chosen = Binding::new(Signal::derive(move || profile.get().name), move |name: &'static str| {
        if let Some(profile) = Profile::named(name) {
            workbench.choose_series(profile);
        }
    });
    let options = move || {
        profiles()
            .map(|profile| {
                let by_model = own.get().name == profile.name;
                let name = profile.name;
                Choice::new(name, if by_model { t!("connect-profile-own", name = name) } else { name.to_owned() })
            })
            .collect::<Vec<_>>()
    };
    let hint = move || {
        Some(match (profile.get().name, own.get().name) {
            (now, own) if now != own => t!("connect-profile-by-hand", name = own),
            (now, _) if now == PERMISSIVE.name => t!("connect-profile-unknown"),
            _ => t!("connect-profile-by-model"),
        })
    };
    let row = move |(id, value)| {
        let shown = text::value(value, &profile.get_untracked());
        view! { <div><dt>{t!(id)}</dt><dd>{shown}</dd></div> }
    };
    let rows = move || limits(&profile.get()).into_iter().map(row).collect_view();
    view! {
        <Card title=t!("connect-profile")>
            <div class="connect-profile">
                <Select label=t!("connect-profile-choice") value=chosen options=Signal::derive(options) hint/>
                <Limits><dl class="connect-limits">{rows}</dl></Limits>
            </div>
            <p class="muted small">{move || text::source(&profile.get())}</p>
        </Card>
    }
}

/// The limits are many: closed until they are asked for.
#[component]
fn Limits(children: Children) -> impl IntoView {
    view! { <Details summary=t!("connect-limits") open=true>{children()}</Details> }
}
