//! The port of the page before this one, where the browser has taken it back with the reload: what happened, and the chooser at one click.

use leptos::prelude::*;

use super::actions::Actions;
use super::model::Stage;
use crate::state::port_before;
use crate::t;
use crate::ui::{Button, Icon, Note, Tone, Variant, while_shown};

/// The note; nothing while this page has a port, or had none.
#[component]
pub(super) fn Again(actions: Actions) -> impl IntoView {
    let ports = actions.workbench.ports();
    // Until the browser has answered, no port is in the list either.
    let has_looked = RwSignal::new(false);
    while_shown(async move {
        actions.workbench.refresh_ports().await;
        has_looked.set(true);
    });
    let among = Memo::new(move |_| {
        let is_without = has_looked.get() && actions.stage.get() == Stage::Idle && ports.with(Vec::is_empty);
        is_without.then(port_before).flatten()
    });
    let shown = move || {
        among.get().map(|filter| {
            view! {
                <Note tone=Tone::Info title=t!("connect-again-title")>
                    {t!("connect-again-text")}
                    <div class="bar">
                        <Button sends=true variant=Variant::Primary icon=Icon::Plug on_press=move || actions.choose(filter)>
                            {t!("connect-again")}
                        </Button>
                    </div>
                </Note>
            }
        })
    };
    view! { <div class="connect-note" role="status">{shown}</div> }
}
