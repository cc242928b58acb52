//! What is seldom needed, folded: dialling and setting the clock by hand, what the module said, and the report.

use leptos::prelude::*;

use super::actions::Actions;
use super::{dial, report, text};
use crate::link::procedure::CHECKS;
use crate::parts::module_clock::SetModuleClock;
use crate::state::unix_seconds;
use crate::t;
use crate::ui::{Button, Card, Details, Glyph, Icon, Variant, outside};

#[component]
pub(super) fn More(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let any = Memo::new(move |_| facts.with(|facts| !facts.checks.is_empty()));
    view! {
        <Card>
            <div class="folds">
                <Details summary=t!("network-by-hand")><dial::ByHand actions/></Details>
                <Details summary=t!("network-clock-by-hand")><SetModuleClock/></Details>
                <Show when=move || any.get()>
                    <Details summary=t!("network-said")>
                        <Said actions/>
                        <div class="bar"><Save actions/></div>
                    </Details>
                </Show>
            </div>
        </Card>
    }
}

/// The module's own lines, check by check.
#[component]
fn Said(actions: Actions) -> impl IntoView {
    let lines = actions.draft.lines;
    let rows = move || {
        let row = |name| {
            let said = lines.with(|lines| lines.get(&name).cloned()).unwrap_or_default();
            (!said.is_empty()).then(|| {
                let said = said.into_iter().map(|line| view! { <code class="code-inline">{outside(line)}</code> });
                view! { <div><dt>{text::title(name)}</dt><dd>{said.collect_view()}</dd></div> }
            })
        };
        CHECKS.into_iter().filter_map(row).collect_view()
    };
    view! { <dl class="check-said">{rows}</dl> }
}

/// A link rather than a button: the browser saves what it points at.
#[component]
fn Save(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let any = Memo::new(move |_| facts.with(|facts| !facts.checks.is_empty()));
    let link = move || {
        let now = report::Moment { text: js_sys::Date::new_0().to_iso_string().into(), unix_seconds: unix_seconds() };
        let lines = actions.draft.lines;
        let text = facts.with(|facts| lines.with(|lines| report::text(facts, lines, &now)));
        let name = format!("network-report-{}.txt", now.text.get(..10).unwrap_or_default());
        view! {
            <a class="button is-quiet" href=report::address(&text) download=name>
                <Glyph icon=Icon::Download/><span>{t!("network-save")}</span>
            </a>
        }
    };
    let none = || {
        view! {
            <Button variant=Variant::Quiet icon=Icon::Download disabled_reason=t!("network-save-first")>{t!("network-save")}</Button>
        }
    };
    view! { <Show when=move || any.get() fallback=none>{link}</Show> }
}
