//! Attempts to connect: what keeps the form from being sent, how one goes, and how it ends.

use fibocom_at::ClientIndex;
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::{Obstacle, is_away, obstacle};
use crate::link::now_in_browser;
use crate::link::procedure::OpenPlan;
use crate::parts::not_open::{Diagnosis, Tried, diagnosis};
use crate::state::WorkError;
use crate::ui::{Tone, go_on};
use crate::{t, words};

/// The last attempt to connect.
#[derive(Clone)]
pub(super) enum Attempt {
    None,
    /// It is under way since this time, in milliseconds.
    Running {
        client: ClientIndex,
        since: u64,
        stop: AbortHandle,
    },
    /// It took so many milliseconds.
    Opened(ClientIndex, u64),
    Stopped(ClientIndex),
    Failed(FailedAttempt),
}

/// An attempt that failed.
#[derive(Clone)]
pub(super) struct FailedAttempt {
    pub(super) client: ClientIndex,
    pub(super) error: WorkError,
    /// What may be the cause, where the failure says that the broker was tried.
    pub(super) diagnosis: Option<Diagnosis>,
}

impl SessionForm {
    /// Whether the form is away while the chosen client is connected.
    pub(super) fn is_away(self) -> bool {
        let client = self.client().get();
        is_away(self.workbench.facts().with(|facts| facts.client(client).state), self.draft.changing.get())
    }

    /// Why the form cannot be sent now, in a sentence.
    pub(super) fn unready(self) -> Option<String> {
        let client = self.client().get();
        let state = self.workbench.facts().with(|facts| facts.client(client).state);
        let opening = self.draft.attempt.with(|attempt| match attempt {
            Attempt::Running { client, .. } => Some(*client),
            _ => None,
        });
        let is_connected = self.workbench.is_connected().get();
        Some(match obstacle(is_connected, opening.is_some(), state, self.draft.changing.get())? {
            Obstacle::NoModule => t!("session-connect-first"),
            Obstacle::Opening => t!("session-opening", client = opening.unwrap_or(client).number()),
            Obstacle::Connected => t!("session-is-connected", client = client.number()),
        })
    }

    /// Connects as before; without a plan of before, fills in the form as far as is known.
    pub(super) fn connect_again(self, client: ClientIndex) {
        if let Some(plan) = self.draft.plans.with_untracked(|plans| plans.get(&client).cloned()) {
            self.connect(plan);
            return;
        }
        let broker = self.workbench.facts().with_untracked(|facts| facts.client(client).broker);
        self.draft.typed.update(|typed| {
            typed.client = client.number().into();
            if let Some((host, port)) = broker {
                typed.change_host(&host);
                typed.address_mut().port = port.to_string();
            }
        });
    }

    pub(super) fn connect(self, plan: OpenPlan) {
        let Self { workbench, draft, .. } = self;
        let client = plan.open.client;
        if draft.attempt.with_untracked(|attempt| matches!(attempt, Attempt::Running { .. })) {
            return;
        }
        draft.plans.update(|plans| {
            plans.insert(client, plan.clone());
        });
        let (tried, since) = (plan.clone(), now_in_browser());
        let (work, stop) = abortable(async move { workbench.open(plan).await });
        draft.attempt.set(Attempt::Running { client, since, stop });
        go_on(async move {
            let done = work.await;
            draft.changing.set(false);
            draft.attempt.set(match done {
                Ok(Ok(())) => Attempt::Opened(client, now_in_browser().saturating_sub(since)),
                Ok(Err(error)) => {
                    let error = workbench.in_its_time(error);
                    let host = tried.open.host.as_str();
                    let (address, has_worked) =
                        workbench.facts().with_untracked(|facts| (facts.address, facts.has_reached(host)));
                    let diagnosis = match &error {
                        WorkError::OpenStep(failed) => diagnosis(&Tried::of(&tried, has_worked), failed, address),
                        _ => None,
                    };
                    Attempt::Failed(FailedAttempt { client, error, diagnosis })
                }
                Err(_) => {
                    workbench.open_stopped(client);
                    Attempt::Stopped(client)
                }
            });
        });
    }

    pub(super) fn stop(self) {
        self.draft.attempt.with_untracked(|attempt| {
            if let Attempt::Running { stop, .. } = attempt {
                stop.abort();
            }
        });
    }

    pub(super) fn disconnect(self, client: ClientIndex) {
        let (workbench, toaster) = (self.workbench, self.toaster());
        let attempt = self.draft.attempt;
        go_on(async move {
            match workbench.close(client).await {
                Ok(()) => attempt.update(|attempt| {
                    if matches!(attempt, Attempt::Opened(opened, _) if *opened == client) {
                        *attempt = Attempt::None;
                    }
                }),
                Err(error) => toaster.show(Tone::Bad, words::work_error(&error).text),
            }
        });
    }
}
