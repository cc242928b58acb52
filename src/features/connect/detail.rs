//! What of Connect comes after the first load, since few see it at once: its texts are not in the first load, either.

mod address;
mod beside;
mod control_lines;
mod ended;
mod help;
mod next;
mod port_text;
mod ports;
mod virtual_module;

use futures::FutureExt;
use leptos::prelude::*;

use super::actions::Actions;
use super::model::Outcome;
use crate::later::later;
use crate::piece::piece;

/// A part of the screen.
#[derive(Debug, Clone)]
pub(crate) enum Detail {
    /// How the last attempt ended.
    Ended(Option<Outcome>),
    /// The ports that the page may use.
    Ports,
    /// The speed and the control lines of a port.
    Line,
    /// The control lines alone, of the port that is open.
    ControlLines,
    /// What happens once a port is chosen.
    Next,
    /// What to look at when a module does not appear in the browser's list.
    Help,
    /// The address of a broker of one's own.
    Address,
    /// The port that is read beside the module's.
    Beside,
    /// The choices for a virtual module.
    Virtual,
}

piece! {
    detail, fetched by fetch_details;
    /// The part.
    pub(crate) fn fetched(actions: Actions, detail: Detail) -> AnyView {
        match detail {
            Detail::Ended(outcome) => ended::ended(actions, outcome),
            Detail::Ports => view! { <ports::Ports actions/> }.into_any(),
            Detail::Line => view! { <control_lines::LineChoices actions/> }.into_any(),
            Detail::ControlLines => view! { <control_lines::ControlLineChoices actions/> }.into_any(),
            Detail::Next => view! { <next::Next/> }.into_any(),
            Detail::Help => view! { <help::Help/> }.into_any(),
            Detail::Address => view! { <address::Address draft=actions.draft/> }.into_any(),
            Detail::Beside => view! { <beside::Beside actions/> }.into_any(),
            Detail::Virtual => view! { <virtual_module::VirtualChoices actions/> }.into_any(),
        }
    }
}

/// The part, once its code is there.
pub(super) fn detail(actions: Actions, detail: Detail) -> AnyView {
    later(move || fetched(actions, detail.clone()).boxed_local())
}
