//! What was typed and chosen, kept while the screen is left, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use fibocom_at::commands::{CloudRegistered, User};
use fibocom_at::{ClientIndex, Profile};
use fibocom_cloud::{
    Cloud, Credentials, Invalid, Key, Moment, Pasted, Remark, Scheme, Triple, Values, derive, read_paste, remarks,
    utc_hour,
};
use leptos::prelude::*;

use super::kept::keep;
use super::model::{Lasting, Sight, Start, mistakes, typed_values, user, wants_tls};
use super::module_task::ModuleTask;
use crate::state::{SessionStart, WorkError, Workbench, moment, use_workbench};
use crate::ui::{Binding, every, go_on};
use crate::words;

/// The form. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct CredentialsDraft {
    scheme: RwSignal<&'static Scheme>,
    /// By the scheme's name: nothing that was typed for a cloud is lost by looking at another.
    typed: RwSignal<BTreeMap<&'static str, Values>>,
    /// Values whose mistakes are shown: those that were changed or left.
    touched: RwSignal<BTreeSet<Key>>,
    lasting: RwSignal<BTreeMap<&'static str, Lasting>>,
    /// When the credentials shown were made.
    made_at: RwSignal<Moment>,
    client: RwSignal<u32>,
    sight: RwSignal<Sight>,
    attempt: RwSignal<Attempt>,
    filled: RwSignal<Option<Filled>>,
    triple: RwSignal<Triple>,
    /// The strings to be judged are the module's answer for this scheme.
    answered: RwSignal<Option<&'static Scheme>>,
    registering: RwSignal<BTreeMap<&'static str, Values>>,
    registered: RwSignal<Registered>,
    doing: RwSignal<BTreeSet<ModuleTask>>,
    /// Why the module did not work the login out.
    not_worked_out: RwSignal<Option<WorkError>>,
}

#[derive(Clone)]
pub(super) enum Registered {
    None,
    /// The module is asking the cloud.
    Running,
    Answered(CloudRegistered),
    /// It did not come to an answer.
    Failed(WorkError),
}

/// The last use of the credentials.
#[derive(Clone)]
pub(super) enum Attempt {
    None,
    /// The module is being told.
    Running,
    /// The module took them, and the Session form has them.
    Told(ClientIndex),
    /// The Session form has them.
    Carried,
    Failed(WorkError),
}

/// What was found in a pasted text.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Filled {
    /// These fields were filled in.
    Fields(&'static Scheme, Vec<Key>),
    /// Three strings, which are to be checked.
    Triple,
    Nothing,
}

/// Makes the form, for as long as the shell lives: what it began goes on when the screen is left.
pub fn provide_draft() {
    let form = CredentialsForm::new();
    keep(form.draft.scheme, form.draft.typed);
    let connected = form.workbench.is_connected();
    // Of the next module nothing is known yet.
    Effect::new(move |_| {
        connected.track();
        let wanted = form.values.with(|values| wants_tls(form.scheme.get(), values));
        form.workbench.want_tls(wanted && form.profile.with(|profile| profile.tls));
    });
    provide_context(form);
}

impl CredentialsDraft {
    fn new() -> Self {
        Self {
            scheme: RwSignal::new(Cloud::Alibaba.usual()),
            typed: RwSignal::default(),
            touched: RwSignal::default(),
            lasting: RwSignal::default(),
            made_at: RwSignal::new(Moment { unix: 0, random: [0; 15] }),
            client: RwSignal::new(1),
            sight: RwSignal::new(Sight::Hidden),
            attempt: RwSignal::new(Attempt::None),
            filled: RwSignal::default(),
            triple: RwSignal::default(),
            answered: RwSignal::default(),
            registering: RwSignal::default(),
            registered: RwSignal::new(Registered::None),
            doing: RwSignal::default(),
            not_worked_out: RwSignal::default(),
        }
    }
}

/// All that the parts of the screen share. Copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct CredentialsForm {
    pub(super) workbench: Workbench,
    pub(super) profile: Memo<Profile>,
    pub(super) scheme: Signal<&'static Scheme>,
    /// What was typed for this scheme, without what was left empty.
    pub(super) values: Memo<Values>,
    pub(super) mistakes: Memo<Vec<Invalid>>,
    pub(super) made: Memo<Option<Credentials>>,
    /// The command, or why the series does not take it; nothing, while there are no credentials.
    pub(super) user: Memo<Option<Result<User, Vec<fibocom_at::Invalid>>>>,
    draft: CredentialsDraft,
}

/// The form of this screen, with what was typed before.
pub(super) fn use_form() -> CredentialsForm {
    // A screen outside a shell, as in a test, has its own.
    let form: CredentialsForm = use_context().unwrap_or_else(CredentialsForm::new);
    form.renew();
    follow_the_hour(form.draft);
    form
}

