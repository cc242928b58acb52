//! What is open, and how far it is: kept while the screen is left.

use std::sync::Arc;

use fibocom_at::meaning::{of_command, of_line};
use fibocom_at::{Failure, Field, Reply, Request, engine::Role};
use leptos::prelude::*;
use web_sys::File;
use workbench_record::mask::{Live, Secrets};
use workbench_record::{Direction, Line};
use workbench_walkthrough::link::{Parameters, unpack};
use workbench_walkthrough::{Checked, Phase, Problem, Runner, Send, library, read};

use super::faults::sentence;
use crate::state::{Dialogue, Messages, WorkError, Workbench, unix_seconds};
use crate::ui::{FileStream, Toaster, Tone, go_on};
use crate::{t, words};

/// The most bytes that are read of a file: one more than a document may have, so that a longer one is seen to be longer.
const FILE_MAX: usize = 262_145;

/// The most lines of an answer that are shown.
const LINES_MAX: usize = 20;

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
}

/// Who made what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Origin {
    /// It comes with the page.
    #[default]
    Library,
    /// A link or a file.
    Outside,
}

/// A command and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Exchange {
    pub(super) sent: String,
    pub(super) asks: String,
    /// The lines, each with its meaning, and whether it is good.
    pub(super) lines: Vec<(String, String)>,
    /// Why there is no answer, or none that was wanted.
    pub(super) failed: Option<String>,
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
            let bytes = whole(&file).await;
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

    /// Puts away what is open.
    pub(super) fn close(self) {
        self.leave();
        self.stage.set(Stage::Library);
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
        if let Some(Some(send)) = self.change(|runner| runner.press(now())) {
            self.send(workbench, send);
        }
        self.hear_messages(workbench);
    }

    /// The person chose this option.
    pub(super) fn choose(self, option: usize) {
        self.change(|runner| runner.choose(option));
    }

    /// Time has passed.
    pub(super) fn tick(self, workbench: Workbench) {
        let is_due = self.runner.with_value(|runner| runner.as_ref().and_then(Runner::due).is_some());
        if !is_due {
            return;
        }
        if let Some(Some(send)) = self.change(|runner| runner.tick(now())) {
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
            self.change(|runner| runner.heard(now(), answer));
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

/// The time, in milliseconds, to a second.
fn now() -> u64 {
    u64::try_from(unix_seconds()).unwrap_or(0).saturating_mul(1_000)
}

fn next_number(messages: &Messages) -> u64 {
    messages.iter().next_back().map_or(0, |stored| stored.number + 1)
}

/// The lines of an answer with their meanings, or why there is none. What the log hides is hidden here, too: a page is read over a shoulder.
fn shown(
    answer: &Result<Reply, Failure>,
    command: &[u8],
    secrets: &Secrets,
) -> (Vec<(String, String)>, Option<String>) {
    let mut live = Live::default();
    live.line(secrets, &Line::new(0, Direction::Command, &[command, b"\r"].concat()));
    let mut line = |raw: &Vec<u8>, role| {
        let meaning = of_line(raw, role, Some(command)).map(|meaning| words::meaning(&meaning));
        let seen = live.line(secrets, &Line::new(0, Direction::Received(role), raw));
        (String::from_utf8_lossy(seen.trim_ascii()).into_owned(), meaning.unwrap_or_default())
    };
    match answer {
        Ok(reply) => {
            let responses = reply.lines.iter().map(|raw| (raw, Role::Response));
            let all = responses.chain(reply.status_line.iter().map(|raw| (raw, Role::Status)));
            let mut lines: Vec<_> = all.clone().take(LINES_MAX).map(|(raw, role)| line(raw, role)).collect();
            let left = all.count().saturating_sub(LINES_MAX);
            lines.extend((left > 0).then(|| (String::new(), t!("walkthrough-more-lines", count = left))));
            (if lines.is_empty() { vec![line(&b"OK".to_vec(), Role::Final)] } else { lines }, None)
        }
        Err(failure) => (Vec::new(), Some(words::failure_of(failure, Some(command)).0)),
    }
}

/// The bytes of a file, up to the most that is read.
async fn whole(file: &File) -> Option<Vec<u8>> {
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
    fn a_password_in_an_answer_is_hidden_as_in_the_log() {
        let reply = Reply { lines: vec![b"+MQTTUSER: 1,\"u\",\"hunter2\",\"i\"".to_vec()], ..Reply::default() };
        let (lines, _) = shown(&Ok(reply), b"AT+MQTTUSER?", &Secrets::new());
        assert_eq!(lines.len(), 1);
        let all = lines.into_iter().map(|(line, meaning)| format!("{line} {meaning}")).collect::<String>();
        assert!(!all.contains("hunter2") && all.contains("\"u\""), "{all}");
    }

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

    #[test]
    fn lines_that_are_not_shown_are_counted() {
        let reply = Reply { lines: vec![b"+CSQ: 20,99".to_vec(); LINES_MAX + 3], ..Reply::default() };
        let (lines, _) = shown(&Ok(reply), b"AT+CSQ", &Secrets::new());
        assert_eq!(lines.last(), Some(&(String::new(), t!("walkthrough-more-lines", count = 3))));
        assert_eq!(lines.len(), LINES_MAX + 1);
    }
}
