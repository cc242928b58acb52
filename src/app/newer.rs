//! A newer page is here: said above every screen, with the button that loads it. It is never loaded while a module is connected.

use leptos::prelude::*;

use crate::offline::NewerPage;
use crate::state::{Press, use_workbench};
use crate::t;
use crate::ui::{Button, Note, Tone, Variant, go_on};

#[component]
pub(super) fn NewerNote() -> impl IntoView {
    let newer = expect_context::<NewerPage>();
    let facts = use_workbench().facts();
    let in_use = Memo::new(move |_| facts.with(|facts| facts.link.way_out().press == Press::Disconnect));
    let reason = move || in_use.get().then(|| t!("newer-in-use"));
    let take = move || go_on(async move { newer.take().await });
    view! {
        <Note tone=Tone::Info title=t!("newer-title") announce=true>
            <p>{t!("newer-text")}</p>
            <div class="bar">
                <Button disabled_reason=reason on_press=take>{t!("newer-take")}</Button>
                <Button variant=Variant::Quiet on_press=move || newer.put_off()>{t!("newer-not-now")}</Button>
            </div>
        </Note>
    }
}
