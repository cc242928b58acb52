//! The start: large, alive, and one button.

use leptos::prelude::*;

use super::drawing::{Lines, Way};
use super::stand::{RESTING, Stand};
use crate::t;
use crate::ui::{Button, Icon, Keeps, Variant, begin_at_heading};

/// How many lines of the exchange are in view: up to the message that the module hands over.
const LINES: usize = 6;

/// A touch anywhere on it begins, as the button does, which is there for the keyboard and for who looks for one.
#[component]
pub(super) fn StartScene(stand: Stand) -> impl IntoView {
    let facts = stand.facts;
    let is_own = Memo::new(move |_| facts.with(|facts| facts.module.as_ref().is_some_and(|module| !module.is_virtual)));
    let title = move || match is_own.get() {
        true => t!("kiosk-title-own"),
        false => t!("kiosk-title"),
    };
    let lines = stand.lines_so_far(LINES, RESTING);
    begin_at_heading(Keeps::Nothing);
    view! {
        <div class="kiosk-start" on:click=move |_| stand.begin()>
            <div class="kiosk-column">
                <h1>{title}</h1>
                <p class="kiosk-lead">{t!("kiosk-lead")}</p>
                <div class="kiosk-begin">
                    <Button variant=Variant::Primary icon=Icon::Touch>{t!("kiosk-begin")}</Button>
                </div>
            </div>
            <div class="kiosk-live">
                <Way stand/>
                <Lines lines/>
            </div>
        </div>
    }
}
