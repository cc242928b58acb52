//! What was composed and what was published, kept while the screen is left.

use std::collections::HashSet;

use fibocom_at::commands::{Publish, PublishForm};
use fibocom_at::{ClientIndex, Field, Invalid, Profile};
use futures::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};

use super::model::{History, Message, Obstacle, command, obstacle, publishing_client};
use super::text::{LineEnds, bytes_of, text_of};
use crate::state::{WorkError, Workbench, use_workbench};
use crate::ui::Binding;
use crate::words;

/// The message in the making and the publications before. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    message: RwSignal<Message>,
    /// How lines end in a text that has only one.
    line_ends: RwSignal<LineEnds>,
    /// Fields whose mistakes are shown: those that were changed or left.
    touched: RwSignal<HashSet<Field>>,
    underway: RwSignal<Option<AbortHandle>>,
    last: RwSignal<Option<Sent>>,
    history: RwSignal<History<Sent>>,
}

/// A publication and what became of it.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) message: Message,
    pub(super) form: PublishForm,
    /// The time of day.
    pub(super) at: String,
    pub(super) outcome: Outcome,
}

/// What became of a publication.
#[derive(Clone)]
pub(super) enum Outcome {
    /// Confirmed after so many milliseconds.
    Confirmed(u32),
    /// Sent; with QoS 0 no confirmation need come.
    Unconfirmed,
    /// No longer waited for.
    Stopped,
    /// Not published.
    Failed(WorkError),
}

/// Makes the message that outlives its screen.
pub fn provide_draft() {
    provide_context(Draft::new());
}

impl Draft {
    fn new() -> Self {
        Self {
            message: RwSignal::default(),
            line_ends: RwSignal::default(),
            touched: RwSignal::default(),
            underway: RwSignal::default(),
            last: RwSignal::default(),
            history: RwSignal::default(),
        }
    }
}

/// All that the parts of the screen share.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) workbench: Workbench,
    pub(super) profile: Memo<&'static Profile>,
    /// The clients that are connected to a broker.
    pub(super) open: Memo<Vec<ClientIndex>>,
    /// What keeps a valid message from being published.
    pub(super) obstacle: Memo<Option<Obstacle>>,
    pub(super) command: Memo<Result<Publish, Vec<Invalid>>>,
    draft: Draft,
}

/// The form of this screen, with what was composed before.
pub(super) fn use_form() -> Form {
    let workbench = use_workbench();
    let draft: Draft = use_context().unwrap_or_else(Draft::new);
    if let Some(start) = workbench.take_message_start() {
        draft.message.update(|message| {
            message.topic = start.topic;
            message.payload = start.payload.into_bytes();
        });
    }
    let (profile, facts, link_up) = (workbench.profile(), workbench.facts(), workbench.is_connected());
    let open = Memo::new(move |_| {
        facts.with(|facts| facts.open_clients().filter(|client| !client.is_sn()).collect::<Vec<_>>())
    });
    let obstacle = Memo::new(move |_| open.with(|open| obstacle(link_up.get(), open)));
    let command = Memo::new(move |_| {
        let mut message = draft.message.get();
        message.client = open.with(|open| publishing_client(message.client, open));
        command(profile.get(), &message)
    });
    Form { workbench, profile, open, obstacle, command, draft }
}

impl Form {
    pub(super) fn message(self) -> RwSignal<Message> {
        self.draft.message
    }

    pub(super) fn underway(self) -> RwSignal<Option<AbortHandle>> {
        self.draft.underway
    }

    pub(super) fn last(self) -> RwSignal<Option<Sent>> {
        self.draft.last
    }

    pub(super) fn history(self) -> RwSignal<History<Sent>> {
        self.draft.history
    }

