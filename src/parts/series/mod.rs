//! The series in use, wherever it is shown: its choice, its limits and where they stand, and what the module itself says of them.

mod limits;
mod module_limits;

use fibocom_at::Profile;
use leptos::prelude::*;

use self::limits::{inferred, limits, shown};
use crate::piece::piece;
use crate::state::{Origin, use_workbench};
use crate::ui::{Binding, Choice, Details, Select};
use crate::{t, words};

piece! {
    series, fetched by fetch_series;
    /// The series with all that is known of it, on the Connect screen and behind the button in the header.
    pub(crate) fn panel() -> AnyView {
        view! { <SeriesPanel/> }.into_any()
    }
}

#[component]
fn SeriesPanel() -> impl IntoView {
    let workbench = use_workbench();
    let (series, profile) = (workbench.series(), workbench.profile());
    let chosen =
        Binding::new(Signal::derive(move || series.with(|series| series.row().name)), move |name: &'static str| {
            if let Some(row) = Profile::named(name) {
                workbench.choose_series(row);
            }
        });
    let options = move || {
        let own = series.with(|series| series.row_of_model().map(|own| own.name));
        let option = |name| match own == Some(name) {
            true => Choice::new(name, t!("series-own", name = name)),
            false => Choice::new(name, name),
        };
        Profile::all().map(|profile| option(profile.name)).collect::<Vec<_>>()
    };
    let hint = move || Some(origin(series.with(|series| series.origin())));
    let rows = move || {
        let profile = profile.get();
        let row = |(id, value)| {
            let unsaid = inferred(id, &profile).map(|_| view! { <small>{t!("series-unsaid")}</small> });
            view! { <div><dt>{t!(id)}</dt><dd>{shown(value, &profile)} " " {unsaid}</dd></div> }
        };
        limits(&profile).into_iter().map(row).collect_view()
    };
    let unsaid = move || {
        let why = profile.get().inferred.iter().map(|one| view! { <li>{words::unsaid(one)}</li> });
        why.collect_view()
    };
    let source = move || {
        let source = series.with(|series| series.row().source);
        t!("series-source", manual = words::manual(source.manual), section = source.section)
    };
    view! {
        <div class="series">
            <Select label=t!("series-choice") value=chosen options=Signal::derive(options) hint/>
            <Details summary=t!("series-limits") open=true>
                <dl class="series-limits">{rows}</dl>
                <p class="muted small">{source}</p>
                <ul class="series-unsaid muted small" aria-label=t!("series-unsaid")>{unsaid}</ul>
            </Details>
            <module_limits::ModuleLimits/>
        </div>
    }
}

/// How the series was chosen.
fn origin(origin: Origin) -> String {
    match origin {
        Origin::Unasked => t!("series-origin-none"),
        Origin::Model => t!("series-origin-model"),
        Origin::Unknown => t!("series-origin-unknown"),
        Origin::Hand => t!("series-origin-hand"),
        Origin::HandAgainst(own) => t!("series-origin-against", name = own.name),
    }
}
