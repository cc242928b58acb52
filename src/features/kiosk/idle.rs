//! Is somebody there? After a while without a touch or a key the page asks, counts down in view, and begins anew. It does so itself: browsers'
//! own policies for it do not exist on Linux.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::options::Tour;
use super::stand::{Scene, Stand};
use crate::t;
use crate::ui::{Button, Icon, Variant, every, next_frame};

/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(250);

/// How long nobody touches the start until the tour begins by itself, where the address says so, in milliseconds.
const TOUR_BEGINS: u64 = 30_000;

/// So many pixels a pointer moves before somebody is there: a mouse on a table that shakes moves by one or two, there and back.
const MOVES_BY: u32 = 12;

/// Whether a pointer that was seen here last has been moved by a person to there.
fn is_moved(from: (i32, i32), to: (i32, i32)) -> bool {
    from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)) >= MOVES_BY
}

/// Follows touches and keys from now on; the seconds that are left, while they are counted down.
pub(super) fn watch(stand: Stand) -> Signal<Option<u64>> {
    let workbench = stand.workbench;
    let last = StoredValue::new(workbench.now());
    let left = RwSignal::new(None::<u64>);
    let pointer = StoredValue::new(None::<(i32, i32)>);
    // What lies on a key presses it once. What the system makes of that, and what it types, is nobody.
    let lies = StoredValue::new(false);
    let here = move |holds: bool| {
        last.set_value(workbench.now());
        left.set(None);
        if holds && stand.scene.get_untracked() == Scene::Tour {
            stand.held.set(true);
        }
    };
    // While it asks, a whole press answers: were the question gone before it ends, its end would press what lies beneath.
    let unless_asked = move |holds: bool| {
        if left.get_untracked().is_none() {
            here(holds);
        }
    };
    let listeners = [
        window_event_listener(ev::pointerdown, move |_| unless_asked(true)),
        window_event_listener(ev::pointermove, move |event| {
            let to = (event.client_x(), event.client_y());
            match pointer.get_value() {
                Some(from) if !is_moved(from, to) => {}
                Some(_) => {
                    pointer.set_value(Some(to));
                    unless_asked(false);
                }
                // Where it lies is no move.
                None => pointer.set_value(Some(to)),
            }
        }),
        window_event_listener(ev::wheel, move |_| unless_asked(true)),
        window_event_listener(ev::input, move |_| {
            if !lies.get_value() {
                here(true);
            }
        }),
        window_event_listener(ev::keydown, move |event| {
            lies.set_value(event.repeat());
            if left.get_untracked().is_some() {
                event.prevent_default();
            }
            if !event.repeat() {
                unless_asked(true);
            }
        }),
        window_event_listener(ev::keyup, move |event| {
            lies.set_value(false);
            if left.get_untracked().is_some() {
                event.prevent_default();
                here(true);
            }
        }),
        window_event_listener(ev::click, move |_| here(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    let (idle, counted, tour) =
        stand.options.with_value(|options| (millis(options.idle), millis(options.counted()), options.tour));
    every(LOOK, move || {
        let quiet = workbench.milliseconds_since(last.get_value());
        match stand.scene.get_untracked() {
            Scene::Start if tour == Tour::Auto && quiet >= TOUR_BEGINS => {
                last.set_value(workbench.now());
                stand.begin();
            }
            Scene::Start => left.set(None),
            // While it goes on by itself, or a message is on its way, nobody has to do anything.
            Scene::Tour | Scene::Game if stand.goes_on_by_itself() || stand.sending.get_untracked() => {
                last.set_value(workbench.now())
            }
            Scene::Tour | Scene::Game if quiet >= idle => {
                left.set(None);
                stand.end();
            }
            Scene::Tour | Scene::Game => {
                let now = (quiet + counted >= idle).then(|| (idle - quiet).div_ceil(1_000));
                if left.get_untracked() != now {
                    left.set(now);
                }
            }
        }
    });
    left.into()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The question, with the seconds that are left. Any touch or key answers it; the button is for who reads it.
#[component]
pub(super) fn StillThere(left: Signal<Option<u64>>, counted: Duration) -> impl IntoView {
    let is_asked = Memo::new(move |_| left.get().is_some());
    let seconds = move || left.get().unwrap_or_default();
    let share = move || seconds() * 100_000 / millis(counted).max(1);
    view! {
        <Show when=move || is_asked.get()>
            {take_focus()}
            <div class="kiosk-idle" role="alertdialog" aria-modal="true" aria-labelledby="kiosk-idle-title">
                <div class="kiosk-card">
                    <svg class="kiosk-ring" viewBox="0 0 120 120" aria-hidden="true">
                        <circle class="is-all" cx="60" cy="60" r="52"></circle>
                        <circle class="is-left" cx="60" cy="60" r="52" pathLength="100" stroke-dasharray=move || format!("{} 100", share())
                            transform="rotate(-90 60 60)"></circle>
                        <text x="60" y="76">{seconds}</text>
                    </svg>
                    <h2 id="kiosk-idle-title">{t!("kiosk-idle")}</h2>
                    <p class="kiosk-lead" aria-live="off">{move || t!("kiosk-idle-text", seconds = seconds())}</p>
                    <Button variant=Variant::Primary icon=Icon::Touch on_press=|| ()>{t!("kiosk-idle-here")}</Button>
                </div>
            </div>
        </Show>
    }
}

/// Gives the focus to the button of the question, and back to what had it once the question is answered, if that is still there.
fn take_focus() {
    let before = document().active_element();
    next_frame((), |()| {
        let button = document().query_selector(".kiosk-idle .button").ok().flatten();
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            // A button takes the focus.
            let _ = button.focus();
        }
    });
    on_cleanup(move || {
        next_frame(before.and_then(|before| before.dyn_into::<HtmlElement>().ok()), |before| {
            if let Some(before) = before {
                // Refused only by an element that cannot have the focus, and then nothing is lost.
                let _ = before.focus();
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_that_shakes_is_nobody_and_one_that_goes_somewhere_is_somebody() {
        let still = [(101, 100), (99, 101), (100, 98), (103, 103)];
        assert!(still.into_iter().all(|to| !is_moved((100, 100), to)));
        for to in [(112, 100), (100, 88), (300, 20)] {
            assert!(is_moved((100, 100), to), "{to:?}");
        }
    }
}
