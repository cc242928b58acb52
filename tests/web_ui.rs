//! Do the widgets behave in a real browser: labels, errors, and only as many rows as are in view?
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};
use module_workbench::ui::{Field, Limit, RowHeight, VirtualList};
use wasm_bindgen::JsCast;
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
