//! Checks a line that was typed, sends it, and keeps what became of it.

use fibocom_at::commands::{Fault, Finding, check};
use fibocom_at::{Failure, Field, Problem, Profile, Request};
use leptos::prelude::*;

use crate::parts::log::SharedLog;
use crate::state::{WaitsFor, WorkError, Workbench};
use crate::ui::go_on;
use crate::{t, words};

/// What became of the last line that was sent by hand.
#[derive(Debug, Clone, Copy)]
pub struct SendState {
    /// Why it failed, where the log does not show that by itself.
    pub error: RwSignal<Option<String>>,
    /// Why it was held back: what the manual has against it.
    pub doubts: RwSignal<Option<Doubts>>,
    /// Lines that are not done yet.
    pub under_way: RwSignal<usize>,
}

/// What the manual has against a line on a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubts {
    pub line: String,
    /// What is wrong with it: at least one thing.
    pub findings: Vec<Finding>,
}

impl Default for SendState {
    fn default() -> Self {
        Self { error: RwSignal::new(None), doubts: RwSignal::new(None), under_way: RwSignal::new(0) }
    }
}

impl SendState {
    /// Forgets what was said of a line, since it is another one now.
    pub fn clear(self) {
        if self.error.with_untracked(Option::is_some) {
            self.error.set(None);
        }
        if self.doubts.with_untracked(Option::is_some) {
            self.doubts.set(None);
        }
    }

    /// Why the line was not sent, in a sentence or two, where there is room for no more.
    #[must_use]
    pub fn why_not_sent(self) -> Option<String> {
        let doubts = self.doubts.with(|doubts| {
            let doubts = doubts.as_ref()?;
            let first = words::finding(doubts.findings.first()?);
            Some(t!("wire-doubts", finding = first))
        });
        doubts.or_else(|| self.error.get())
    }
}

impl Doubts {
    /// What is wrong with a line. A command that no manual here has is sent as it is: nobody knows better.
    fn about(line: &str, profile: &Profile) -> Option<Self> {
        let mut findings = check(line, profile);
        findings.retain(|finding| finding.fault != Fault::UnknownCommand);
        (!findings.is_empty()).then(|| Self { line: line.to_owned(), findings })
    }

    /// The line in pieces; those that something is wrong with are marked. Where something is missing stands an ellipsis.
    #[must_use]
    pub fn pieces(&self) -> Vec<(String, Mark)> {
        let mut spans: Vec<_> = self.findings.iter().map(|finding| finding.span.clone()).collect();
        spans.sort_by_key(|span| span.start);
        spans.dedup();
        let mut pieces = Vec::new();
        let mut at = 0;
        for span in spans.into_iter().filter(|span| *span != (0..self.line.len())) {
            if span.start < at {
                continue;
            }
            pieces.push((self.line.get(at..span.start).unwrap_or_default().to_owned(), Mark::Right));
            let wrong = self.line.get(span.clone()).unwrap_or_default();
            pieces.push((if wrong.is_empty() { "…".to_owned() } else { wrong.to_owned() }, Mark::Wrong));
            at = span.end;
        }
        pieces.push((self.line.get(at..).unwrap_or_default().to_owned(), Mark::Right));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

/// Whether something is wrong with a piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Right,
    Wrong,
}

/// Why a line would wait, and not be sent: the module takes no commands now.
#[must_use]
pub fn takes_no_commands(workbench: Workbench) -> Memo<Option<String>> {
    let facts = workbench.facts();
    Memo::new(move |_| {
        if let Some(name) = workbench.replayed() {
            return Some(t!("replay-sends-nothing", name = name));
        }
        facts.with(|facts| facts.waits_for).map(|waits_for| match waits_for {
            WaitsFor::Data { .. } => t!("waiting-reason"),
            WaitsFor::CommandMode => t!("waiting-reason-data-mode"),
        })
    })
}

/// Checks a line and its data and sends it; whether it was on its way. A line that the manual has something against is held back once: who
/// sends the same line again means it. What kept it back stands in the state.
pub fn send_line(
    workbench: Workbench,
    shared: SharedLog,
    state: SendState,
    line: &str,
    data: Option<Vec<u8>>,
    prepare: impl FnOnce(Request) -> Request,
) -> bool {
    let complete = |request: Request| match request.missing_data() {
        Some(announced) => Err(Problem::DataMissing { announced }),
        None => Ok(request),
    };
    let request = match Request::raw(line, data).and_then(complete) {
        Ok(request) => prepare(request),
        Err(problem) => {
            state.error.set(Some(words::problem(&problem.at(Field::Command))));
            return false;
        }
    };
    let insists = state.doubts.with_untracked(|doubts| doubts.as_ref().is_some_and(|doubts| doubts.line == line));
    if !insists && let Some(doubts) = Doubts::about(line, &workbench.profile_now()) {
        state.doubts.set(Some(doubts));
        return false;
    }
    shared.keep(line);
    state.clear();
    state.under_way.update(|count| *count += 1);
    go_on(async move {
        let result = workbench.raw(request).await;
        state.under_way.update(|count| *count = count.saturating_sub(1));
        match result {
            // The module said no: its words are in the log, with their meaning.
            Ok(_) | Err(WorkError::Command(Failure::Rejected(_) | Failure::Failed(_))) => {}
            Err(other) => state.error.set(Some(words::work_error(&other).text)),
        }
    });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_doubtful_line_mark_what_is_wrong() {
        for (line, expected) in [
            ("AT+MQTTOPEN=1,h,1883,1,60", vec![("AT+MQTTOPEN=1,", false), ("h", true), (",1883,1,60", false)]),
            (
                "AT+MQTTOPEN=9,\"h\",0,1,60",
                vec![("AT+MQTTOPEN=", false), ("9", true), (",\"h\",", false), ("0", true), (",1,60", false)],
            ),
            ("AT+MQTTSUB=1,\"t\"", vec![("AT+MQTTSUB=1,\"t\"", false), ("…", true)]),
            ("AT+MQTTSUB?", vec![("AT+MQTTSUB?", false)]),
        ] {
            let doubts = Doubts::about(line, Profile::for_model("L610")).unwrap();
            let pieces = doubts.pieces();
            let pieces: Vec<_> = pieces.iter().map(|(piece, mark)| (piece.as_str(), *mark == Mark::Wrong)).collect();
            assert_eq!(pieces, expected, "{line}");
        }
    }

    #[test]
    fn nobody_doubts_a_line_that_is_right_or_that_no_manual_knows() {
        for line in ["AT", "AT+CSQ", "AT+GTUSBMODE=31", "AT+MQTTPUB=1,\"t\",0,0,\"{\"a\":1}\""] {
            let found = Doubts::about(line, Profile::for_model("L610"));
            assert_eq!(found.is_some(), line.contains('{'), "{line}: {found:?}");
        }
    }
}
