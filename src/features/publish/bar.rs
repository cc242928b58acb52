//! The bar of the Publish screen: how large the payload is, what will be sent or what came of it, and the button that publishes.

use fibocom_at::args::{TopicForm, TopicRef};
use leptos::prelude::*;

use super::draft::{MessageForm, Outcome, Publication};
use super::model::run::{Run, RunState};
use super::model::transmitted::Transmitted;
use super::model::{Obstacle, Sequence, is_heard};
use crate::address::go;
use crate::state::{Progress as Sent, SubscriptionStart};
use crate::ui::{ActionBar, Button, Icon, Kbd, Meter, Tone, Variant, outside, share};
use crate::{t, words};

/// How long the module waits for the bytes that a Datasize announced. Manual: 000, 1.7.
pub(super) const DATA_WAIT_SECONDS: u32 = 30;

/// What the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Now {
    Obstacle(Obstacle),
    /// This is missing or wrong, and perhaps more.
    Unfinished(String),
    /// This line is sent first.
    Ready(String),
    /// What of it has gone out, and how far the data are.
    Underway(String, Option<(usize, usize)>),
    /// A run in this state, which has sent so many, of so many.
    Run(RunState, u32, Option<u32>),
    /// It went out: the title, what it was, and whether it came back.
    Published(String, String, Echo),
    /// It did not go out.
    Failed,
    Stopped,
}

/// What is known of a message after it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Echo {
    /// It came back after so many milliseconds.
    Back(u64),
    /// It should come back, and has not yet.
    Expected,
    /// Nobody here is subscribed to its topic.
    Unheard,
    /// A topic without a name: who is subscribed to it is not known here.
    Unknown,
}

impl Now {
    fn of(form: MessageForm) -> Self {
        let draft = form.draft;
        if let Some((state, sent, total)) =
            draft.run.with(|run| run.as_ref().filter(|run| !run.is_over()).map(|run| (run.state, run.sent, run.total)))
        {
            return Self::Run(state, sent, total);
        }
        if let Some((says, data)) = underway(form) {
            return Self::Underway(says, data);
        }
        if let Some(obstacle) = form.obstacle.get() {
            return Self::Obstacle(obstacle);
        }
        if let Some((state, sent, total)) =
            draft.run.with(|run| run.as_ref().map(|run| (run.state, run.sent, run.total)))
        {
            return Self::Run(state, sent, total);
        }
        if let Some(ended) = draft.last.with(|last| last.as_ref().map(|last| Self::ended(form, last))) {
            return ended;
        }
        form.command.with(|command| match command {
            Ok(command) => Self::Ready(outside(Sequence::of(command).line)),
            Err(wrong) => Self::Unfinished(wrong.first().map(words::problem).unwrap_or_default()),
        })
    }

    fn ended(form: MessageForm, sent: &Publication) -> Self {
        let (bytes, at) = (sent.payload.len(), sent.at.clone());
        let topic = words::topic_text(sent.message.topic_form, &sent.message.topic);
        let what = t!("publish-published-text", bytes = bytes, topic = topic, at = at);
        match sent.outcome {
            Outcome::Confirmed(millis) => {
                Self::Published(t!("publish-published", millis = millis), what, echo(form, sent))
            }
            Outcome::Unconfirmed => Self::Published(t!("publish-sent"), what, echo(form, sent)),
            Outcome::Stopped(..) => Self::Stopped,
            Outcome::Failed(_) => Self::Failed,
        }
    }

    const fn tone(&self) -> Tone {
        match self {
            Self::Published(..) | Self::Run(RunState::Done, ..) => Tone::Ok,
            Self::Failed | Self::Run(RunState::Failed, ..) => Tone::Bad,
            Self::Run(RunState::Paused, ..) => Tone::Warn,
            _ => Tone::Plain,
        }
    }
}

/// Whether a message came back, or can.
fn echo(form: MessageForm, sent: &Publication) -> Echo {
    if let Some(millis) = form.draft.back.get() {
        return Echo::Back(millis);
    }
    if sent.message.topic_form != TopicForm::Name {
        return Echo::Unknown;
    }
    let is_heard = form.workbench.facts().with(|facts| is_heard(facts, &sent.message.topic));
    if is_heard { Echo::Expected } else { Echo::Unheard }
}

