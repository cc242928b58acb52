//! An exchange as it is drawn: its lines with what they mean.

use std::borrow::Cow;

use fibocom_at::meaning::{Meaning, Severity, of_command, of_data, of_line};
use fibocom_at::{Role, mask};
use leptos::{ev::MouseEvent, prelude::*};

use super::bytes::{hex_pairs, visible, without_line_end};
use super::divider::divider;
use super::group::{Exchange, Origin};
use super::look_up::{self, LookUp};
use crate::address::go;
use crate::session::{Direction, Entry};
use crate::ui::{Glyph, Icon, Tone, hex_row, row_count};
use crate::{t, words};

/// How many bytes of a line are drawn before it is opened.
const PREVIEW: usize = 480;

/// How many bytes are drawn when it is. More can be saved.
const OPEN: usize = 16_384;

/// An exchange with its entries.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) exchange: Exchange,
    pub(super) entries: Vec<Entry>,
    /// Whether a later command is known of.
    pub(super) newest: bool,
    pub(super) detail: Detail,
}

/// How much of it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// What a person reads.
    Read,
    /// Echo, blank lines and line ends too.
    EveryByte,
}

/// What the rows share.
#[derive(Clone, Copy)]
pub(super) struct RowContext {
    pub(super) clock: super::WallClock,
    pub(super) selected: RwSignal<Option<u64>>,
    pub(super) bytes: RwSignal<bool>,
    /// Whether a command is under way.
    pub(super) busy: Memo<bool>,
}

/// One line, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    class: &'static str,
    /// What the mark before it says to those who do not see it.
    mark: String,
    text: String,
    /// Bytes that the text leaves out.
    left_out: usize,
    meaning: Option<Meaning>,
    /// Where the reference tells more.
    look_up: Option<LookUp>,
}

impl Shown {
    fn lines(&self, limit: usize) -> Vec<Line> {
        let kept = self.entries.iter().filter(|entry| self.detail == Detail::EveryByte || is_read(entry));
        kept.map(|entry| self.line(entry, limit)).collect()
    }

    fn line(&self, entry: &Entry, limit: usize) -> Line {
        let whole = match self.detail {
            Detail::EveryByte => entry.raw.as_slice(),
            Detail::Read => without_line_end(&entry.raw),
        };
        let masked = match entry.direction {
            Direction::Data | Direction::Withheld(_) => Cow::Borrowed(whole),
            Direction::Command | Direction::Received(_) | Direction::Link(_) => Cow::Owned(mask::secrets(whole)),
        };
        let shown = masked.get(..limit).unwrap_or(&masked);
        let binary = entry.direction == Direction::Data && std::str::from_utf8(whole).is_err();
        let (class, mark) = match &entry.direction {
            Direction::Command => ("wire-tx", t!("wire-sent")),
            Direction::Data | Direction::Withheld(_) => ("wire-tx is-data", t!("wire-sent-data")),
            Direction::Received(Role::Unsolicited) => ("wire-rx is-urc", t!("wire-unsolicited")),
            Direction::Received(Role::Continuation) => ("wire-rx is-continued", t!("wire-received")),
            Direction::Received(Role::Echo | Role::Blank) => ("wire-rx is-faint", t!("wire-received")),
            Direction::Received(_) | Direction::Link(_) => ("wire-rx", t!("wire-received")),
        };
        Line {
            class,
            mark,
            text: match entry.direction {
                Direction::Withheld(_) => t!("wire-withheld"),
                _ if binary => hex_pairs(shown),
                _ => visible(shown),
            },
            left_out: masked.len() - shown.len(),
            meaning: self.meaning(entry),
            look_up: match entry.direction {
                Direction::Command => look_up::of_command(&entry.raw),
                Direction::Received(Role::Unsolicited) => look_up::of_unasked(&entry.raw),
                _ => None,
            },
        }
    }

    /// The OK behind lines that speak for themselves needs no explanation.
    fn meaning(&self, entry: &Entry) -> Option<Meaning> {
        let Direction::Received(role) = entry.direction else {
            return match entry.direction {
                Direction::Command => of_command(&entry.raw),
                Direction::Withheld(length) => Some(of_data(usize::try_from(length).unwrap_or(usize::MAX))),
                _ => Some(of_data(entry.raw.len())),
            };
        };
        let meaning = of_line(&entry.raw, role, self.exchange.command())?;
        let spoken = role == Role::Final
            && meaning.severity <= Severity::Ok
            && self.entries.iter().any(|other| {
                matches!(other.direction, Direction::Received(Role::Response | Role::Status | Role::Unrecognised))
            });
        (!spoken && !matches!(role, Role::Echo | Role::Continuation)).then_some(meaning)
    }
}