/// Some schemes have the hour in them: with the hour, the credentials change.
fn follow_the_hour(draft: CredentialsDraft) {
    let look = move || {
        let now = moment().unix;
        if utc_hour(now) != utc_hour(draft.made_at.get_untracked().unix) {
            draft.made_at.update(|made_at| made_at.unix = now);
        }
    };
    every(Duration::from_secs(10), look);
}

impl CredentialsForm {
    fn new() -> Self {
        let (workbench, draft) = (use_workbench(), CredentialsDraft::new());
        let CredentialsDraft { scheme, typed, made_at, client, .. } = draft;
        let profile = workbench.profile();
        let values =
            Memo::new(move |_| typed.with(|all| all.get(scheme.get().id).map(typed_values).unwrap_or_default()));
        let mistakes = Memo::new(move |_| values.with(|values| mistakes(scheme.get(), values, &made_at.get())));
        let made = Memo::new(move |_| {
            let is_right = mistakes.with(Vec::is_empty);
            is_right.then(|| values.with(|values| derive(scheme.get(), values, &made_at.get()).ok())).flatten()
        });
        let user = Memo::new(move |_| {
            let client = ClientIndex::on(&profile.get(), client.get()).ok()?;
            made.with(|made| made.as_ref().map(|made| user(&profile.get(), client, made)))
        });
        Self { workbench, profile, scheme: scheme.into(), values, mistakes, made, user, draft }
    }

    pub(super) fn client(self) -> RwSignal<u32> {
        self.draft.client
    }

    pub(super) fn sight(self) -> RwSignal<Sight> {
        self.draft.sight
    }

    pub(super) fn attempt(self) -> RwSignal<Attempt> {
        self.draft.attempt
    }

    pub(super) fn filled(self) -> RwSignal<Option<Filled>> {
        self.draft.filled
    }

    pub(super) fn triple(self) -> RwSignal<Triple> {
        self.draft.triple
    }

    pub(super) fn doing(self) -> RwSignal<BTreeSet<ModuleTask>> {
        self.draft.doing
    }

    pub(super) fn not_worked_out(self) -> RwSignal<Option<WorkError>> {
        self.draft.not_worked_out
    }

    /// Takes the module's answer in, to be judged.
    pub(super) fn judge_answer(self, triple: Triple) {
        self.draft.triple.set(triple);
        self.draft.answered.set(Some(self.draft.scheme.get_untracked()));
    }

    /// Whether the strings to be judged are the module's.
    pub(super) fn is_answer(self) -> bool {
        self.draft.answered.get().is_some()
    }

    pub(super) fn moment(self) -> Moment {
        self.draft.made_at.get()
    }

    /// Shows another cloud, or another scheme of the same.
    pub(super) fn choose(self, scheme: &'static Scheme) {
        if self.draft.scheme.get_untracked() == scheme {
            return;
        }
        self.draft.touched.update(BTreeSet::clear);
        self.draft.attempt.set(Attempt::None);
        self.draft.filled.set(None);
        self.draft.registered.set(Registered::None);
        self.draft.not_worked_out.set(None);
        if self.draft.answered.get_untracked().is_some() {
            // The module answered for another cloud: that says nothing about this one.
            self.draft.answered.set(None);
            self.draft.triple.set(Triple::default());
        }
        self.draft.scheme.set(scheme);
    }

    /// Makes the credentials anew: with this moment, and other random texts.
    pub(super) fn renew(self) {
        self.draft.made_at.set(moment());
    }

    /// The text of a value; to change it is to touch it.
    pub(super) fn text(self, key: Key) -> Binding<String> {
        let CredentialsDraft { scheme, typed, .. } = self.draft;
        let shown = Memo::new(move |_| {
            typed.with(|all| {
                all.get(scheme.get().id).and_then(|values| values.get(key)).map(str::to_owned).unwrap_or_default()
            })
        });
        Binding::new(shown, move |text: String| {
            self.touch(key);
            self.set(key, &text);
        })
    }

    /// Sets a value of this scheme.
    pub(super) fn set(self, key: Key, text: &str) {
        let id = self.draft.scheme.get_untracked().id;
        self.draft.attempt.set(Attempt::None);
        self.draft.typed.update(|all| all.entry(id).or_default().set(key, text));
    }

    /// From now on the value's mistakes are shown.
    pub(super) fn touch(self, key: Key) {
        if !self.draft.touched.with_untracked(|touched| touched.contains(&key)) {
            self.draft.touched.update(|touched| {
                touched.insert(key);
            });
        }
    }

    /// What is wrong with a value, once its mistakes are to be shown.
    pub(super) fn error(self, key: Key) -> Signal<Option<String>> {
        Signal::derive(move || {
            let touched = self.draft.touched.with(|touched| touched.contains(&key));
            let name = words::cloud_field(self.scheme.get(), key);
            let found = |wrong: &Vec<Invalid>| {
                wrong.iter().find(|invalid| invalid.key == key).map(|invalid| words::cloud_problem(invalid, &name))
            };
            touched.then(|| self.mistakes.with(found)).flatten()
        })
    }

