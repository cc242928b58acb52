//! The TLS screen: the module's clock, the certificates and the key, how to connect, and what will be sent.

mod actions;
mod bar;
mod choices;
mod clock;
mod draft;
mod files;
mod held;
mod model;
mod piece;
mod sending;
mod text;

use leptos::prelude::*;

pub use self::actions::provide_draft;

use self::actions::{Actions, use_actions};
use self::draft::Asking;
use crate::ui::{Note, Tone};
use crate::{t, words};

#[component]
pub fn TlsScreen() -> impl IntoView {
    let actions = use_actions();
    // The clock comes first, so it is read without being asked for; once, for a module. One that is replayed is not asked.
    Effect::new(move |_| {
        let asked = actions.tls.with(|tls| tls.setup.is_some());
        let idle = actions.draft.asking.with_untracked(|asking| *asking == Asking::Nothing);
        if actions.workbench.replayed().is_none()
            && actions.connected.get()
            && actions.lacks().is_none()
            && !asked
            && idle
        {
            actions.read();
        }
    });
    view! {
        <h1>{t!("tls-title")}</h1>
        <p class="lede">{t!("tls-lede")}</p>
        <NotReady actions/>
        <clock::Clock actions/>
        <div id="tls-files"><files::Files actions/></div>
        <choices::Choices actions/>
        <sending::Sending actions/>
        <held::Held actions/>
        <bar::Bar actions/>
    }
}

/// What stands in the way, and where to mend it. That no module is connected is said by the bar.
#[component]
fn NotReady(actions: Actions) -> impl IntoView {
    let note =
        move || actions.lacks().map(|lacks| view! { <Note tone=Tone::Warn title=lacks>{t!("tls-lacks-text")}</Note> });
    view! { <div class="standing">{note}</div> }
}

impl Actions {
    /// Why the series in use cannot encrypt at all.
    fn lacks(self) -> Option<String> {
        let profile = self.profile.get();
        (!profile.tls).then(|| words::no_tls(&profile))
    }
}
