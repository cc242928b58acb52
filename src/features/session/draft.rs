//! What was typed and what became of it, kept while the screen is left.

use std::collections::BTreeMap;

use fibocom_at::{ClientIndex, Field, Invalid, Profile};
use leptos::prelude::*;

use super::attempt::Attempt;
use super::gateway_draft::GatewayDraft;
use super::kept::keep_choices;
use super::model::preset::{Connected, Preset};
use super::model::typed::{FarEnd, Typed};
use super::model::{Secret, plan};
use crate::link::procedure::OpenPlan;
use crate::parts::broker_address::{Parts, take_apart};
use crate::state::{Workbench, keep_draft, keep_host, use_workbench};
use crate::ui::{Binding, Toaster, Touched, use_toaster};
use crate::words;

/// The form and its attempts to connect. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct SessionDraft {
    pub(super) typed: RwSignal<Typed>,
    /// Fields whose mistakes are shown: those that were changed or left.
    touched: Touched<Field>,
    pub(super) attempt: RwSignal<Attempt>,
    /// How each client was opened last, to open it so again.
    pub(super) plans: RwSignal<BTreeMap<ClientIndex, OpenPlan>>,
    secret: RwSignal<Secret>,
    gateway: GatewayDraft,
    /// The host that stood there before somebody began to type another one.
    host_before: StoredValue<String>,
    /// The last address that was taken apart.
    apart: RwSignal<Option<Apart>>,
    /// Whether the form is shown for a client that is connected.
    pub(super) changing: RwSignal<bool>,
    /// Whether there was a will before the page was loaded anew whose payload was not kept.
    is_will_withheld: RwSignal<bool>,
}

/// An address that was taken apart, and the form before it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Apart {
    pub(super) parts: Parts,
    /// Whether a password was taken out that was for another broker or user.
    pub(super) loses_password: bool,
    /// The form as it was, with the address where it was typed.
    before: Typed,
}

/// Makes the form, for as long as the shell lives: what it began goes on when the screen is left.
pub fn provide_draft() {
    let form = SessionForm::new();
    form.begin_with_the_broker_of_this_page();
    let draft = form.draft;
    draft.keep_host("session.host", |typed| &mut typed.broker.host);
    draft.keep("session.port", |typed| &mut typed.broker.port);
    draft.keep("session.keep-alive", |typed| &mut typed.keep_alive);
    draft.keep("session.client-id", |typed| &mut typed.broker.client_id);
    draft.keep_host("session.gateway-host", |typed| &mut typed.gateway.host);
    draft.keep("session.gateway-port", |typed| &mut typed.gateway.port);
    draft.keep("session.gateway-client-id", |typed| &mut typed.gateway.client_id);
    draft.keep("session.will-topic", |typed| &mut typed.will.topic);
    keep_choices(form);
    provide_context(form);
}

impl SessionDraft {
    fn new() -> Self {
        Self {
            typed: RwSignal::default(),
            touched: Touched::default(),
            attempt: RwSignal::new(Attempt::None),
            plans: RwSignal::default(),
            secret: RwSignal::new(Secret::Hidden),
            gateway: GatewayDraft::default(),
            host_before: StoredValue::default(),
            apart: RwSignal::new(None),
            changing: RwSignal::new(false),
            is_will_withheld: RwSignal::new(false),
        }
    }

    /// Keeps a text over a reload.
    fn keep(self, name: &'static str, part: fn(&mut Typed) -> &mut String) {
        let Self { typed, .. } = self;
        let text = Memo::new(move |_| part(&mut typed.get()).clone());
        keep_draft(name, move || text.get(), move |kept| typed.update(|typed| *part(typed) = kept));
    }

    /// The same for a host, in whose place an address with a login may stand.
    fn keep_host(self, name: &'static str, part: fn(&mut Typed) -> &mut String) {
        let Self { typed, .. } = self;
        let text = Memo::new(move |_| part(&mut typed.get()).clone());
        keep_host(name, move || text.get(), move |kept| typed.update(|typed| *part(typed) = kept));
    }
}

/// All that the parts of the screen share. Copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct SessionForm {
    pub(super) workbench: Workbench,
    pub(super) profile: Memo<Profile>,
    /// The chosen client.
    client: Memo<ClientIndex>,
    /// What the chosen client connects to, which decides what the form asks for.
    pub(super) far_end: Memo<FarEnd>,
    /// Whether the module is a virtual one, which reaches the broker of this page.
    pub(super) connected_to: Memo<Connected>,
    pub(super) plan: Memo<Result<OpenPlan, Vec<Invalid>>>,
    pub(super) draft: SessionDraft,
    toaster: Toaster,
}

/// The form of this screen, with what was typed before.
pub(super) fn use_form() -> SessionForm {
    // A screen outside a shell, as in a test, has its own.
    let form: SessionForm = use_context().unwrap_or_else(SessionForm::new);
    if let Some(start) = form.workbench.take_session_start() {
        form.draft.typed.update(|typed| typed.start_with(start));
    }
    form
}

