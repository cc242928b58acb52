//! Trying a cloud without an account: the broker behind the virtual module pretends to be it, and the form gets the device that it knows.

use fibocom_cloud::Cloud;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::model::registration_way;
use crate::state::{demonstration, demonstration_registration};
use crate::ui::{Button, Icon, Note, Tone, Variant, go_on};
use crate::{t, words};

/// The offer, while a virtual module is connected; what is pretended, while something is.
#[component]
pub(super) fn Pretend(form: CredentialsForm) -> impl IntoView {
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
fn Offer(form: CredentialsForm) -> impl IntoView {
    let reason = move || demonstration(form.scheme.get()).is_none().then(|| t!("cloud-pretend-kind"));
    let about = move || reason().unwrap_or_else(|| t!("credentials-pretend-hint", cloud = cloud(form)));
    let begin = move || {
        if fill_in(form) {
            play(form, Some(form.scheme.get_untracked().cloud));
        }
    };
    view! {
        <Button sends=true icon=Icon::Play disabled_reason=reason on_press=begin>{t!("credentials-pretend")}</Button>
        <span class="muted small grow">{about}</span>
        {disconnects(form)}
    }
}

fn playing(form: CredentialsForm) -> impl IntoView {
    let needs = move || match form.scheme.get().id {
        "aws-x509" => Some(t!("credentials-pretend-certificate")),
        "tuya-device-bind" => Some(t!("credentials-pretend-tuya")),
        _ => None,
    };
    let again = move || {
        fill_in(form);
    };
    let ends = disconnects(form);
    let end = move || play(form, None);
    view! {
        <Note tone=Tone::Info title=move || Some(t!("credentials-pretended", cloud = cloud(form)))>
            {move || t!("credentials-pretended-text", cloud = cloud(form))}
            {move || needs().map(|text| view! { " " {text} })}
            <div class="bar">
                <Button sends=true on_press=again>{t!("credentials-pretend-fill")}</Button>
                <Button sends=true variant=Variant::Quiet on_press=end>{t!("credentials-pretend-end")}</Button>
                {ends}
            </div>
        </Note>
    }
}

/// Fills in the demonstration device, with what it would register with; whether there is one.
fn fill_in(form: CredentialsForm) -> bool {
    let scheme = form.scheme.get_untracked();
    let Some(values) = demonstration(scheme) else { return false };
    form.start_over(&values);
    if let Some(way) = registration_way(scheme) {
        form.registering().update(|all| {
            all.insert(way.id, demonstration_registration(scheme.cloud));
        });
    }
    true
}

/// Makes the broker a cloud, or an ordinary broker again. Its clients are disconnected before: they would seem to have lost a
/// connection.
fn play(form: CredentialsForm, cloud: Option<Cloud>) {
    let workbench = form.workbench;
    let open = workbench.facts().with_untracked(|facts| facts.open_clients().collect::<Vec<_>>());
    go_on(async move {
        for client in open {
            // One that cannot be disconnected is thrown out by the broker.
            let _ = workbench.close(client).await;
        }
        workbench.pretend(cloud);
    });
}

/// Which clients the change disconnects, said before it is made.
fn disconnects(form: CredentialsForm) -> impl Fn() -> Option<AnyView> + Copy {
    let facts = form.workbench.facts();
    let open = Memo::new(move |_| {
        facts.with(|facts| facts.open_clients().map(|client| client.number().to_string()).collect::<Vec<_>>())
    });
    move || {
        let clients = open.get();
        let text = || t!("credentials-pretend-disconnects", count = clients.len(), clients = clients.join(", "));
        (!clients.is_empty()).then(|| view! { <span class="small"><b>{text()}</b></span> }.into_any())
    }
}

fn cloud(form: CredentialsForm) -> String {
    words::cloud_name(form.scheme.get().cloud)
}
