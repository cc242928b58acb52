//! What of this screen an address asks for: a client, a field of its form, or both, as in `#/session/2,username`.

use fibocom_at::{ClientIndex, Field};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::draft::SessionForm;
use crate::address::{leave_place, place_on};
use crate::state::ClientState;
use crate::ui::next_frame;

/// The screen's id in addresses.
const SCREEN: &str = "session";

/// The fields that an address can name.
const FIELDS: [Field; 7] =
    [Field::Host, Field::Port, Field::Security, Field::KeepAlive, Field::Username, Field::Password, Field::ClientId];

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Asked {
    client: Option<ClientIndex>,
    field: Option<Field>,
}

impl Asked {
    /// Reads the place of an address. What this page has not is left out.
    fn read(place: &str) -> Self {
        let parts = || place.split(',');
        Self {
            client: parts().find_map(|part| ClientIndex::new(part.parse().ok()?)),
            field: parts().find_map(|part| FIELDS.into_iter().find(|field| field.name() == part)),
        }
    }
}

/// Shows what the address asks for, now and whenever it asks for something.
pub(super) fn follow_address(form: SessionForm) {
    let place = place_on(SCREEN);
    Effect::new(move |_| {
        if place.with(String::is_empty) {
            return;
        }
        let Asked { client, field } = place.with(|place| Asked::read(place));
        untrack(|| {
            if let Some(client) = client {
                form.changing().set(false);
                form.typed().update(|typed| typed.client = client.number().into());
            }
            let chosen = form.client().get();
            let is_open = form.workbench.facts().with(|facts| facts.client(chosen).state == ClientState::Open);
            form.changing().set(field.is_some() && is_open);
        });
        leave_place(SCREEN);
        if let Some(field) = field {
            focus_place(place_of(field));
        }
    });
}

/// Gives the keyboard to a field of the form, once the form is there.
pub(super) fn focus_place(place: String) {
    next_frame(place, |place| {
        let place = document().get_element_by_id(&place);
        let input = place.and_then(|place| place.query_selector("input, select").ok().flatten());
        if let Some(input) = input {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = input.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// The id of the element that holds a field of this form.
pub(super) fn place_of(field: Field) -> String {
    format!("session-{}", field.name())
}

#[cfg(test)]
mod tests {
    use fibocom_at::meaning::{ADVICE, Meaning, Severity};

    use super::*;
    use crate::words;

    #[test]
    fn an_address_names_a_client_and_a_field_or_either() {
        let client = ClientIndex::new;
        for (place, expected) in [
            ("2", Asked { client: client(2), field: None }),
            ("101,username", Asked { client: client(101), field: Some(Field::Username) }),
            ("clientId", Asked { client: None, field: Some(Field::ClientId) }),
            ("9,nothing", Asked::default()),
            ("", Asked::default()),
        ] {
            assert_eq!(Asked::read(place), expected, "{place}");
        }
    }

    #[test]
    fn each_part_of_this_screen_that_an_advice_leads_to_is_a_field_of_it() {
        let advised = |advice: &&'static str| {
            let (args, severity) = (Vec::new(), Severity::Info);
            words::mends_line(&Meaning { id: "", args, severity, advice: Some(advice) })
        };
        for place in ADVICE.iter().filter_map(advised).filter(|place| place.screen == SCREEN) {
            let is_field = FIELDS.into_iter().any(|field| place_of(field) == place.part);
            assert!(place.part.is_empty() || is_field, "{}", place.part);
        }
    }
}
