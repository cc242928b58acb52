//! The part of the API that tells: events, messages and the transcript.

use std::{cell::RefCell, rc::Rc};

use fibocom_at::Role;
use futures::StreamExt;
use js_sys::{Array, Function, Object};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use workbench_record::Direction;

use super::arguments::Arguments;
use super::error::ApiError;
use super::object::method;
use super::shapes::{line, message, plain, state, unix, way};
use crate::session::transcript::{self, Secrets, UnixBase};
use crate::state::{Notice, Workbench};
use crate::t;

/// The events that can be listened to.
const EVENTS: [&str; 6] = ["message", "urc", "line", "state", "break", "lost"];

/// Listeners with their numbers and events.
#[derive(Default)]
struct Listeners {
    next: u64,
    all: Vec<(u64, String, Function)>,
    following: bool,
}

#[derive(Serialize)]
struct Break {
    client: u8,
    cause: u8,
}

#[derive(Serialize)]
struct Lost {
    reason: String,
}

pub(super) fn install(api: &Object, workbench: Workbench) {
    let listeners = Rc::new(RefCell::new(Listeners::default()));
    method(api, "on", move |event, listener| {
        let event = event.as_string().filter(|event| EVENTS.contains(&event.as_str()));
        let event = event.ok_or_else(|| ApiError::argument("event", t!("api-events", events = EVENTS.join(", "))))?;
        let listener: Function = listener.dyn_into().map_err(|_| ApiError::argument("listener", t!("api-listener")))?;
        Ok(add(workbench, &listeners, event, listener))
    });
    method(api, "messages", move |options, _| {
        let limit = Arguments::new(options).number("limit")?.map_or(usize::MAX, |limit| limit as usize);
        Ok(workbench.with_messages(|messages| {
            let skip = messages.iter().len().saturating_sub(limit);
            messages.iter().skip(skip).map(message).collect::<Array>().into()
        }))
    });
    method(api, "transcript", move |options, _| {
        let options = Arguments::new(options);
        let secrets = if options.flag("redact")?.unwrap_or(true) { Secrets::Masked } else { Secrets::Included };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "milliseconds since 1970 are positive and fit"
        )]
        let base = UnixBase(unix(0) as u64);
        let text = match options.text("format")?.as_deref() {
            None | Some("text") => {
                workbench.with_record(|record| transcript::transcript_text(record.entries(), base, secrets))
            }
            Some("jsonl") => {
                workbench.with_record(|record| transcript::transcript_jsonl(record.entries(), base, secrets))
            }
            Some(_) => return Err(ApiError::argument("format", t!("api-transcript-format"))),
        };
        Ok(JsValue::from_str(&text))
    });
}

/// Adds a listener; the function that takes it away again.
fn add(workbench: Workbench, listeners: &Rc<RefCell<Listeners>>, event: String, listener: Function) -> JsValue {
    let mut all = listeners.borrow_mut();
    let number = all.next;
    all.next += 1;
    all.all.push((number, event, listener));
    if !all.following {
        all.following = true;
        spawn_local(follow(workbench, Rc::clone(listeners)));
    }
    let listeners = Rc::clone(listeners);
    Closure::<dyn Fn()>::new(move || listeners.borrow_mut().all.retain(|(other, ..)| *other != number)).into_js_value()
}

async fn follow(workbench: Workbench, listeners: Rc<RefCell<Listeners>>) {
    let mut heard = workbench.listen();
    while let Some(notice) = heard.next().await {
        match notice {
            Notice::Message(stored) => tell(&listeners, "message", || message(&stored)),
            Notice::Line(number) => tell_line(workbench, &listeners, number),
            Notice::State => {
                tell(&listeners, "state", || workbench.facts().with_untracked(|facts| state(workbench, facts)));
            }
            Notice::Break(client, cause) => tell(&listeners, "break", || plain(&Break { client, cause })),
            Notice::Lost(reason) => tell(&listeners, "lost", || plain(&Lost { reason: crate::words::lost(&reason) })),
        }
    }
}

/// Tells a line, unless the record has let go of it meanwhile. What happened to the link is none: `state` and `lost` tell it.
fn tell_line(workbench: Workbench, listeners: &Rc<RefCell<Listeners>>, number: u64) {
    let told = workbench.with_record(|record| {
        let entry = record.get(number)?;
        let way = way(entry.line.direction)?;
        Some((line(&entry, &way), entry.line.direction == Direction::Received(Role::Unsolicited)))
    });
    let Some((line, unsolicited)) = told else { return };
    tell(listeners, "line", || line.clone());
    if unsolicited {
        tell(listeners, "urc", || line.clone());
    }
}

/// Calls the listeners of an event. What one throws is the page's console's business, and stops nobody else.
fn tell(listeners: &Rc<RefCell<Listeners>>, event: &str, value: impl Fn() -> JsValue) {
    let called: Vec<Function> = {
        let listeners = listeners.borrow();
        listeners.all.iter().filter(|(_, name, _)| name == event).map(|(_, _, listener)| listener.clone()).collect()
    };
    for listener in called {
        if let Err(error) = listener.call1(&JsValue::UNDEFINED, &value()) {
            leptos::logging::error!("a listener to {event} failed: {error:?}");
        }
    }
}
