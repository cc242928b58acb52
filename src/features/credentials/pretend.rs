//! Trying a cloud without an account: the broker behind the virtual module pretends to be it, and the form gets the device that it knows.

use leptos::prelude::*;

use super::draft::Form;
use crate::state::demonstration;
use crate::ui::{Button, Icon, Note, Tone, Variant};
use crate::{t, words};

/// The offer, while a virtual module is connected; what is pretended, while something is.
#[component]
pub(super) fn Pretend(form: Form) -> impl IntoView {
    let facts = form.workbench.facts();
    let can_pretend = Memo::new(move |_| {
        let up = facts.with(|facts| facts.module.as_ref().map(|module| module.is_virtual && facts.link.is_up()));
        up.map(|up| up && form.workbench.has_page_broker())
    });
    let pretended = Memo::new(move |_| facts.with(|facts| facts.pretended));
    let shown = move || {
        match (can_pretend.get(), pretended.get()) {
        (Some(true), Some(cloud)) if cloud == form.scheme.get().cloud => playing(form).into_any(),
        (Some(true), other) => {
            let other = other.map(|other| t!("credentials-pretend-other", cloud = words::cloud_name(other)));
            view! { <Offer form/> {other.map(|text| view! { <span class="muted small">{text}</span> })} }.into_any()
        }
        (None, _) => view! {
            <span class="muted small">{t!("credentials-pretend-none")} " " <a href="#/connect">{t!("credentials-pretend-connect")}</a></span>
        }
        .into_any(),
        (Some(false), _) => ().into_any(),
    }
    };
    view! { <div class="bar pretend">{shown}</div> }
}

#[component]
fn Offer(form: Form) -> impl IntoView {
    let reason = move || demonstration(form.scheme.get()).is_none().then(|| t!("cloud-pretend-kind"));
    let about = move || reason().unwrap_or_else(|| t!("credentials-pretend-hint", cloud = cloud(form)));
    let begin = move || {
        let scheme = form.scheme.get_untracked();
        if let Some(values) = demonstration(scheme) {
            form.start_over(&values);
            form.workbench.pretend(Some(scheme.cloud));
        }
    };
    view! {
        <Button icon=Icon::Play disabled_reason=reason on_press=begin>{t!("credentials-pretend")}</Button>
        <span class="muted small grow">{about}</span>
    }
}

fn playing(form: Form) -> impl IntoView {
    let needs = move || match form.scheme.get().id {
        "aws-x509" => Some(t!("credentials-pretend-certificate")),
        "tuya-device-bind" => Some(t!("credentials-pretend-tuya")),
        _ => None,
    };
    let again = move || {
        if let Some(values) = demonstration(form.scheme.get_untracked()) {
            form.start_over(&values);
        }
    };
    let end = move || {
        form.workbench.pretend(None);
    };
    view! {
        <Note tone=Tone::Info title=move || Some(t!("credentials-pretended", cloud = cloud(form)))>
            {move || t!("credentials-pretended-text", cloud = cloud(form))}
            {move || needs().map(|text| view! { " " {text} })}
            <div class="bar">
                <Button on_press=again>{t!("credentials-pretend-fill")}</Button>
                <Button variant=Variant::Quiet on_press=end>{t!("credentials-pretend-end")}</Button>
            </div>
        </Note>
    }
}

fn cloud(form: Form) -> String {
    words::cloud_name(form.scheme.get().cloud)
}
