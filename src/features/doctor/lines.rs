//! The log line by line, each beside its meaning.

use fibocom_at::meaning::Severity;
use leptos::prelude::*;
use workbench_doctor::finder::Style;

use super::log::{Piece, Row, Way};
use super::reading::DoctorDraft;
use super::search::SearchBar;
use crate::t;
use crate::ui::{Binding, Choice, RowHeight, Rows, Select, VirtualList, outside};
use crate::words;

/// About how tall a row is, with its meaning.
const ROW: f64 = 42.0;

#[component]
pub(super) fn Lines(draft: DoctorDraft) -> impl IntoView {
    let proof = Memo::new(move |_| {
        draft.version.track();
        let chosen = draft.chosen.get();
        draft.log.with_value(|log| {
            let found = log.findings().and_then(|found| found.get(chosen));
            found.map(|finding| finding.lines.clone()).unwrap_or_default()
        })
    });
    // What is marked is drawn anew, too.
    let extent = Signal::derive(move || {
        draft.version.track();
        draft.loaded.track();
        proof.track();
        draft.line.track();
        draft.log.with_value(super::log::Log::extent)
    });
    let fetch = move |range: std::ops::Range<usize>| {
        let listed = |row: Row| Listed {
            is_proof: proof.with(|lines| lines.contains(&row.number)),
            is_shown: draft.line.get() == Some(row.number),
            row,
        };
        draft.rows(range).into_iter().map(|(place, row)| (place, listed(row))).collect()
    };
    let shown = Signal::derive(move || {
        let line = draft.line.get()?;
        Some(draft.log.with_value(|log| log.place_of(line)))
    });
    let style = Binding::new(draft.style, move |style| {
        draft.style.set(style);
        draft.read_again();
    });
    view! {
        <div class="doctor-log">
            <div class="doctor-tools">
                <Select label=t!("doctor-screen-style") value=style options=Signal::derive(move || styles(draft))/>
                <SearchBar draft/>
            </div>
            <VirtualList label=t!("doctor-screen-log") rows=Rows::new(extent, fetch) height=RowHeight::About(ROW) row=row_view follow=false shown/>
        </div>
    }
}

/// How many lines the log has, as far as it was read.
pub(super) fn lines(draft: DoctorDraft) -> u64 {
    draft.version.track();
    draft.log.with_value(super::log::Log::lines)
}

/// The styles to choose from: first what was found. Each says where in the log it was seen first.
fn styles(draft: DoctorDraft) -> Vec<Choice<Option<Style>>> {
    draft.version.track();
    let found = draft.log.with_value(|log| log.diagnosis.as_ref().and_then(|found| found.style));
    let first = match found {
        Some((style, share)) if draft.style.get().is_none() => {
            t!("doctor-screen-style-found", style = words::log_style(style), share = share)
        }
        _ => t!("doctor-screen-style-any"),
    };
    let seen = draft.styles.get_value();
    let others = Style::ALL.into_iter().map(|style| {
        let name = words::log_style(style);
        let line = seen.iter().find(|(other, _)| *other == style).map(|(_, line)| *line);
        let label = line.map(|line| t!("doctor-screen-style-seen", style = name.clone(), line = line));
        Choice::new(Some(style), label.unwrap_or(name))
    });
    [Choice::new(None, first)].into_iter().chain(others).collect()
}

/// How long a command took.
fn took(milliseconds: u64) -> String {
    match milliseconds {
        0..1_000 => t!("doctor-screen-took-short", milliseconds = milliseconds),
        _ => t!("doctor-screen-took", seconds = words::seconds(milliseconds)),
    }
}

/// A line in the list.
#[derive(Clone, PartialEq)]
struct Listed {
    row: Row,
    /// Whether the chosen finding is proved by it.
    is_proof: bool,
    /// Whether it was gone to.
    is_shown: bool,
}

fn row_view(Listed { row: Row { number, pieces }, is_proof, is_shown }: Listed) -> AnyView {
    if pieces.is_empty() {
        return view! { <div class="doctor-row is-beside"><span class="doctor-number num">{number}</span></div> }
            .into_any();
    }
    pieces.into_iter().map(|piece| piece_view(number, piece, is_proof, is_shown)).collect_view().into_any()
}

fn piece_view(number: u64, piece: Piece, is_proof: bool, is_shown: bool) -> AnyView {
    let tone = match piece.severity() {
        Severity::Info => "",
        Severity::Ok => "tone-ok",
        Severity::Warn => "tone-warn",
        Severity::Error => "tone-bad",
    };
    let (way, sign, arrow) = match piece.way {
        Way::Sent => ("is-sent", t!("doctor-screen-sent"), "→"),
        Way::Received => ("is-received", t!("doctor-screen-received"), "←"),
        Way::Beside => ("is-beside", String::new(), ""),
    };
    let meaning = piece.meaning.as_ref().map(words::meaning);
    view! {
        <div class=format!("doctor-row {way}") class:is-proof=is_proof class:is-shown=is_shown>
            <span class="doctor-number num">{number}</span>
            <span class="doctor-way" title=sign.clone() aria-hidden="true">{arrow}</span>
            <span class="hidden">{sign}</span>
            <code>{outside(&piece.text)}</code>
            <span class="muted small num">{piece.took.map(took)}</span>
            {is_proof.then(|| view! { <span class="doctor-mark tone-bad">{t!("doctor-screen-is-proof")}</span> })}
            {meaning.map(|text| view! { <p class=tone>{text}</p> })}
        </div>
    }
    .into_any()
}
