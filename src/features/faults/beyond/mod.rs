//! The other end: the broker inside the page as somebody beside the module sees it, with what is published, who is there, and what is kept.

mod compose;
mod mirror;
mod talk;

use std::time::Duration;

use leptos::prelude::*;

use crate::parts::payload_text::View;
use crate::state::{BrokerMessage, Device, Workbench, use_workbench};
use crate::t;
use crate::ui::{Binding, Checkbox, CheckboxKind, Choice, Empty, Extent, Icon, Tabs, every, go_on, outside};

use compose::{Compose, ComposeDraft};
use mirror::Mirror;
use talk::{Talk, payload_line};

/// How long the view stands still at least: it is read by eyes.
const PAUSE: Duration = Duration::from_millis(300);

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sight {
    Talk,
    Devices,
    Connected,
    Kept,
}

/// What of the talk is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shown {
    All,
    /// What the module has published, and that it came and went.
    Module,
}

/// How the broker stands, beside its talk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stands {
    connected: Vec<String>,
    retained: Vec<BrokerMessage>,
    retained_more: usize,
    devices: Vec<Device>,
}

/// What stays while the view is not shown.
#[derive(Clone, Copy)]
pub(super) struct BeyondDraft {
    sight: RwSignal<Sight>,
    shown: RwSignal<Shown>,
    view: RwSignal<View>,
    mirror: StoredValue<Mirror>,
    extent: RwSignal<Extent>,
    stands: RwSignal<Stands>,
    /// Whether an answer is on its way.
    asks: StoredValue<bool>,
    compose: ComposeDraft,
}

impl BeyondDraft {
    pub(super) fn new() -> Self {
        Self {
            sight: RwSignal::new(Sight::Talk),
            shown: RwSignal::new(Shown::All),
            view: RwSignal::new(View::Auto),
            mirror: StoredValue::new(Mirror::default()),
            extent: RwSignal::new(Extent::default()),
            stands: RwSignal::new(Stands::default()),
            asks: StoredValue::new(false),
            compose: ComposeDraft::new(),
        }
    }

    /// Looks at the broker again, and takes over what is new.
    fn look(self, workbench: Workbench) {
        if self.asks.get_value() {
            return;
        }
        self.asks.set_value(true);
        go_on(async move {
            let since = self.mirror.with_value(Mirror::next);
            if let Some(seen) = workbench.look_from_beyond(since).await {
                let stands = Stands {
                    connected: seen.connected,
                    retained: seen.retained,
                    retained_more: seen.retained_more,
                    devices: seen.devices,
                };
                if self.stands.with_untracked(|before| *before != stands) {
                    self.stands.set(stands);
                }
                let shown = self.shown.get_untracked();
                self.mirror.update_value(|mirror| {
                    mirror.take(seen.first, seen.next, seen.unix_time, seen.news, shown);
                });
                self.tell();
            }
            self.asks.set_value(false);
        });
    }

    /// Shows what the mirror holds now.
    fn tell(self) {
        let extent = self.mirror.with_value(Mirror::extent);
        if self.extent.get_untracked() != extent {
            self.extent.set(extent);
        }
    }
}

#[component]
pub(super) fn Beyond(draft: BeyondDraft) -> impl IntoView {
    let now = use_workbench().by_hand();
    // It is there while the cable of the module is out, too.
    let reachable = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|now| now.has_page_broker)));
    move || match reachable.get() {
        false => view! { <Empty icon=Icon::Phone text=t!("beyond-own-broker")/> }.into_any(),
        true => view! { <Phone draft/> }.into_any(),
    }
}

#[component]
fn Phone(draft: BeyondDraft) -> impl IntoView {
    let workbench = use_workbench();
    draft.look(workbench);
    every(PAUSE, move || draft.look(workbench));
    let stands = draft.stands;
    let sights = Signal::derive(move || {
        let (devices, connected, kept) = stands.with(|stands| {
            (stands.devices.len(), stands.connected.len(), stands.retained.len() + stands.retained_more)
        });
        vec![
            Choice::new(Sight::Talk, t!("beyond-talk")),
            Choice::new(Sight::Devices, t!("beyond-devices", count = devices)),
            Choice::new(Sight::Connected, t!("beyond-connected", count = connected)),
            Choice::new(Sight::Kept, t!("beyond-kept", count = kept)),
        ]
    });
    let body = move || match draft.sight.get() {
        Sight::Talk => view! { <Talk draft/> }.into_any(),
        Sight::Devices => view! { <Devices draft/> }.into_any(),
        Sight::Connected => view! { <Connected draft/> }.into_any(),
        Sight::Kept => view! { <Kept draft/> }.into_any(),
    };
    view! {
        <div class="phone">
            <p class="phone-about">{t!("beyond-about")}</p>
            <Tabs label=t!("faults-beyond") value=draft.sight options=sights>{body}</Tabs>
            <Compose draft=draft.compose on_sent=move || draft.look(workbench)/>
        </div>
    }
}

/// The virtual devices, to switch on and off.
#[component]
fn Devices(draft: BeyondDraft) -> impl IntoView {
    let workbench = use_workbench();
    let switch = move |device: Device| {
        let is_on = Memo::new(move |_| draft.stands.with(|stands| stands.devices.contains(&device)));
        let value = Binding::new(is_on, move |on| {
            workbench.switch_device(device, on);
            draft.look(workbench);
        });
        let (label, hint) = match device {
            Device::Meter => (t!("beyond-meter"), t!("beyond-meter-hint")),
            Device::Tracker => (t!("beyond-tracker"), t!("beyond-tracker-hint")),
            Device::Press => (t!("beyond-press"), t!("beyond-press-hint")),
        };
        view! { <Checkbox label value kind=CheckboxKind::Switch hint=Some(hint)/> }
    };
    view! { <div class="phone-page">{Device::ALL.iter().copied().map(switch).collect_view()}</div> }
}

/// Who is connected.
#[component]
fn Connected(draft: BeyondDraft) -> impl IntoView {
    let list = move || {
        let connected = draft.stands.with(|stands| stands.connected.clone());
        if connected.is_empty() {
            return view! { <p class="muted">{t!("beyond-nobody")}</p> }.into_any();
        }
        let rows = connected.into_iter().map(|id| view! { <li><code>{outside(id)}</code></li> }).collect_view();
        view! { <ul class="phone-rows">{rows}</ul> }.into_any()
    };
    view! { <div class="phone-page">{list}</div> }
}

/// What the broker keeps for whoever subscribes later.
#[component]
fn Kept(draft: BeyondDraft) -> impl IntoView {
    let list = move || {
        let (kept, more) = draft.stands.with(|stands| (stands.retained.clone(), stands.retained_more));
        if kept.is_empty() && more == 0 {
            return view! { <p class="muted">{t!("beyond-nothing-kept")}</p> }.into_any();
        }
        let view = draft.view.get();
        let row = |message: BrokerMessage| {
            view! {
                <li><small>{outside(&message.topic)}</small>{payload_line(&message.payload, view)}</li>
            }
        };
        let rows = kept.into_iter().map(row).collect_view();
        let more = (more > 0).then(|| view! { <p class="muted small">{t!("beyond-more-kept", count = more)}</p> });
        view! { <ul class="phone-rows">{rows}</ul> {more} }.into_any()
    };
    view! { <div class="phone-page">{list}</div> }
}
