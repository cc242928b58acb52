//! A view whose code is fetched first: what shows until it is there, and when it cannot be had.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::{LocalBoxFuture, join};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::piece::Missing;
use crate::t;
use crate::ui::{Button, Note, Tone, after, while_shown};

/// How long a piece may take before the page says that it is coming. What is shorter would only flicker.
const PATIENCE: Duration = Duration::from_millis(150);

/// The way to a view: resolves when its piece is there.
type Fetch = dyn Fn() -> LocalBoxFuture<'static, Result<AnyView, Missing>>;

/// Fetches the style sheet of what comes later. Where the build has joined all in one page, as in `make serve`, there is none.
///
/// # Errors
/// [`Missing`]; the next call tries again.
async fn fetch_style() -> Result<(), Missing> {
    let Ok(Some(link)) = document().query_selector("link[rel=later], link[data-coming]") else { return Ok(()) };
    let (done, loaded) = oneshot::channel();
    let done = Rc::new(Cell::new(Some(done)));
    let tell = |is_there: bool| {
        let (done, link) = (Rc::clone(&done), link.clone());
        Closure::once_into_js(move || {
            if let Some(done) = done.take() {
                let _ = link.remove_attribute("data-coming");
                if !is_there {
                    let _ = link.set_attribute("rel", "later");
                }
                let _ = done.send(is_there);
            }
        })
    };
    for (event, is_there) in [("load", true), ("error", false)] {
        let _ = link.add_event_listener_with_callback(event, tell(is_there).unchecked_ref());
    }
    let _ = link.set_attribute("data-coming", "");
    let _ = link.set_attribute("rel", "stylesheet");
    match loaded.await {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Missing),
    }
}

/// How far the fetching is, as long as there is no view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    Short,
    Long,
    InVain,
}

/// The view that `fetch` answers with: at once, if its piece is there already.
pub(crate) fn later(fetch: impl Fn() -> LocalBoxFuture<'static, Result<AnyView, Missing>> + 'static) -> AnyView {
    let fetch: Rc<Fetch> = Rc::new(move || {
        let view = fetch();
        // Unstyled, a view would jump.
        async move {
            let (style, view) = join(fetch_style(), view).await;
            style.and(view)
        }
        .boxed_local()
    });
    let mut coming = fetch();
    if let Some(Ok(view)) = (&mut coming).now_or_never() {
        return view;
    }
    let (wait, found) = (RwSignal::new(Wait::Short), RwSignal::new_local(None));
    arrive(coming, wait, found);
    let owner = Owner::current();
    let again = UnsyncCallback::new(move |()| {
        if let Some(owner) = &owner {
            owner.with(|| arrive(fetch(), wait, found));
        }
    });
    view! {
        {move || {
            found.track();
            found.try_update_untracked(Option::take).flatten()
        }}
        {move || match wait.get() {
            Wait::Short => ().into_any(),
            Wait::Long => view! { <p class="muted" role="status">{t!("part-coming")}</p> }.into_any(),
            Wait::InVain => view! {
                <Note tone=Tone::Bad title=t!("part-missing") announce=true>
                    <p>{t!("part-missing-text")}</p>
                    <div class="bar"><Button on_press=again>{t!("part-again")}</Button></div>
                </Note>
            }.into_any(),
        }}
    }
    .into_any()
}

/// Waits for the view, unless the person goes elsewhere meanwhile.
fn arrive(
    coming: LocalBoxFuture<'static, Result<AnyView, Missing>>,
    wait: RwSignal<Wait>,
    found: RwSignal<Option<AnyView>, LocalStorage>,
) {
    wait.set(Wait::Short);
    let patience = after(PATIENCE, move || wait.set(Wait::Long));
    while_shown(async move {
        let result = coming.await;
        if let Some(patience) = patience {
            patience.clear();
        }
        match result {
            Ok(view) => {
                wait.set(Wait::Short);
                found.set(Some(view));
            }
            Err(Missing) => wait.set(Wait::InVain),
        }
    });
}
