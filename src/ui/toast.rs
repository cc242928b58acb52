//! Short messages that come by themselves and leave by themselves.

use std::sync::Arc;
use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    button::{Button, Variant},
    icon::{Glyph, Icon},
    lasting::{after, next_frame},
    outside::seen,
    tone::Tone,
    words::use_words,
};

/// How long a message stays. A failure stays until it is dismissed.
const STAYS: Duration = Duration::from_secs(6);

/// How long a message stays that offers something: long enough to go there with the keyboard.
const OFFERS: Duration = Duration::from_secs(15);

/// How many messages stand there at most: as many as a window has room for.
const MOST: usize = 5;

#[derive(Clone)]
struct Toast {
    number: u64,
    tone: Tone,
    text: String,
    offer: Option<Offer>,
}

/// What a message offers to do, and what its button says. It may be taken after its screen was left, so it holds no signal of one.
#[derive(Clone)]
struct Offer {
    label: String,
    act: Arc<dyn Fn() + Send + Sync>,
}

/// Where messages are handed in; had from [`use_toaster`].
#[derive(Clone, Copy)]
pub struct Toaster {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
    /// The corners for them, by number: the last one shows them, since a dialog keeps what is behind it from being used.
    corners: RwSignal<Vec<u64>>,
}

/// A message that offers something, to be taken back when that is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered(u64);

impl Toaster {
    fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0), corners: RwSignal::new(Vec::new()) }
    }

    pub fn show(&self, tone: Tone, text: impl Into<String>) {
        self.push(tone, text.into(), None);
    }

    /// Takes a message with an offer away, if it is still there.
    pub fn withdraw(&self, Offered(number): Offered) {
        self.dismiss(number);
    }

    /// The same with a button. The act lives as long as the message, and is to hold nothing but what lives as long as the page.
    pub fn offer(
        &self,
        text: impl Into<String>,
        label: impl Into<String>,
        act: impl Fn() + Send + Sync + 'static,
    ) -> Offered {
        Offered(self.push(Tone::Info, text.into(), Some(Offer { label: label.into(), act: Arc::new(act) })))
    }

    fn push(&self, tone: Tone, text: String, offer: Option<Offer>) -> u64 {
        let number = self.number();
        self.shown.update(|all| add(all, Toast { number, tone, text: seen(text), offer }));
        number
    }

    fn number(&self) -> u64 {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        number
    }

    fn dismiss(&self, number: u64) {
        self.shown.try_update(|all| all.retain(|toast| toast.number != number));
    }
}

/// Adds a message. The same words again take the place of the earlier ones. Where there are too many, the oldest goes, one that offers something last.
fn add(all: &mut Vec<Toast>, toast: Toast) {
    if toast.offer.is_none() {
        all.retain(|other| other.offer.is_some() || (other.tone, &other.text) != (toast.tone, &toast.text));
    }
    all.push(toast);
    if all.len() > MOST {
        let oldest = all.iter().position(|toast| toast.offer.is_none()).unwrap_or(0);
        all.remove(oldest);
    }
}

/// Lets everything below hand in messages. The app also places one [`Toasts`].
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster::new();
    provide_context(toaster);
    toaster
}

/// Where to hand in messages. Without an app around it, as in a test, they go nowhere.
#[must_use]
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::new)
}

/// The corner in which messages appear, read out without interrupting. Each dialog has one of its own.
#[component]
pub fn Toasts() -> impl IntoView {
    let (toaster, name) = (use_toaster(), use_words().toasts);
    let corner = toaster.number();
    toaster.corners.update(|corners| corners.push(corner));
    on_cleanup(move || {
        next_frame((toaster, corner), |(toaster, corner)| {
            toaster.corners.try_update(|corners| corners.retain(|other| *other != corner));
        });
    });
    let is_last = Memo::new(move |_| toaster.corners.with(|corners| corners.last() == Some(&corner)));
    let shown = move || if is_last.get() { toaster.shown.get() } else { Vec::new() };
    view! {
        <div class="toasts" aria-live="polite" role=move || is_last.get().then_some("region") aria-label=move || is_last.get().then(|| name.clone())>
            <For each=shown key=|toast| toast.number children=move |toast| view! { <Slip toast/> }/>
        </div>
    }
}

/// A message on show. The pointer or the focus upon it stops its clock.
#[component]
fn Slip(toast: Toast) -> impl IntoView {
    let toaster = use_toaster();
    let Toast { number, tone, text, offer } = toast;
    let stays = if offer.is_some() { OFFERS } else { STAYS };
    let take = offer.map(|Offer { label, act }| {
        let take = move || {
            act();
            toaster.dismiss(number);
        };
        view! { <Button variant=Variant::Quiet icon=Icon::Undo on_press=take>{label.clone()}</Button> }
    });
    let clock = StoredValue::new(None::<TimeoutHandle>);
    let pause = move || {
        if let Some(running) = clock.try_update_value(Option::take).flatten() {
            running.clear();
        }
    };
    let start = move || {
        pause();
        if tone != Tone::Bad {
            clock.set_value(after(stays, move || toaster.dismiss(number)));
        }
    };
    start();
    on_cleanup(pause);
    view! {
        <div class=format!("toast {}", tone.class()) on:pointerenter=move |_| pause() on:pointerleave=move |_| start()
            on:focusin=move |_| pause() on:focusout=move |_| start()>
            <Glyph icon=tone.icon()/>
            <span class="toast-text">{text}</span>
            {take}
            <button type="button" class="button is-quiet" aria-label=use_words().close on:click=move |_| toaster.dismiss(number)>
                <Glyph icon=Icon::Cross/>
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toast(number: u64, text: &str, offers: bool) -> Toast {
        let offer = offers.then(|| Offer { label: "Undo".to_owned(), act: Arc::new(|| {}) });
        Toast { number, tone: Tone::Bad, text: text.to_owned(), offer }
    }

    #[test]
    fn failures_do_not_pile_up() {
        let mut all = Vec::new();
        add(&mut all, toast(0, "cleared", true));
        for number in 1..100 {
            add(&mut all, toast(number, "not saved", false));
        }
        assert_eq!(all.iter().map(|toast| toast.number).collect::<Vec<_>>(), [0, 99]);
        for number in 100..200 {
            add(&mut all, toast(number, &format!("not saved {number}"), false));
        }
        let numbers: Vec<_> = all.iter().map(|toast| toast.number).collect();
        assert_eq!(numbers, [0, 196, 197, 198, 199]);
    }
}