impl SessionForm {
    fn new() -> Self {
        let (workbench, draft) = (use_workbench(), SessionDraft::new());
        let profile = workbench.profile();
        let plan = Memo::new(move |_| draft.typed.with(|typed| plan(&profile.get(), typed)));
        let far_end = Memo::new(move |_| draft.typed.with(Typed::far_end));
        let client = Memo::new(move |_| draft.typed.with(Typed::likely_client));
        let facts = workbench.facts();
        let connected_to = Memo::new(move |_| {
            let is_virtual = facts.with(|facts| facts.module.as_ref().is_some_and(|module| module.is_virtual));
            if is_virtual { Connected::Virtual } else { Connected::Real }
        });
        Self { workbench, profile, client, far_end, connected_to, plan, draft, toaster: use_toaster() }
    }

    /// Where nothing was typed, a virtual module begins with the broker of this page; which goes with it again.
    fn begin_with_the_broker_of_this_page(self) {
        let Self { draft, connected_to, .. } = self;
        Effect::new(move |before: Option<Connected>| {
            let now = connected_to.get();
            if before != Some(now) {
                draft.typed.update(|typed| Preset::begin(typed, now));
            }
            now
        });
    }

    pub(super) fn typed(self) -> RwSignal<Typed> {
        self.draft.typed
    }

    pub(super) fn client(self) -> Memo<ClientIndex> {
        self.client
    }

    pub(super) fn attempt(self) -> RwSignal<Attempt> {
        self.draft.attempt
    }

    pub(super) fn apart(self) -> RwSignal<Option<Apart>> {
        self.draft.apart
    }

    pub(super) fn changing(self) -> RwSignal<bool> {
        self.draft.changing
    }

    pub(super) fn is_will_withheld(self) -> RwSignal<bool> {
        self.draft.is_will_withheld
    }

    /// Fills the form in from an address that stands in the field of the host, if one does.
    pub(super) fn take_apart(self) {
        let Some(parts) = self.draft.typed.with_untracked(|typed| take_apart(&typed.address().host)) else { return };
        let before = self.draft.typed.get_untracked();
        let host_before = self.draft.host_before.get_value();
        self.draft.typed.update(|typed| typed.fill_in(&parts, &host_before));
        self.remember_host();
        let is_left = self.draft.typed.with_untracked(|typed| typed.password.is_empty());
        let loses_password = is_left && !before.password.is_empty();
        self.draft.apart.set(Some(Apart { parts, loses_password, before }));
    }

    /// Keeps in mind which host stands there before somebody types.
    pub(super) fn remember_host(self) {
        self.draft.host_before.set_value(self.draft.typed.with_untracked(|typed| typed.address().host.clone()));
    }

    /// The form as it was before its address was taken apart.
    pub(super) fn put_together(self) {
        if let Some(apart) = self.draft.apart.try_update(Option::take).flatten() {
            self.draft.typed.set(apart.before);
        }
    }

    /// The host as it is typed. What comes at once in a longer piece was pasted: an address is taken apart there and then.
    pub(super) fn host(self) -> Binding<String> {
        let host = self.text(Field::Host, |typed| &typed.address().host, |typed| &mut typed.address_mut().host);
        Binding::new(Signal::derive(move || host.get()), move |text: String| {
            let is_pasted = text.len() > self.draft.typed.with_untracked(|typed| typed.address().host.len()) + 3;
            self.draft.apart.set(None);
            host.set(text);
            if is_pasted {
                self.take_apart();
            }
        })
    }

    pub(super) fn secret(self) -> RwSignal<Secret> {
        self.draft.secret
    }

    pub(super) fn at_gateway(self) -> GatewayDraft {
        self.draft.gateway
    }

    pub(super) fn toaster(self) -> Toaster {
        self.toaster
    }

    /// What is wrong with a field, once its mistakes are to be shown.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let wrong = |plan: &Result<_, Vec<Invalid>>| words::problem_at(plan.as_ref().err()?, field);
            self.draft.touched.has(&field).then(|| self.plan.with(wrong)).flatten()
        })
    }

    /// From now on the field's mistakes are shown.
    pub(super) fn touch(self, field: Field) {
        self.draft.touched.touch(field);
    }

    /// A part of what was typed, for an input.
    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: fn(&Typed) -> &T,
        write: fn(&mut Typed) -> &mut T,
    ) -> Binding<T> {
        Binding::part(self.draft.typed, read, write)
    }

    /// The text of a field; to change it is to touch it.
    pub(super) fn text(
        self,
        field: Field,
        read: fn(&Typed) -> &String,
        write: fn(&mut Typed) -> &mut String,
    ) -> Binding<String> {
        let part = self.part(read, write);
        Binding::new(Signal::derive(move || part.get()), move |text| {
            self.touch(field);
            part.set(text);
        })
    }

    /// Connects as the form says, or shows everything that is wrong with it; whether it connects.
    pub(super) fn submit(self) -> bool {
        self.take_apart();
        match self.plan.get_untracked() {
            Ok(plan) => {
                self.connect(plan);
                true
            }
            Err(wrong) => {
                wrong.iter().for_each(|invalid| self.touch(invalid.field));
                false
            }
        }
    }

    /// How a client was connected last from this form.
    pub(super) fn plan_of(self, client: ClientIndex) -> Option<OpenPlan> {
        self.draft.plans.with(|plans| plans.get(&client).cloned())
    }

    /// Whether the form says something else than how its client was connected last.
    pub(super) fn is_changed(self) -> bool {
        let before = self.plan_of(self.client.get());
        before.is_some_and(|before| self.plan.with(|plan| plan.as_ref().is_ok_and(|plan| *plan != before)))
    }
}
