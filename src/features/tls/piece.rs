//! One file: what it is in plain words, what was found, and what will be sent of it.

use leptos::prelude::*;
use workbench_certificates::{Certificate, Content, Finding, Severity};

use super::actions::Actions;
use super::model::{Look, Piece, Sending, sending};
use super::text;
use crate::t;
use crate::ui::{Button, Code, Details, Glyph, Icon, Pill, Tone, Variant, outside, use_toaster};
use fibocom_at::commands::TlsFileKind;
use workbench_payload::notation::pairs;

/// A file on the list.
#[component]
pub(super) fn PieceView(actions: Actions, look: Look) -> impl IntoView {
    let Look { piece, findings } = look;
    let digest = piece.digest();
    let (shelf, toaster) = (actions.draft.shelf, use_toaster());
    let icon = if piece.kind == TlsFileKind::Key { Icon::Lock } else { Icon::File };
    let turn = match piece.kind {
        TlsFileKind::Trust => Some(t!("tls-turn-own")),
        TlsFileKind::Certificate => Some(t!("tls-turn-trust")),
        TlsFileKind::Key | TlsFileKind::CaFile => None,
    };
    let title = text::title(&piece);
    let remove = t!("tls-remove", what = title.clone());
    view! {
        <li class="piece">
            <div class="piece-head">
                <Glyph icon/>
                <h3>{title}</h3>
                <span class="muted small piece-source">{text::source(&piece.source)}</span>
                <span class="piece-do">
                    {turn.map(|label| view! { <Button variant=Variant::Quiet on_press=move || shelf.update(|shelf| shelf.turn(digest))>{label.clone()}</Button> })}
                    <Button variant=Variant::Quiet icon=Icon::Trash name=remove
                        on_press=move || actions.draft.forget(toaster, |shelf| drop(shelf.remove(digest)))/>
                </span>
            </div>
            <Facts piece=piece.clone()/>
            <ul class="findings">{findings.iter().map(found).collect_view()}</ul>
            <WillBeSent actions piece/>
        </li>
    }
}

fn found(finding: &Finding) -> impl IntoView + use<> {
    let tone = match finding.severity() {
        Severity::Good => Tone::Ok,
        Severity::Notice => Tone::Info,
        Severity::Warning => Tone::Warn,
        Severity::Fault => Tone::Bad,
    };
    view! { <li class=format!("finding {}", tone.class())><Glyph icon=tone.icon()/><span>{text::finding(finding)}</span></li> }
}

/// What it says: a line or two for everybody, the rest for those who ask.
#[component]
fn Facts(piece: Piece) -> impl IntoView {
    let key = piece.contents.iter().find_map(|content| match content {
        Content::PrivateKey(key) => Some(row("tls-fact-key", text::private_key(key))),
        _ => None,
    });
    let certificates: Vec<_> = piece.certificates().cloned().collect();
    let first = certificates.first().map(short);
    let all = (!certificates.is_empty()).then(|| {
        let all = certificates.iter().map(whole).collect_view();
        view! { <Details summary=t!("tls-everything")>{all}</Details> }
    });
    view! { <dl class="piece-facts">{key} {first}</dl> {all} }
}

fn short(certificate: &Certificate) -> impl IntoView + use<> {
    let issuer =
        if certificate.is_self_issued() { t!("tls-self-issued") } else { certificate.issuer.short().to_owned() };
    let holds =
        t!("tls-from-to", from = text::moment(certificate.not_before), to = text::moment(certificate.not_after));
    let key = certificate.key.as_ref().map(|key| row("tls-fact-key", text::kind(&key.kind())));
    let hosts = (!certificate.hosts.is_empty()).then(|| row("tls-fact-hosts", certificate.hosts.join(", ")));
    view! { {row("tls-fact-issuer", issuer)} {row("tls-fact-holds", holds)} {key} {hosts} }
}

fn whole(certificate: &Certificate) -> impl IntoView + use<> {
    view! {
        <dl class="piece-facts is-whole">
            {row("tls-fact-subject", certificate.subject.full.clone())}
            {row("tls-fact-issuer", certificate.issuer.full.clone())}
            {row("tls-fact-serial", pairs(&certificate.serial, ":"))}
            {row("tls-fact-fingerprint", pairs(&certificate.fingerprint, ":"))}
        </dl>
    }
}

fn row(id: &'static str, value: String) -> impl IntoView {
    view! { <dt>{t!(id)}</dt><dd>{outside(value)}</dd> }
}

/// The command, how many bytes follow, and what is special about it.
#[component]
fn WillBeSent(actions: Actions, piece: Piece) -> impl IntoView {
    let bytes = piece.excerpt.bytes.len();
    let changes = piece.excerpt.changes.iter().map(|change| text::change(*change)).collect::<Vec<_>>().join(" ");
    let changes = if changes.is_empty() { t!("tls-as-it-is") } else { changes };
    let line = piece.kind.line(bytes).as_str().to_owned();
    let kind = piece.kind;
    let state = Memo::new(move |_| actions.tls.with(|tls| sending(tls, &piece)));
    let remark = move || match state.get() {
        Sending::First => None,
        Sending::Again => Some(view! { <Pill tone=Tone::Ok>{t!("tls-sent-already")}</Pill> }.into_any()),
        Sending::Added { to } => {
            let text = match kind {
                TlsFileKind::Trust => t!("tls-adds-trust", count = to),
                _ => t!("tls-adds-other", kind = kind.name()),
            };
            let tone = if kind == TlsFileKind::Trust { Tone::Info } else { Tone::Warn };
            Some(view! { <span class=format!("finding {}", tone.class())><Glyph icon=tone.icon()/><span>{text}</span></span> }.into_any())
        }
    };
    view! {
        <div class="piece-send">
            <Code text=line/> <span class="muted small">{t!("tls-bytes-follow", bytes = bytes)} " " {changes}</span> {remark}
        </div>
    }
}
