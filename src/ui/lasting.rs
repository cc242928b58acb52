//! How long goes on what a screen begins: until it is done, or as long as the screen is shown?
//!
//! A screen that is left takes its signals with it, and whoever reads one of them later ends the page. So whatever is not done at
//! once begins here, and nowhere else (`tests/architecture/lasting.rs`), by the function that says how long it goes on.

use std::cell::Cell;
use std::time::Duration;

use futures::channel::oneshot;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use leptos::{html::ElementType, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// How often somebody looks who waits for something to be so.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Work that goes on when the screen is left, until it is done. All that it holds was made for as long as the page lives: the
/// workbench, the toasts, and what a screen makes in its `provide_draft`.
pub fn go_on(work: impl Future<Output = ()> + 'static) {
    spawn_local(work);
}

/// Work about what is shown, called off when that leaves the page. It may hold signals of the screen.
pub fn while_shown(work: impl Future<Output = ()> + 'static) {
    spawn_local_scoped_with_cancellation(work);
}

/// Does something each time that so much time has passed, as long as what calls this is shown.
pub fn every(time: Duration, act: impl Fn() + 'static) {
    // Without a timer, what is shown stands still.
    if let Ok(timer) = set_interval_with_handle(act, time) {
        on_cleanup(move || timer.clear());
    }
}

/// Does something once so much time has passed, if what calls this is still shown. The handle calls it off before.
pub fn after(time: Duration, act: impl FnOnce() + 'static) -> Option<TimeoutHandle> {
    let timer = set_timeout_with_handle(act, time).ok()?;
    on_cleanup(move || timer.clear());
    Some(timer)
}

/// Does something with a part of the page once all changes of this moment are drawn, if that part is still there. The act may
/// use signals that live as long as the part does.
pub fn once_drawn<E>(part: NodeRef<E>, act: impl FnOnce(E::Output) + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    request_animation_frame(move || {
        if let Some(part) = part.try_get_untracked().flatten() {
            act(part);
        }
    });
}

/// Does something with the next frame, whatever is shown by then: it is given a value, and can hold no signal of a screen.
pub fn next_frame<T: 'static>(value: T, act: fn(T)) {
    request_animation_frame(move || act(value));
}

/// Waits until the page has nothing else to do, or until the future is dropped.
pub async fn idle() {
    let (tell, idle) = oneshot::channel();
    let tell = Cell::new(Some(tell));
    request_idle_callback(move || {
        if let Some(tell) = tell.take() {
            let _ = tell.send(());
        }
    });
    let _ = idle.await;
}

/// Waits so long, or until the future is dropped.
pub async fn pause(time: Duration) {
    let (tell, over) = oneshot::channel();
    let timer = set_timeout_with_handle(
        move || {
            let _ = tell.send(());
        },
        time,
    );
    // Without a timer nothing is waited for.
    if timer.is_ok() {
        let _ = over.await;
    }
}

/// Waits until something is so, and looks again and again.
pub async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        pause(LOOK_AGAIN).await;
    }
}
