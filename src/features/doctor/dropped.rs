//! A log that is dropped anywhere while this screen is shown: it is read here, and not taken for a session file.

use leptos::{ev::DragEvent, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::File;

/// Takes files that are dropped beside the places that take some, before the page takes them.
pub(super) fn take_anywhere(take: impl Fn(File) + 'static) {
    let over = Closure::<dyn Fn(DragEvent)>::new(|event: DragEvent| {
        if is_file(&event) {
            event.prevent_default();
        }
    });
    let dropped = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| {
        if is_file(&event) {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                take(file);
            }
        }
    });
    // The page listens at the window, where events come last.
    let heard = [("dragover", over), ("drop", dropped)];
    for (name, listener) in &heard {
        // A document takes every listener.
        let _ = document().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    let heard = StoredValue::new_local(heard);
    on_cleanup(move || {
        heard.with_value(|heard| {
            for (name, listener) in heard {
                let _ = document().remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        });
    });
}

fn is_file(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    !event.default_prevented() && types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
