//! Does `workbench.cloud` give in a browser what published examples and the clouds' own code give?
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::time::Duration;

use gloo_timers::future::sleep;
use js_sys::{Function, JSON, Object, Reflect};
use leptos::prelude::document;
use module_workbench::App;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const VECTORS: &str = include_str!("../crates/cloud/tests/vectors.json");

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).expect("an object")
}

/// Opens the page and waits until it says that its API is there.
async fn open_page() {
    leptos::mount::mount_to_body(App);
    let is_ready = || document().document_element().is_some_and(|root| root.has_attribute("data-ready"));
    for _ in 0..200 {
        if is_ready() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("the page did not become ready in two seconds");
}

/// Calls a method of `workbench.cloud`.
fn call(name: &str, options: &Value) -> Result<Value, JsValue> {
    let cloud = get(&get(&js_sys::global(), "workbench"), "cloud");
    let method: Function = get(&cloud, name).dyn_into().expect("a method");
    let options = JSON::parse(&options.to_string()).expect("JSON");
    let answer = method.call1(&cloud, &options)?;
    let text = String::from(JSON::stringify(&answer).expect("plain data"));
    Ok(serde_json::from_str(&text).expect("JSON"))
}

fn checked(vector: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let check = vector["check"].as_str().unwrap_or_default();
    let expected = vector["expected"].as_object().expect("expected values");
    expected
        .iter()
        .filter(move |(name, value)| !value.is_null() && (check == "all" || check.split(',').any(|one| one == *name)))
}

fn options(vector: &Value) -> Value {
    let [number, variant, inputs, choices] =
        ["cloud_type", "variant", "inputs", "fixed"].map(|name| vector[name].clone());
    json!({ "type": number, "variant": variant, "inputs": inputs, "choices": choices })
}

fn vectors() -> Vec<Value> {
    serde_json::from_str(VECTORS).expect("vectors")
}

#[wasm_bindgen_test]
async fn every_vector_comes_out_of_the_page() {
    open_page().await;

    let mut compared = 0;
    for vector in vectors() {
        let id = &vector["id"];
        let method = if vector["kind"] == "authcfg" { "credentials" } else { "registration" };
        let made = call(method, &options(&vector)).unwrap_or_else(|error| panic!("{id}: {error:?}"));
        for (name, expected) in checked(&vector) {
            // Credentials have the names of the contract, a registration those of the vectors, and the contract's beside them.
            let name = if name == "client_id" && method == "credentials" { "clientId" } else { name };
            if name == "client_id" {
                assert_eq!(made["clientId"], made[name], "{id}");
            }
            let found = &made[name];
            let same = found == expected || found.as_str() == Some(&expected.to_string());
            assert!(same, "{id}: {name} is {found}, not {expected}");
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

#[wasm_bindgen_test]
async fn three_strings_are_judged_and_wrong_inputs_named() {
    open_page().await;
    let inputs = json!({ "productkey": "a1", "devicename": "d", "devicesecret": "s" });
    let made = call("credentials", &json!({ "type": 1, "inputs": inputs })).expect("credentials");
    let judged = |password: &str| {
        let options = json!({
            "type": 1, "inputs": inputs, "username": made["username"], "password": password, "clientId": made["clientId"]
        });
        call("verify", &options).expect("a verdict")
    };
    let password = made["password"].as_str().expect("a password");

    assert_eq!(judged(password), json!({ "verdict": "same" }));
    assert_eq!(judged(&password.to_uppercase())["verdict"], "valid");
    assert_eq!(judged("nonsense")["verdict"], "invalid");
    assert!(judged("nonsense")["reason"].is_string());

    for (options, field) in [
        (json!({ "type": 1, "inputs": { "productkey": "a1", "devicename": "d" } }), "devicesecret"),
        (json!({ "type": 1, "inputs": { "productkey": "a1 ", "devicename": "d", "devicesecret": "s" } }), "productkey"),
        (json!({ "type": 10, "inputs": {} }), "type"),
        (json!({ "type": 1, "variant": "tencent-psk", "inputs": {} }), "variant"),
        (json!({ "type": 1, "inputs": { "nonsense": 1 } }), "nonsense"),
        (json!({ "type": 1, "inputs": { "productkey": [] } }), "productkey"),
    ] {
        let error = call("credentials", &options).expect_err("an error");
        assert_eq!(get(&error, "kind").as_string().as_deref(), Some("invalid"), "{options}");
        assert_eq!(get(&error, "field").as_string().as_deref(), Some(field), "{options}");
        assert!(error.is_instance_of::<js_sys::Error>() && error.dyn_into::<Object>().is_ok());
    }
}
