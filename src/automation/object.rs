//! Makes JavaScript objects whose methods are Rust closures.

use std::future::Future;

use futures::future::LocalBoxFuture;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::future_to_promise;

use super::error::ApiError;

pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// Adds a method that answers at once, or throws.
pub(super) fn method(
    object: &Object,
    name: &str,
    call: impl Fn(JsValue, JsValue) -> Result<JsValue, ApiError> + 'static,
) {
    let closure = Closure::<dyn Fn(JsValue, JsValue) -> Result<JsValue, JsValue>>::new(move |first, second| {
        call(first, second).map_err(JsValue::from)
    });
    set(object, name, &closure.into_js_value());
}

/// The same, with a third argument.
pub(super) fn method3(
    object: &Object,
    name: &str,
    call: impl Fn(JsValue, JsValue, JsValue) -> Result<JsValue, ApiError> + 'static,
) {
    let closure =
        Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>>::new(move |first, second, third| {
            call(first, second, third).map_err(JsValue::from)
        });
    set(object, name, &closure.into_js_value());
}

/// Adds a method that answers with a promise.
pub(super) fn promise<Answer>(object: &Object, name: &str, call: impl Fn(JsValue, JsValue) -> Answer + 'static)
where
    Answer: Future<Output = Result<JsValue, ApiError>> + 'static,
{
    let closure = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |first, second| {
        promised(Box::pin(call(first, second)))
    });
    set(object, name, &closure.into_js_value());
}

/// The promise of an answer. Of one type for all methods, since each type would bring all of this code once more.
fn promised(answer: LocalBoxFuture<'static, Result<JsValue, ApiError>>) -> Promise {
    future_to_promise(async move { answer.await.map_err(JsValue::from) })
}
