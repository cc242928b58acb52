//! One step in large words: what it does, what it sends before it sends it, and what came of it.

use std::time::Duration;

use leptos::{html, prelude::*};
use workbench_walkthrough::{Asks, Does, Kind, Phase, Runner, Step, Value, Verdict};

use super::draft::WalkDraft;
use super::end::End;
use super::exchange::Exchange;
use super::prose::{LANGUAGE, line, prose};
use crate::parts::command_line::takes_no_commands;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{
    ActionBar, Binding, Button, Field, FieldKind, Glyph, Icon, Note, TextArea, Tone, Variant, every, once_drawn,
    outside, scroll_into_view,
};

/// How often the time is looked at.
const TICK: Duration = Duration::from_millis(500);

/// What is shown of the runner; what is typed changes none of it.
#[derive(Clone, PartialEq)]
struct Shown {
    number: usize,
    count: usize,
    step: Step,
    phase: Phase,
    options: Vec<usize>,
    visits: usize,
}

fn shown(runner: &Runner) -> Option<Shown> {
    let count = runner.checked().document().length();
    Some(Shown {
        number: runner.number(),
        count,
        step: runner.step()?.clone(),
        phase: runner.phase().clone(),
        options: runner.options(),
        visits: runner.taken().len(),
    })
}

#[component]
pub(super) fn Running(draft: WalkDraft) -> impl IntoView {
    let workbench = use_workbench();
    every(TICK, move || draft.tick(workbench));
    Effect::new(move |_| {
        workbench.messages_version().track();
        draft.hear_messages(workbench);
    });
    let now = Memo::new(move |_| draft.with(shown).flatten());
    let title = move || draft.now(|runner| line(&runner.checked().document().title)).unwrap_or_default();
    let stop = move || draft.close();
    view! {
        {move || now.get().map(|shown| match shown.phase {
            Phase::Ended(ending) => view! { <End draft step=shown.step ending/> }.into_any(),
            _ => view! {
                <div class="walk" tabindex="-1" node_ref=begin(&shown)>
                    {place(&shown, title())}
                    {body(draft, &shown)}
                </div>
                <ActionBar title=t!("walkthrough-can-stop")>
                    <Button variant=Variant::Quiet icon=Icon::Stop on_press=stop>{t!("walkthrough-stop")}</Button>
                </ActionBar>
            }
            .into_any(),
        })}
    }
}

/// Where the keyboard goes on: the new step, once it has taken the place of the one before.
fn begin(shown: &Shown) -> NodeRef<html::Div> {
    let top = NodeRef::<html::Div>::new();
    if shown.visits > 0 || shown.phase != Phase::Ready {
        once_drawn(top, |part| {
            scroll_into_view(&part);
            // Where it cannot be had, the step is read all the same.
            let _ = part.focus();
        });
    }
    top
}

/// Where in the walkthrough this is.
fn place(shown: &Shown, title: String) -> AnyView {
    let Shown { number, count, .. } = *shown;
    let dots = (1..=count).map(|at| {
        view! { <i class:is-done=at < number class:is-on=at == number></i> }
    });
    view! {
        <p class="walk-where">
            <span class="walk-dots" aria-hidden="true">{dots.collect_view()}</span>
            <span>{t!("walkthrough-step", number = number, count = count)}</span>
            <span class="walk-of muted">{title}</span>
        </p>
    }
    .into_any()
}

fn body(draft: WalkDraft, shown: &Shown) -> AnyView {
    match &shown.phase {
        Phase::Told(turn) => told(draft, shown, turn),
        _ => open(draft, shown),
    }
}

