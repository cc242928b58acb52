//! Would the cloud accept three strings that came from elsewhere?

mod ask;

use fibocom_cloud::{Invalid, Judgement, Key, Secret, Triple, Verdict, judge};
use leptos::prelude::*;

use self::ask::Ask;
use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::model::Sight;
use crate::ui::{Binding, Card, Field, FieldKind, Note, Pill, Tone, outside};
use crate::{t, words};

#[component]
pub(super) fn Check(form: CredentialsForm) -> impl IntoView {
    let triple = form.triple();
    let username = Binding::part(triple, |triple| &triple.username, |triple| &mut triple.username);
    let client_id = Binding::part(triple, |triple| &triple.client_id, |triple| &mut triple.client_id);
    let held = Memo::new(move |_| triple.with(|triple| triple.password.reveal().to_owned()));
    let password = Binding::new(held, move |text: String| triple.update(|triple| triple.password = Secret::new(&text)));
    let asked = Memo::new(move |_| triple.with(|triple| *triple != Triple::default()));
    view! {
        <div id="credentials-check">
            <Card title=t!("credentials-check")>
                <p class="muted small credentials-about">{t!("credentials-check-remark")}</p>
                {move || (form.scheme.get().id != "tuya-device-bind").then(|| view! { <Ask form/> })}
                <div class="form">
                    <div class="span-6">
                        <Field label=t!("credentials-username") value=username kind=FieldKind::Mono/>
                    </div>
                    <div class="span-6">
                        <Field label=t!("credentials-password") value=password kind=FieldKind::Password/>
                    </div>
                    <div class="span-12">
                        <Field label=t!("credentials-client-id") value=client_id kind=FieldKind::Mono/>
                    </div>
                </div>
                <div role="status" class="credential-outcome">
                    <Show when=move || asked.get()>{move || judged(form)}</Show>
                </div>
                <Show when=move || asked.get()><SideBySide form/></Show>
            </Card>
        </div>
    }
}

fn judged(form: CredentialsForm) -> AnyView {
    let scheme = form.scheme.get();
    let missing = form.mistakes.with(|wrong| !wrong.is_empty());
    if missing {
        return view! { <Note tone=Tone::Info>{t!("credentials-check-first")}</Note> }.into_any();
    }
    let judgement =
        form.values.with(|values| form.triple().with(|triple| judge(scheme, values, triple, &form.moment())));
    match judgement {
        Ok(judgement) => told(form, &judgement),
        Err(invalid) => wrong(form, &invalid),
    }
}

fn wrong(form: CredentialsForm, invalid: &Invalid) -> AnyView {
    let text = words::cloud_problem(invalid, &words::cloud_field(form.scheme.get(), invalid.key));
    view! { <Note tone=Tone::Warn>{text}</Note> }.into_any()
}

/// The verdict, and what it rests on.
fn told(form: CredentialsForm, judgement: &Judgement) -> AnyView {
    let theirs = form.is_answer();
    let (tone, title, text) = match (&judgement.verdict, theirs) {
        (Verdict::Same, true) => (Tone::Ok, t!("credentials-verdict-same"), t!("credentials-same-module")),
        (Verdict::Same, false) => (Tone::Ok, t!("credentials-verdict-same"), t!("credentials-same-strings")),
        (Verdict::Valid, true) => (Tone::Ok, t!("credentials-verdict-valid"), t!("credentials-valid-module")),
        (Verdict::Valid, false) => (Tone::Ok, t!("credentials-verdict-valid"), t!("credentials-valid-strings")),
        (Verdict::Expired(_), true) => {
            (Tone::Warn, t!("credentials-verdict-expired"), t!("credentials-expired-module"))
        }
        (Verdict::Expired(_), false) => {
            (Tone::Warn, t!("credentials-verdict-expired"), t!("credentials-expired-strings"))
        }
        (Verdict::Invalid(_), true) => (Tone::Bad, t!("credentials-verdict-invalid"), t!("credentials-invalid-module")),
        (Verdict::Invalid(_), false) => {
            (Tone::Bad, t!("credentials-verdict-invalid"), t!("credentials-invalid-strings"))
        }
    };
    let reason = words::cloud_verdict(&judgement.verdict);
    let choices = choices(form, judgement);
    view! { <Note tone title>{reason} " " {text} {choices}</Note> }.into_any()
}

/// The free choices that were found in the strings.
fn choices(form: CredentialsForm, judgement: &Judgement) -> Option<AnyView> {
    let scheme = form.scheme.get();
    let choice = |(key, text): (Key, &str)| {
        let time = matches!(key, Key::Expiry | Key::Et).then(|| text.parse().ok().map(words::local_time)).flatten();
        let text = time.map_or_else(|| text.to_owned(), |time| format!("{text} ({time})"));
        view! { <div><dt>{words::cloud_field(scheme, key)}</dt><dd>{outside(text)}</dd></div> }
    };
    let shown = judgement.choices.iter().filter(|(key, text)| !text.is_empty() && !key.is_secret());
    let all: Vec<_> = shown.map(choice).collect();
    (!all.is_empty()).then(|| {
        view! { <p class="small choices-title">{t!("credentials-choices")}</p> <dl class="choice-list">{all}</dl> }
            .into_any()
    })
}

/// The three strings of both sides.
#[component]
fn SideBySide(form: CredentialsForm) -> impl IntoView {
    let mine = Memo::new(move |_| {
        form.made.with(|made| {
            made.as_ref().map(|made| [made.username.clone(), made.password.reveal().to_owned(), made.client_id.clone()])
        })
    });
    let theirs = Memo::new(move |_| {
        form.triple()
            .with(|triple| [triple.username.clone(), triple.password.reveal().to_owned(), triple.client_id.clone()])
    });
    let rows = move || {
        let (mine, theirs) = (mine.get()?, theirs.get());
        let hidden = form.sight().get() == Sight::Hidden;
        let names = [t!("credentials-username"), t!("credentials-password"), t!("credentials-client-id")];
        let rows = names.into_iter().zip(mine).zip(theirs).enumerate().map(|(index, ((name, mine), theirs))| {
            let equal = mine == theirs;
            let shown =
                |text: String| if index == 1 && hidden { "•".repeat(text.chars().count().min(24)) } else { text };
            let mark = if equal { t!("credentials-equal") } else { t!("credentials-different") };
            let tone = if equal { Tone::Ok } else { Tone::Plain };
            view! {
                <tr>
                    <th scope="row">{name} <Pill tone>{mark}</Pill></th>
                    <td data-side=t!("credentials-side-here")><code>{outside(shown(mine))}</code></td>
                    <td data-side=side(form)><code>{outside(shown(theirs))}</code></td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    view! {
        <Show when=move || mine.with(Option::is_some)>
            <table class="side-by-side">
                <caption class="hidden">{t!("credentials-sides")}</caption>
                <thead>
                    <tr><td></td><th scope="col">{t!("credentials-side-here")}</th><th scope="col">{move || side(form)}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
}

fn side(form: CredentialsForm) -> String {
    if form.is_answer() { t!("credentials-side-module") } else { t!("credentials-side-strings") }
}
