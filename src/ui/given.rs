//! Who is told what was typed into a field for secrets: given once by the app, which hides it wherever it comes back.

use leptos::prelude::*;

use super::field::FieldKind;

/// Hears of a secret once it is typed, and of one that the page has filled in.
#[derive(Clone, Copy)]
struct Told(UnsyncCallback<(FieldKind, String)>);

/// Has somebody hear what is typed into fields of a secret kind.
pub fn provide_secrets_heard(hear: impl Fn(FieldKind, String) + 'static) {
    provide_context(Told(UnsyncCallback::new(move |(kind, text)| hear(kind, text))));
}

/// What tells the secrets of one field.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    kind: FieldKind,
    told: Option<Told>,
    value: Signal<String>,
    /// What is being typed, as long as it may be half of a secret.
    typing: StoredValue<Option<String>>,
}

impl Teller {
    /// Follows the value of a field of this kind.
    pub(super) fn new(kind: FieldKind, value: Signal<String>) -> Self {
        let told = if kind.is_secret() { use_context() } else { None };
        let teller = Self { kind, told, value, typing: StoredValue::new(None) };
        if told.is_some() {
            Effect::new(move |_| {
                let now = value.get();
                if teller.typing.with_value(|typing| typing.as_ref() != Some(&now)) {
                    teller.tell(now);
                }
            });
            // Whoever leaves the screen by a key has not left the field before.
            on_cleanup(move || teller.done());
        }
        teller
    }

    /// A key was pressed, and the value is this for now.
    pub(super) fn typing(self, text: &str) {
        if self.told.is_some() {
            self.typing.set_value(Some(text.to_owned()));
        }
    }

    /// The field is left, or Enter was pressed: what stands there is meant.
    pub(super) fn done(self) {
        if self.told.is_some()
            && let Some(now) = self.value.try_get_untracked()
        {
            self.tell(now);
        }
    }

    fn tell(self, text: String) {
        if let Some(Told(told)) = self.told.filter(|_| !text.is_empty()) {
            told.try_run((self.kind, text));
        }
    }
}
