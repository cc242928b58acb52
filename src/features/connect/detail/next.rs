//! What happens once a port is chosen.

use leptos::prelude::*;

use crate::t;

/// The steps, in their order.
#[component]
pub(super) fn Next() -> impl IntoView {
    view! {
        <ol class="connect-next">
            <li>{t!("connect-next-choose")}</li>
            <li>{t!("connect-next-ask")}</li>
            <li>{t!("connect-next-identify")}</li>
        </ol>
        <p class="muted small">{t!("connect-next-all")}</p>
        <p class="muted small">{t!("connect-next-firefox")}</p>
    }
}
