//! What was composed and what was published, kept while the screen is left.

use std::collections::HashSet;

use fibocom_at::args::TopicForm;
use fibocom_at::commands::{Publish, PublishForm};
use fibocom_at::{ClientIndex, Field, Invalid, Problem, Profile};
use futures::future::AbortHandle;
use leptos::prelude::*;
use workbench_payload::placeholder::{Surroundings, filled};
use workbench_payload::visible::half_of;
use workbench_payload::{Editor, Encoding, Format, LineEnds, Order, Reading};

use super::compare::Comparison;
use super::kept::keep;
use super::model::run::{Item, Repeating, Run};
use super::model::taken::Taken;
use super::model::template::Template;
use super::model::transmitted::Transmitted;
use super::model::{History, Message, Obstacle, command, heard_topic, obstacle, publishing_client};
use super::templates::{follow_other_tabs, stored_templates};
use crate::parts::frame_fields::{Fields, FrameFormat};
use crate::state::{Dialogue, WorkError, Workbench, unix_seconds, use_workbench};
use crate::ui::{Bar, Binding};
use crate::words;

/// The most bytes that are read as a whole before anything is shown: a larger payload is a file, which is shown at once.
const AT_ONCE: usize = 65_536;

/// The message in the making and the publications before. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct PublishDraft {
    pub(super) message: RwSignal<Message>,
    /// The payload with its caret and its history.
    pub(super) editor: RwSignal<Editor>,
    pub(super) view: RwSignal<View>,
    pub(super) encoding: RwSignal<Encoding>,
    /// How lines end in a text that has only one.
    pub(super) line_ends: RwSignal<LineEnds>,
    /// Which byte of a number comes first, in the inspector.
    pub(super) order: RwSignal<Order>,
    /// What the bytes are taken apart as; by itself if none.
    pub(super) format: RwSignal<Option<Format>>,
    /// What frame the payload is.
    pub(super) frame: FrameFormat,
    /// The revision of the bytes that were to be taken apart although they are many.
    pub(super) large: RwSignal<Option<u64>>,
    /// Which bar is open above the bytes.
    pub(super) bar: RwSignal<Bar>,
    /// A text that was typed and that no bytes can hold. The bytes stay what they were, and nothing goes out.
    pub(super) unread: RwSignal<Option<String>>,
    /// What was pasted and can be meant in several ways.
    pub(super) pasting: RwSignal<Option<Pasting>>,
    /// Fields whose mistakes are shown: those that were changed or left.
    touched: RwSignal<HashSet<Field>>,
    pub(super) underway: RwSignal<Option<Underway>, LocalStorage>,
    pub(super) last: RwSignal<Option<Publication>>,
    /// After how many milliseconds the last message came back, once it has.
    pub(super) back: RwSignal<Option<u64>>,
    pub(super) history: RwSignal<History<Publication>>,
    pub(super) run: RwSignal<Option<Run>>,
    pub(super) repeating: RwSignal<Repeating>,
    /// Whether there was a payload before the page was loaded anew that was not kept.
    pub(super) is_withheld: RwSignal<bool>,
    pub(super) templates: RwSignal<Vec<Template>>,
    /// How many were sent, and what random placeholders are made from.
    pub(super) counter: RwSignal<u64>,
    pub(super) random: RwSignal<u64>,
}

/// How the payload is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum View {
    #[default]
    Text,
    Hex,
}

/// A text that is about to be pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pasting {
    pub(super) text: String,
    pub(super) readings: Vec<Reading>,
}

#[derive(Debug, Clone)]
pub(super) struct Underway {
    pub(super) stop: AbortHandle,
    /// How far it is.
    pub(super) dialogue: Dialogue,
    /// How many bytes follow the prompt; none when they are in the command.
    pub(super) data: Option<usize>,
}

/// A publication and what became of it.
#[derive(Clone)]
pub(super) struct Publication {
    pub(super) message: Message,
    pub(super) payload: Vec<u8>,
    pub(super) form: PublishForm,
    /// The time of day.
    pub(super) at: String,
    pub(super) outcome: Outcome,
}

/// What became of a publication.
#[derive(Clone)]
pub(super) enum Outcome {
    /// Confirmed after so many milliseconds.
    Confirmed(u64),
    /// Sent; with QoS 0 no confirmation need come.
    Unconfirmed,
    /// No longer waited for: what of it had gone out, and when that was, in milliseconds since the page was loaded.
    Stopped(Transmitted, u64),
    Failed(WorkError),
}