/// What of the publication under way has gone out, and what it means to cancel now.
fn underway(form: MessageForm) -> Option<(String, Option<(usize, usize)>)> {
    let (progress, data) = form
        .draft
        .underway
        .with(|underway| underway.as_ref().map(|underway| (underway.dialogue.progress(), underway.data)))?;
    form.workbench.record_version().track();
    form.workbench.data_sent().track();
    let sending = match progress {
        Sent::Data(data) if data.sent < data.total => Some((data.sent, data.total)),
        _ => None,
    };
    let says = match (Transmitted::of(progress, data), data) {
        (Transmitted::Nothing, _) => t!("publish-now-queued"),
        (Transmitted::Command(bytes), _) => t!("publish-now-prompt", bytes = bytes, seconds = DATA_WAIT_SECONDS),
        (Transmitted::All, Some(bytes)) => match sending {
            Some((sent, total)) => t!("publish-now-sending", sent = sent, bytes = total),
            None => t!("publish-now-confirming-bytes", bytes = bytes),
        },
        (Transmitted::All, None) => t!("publish-now-confirming"),
    };
    Some((says, sending))
}

#[component]
pub(super) fn Bar(form: MessageForm) -> impl IntoView {
    let now = Memo::new(move |_| Now::of(form));
    let beside = Memo::new(move |_| now.with(Now::beside));
    outdate_with_the_form(form);
    let title = Signal::derive(move || match now.get() {
        Now::Obstacle(Obstacle::NoModule) => t!("publish-no-module"),
        Now::Obstacle(Obstacle::NoClient) => t!("publish-no-client"),
        Now::Unfinished(_) => t!("publish-unfinished"),
        Now::Ready(_) => t!("publish-ready"),
        Now::Underway(..) => t!("publish-publishing"),
        Now::Run(RunState::Running, ..) => t!("publish-run-running"),
        Now::Run(RunState::Paused, ..) => t!("publish-run-paused"),
        Now::Run(RunState::Done, ..) => t!("publish-run-done"),
        Now::Run(RunState::Stopped, ..) => t!("publish-run-stopped"),
        Now::Run(RunState::Failed, ..) => t!("publish-run-failed"),
        Now::Published(_, _, Echo::Back(millis)) => t!("publish-back", millis = millis),
        Now::Published(title, ..) => title,
        Now::Failed => t!("publish-failed"),
        Now::Stopped => t!("publish-stopped"),
    });
    let text = move || match now.get() {
        Now::Obstacle(_) => Some(t!("publish-meanwhile")),
        Now::Unfinished(what) | Now::Underway(what, _) => Some(what),
        Now::Ready(_) => None,
        Now::Run(_, sent, Some(total)) => Some(t!("publish-run-of", sent = sent, total = total)),
        Now::Run(_, sent, None) => Some(t!("publish-run-sent", sent = sent)),
        Now::Published(_, what, Echo::Unheard) => Some(format!("{what} {}", t!("publish-unheard"))),
        Now::Published(title, what, Echo::Back(_)) => Some(format!("{title}. {what}")),
        Now::Published(_, what, _) => Some(what),
        Now::Failed | Now::Stopped => Some(t!("publish-see-above")),
    };
    let code = move || match now.get() {
        Now::Ready(line) => Some(line),
        _ => None,
    };
    let fraction = Signal::derive(move || match now.get() {
        Now::Underway(_, data) => data.map(|(sent, total)| share(sent, total)),
        _ => None,
    });
    view! {
        <ActionBar tone=Signal::derive(move || now.with(Now::tone)) title text code fraction lead=move || view! { <Size form/> }>
            {move || buttons(form, beside.get())}
            <Publish form has_keys=Signal::derive(move || beside.get() == Beside::Nothing)/>
        </ActionBar>
    }
}

/// What was said of the last publication, or of a run that is over, holds until something else is composed.
fn outdate_with_the_form(form: MessageForm) {
    let message = Memo::new(move |_| form.draft.message.get());
    Effect::new(move |before: Option<()>| {
        message.with(|_| ());
        form.revision.get();
        if before.is_some() {
            form.draft.outdate();
        }
    });
}

/// What can be done beside publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Connect,
    OpenClient,
    Cancel,
    /// To hold the run or let it go on, and to stop it.
    Run(RunState),
    Messages,
    Subscribe,
}

