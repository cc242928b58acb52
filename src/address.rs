//! The part of the address behind `#`: which screen is shown, and which place on it, as in `#/reference/+MQTTPUB`.

use fibocom_at::Spec;
use fibocom_at::urc::Code;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::limits::{ADDRESS, Over};

/// What stands for itself behind `#`, so that a command reads there as it does elsewhere.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'+').remove(b'-').remove(b'_').remove(b'.').remove(b',').remove(b'=');

/// A screen and a place on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The screen's id; empty where the address names none.
    pub screen: String,
    /// What the screen makes of it; empty for the screen as a whole.
    pub place: String,
}

impl Address {
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches(['#', '/']);
        let (screen, place) = path.split_once('/').unwrap_or((path, ""));
        Self { screen: screen.to_owned(), place: percent_decode_str(place).decode_utf8_lossy().into_owned() }
    }

    /// Where the page is now.
    #[must_use]
    pub fn now() -> Self {
        Self::read(&window().location().hash().unwrap_or_default()).unwrap_or_default()
    }

    /// Reads it, unless there is more of it than any link of this page has.
    fn read(hash: &str) -> Result<Self, Over> {
        ADDRESS.admit(hash.len())?;
        Ok(Self::parse(hash))
    }
}

/// How much too long the address is; nothing, where it was read.
pub(crate) fn too_long() -> Option<Over> {
    Address::read(&window().location().hash().unwrap_or_default()).err()
}

/// A link to a place on a screen.
#[must_use]
pub fn link(screen: &str, place: &str) -> String {
    if place.is_empty() {
        return format!("#/{screen}");
    }
    format!("#/{screen}/{}", utf8_percent_encode(place, ENCODED))
}

/// A link to a command in the reference.
#[must_use]
pub fn reference(spec: &Spec) -> String {
    link("reference", &spec.shown_name())
}

/// A link to an unsolicited code in the reference.
#[must_use]
pub fn reference_code(code: &Code) -> String {
    link("reference", &code.shown_name())
}

/// A link that puts a line into the Terminal, to be looked at and sent by hand.
#[must_use]
pub fn terminal(line: &str) -> String {
    link("terminal", line)
}

/// A link to a client on the Session screen, by its number, and to a field of its form.
#[must_use]
pub fn session(client: Option<u8>, field: &str) -> String {
    let client = client.map(|client| client.to_string());
    let place: Vec<_> = client.iter().map(String::as_str).chain([field]).filter(|part| !part.is_empty()).collect();
    link("session", &place.join(","))
}

/// Goes to a screen, as a link to it does.
pub fn go(link: &str) {
    // A browser takes every fragment.
    let _ = window().location().set_hash(link);
}

/// Goes to a link in the place of where the page is: the way back leads past it.
pub fn replace(link: &str) {
    // A browser takes every fragment.
    let _ = window().location().replace(link);
}

/// Has the address name the screen as a whole, without a new step in the browser's history.
pub fn leave_place(screen: &str) {
    if let Ok(history) = window().history() {
        // The address stays as it is where a browser will not have it changed, which does no harm.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&link(screen, "")));
    }
    if let Some(Followed(address)) = use_context() {
        address.set(Address { screen: screen.to_owned(), place: String::new() });
    }
}

/// The address, followed by whoever mounted the page.
#[derive(Clone, Copy)]
struct Followed(RwSignal<Address>);

/// Makes the address known to the screens; whoever follows it writes it there.
pub fn provide_address() -> RwSignal<Address> {
    let address = RwSignal::new(Address::now());
    provide_context(Followed(address));
    address
}

/// The place on a screen as it stands in the address, where a screen takes it apart by itself.
#[must_use]
pub fn raw_place(screen: &str) -> String {
    let hash = window().location().hash().unwrap_or_default();
    let path = hash.trim_start_matches(['#', '/']);
    path.strip_prefix(screen).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default().to_owned()
}

/// The address of this page with this behind `#/`, to give to somebody.
#[must_use]
pub fn absolute(path: &str) -> String {
    let whole = window().location().href().unwrap_or_default();
    let base = whole.split('#').next().unwrap_or_default();
    format!("{base}#/{path}")
}

/// The id of the screen that the address names, followed.
#[must_use]
pub fn screen() -> Memo<String> {
    let followed = use_context::<Followed>();
    Memo::new(move |_| followed.map(|Followed(address)| address.get().screen).unwrap_or_default())
}

/// The place on a screen. It stays what it was when the address goes on to another screen, so that one that is about to be
/// left does not change before it goes.
#[must_use]
pub fn place_on(screen: &'static str) -> Memo<String> {
    let followed = use_context::<Followed>();
    Memo::new(move |before: Option<&String>| {
        let address = followed.map(|Followed(address)| address.get()).unwrap_or_default();
        if address.screen == screen { address.place } else { before.cloned().unwrap_or_default() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_screen_and_a_place() {
        for (hash, screen, place) in [
            ("", "", ""),
            ("#/publish", "publish", ""),
            ("#terminal", "terminal", ""),
            ("#/reference/+MQTTPUB", "reference", "+MQTTPUB"),
            ("#/reference/", "reference", ""),
            ("#/terminal/AT+MQTTPUB=1,%22a%2Fb%22,0,0,%22%C3%A9%22", "terminal", "AT+MQTTPUB=1,\"a/b\",0,0,\"é\""),
            ("#/terminal/100%", "terminal", "100%"),
        ] {
            assert_eq!(Address::parse(hash), Address { screen: screen.into(), place: place.into() }, "{hash}");
        }
    }

    #[test]
    fn an_address_longer_than_any_link_is_not_followed() {
        let line = "\"".repeat(fibocom_at::Request::LINE_MAX);
        assert_eq!(Address::read(&link("terminal", &line)).map(|address| address.place), Ok(line));
        let hash = format!("#/terminal/{}", "A".repeat(ADDRESS.most));
        assert_eq!(Address::read(&hash), Err(Over { limit: ADDRESS, found: hash.len() }));
    }

    #[test]
    fn a_link_leads_to_its_place() {
        for place in ["", "+MQTTPUB", "AT+MQTTPUB=1,\"a/b c\",0,0,\"{\\22é\\22:1}#%\"", "AT+CSQ?"] {
            let address = Address::parse(&link("terminal", place));
            assert_eq!(address, Address { screen: "terminal".into(), place: place.into() });
        }
        assert_eq!(link("reference", "+MQTTPUB"), "#/reference/+MQTTPUB");
        assert_eq!(session(Some(2), ""), "#/session/2");
        assert_eq!(session(Some(101), "username"), "#/session/101,username");
        assert_eq!(session(None, "host"), "#/session/host");
        assert_eq!(session(None, ""), "#/session");
    }
}
