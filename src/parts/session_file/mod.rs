//! Opens a session file, chosen or dropped anywhere on the page, and says of what it is as long as it is looked at.

mod work;

pub use work::read_session;

use std::sync::Arc;

use futures::future::{AbortHandle, abortable};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{File, HtmlInputElement};

use crate::parts::WallClock;
use crate::state::{FileFacts, use_workbench};
use crate::ui::{Button, Details, Dialog, Icon, Note, Progress, Tone, Variant, go_on, outside};
use crate::{t, words};

/// How many problems of a file are listed.
const LISTED: usize = 20;

#[derive(Clone, Copy)]
struct OpenState {
    open: RwSignal<bool>,
    stage: RwSignal<Stage, LocalStorage>,
    /// How far the reading is, where that can be told.
    far: RwSignal<Option<f64>>,
    stop: StoredValue<Option<AbortHandle>, LocalStorage>,
}

#[derive(Debug, Clone)]
enum Stage {
    /// A module is connected: it has to be let go first.
    Connected(File),
    /// The file is being read.
    Reading,
    /// The file cannot be read.
    Failed(String),
}

/// Opens a session file. What is dropped on the page, and no screen takes, is taken for one too.
#[component]
pub fn OpenButton(
    /// What the button says, where opening is what the screen is for. Without it, it is an icon among others.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether it is the next step of its screen.
    #[prop(optional)]
    is_next: bool,
) -> impl IntoView {
    let workbench = use_workbench();
    let state = OpenState {
        open: RwSignal::new(false),
        stage: RwSignal::new_local(Stage::Reading),
        far: RwSignal::new(None),
        stop: StoredValue::new_local(None),
    };
    let choose = move || choose_file(move |file| state.take(workbench, file));
    take_what_is_dropped(move |file| state.take(workbench, file));
    Effect::new(move |_| {
        if !state.open.get() {
            state.cease();
        }
    });
    on_cleanup(move || state.cease());
    let anyway = move || {
        let Stage::Connected(file) = state.stage.get_untracked() else { return };
        go_on(async move {
            workbench.disconnect().await;
            state.take(workbench, file);
        });
    };
    let actions = move || {
        let connected = state.stage.with(|stage| matches!(stage, Stage::Connected(_)));
        let go = connected
            .then(|| view! { <Button variant=Variant::Primary on_press=anyway>{t!("wire-open-disconnect")}</Button> });
        view! { <Button on_press=move || state.open.set(false)>{t!("wire-cancel")}</Button> {go} }
    };
    let content = move || {
        match state.stage.get() {
        Stage::Connected(_) => view! { <p>{t!("wire-open-connected")}</p> }.into_any(),
        Stage::Reading => view! { <Progress label=t!("wire-open-reading") fraction=state.far/> }.into_any(),
        // Whoever drops a log of another program wants to know what went wrong in it.
        Stage::Failed(why) => view! {
            <div class="stack">
                <Note tone=Tone::Bad announce=true>{why}</Note>
                <p>{t!("wire-open-log")} " " <a href="#/doctor" on:click=move |_| state.open.set(false)>{t!("wire-open-doctor")}</a></p>
            </div>
        }
        .into_any(),
    }
    };
    let button = match label {
        Some(label) => {
            let label = Signal::stored(label);
            let variant = if is_next { Variant::Primary } else { Variant::Default };
            view! { <Button variant icon=Icon::Upload on_press=choose>{label}</Button> }.into_any()
        }
        None => {
            view! { <Button variant=Variant::Quiet icon=Icon::Upload name=t!("wire-open") on_press=choose/> }.into_any()
        }
    };
    view! {
        {button}
        <Dialog open=state.open title=t!("wire-open") actions>{content}</Dialog>
    }
}

/// Has the person choose a file, by an input that is no part of the page.
pub fn choose_file(take: impl FnOnce(File) + 'static) {
    let Ok(Ok(input)) = document().create_element("input").map(JsCast::dyn_into::<HtmlInputElement>) else { return };
    input.set_type("file");
    input.set_accept(".jsonl,.gz");
    let chosen = input.clone();
    let changed = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.item(0)) {
            take(file);
        }
    });
    input.set_onchange(Some(changed.unchecked_ref()));
    input.click();
}

/// Takes files that are dropped where no screen takes them. Without it the browser would show the file instead of the page.
fn take_what_is_dropped(take: impl Fn(File) + 'static) {
    let is_file = |event: &DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        !event.default_prevented() && types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if is_file(&event) {
            event.prevent_default();
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        if is_file(&event) {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                take(file);
            }
        }
    });
    on_cleanup(move || {
        over.remove();
        dropped.remove();
    });
}

impl OpenState {
    fn cease(self) {
        if let Some(Some(stop)) = self.stop.try_update_value(Option::take) {
            stop.abort();
        }
    }

    /// Reads a file and shows what is in it, once no module is connected.
    fn take(self, workbench: crate::state::Workbench, file: File) {
        self.cease();
        self.open.set(true);
        if workbench.is_link_in_use() {
            self.stage.set(Stage::Connected(file));
            return;
        }
        self.stage.set(Stage::Reading);
        self.far.set(None);
        let (reading, stop) = abortable(async move {
            let far = move |far| {
                self.far.try_set(far);
            };
            let name = file.name();
            match work::read(&file, far).await {
                Err(_) => self.fail(t!("wire-open-failed", name = name)),
                Ok(session) if session.facts().lines == 0 => self.fail(nothing_in(session.facts())),
                Ok(session) => {
                    if workbench.is_link_in_use() {
                        self.stage.try_set(Stage::Connected(file));
                        return;
                    }
                    self.open.try_set(false);
                    workbench.open_session_file(session);
                }
            }
        });
        self.stop.set_value(Some(stop));
        // It ends with the dialog, by its handle, and sets only what may be gone by then.
        go_on(async move {
            let _ = reading.await;
        });
    }

    fn fail(self, why: String) {
        self.stage.try_set(Stage::Failed(why));
    }
}

/// Why a file has nothing to show.
fn nothing_in(facts: &FileFacts) -> String {
    let nothing = t!("wire-open-nothing", name = facts.name.as_str());
    match facts.problems.first() {
        Some(problem) => format!("{nothing} {}", words::file_problem(problem)),
        None => nothing,
    }
}

/// What the file is of that is replayed.
#[component]
pub fn FileNote(file: Arc<FileFacts>) -> impl IntoView {
    let of_module = file.header.module.as_ref().map(|module| module.model.clone()).filter(|model| !model.is_empty());
    let clock = WallClock::counting_from(file.header.zero);
    let says = match of_module {
        _ if file.header.zero.0 == 0 => t!("session-file-undated", lines = file.lines),
        Some(model) => t!("session-file-module", date = clock.date(0), model = model, lines = file.lines),
        None => t!("session-file-says", date = clock.date(0), lines = file.lines),
    };
    let masked = file.header.masking.is_some().then(|| view! { <span>" "{t!("session-file-masked")}</span> });
    let problems = file.problems.len() as u64 + file.more_problems;
    let problems = (problems > 0).then(|| {
        let listed: Vec<String> = file.problems.iter().take(LISTED).map(words::file_problem).collect();
        let listed = move || listed.iter().map(|problem| view! { <li>{outside(problem.as_str())}</li> }).collect_view();
        view! { <Details summary=t!("session-file-problems", count = problems)><ul>{listed}</ul></Details> }
    });
    view! {
        <div class="replay-about">
            <h2>{t!("session-file-title", name = file.name.clone())}</h2>
            <p class="muted small">{says}{masked}</p>
        </div>
        {problems}
    }
}
