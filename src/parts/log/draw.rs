//! How a row of a log is drawn.

use std::time::Duration;

use fibocom_at::meaning::{Meaning, Severity};
use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::JsCast;
use workbench_payload::notation;
use workbench_payload::visible::visible_bytes;
use workbench_record::Origin;

use super::divider::divider;
use super::look_up::LookUp;
use super::row::{Head, OPEN, PREVIEW, Shown, ShownLine, Way};
use crate::address::{go, link, session};
use crate::ui::{Glyph, Icon, Marked, Tone, after, hex_row, row_count, scroll_into_view};
use crate::{t, words};

/// How long a screen that was gone to has until one of its parts is looked for.
const UNTIL_SHOWN: Duration = Duration::from_millis(150);

/// What the rows share.
#[derive(Clone, Copy)]
pub(super) struct RowContext {
    pub(super) clock: crate::parts::WallClock,
    /// The exchange that is open.
    pub(super) open: Marked<u64>,
    /// Whether it shows its bytes.
    pub(super) bytes: RwSignal<bool>,
    /// The exchange of the command that is under way.
    pub(super) waiting: Marked<u64>,
}

/// Draws a row. The lines of the open exchange tell what to do, and show their bytes where they are asked for.
pub(super) fn draw(shown: Shown, context: RowContext) -> AnyView {
    let line = match shown {
        Shown::Link(change, at) => return divider(&change, at, context.clock).into_any(),
        Shown::Line(line) => line,
    };
    let exchange = line.exchange;
    let open = context.open.is(exchange);
    let origin = match line.origin {
        Origin::Command => "exchange",
        Origin::Unsolicited => "exchange is-urc",
        Origin::Stray | Origin::Link => "exchange is-stray",
    };
    let is_last = if line.is_last { " is-last" } else { "" };
    let head = line.head.map(|head| draw_head(head, &line, context));
    let damaged = line.damaged.then(|| {
        view! { <div class="wire-say tone-warn"><Glyph icon=Icon::Warning/>{t!("wire-damaged")}</div> }
    });
    let meaning = line.meaning.as_ref().map(|meaning| say(meaning, line.look_up.clone(), open));
    let class = class_of(line.way);
    let sent = matches!(line.way, Way::Command | Way::Data { .. } | Way::Withheld);
    let mark = mark_of(line.way);
    let line = StoredValue::new(*line);
    let said = move || {
        let limit = if open.get() { OPEN } else { PREVIEW };
        let (text, left_out) = line.with_value(|line| text(line, limit));
        let more = (left_out > 0)
            .then(|| view! { <span class="wire-left-out">{t!("wire-left-out", bytes = left_out)}</span> });
        view! { {text}{more} }
    };
    let bytes = move || (open.get() && context.bytes.get()).then(|| line.with_value(|line| dump(&line.bytes, sent)));
    view! {
        <div class=format!("{origin}{is_last}") class:is-open=move || open.get()>
            {head}
            <div class=class><span class="hidden">{mark}" "</span>{said}</div>
            {meaning}{damaged}{bytes}
        </div>
    }
    .into_any()
}

const fn class_of(way: Way) -> &'static str {
    match way {
        Way::Command => "wire-tx",
        Way::Data { .. } | Way::Withheld => "wire-tx is-data",
        Way::Received => "wire-rx",
        Way::Faint => "wire-rx is-faint",
        Way::Unsolicited => "wire-rx is-urc",
        Way::Continued => "wire-rx is-continued",
    }
}

/// What the mark before a line says to those who do not see it.
fn mark_of(way: Way) -> String {
    match way {
        Way::Command => t!("wire-sent"),
        Way::Data { .. } | Way::Withheld => t!("wire-sent-data"),
        Way::Unsolicited => t!("wire-unsolicited"),
        Way::Received | Way::Faint | Way::Continued => t!("wire-received"),
    }
}

/// The text of a line, of so many of its bytes, and how many it leaves out.
pub(super) fn text(line: &ShownLine, limit: usize) -> (String, usize) {
    let shown = line.text.get(..limit).unwrap_or(&line.text);
    let text = match line.way {
        Way::Withheld => t!("wire-withheld"),
        Way::Data { is_text: false } => notation::hex(shown),
        _ => visible_bytes(shown),
    };
    (text, line.left_out + line.text.len() - shown.len())
}

