//! The Terminal: any command at all, with help while it is typed and the meaning of what comes back.

mod completion;
mod doubts;
mod hint;
mod input;
mod model;
mod remember;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::address::{leave_place, place_on};
use crate::parts::command_line::{SendState, may_outlive_the_page, send_line, takes_no_commands};
use crate::parts::log::{
    ClearButton, ExchangeLog, FilterBar, LogView, PauseButton, provide_shared_log, use_shared_log,
};
use crate::parts::save_dialog::SaveMenu;
use crate::state::{keep_draft, use_workbench};
use crate::t;
use crate::ui::{Button, Choice, Field, FieldKind, Icon, Note, Segmented, Tone, Variant, next_frame, outside};

use doubts::doubts_note;
use hint::hint_line;
use input::{CommandLine, command_input, focus_line, select_in_line};
use model::{DataForm, DataProblem, LIMITS, QUICK};
use remember::remember_button;

/// The screen's id in addresses.
const ID: &str = "terminal";

/// What stays when the screen is left.
#[derive(Debug, Clone, Copy)]
struct TerminalDraft {
    log: LogView,
    command: CommandLine,
    form: RwSignal<DataForm>,
    data: RwSignal<String>,
    limit: RwSignal<String>,
    sending: SendState,
    /// A line from a link that came while another one was being typed.
    offered: RwSignal<Option<String>>,
}

/// Makes the draft, and the exchanges that the Terminal shares with the Wire panel.
pub fn provide_draft() {
    provide_shared_log();
    let draft = TerminalDraft {
        log: LogView::default(),
        command: CommandLine::default(),
        form: RwSignal::new(DataForm::None),
        data: RwSignal::new(String::new()),
        limit: RwSignal::new(String::new()),
        sending: SendState::default(),
        offered: RwSignal::new(None),
    };
    let typing = draft.command.typing;
    let line = Memo::new(move |_| typing.with(|typing| typing.line.clone()));
    let text = move || Some(line.get()).filter(|line| may_outlive_the_page(line)).unwrap_or_default();
    keep_draft("terminal.line", text, |kept| draft.command.replace(kept));
    provide_context(draft);
}

impl TerminalDraft {
    /// Puts a line where it can be looked at and sent.
    fn take_line(self, line: String) {
        self.command.replace(line);
        self.sending.clear();
        next_frame((), |()| focus_line());
    }

    /// The data that follow the prompt.
    fn bytes(self) -> Result<Option<Vec<u8>>, DataProblem> {
        model::data(self.form.get(), &self.data.read())
    }
}

#[component]
pub fn TerminalScreen() -> impl IntoView {
    let TerminalDraft { log, .. } = expect_context();
    take_over_line();
    view! {
        <div class="screen">
            <h1>{t!("terminal-title")}</h1>
            <p class="lede">{t!("terminal-lede")}</p>
            <section class="card terminal">
                <div class="terminal-head">
                    <FilterBar view=log/>
                    <span class="grow"></span>
                    {remember_button()}
                    <PauseButton view=log/>
                    <SaveMenu/>
                    <ClearButton/>
                </div>
                <ExchangeLog label=t!("terminal-log") view=log empty=t!("terminal-empty")/>
                <Quick/>
                <OfferedLine/>
                <Prompt/>
            </section>
        </div>
    }
}

/// A line in the address is put into the command line, to be looked at and sent by hand. Where another line is being typed, it is only
/// offered.
fn take_over_line() {
    let draft: TerminalDraft = expect_context();
    let handed_over = place_on(ID);
    Effect::new(move |_| {
        let text = handed_over.get();
        if text.is_empty() {
            return;
        }
        leave_place(ID);
        let is_typing = draft.command.typing.with_untracked(|typing| !typing.line.is_empty() && typing.line != text);
        if is_typing {
            draft.command.close_list();
            draft.offered.set(Some(text));
        } else {
            draft.take_line(text);
        }
    });
}

/// What a link brought while another line was being typed.
#[component]
fn OfferedLine() -> impl IntoView {
    let draft: TerminalDraft = expect_context();
    let take = move || {
        if let Some(line) = draft.offered.try_update(Option::take).flatten() {
            draft.take_line(line);
        }
    };
    let leave = move || {
        draft.offered.set(None);
        next_frame((), |()| focus_line());
    };
    let note = move || {
        draft.offered.get().map(|line| {
            view! {
                <Note tone=Tone::Info title=t!("terminal-offered")>
                    <code class="code-inline">{outside(line)}</code>
                    <div class="bar">
                        <Button on_press=take>{t!("terminal-offered-take")}</Button>
                        <Button variant=Variant::Quiet on_press=leave>{t!("terminal-offered-leave")}</Button>
                    </div>
                </Note>
            }
        })
    };
    view! { <div class="terminal-offered" role="status">{note}</div> }
}

