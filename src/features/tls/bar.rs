//! The bar of the TLS screen: what will be sent, how far it is, what became of it, and where to go next.

use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Run;
use super::model::{Advice, advice};
use super::sending::{faults, is_current, share_of};
use crate::t;
use crate::ui::{ActionBar, Button, Icon, Tone, Variant};
use crate::words;

/// How things stand: what the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Now {
    /// The series cannot encrypt, for this reason.
    Lacking(String),
    Unconnected,
    /// This is wrong with the files, and perhaps more.
    Wrong(String),
    /// So many commands can be sent, and this is to be minded.
    Ready(usize, Minded),
    /// This step of so many is under way.
    Running(usize, usize),
    /// All is sent. The files that were, and what will keep the module from connecting all the same.
    Done(Vec<String>, Vec<String>),
    /// What was refused.
    Failed(String),
}

/// What is to be minded before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Minded {
    Nothing,
    /// A file will not do.
    Faults,
    /// The broker is to be checked, and there is nothing to check it with.
    NoAuthority,
}

impl Now {
    fn of(actions: Actions, faults: &[String]) -> Self {
        if let Some(why) = actions.lacks() {
            return Self::Lacking(why);
        }
        if !actions.connected.get() {
            return Self::Unconnected;
        }
        match actions.draft.run.get() {
            Run::Running(plan, at) => Self::Running(at, plan.steps().len()),
            // What was chosen since is still to be sent.
            Run::Done(plan) if is_current(actions, &plan) => {
                let files = plan.files.iter();
                let files = files.map(|file| t!("tls-loaded-file", kind = file.kind.name(), bytes = file.file.len()));
                let lacks = (Minded::of(actions, &[]) == Minded::NoAuthority).then(|| t!("tls-bar-no-authority"));
                Self::Done(files.collect(), faults.iter().cloned().chain(lacks).collect())
            }
            Run::Failed(_, _, error) => Self::Failed(words::work_error(&error).text),
            Run::None | Run::Done(_) => actions.plan.with(|plan| match plan {
                Ok(plan) => Self::Ready(plan.steps().len(), Minded::of(actions, faults)),
                Err(wrong) => Self::Wrong(wrong.first().map(words::problem).unwrap_or_default()),
            }),
        }
    }

    const fn tone(&self) -> Tone {
        match self {
            Self::Done(_, faults) if faults.is_empty() => Tone::Ok,
            Self::Done(..) | Self::Lacking(_) | Self::Ready(_, Minded::Faults) => Tone::Warn,
            Self::Wrong(_) | Self::Failed(_) => Tone::Bad,
            Self::Unconnected | Self::Ready(..) | Self::Running(..) => Tone::Plain,
        }
    }
}

impl Minded {
    fn of(actions: Actions, faults: &[String]) -> Self {
        let verification = actions.draft.verification().get();
        let advised = actions.draft.shelf.with(|shelf| actions.tls.with(|tls| advice(verification, shelf, tls)));
        match advised {
            _ if !faults.is_empty() => Self::Faults,
            Advice::NoAuthority => Self::NoAuthority,
            Advice::Good | Advice::Unverified => Self::Nothing,
        }
    }
}

#[component]
pub(super) fn Bar(actions: Actions) -> impl IntoView {
    let faulty = faults(actions);
    let now = Memo::new(move |_| faulty.with(|faults| Now::of(actions, faults)));
    let title = Signal::derive(move || match now.get() {
        Now::Lacking(_) => t!("tls-bar-lacking"),
        Now::Unconnected => t!("tls-connect-first"),
        Now::Wrong(_) => t!("tls-fix-first"),
        Now::Ready(count, _) => t!("tls-bar-ready", count = count),
        Now::Running(..) => t!("tls-sending-now"),
        Now::Done(_, faults) if faults.is_empty() => t!("tls-done"),
        Now::Done(..) => t!("tls-done-faulty"),
        Now::Failed(_) => t!("tls-failed"),
    });
    let text = move || {
        Some(match now.get() {
            Now::Lacking(why) | Now::Wrong(why) | Now::Failed(why) => why,
            Now::Unconnected => t!("tls-connect-first-text"),
            Now::Ready(_, Minded::Nothing) => t!("tls-bar-ready-text"),
            Now::Ready(_, Minded::Faults) => t!("tls-faulty"),
            Now::Ready(_, Minded::NoAuthority) => t!("tls-bar-no-authority"),
            Now::Running(at, total) => t!("tls-step-of", step = at + 1, total = total),
            Now::Done(files, faults) if faults.is_empty() && files.is_empty() => t!("tls-done-no-files"),
            Now::Done(files, faults) if faults.is_empty() => t!("tls-done-text", files = files.join("; ")),
            Now::Done(_, faults) => faults.join(" "),
        })
    };
    let share = move |run: &Run| match run {
        Run::Running(plan, at) => Some(share_of(plan, *at, actions.workbench.data_sent().get())),
        _ => None,
    };
    let fraction = Signal::derive(move || actions.draft.run.with(share));
    let beside = Memo::new(move |_| match now.get() {
        Now::Unconnected => Beside::Connect,
        Now::Done(..) => Beside::Session,
        _ => Beside::Nothing,
    });
    let tone = Signal::derive(move || now.with(Now::tone));
    view! {
        <ActionBar tone title text fraction>
            {move || {
                let beside = beside.get();
                let link = match beside {
                    Beside::Nothing => None,
                    Beside::Connect => Some(("#/connect", t!("tls-go-connect"))),
                    Beside::Session => Some(("#/session", t!("tls-go-session"))),
                };
                let link = link.map(|(to, label)| view! { <a class="button is-primary" href=to>{label}</a> });
                let send = (beside != Beside::Connect).then(|| view! { <Send actions now is_next=link.is_none()/> });
                view! { {send} {link} }
            }}
        </ActionBar>
    }
}

/// Where the next step is, if it is not to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Connect,
    Session,
}

/// The button that sends, or says why it cannot.
#[component]
fn Send(actions: Actions, now: Memo<Now>, is_next: bool) -> impl IntoView {
    let running = move || now.with(|now| matches!(now, Now::Running(..)));
    let reason = move || {
        actions
            .lacks()
            .or_else(|| if running() { None } else { actions.unready() })
            .or_else(|| actions.plan.with(Result::is_err).then(|| t!("tls-fix-first")))
    };
    let busy = move || running().then(|| t!("tls-sending-now"));
    let variant = if is_next { Variant::Primary } else { Variant::Default };
    view! {
        <Button sends=true variant icon=Icon::Lock disabled_reason=reason busy on_press=move || actions.set_up()>
            {t!("tls-set-up")}
        </Button>
    }
}
