//! A view whose code is fetched first: what shows until it is there, and when it cannot be had.

use std::cell::Cell;
use std::future::pending;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures::channel::{mpsc, oneshot};
use futures::future::{Either, LocalBoxFuture, join, select};
use futures::{FutureExt, StreamExt};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::piece::Missing;
use crate::t;
use crate::turns::{Code, in_turn};
use crate::ui::{Button, Note, Tone, pause, while_shown};

/// How long a piece may take before the page says that it is coming. What is shorter would only flicker.
const PATIENCE: Duration = Duration::from_millis(150);

/// How long it is waited after a failure until it is tried again without anybody: nobody may be there, as on a stand, and the server may be back.
const AGAIN: Duration = Duration::from_secs(10);

/// Fetches the style sheet of what comes later. A build that is not cut into pieces, as in `make serve`, has no such sheet.
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
    let fetch: Fetch = Box::new(fetch);
    in_turn(Code::Fetched, move || fetched(fetch))
}

/// Fetches a view, in whichever piece it is. The first load comes first.
type Fetch = Box<dyn Fn() -> LocalBoxFuture<'static, Result<AnyView, Missing>>>;

/// There is one for all pieces: one for each would take tens of kilobytes of the first load.
fn fetched(fetch: Fetch) -> AnyView {
    let fetch = move || {
        let view = fetch();
        // Unstyled, a view would jump.
        async move {
            let (style, view) = join(fetch_style(), view).await;
            style.and(view)
        }
        .boxed_local()
    };
    let mut coming = fetch();
    if let Some(Ok(view)) = (&mut coming).now_or_never() {
        return view;
    }
    let (wait, found) = (RwSignal::new(Wait::Short), RwSignal::new_local(None));
    let (ask, asked) = mpsc::channel(0);
    // Unless the person goes elsewhere meanwhile.
    while_shown(async move {
        let view = arrive(coming, fetch, asked, pause, |now| wait.set(now)).await;
        wait.set(Wait::Short);
        found.set(Some(view));
    });
    let again = UnsyncCallback::new(move |()| {
        // Full, where it is asked for already.
        let _ = ask.clone().try_send(());
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

/// Waits for the view, and tries again as often as it does not come: when the person asks for it, or after a while. Without being asked, it goes on
/// saying that it is missing: the button that asks stays where it is.
async fn arrive<T, C: Future<Output = Result<T, Missing>> + Unpin, P: Future<Output = ()>>(
    mut coming: C,
    fetch: impl Fn() -> C,
    mut asked: mpsc::Receiver<()>,
    pause: impl Fn(Duration) -> P,
    tell: impl Fn(Wait),
) -> T {
    let mut is_asked_for = true;
    loop {
        let result = if is_asked_for {
            tell(Wait::Short);
            match select(&mut coming, pin!(pause(PATIENCE))).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => {
                    tell(Wait::Long);
                    coming.await
                }
            }
        } else {
            match select(&mut coming, pin!(press(&mut asked))).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => {
                    is_asked_for = true;
                    tell(Wait::Long);
                    coming.await
                }
            }
        };
        match result {
            Ok(view) => return view,
            Err(Missing) if is_asked_for => tell(Wait::InVain),
            // It is said already. To say it anew would take the focus from the button.
            Err(Missing) => {}
        }
        is_asked_for = matches!(select(pin!(press(&mut asked)), pin!(pause(AGAIN))).await, Either::Left(_));
        coming = fetch();
    }
}

/// Resolves when the person asks for another attempt.
async fn press(asked: &mut mpsc::Receiver<()>) {
    if asked.next().await.is_none() {
        // There is no button any more.
        pending().await
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::future::ready;

    use futures::executor::block_on;
    use futures::future::LocalBoxFuture;

    use super::*;

    type Coming = LocalBoxFuture<'static, Result<u8, Missing>>;

    /// What is told while two attempts fail and the third brings the view. Time passes at once, or never.
    fn told(asks: usize, passes: bool) -> Vec<Wait> {
        let (left, told) = (Cell::new(1_u8), RefCell::new(Vec::new()));
        let fetch = || -> Coming {
            match left.replace(left.get().saturating_sub(1)) {
                0 => ready(Ok(7)).boxed_local(),
                _ => ready(Err(Missing)).boxed_local(),
            }
        };
        let (mut ask, asked) = mpsc::channel(2);
        (0..asks).for_each(|_| ask.try_send(()).unwrap());
        let pause = |_| if passes { ready(()).boxed_local() } else { pending().boxed_local() };
        let first: Coming = ready(Err(Missing)).boxed_local();
        let view = block_on(arrive(first, fetch, asked, pause, |now| told.borrow_mut().push(now)));
        assert_eq!(view, 7);
        told.into_inner()
    }

    #[test]
    fn what_does_not_come_is_tried_again_when_a_person_asks_and_without_anybody() {
        let (short, in_vain) = (Wait::Short, Wait::InVain);
        assert_eq!(told(2, false), [short, in_vain, short, in_vain, short]);
        // Nobody has to do anything, and what is shown does not change under the hands of who does.
        assert_eq!(told(0, true), [short, in_vain]);
    }
}
