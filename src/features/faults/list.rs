//! The list of all that can be broken, by place: each line with one sentence on what will be seen.

use leptos::prelude::*;

use super::FaultsDraft;
use super::model::{Act, Group, Line, Standing, is_found};
use crate::state::{ByHand, Hand, moment, use_workbench};
use crate::t;
use crate::ui::{Binding, Choice, Field, Glyph, Icon, Select, Tone, fresh_id, go_on, outside, use_toaster};
use crate::words;

/// Clocks that a module was seen with, by their Unix times. The right one is today's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Clock {
    Untouched,
    Unset,
    YearBehind,
    Far,
    Right,
}

impl Clock {
    /// What the clock shows then. Nothing is set for the first of them.
    fn unix(self) -> Option<u64> {
        let now = moment().unix;
        match self {
            Self::Untouched => None,
            // 1980-01-06, with which GPS began.
            Self::Unset => Some(315_964_800),
            Self::YearBehind => Some(now.saturating_sub(366 * 86_400)),
            // 2055-01-01, after the end of every certificate here.
            Self::Far => Some(2_682_374_400),
            Self::Right => Some(now),
        }
    }
}

#[component]
pub(super) fn List(draft: FaultsDraft) -> impl IntoView {
    let search = draft.search;
    let groups = Group::ALL.map(|group| view! { <GroupOf group search/> }).into_iter().collect_view();
    let nothing = move || {
        let text = search.get();
        let any = Group::ALL.into_iter().any(|group| has_found(&text, group, &group.lines()));
        (!any).then(|| view! { <p class="muted">{t!("faults-none-found", text = text)}</p> })
    };
    view! {
        <div class="faults-search no-labels">
            <Glyph icon=Icon::Search/><Field label=t!("faults-search") placeholder=Some(t!("faults-search")) value=search/>
        </div>
        <div class="faults-list">{groups}<div role="status">{nothing}</div></div>
    }
}

fn found(search: &str, group: Group, line: &Line) -> bool {
    is_found(search, &[&name(line), &seen(line), &title(group)])
}

/// Whether anything of a group is found; the clock stands in one of them and is no line.
fn has_found(search: &str, group: Group, lines: &[Line]) -> bool {
    lines.iter().any(|line| found(search, group, line)) || (group == Group::Hands && clock_is_found(search))
}

fn clock_is_found(search: &str) -> bool {
    is_found(search, &[&t!("fault-clock"), &t!("fault-clock-seen")])
}

fn title(group: Group) -> String {
    t!(&format!("faults-at-{}", group.name()))
}

/// What a line is called: as on Connect, where it is a scenario that stands there under the same name.
fn name(line: &Line) -> String {
    if line.scenario.is_some_and(|scenario| scenario.name() == line.id) {
        t!(&format!("connect-scenario-{}", line.id))
    } else {
        t!(&format!("fault-{}", line.id))
    }
}

fn seen(line: &Line) -> String {
    t!(&format!("fault-{}-seen", line.id))
}

#[component]
fn GroupOf(group: Group, search: RwSignal<String>) -> impl IntoView {
    let lines = group.lines();
    let texts = lines.clone();
    let is_shown = Memo::new(move |_| search.with(|text| has_found(text, group, &texts)));
    let rows = lines.into_iter().map(|line| row(line, group, search)).collect_view();
    let title_id = fresh_id("faults");
    let titled_by = title_id.clone();
    view! {
        <section class="faults-group" aria-labelledby=titled_by hidden=move || !is_shown.get()>
            <h3 id=title_id>{title(group)}</h3>
            {rows}
            {(group == Group::Hands).then(|| view! { <MoveClock search/> })}
        </section>
    }
}

