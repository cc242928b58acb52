//! The three strings, how long they last, what the cloud limits, and how they are made.

mod bar;
mod clock;
mod send;
mod steps;
mod topics;

pub(super) use bar::Bar;
pub(super) use steps::Derivation;
pub(super) use topics::FirstTopics;

use fibocom_cloud::{Limits, Support};
use leptos::prelude::*;

use self::send::Sending;
use self::steps::Made;
use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::model::{Remedy, Sight, remedy};
use crate::ui::{
    Binding, Button, Card, Checkbox, CheckboxKind, CopyButton, Icon, Mistakes, Note, Pill, Tone, Variant, outside,
};
use crate::{t, words};

#[component]
pub(super) fn TheResult(form: CredentialsForm) -> impl IntoView {
    let sight = form.sight();
    let shown = Binding::new(Signal::derive(move || sight.get() == Sight::Shown), move |shown| {
        sight.set(if shown { Sight::Shown } else { Sight::Hidden });
    });
    let made = Memo::new(move |_| form.made.with(Option::is_some));
    let wrong = move || {
        let name = |key| words::cloud_field(form.scheme.get(), key);
        form.mistakes
            .with(|wrong| wrong.iter().map(|one| words::cloud_problem(one, &name(one.key))).collect::<Vec<_>>())
    };
    let actions = move || {
        view! {
            <Show when=move || made.get()>
                <Checkbox label=t!("credentials-show-password") value=shown kind=CheckboxKind::Switch/>
            </Show>
        }
    };
    view! {
        <Card title=t!("credentials-result") actions>
            <Show when=move || made.get() fallback=move || view! {
                <Mistakes title=t!("credentials-missing") texts=wrong()/>
            }>
                <Strings form/>
                <Lasts form/>
                <TooLong form/>
                <Made form/>
            </Show>
            <Sending form/>
        </Card>
    }
}

/// User name, password and client id, each with a button that copies it.
#[component]
fn Strings(form: CredentialsForm) -> impl IntoView {
    let profile = form.profile;
    let username =
        Memo::new(move |_| form.made.with(|made| made.as_ref().map(|made| made.username.clone())).unwrap_or_default());
    let client_id =
        Memo::new(move |_| form.made.with(|made| made.as_ref().map(|made| made.client_id.clone())).unwrap_or_default());
    let password = Memo::new(move |_| {
        form.made.with(|made| made.as_ref().map(|made| made.password.reveal().to_owned())).unwrap_or_default()
    });
    let seen = Signal::derive(move || match form.sight().get() {
        Sight::Shown => password.get(),
        Sight::Hidden => "•".repeat(password.with(|text| text.chars().count().min(24))),
    });
    view! {
        <dl class="triple">
            <OneString name=t!("credentials-username") text=username.into() shown=username.into()
                max=Signal::derive(move || profile.get().username_max)/>
            <OneString name=t!("credentials-password") text=password.into() shown=seen
                max=Signal::derive(move || profile.get().password_max)/>
            <OneString name=t!("credentials-client-id") text=client_id.into() shown=client_id.into()
                max=Signal::derive(move || profile.get().client_id_max)/>
        </dl>
    }
}

#[component]
fn OneString(name: String, text: Signal<String>, shown: Signal<String>, max: Signal<usize>) -> impl IntoView {
    let bytes = move || text.with(String::len);
    let tone = Signal::derive(move || if bytes() > max.get() { Tone::Bad } else { Tone::Plain });
    let value = move || match shown.get() {
        empty if empty.is_empty() => view! { <span class="muted">{t!("credentials-empty")}</span> }.into_any(),
        text => view! { <code>{outside(text)}</code> }.into_any(),
    };
    let label = t!("credentials-copy", name = name.clone());
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                {value}
                <Pill tone>{move || t!("credentials-bytes", bytes = bytes(), max = max.get())}</Pill>
            </dd>
            <dd role="group" aria-label=label><CopyButton text/></dd>
        </div>
    }
}

/// Until when they are good, and what the cloud limits.
#[component]
fn Lasts(form: CredentialsForm) -> impl IntoView {
    let expires = move || form.made.with(|made| made.as_ref().and_then(|made| made.expires));
    let until = move || match expires() {
        None => t!("credentials-no-expiry"),
        Some(at) if at < form.moment().unix => t!("credentials-expired", time = words::local_time(at)),
        Some(at) => t!("credentials-expires", time = words::local_time(at)),
    };
    let is_over = move || expires().is_some_and(|at| at < form.moment().unix);
    view! {
        <div class="bar credential-facts">
            <span class:is-bad=is_over>{until}</span>
            <Button variant=Variant::Quiet icon=Icon::Refresh on_press=move || form.renew()>{t!("credentials-renew")}</Button>
        </div>
        <p class="muted small">{move || limits(&form.scheme.get().limits)}</p>
    }
}

/// What a cloud limits, in one line.
fn limits(limits: &Limits) -> String {
    let keep_alive = match limits.keep_alive.range {
        Some((min, max)) => t!("credentials-keep-alive", seconds = limits.keep_alive.advised, min = min, max = max),
        None => t!("credentials-keep-alive-unsaid", seconds = limits.keep_alive.advised),
    };
    let qos = limits.qos_max.filter(|max| *max < 2).map(|_| t!("credentials-qos"));
    let retain = (limits.retain == Support::No).then(|| t!("credentials-no-retain"));
    let will = (limits.will == Support::No).then(|| t!("credentials-no-will"));
    [Some(keep_alive), qos, retain, will].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The series takes less; what would fit.
#[component]
fn TooLong(form: CredentialsForm) -> impl IntoView {
    let refused = move || form.user.get().and_then(Result::err);
    let note = move || {
        let wrong = refused()?;
        let series = form.profile.get().name;
        let texts = wrong.iter().map(words::problem).map(|text| view! { <li>{text}</li> }).collect_view();
        let found = form.values.with(|values| remedy(form.scheme.get(), values, &form.moment(), &wrong));
        let remedy = match found {
            Some(Remedy::Hash(hash)) => Some(t!("credentials-remedy-hash", hash = hash)),
            Some(Remedy::ShorterName(bytes, hash)) => Some(t!("credentials-remedy-name", bytes = bytes, hash = hash)),
            None => None,
        };
        Some(view! {
            <Note tone=Tone::Bad title=t!("credentials-too-long", series = series)>
                <ul class="mistakes">{texts}</ul>
                {remedy.map(|text| view! { <p>{text}</p> })}
            </Note>
        })
    };
    view! { <div class="credential-refused">{note}</div> }
}
