//! Getting online from the screen: with what was typed, up to what stands in the way, where the keyboard goes then.

use futures::future::abortable;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::actions::Actions;
use super::model::check_now;
use super::text;
use crate::link::now_in_browser;
use crate::link::procedure::{CheckName, OnlineProgress};
use crate::parts::operators::apn_of;
use crate::state::{NotOnline, WorkError};
use crate::ui::{go_on, next_frame, scroll_into_view};
use crate::words;

impl Actions {
    /// Makes the checks, dials with what is known, and sets the clock, up to what stands in the way.
    pub(super) fn get_online(self) {
        self.go_on_from(CheckName::Module);
    }

    /// The same from one check on; those before it stand.
    pub(super) fn go_on_from(self, from: CheckName) {
        let Ok(plan) = self.draft.form_now().plan() else { return self.show_place(CheckName::Address) };
        // A server that was typed wrong is not asked.
        let clock = self.clock;
        let server = untrack(|| clock.server()).ok();
        self.draft.dialled.set(None);
        clock.forget_failure();
        self.draft.stuck.set(None);
        self.draft.took.set(None);
        self.draft.waited.set(0);
        self.draft.asked.set(Some(self.draft.apn.get_untracked().trim().to_owned()).filter(|apn| !apn.is_empty()));
        self.draft.lines.update(|kept| kept.retain(|name, _| name.place() < from.place()));
        let begun = now_in_browser();
        let (work, handle) = abortable(async move {
            self.workbench
                .get_online(from, plan, server, |progress| match progress {
                    OnlineProgress::Checking(name) => self.draft.running.set(Some(*name)),
                    OnlineProgress::Found(check, lines) if !lines.is_empty() => {
                        self.draft.lines.update(|kept| drop(kept.insert(check.name, lines.clone())));
                    }
                    OnlineProgress::ClockSet(Err(failure)) => {
                        clock.failed(WorkError::Command(failure.clone()));
                    }
                    _ => {}
                })
                .await
        });
        self.draft.run.set_value(Some(handle));
        let stop_ticking = self.tick();
        go_on(async move {
            let end = work.await;
            stop_ticking.abort();
            self.draft.running.set(None);
            match end {
                Err(_) => {
                    let was_dialling = self.dialling.get_untracked();
                    self.workbench.online_stopped();
                    if was_dialling {
                        self.watch_dialling().await;
                    }
                }
                Ok(Err(NotOnline::Check(check))) => self.stop_at(check.name),
                Ok(Err(NotOnline::Work(_))) => {
                    self.propose_apn();
                    self.stop_at(CheckName::Address);
                }
                Ok(Ok(())) if from == CheckName::Module => {
                    self.draft.took.set(Some(words::seconds(now_in_browser().saturating_sub(begun))));
                }
                Ok(Ok(())) => {}
            }
        });
    }

    /// Getting online has stopped at this check: that is said, and the keyboard goes to what mends it.
    fn stop_at(self, name: CheckName) {
        if !self.connected.get_untracked() {
            return;
        }
        self.draft.stuck.set(Some(name));
        self.show_place(name);
    }

    /// Shows the line of a check, and gives the focus to its first field, or to the line itself; unless somebody is busy elsewhere.
    pub(super) fn show_place(self, name: CheckName) {
        next_frame(text::place(name), |place| {
            let at = document().active_element();
            let is_elsewhere =
                at.is_some_and(|at| at.tag_name() != "BODY" && at.closest("#main").ok().flatten().is_none());
            let Some(line) = document().get_element_by_id(place).filter(|_| !is_elsewhere) else { return };
            let field = line.query_selector("input").ok().flatten();
            scroll_into_view(&line);
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = field.unwrap_or(line).unchecked_into::<web_sys::HtmlElement>().focus();
        });
    }

    /// Fills in the APN that is usual for the operator, where none was typed.
    pub(super) fn propose_apn(self) {
        let operator = self.workbench.facts().with_untracked(|facts| facts.operator.clone());
        let usual = operator.and_then(|operator| apn_of(&operator.name));
        if let Some(apn) = usual.filter(|_| self.draft.apn.with_untracked(|apn| apn.trim().is_empty())) {
            self.draft.apn.set(apn.to_owned());
        }
    }

    /// Whether the line of a check has a form that mends it.
    pub(super) fn has_form(self, name: CheckName) -> bool {
        self.workbench.facts().with(|facts| match name {
            CheckName::Sim => check_now(facts, name).is_some_and(|check| check.wants_pin()),
            CheckName::Address => facts.no_address.is_some() && facts.address.is_none() && !facts.sim_is_shut(),
            _ => false,
        })
    }
}
