//! Follows the link: each event becomes a fact, a message or a notice.

use std::time::Duration;

use fibocom_at::Event;
use fibocom_at::codes::BreakCause;
use fibocom_at::commands::{Consequence, IpAddresses};
use futures::{StreamExt, channel::mpsc};
use leptos::prelude::*;
use workbench_record::LinkChange;

use super::restore::SetUp;
use super::{Notice, Workbench};
use crate::link::{self, DriverEvent};
use crate::transport::LostReason;

impl Workbench {
    /// Takes in everything that a link tells, until it ends.
    pub(super) async fn follow(self, mut heard: mpsc::Receiver<Vec<DriverEvent>>, generation: u64) {
        while let Some(batch) = heard.next().await {
            let mut now = link::now_in_browser();
            for event in batch {
                if self.inner.with_value(|inner| inner.generation != generation) {
                    return;
                }
                match event {
                    // A message has the time of its lines, as it has when they are read from a file.
                    DriverEvent::ReadAt(then) => now = then,
                    event => self.take_in(event, now),
                }
            }
            self.take_in_much();
            // Not with the next drawing: a page that nobody looks at has none.
            self.spill();
            self.room_for_lines().await;
            // Scripts are waited for, too.
            self.notices().hand_over().await;
        }
    }

    /// Tells those who follow the record, where so much has come that the next drawing would take long to take it in.
    fn take_in_much(&self) {
        let is_much = self.inner.try_update_value(|inner| {
            let lines = inner.record.borrow().next();
            inner.drawing.redraw.has_much_to_take_in(lines)
        });
        if is_much == Some(true) {
            self.much_came.update(|times| *times += 1);
        }
    }

    fn take_in(&self, event: DriverEvent, now: u64) {
        if matches!(event, DriverEvent::Lost(_)) {
            self.let_go();
        }
        if self.facts.with_untracked(|facts| facts.is_changed_by(&event)) {
            let mut lost = Vec::new();
            self.change(|facts| lost = facts.happened_to_clients(&event, now));
            for (client, cause) in lost {
                self.tell(Notice::Break(client.number(), cause.map_or(0, BreakCause::number)));
            }
        }
        match event {
            DriverEvent::Written => self.record_grew(),
            DriverEvent::DataSent(data) => {
                self.renew_note_of_data();
                self.data_sent.set(Some(data));
            }
            DriverEvent::Asked(_, Consequence::HangUp) => self.note_set_up(SetUp::hung_up),
            DriverEvent::Asked(_, Consequence::Close(client)) => self.note_set_up(|set_up| set_up.closed(client)),
            DriverEvent::ReadAt(_)
            | DriverEvent::Prompted
            | DriverEvent::MayAsk(..)
            | DriverEvent::Asked(..)
            | DriverEvent::Damaged
            | DriverEvent::Changed
            | DriverEvent::Stranger
            | DriverEvent::AnswerTaken => {}
            DriverEvent::TakenBack(number) => self.take_back(number),
            DriverEvent::Recovered(fault) => self.divide_messages(LinkChange::Disturbed(fault)),
            // What it had may be gone: an address, a connection, all of it.
            DriverEvent::Slept => self.ask_what_is_left(),
            DriverEvent::Lost(reason) => self.lost(reason),
            DriverEvent::Engine(event) => self.engine_event(event, now),
        }
    }

    /// What follows from what the engine tells, besides the facts.
    fn engine_event(&self, event: Event, now: u64) {
        match event {
            Event::Completed(..) => self.no_data_sent(),
            Event::Message(mut message) => {
                self.name_message(&mut message);
                let told = self.inner.with_value(|inner| {
                    let mut messages = inner.messages.borrow_mut();
                    messages.push(now, message);
                    let is_heard = inner.notices.are_there();
                    messages.newest().filter(|_| is_heard).cloned()
                });
                if let Some(message) = told {
                    self.tell(Notice::Message(message));
                }
                self.request_frame();
            }
            Event::Urc(code) => self.note_registration(&code),
            Event::Rebooted => {
                self.divide_messages(LinkChange::Restarted);
                self.inner.update_value(|inner| inner.set_up.restarted());
                self.set_up_again();
            }
            Event::Started(_)
            | Event::TakenBack(_)
            | Event::Unresponsive
            | Event::Line { .. }
            | Event::Asks { .. }
            | Event::AsksNoMore
            | Event::DataModeEntered
            | Event::DataModeLeft
            | Event::Resynchronising
            | Event::Resynchronised => {}
        }
    }

