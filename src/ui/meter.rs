//! How full something is, with the figure beside the bar.

use leptos::prelude::*;

use super::outside::seen;

use super::tone::Tone;

/// A bar with its figure.
#[component]
pub fn Meter(
    /// What is measured, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// How much, from 0 to 1; more counts as full.
    #[prop(into)]
    fraction: Signal<f64>,
    /// The figure in words, as in "32 / 1024".
    #[prop(into)]
    text: Signal<String>,
    /// Whether that is good or bad.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    let percent = move || (fraction.get().clamp(0.0, 1.0) * 100.0).round();
    view! {
        <span class=move || format!("meter {}", tone.get().class())>
            <span class="meter-bar" role="meter" aria-label=move || seen(label.get()) aria-valuemin="0" aria-valuemax="100"
                aria-valuenow=percent aria-valuetext=move || seen(text.get())>
                <i style:width=move || format!("{}%", percent())></i>
            </span>
            <span class="meter-text" aria-hidden="true">{move || seen(text.get())}</span>
        </span>
    }
}
