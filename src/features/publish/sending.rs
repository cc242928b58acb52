//! Publishes: one message, or a run of them.

use std::time::Duration;

use fibocom_at::commands::Publish;
use futures::future::abortable;
use gloo_timers::future::sleep;
use leptos::prelude::*;

use super::draft::{MessageForm, Outcome, Publication, Underway, command_of};
use super::model::run::{Item, Run, RunState};
use super::model::transmitted::Transmitted;
use super::model::{Message, Obstacle, Sequence, is_heard};
use crate::link::now_in_browser;
use crate::state::Dialogue;
use crate::t;
use crate::ui::go_on;

/// How long a message that comes back is looked out for, and how often.
const BACK_WITHIN_MS: u64 = 15_000;
const LOOK_FOR_IT: Duration = Duration::from_millis(100);

/// How often a waiting run looks whether it was paused or stopped.
const LOOK: Duration = Duration::from_millis(200);

impl MessageForm {
    /// Publishes, or shows everything that is wrong; whether anything was.
    pub(super) fn submit(self) -> bool {
        if self.obstacle.get_untracked().is_some() || self.is_busy() {
            return true;
        }
        // What random placeholders and the clock say is decided now.
        let Item { message, payload } = self.composed();
        match command_of(self.workbench, self.draft, &self.profile.get_untracked(), &message, &payload) {
            Ok(command) => {
                go_on(async move {
                    self.publish(command, message, payload).await;
                });
                true
            }
            Err(wrong) => {
                wrong.iter().for_each(|invalid| self.touch(invalid.field));
                false
            }
        }
    }

    /// Why nothing can be published now, but for what is wrong with the message.
    pub(super) fn unready(self) -> Option<String> {
        match self.obstacle.get() {
            Some(Obstacle::NoModule) => Some(t!("publish-connect-first")),
            Some(Obstacle::NoClient) => Some(t!("publish-open-first")),
            None => self.running.get().then(|| t!("publish-run-first")),
        }
    }

    /// Whether something is being published, or is about to be.
    fn is_busy(self) -> bool {
        self.running.get_untracked() || self.draft.underway.with_untracked(Option::is_some)
    }

    pub(super) fn stop(self) {
        self.draft.underway.with_untracked(|underway| {
            if let Some(underway) = underway {
                underway.stop.abort();
            }
        });
    }

    pub(super) fn start(self, run: Run) {
        if self.is_busy() {
            return;
        }
        self.draft.run.set(Some(run));
        go_on(async move {
            while let Some(item) = self.next_of_run().await {
                let published = self.publish_item(item).await;
                self.change_run(|run| run.note(published));
                self.wait().await;
            }
        });
    }

    /// Changes the run, where there is one.
    pub(super) fn change_run(self, change: impl FnOnce(&mut Run)) {
        self.draft.run.update(|run| {
            if let Some(run) = run {
                change(run);
            }
        });
    }

    /// What the run sends next, once it is not held.
    async fn next_of_run(self) -> Option<Item> {
        while self.run_state() == Some(RunState::Paused) {
            sleep(LOOK).await;
        }
        self.draft.run.with_untracked(|run| run.as_ref().and_then(Run::next))
    }

    async fn wait(self) {
        let every = self.draft.run.with_untracked(|run| run.as_ref().map_or(0, |run| run.every));
        let until = now_in_browser() + u64::from(every) * 1_000;
        while now_in_browser() < until && matches!(self.run_state(), Some(RunState::Running | RunState::Paused)) {
            sleep(LOOK).await;
        }
    }

    fn run_state(self) -> Option<RunState> {
        self.draft.run.with_untracked(|run| run.as_ref().map(|run| run.state))
    }

    async fn publish_item(self, item: Item) -> bool {
        let Item { message, payload } = item;
        match command_of(self.workbench, self.draft, &self.profile.get_untracked(), &message, &payload) {
            Ok(command) => self.publish(command, message, payload).await,
            Err(wrong) => {
                wrong.iter().for_each(|invalid| self.touch(invalid.field));
                false
            }
        }
    }

    async fn publish(self, command: Publish, message: Message, payload: Vec<u8>) -> bool {
        let (workbench, draft) = (self.workbench, self.draft);
        let (form, at) = (command.choice().form(), time_of_day());
        let data = Sequence::of(&command).data.map(|data| data.len());
        let (bytes, since) = (command.payload().bytes().to_vec(), now_in_browser());
        let next = workbench.with_messages(|messages| messages.newest().map_or(0, |newest| newest.number + 1));
        draft.back.set(None);
        let dialogue = Dialogue::default();
        let keeping = dialogue.clone();
        let (work, stop) = abortable(async move { workbench.publish(&command, &keeping).await });
        if draft.run.with_untracked(|run| run.as_ref().is_some_and(Run::is_over)) {
            draft.run.set(None);
        }
        draft.underway.set(Some(Underway { stop, dialogue: dialogue.clone(), data }));
        let outcome = match work.await {
            Ok(Ok(true)) => Outcome::Confirmed(now_in_browser().saturating_sub(since)),
            Ok(Ok(false)) => Outcome::Unconfirmed,
            Ok(Err(error)) => Outcome::Failed(error),
            Err(_) => Outcome::Stopped(Transmitted::of(dialogue.progress(), data), now_in_browser()),
        };
        let published = matches!(outcome, Outcome::Confirmed(_) | Outcome::Unconfirmed);
        if published {
            draft.count_one();
            self.look_out(message.topic.clone(), bytes, next, since);
        }
        let sent = Publication { message, payload, form, at, outcome };
        draft.underway.set(None);
        draft.last.set(Some(sent.clone()));
        draft.history.update(|history| history.remember(sent));
        published
    }
}

impl MessageForm {
    /// Looks out for a message that was published and comes back, among those from this number on, until another one is published.
    fn look_out(self, topic: String, payload: Vec<u8>, mut next: u64, since: u64) {
        let (workbench, draft) = (self.workbench, self.draft);
        if !workbench.facts().with_untracked(|facts| is_heard(facts, &topic)) {
            return;
        }
        let mine = draft.counter.get_untracked();
        go_on(async move {
            while now_in_browser().saturating_sub(since) < BACK_WITHIN_MS && draft.counter.get_untracked() == mine {
                let found = workbench.with_messages(|messages| {
                    let fresh = messages.iter().rev().take_while(|message| message.number >= next);
                    let mut back = fresh.filter(|one| one.message.topic == topic && one.message.payload == payload);
                    let found = back.next().map(|one| one.at);
                    next = messages.newest().map_or(next, |newest| newest.number + 1);
                    found
                });
                if let Some(at) = found {
                    draft.back.set(Some(at.saturating_sub(since)));
                    return;
                }
                sleep(LOOK_FOR_IT).await;
            }
        });
    }
}

fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}:{:02}", now.get_hours(), now.get_minutes(), now.get_seconds())
}
