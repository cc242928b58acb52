//! The speed of a port, and its control lines, DTR and RTS: left to the system, raised or dropped.

use leptos::prelude::*;

use crate::features::connect::actions::Actions;
use crate::features::connect::model::BAUD_RATES;
use crate::state::{ControlLines, WorkError};
use crate::t;
use crate::ui::{Binding, Choice, Select};
use crate::words::work_error;

/// The speed at which a port is opened, and its control lines.
#[component]
pub(super) fn LineChoices(actions: Actions) -> impl IntoView {
    let rates: Vec<_> = BAUD_RATES.iter().map(|rate| Choice::new(*rate, rate.to_string())).collect();
    view! {
        <div class="connect-baud">
            <Select label=t!("connect-baud") value=actions.draft.baud_rate options=rates hint=t!("connect-baud-hint")/>
        </div>
        <ControlLineChoices actions/>
    }
}

/// A choice for each control line. It holds for the port that is open, and for those that are opened later.
#[component]
pub(super) fn ControlLineChoices(actions: Actions) -> impl IntoView {
    let lines = actions.workbench.control_lines();
    let options: Vec<_> = [
        Choice::new(None, t!("connect-lines-system")),
        Choice::new(Some(true), t!("connect-lines-on")),
        Choice::new(Some(false), t!("connect-lines-off")),
    ]
    .into();
    let dtr = Binding::new(Signal::derive(move || lines.get().dtr), move |dtr| {
        actions.choose_lines(ControlLines { dtr, ..lines.get_untracked() });
    });
    let rts = Binding::new(Signal::derive(move || lines.get().rts), move |rts| {
        actions.choose_lines(ControlLines { rts, ..lines.get_untracked() });
    });
    let refused = move || {
        actions.draft.lines_refused.get().map(|error| {
            let text = match error {
                WorkError::ControlLines(reason) => t!("connect-lines-refused", reason = reason),
                other => work_error(&other).text,
            };
            view! { <p class="small" role="alert">{text}</p> }
        })
    };
    view! {
        <div class="connect-lines">
            <Select label="DTR" value=dtr options=options.clone() hint=t!("connect-lines-dtr-hint")/>
            <Select label="RTS" value=rts options hint=t!("connect-lines-rts-hint")/>
        </div>
        <p class="muted small">{t!("connect-lines-text")}</p>
        {refused}
    }
}
