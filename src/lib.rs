//! Module Workbench, the browser app: everything that knows a browser.

mod clock;
pub mod exchange;
pub mod features;
pub mod i18n;
pub mod session;
pub mod state;
pub mod transport;
pub mod ui;
pub mod words;

use leptos::prelude::*;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    view! { <h1>{t!("app-name")}</h1> }
}