/// Makes the form, for as long as the shell lives: what it began goes on when the screen is left.
pub fn provide_draft() {
    let form = MessageForm::new();
    form.workbench.show_run(form.running);
    follow_other_tabs(form.draft.templates);
    keep(form);
    provide_context(form);
}

impl PublishDraft {
    fn new() -> Self {
        Self {
            message: RwSignal::default(),
            editor: RwSignal::default(),
            view: RwSignal::default(),
            encoding: RwSignal::default(),
            line_ends: RwSignal::default(),
            order: RwSignal::default(),
            format: RwSignal::default(),
            frame: FrameFormat::new(),
            large: RwSignal::default(),
            bar: RwSignal::default(),
            unread: RwSignal::default(),
            pasting: RwSignal::default(),
            touched: RwSignal::default(),
            underway: RwSignal::new_local(None),
            last: RwSignal::default(),
            back: RwSignal::default(),
            history: RwSignal::default(),
            run: RwSignal::default(),
            repeating: RwSignal::default(),
            is_withheld: RwSignal::new(false),
            templates: RwSignal::new(stored_templates()),
            counter: RwSignal::new(0),
            random: RwSignal::new(fresh_random()),
        }
    }
}

/// All that the parts of the screen share. Copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct MessageForm {
    pub(super) workbench: Workbench,
    pub(super) profile: Memo<Profile>,
    /// The clients that are connected to a broker or a gateway.
    pub(super) open: Memo<Vec<ClientIndex>>,
    /// What keeps a valid message from being published.
    pub(super) obstacle: Memo<Option<Obstacle>>,
    pub(super) command: Memo<Result<Publish, Vec<Invalid>>>,
    /// Whether a run goes on, held or not.
    pub(super) running: Memo<bool>,
    /// Changes with the bytes, and not with the caret.
    pub(super) revision: Memo<u64>,
    /// What the payload is made of.
    pub(super) taken: Memo<Taken>,
    /// The payload as fields of a frame.
    pub(super) fields: Memo<Fields>,
    pub(super) compared: Comparison,
    pub(super) draft: PublishDraft,
}

/// The form of this screen, with what was composed before.
pub(super) fn use_form() -> MessageForm {
    // A screen outside a shell, as in a test, has its own.
    let form: MessageForm = use_context().unwrap_or_else(MessageForm::new);
    let draft = form.draft;
    if let Some(start) = form.workbench.take_message_start() {
        draft.outdate();
        draft.message.update(|message| {
            message.client = start.client.map_or(message.client, |client| client.number().into());
            (message.topic, message.topic_form) = (start.topic.text(), start.topic.form());
            message.fill &= start.payload.is_none();
        });
        if let Some(payload) = start.payload {
            draft.take_payload(&payload);
        }
    }
    // Who has just subscribed and has typed nothing yet sees a topic that comes back.
    let is_empty =
        draft.message.with_untracked(|message| message.topic.is_empty() && message.topic_form == TopicForm::Name);
    if let Some(topic) = is_empty.then(|| form.workbench.facts().with_untracked(heard_topic)).flatten() {
        draft.message.update(|message| message.topic = topic);
    }
    form
}

/// The problem of a text that has half of a character: where it stands.
fn no_character(text: &str) -> Option<Problem> {
    let (at, found) = text.char_indices().find(|(_, character)| half_of(*character).is_some())?;
    Some(Problem::NotAllowed { at, found })
}

/// The command for a payload, its placeholders filled in as they would be now.
pub(super) fn command_of(
    workbench: Workbench,
    draft: PublishDraft,
    profile: &Profile,
    message: &Message,
    payload: &[u8],
) -> Result<Publish, Vec<Invalid>> {
    // A file is too long, however short its placeholders become.
    if !message.fill || payload.len() > AT_ONCE {
        return command(profile, message, payload);
    }
    let imei =
        workbench.facts().with_untracked(|facts| facts.module.as_ref().map(|module| module.identity.imei.clone()));
    let with = Surroundings {
        counter: draft.counter.get_untracked(),
        unix_seconds: unix_seconds(),
        random: draft.random.get_untracked(),
        imei: imei.as_deref(),
    };
    command(profile, message, &filled(payload, &with))
}