/// A step that waits for its button, or whose command is under way.
fn open(draft: WalkDraft, shown: &Shown) -> AnyView {
    let workbench = use_workbench();
    let step = &shown.step;
    let text = step.text.as_ref().map(|text| view! { <div class="walk-lead">{prose(text)}</div> });
    let picture = step.picture.clone().map(|picture| view! { <img class="walk-picture" src=picture alt=""/> });
    let asks = draft.now(|runner| match runner.asks() {
        Asks::Values(names) => {
            let values = &runner.checked().document().values;
            names.iter().filter_map(|name| values.iter().find(|value| value.name == *name).cloned()).collect()
        }
        Asks::Options | Asks::Nothing => Vec::new(),
    });
    let fields = asks.unwrap_or_default().into_iter().map(|value| field(draft, value)).collect_view();
    let preview = draft.now(Runner::preview).flatten().map(|line| {
        view! {
            <section class="walk-sends">
                <h2>{t!("walkthrough-sends")}</h2>
                <code class="code">{outside(line)}</code>
            </section>
        }
    });
    let blocked = takes_no_commands(workbench);
    let connected = workbench.is_connected();
    let sends = preview.is_some();
    let reason = Signal::derive(move || {
        let waits = !draft.with(Runner::can_go_on).unwrap_or_default();
        if sends && !connected.get() {
            return Some(t!("walkthrough-connect-first"));
        }
        blocked
            .get()
            .filter(|_| sends)
            .or_else(|| waits.then(|| t!("walkthrough-fill-in", fields = missing_labels(draft))))
    });
    // What stands in the way of the button is said below it, too: a finger has nothing to hover with.
    let missing = move || reason.get().filter(|_| !draft.with(Runner::can_go_on).unwrap_or(true));
    let waiting = match shown.phase {
        Phase::Sending => Some(t!("walkthrough-sending")),
        Phase::Pausing(_) => Some(t!("walkthrough-pausing")),
        Phase::Listening(_) => Some(t!("walkthrough-listening")),
        Phase::Ready | Phase::Told(_) | Phase::Ended(_) => None,
    };
    let label = step.button.as_ref().map_or_else(|| usual_button(&step.does), line);
    let icon = if sends { Icon::Send } else { Icon::Check };
    let is_waiting = waiting.is_some();
    let action = match &step.does {
        Does::Choose(_) => choices(draft, shown),
        _ => view! {
            <div class="walk-go">
                <Button variant=Variant::Primary icon=icon
                    disabled_reason=Signal::derive(move || reason.get().filter(|_| !is_waiting))
                    busy=waiting
                    on_press=move || draft.press(workbench)>{label.clone()}</Button>
                {move || missing().map(|text| view! { <p class="muted small" aria-hidden="true">{text}</p> })}
            </div>
        }
        .into_any(),
    };
    view! {
        <h1>{line(&step.title)}</h1>
        {text}
        {picture}
        {fields}
        {preview}
        {action}
        {phone(shown, None)}
    }
    .into_any()
}

/// The labels of the fields that still have to be filled in.
fn missing_labels(draft: WalkDraft) -> String {
    let labels = draft.with(|runner| {
        let values = &runner.checked().document().values;
        let of = |name: &str| values.iter().find(|value| value.name == name).map(label_of);
        runner.missing().filter_map(of).collect::<Vec<_>>()
    });
    labels.unwrap_or_default().join(", ")
}

fn label_of(value: &Value) -> String {
    value.label.as_ref().map_or_else(|| usual_label(&value.kind), line)
}

/// A value that the person types.
fn field(draft: WalkDraft, value: Value) -> AnyView {
    let label = label_of(&value);
    let Value { name, kind, .. } = value;
    let hint = draft.now(|runner| runner.checked().may_be_empty(&name)).unwrap_or_default();
    let hint = if hint { t!("walkthrough-may-be-empty") } else { String::new() };
    let is_wrong = RwSignal::new(false);
    let first = draft.now(|runner| runner.value(&name).unwrap_or_default().to_owned()).unwrap_or_default();
    let typed = RwSignal::new(first);
    let write = Binding::new(typed, move |text: String| {
        typed.set(text.clone());
        let taken = draft.change(|runner| runner.answer(&name, &text));
        is_wrong.set(!text.is_empty() && !matches!(taken, Some(Ok(()))));
    });
    let error = Signal::derive(move || is_wrong.get().then(|| t!("walkthrough-not-allowed")));
    match kind {
        Kind::Pem => view! { <TextArea label=label value=write rows=8 error=error/> }.into_any(),
        Kind::Secret => {
            view! { <Field label=label value=write kind=FieldKind::Password error=error hint=hint/> }.into_any()
        }
        Kind::Port | Kind::Number(_) => {
            view! { <Field label=label value=write kind=FieldKind::Number error=error/> }.into_any()
        }
        _ => view! { <Field label=label value=write kind=FieldKind::Mono error=error hint=hint/> }.into_any(),
    }
}

/// What the person can say.
fn choices(draft: WalkDraft, shown: &Shown) -> AnyView {
    let Does::Choose(options) = &shown.step.does else { return ().into_any() };
    let list = options.iter().enumerate().filter(|(at, _)| shown.options.contains(at)).map(|(at, option)| {
        view! {
            <button type="button" class="walk-choice" on:click=move |_| draft.choose(at)>
                <span>{line(&option.text)}</span>
                <Glyph icon=Icon::Chevron/>
            </button>
        }
    });
    view! { <div class="walk-choices">{list.collect_view()}</div> }.into_any()
}