impl Now {
    const fn beside(&self) -> Beside {
        match self {
            Self::Obstacle(Obstacle::NoModule) => Beside::Connect,
            Self::Obstacle(Obstacle::NoClient) => Beside::OpenClient,
            Self::Underway(..) => Beside::Cancel,
            Self::Run(state @ (RunState::Running | RunState::Paused), ..) => Beside::Run(*state),
            Self::Published(_, _, Echo::Back(_) | Echo::Expected) => Beside::Messages,
            Self::Published(_, _, Echo::Unheard) => Beside::Subscribe,
            _ => Beside::Nothing,
        }
    }
}

fn buttons(form: MessageForm, beside: Beside) -> AnyView {
    match beside {
        Beside::Nothing => ().into_any(),
        Beside::Connect => {
            view! { <a class="button is-primary" href="#/connect">{t!("publish-go-connect")}</a> }.into_any()
        }
        Beside::OpenClient => {
            view! { <a class="button is-primary" href="#/session">{t!("publish-go-session")}</a> }.into_any()
        }
        Beside::Cancel => {
            view! { <Button icon=Icon::Stop on_press=move || form.stop()>{t!("publish-cancel")}</Button> }.into_any()
        }
        Beside::Run(state) => {
            let (icon, label) = match state {
                RunState::Paused => (Icon::Play, t!("publish-run-go-on")),
                _ => (Icon::Pause, t!("publish-run-pause")),
            };
            view! {
                <Button icon on_press=move || form.change_run(Run::toggle_pause)>{label.clone()}</Button>
                <Button icon=Icon::Stop on_press=move || form.change_run(Run::stop)>{t!("publish-run-stop")}</Button>
            }
            .into_any()
        }
        Beside::Messages => view! { <a class="button" href="#/messages">{t!("publish-open-messages")}</a> }.into_any(),
        Beside::Subscribe => view! {
            <Button sends=true icon=Icon::Plus on_press=move || subscribe(form)>{t!("publish-subscribe")}</Button>
        }
        .into_any(),
    }
}

/// The button, with the keys that press it, or with why it cannot be pressed. It stays where it is, whatever comes and goes beside it, so
/// that the keyboard stays there too.
#[component]
fn Publish(
    form: MessageForm,
    /// Whether there is room for the keys.
    has_keys: Signal<bool>,
) -> impl IntoView {
    let reason = move || form.unready();
    let underway = Memo::new(move |_| form.draft.underway.with(Option::is_some));
    let busy = move || (underway.get() && !form.running.get()).then(|| t!("publish-publishing"));
    let is_ready = Memo::new(move |_| form.unready().is_none());
    // Without a module there is another way on, and Ctrl and Enter say why nothing is published.
    let is_up = Memo::new(move |_| form.obstacle.get() != Some(Obstacle::NoModule));
    view! {
        <Show when=move || is_ready.get() && has_keys.get()>
            <span class="not-small"><Kbd key="Ctrl"/> " " <Kbd key="Enter"/></span>
        </Show>
        <Show when=move || is_up.get()>
            <Button sends=true variant=Variant::Primary icon=Icon::Send submit=true disabled_reason=reason busy>{t!("publish-publish")}</Button>
        </Show>
    }
}

/// Leads to Messages, where the topic is filled in to subscribe to.
fn subscribe(form: MessageForm) {
    let sent = form.draft.last.with_untracked(|last| last.as_ref().map(|last| last.message.clone()));
    let Some(message) = sent else { return };
    let client = message.likely_client();
    let topic = TopicRef::named(client, message.topic);
    form.workbench.prepare_subscription(SubscriptionStart { client, topic });
    go("/messages/subscribe");
}

/// How many bytes there are, and may be.
#[component]
fn Size(form: MessageForm) -> impl IntoView {
    let bytes = form.len();
    let most = move || form.profile.get().payload_max;
    let tone = Signal::derive(move || if bytes.get() > most() { Tone::Bad } else { Tone::Plain });
    let fraction = Signal::derive(move || share(bytes.get(), most()));
    let text = Signal::derive(move || t!("publish-bytes", bytes = bytes.get(), most = most()));
    view! { <div class="action-lead"><Meter label=t!("publish-payload-size") fraction text tone/></div> }
}
