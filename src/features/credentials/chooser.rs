//! Which cloud, and which of its ways; and what to know about it before.

use fibocom_cloud::{Certainty, Cloud, Note as Remark, Scheme};
use leptos::prelude::*;

use super::draft::CredentialsForm;
use crate::ui::{Binding, Card, Choice, Note, Segmented, Tone};
use crate::{t, words};

#[component]
pub(super) fn Chooser(form: CredentialsForm) -> impl IntoView {
    let tiles = Cloud::ALL.into_iter().map(|cloud| view! { <Tile form cloud/> }).collect_view();
    let ways = move || {
        let cloud = form.scheme.get().cloud;
        (cloud.schemes().count() > 1).then(|| view! { <Ways form cloud/> })
    };
    view! {
        <Card>
            <fieldset class="clouds">
                <legend class="hidden">{t!("credentials-cloud")}</legend>
                {tiles}
                <a class="cloud" href="#/session"><span>{t!("credentials-own")}</span><small>{t!("credentials-own-where")}</small></a>
            </fieldset>
            <div class="cloud-ways">{ways}</div>
            <TlsFirst form/>
            <Known form/>
        </Card>
    }
}

#[component]
fn Tile(form: CredentialsForm, cloud: Cloud) -> impl IntoView {
    let chosen = move || form.scheme.get().cloud == cloud;
    let choose = move |_| form.choose(cloud.usual());
    let kind = match cloud {
        Cloud::Amazon => t!("credentials-type-certificate", number = cloud.number()),
        _ => t!("credentials-type", number = cloud.number()),
    };
    view! {
        <label class="cloud" class:is-chosen=chosen>
            <input type="radio" name="cloud" value=cloud.number().to_string() prop:checked=chosen on:change=choose/>
            <span>{words::cloud_name(cloud)}</span>
            <small>{kind}</small>
        </label>
    }
}

/// The ways of a cloud that has several.
#[component]
fn Ways(form: CredentialsForm, cloud: Cloud) -> impl IntoView {
    let chosen = Binding::new(Signal::derive(move || form.scheme.get().id), move |id: &'static str| {
        if let Some(scheme) = Scheme::named(id) {
            form.choose(scheme);
        }
    });
    let options: Vec<_> =
        cloud.schemes().map(|scheme| Choice::new(scheme.id, t!(&format!("credentials-way-{}", scheme.id)))).collect();
    view! { <Segmented label=t!("credentials-way") value=chosen options/> }
}

/// Where the cloud is reached with TLS and the module has no certificate yet, that is where to begin. The rail says so, too.
#[component]
fn TlsFirst(form: CredentialsForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let is_wanted = Memo::new(move |_| facts.with(|facts| facts.needs_tls()));
    let note = move || {
        let cloud = words::cloud_name(form.scheme.get().cloud);
        view! {
            <div class="cloud-notes">
                <Note tone=Tone::Info title=t!("credentials-tls-first", cloud = cloud)>
                    {t!("credentials-tls-first-text")}
                </Note>
            </div>
        }
    };
    view! { <Show when=move || is_wanted.get()>{note}</Show> }
}

/// How sure it is that the scheme is right, and what to look out for.
#[component]
fn Known(form: CredentialsForm) -> impl IntoView {
    let notes = move || {
        let scheme = form.scheme.get();
        let unsure = (scheme.certainty == Certainty::Documented).then(|| (Tone::Warn, t!("credentials-documented")));
        let remarks = scheme.notes.iter().map(|remark| (tone(*remark), text(*remark)));
        let known: Vec<_> = unsure.into_iter().chain(remarks).collect();
        // One note of each tone, however much there is to say.
        let of = |wanted: Tone| -> Vec<_> {
            known.iter().filter(|(tone, _)| *tone == wanted).map(|(_, text)| text.clone()).collect()
        };
        [Tone::Warn, Tone::Info].map(|tone| one_note(tone, of(tone))).collect_view()
    };
    view! { <div class="stack cloud-notes">{notes}</div> }
}

/// All of it in one note; as a list where it is more than one thing.
fn one_note(tone: Tone, mut texts: Vec<String>) -> Option<AnyView> {
    let first = texts.pop()?;
    if texts.is_empty() {
        return Some(view! { <Note tone>{first}</Note> }.into_any());
    }
    texts.push(first);
    let listed = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    Some(view! { <Note tone><ul class="cloud-known">{listed}</ul></Note> }.into_any())
}

/// What concerns a doubt of ours, and what is simply so.
const fn tone(remark: Remark) -> Tone {
    match remark {
        Remark::AlibabaTls
        | Remark::HuaweiHost
        | Remark::OneNetLength
        | Remark::BaiduTime
        | Remark::AmazonCertificate => Tone::Info,
        Remark::TencentRegions
        | Remark::TuyaBind
        | Remark::TuyaActivated
        | Remark::TuyaLinkTime
        | Remark::AepUsername
        | Remark::HuaweiHour
        | Remark::UnicomDevice => Tone::Warn,
    }
}

fn text(remark: Remark) -> String {
    match remark {
        Remark::AlibabaTls => t!("credentials-note-alibaba-tls"),
        Remark::TencentRegions => t!("credentials-note-tencent-regions"),
        Remark::HuaweiHost => t!("credentials-note-huawei-host"),
        Remark::HuaweiHour => t!("credentials-note-huawei-hour"),
        Remark::TuyaBind => t!("credentials-note-tuya-bind"),
        Remark::TuyaActivated => t!("credentials-note-tuya-activated"),
        Remark::TuyaLinkTime => t!("credentials-note-tuyalink-time"),
        Remark::OneNetLength => t!("credentials-note-onenet-length"),
        Remark::BaiduTime => t!("credentials-note-baidu-time"),
        Remark::AmazonCertificate => t!("credentials-note-amazon-certificate"),
        Remark::AepUsername => t!("credentials-note-aep-username"),
        Remark::UnicomDevice => t!("credentials-note-unicom-device"),
    }
}
