//! The copy of the page that the browser keeps, so that it works without a network, and the newer page that can take its place.
//!
//! `offline/worker.js` keeps the copies. `offline/page.js`, which the release build alone brings, speaks with it.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::guard;
use crate::piece::piece;

#[wasm_bindgen]
extern "C" {
    /// What `offline/page.js` can do.
    #[derive(Debug, Clone)]
    type Script;
    #[wasm_bindgen(method, catch)]
    async fn keep(this: &Script, works: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn take(this: &Script) -> Result<JsValue, JsValue>;
}

/// Whether a newer page is here, and the way to it. Copies share it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewerPage {
    is_here: RwSignal<bool>,
    script: StoredValue<Option<Script>, LocalStorage>,
}

impl NewerPage {
    /// For as long as the page lives: whoever mounts it calls this once.
    pub(crate) fn provide() -> Self {
        let newer = Self { is_here: RwSignal::new(false), script: StoredValue::new_local(None) };
        provide_context(newer);
        newer
    }

    /// Whether there is one to offer.
    pub(crate) fn is_here(self) -> Signal<bool> {
        self.is_here.into()
    }

    /// Offers it no more on this page.
    pub(crate) fn put_off(self) {
        self.is_here.set(false);
    }

    /// Loads it in the place of this one.
    pub(crate) async fn take(self) {
        if let Some(script) = self.script.get_value() {
            // Where the worker does not answer, this page stays.
            let _ = script.take().await;
        }
    }
}

piece! {
    offline;
    /// Keeps a copy of this page, and finds out whether there is a newer one. `works` says that all of this page is here.
    pub(crate) fn keep_copy(newer: NewerPage, works: bool) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move {
            let Some(script) = guard::offline_script().await else { return };
            let script = script.unchecked_into::<Script>();
            if script.keep(works).await.is_ok_and(|found| found.is_truthy()) {
                newer.script.set_value(Some(script));
                newer.is_here.set(true);
            }
        })
    }
}
