//! What stays of the TLS screen when it is left: the files, the choices, and what is under way.

use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::Verification;
use leptos::prelude::*;

use super::model::{Shelf, Told, Wishes};
use crate::link::procedure::TlsPlan;
use crate::state::{WorkError, keep_choice};
use crate::t;
use crate::ui::{Binding, Toaster};

/// By which names the choices are kept.
const VERSIONS: [(&str, TlsVersion); 4] = [
    ("ssl-3.0", TlsVersion::Ssl30),
    ("tls-1.0", TlsVersion::Tls10),
    ("tls-1.1", TlsVersion::Tls11),
    ("tls-1.2", TlsVersion::Tls12),
];
const VERIFICATIONS: [(&str, Verification); 2] = [("on", Verification::On), ("off", Verification::Off)];

/// How far the last set-up is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    None,
    /// The step at this place is under way.
    Running(TlsPlan, usize),
    /// All of it is done.
    Done(TlsPlan),
    /// The step at this place failed.
    Failed(TlsPlan, usize, WorkError),
}

/// What the module is being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asking {
    Nothing,
    /// The module is asked what it holds.
    Reading,
    /// The last of these failed.
    Failed(WorkError),
}

/// The drafts of the screen. Copies share them.
#[derive(Clone, Copy)]
pub(super) struct TlsDraft {
    pub(super) shelf: RwSignal<Shelf>,
    /// What is to be said of the files added last.
    pub(super) told: RwSignal<Vec<Told>>,
    pub(super) wishes: RwSignal<Wishes>,
    /// The text of the field for pasting. Emptied as soon as it is read, since it may be a key.
    pub(super) pasted: RwSignal<String>,
    pub(super) run: RwSignal<Run>,
    pub(super) asking: RwSignal<Asking>,
}

impl TlsDraft {
    /// Forgets what one module was told: the next was not.
    pub(super) fn follow(self, connected: Memo<bool>) {
        Effect::new(move |_| {
            if !connected.get() {
                self.run.set(Run::None);
                self.asking.set(Asking::Nothing);
            }
        });
    }

    /// Keeps the choices over a reload; the files may be keys, and are not kept.
    pub(super) fn keep(self) {
        let (version, verification) = (self.version(), self.verification());
        keep_choice("tls.version", &VERSIONS, move || version.get(), |kept| version.set(kept));
        keep_choice("tls.verification", &VERIFICATIONS, move || verification.get(), |kept| verification.set(kept));
    }

    pub(super) fn new() -> Self {
        Self {
            shelf: RwSignal::default(),
            told: RwSignal::default(),
            wishes: RwSignal::default(),
            pasted: RwSignal::default(),
            run: RwSignal::new(Run::None),
            asking: RwSignal::new(Asking::Nothing),
        }
    }

    /// Takes files off the shelf, and offers them back.
    pub(super) fn forget(self, toaster: Toaster, take: impl FnOnce(&mut Shelf)) {
        let before = self.shelf.get_untracked();
        self.shelf.update(take);
        let shelf = self.shelf;
        toaster.offer(t!("tls-forgotten"), t!("tls-undo"), move || {
            shelf.update(|shelf| shelf.bring_back(before.clone()));
        });
    }

    pub(super) fn version(self) -> Binding<TlsVersion> {
        Binding::part(self.wishes, |wishes| &wishes.version, |wishes| &mut wishes.version)
    }

    pub(super) fn verification(self) -> Binding<Verification> {
        Binding::part(self.wishes, |wishes| &wishes.verification, |wishes| &mut wishes.verification)
    }

    /// Whether to load once more what is loaded already.
    pub(super) fn again(self) -> Binding<bool> {
        Binding::part(self.wishes, |wishes| &wishes.again, |wishes| &mut wishes.again)
    }
}
