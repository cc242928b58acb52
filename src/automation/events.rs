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
use workbench_payload::visible::escaped;
use workbench_record::export::{self, Comments, Export, FirstLine, Jsonl, Text};
use workbench_record::mask::{Live, Plan};
use workbench_record::session::Header;
use workbench_record::{Direction, Entry, Line};

use super::arguments::{Arguments, word_of};
use super::error::ApiError;
use super::object::{method, method3};
use super::shapes::{line, message, plain, state, way};
use crate::state::{Notice, Workbench};
use crate::t;

/// The events that can be listened to.
const EVENTS: [&str; 6] = ["message", "urc", "line", "state", "break", "lost"];

/// Listeners with their numbers and events.
#[derive(Default)]
struct Listeners {
    next: u64,
    all: Vec<Listener>,
    following: bool,
    /// Hides what is secret in the lines that are told.
    live: Live,
}

/// Somebody who listens.
struct Listener {
    number: u64,
    event: String,
    /// Whether lines are told with their secrets.
    secrets: bool,
    call: Function,
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
    method3(api, "on", move |event, listener, options| {
        let event = word_of(&event).filter(|event| EVENTS.contains(&event.as_str()));
        let event = event.ok_or_else(|| ApiError::argument("event", t!("api-events", events = EVENTS.join(", "))))?;
        let listener: Function = listener.dyn_into().map_err(|_| ApiError::argument("listener", t!("api-listener")))?;
        let secrets = Arguments::new(options).flag("secrets")?.unwrap_or(false);
        Ok(add(workbench, &listeners, event, listener, secrets))
    });
    method(api, "messages", move |options, _| {
        let limit = Arguments::new(options).count("limit", 0)?.map_or(usize::MAX, |limit| limit as usize);
        let zero = workbench.zero();
        Ok(workbench.with_messages(|messages| {
            let skip = messages.iter().len().saturating_sub(limit);
            messages.iter().skip(skip).map(|stored| message(zero, stored)).collect::<Array>().into()
        }))
    });
    method(api, "transcript", move |options, _| {
        let options = Arguments::new(options);
        let redact = options.flag("redact")?.unwrap_or(true);
        let mut form: Box<dyn Export> = match options.text("format")?.as_deref() {
            None | Some("text") => Box::new(Text::new(Comments::LeftOut).showing(escaped)),
            Some("jsonl") => Box::new(Jsonl::new(FirstLine::Entry)),
            Some(_) => return Err(ApiError::argument("format", t!("api-transcript-format"))),
        };
        let text = transcript(workbench, form.as_mut(), redact);
        Ok(JsValue::from_str(&text))
    });
}

/// The record as text, without what is secret where it is to be redacted.
fn transcript(workbench: Workbench, form: &mut dyn Export, redact: bool) -> String {
    let about = Header { zero: workbench.zero(), ..Header::default() };
    let out = workbench.with_secrets(|record, secrets| match redact {
        true => export::masked(record, &Plan::of(record.entries(), secrets, 0), &about, form),
        false => export::whole(record, &about, form),
    });
    String::from_utf8_lossy(&out).into_owned()
}

/// Adds a listener; the function that takes it away again.
fn add(
    workbench: Workbench,
    listeners: &Rc<RefCell<Listeners>>,
    event: String,
    call: Function,
    secrets: bool,
) -> JsValue {
    let mut all = listeners.borrow_mut();
    let number = all.next;
    all.next += 1;
    all.all.push(Listener { number, event, secrets, call });
    if !all.following {
        all.following = true;
        spawn_local(follow(workbench, Rc::clone(listeners)));
    }
    let listeners = Rc::clone(listeners);
    Closure::<dyn Fn()>::new(move || listeners.borrow_mut().all.retain(|other| other.number != number)).into_js_value()
}

async fn follow(workbench: Workbench, listeners: Rc<RefCell<Listeners>>) {
    let mut heard = workbench.follow_notices();
    while let Some(batch) = heard.next().await {
        batch.into_iter().for_each(|notice| tell_notice(workbench, &listeners, notice));
    }
}

fn tell_notice(workbench: Workbench, listeners: &Rc<RefCell<Listeners>>, notice: Notice) {
    match notice {
        Notice::Message(stored) => tell(listeners, "message", |_| message(workbench.zero(), &stored)),
        Notice::Line(number) => tell_line(workbench, listeners, number, &["line", "urc"]),
        Notice::TakenBack(number) => tell_line(workbench, listeners, number, &["urc"]),
        Notice::State => {
            tell(listeners, "state", |_| workbench.facts().with_untracked(|facts| state(workbench, facts)));
        }
        Notice::Break(client, cause) => tell(listeners, "break", |_| plain(&Break { client, cause })),
        Notice::Lost(reason) => tell(listeners, "lost", |_| plain(&Lost { reason: crate::words::lost(&reason) })),
    }
}

/// Tells a line, unless the record has dropped it meanwhile. Changes of the link are not told here: `state` and `lost` tell them.
fn tell_line(workbench: Workbench, listeners: &Rc<RefCell<Listeners>>, number: u64, events: &[&str]) {
    let told = workbench.with_secrets(|record, secrets| {
        let entry = record.get(number)?;
        let way = way(entry.line.direction)?;
        let unsolicited = entry.line.direction == Direction::Received(Role::Unsolicited);
        let masked = listeners.borrow_mut().live.line(secrets, &entry.line);
        let zero = workbench.zero();
        let masked = line(zero, &Entry { line: Line { raw: &masked, ..entry.line }, ..entry }, &way);
        Some((masked, line(zero, &entry, &way), unsolicited))
    });
    let Some((masked, whole, unsolicited)) = told else { return };
    let of = |listener: &Listener| if listener.secrets { whole.clone() } else { masked.clone() };
    for event in events.iter().filter(|event| unsolicited || **event != "urc") {
        tell(listeners, event, of);
    }
}

/// Calls the listeners of an event. What one throws is the page's console's business, and stops nobody else.
fn tell(listeners: &Rc<RefCell<Listeners>>, event: &str, value: impl Fn(&Listener) -> JsValue) {
    let called: Vec<(Function, JsValue)> = {
        let listeners = listeners.borrow();
        let meant = listeners.all.iter().filter(|listener| listener.event == event);
        meant.map(|listener| (listener.call.clone(), value(listener))).collect()
    };
    for (listener, value) in called {
        if let Err(error) = listener.call1(&JsValue::UNDEFINED, &value) {
            leptos::logging::error!("a listener to {event} failed: {error:?}");
        }
    }
}