    /// What looks odd about a value.
    pub(super) fn remark(self, key: Key) -> Memo<Option<Remark>> {
        Memo::new(move |_| {
            let all = self.values.with(|values| remarks(self.scheme.get(), values));
            all.into_iter().find(|(odd, _)| *odd == key).map(|(_, remark)| remark)
        })
    }

    /// How long the credentials are to be good for; to change it changes the value.
    pub(super) fn lasting(self, key: Key, never: u64) -> Binding<Lasting> {
        let CredentialsDraft { scheme, lasting, .. } = self.draft;
        let chosen =
            Memo::new(move |_| lasting.with(|all| all.get(scheme.get().id).copied()).unwrap_or(Lasting::Always));
        Binding::new(chosen, move |chosen: Lasting| {
            lasting.update(|all| {
                all.insert(scheme.get_untracked().id, chosen);
            });
            match chosen {
                Lasting::Always => self.set(key, ""),
                Lasting::For(seconds) => self.set(key, &(moment().unix + seconds).to_string()),
                Lasting::Until => {
                    let shown = self.made.with_untracked(|made| made.as_ref().and_then(|made| made.expires));
                    self.set(key, &shown.unwrap_or(never).to_string());
                }
            }
        })
    }

    /// Fills in the fields from a pasted text, or takes three strings to be checked.
    pub(super) fn paste(self, text: &str) {
        let filled = match read_paste(text, self.scheme.get_untracked()) {
            Some(Pasted::Triple(triple)) => {
                self.draft.triple.set(triple);
                Filled::Triple
            }
            Some(Pasted::Device(scheme, values)) => {
                self.fill(scheme, &values);
                Filled::Fields(scheme, values.iter().map(|(key, _)| key).collect())
            }
            None => Filled::Nothing,
        };
        self.draft.filled.set(Some(filled));
    }

    /// Fills in this scheme's fields with these values, and empties the others.
    pub(super) fn start_over(self, values: &Values) {
        let id = self.draft.scheme.get_untracked().id;
        self.draft.touched.update(BTreeSet::clear);
        self.draft.attempt.set(Attempt::None);
        self.draft.filled.set(None);
        self.draft.lasting.update(|all| {
            all.remove(id);
        });
        self.draft.typed.update(|all| {
            all.insert(id, values.clone());
        });
    }

    /// What a registration was given beside the fields of the device, by the name of the way.
    pub(super) fn registering(self) -> RwSignal<BTreeMap<&'static str, Values>> {
        self.draft.registering
    }

    pub(super) fn registered(self) -> RwSignal<Registered> {
        self.draft.registered
    }

    /// Shows a scheme with these values filled in.
    pub(super) fn fill(self, scheme: &'static Scheme, values: &Values) {
        self.choose(scheme);
        for (key, value) in values.iter() {
            self.touch(key);
            self.set(key, value);
        }
    }

    /// Whether a text holds more than the value of one field.
    pub(super) fn is_whole(self, text: &str) -> bool {
        match read_paste(text, self.scheme.get_untracked()) {
            Some(Pasted::Triple(_)) => true,
            Some(Pasted::Device(_, values)) => values.iter().count() > 1,
            None => false,
        }
    }

    /// Shows everything that is wrong; whether anything was.
    pub(super) fn is_ready(self) -> bool {
        self.mistakes.with_untracked(|wrong| wrong.iter().for_each(|invalid| self.touch(invalid.key)));
        self.user.with_untracked(|user| matches!(user, Some(Ok(_))))
    }

    /// How the client is to connect.
    pub(super) fn start(self) -> Option<Start> {
        self.made.with(|made| made.as_ref().map(|made| Start::of(&self.profile.get(), self.scheme.get(), made)))
    }

    /// Tells the module who the client is, where one is connected, and fills in the Session form.
    pub(super) fn use_them(self) {
        let Some(Ok(user)) = self.user.get_untracked() else { return };
        let Some(start) = untrack(|| self.start()) else { return };
        let Start { broker, security, keep_alive } = start;
        let (workbench, attempt, client) = (self.workbench, self.draft.attempt, user.client);
        workbench.prepare_session(SessionStart { user: user.clone(), broker, security, keep_alive });
        if !workbench.is_connected().get_untracked() {
            attempt.set(Attempt::Carried);
            return;
        }
        attempt.set(Attempt::Running);
        go_on(async move {
            attempt.set(match workbench.set_user(user).await {
                Ok(()) => Attempt::Told(client),
                Err(error) => Attempt::Failed(error),
            });
        });
    }
}
