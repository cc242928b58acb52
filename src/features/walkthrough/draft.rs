//! What is open, and how far it is: kept while the screen is left.

use std::sync::Arc;

use fibocom_at::meaning::of_command;
use fibocom_at::{Failure, Field, Request};
use leptos::prelude::*;
use web_sys::File;
use workbench_walkthrough::draft::Draft;
use workbench_walkthrough::link::{Parameters, unpack};
use workbench_walkthrough::{Checked, Phase, Problem, Runner, Send, check, library, read};

use super::editing::Editing;
use super::exchange::{Exchange, shown};
use super::faults::sentence;
use crate::link::now_in_browser;
use crate::state::{Dialogue, Messages, WorkError, Workbench};
use crate::ui::{FileStream, Toaster, Tone, go_on};
use crate::{t, words};

/// The most bytes that are read of a file: one more than a document may have, so that a longer one is seen to be longer.
const FILE_MAX: usize = 262_145;

/// How far the screen is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// What there is to choose from.
    #[default]
    Library,
    /// What was opened cannot be used, for these reasons.
    Refused(Vec<String>),
    /// Somebody has to agree to what it may send.
    Consent,
    /// It is under way, or over.
    Running,
    /// Somebody writes one.
    Editor,
    /// Somebody reads one out on the phone.
    Support,
}

/// Who made what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Origin {
    /// It comes with the page.
    #[default]
    Library,
    /// A link or a file.
    Outside,
    /// The editor, in which it is tried.
    Editor,
}

/// What is open. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct WalkDraft {
    pub(super) stage: RwSignal<Stage>,
    pub(super) origin: RwSignal<Origin>,
    opened: StoredValue<Option<(Arc<Checked>, Parameters)>, LocalStorage>,
    runner: StoredValue<Option<Runner>, LocalStorage>,
    /// Changes whenever the runner does.
    pub(super) version: RwSignal<u64>,
    pub(super) exchange: RwSignal<Option<Exchange>>,
    pub(super) editing: Editing,
    /// What is read out on the phone.
    pub(super) phone: RwSignal<Option<Arc<Checked>>>,
    /// Where the view for the phone was opened.
    before_phone: RwSignal<Stage>,
    /// The number of the next message that was not looked at.
    next_message: StoredValue<u64>,
    /// Counts what was opened: an answer for an earlier one is not taken.
    turn: StoredValue<u64>,
}

