//! What will be sent, command by command, folded until somebody looks.

use fibocom_at::ClientIndex;
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::typed::FarEnd;
use super::model::{Preview, Secret, Waits, preview};
use crate::link::procedure::Step as Action;
use crate::ui::{Binding, Checkbox, CheckboxKind, Details, Mistakes, Step, StepStatus, Steps};
use crate::{t, words};

/// How many seconds opening a client may take (003, 1.2).
pub(super) const OPENING_MAX: u32 = 75;

#[component]
pub(super) fn WillBeSent(form: SessionForm) -> impl IntoView {
    let secret = form.secret();
    let shown = Binding::new(Signal::derive(move || secret.get() == Secret::Shown), move |shown| {
        secret.set(if shown { Secret::Shown } else { Secret::Hidden });
    });
    let has_password = Memo::new(move |_| {
        form.far_end.get() == FarEnd::Broker && form.typed().with(|typed| !typed.password.is_empty())
    });
    let steps = move || match form.plan.get() {
        Ok(plan) => {
            let client = plan.open.client;
            let rows = preview(&plan, secret.get()).into_iter().enumerate();
            let rows = rows.map(|(index, row)| step_view(index + 1, client, row)).collect_view();
            view! { <Steps>{rows}</Steps> }.into_any()
        }
        Err(wrong) => {
            let texts = wrong.iter().map(words::problem).collect();
            view! { <Mistakes title=t!("session-missing") texts/> }.into_any()
        }
    };
    let value = move || {
        Some(form.plan.with(|plan| match plan {
            Ok(plan) => t!("session-sending-value", count = plan.steps().len(), seconds = OPENING_MAX),
            Err(_) => t!("session-sending-none"),
        }))
    };
    view! {
        <Details summary=t!("session-sending") value>
            <div class="stack">
                <Show when=move || has_password.get()>
                    <Checkbox label=t!("session-show-password") value=shown kind=CheckboxKind::Switch/>
                </Show>
                {steps}
            </div>
        </Details>
    }
}

fn step_view(number: usize, client: ClientIndex, row: Preview) -> impl IntoView {
    let (client, at_gateway) = (client.number(), client.is_sn());
    let title = match row.step {
        Action::Free => t!("session-step-free"),
        Action::Close => t!("session-step-close", client = client),
        Action::Conf => t!("session-step-conf"),
        Action::User => t!("session-step-user"),
        Action::SnClientId => t!("session-step-sn-client-id"),
        Action::Will => t!("session-step-will"),
        Action::Open if at_gateway => t!("session-step-open-gateway"),
        Action::Open => t!("session-step-open"),
        Action::TlsError => t!("session-step-tls-error"),
    };
    let mut detail = match row.waits {
        Waits::Final(seconds) => t!("session-waits-final", seconds = seconds),
        Waits::Status(line, seconds) => t!("session-waits-status", line = line, seconds = seconds),
    };
    if let Some(bytes) = row.data {
        detail = t!("session-waits-data", bytes = bytes, then = detail);
    }
    view! { <Step status=StepStatus::Wait number title detail code=row.line/> }
}
