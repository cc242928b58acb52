//! Would the cloud accept three strings that came from elsewhere?

use fibocom_cloud::{Invalid, Judgement, Key, Secret, Triple, Verdict, judge};
use leptos::prelude::*;

use super::ask::Ask;
use super::draft::Form;
use crate::ui::{Binding, Card, Field, FieldKind, Note, Tone};
use crate::{t, words};

/// The card.
#[component]
pub(super) fn Check(form: Form) -> impl IntoView {
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
                <Ask form/>
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
            </Card>
        </div>
    }
}

fn judged(form: Form) -> AnyView {
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

fn wrong(form: Form, invalid: &Invalid) -> AnyView {
    let text = words::cloud_problem(invalid, &words::cloud_field(form.scheme.get(), invalid.key));
    view! { <Note tone=Tone::Warn>{text}</Note> }.into_any()
}

/// The verdict, with the choices that were found in the strings.
fn told(form: Form, judgement: &Judgement) -> AnyView {
    let (tone, title) = match judgement.verdict {
        Verdict::Same => (Tone::Ok, t!("credentials-verdict-same")),
        Verdict::Valid => (Tone::Ok, t!("credentials-verdict-valid")),
        Verdict::Expired(_) => (Tone::Warn, t!("credentials-verdict-expired")),
        Verdict::Invalid(_) => (Tone::Bad, t!("credentials-verdict-invalid")),
    };
    let reason = words::cloud_verdict(&judgement.verdict);
    let scheme = form.scheme.get();
    let choice = |(key, text): (Key, &str)| {
        let (name, text) = (words::cloud_field(scheme, key), text.to_owned());
        view! { <div><dt>{name}</dt><dd>{text}</dd></div> }
    };
    let shown = judgement.choices.iter().filter(|(key, text)| !text.is_empty() && !key.is_secret());
    let choices: Vec<_> = shown.map(choice).collect();
    let choices = (!choices.is_empty()).then(|| view! { <dl class="inspect">{choices}</dl> });
    view! { <Note tone title>{reason} {choices}</Note> }.into_any()
}