/// The time, and how long it took or that it is not over.
fn draw_head(head: Head, line: &ShownLine, context: RowContext) -> impl IntoView + use<> {
    let Head { began, took, waits } = head;
    let took = took.filter(|_| line.origin == Origin::Command);
    let time = context.clock.time_of_day(began);
    let open_end = waits.then(|| {
        let is_under_way = context.waiting.is(line.exchange);
        move || match is_under_way.get() {
            true => {
                view! { <span class="wire-waits"><span class="spinner"></span>{t!("wire-waiting")}</span> }.into_any()
            }
            false => view! { <span class="wire-none">{t!("wire-no-answer")}</span> }.into_any(),
        }
    });
    view! {
        <div class="wire-time"><span>{time}</span>
            {took.map(|took| view! { <span class="wire-took">{duration(took)}</span> })}
            {open_end}
        </div>
    }
}

/// A duration in the unit that a person would choose.
fn duration(millis: u64) -> String {
    match millis {
        0..1_000 => t!("wire-millis", millis = millis),
        _ => t!("wire-seconds", seconds = words::seconds(millis)),
    }
}

const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Info => Tone::Plain,
        Severity::Ok => Tone::Ok,
        Severity::Warn => Tone::Warn,
        Severity::Error => Tone::Bad,
    }
}

fn say(meaning: &Meaning, look_up: Option<LookUp>, open: Signal<bool>) -> impl IntoView + use<> {
    let tone = tone(meaning.severity);
    let place = words::mends_line(meaning);
    let advice = meaning.advice.map(|id| {
        move || {
            let advice = words::advice(id);
            if open.get() {
                view! { <div class="wire-advice"><b>{advice.title}</b>" "{advice.text}" "{place.map(way_there)}</div> }
                    .into_any()
            } else {
                view! { <span class="wire-why">{t!("wire-what-to-do")}</span> }.into_any()
            }
        }
    });
    let icon = matches!(tone, Tone::Warn | Tone::Bad).then(|| view! { <Glyph icon=tone.icon()/> });
    view! { <div class=format!("wire-say {}", tone.class())>{icon}{words::meaning(meaning)}" "{advice}{look_up.map(shortcut)}</div> }
}

/// Leads to the screen and the part of it that an advice is about. A shortcut for the mouse: the keyboard has it in the strip below the log.
fn way_there(place: words::Place) -> impl IntoView {
    let follow = move |event: MouseEvent| {
        event.stop_propagation();
        go_there(place);
    };
    view! { <span class="wire-why wire-go" on:click=follow>{name_of(place)}</span> }
}

/// What leads to a place is called.
pub(super) fn name_of(place: words::Place) -> String {
    t!("wire-go-to", screen = t!(&format!("rail-{}", place.screen)))
}

/// Goes to a screen and a part of it.
pub(super) fn go_there(words::Place { screen, part, client }: words::Place) {
    let named = part.strip_prefix(screen).map_or("", |part| part.trim_start_matches('-'));
    match screen {
        // These look for the part by themselves: it may be away, or belong to a client that is not chosen.
        "session" => go(&session(client, named)),
        "messages" => go(&link(screen, named)),
        _ => {
            go(&link(screen, ""));
            after(UNTIL_SHOWN, move || show_part(part));
        }
    }
}

/// Scrolls to a part of the screen, and gives its first field the focus.
fn show_part(part: &str) {
    let Some(place) = document().get_element_by_id(part) else { return };
    scroll_into_view(&place);
    let field = place.query_selector("input").ok().flatten().unwrap_or(place);
    if let Ok(field) = field.dyn_into::<web_sys::HtmlElement>() {
        // Refused only by an element that cannot have the focus, and then nothing is lost.
        let _ = field.focus();
    }
}

/// A shortcut for the mouse. Rows are options of a list box, which hold nothing that takes the focus: the keyboard has the same link
/// in the strip below the log.
fn shortcut(look_up: LookUp) -> impl IntoView {
    let LookUp { name, link } = look_up;
    let follow = move |event: MouseEvent| {
        event.stop_propagation();
        go(&link);
    };
    view! {
        <span class="wire-look-up" aria-hidden="true" title=t!("wire-look-up", command = name) on:click=follow>
            <Glyph icon=Icon::Book/>
        </span>
    }
}

/// The bytes of a line.
fn dump(bytes: &[u8], sent: bool) -> impl IntoView + use<> {
    let rows = (0..row_count(bytes.len(), 8)).map(|index| {
        let row = hex_row(bytes, index, 8);
        format!("{}  {}  {}\n", row.offset, row.digits, row.text)
    });
    view! { <pre class=if sent { "wire-hex is-tx" } else { "wire-hex" }>{rows.collect::<String>()}</pre> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit_that_fits() {
        assert!(duration(999).contains("999") && duration(12_345).contains("12.3"));
    }
}