impl WalkDraft {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::default(),
            origin: RwSignal::default(),
            opened: StoredValue::new_local(None),
            runner: StoredValue::new_local(None),
            version: RwSignal::default(),
            exchange: RwSignal::default(),
            editing: Editing::new(),
            phone: RwSignal::default(),
            before_phone: RwSignal::default(),
            next_message: StoredValue::default(),
            turn: StoredValue::default(),
        }
    }

    /// Opens what an address names: one of the library, or a document in the link itself. It does not end what is under way.
    pub(super) fn open_place(self, toaster: Toaster, place: &str) {
        if self.is_under_way() {
            return toaster.show(Tone::Warn, t!("walkthrough-under-way"));
        }
        let (id, query) = place.split_once('?').unwrap_or((place, ""));
        if let Some(entry) = library::named(id) {
            let checked = read(entry.json.as_bytes());
            let found = checked.and_then(|checked| {
                let values = workbench_walkthrough::link::parameters(query, &checked);
                values.map(|values| (checked, values)).map_err(|fault| vec![Problem::whole(fault)])
            });
            // The values of a link are those of whoever made it.
            let is_ours = found.as_ref().is_ok_and(|(_, values)| values.is_empty());
            return self.take(if is_ours { Origin::Library } else { Origin::Outside }, found);
        }
        self.take(Origin::Outside, unpack(place));
    }

    /// Opens a file.
    pub(super) fn open_file(self, file: File) {
        let turn = self.turn.get_value();
        go_on(async move {
            let bytes = whole_file(&file).await;
            // Something else was opened while the file was read.
            if self.turn.get_value() != turn {
                return;
            }
            match bytes {
                Some(bytes) => self.take(Origin::Outside, read(&bytes).map(|checked| (checked, Parameters::new()))),
                None => self.stage.set(Stage::Refused(vec![t!("walkthrough-unreadable")])),
            }
        });
    }

    fn take(self, origin: Origin, found: Result<(Checked, Parameters), Vec<Problem>>) {
        self.leave();
        self.origin.set(origin);
        match found {
            Ok((checked, values)) => {
                self.opened.set_value(Some((Arc::new(checked), values)));
                self.stage.set(Stage::Consent);
            }
            Err(problems) => self.stage.set(Stage::Refused(problems.iter().take(8).map(sentence).collect())),
        }
    }

    /// Whether there is a walkthrough that has begun and is not over.
    fn is_under_way(self) -> bool {
        let ended = self.now(|runner| matches!(runner.phase(), Phase::Ended(_)));
        self.stage.get_untracked() == Stage::Running && ended == Some(false)
    }

    /// Puts away what is open. What was tried is written on.
    pub(super) fn close(self) {
        let next = if self.origin.get_untracked() == Origin::Editor { Stage::Editor } else { Stage::Library };
        self.leave();
        self.origin.set(Origin::Library);
        self.stage.set(next);
    }

    /// Where the button that closes it leads.
    pub(super) fn way_back(self) -> String {
        match self.origin.get_untracked() {
            Origin::Editor => t!("walkthrough-to-editor"),
            Origin::Library | Origin::Outside => t!("walkthrough-to-library"),
        }
    }

    /// Goes back to the list. What is written stays.
    pub(super) fn to_library(self) {
        self.stage.set(Stage::Library);
    }

    /// Writes a new one, a copy of one of the library, or goes on with what is written.
    pub(super) fn edit(self, draft: Option<Draft>) {
        if let Some(draft) = draft {
            self.editing.open(draft);
        }
        self.stage.set(Stage::Editor);
    }

    /// Writes on a file, sound or not: the editor says what is wrong.
    pub(super) fn edit_file(self, toaster: Toaster, file: File) {
        go_on(async move {
            match whole_file(&file).await.map(|bytes| Draft::read(&bytes)) {
                Some(Ok(draft)) => self.edit(Some(draft)),
                Some(Err(fault)) => toaster.show(Tone::Bad, sentence(&Problem::whole(fault))),
                None => toaster.show(Tone::Bad, t!("walkthrough-unreadable")),
            }
        });
    }

    /// Runs what is written, on the module that is connected.
    pub(super) fn try_out(self) {
        let (document, _) = self.editing.history.with_untracked(|history| history.now().document());
        let values = untrack(|| self.editing.parameters(&document)).unwrap_or_default();
        self.take(Origin::Editor, check(document).map(|checked| (checked, values)));
    }

    /// Reads one out on the phone.
    pub(super) fn on_the_phone(self, checked: Checked) {
        self.phone.set(Some(Arc::new(checked)));
        self.before_phone.set(self.stage.get_untracked());
        self.stage.set(Stage::Support);
    }

    /// The same with what is written, if it is sound.
    pub(super) fn on_the_phone_from_editor(self, toaster: Toaster) {
        let (document, _) = self.editing.history.with_untracked(|history| history.now().document());
        match check(document) {
            Ok(checked) => self.on_the_phone(checked),
            Err(_) => toaster.show(Tone::Warn, t!("walkthrough-edit-mend-first")),
        }
    }

    /// The call is over.
    pub(super) fn leave_the_phone(self) {
        self.stage.set(self.before_phone.get_untracked());
    }

    fn leave(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.runner.set_value(None);
        self.opened.set_value(None);
        self.exchange.set(None);
        self.changed();
    }

    /// What is open.
    pub(super) fn opened(self) -> Option<(Arc<Checked>, Parameters)> {
        self.opened.get_value()
    }

    /// The person agrees to the list that is shown, and it begins.
    pub(super) fn agree(self, workbench: Workbench) {
        let Some((checked, values)) = self.opened() else { return };
        let agreement = checked.agree();
        self.next_message.set_value(workbench.with_messages(next_number));
        self.runner.set_value(Some(Runner::new(checked, agreement, &values)));
        self.stage.set(Stage::Running);
        self.changed();
    }

    /// Reads the runner, and follows it.
    pub(super) fn with<T>(self, look: impl FnOnce(&Runner) -> T) -> Option<T> {
        self.version.track();
        self.runner.with_value(|runner| runner.as_ref().map(look))
    }

    /// Changes the runner.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut Runner) -> T) -> Option<T> {
        let changed = self.runner.try_update_value(|runner| runner.as_mut().map(change)).flatten();
        self.changed();
        changed
    }

    /// The person pressed the button of the step.
    pub(super) fn press(self, workbench: Workbench) {
        let was_told =
            self.runner.with_value(|runner| matches!(runner.as_ref().map(Runner::phase), Some(Phase::Told(_))));
        if was_told {
            self.exchange.set(None);
        }
        if let Some(Some(send)) = self.change(|runner| runner.press(now_in_browser())) {
            self.send(workbench, send);
        }
        self.hear_messages(workbench);
    }

    /// The person chose this option.
    pub(super) fn choose(self, option: usize) {
        self.change(|runner| runner.choose(option));
    }

    /// Time has passed. A computer's clock that is set meanwhile changes no wait.
    pub(super) fn tick(self, workbench: Workbench) {
        let is_due = self.runner.with_value(|runner| runner.as_ref().and_then(Runner::due).is_some());
        if !is_due {
            return;
        }
        if let Some(Some(send)) = self.change(|runner| runner.tick(now_in_browser())) {
            self.send(workbench, send);
        }
    }

    /// Hands over the messages that came.
    pub(super) fn hear_messages(self, workbench: Workbench) {
        let next = self.next_message.get_value();
        let topics: Vec<String> = workbench.with_messages(|messages| {
            let new = messages.iter().filter(|stored| stored.number >= next);
            new.map(|stored| stored.message.topic.clone()).collect()
        });
        self.next_message.set_value(workbench.with_messages(next_number).max(next));
        if !topics.is_empty() {
            self.change(|runner| topics.iter().for_each(|topic| runner.message(topic)));
        }
    }

    /// Sends what the runner wants sent, which it has held against the agreement.
    fn send(self, workbench: Workbench, send: Send) {
        let (turn, preview) = (self.turn.get_value(), self.now(Runner::preview).flatten());
        let sent = preview.unwrap_or_default();
        let asks = of_command(send.line.as_bytes()).map(|meaning| words::meaning(&meaning)).unwrap_or_default();
        self.exchange.set(Some(Exchange { sent, asks, ..Exchange::default() }));
        go_on(async move {
            let answer = match Request::raw(&send.line, send.data) {
                Ok(request) => workbench.submit(request, &Dialogue::default()).await,
                Err(problem) => Err(WorkError::Invalid(problem.at(Field::Command))),
            };
            if self.turn.get_value() != turn {
                return;
            }
            // What was not sent was not lost: the page says why.
            let unsent = answer.as_ref().err().map(|error| words::work_error(error).text);
            let answer = answer.unwrap_or(Err(Failure::Lost));
            let (lines, failed) = workbench.with_secrets(|_, secrets| shown(&answer, send.line.as_bytes(), secrets));
            let failed = unsent.or(failed);
            self.exchange.update(|exchange| {
                if let Some(exchange) = exchange {
                    (exchange.lines, exchange.failed) = (lines, failed);
                }
            });
            self.hear_messages(workbench);
            self.change(|runner| runner.heard(now_in_browser(), answer));
        });
    }

    /// Reads the runner as it is.
    pub(super) fn now<T>(self, look: impl FnOnce(&Runner) -> T) -> Option<T> {
        self.runner.with_value(|runner| runner.as_ref().map(look))
    }

    fn changed(self) {
        self.version.update(|version| *version = version.wrapping_add(1));
    }
}

