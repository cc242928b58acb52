//! Which screen is shown: the part of the address behind `#`, so that the page works on any server and under any path.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::screen::Screen;
use crate::address::{Address, provide_address, too_long};
use crate::t;
use crate::ui::{Keeps, Tone, begin_at_heading, use_toaster};
use crate::words;

/// The screen that an address asks for; the first one, for an address that asks for none.
fn screen_of(address: &Address) -> Screen {
    named(address).unwrap_or_default()
}

/// The screen that an address names.
fn named(address: &Address) -> Option<Screen> {
    Screen::all().find(|screen| screen.id() == address.screen)
}

/// The screen of the address, now and whenever it changes. A change moves the focus to the new screen; within a screen the
/// screen itself does.
pub fn follow_address() -> RwSignal<Screen> {
    let address = provide_address();
    let screen = RwSignal::new(address.with_untracked(screen_of));
    let toaster = use_toaster();
    let tell = move || {
        if let Some(over) = too_long() {
            toaster.show(Tone::Warn, words::over(over, ""));
        }
        address.with_untracked(|address| {
            if !address.screen.is_empty() && named(address).is_none() {
                toaster.show(Tone::Warn, t!("address-unknown", screen = address.screen.as_str()));
            }
        });
    };
    tell();
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        address.set(Address::now());
        tell();
        let next = address.with_untracked(screen_of);
        if screen.get_untracked() == next {
            return;
        }
        screen.set(next);
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(0);
            // The keyboard goes on where the eye does. A screen that cannot take the focus is read all the same.
            let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
            begin_at_heading(Keeps::Focus);
        }
    });
    on_cleanup(move || listener.remove());
    screen
}

#[cfg(test)]
mod tests {
    use super::super::screen::{Journey, Tool};
    use super::*;

    #[test]
    fn an_address_names_a_screen_or_the_first_is_shown() {
        for (hash, expected) in [
            ("#/publish", Screen::Journey(Journey::Publish)),
            ("#terminal", Screen::Tool(Tool::Terminal)),
            ("#/reference/+MQTTPUB", Screen::Tool(Tool::Reference)),
            ("", Screen::Connect),
            ("#/nonsense", Screen::Connect),
        ] {
            assert_eq!(screen_of(&Address::parse(hash)), expected, "{hash}");
        }
        for screen in Screen::all() {
            assert_eq!(screen_of(&Address::parse(&format!("#/{}", screen.id()))), screen);
        }
    }
}