impl PublishDraft {
    /// Makes bytes the payload, as one step that can be undone, and shows them as what they are.
    pub(super) fn take_payload(self, bytes: &[u8]) {
        self.editor.update(|editor| {
            let all = 0..editor.len();
            editor.replace(&all, bytes);
            editor.select(&(0..0));
        });
        let encoding = self.encoding.get_untracked();
        if bytes.len() > AT_ONCE || !workbench_payload::text::is_text(bytes, encoding) {
            self.view.set(View::Hex);
        }
    }

    /// Stops saying that the last message went out: what is in the form now is another one. What still has to be minded stays.
    pub(super) fn outdate(self) {
        let went_out = |sent: &Publication| matches!(sent.outcome, Outcome::Confirmed(_) | Outcome::Unconfirmed);
        if self.last.with_untracked(|last| last.as_ref().is_some_and(went_out)) {
            self.last.set(None);
        }
        if self.run.with_untracked(|run| run.as_ref().is_some_and(Run::is_over)) {
            self.run.set(None);
        }
    }

    /// Numbers for the next publication.
    pub(super) fn count_one(self) {
        self.counter.update(|counter| *counter += 1);
        self.random.set(fresh_random());
    }
}

impl MessageForm {
    fn new() -> Self {
        let (workbench, draft) = (use_workbench(), PublishDraft::new());
        let (profile, facts, link_up) = (workbench.profile(), workbench.facts(), workbench.is_connected());
        let open = Memo::new(move |_| facts.with(|facts| facts.open_clients().collect::<Vec<_>>()));
        let obstacle = Memo::new(move |_| open.with(|open| obstacle(link_up.get(), open)));
        let revision = Memo::new(move |_| draft.editor.with(Editor::revision));
        // Whatever else changes the bytes, or shows them otherwise, takes the place of what could not become any.
        Effect::new(move |before: Option<()>| {
            revision.get();
            draft.encoding.track();
            draft.view.track();
            if before.is_some() {
                draft.unread.set(None);
            }
        });
        let command = Memo::new(move |_| {
            let mut message = draft.message.get();
            message.client = open.with(|open| publishing_client(message.client, open));
            draft.counter.track();
            revision.get();
            if let Some(half) = draft.unread.with(|text| text.as_deref().and_then(no_character)) {
                return Err(vec![half.at(Field::Payload)]);
            }
            draft.editor.with_untracked(|editor| command_of(workbench, draft, &profile.get(), &message, editor.bytes()))
        });
        let taken = Memo::new(move |_| {
            let format = draft.format.get();
            let wanted = draft.large.get() == Some(revision.get());
            let fill = draft.message.with(|message| message.fill);
            draft.editor.with_untracked(|editor| Taken::apart(editor.bytes(), fill, format, wanted))
        });
        let (fields, compared) = (draft.frame.fields(draft.editor), Comparison::new(workbench, draft));
        let running = Memo::new(move |_| draft.run.with(|run| run.as_ref().is_some_and(|run| !run.is_over())));
        Self { workbench, profile, open, obstacle, command, running, revision, taken, fields, compared, draft }
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

    /// How many bytes there are, as they are written.
    pub(super) fn len(self) -> Memo<usize> {
        self.of_bytes(<[u8]>::len)
    }

    /// What is to be said of the bytes, said anew when they change and not whenever the caret moves.
    pub(super) fn of_bytes<T>(self, read: impl Fn(&[u8]) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let (editor, revision) = (self.draft.editor, self.revision);
        Memo::new(move |_| {
            // Read and not only tracked: what no one has read yet tells of no change.
            revision.get();
            editor.with_untracked(|editor| read(editor.bytes()))
        })
    }

    /// Takes the bytes apart although they are many.
    pub(super) fn take_apart(self) {
        self.draft.large.set(Some(self.revision.get_untracked()));
    }

    /// The message, with the client that it would be published with.
    pub(super) fn effective(self) -> Signal<Message> {
        Signal::derive(move || {
            let mut message = self.draft.message.get();
            message.client = self.open.with(|open| publishing_client(message.client, open));
            message
        })
    }

    /// What is composed, with the client that it would be published with.
    pub(super) fn composed(self) -> Item {
        Item {
            message: self.effective().get_untracked(),
            payload: self.draft.editor.with_untracked(|editor| editor.bytes().to_vec()),
        }
    }

    /// Takes a message of before back into the form.
    pub(super) fn use_again(self, message: Message, payload: &[u8]) {
        self.draft.message.set(message);
        self.draft.take_payload(payload);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 up to 2^53")]
fn fresh_random() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}