    /// A line that was told as part of a reply is told once more for what it is. One that is still to be told will be right.
    fn take_back(&self, number: u64) {
        let is_told = self.inner.with_value(|inner| number < inner.told && inner.notices.are_there());
        if is_told {
            self.tell(Notice::TakenBack(number));
        }
        self.request_frame();
    }

    /// No data is on its way any more.
    pub(super) fn no_data_sent(&self) {
        if self.data_sent.with_untracked(Option::is_some) {
            self.data_sent.set(None);
        }
    }

    /// Nothing can be sent any more.
    fn let_go(&self) {
        self.no_data_sent();
        self.inner.update_value(|inner| inner.handle = None);
        self.cable_is_out();
    }

    fn lost(&self, reason: LostReason) {
        self.divide_messages(LinkChange::Ended((&reason).into()));
        self.record_grew();
        if reason != LostReason::Closed {
            self.tell(Notice::Lost(reason));
            self.take_up_what_came_early();
        }
    }

    /// Notes between the messages what happened to the link.
    pub(super) fn divide_messages(&self, change: LinkChange) {
        self.inner.with_value(|inner| inner.messages.borrow_mut().divide(link::now_in_browser(), change));
        self.request_frame();
    }

    /// Tells the new lines, and has the screens drawn anew with the next frame.
    pub(super) fn record_grew(&self) {
        let (told, next, listened) = self.inner.with_value(|inner| {
            let record = inner.record.borrow();
            (inner.told.max(record.first()), record.next(), inner.notices.are_there())
        });
        self.inner.update_value(|inner| inner.told = next);
        if listened {
            (told..next).for_each(|number| self.tell(Notice::Line(number)));
        }
        self.request_frame();
    }

    /// Has the screens drawn anew, soon.
    pub(super) fn request_frame(&self) {
        if self.inner.with_value(|inner| inner.drawing.is_requested) {
            return;
        }
        self.inner.update_value(|inner| inner.drawing.is_requested = true);
        let workbench = *self;
        let draw = move || {
            request_animation_frame(move || workbench.draw());
        };
        match self.inner.with_value(|inner| inner.drawing.redraw.wait(link::now_in_browser())) {
            0 => draw(),
            wait => set_timeout(draw, Duration::from_millis(wait)),
        }
    }

    fn draw(&self) {
        let (workbench, begun) = (*self, link::now_in_browser());
        self.inner.update_value(|inner| {
            inner.drawing.is_requested = false;
            let lines = inner.record.borrow().next();
            inner.drawing.redraw.draw(begun, lines);
        });
        self.tell_waiting_facts();
        self.record_version.update(|version| *version += 1);
        self.messages_changed();
        // A timer's turn comes when the browser has laid out and painted what was drawn.
        set_timeout(move || workbench.drawn(begun), Duration::ZERO);
    }

    fn drawn(&self, begun: u64) {
        let took = link::now_in_browser().saturating_sub(begun);
        self.inner.update_value(|inner| inner.drawing.redraw.drawn(took));
    }

    /// Tells the screens, if the messages have changed since the last time.
    pub(super) fn messages_changed(&self) {
        let changes = self.inner.with_value(|inner| inner.messages.borrow().changes());
        if self.messages_version.get_untracked() != changes {
            self.messages_version.set(changes);
        }
    }

    pub(super) fn note_address(&self, address: Option<IpAddresses>) {
        self.change(|facts| facts.hold_address(address));
    }
}