fn next_number(messages: &Messages) -> u64 {
    messages.iter().next_back().map_or(0, |stored| stored.number + 1)
}

/// The bytes of a file, up to the most that is read.
pub(super) async fn whole_file(file: &File) -> Option<Vec<u8>> {
    let mut stream = FileStream::open(file).await.ok()?;
    let mut bytes = Vec::new();
    while bytes.len() < FILE_MAX {
        let Some(more) = stream.next().await.ok()? else { break };
        let room = FILE_MAX - bytes.len();
        bytes.extend(more.into_iter().take(room));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_asks_as_a_stranger_does_and_ends_nothing_that_is_under_way() {
        Owner::new().with(|| {
            let (draft, toaster) = (WalkDraft::new(), crate::ui::provide_toaster());
            let opened = || draft.opened().map(|(checked, _)| checked.document().id.clone());
            for (place, origin) in [
                ("mqtt", Origin::Library),
                ("mqtt?", Origin::Library),
                ("mqtt?host=evil.example", Origin::Outside),
                ("mqtt?user=evil", Origin::Outside),
            ] {
                draft.open_place(toaster, place);
                assert_eq!(draft.origin.get_untracked(), origin, "{place}");
            }
            draft.open_place(toaster, "mqtt");
            let (checked, values) = draft.opened().unwrap();
            draft.runner.set_value(Some(Runner::new(Arc::clone(&checked), checked.agree(), &values)));
            draft.stage.set(Stage::Running);
            draft.open_place(toaster, "tls");
            assert_eq!((draft.stage.get_untracked(), opened().as_deref()), (Stage::Running, Some("mqtt")));
            draft.close();
            draft.open_place(toaster, "tls");
            assert_eq!((draft.stage.get_untracked(), opened().as_deref()), (Stage::Consent, Some("tls")));
        });
    }
}
