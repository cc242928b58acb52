//! What happened to the link, as a line across a list.

use fibocom_at::meaning::Severity;
use leptos::prelude::*;

use super::WallClock;
use crate::session::Turn;
use crate::transport::LostReason;
use crate::ui::{Glyph, Icon};
use crate::words;

/// How grave it is.
pub(super) const fn severity(turn: &Turn) -> Severity {
    match turn {
        Turn::Connected(_) => Severity::Ok,
        Turn::Back | Turn::Opened(_) | Turn::Ended(LostReason::Closed) => Severity::Info,
        Turn::Restarted | Turn::Disturbed(_) => Severity::Warn,
        Turn::Ended(LostReason::Unplugged | LostReason::Fault(_)) => Severity::Error,
    }
}

/// Draws it.
pub fn divider(turn: &Turn, at: u64, clock: WallClock) -> impl IntoView + use<> {
    let (class, icon) = match severity(turn) {
        Severity::Info => ("turn", Icon::Plug),
        Severity::Ok => ("turn tone-ok", Icon::Plug),
        Severity::Warn => ("turn tone-warn", Icon::Warning),
        Severity::Error => ("turn tone-bad", Icon::Warning),
    };
    view! {
        <div class=class>
            <Glyph icon/>
            <span class="turn-text">{words::turn(turn)}</span>
            <time>{clock.time_of_day(at)}</time>
        </div>
    }
}