/// The frequent commands, sent with one press.
#[component]
fn Quick() -> impl IntoView {
    let (workbench, shared) = (use_workbench(), use_shared_log());
    let TerminalDraft { sending, .. } = expect_context();
    let connected = workbench.is_connected();
    let busy = takes_no_commands(workbench);
    let reason =
        Signal::derive(move || busy.get().or_else(|| (!connected.get()).then(|| t!("terminal-not-connected"))));
    let button = move |line: &'static str| {
        let send = move || {
            send_line(workbench, shared, sending, line, None, |request| request);
        };
        view! { <Button sends=true variant=Variant::Quiet disabled_reason=reason on_press=send><span class="mono">{line}</span></Button> }
    };
    view! {
        <div class="terminal-quick" role="group" aria-label=t!("terminal-quick")>
            {QUICK.iter().copied().map(button).collect_view()}
        </div>
    }
}

/// The line, its data and its time limit.
#[component]
fn Prompt() -> impl IntoView {
    let (workbench, shared) = (use_workbench(), use_shared_log());
    let draft: TerminalDraft = expect_context();
    let connected = workbench.is_connected();
    let limit = Memo::new(move |_| model::limit(&draft.limit.read()));
    let data_wrong = Memo::new(move |_| draft.bytes().err().map(data_problem));
    let limit_wrong = move || limit.get().is_err().then(limit_problem);
    let busy = takes_no_commands(workbench);
    let reason = move || {
        let closed = || (!connected.get()).then(|| t!("terminal-not-connected"));
        busy.get().or_else(closed).or_else(|| data_wrong.get()).or_else(limit_wrong)
    };
    let send = move || {
        let takes = connected.get_untracked() && busy.with_untracked(Option::is_none);
        let (true, Ok(bytes), Ok(within)) = (takes, untrack(|| draft.bytes()), limit.get_untracked()) else {
            return;
        };
        let line = draft.command.typing.with_untracked(|typing| typing.line.clone());
        let sent = send_line(workbench, shared, draft.sending, &line, bytes, |request| {
            if let Some(within) = within { request.within(within) } else { request }
        });
        if sent {
            draft.command.replace(String::new());
            return;
        }
        let first = draft.sending.doubts.with_untracked(|doubts| {
            doubts.as_ref().and_then(|doubts| doubts.findings.first().map(|finding| finding.span.clone()))
        });
        if let Some(part) = first {
            select_in_line(&line, &part);
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let send_anyway = move || {
        send();
        focus_line();
    };
    view! {
        <form class="terminal-prompt" on:submit=on_submit>
            <div class="terminal-line">
                {command_input(draft.command, draft.sending)}
                <Button sends=true submit=true variant=Variant::Primary icon=Icon::Send disabled_reason=reason>{t!("terminal-send")}</Button>
            </div>
            {doubts_note(draft.sending, send_anyway)}
            {hint_line(draft.command.typing)}
            <Extras draft limit_wrong=Signal::derive(limit_wrong) data_wrong/>
        </form>
    }
}

/// Data for the prompt, and the time limit.
#[component]
fn Extras(
    draft: TerminalDraft,
    limit_wrong: Signal<Option<String>>,
    data_wrong: Memo<Option<String>>,
) -> impl IntoView {
    let forms = Signal::stored(vec![
        Choice::new(DataForm::None, t!("terminal-data-none")),
        Choice::new(DataForm::Text, t!("terminal-data-text")),
        Choice::new(DataForm::Hex, t!("terminal-data-hex")),
    ]);
    let count = move || match draft.bytes() {
        Ok(Some(bytes)) => Some(t!("terminal-data-bytes", bytes = bytes.len())),
        _ => None,
    };
    let hint = move || match draft.form.get() {
        DataForm::Text => Some(t!("terminal-data-text-hint")),
        DataForm::Hex => Some(t!("terminal-data-hex-hint")),
        DataForm::None => None,
    };
    view! {
        <div class="terminal-extras">
            <Segmented label=t!("terminal-data-form") value=draft.form options=forms/>
            <Show when=move || draft.form.get() != DataForm::None>
                <div class="terminal-data">
                    <Field kind=FieldKind::Mono label=Signal::derive(move || count().map_or_else(|| t!("terminal-data"), |count| format!("{} · {count}", t!("terminal-data"))))
                        value=draft.data hint error=data_wrong/>
                </div>
            </Show>
            <div class="terminal-limit">
                <Field kind=FieldKind::Number label=t!("terminal-limit") value=draft.limit error=limit_wrong placeholder=t!("terminal-limit-own")/>
            </div>
        </div>
    }
}

fn data_problem(problem: DataProblem) -> String {
    match problem {
        DataProblem::Escape(at) => t!("terminal-data-escape", at = at),
        DataProblem::Digit(at) => t!("terminal-data-digit", at = at),
        DataProblem::Half => t!("terminal-data-half"),
        DataProblem::HalfCharacter(at) => t!("kit-half-hidden", at = at),
    }
}

fn limit_problem() -> String {
    t!("terminal-limit-wrong", least = *LIMITS.start(), most = *LIMITS.end())
}