    /// What is wrong with a field, once its mistakes are to be shown. Those of a payload always are.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let shown = field == Field::Payload || self.draft.touched.with(|touched| touched.contains(&field));
            let found = |wrong: &Vec<Invalid>| wrong.iter().find(|invalid| invalid.field == field).map(words::problem);
            shown.then(|| self.command.with(|command| command.as_ref().err().and_then(found))).flatten()
        })
    }

    /// From now on the field's mistakes are shown.
    pub(super) fn touch(self, field: Field) {
        if !self.draft.touched.with_untracked(|touched| touched.contains(&field)) {
            self.draft.touched.update(|touched| {
                touched.insert(field);
            });
        }
    }

    /// A part of the message, for an input.
    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: fn(&Message) -> &T,
        write: fn(&mut Message) -> &mut T,
    ) -> Binding<T> {
        Binding::part(self.draft.message, read, write)
    }

    /// The payload as text, where it is text.
    pub(super) fn text(self) -> Memo<Option<String>> {
        let message = self.draft.message;
        Memo::new(move |_| message.with(|message| text_of(&message.payload).map(|(text, _)| text)))
    }

    /// Makes a text the payload.
    pub(super) fn set_text(self, text: &str) {
        let ends = self.line_ends_now();
        self.draft.line_ends.set(ends);
        self.draft.message.update(|message| message.payload = bytes_of(text, ends));
    }

    /// How the lines of the text end; to change it changes the bytes.
    pub(super) fn line_ends(self) -> Binding<LineEnds> {
        let Draft { message, line_ends, .. } = self.draft;
        let held = Memo::new(move |_| message.with(|message| text_of(&message.payload).and_then(|(_, ends)| ends)));
        Binding::new(Signal::derive(move || held.get().unwrap_or_else(|| line_ends.get())), move |ends| {
            line_ends.set(ends);
            message.update(|message| {
                if let Some((text, _)) = text_of(&message.payload) {
                    message.payload = bytes_of(&text, ends);
                }
            });
        })
    }

    fn line_ends_now(self) -> LineEnds {
        let held = self.draft.message.with_untracked(|message| text_of(&message.payload).and_then(|(_, ends)| ends));
        held.unwrap_or_else(|| self.draft.line_ends.get_untracked())
    }

    /// Takes a message of before back into the form.
    pub(super) fn use_again(self, message: Message) {
        self.draft.message.set(message);
    }

    /// Publishes, or shows everything that is wrong; whether anything was.
    pub(super) fn submit(self) -> bool {
        if self.obstacle.get_untracked().is_some() || self.draft.underway.with_untracked(Option::is_some) {
            return true;
        }
        match self.command.get_untracked() {
            Ok(command) => {
                self.publish(command);
                true
            }
            Err(wrong) => {
                wrong.iter().for_each(|invalid| self.touch(invalid.field));
                false
            }
        }
    }

    fn publish(self, command: Publish) {
        let Self { workbench, draft, open, .. } = self;
        let mut message = draft.message.get_untracked();
        message.client = open.with_untracked(|open| publishing_client(message.client, open));
        let (form, at, since) = (command.choice().form(), time_of_day(), now());
        let (work, stop) = abortable(async move { workbench.publish(&command).await });
        draft.underway.set(Some(stop));
        spawn_local(async move {
            let outcome = match work.await {
                Ok(Ok(true)) => Outcome::Confirmed(elapsed(since)),
                Ok(Ok(false)) => Outcome::Unconfirmed,
                Ok(Err(error)) => Outcome::Failed(error),
                Err(_) => Outcome::Stopped,
            };
            let sent = Sent { message, form, at, outcome };
            draft.underway.set(None);
            draft.last.set(Some(sent.clone()));
            draft.history.update(|history| history.remember(sent));
        });
    }

    /// Waits no longer.
    pub(super) fn stop(self) {
        self.draft.underway.with_untracked(|underway| {
            if let Some(stop) = underway {
                stop.abort();
            }
        });
    }
}

/// Milliseconds since the page was loaded.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a minute of milliseconds fits in a u32")]
fn elapsed(since: f64) -> u32 {
    (now() - since).max(0.0) as u32
}

fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}:{:02}", now.get_hours(), now.get_minutes(), now.get_seconds())
}
