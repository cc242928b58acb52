//! What of Connect comes after the first load, since few see it at once.

use futures::FutureExt;
use leptos::prelude::*;

use super::actions::Actions;
use super::model::Outcome;
use super::{beside, lines, outcome};
use crate::later::later;
use crate::piece::piece;

/// A part of the screen.
#[derive(Debug, Clone)]
pub(crate) enum Detail {
    /// How the last attempt ended.
    Ended(Option<Outcome>),
    /// The control lines of a port.
    ControlLines,
    /// The port that is read beside the module's.
    Beside,
}

piece! {
    detail, fetched by fetch_details;
    /// The part.
    pub(crate) fn fetched(actions: Actions, detail: Detail) -> AnyView {
        match detail {
            Detail::Ended(outcome) => outcome::ended(actions, outcome),
            Detail::ControlLines => view! { <lines::Lines actions/> }.into_any(),
            Detail::Beside => view! { <beside::Lines actions/> }.into_any(),
        }
    }
}

/// The part, once its code is there.
pub(super) fn detail(actions: Actions, detail: Detail) -> AnyView {
    later(move || fetched(actions, detail.clone()).boxed_local())
}
