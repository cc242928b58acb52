//! The Messages screen: the subscriptions, the topics with the list, and the chosen message beside them.

mod changed;
mod chart;
mod chips;
mod detail;
mod draft;
mod head;
mod list;
mod model;
mod nothing;
mod row;
mod subscribe;
mod topics;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::parts::round_trip::{Arrived, ArrivedBar};
use crate::t;
use crate::ui::once_drawn;

use chips::subscriptions;
use detail::detail;
use draft::MessagesDraft;
pub use draft::provide_draft;
use head::Head;
use list::list;

/// Where the keyboard goes: the list, and the message beside it.
#[derive(Clone, Copy)]
struct Places {
    list: NodeRef<html::Div>,
    open: NodeRef<html::Section>,
}

impl Places {
    /// Goes on in the chosen message.
    fn go_to_message(self) {
        if let Some(open) = self.open.get_untracked() {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = open.focus();
        }
    }

    /// Brings the chosen message into view where it stands below the list.
    fn show_message(self) {
        once_drawn(self.open, |open| {
            let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            if open.get_bounding_client_rect().top() > height * 0.75 {
                open.scroll_into_view();
            }
        });
    }

    fn list_view(self) -> Option<web_sys::Element> {
        self.list.get_untracked()?.query_selector(".list-view").ok()?
    }

    /// Whether the list itself has the focus.
    fn is_in_list(self) -> bool {
        let list = self.list_view();
        list.is_some() && list == document().active_element()
    }

    /// Goes back to the list.
    fn go_to_list(self) {
        let list = self.list_view();
        if let Some(list) = list.and_then(|list| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(list).ok()) {
            let _ = list.focus();
        }
    }
}

#[component]
pub fn MessagesScreen() -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    draft.follow_record();
    draft.choose_newest();
    let places = Places { list: NodeRef::new(), open: NodeRef::new() };
    let in_list = move |event: KeyboardEvent| {
        // Buttons and links that stand in the list's place have an Enter of their own.
        if event.key() == "Enter" && places.is_in_list() && draft.selected.get_untracked().is_some() {
            event.prevent_default();
            places.go_to_message();
        }
    };
    view! {
        <div class="screen messages-screen">
            <Head/>
            <Arrived/>
            {subscriptions()}
            <div class="messages">
                <section class="card messages-pane" aria-label=t!("messages-list-pane")>{list(places, in_list)}</section>
                {detail(places)}
            </div>
            <ArrivedBar/>
        </div>
    }
}