fn row(line: Line, group: Group, search: RwSignal<String>) -> impl IntoView {
    let workbench = use_workbench();
    let now = workbench.by_hand();
    let toaster = use_toaster();
    let (name, seen) = (name(&line), seen(&line));
    let (name_id, seen_id) = (fresh_id("fault"), fresh_id("fault-seen"));
    let (named_by, told_by) = (name_id.clone(), seen_id.clone());
    let once = matches!(line.act, Act::Once(_));
    let shown = line.clone();
    let standing = Memo::new(move |_| now.with(|now| now.as_ref().map_or(Standing::Off, |now| shown.standing(now))));
    let is_cable = line.act == Act::Cable;
    // Without its cable the module feels nothing.
    let held = Memo::new(move |_| !is_cable && !now.with(|now| now.as_ref().is_some_and(|now| now.is_plugged)));
    let searched = line.clone();
    let hidden = Memo::new(move |_| !search.with(|text| found(text, group, &searched)));
    let press = move |_| {
        if held.get_untracked() {
            return;
        }
        match (&line.act, standing.get_untracked()) {
            (Act::Cable, Standing::On) => {
                go_on(async move {
                    if let Err(error) = workbench.plug_in_again().await {
                        toaster.show(Tone::Bad, words::work_error(&error).text);
                    }
                });
            }
            (Act::Cable, _) => {
                workbench.lend_hand(Hand::PullCable);
            }
            (Act::Once(hand), _)
            | (Act::Switch(hand, _), Standing::Off)
            | (Act::Switch(_, hand), Standing::On | Standing::Waits) => {
                workbench.lend_hand(hand.clone());
            }
        }
    };
    let pressed = move || (!once).then(|| if standing.get() == Standing::Off { "false" } else { "true" });
    let says = move || match (once, standing.get()) {
        (true, Standing::Off) => Some(t!("faults-do")),
        (_, Standing::Waits) => Some(t!("faults-waits")),
        _ => None,
    };
    view! {
        <button type="button" class="fault" class:is-once=once aria-pressed=pressed aria-labelledby=named_by
            aria-describedby=told_by aria-disabled=move || held.get().then_some("true") hidden=move || hidden.get()
            title=move || held.get().then(|| t!("faults-unplugged")) on:click=press>
            <span class="fault-name" id=name_id>{name}</span>
            <span class="fault-says">{says}</span>
            <span class="fault-seen" id=seen_id>{seen}</span>
        </button>
    }
}

/// The clock, which can show any time.
#[component]
fn MoveClock(search: RwSignal<String>) -> impl IntoView {
    let workbench = use_workbench();
    let now = workbench.by_hand();
    let chosen = RwSignal::new(Clock::Untouched);
    let clocks = Signal::stored(
        [Clock::Untouched, Clock::Unset, Clock::YearBehind, Clock::Far, Clock::Right]
            .map(|clock| Choice::new(clock, clock_name(clock)))
            .to_vec(),
    );
    let value = Binding::new(chosen, move |clock: Clock| {
        if let Some(unix) = clock.unix() {
            workbench.lend_hand(Hand::SetClock(unix));
        }
        chosen.set(clock);
    });
    // One that is plugged in again has a clock that nobody has moved.
    Effect::new(move |_| {
        if !now.with(|now| now.as_ref().is_some_and(|now| now.is_plugged)) {
            chosen.set(Clock::Untouched);
        }
    });
    let held = move || {
        let plugged = now.with(|now: &Option<ByHand>| now.as_ref().is_some_and(|now| now.is_plugged));
        (!plugged).then(|| t!("faults-unplugged"))
    };
    let hidden = move || !search.with(|text| clock_is_found(text));
    view! {
        <div class="fault-clock" hidden=hidden>
            <Select label=t!("fault-clock") value options=clocks hint=t!("fault-clock-seen") disabled_reason=held/>
        </div>
    }
}

fn clock_name(clock: Clock) -> String {
    outside(match clock {
        Clock::Untouched => t!("fault-clock-untouched"),
        Clock::Unset => t!("fault-clock-unset"),
        Clock::YearBehind => t!("fault-clock-behind"),
        Clock::Far => t!("fault-clock-far"),
        Clock::Right => t!("fault-clock-right"),
    })
}
