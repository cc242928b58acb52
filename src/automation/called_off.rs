//! What a script can stop that it has begun: a call with an `AbortSignal`.

use futures::channel::oneshot;
use futures::future::{Either, pending, select};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::arguments::{Arguments, wrong_type};
use super::error::ApiError;

/// The signal that a call was given. None of its own stands for one that is never told.
pub(super) struct Signal(Option<JsValue>);

impl Signal {
    /// Takes it out of a call's arguments.
    ///
    /// # Errors
    /// Where something else stands in its place.
    pub(super) fn of(arguments: &Arguments) -> Result<Self, ApiError> {
        let signal = arguments.get("signal")?;
        let is_one = |signal: &JsValue| {
            get(signal, "aborted").as_bool().is_some() && get(signal, "addEventListener").is_function()
        };
        match signal {
            Some(other) if !is_one(&other) => Err(wrong_type("signal", "AbortSignal")),
            signal => Ok(Self(signal)),
        }
    }

    /// Whether it was told already.
    pub(super) fn is_told(&self) -> bool {
        self.0.as_ref().is_some_and(|signal| get(signal, "aborted").is_truthy())
    }

    /// Resolves when it is told.
    async fn told(&self) {
        let (tell, told) = oneshot::channel::<()>();
        let mut tell = Some(tell);
        let heard = Closure::<dyn FnMut()>::new(move || {
            // Nobody may wait any more.
            let _ = tell.take().map(|tell| tell.send(()));
        });
        let Some(signal) = &self.0 else { return pending().await };
        let listening = Listening { signal, heard };
        listening.call("addEventListener");
        if told.await.is_err() {
            pending::<()>().await;
        }
    }

    /// Does this to its end; where the signal is told before, has it called off, and waits for the end all the same. The second value is whether it
    /// was.
    pub(super) async fn over<T>(&self, work: impl Future<Output = T>, call_off: impl AsyncFnOnce()) -> (T, bool) {
        let work = Box::pin(work);
        let told = Box::pin(self.told());
        match select(work, told).await {
            Either::Left((done, _)) => (done, false),
            Either::Right(((), work)) => {
                call_off().await;
                (work.await, true)
            }
        }
    }
}

/// Hears a signal for as long as it lives: what is called behind its end would fail.
struct Listening<'a> {
    signal: &'a JsValue,
    heard: Closure<dyn FnMut()>,
}

impl Listening<'_> {
    fn call(&self, method: &str) {
        if let Ok(method) = get(self.signal, method).dyn_into::<Function>() {
            // What throws there tells nothing either.
            let _ = method.call2(self.signal, &JsValue::from_str("abort"), self.heard.as_ref());
        }
    }
}

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.call("removeEventListener");
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}
