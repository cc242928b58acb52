//! The bar of the Credentials screen: what is missing, the button that uses the credentials, what became of it, and where to go next.

use fibocom_at::commands::Security;
use leptos::prelude::*;

use crate::features::credentials::FORM;
use crate::features::credentials::draft::{Attempt, CredentialsForm};
use crate::state::Facts;
use crate::ui::{ActionBar, Button, Icon, Tone, Variant};
use crate::{t, words};

/// How things stand: what the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Now {
    /// This is missing or wrong, and perhaps more.
    Unfinished(String),
    /// The series does not take the strings.
    TooLong,
    /// They can be used; with a module, or in the Session form alone.
    Ready(bool),
    Running,
    /// The module and the Session form have them, or the form alone; the next screen is that of TLS, or Session.
    Used(Option<u8>, Next),
    /// What was refused.
    Failed(String),
}

/// Which screens come next, the first of them first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Session,
    /// TLS has to be set up before.
    TlsFirst,
    /// TLS is used, and the module has something of it.
    SessionWithTls,
}

impl Now {
    fn of(form: CredentialsForm) -> Self {
        let client = form.client().get();
        match form.attempt().get() {
            Attempt::Running => Self::Running,
            Attempt::Told(told) if u32::from(told.number()) == client => {
                Self::Used(Some(told.number()), Next::of(form))
            }
            Attempt::Carried => Self::Used(None, Next::of(form)),
            Attempt::Failed(error) => Self::Failed(words::work_error(&error).text),
            Attempt::None | Attempt::Told(_) => match form.user.get() {
                None => Self::Unfinished(form.mistakes.with(|wrong| {
                    let name = |key| words::cloud_field(form.scheme.get(), key);
                    wrong.first().map(|one| words::cloud_problem(one, &name(one.key))).unwrap_or_default()
                })),
                Some(Err(_)) => Self::TooLong,
                Some(Ok(_)) => Self::Ready(form.workbench.is_connected().get()),
            },
        }
    }

    const fn tone(&self) -> Tone {
        match self {
            Self::Used(..) => Tone::Ok,
            Self::TooLong | Self::Failed(_) => Tone::Bad,
            Self::Unfinished(_) | Self::Ready(_) | Self::Running => Tone::Plain,
        }
    }
}

impl Next {
    fn of(form: CredentialsForm) -> Self {
        let is_tls = form.start().is_some_and(|start| start.security == Security::Tls);
        match is_tls {
            false => Self::Session,
            true if form.workbench.facts().with(Facts::needs_tls) => Self::TlsFirst,
            true => Self::SessionWithTls,
        }
    }
}

#[component]
pub(in crate::features::credentials) fn Bar(form: CredentialsForm) -> impl IntoView {
    let now = Memo::new(move |_| Now::of(form));
    let title = Signal::derive(move || match now.get() {
        Now::Unfinished(_) => t!("credentials-bar-unfinished"),
        Now::TooLong => t!("credentials-series-refuses"),
        Now::Ready(_) if is_certificate(form) => t!("credentials-bar-certificate"),
        Now::Ready(_) => t!("credentials-bar-ready"),
        Now::Running => t!("credentials-telling"),
        Now::Used(Some(client), _) => t!("credentials-told", client = client),
        Now::Used(None, _) => t!("credentials-carried"),
        Now::Failed(_) => t!("credentials-refused"),
    });
    let text = move || {
        let tls_next = || match is_certificate(form) {
            true => t!("credentials-tls-identity"),
            false => t!("credentials-tls-next"),
        };
        match now.get() {
            Now::Unfinished(what) | Now::Failed(what) => Some(what),
            Now::TooLong => Some(t!("credentials-bar-see-above")),
            Now::Ready(true) => Some(t!("credentials-use-hint")),
            Now::Ready(false) => Some(t!("credentials-carry-hint")),
            Now::Running => None,
            Now::Used(_, Next::TlsFirst) => Some(tls_next()),
            Now::Used(Some(_), _) => Some(t!("credentials-told-text")),
            Now::Used(None, _) => None,
        }
    };
    let next = Memo::new(move |_| match now.get() {
        Now::Used(_, next) => Some(next),
        _ => None,
    });
    let facts = form.workbench.facts();
    let is_tls_due = Memo::new(move |_| facts.with(Facts::needs_tls));
    let buttons = move || match next.get() {
        // While TLS comes first, the login is no more than what can be done meanwhile.
        None if is_tls_due.get() => view! {
            <Use form variant=Variant::Default/>
            <a class="button is-primary" href="#/tls">{t!("credentials-go-tls-first")}</a>
        }
        .into_any(),
        None => view! { <Use form variant=Variant::Primary/> }.into_any(),
        Some(next) => {
            let look = |is_next: bool| if is_next { "button is-primary" } else { "button" };
            let tls = (next != Next::Session).then(|| {
                view! { <a class=look(next == Next::TlsFirst) href="#/tls">{t!("credentials-go-tls")}</a> }
            });
            let session = view! {
                <a class=look(next != Next::TlsFirst) href="#/session">{t!("credentials-go-session")}</a>
            };
            // The next step is the last one.
            match next {
                Next::TlsFirst => view! { {session} {tls} }.into_any(),
                Next::Session | Next::SessionWithTls => view! { {tls} {session} }.into_any(),
            }
        }
    };
    view! { <ActionBar tone=Signal::derive(move || now.with(Now::tone)) title text>{buttons}</ActionBar> }
}

/// Whether a certificate proves who the device is, so that there is nothing to log in with.
fn is_certificate(form: CredentialsForm) -> bool {
    form.scheme.get().id == "aws-x509"
}

/// Without credentials, pressing it leads to the first field that is missing.
#[component]
fn Use(form: CredentialsForm, variant: Variant) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let label = move || match connected.get() {
        true => t!("credentials-use", client = form.client().get()),
        false => t!("credentials-carry"),
    };
    let busy =
        move || form.attempt().with(|attempt| matches!(attempt, Attempt::Running)).then(|| t!("credentials-telling"));
    let refused = move || form.user.get().and_then(|user| user.err().map(|_| t!("credentials-series-refuses")));
    view! {
        <Button sends=true variant icon=Icon::Send submit=true form=FORM busy disabled_reason=refused>{label}</Button>
    }
}
