//! What the connected module says of its limits, beside what the manual says, and which of the two counts.

use fibocom_at::profile::{Comparison, PERMISSIVE, Statement};
use leptos::prelude::*;

use super::limits::told;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Button, Tone, Variant, go_on, use_toaster};
use crate::words;

/// The module's own limits, and the button that asks for them.
#[component]
pub(super) fn ModuleLimits() -> impl IntoView {
    let (workbench, toaster) = (use_workbench(), use_toaster());
    let (series, facts, connected) = (workbench.series(), workbench.facts(), workbench.is_connected());
    let statements = Memo::new(move |_| series.with(|series| series.statements().collect::<Vec<_>>()));
    let reason = move || (!connected.get()).then(|| t!("series-ask-connect"));
    let busy = Memo::new(move |_| facts.with(|facts| facts.asking_limits));
    let asking = move || busy.get().then(|| t!("series-asking"));
    let ask = move || {
        go_on(async move {
            if let Err(error) = workbench.ask_limits().await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
        });
    };
    let summary = move || {
        let differ = statements.with(|all| all.iter().filter(|one| one.comparison != Comparison::Same).count());
        match statements.with(Vec::is_empty) {
            true => t!("series-said-nothing"),
            false if differ == 0 => t!("series-said-same"),
            false => t!("series-said-differs", count = differ),
        }
    };
    view! {
        <section class="series-said">
            <h3>{t!("series-said")}</h3>
            <p class="muted small" role="status">{summary}</p>
            <Show when=move || !statements.with(Vec::is_empty)><Table statements/></Show>
            <div class="bar">
                <Button sends=true disabled_reason=reason busy=asking on_press=ask>{t!("series-ask")}</Button>
            </div>
        </section>
    }
}

#[component]
fn Table(statements: Memo<Vec<Statement>>) -> impl IntoView {
    let series = use_workbench().series();
    let manual = move || match series.with(|series| series.row().name == PERMISSIVE.name) {
        true => t!("series-assumed"),
        false => t!("series-manual"),
    };
    view! {
        <table class="series-table">
            <thead>
                <tr>
                    <th scope="col">{t!("series-limit")}</th>
                    <th scope="col">{manual}</th>
                    <th scope="col">{t!("series-module")}</th>
                    <th scope="col">{t!("series-counts")}</th>
                </tr>
            </thead>
            <tbody>{move || statements.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(statement: Statement) -> impl IntoView {
    let (name, manual) = told(statement.subject, statement.manual);
    let (_, firmware) = told(statement.subject, statement.firmware);
    let differs = statement.comparison != Comparison::Same;
    view! {
        <tr class:is-different=differs>
            <th scope="row">{name}</th>
            <td>{manual}</td>
            <td>{firmware}</td>
            <td>{verdict(statement)}</td>
        </tr>
    }
}

/// Which of the two counts; where the module claims more, the person decides.
fn verdict(statement: Statement) -> AnyView {
    let workbench = use_workbench();
    let subject = statement.subject;
    let name = told(subject, 0).0;
    match statement.comparison {
        Comparison::Same => t!("series-both").into_any(),
        Comparison::Narrower => t!("series-module-counts").into_any(),
        Comparison::Wider => view! {
            {t!("series-manual-counts")}
            <Button variant=Variant::Quiet name=t!("series-trust-name", limit = name) on_press=move || workbench.trust_module(subject)>
                {t!("series-trust")}
            </Button>
        }
        .into_any(),
        Comparison::Trusted => view! {
            {t!("series-trusted")}
            <Button variant=Variant::Quiet name=t!("series-distrust-name", limit = name) on_press=move || workbench.distrust_module(subject)>
                {t!("series-distrust")}
            </Button>
        }
        .into_any(),
    }
}