fn is_read(entry: &Entry) -> bool {
    !matches!(entry.direction, Direction::Received(Role::Echo | Role::Blank))
}

const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Info => Tone::Plain,
        Severity::Ok => Tone::Ok,
        Severity::Warn => Tone::Warn,
        Severity::Error => Tone::Bad,
    }
}

/// Draws an exchange. The chosen one is open: advice, and its bytes where they are asked for.
pub(super) fn draw(shown: Shown, context: RowContext) -> AnyView {
    if let Some(Entry { at, direction: Direction::Link(turn), .. }) = shown.entries.first() {
        return divider(turn, *at, context.clock).into_any();
    }
    let number = shown.exchange.number();
    let open = Memo::new(move |_| context.selected.get() == Some(number));
    let class = match shown.exchange.origin {
        Origin::Command => "exchange",
        Origin::Unsolicited => "exchange is-urc",
        Origin::Stray | Origin::Link => "exchange is-stray",
    };
    let head = head(&shown, context);
    let damaged = shown.entries.iter().any(|entry| entry.damaged);
    let shown = StoredValue::new(shown);
    let lines = move || {
        let limit = if open.get() { OPEN } else { PREVIEW };
        let lines = shown.with_value(|shown| shown.lines(limit));
        lines.into_iter().map(|line| draw_line(line, open)).collect_view()
    };
    let bytes = move || (open.get() && context.bytes.get()).then(|| shown.with_value(|shown| dump(&shown.entries)));
    view! {
        <div class=class class:is-open=move || open.get()>
            {head} {lines}
            {damaged.then(|| view! { <div class="wire-say tone-warn"><Glyph icon=Icon::Warning/>{t!("wire-damaged")}</div> })}
            {bytes}
        </div>
    }
    .into_any()
}

/// The time, and how long it took or that it is not over.
fn head(shown: &Shown, context: RowContext) -> impl IntoView + use<> {
    let Shown { exchange, newest, .. } = shown;
    let (waits, newest) = (exchange.origin == Origin::Command && !exchange.answered, *newest);
    let took = exchange.duration().filter(|_| exchange.origin == Origin::Command);
    let time = context.clock.time_of_day(exchange.began);
    let open_end = move || {
        let text = match (waits, newest && context.busy.get()) {
            (false, _) => return None,
            (true, true) => {
                view! { <span class="wire-waits"><span class="spinner"></span>{t!("wire-waiting")}</span> }.into_any()
            }
            (true, false) => view! { <span class="wire-none">{t!("wire-no-answer")}</span> }.into_any(),
        };
        Some(text)
    };
    view! {
        <div class="wire-time"><span>{time}</span>
            {took.map(|took| view! { <span class="wire-took">{duration(took)}</span> })}
            {open_end}
        </div>
    }
}

/// A duration in the unit that a person would choose.
pub(super) fn duration(millis: u64) -> String {
    match millis {
        0..1_000 => t!("wire-millis", millis = millis),
        _ => t!("wire-seconds", seconds = format!("{}.{}", millis / 1_000, millis % 1_000 / 100)),
    }
}

fn draw_line(line: Line, open: Memo<bool>) -> impl IntoView {
    let Line { class, mark, text, left_out, meaning, look_up } = line;
    let more =
        (left_out > 0).then(|| view! { <span class="wire-left-out">{t!("wire-left-out", bytes = left_out)}</span> });
    view! {
        <div class=class><span class="hidden">{mark}" "</span>{text}{more}</div>
        {meaning.map(|meaning| say(&meaning, look_up, open))}
    }
}

