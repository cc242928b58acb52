//! How to connect: the version of TLS, and whether the broker has to prove who it is.

use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::Verification;
use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Run;
use super::model::{Advice, Shelf, Wishes, advice};
use super::text;
use crate::t;
use crate::ui::{Card, Choice, Note, Segmented, Select, Tone};

/// The versions to offer, the one to take first.
const VERSIONS: [TlsVersion; 4] = [TlsVersion::Tls12, TlsVersion::Tls11, TlsVersion::Tls10, TlsVersion::Ssl30];

#[component]
pub(super) fn Choices(actions: Actions) -> impl IntoView {
    let (version, verification) = (actions.draft.version(), actions.draft.verification());
    let versions = VERSIONS.map(|version| Choice::new(version, text::version(version))).to_vec();
    let verifications =
        vec![Choice::new(Verification::On, t!("tls-verify")), Choice::new(Verification::Off, t!("tls-trust-all"))];
    let outdated = move || match version.get() {
        TlsVersion::Tls12 => Some(t!("tls-version-good")),
        _ => Some(t!("tls-version-outdated")),
    };
    let advised = Memo::new(move |_| {
        let shelf = actions.draft.shelf;
        shelf.with(|shelf| actions.tls.with(|tls| advice(verification.get(), shelf, tls)))
    });
    let begun = Memo::new(move |_| {
        let untouched = actions.draft.shelf.with(Shelf::is_empty) && actions.draft.wishes.get() == Wishes::default();
        !untouched || actions.draft.run.with(|run| *run != Run::None)
    });
    let note = move || {
        let (tone, text) = match advised.get() {
            Advice::Good => (Tone::Ok, t!("tls-verified")),
            // Nobody has done anything wrong who has done nothing yet.
            Advice::NoAuthority if !begun.get() => (Tone::Info, t!("tls-authority-wanted")),
            Advice::NoAuthority => (Tone::Bad, t!("tls-no-authority")),
            Advice::Unverified => (Tone::Warn, t!("tls-unverified")),
        };
        view! { <Note tone>{text}</Note> }
    };
    view! {
        <Card title=t!("tls-choices")>
            <div class="form">
                <div class="span-4"><Select label=t!("tls-version") value=version options=versions hint=outdated/></div>
                <div class="span-8"><Segmented label=t!("tls-verification") value=verification options=verifications/></div>
                <div role="status">{note}</div>
            </div>
        </Card>
    }
}
