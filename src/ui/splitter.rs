//! The edge between two panes, which can be moved with the pointer or the arrow keys.

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html,
    prelude::*,
};

/// How far an arrow key moves the edge, in pixels.
const STEP: f64 = 24.0;

/// A vertical edge. It sets the width of the pane at its right; the caller gives that width to the layout.
#[component]
pub fn Splitter(
    /// What it moves, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// The width of the pane at its right, in pixels.
    width: RwSignal<f64>,
    /// How narrow and how wide that pane may get.
    #[prop(default = (280.0, 720.0))]
    range: (f64, f64),
) -> impl IntoView {
    let (least, most) = range;
    let handle = NodeRef::<html::Div>::new();
    let grip = StoredValue::new(None::<(f64, f64)>);
    let resize = move |to: f64| width.set(to.clamp(least, most).round());
    let take = move |event: PointerEvent| {
        event.prevent_default();
        grip.set_value(Some((f64::from(event.client_x()), width.get_untracked())));
        if let Some(handle) = handle.get_untracked() {
            // Fails only for a pointer that has gone, and then there is nothing to follow.
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, start)) = grip.get_value() {
            resize(start + from - f64::from(event.client_x()));
        }
    };
    let keyed = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowLeft" => resize(width.get_untracked() + STEP),
            "ArrowRight" => resize(width.get_untracked() - STEP),
            "Home" => resize(least),
            "End" => resize(most),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="splitter" role="separator" aria-orientation="vertical" tabindex="0" node_ref=handle
            aria-label=move || label.get() aria-valuenow=move || width.get() aria-valuemin=least aria-valuemax=most
            on:pointerdown=take on:pointermove=drag on:pointerup=move |_| grip.set_value(None)
            on:pointercancel=move |_| grip.set_value(None) on:keydown=keyed></div>
    }
}
