//! What was typed and what became of it, kept while the screen is left.

use std::collections::BTreeMap;

use fibocom_at::{ClientIndex, Field, Invalid, Profile};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;

use super::gateway_draft::GatewayDraft;
use super::model::typed::{FarEnd, Typed};
use super::model::{Secret, plan};
use crate::link::procedure::OpenPlan;
use crate::state::{WorkError, Workbench, keep_draft, use_workbench};
use crate::ui::{Binding, Toaster, Tone, Touched, go_on, use_toaster};
use crate::words;

/// The form and its attempts to connect. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct SessionDraft {
    typed: RwSignal<Typed>,
    /// Fields whose mistakes are shown: those that were changed or left.
    touched: Touched<Field>,
    attempt: RwSignal<Attempt>,
    /// How each client was opened last, to open it so again.
    plans: RwSignal<BTreeMap<ClientIndex, OpenPlan>>,
    secret: RwSignal<Secret>,
    gateway: GatewayDraft,
}

/// The last attempt to connect.
#[derive(Clone)]
pub(super) enum Attempt {
    None,
    /// It is under way since this time, in milliseconds.
    Running {
        client: ClientIndex,
        since: f64,
        stop: AbortHandle,
    },
    Opened(ClientIndex),
    Stopped(ClientIndex),
    Failed(ClientIndex, WorkError),
}

/// Makes the form, for as long as the shell lives: what it began goes on when the screen is left.
pub fn provide_draft() {
    let form = SessionForm::new();
    let draft = form.draft;
    draft.keep("session.host", |typed| &mut typed.broker.host);
    draft.keep("session.port", |typed| &mut typed.broker.port);
    draft.keep("session.keep-alive", |typed| &mut typed.keep_alive);
    draft.keep("session.client-id", |typed| &mut typed.broker.client_id);
    draft.keep("session.gateway-host", |typed| &mut typed.gateway.host);
    draft.keep("session.gateway-port", |typed| &mut typed.gateway.port);
    draft.keep("session.gateway-client-id", |typed| &mut typed.gateway.client_id);
    draft.keep("session.will-topic", |typed| &mut typed.will.topic);
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
        }
    }

    /// Keeps a text over a reload.
    fn keep(self, name: &'static str, part: fn(&mut Typed) -> &mut String) {
        let Self { typed, .. } = self;
        let text = Memo::new(move |_| part(&mut typed.get()).clone());
        keep_draft(name, move || text.get(), move |kept| typed.update(|typed| *part(typed) = kept));
    }
}

/// All that the parts of the screen share. Copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct SessionForm {
    pub(super) workbench: Workbench,
    pub(super) profile: Memo<Profile>,
    /// What the chosen client connects to, which decides what the form asks for.
    pub(super) far_end: Memo<FarEnd>,
    pub(super) plan: Memo<Result<OpenPlan, Vec<Invalid>>>,
    draft: SessionDraft,
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
        Self { workbench, profile, far_end, plan, draft, toaster: use_toaster() }
    }

    pub(super) fn typed(self) -> RwSignal<Typed> {
        self.draft.typed
    }

    pub(super) fn attempt(self) -> RwSignal<Attempt> {
        self.draft.attempt
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

    /// The client whose connecting is under way.
    pub(super) fn opening(self) -> Option<ClientIndex> {
        self.draft.attempt.with(|attempt| match attempt {
            Attempt::Running { client, .. } => Some(*client),
            _ => None,
        })
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
                let address = typed.address_mut();
                (address.host, address.port) = (host, port.to_string());
            }
        });
    }

    fn connect(self, plan: OpenPlan) {
        let Self { workbench, draft, .. } = self;
        let client = plan.open.client;
        if draft.attempt.with_untracked(|attempt| matches!(attempt, Attempt::Running { .. })) {
            return;
        }
        draft.plans.update(|plans| {
            plans.insert(client, plan.clone());
        });
        let (work, stop) = abortable(async move { workbench.open(plan).await });
        draft.attempt.set(Attempt::Running { client, since: now(), stop });
        go_on(async move {
            draft.attempt.set(match work.await {
                Ok(Ok(())) => Attempt::Opened(client),
                Ok(Err(error)) => Attempt::Failed(client, error),
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
        let Self { workbench, toaster, .. } = self;
        let attempt = self.draft.attempt;
        go_on(async move {
            match workbench.close(client).await {
                Ok(()) => attempt.update(|attempt| {
                    if matches!(attempt, Attempt::Opened(opened) if *opened == client) {
                        *attempt = Attempt::None;
                    }
                }),
                Err(error) => toaster.show(Tone::Bad, words::work_error(&error).text),
            }
        });
    }
}

/// Milliseconds since the page was loaded.
pub(super) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
