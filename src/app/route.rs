//! Which screen is shown: the part of the address behind `#`, so that the page works on any server and under any path.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::address::{Address, provide_address, too_long};
use crate::ui::{Tone, use_toaster};
use crate::words;

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Choose a port or the virtual module.
    #[default]
    Connect,
    /// The seven checks, and dialling.
    Network,
    /// What a cloud wants as user name, password and client id.
    Credentials,
    /// Certificates, the key and the clock.
    Tls,
    /// Connect a client to its broker.
    Session,
    /// Send messages.
    Publish,
    /// Subscribe, and see what comes.
    Messages,
    /// Raw commands.
    Terminal,
    /// What every command takes and answers.
    Reference,
    /// Every widget, in debug builds.
    #[cfg(debug_assertions)]
    Gallery,
}

impl Screen {
    /// The screens of the journey, in order.
    pub const JOURNEY: [Self; 7] =
        [Self::Connect, Self::Network, Self::Credentials, Self::Tls, Self::Session, Self::Publish, Self::Messages];

    /// The tools.
    pub const TOOLS: [Self; 2] = [Self::Terminal, Self::Reference];

    /// Its name in the address and in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Network => "network",
            Self::Credentials => "credentials",
            Self::Tls => "tls",
            Self::Session => "session",
            Self::Publish => "publish",
            Self::Messages => "messages",
            Self::Terminal => "terminal",
            Self::Reference => "reference",
            #[cfg(debug_assertions)]
            Self::Gallery => "gallery",
        }
    }

    /// The screen that an address asks for; the first one, for an address that asks for none.
    fn of(address: &Address) -> Self {
        let id = address.screen.as_str();
        #[cfg(debug_assertions)]
        if id == Self::Gallery.id() {
            return Self::Gallery;
        }
        Self::JOURNEY.into_iter().chain(Self::TOOLS).find(|screen| screen.id() == id).unwrap_or_default()
    }
}

/// The screen of the address, now and whenever it changes. A change moves the focus to the new screen; within a screen the
/// screen itself does.
pub fn follow_address() -> RwSignal<Screen> {
    let address = provide_address();
    let screen = RwSignal::new(address.with_untracked(Screen::of));
    let toaster = use_toaster();
    let tell = move || {
        if let Some(over) = too_long() {
            toaster.show(Tone::Warn, words::over(over, ""));
        }
    };
    tell();
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        address.set(Address::now());
        tell();
        let next = address.with_untracked(Screen::of);
        if screen.get_untracked() == next {
            return;
        }
        screen.set(next);
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(0);
            // The keyboard goes on where the eye does. A screen that cannot take the focus is read all the same.
            let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
    on_cleanup(move || listener.remove());
    screen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_screen_or_the_first_is_shown() {
        for (hash, expected) in [
            ("#/publish", Screen::Publish),
            ("#terminal", Screen::Terminal),
            ("#/reference/+MQTTPUB", Screen::Reference),
            ("", Screen::Connect),
            ("#/nonsense", Screen::Connect),
        ] {
            assert_eq!(Screen::of(&Address::parse(hash)), expected, "{hash}");
        }
        for screen in Screen::JOURNEY.into_iter().chain(Screen::TOOLS) {
            assert_eq!(Screen::of(&Address::parse(&format!("#/{}", screen.id()))), screen);
        }
    }
}
