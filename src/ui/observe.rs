//! Says when elements change their size.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::ResizeObserver;

struct Watch {
    observer: ResizeObserver,
    /// What the observer calls; it lives as long as the observer does.
    _called: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `act` after any of these elements has been laid out anew, before it is painted.
pub(super) fn on_resize<const N: usize>(nodes: [NodeRef<html::Div>; N], act: impl Fn() + Copy + 'static) {
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        let called = Closure::<dyn FnMut()>::new(act);
        let Ok(observer) = ResizeObserver::new(called.as_ref().unchecked_ref()) else { return };
        for element in nodes.into_iter().filter_map(|node| node.get()) {
            observer.observe(&element);
        }
        watch.set_value(Some(Watch { observer, _called: called }));
    });
}
