//! The Network screen: getting online by seven checks, the dial-up and the clock.

mod actions;
mod bar;
mod checks;
mod dial;
mod draft;
mod model;
mod more;
mod online;
mod pin;
mod report;
mod text;

use leptos::prelude::*;

pub use actions::provide_draft;

use self::actions::use_actions;
use crate::t;
use crate::ui::Card;

#[component]
pub fn NetworkScreen() -> impl IntoView {
    let actions = use_actions();
    view! {
        <h1>{t!("network-title")}</h1>
        <p class="lede">{t!("network-lede")}</p>
        <Card><checks::Checks actions/></Card>
        <more::More actions/>
        <bar::Bar actions/>
    }
}
