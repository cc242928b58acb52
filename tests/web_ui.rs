//! Do the widgets behave in a real browser: labels, errors, and only as many rows as are in view?
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};
use module_workbench::{Button, Card, Code, FIELD_MAX, Field, Limit, Note, RowHeight, Tone, VirtualList, outside};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A place of its own for a test's view.
fn place() -> HtmlElement {
    let place: HtmlElement = document().create_element("div").expect("a div").unchecked_into();
    document().body().expect("a body").append_child(&place).expect("in the page");
    place
}

/// The kit's own look, which gives lists their height.
fn dress() {
    for sheet in
        [include_str!("../style/tokens.css"), include_str!("../style/base.css"), include_str!("../style/ui/list.css")]
    {
        let style = document().create_element("style").expect("a style");
        style.set_text_content(Some(sheet));
        document().head().expect("a head").append_child(&style).expect("in the page");
    }
}

fn find(place: &HtmlElement, selector: &str) -> Element {
    place.query_selector(selector).expect("a selector").unwrap_or_else(|| panic!("{selector} is not there"))
}

#[wasm_bindgen_test]
async fn a_field_says_its_error_and_counts_bytes() {
    let place = place();
    let value = RwSignal::new("grün".to_owned());
    let error = RwSignal::new(None::<String>);
    let handle = mount_to(place.clone(), move || {
        view! { <Field label="Topic" value error limit=Limit::Bytes(255)/> }
    });
    leptos::task::tick().await;
    let input: HtmlInputElement = find(&place, "input").unchecked_into();
    assert_eq!(input.value(), "grün");
    assert!(place.text_content().unwrap_or_default().contains("5 / 255"), "{:?}", place.text_content());

    error.set(Some("No such topic.".to_owned()));
    leptos::task::tick().await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(place.text_content().unwrap_or_default().contains("No such topic."));
    drop(handle);
}

/// Puts a value into an input as a person's browser does.
fn type_in(input: &HtmlInputElement, value: &JsValue) {
    js_sys::Reflect::set(input, &"value".into(), value).expect("an input takes a text");
    let event = document().create_event("Event").expect("an event");
    event.init_event_with_bubbles("input", true);
    input.dispatch_event(&event).expect("it is heard");
}

#[wasm_bindgen_test]
async fn half_of_a_character_is_told_at_the_field_and_stays_in_it() {
    let place = place();
    let value = RwSignal::new(String::new());
    let handle = mount_to(place.clone(), move || view! { <Field label="Topic" value/> });
    leptos::task::tick().await;
    let input: HtmlInputElement = find(&place, "input").unchecked_into();
    let typed: JsValue = js_sys::JsString::from_char_code(&[0x61, 0xD83D, 0x62]).into();
    type_in(&input, &typed);
    leptos::task::tick().await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(place.text_content().unwrap_or_default().contains("half of a character"), "{:?}", place.text_content());
    assert_eq!(js_sys::Reflect::get(&input, &"value".into()).expect("a value"), typed);

    type_in(&input, &"ab".into());
    leptos::task::tick().await;
    assert_eq!((input.get_attribute("aria-invalid"), value.get_untracked()), (None, "ab".to_owned()));
    drop(handle);
}

#[wasm_bindgen_test]
async fn more_than_a_field_takes_is_refused_and_the_text_before_stays() {
    let place = place();
    let value = RwSignal::new("before".to_owned());
    let handle = mount_to(place.clone(), move || view! { <Field label="Topic" value/> });
    leptos::task::tick().await;
    let input: HtmlInputElement = find(&place, "input").unchecked_into();
    type_in(&input, &"x".repeat(FIELD_MAX as usize).into());
    assert_eq!(value.with_untracked(String::len), FIELD_MAX as usize);
    value.set("before".to_owned());
    leptos::task::tick().await;
    type_in(&input, &"x".repeat(FIELD_MAX as usize + 1).into());
    leptos::task::tick().await;
    assert_eq!((input.value().as_str(), value.get_untracked().as_str()), ("before", "before"));
    assert!(place.text_content().unwrap_or_default().contains("65537 characters"), "{:?}", place.text_content());
    drop(handle);
}

#[wasm_bindgen_test]
async fn what_a_text_hides_is_a_mark_in_every_widget() {
    let place = place();
    let hostile = "a\u{202E}b\u{1B}c";
    let value = RwSignal::new(String::new());
    let handle = mount_to(place.clone(), move || {
        view! {
            <Field label=hostile value hint=hostile error=hostile/>
            <Card title=hostile><Code text=hostile/><Note tone=Tone::Info title=hostile>{outside(hostile)}</Note></Card>
            <Button name=hostile/>
        }
    });
    leptos::task::tick().await;
    let html = place.inner_html();
    assert!(!html.contains(['\u{202E}', '\u{1B}']), "{html}");
    assert!(html.matches("a\\xE2\\x80\\xAEb\\x1Bc").count() >= 7, "{html}");
    drop(handle);
}

#[wasm_bindgen_test]
async fn a_long_list_draws_only_the_rows_in_view() {
    dress();
    let place = place();
    let rows = RwSignal::new((0..100_000_u32).collect::<Vec<_>>());
    let handle = mount_to(place.clone(), move || {
        view! {
            <div style:height="200px" style:display="flex" style:flex-direction="column">
                <VirtualList label="Numbers" rows height=RowHeight::Fixed(20.0) row=|number: u32| view! { <b class="drawn">{number}</b> }.into_any()/>
            </div>
        }
    });
    let drawn = place.get_elements_by_class_name("drawn");
    // Rows are drawn with the next animation frame.
    for _ in 0..100 {
        if drawn.length() > 0 {
            break;
        }
        gloo_timers::future::TimeoutFuture::new(20).await;
    }
    let drawn = drawn.length();
    assert!((1..200).contains(&drawn), "{drawn} of 100000 rows are drawn");
    drop(handle);
}
