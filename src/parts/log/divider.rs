//! What happened to the link, as a line across a list.

use fibocom_at::meaning::Severity;
use leptos::prelude::*;
use workbench_record::{LinkChange, severity};

use crate::parts::WallClock;
use crate::ui::{Glyph, Icon};
use crate::words;

pub fn divider(change: &LinkChange, at: u64, clock: WallClock) -> impl IntoView + use<> {
    let (class, icon) = match severity(change) {
        Severity::Info => ("link-divider", Icon::Plug),
        Severity::Ok => ("link-divider tone-ok", Icon::Plug),
        Severity::Warn => ("link-divider tone-warn", Icon::Warning),
        Severity::Error => ("link-divider tone-bad", Icon::Warning),
    };
    view! {
        <div class=class>
            <Glyph icon/>
            <span class="link-divider-text">{words::link_change(change)}</span>
            <time>{clock.time_of_day(at)}</time>
        </div>
    }
}