fn say(meaning: &Meaning, look_up: Option<LookUp>, open: Memo<bool>) -> impl IntoView + use<> {
    let tone = tone(meaning.severity);
    let advice = meaning.advice.map(|id| {
        move || {
            let advice = words::advice(id);
            if open.get() {
                view! { <div class="wire-advice"><b>{advice.title}</b>" "{advice.text}</div> }.into_any()
            } else {
                view! { <span class="wire-why">{t!("wire-what-to-do")}</span> }.into_any()
            }
        }
    });
    let icon = matches!(tone, Tone::Warn | Tone::Bad).then(|| view! { <Glyph icon=tone.icon()/> });
    view! { <div class=format!("wire-say {}", tone.class())>{icon}{words::meaning(meaning)}" "{advice}{look_up.map(shortcut)}</div> }
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

/// All bytes, a block a line.
fn dump(entries: &[Entry]) -> impl IntoView + use<> {
    let blocks = entries.iter().map(|entry| {
        let bytes = entry.raw.get(..OPEN).unwrap_or(&entry.raw);
        let class = match entry.direction {
            Direction::Command | Direction::Data | Direction::Withheld(_) => "wire-hex is-tx",
            Direction::Received(_) | Direction::Link(_) => "wire-hex",
        };
        let rows = (0..row_count(bytes.len(), 8)).map(|index| {
            let row = hex_row(bytes, index, 8);
            format!("{}  {}  {}\n", row.offset, row.digits, row.text)
        });
        view! { <pre class=class>{rows.collect::<String>()}</pre> }
    });
    blocks.collect::<Vec<_>>()
}

#[cfg(test)]
mod tests {
    use fibocom_at::RequestId;

    use super::super::group::Grouped;
    use super::*;
    use crate::clock::Millis;
    use crate::session::Journal;

    fn shown(lines: &[(Direction, &[u8])], detail: Detail) -> Shown {
        let mut journal = Journal::default();
        for (direction, raw) in lines {
            journal.write(Millis(0), direction.clone(), raw.to_vec(), false, Some(RequestId(1)));
        }
        let mut grouped = Grouped::default();
        grouped.grow(&journal);
        let exchange = grouped.at(0).unwrap().clone();
        Shown { exchange, entries: journal.entries().cloned().collect(), newest: true, detail }
    }

    const SIGNAL: &[(Direction, &[u8])] = &[
        (Direction::Command, b"AT+CSQ\r"),
        (Direction::Received(Role::Echo), b"AT+CSQ\r\r\n"),
        (Direction::Received(Role::Response), b"+CSQ: 22,99\r\n"),
        (Direction::Received(Role::Blank), b"\r\n"),
        (Direction::Received(Role::Final), b"OK\r\n"),
    ];

    fn texts(lines: Vec<Line>) -> Vec<(String, bool)> {
        lines.into_iter().map(|line| (line.text, line.meaning.is_some())).collect()
    }

    #[test]
    fn a_person_reads_commands_and_replies_and_no_line_ends() {
        let lines = texts(shown(SIGNAL, Detail::Read).lines(PREVIEW));
        assert_eq!(lines, [("AT+CSQ".into(), true), ("+CSQ: 22,99".into(), true), ("OK".into(), false)]);
    }

    #[test]
    fn every_byte_is_there_when_it_is_asked_for() {
        let lines = texts(shown(SIGNAL, Detail::EveryByte).lines(PREVIEW));
        let all: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(all, ["AT+CSQ\\r", "AT+CSQ\\r\\r\\n", "+CSQ: 22,99\\r\\n", "\\r\\n", "OK\\r\\n"]);
    }

    #[test]
    fn data_that_is_no_text_is_drawn_as_hexadecimal_digits() {
        let lines: &[(Direction, &[u8])] =
            &[(Direction::Command, b"AT+MQTTPUB=1,\"t\",0,0,3\r"), (Direction::Data, &[0, 0xFF, b'A'])];
        let lines = shown(lines, Detail::Read).lines(2);
        assert_eq!((lines[1].text.as_str(), lines[1].left_out, lines[0].text.as_str()), ("00 FF", 1, "AT"));
    }

    #[test]
    fn of_a_private_key_only_the_length_is_drawn() {
        let lines: &[(Direction, &[u8])] =
            &[(Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r"), (Direction::Withheld(1704), &[])];
        let lines = shown(lines, Detail::EveryByte).lines(OPEN);
        let said = lines[1].meaning.as_ref().map(words::meaning).unwrap_or_default();
        assert!(lines[1].text.contains("private key") && said.contains("1704"), "{said}");
    }

    #[test]
    fn durations_have_a_unit_that_fits() {
        assert!(duration(999).contains("999") && duration(12_345).contains("12.3"));
    }
}
