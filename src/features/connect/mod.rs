//! The Connect screen: a real module or the virtual one, and what came of it.

mod actions;
mod again;
mod detail;
mod draft;
mod model;
mod module;
mod outcome;
mod see;
mod text;
mod ways;

use futures::FutureExt;
use leptos::prelude::*;

pub use actions::provide_draft;
pub(crate) use detail::fetch_details;

use self::actions::use_actions;
use self::detail::{Detail, detail};
use self::model::Stage;
use crate::later::later;
use crate::parts::series;
use crate::state::{Support, support};
use crate::t;
use crate::turns::{Code, in_turn};
use crate::ui::{Card, Details, Note, Tone};

#[component]
pub fn ConnectScreen() -> impl IntoView {
    let actions = use_actions();
    let support = support();
    let is_up = Memo::new(move |_| actions.stage.get() == Stage::Up);
    let (ports, beside) = (actions.workbench.ports(), actions.workbench.beside());
    let has_ports = Memo::new(move |_| ports.with(|rows| !rows.is_empty()));
    let has_beside = Memo::new(move |_| beside.with(Option::is_some) || actions.draft.beside_refused.get().is_some());
    view! {
        <h1>{t!("connect-title")}</h1>
        <p class="lede">{move || if is_up.get() { t!("connect-lede-up") } else { t!("connect-lede") }}</p>
        <Unsupported support/>
        <again::Again actions/>
        <outcome::Progressing actions/>
        <outcome::Ended actions/>
        <Show when=move || is_up.get() fallback=move || view! { <see::See actions is_next=!actions.has_seen() && actions.stage.get_untracked() != Stage::Lost/> {in_turn(Code::Here, move || view! { <ways::Ways actions support/> }.into_any())} }>
            <module::ModuleCard actions/>
            <Card title=t!("connect-profile")>{later(|| series::panel().boxed_local())}</Card>
        </Show>
        <Show when=move || has_ports.get()>{detail(actions, Detail::Ports)}</Show>
        <Show when=move || has_beside.get()>{detail(actions, Detail::Beside)}</Show>
        <Show when=move || !is_up.get()>
            {in_turn(Code::Here, move || view! { <Card><Details summary=t!("connect-help")>{detail(actions, Detail::Help)}</Details></Card> }.into_any())}
        </Show>
    }
}

/// Why this browser cannot reach a real module, and what to do about it.
#[component]
fn Unsupported(support: Support) -> impl IntoView {
    let texts = match support {
        Support::Available => return None,
        Support::Missing => (t!("connect-missing-title"), t!("connect-missing")),
        Support::InsecureContext => (t!("connect-insecure-title"), t!("connect-insecure")),
        Support::BlockedByPolicy => (t!("connect-blocked-title"), t!("connect-blocked")),
    };
    Some(view! { <div class="connect-note"><Note tone=Tone::Warn title=texts.0>{texts.1}</Note></div> })
}
