//! Sends a line that was typed, and keeps what became of it.

use fibocom_at::{Failure, Field, Request};
use leptos::{prelude::*, task::spawn_local};

use super::store::Exchanges;
use crate::state::{WorkError, Workbench};
use crate::words;

/// What became of the last line that was sent by hand.
#[derive(Debug, Clone, Copy)]
pub struct SendState {
    /// Why it failed, where the log does not show that by itself.
    pub error: RwSignal<Option<String>>,
    /// Lines that are not done yet.
    pub under_way: RwSignal<usize>,
}

impl Default for SendState {
    fn default() -> Self {
        Self { error: RwSignal::new(None), under_way: RwSignal::new(0) }
    }
}

/// Checks a line and sends it; whether it was on its way. A line that cannot be sent leaves its problem in the state.
pub fn send_line(
    workbench: Workbench,
    exchanges: Exchanges,
    state: SendState,
    line: &str,
    prepare: impl FnOnce(Request) -> Request,
) -> bool {
    let request = match Request::raw(line, None) {
        Ok(request) => prepare(request),
        Err(problem) => {
            state.error.set(Some(words::problem(&problem.at(Field::Command))));
            return false;
        }
    };
    exchanges.keep(line);
    state.error.set(None);
    state.under_way.update(|count| *count += 1);
    spawn_local(async move {
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