/// What came of it.
fn told(draft: WalkDraft, shown: &Shown, turn: &workbench_walkthrough::Turn) -> AnyView {
    let workbench = use_workbench();
    let is_good = turn.verdict == Verdict::Good;
    // What came back says more than that it was good.
    let meant = draft.exchange.with_untracked(|exchange| {
        let lines = exchange.as_ref().map(|exchange| exchange.lines.as_slice()).unwrap_or_default();
        lines.iter().rev().map(|(_, meaning)| meaning.clone()).find(|meaning| !meaning.is_empty())
    });
    let heading = match (&turn.say, meant.filter(|_| is_good)) {
        (Some(say), _) => line_of_first(say),
        (None, Some(meant)) => meant,
        (None, None) => t!("walkthrough-good"),
    };
    let exchange = move || draft.exchange.get().map(|exchange| came(exchange, is_good));
    view! {
        <h1>{heading}</h1>
        <p class="walk-lead">{line(&shown.step.title)}</p>
        {exchange}
        <div class="walk-go">
            <Button variant=Variant::Primary icon=Icon::Play on_press=move || draft.press(workbench)>{t!("walkthrough-go-on")}</Button>
        </div>
        {phone(shown, Some(turn.verdict))}
    }
    .into_any()
}

/// A text as a heading: its marks are left out.
pub(super) fn line_of_first(words: &workbench_walkthrough::Words) -> String {
    outside(words.in_language(LANGUAGE).replace("**", "").replace('`', ""))
}

fn came(exchange: Exchange, is_good: bool) -> AnyView {
    let Exchange { sent, lines, failed, asks } = exchange;
    let lines = lines.into_iter().map(|(raw, meaning)| {
        let raw = (!raw.is_empty()).then(|| view! { <div class="walk-rx">{outside(raw)}</div> });
        view! { {raw} <p class="walk-says">{meaning}</p> }
    });
    let icon = if is_good { Icon::Check } else { Icon::Warning };
    view! {
        <section class="walk-sends" class:is-ok=is_good class:is-warn=!is_good>
            <h2><Glyph icon/><span>{t!("walkthrough-came-back")}</span></h2>
            <div class="walk-tx">{outside(sent)}</div>
            <p class="walk-says">{asks}</p>
            {lines.collect_view()}
            {failed.map(|failed| view! { <p class="walk-says">{failed}</p> })}
        </section>
    }
    .into_any()
}

/// What to say to somebody on the phone.
fn phone(shown: &Shown, verdict: Option<Verdict>) -> AnyView {
    let number = shown.number;
    let say = match verdict {
        None => t!("walkthrough-say-step", number = number),
        Some(Verdict::Good) => t!("walkthrough-say-good", number = number),
        Some(Verdict::Branch(way)) => t!("walkthrough-say-branch", number = number, way = way + 1),
    };
    view! { <Note tone=Tone::Info><span>{t!("walkthrough-phone")}" "<b>{say}</b></span></Note> }.into_any()
}

/// What the button of a step says where the document does not.
pub(super) fn usual_button(does: &Does) -> String {
    match does {
        Does::Say => t!("walkthrough-go-on"),
        Does::Ask(_) => t!("walkthrough-use"),
        Does::Wait(_) | Does::Message(_) => t!("walkthrough-wait"),
        Does::Open(..) | Does::OpenTls(..) => t!("walkthrough-do-connect"),
        Does::Subscribe(_) => t!("walkthrough-do-subscribe"),
        Does::Publish(..) => t!("walkthrough-do-publish"),
        Does::Dial(_) => t!("walkthrough-do-dial"),
        Does::Check(_) => t!("walkthrough-do-ask"),
        _ => t!("walkthrough-do-send"),
    }
}

/// What a value is called where the document does not say it.
pub(super) fn usual_label(kind: &Kind) -> String {
    match kind {
        Kind::Port => t!("walkthrough-value-port"),
        Kind::Host => t!("walkthrough-value-host"),
        Kind::Apn => t!("walkthrough-value-apn"),
        Kind::Topic => t!("walkthrough-value-topic"),
        Kind::Text => t!("walkthrough-value-text"),
        Kind::Secret => t!("walkthrough-value-secret"),
        Kind::Pem => t!("walkthrough-value-pem"),
        _ => t!("walkthrough-value-other"),
    }
}
