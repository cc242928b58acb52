//! The keys of the player: play, step, finding, speed, and where the replay is.

use std::time::Duration;

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use super::draft::{ReplayDraft, Speed};
use super::model;
use crate::t;
use crate::ui::{Button, Choice, Details, Field, FieldKind, Glyph, Icon, Kbd, Segmented, every, free_key, has_own_use};

/// How often the screens are drawn anew while it plays.
const TICK: Duration = Duration::from_millis(50);

#[component]
pub(super) fn Controls(draft: ReplayDraft) -> impl IntoView {
    every(TICK, move || draft.tick());
    let keys = window_event_listener(leptos::ev::keydown, move |event| by_key(draft, &event));
    on_cleanup(move || keys.remove());
    let speeds = Signal::derive(|| {
        Speed::ALL
            .map(|speed| match speed {
                Speed::Times(times) => Choice::new(speed, t!("replay-speed", times = times)),
                Speed::Fastest => Choice::new(speed, t!("replay-fastest")),
            })
            .to_vec()
    });
    // At another speed the clock goes on from where it is.
    Effect::new(move |_| {
        draft.speed.track();
        draft.anew();
    });
    let playing = draft.playing;
    let icon = Signal::derive(move || if playing.get() { Icon::Pause } else { Icon::Play });
    let name = move || if playing.get() { t!("replay-pause") } else { t!("replay-play") };
    view! {
        <div class="replay-deck">
            <span class="replay-keys">
                <button type="button" class="button replay-round is-mirrored" title=t!("replay-back") aria-label=t!("replay-back") aria-keyshortcuts="ArrowLeft"
                    on:click=move |_| draft.step_back()><Glyph icon=Icon::Step/></button>
                <button type="button" class="button is-primary replay-round" title=name aria-label=name aria-keyshortcuts="Space"
                    on:click=move |_| draft.play_or_pause()><Glyph icon/></button>
                <button type="button" class="button replay-round" title=t!("replay-on") aria-label=t!("replay-on") aria-keyshortcuts="ArrowRight"
                    on:click=move |_| draft.step_on()><Glyph icon=Icon::Step/></button>
            </span>
            <Where draft/>
            <Walk draft/>
            <span class="grow"></span>
            <Segmented label=t!("replay-speed-label") label_hidden=true value=draft.speed options=speeds/>
        </div>
    }
}

/// The time and the line that are shown.
#[component]
fn Where(draft: ReplayDraft) -> impl IntoView {
    let place = draft.workbench.replay_place();
    let parts = Memo::new(move |_| {
        let (place, head) = (place.get()?, draft.head.get());
        let tape = draft.workbench.tape()?;
        let (begin, end) = tape.lanes().span();
        let times = (model::clock(head.saturating_sub(begin)), model::clock(end - begin));
        Some((times, place - tape.first(), tape.end() - tape.first()))
    });
    let time = move || parts.get().map(|((now, _), ..)| now);
    let of =
        move || parts.get().map(|((_, end), line, lines)| t!("replay-where", end = end, line = line, lines = lines));
    view! { <span class="replay-time"><b class="num">{time}</b>" "<small class="num">{of}</small></span> }
}

/// To the finding before, and to the next one.
#[component]
fn Walk(draft: ReplayDraft) -> impl IntoView {
    let place = draft.workbench.replay_place();
    let text = move || {
        let place = place.get()?;
        draft.found.with(|found| {
            let marks = found.marks();
            (!marks.is_empty()).then(|| {
                let now = model::current(marks, place).map_or(0, |at| at + 1);
                t!("replay-finding-of", now = now, count = marks.len())
            })
        })
    };
    let shown = Memo::new(move |_| text());
    view! {
        <Show when=move || shown.with(Option::is_some)>
            <span class="replay-walk">
                <Button icon=Icon::Chevron name=t!("replay-finding-before") on_press=move || draft.finding_before()/>
                <span class="small num">{move || shown.get()}</span>
                <Button icon=Icon::Chevron name=t!("replay-finding-next") on_press=move || draft.next_finding()/>
            </span>
        </Show>
    }
}

/// To a time that is typed, and which keys there are.
#[component]
pub(super) fn More(draft: ReplayDraft) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let wrong = move || {
        let is_wrong = text.with(|text| !text.trim().is_empty() && model::typed_clock(text).is_none());
        is_wrong.then(|| t!("replay-time-wrong"))
    };
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(after) = text.with_untracked(|text| model::typed_clock(text)) {
            draft.pause();
            draft.go_to_time(after);
        }
    };
    view! {
        <Details summary=t!("replay-more")>
            <div class="replay-more">
                <form class="replay-to" on:submit=go>
                    <Field kind=FieldKind::Mono label=t!("replay-time") value=text error=Signal::derive(wrong) placeholder="0:24.3"/>
                    <Button submit=true>{t!("replay-time-go")}</Button>
                </form>
                <dl class="replay-shortcuts small">
                    <div><dt><Kbd key=t!("replay-key-space")/></dt><dd>{t!("replay-key-space-does")}</dd></div>
                    <div><dt><Kbd key="←"/>" "<Kbd key="→"/></dt><dd>{t!("replay-key-arrows-do")}</dd></div>
                    <div><dt><Kbd key="N"/>" "<Kbd key="P"/></dt><dd>{t!("replay-key-findings-do")}</dd></div>
                    <div><dt><Kbd key="D"/>" "<Kbd key="U"/></dt><dd>{t!("replay-key-differences-do")}</dd></div>
                </dl>
            </div>
        </Details>
    }
}

/// Space plays, the arrows step, N and P walk the findings, unless the key belongs to what has the keyboard.
fn by_key(draft: ReplayDraft, event: &KeyboardEvent) {
    let Some(key) = free_key(event) else { return };
    let does: fn(ReplayDraft) = match key.as_str() {
        " " => ReplayDraft::play_or_pause,
        "ArrowRight" => ReplayDraft::step_on,
        "ArrowLeft" => ReplayDraft::step_back,
        "n" | "N" => ReplayDraft::next_finding,
        "p" | "P" => ReplayDraft::finding_before,
        _ => return,
    };
    // A button is pressed by Space, and lists, tabs and choices are walked by arrows.
    if has_own_use(event) {
        return;
    }
    event.prevent_default();
    does(draft);
}
