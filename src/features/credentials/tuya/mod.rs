//! Tuya: the module runs the session with the cloud by itself. Started and stopped here, with how far it is and what to do.

use fibocom_at::codes::TuyaEvent;
use fibocom_at::commands::CloudLogin;
use fibocom_at::profile::Feature;
use fibocom_cloud::Key;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::module_task::ModuleTask;
use crate::parts::qr_code::QrCode;
use crate::state::{WorkError, login_command, worked_out};
use crate::ui::{Button, Card, Icon, Note, Step, StepStatus, Steps, Tone, outside, use_toaster};
use crate::{t, words};

/// What a device goes through, in this order.
const WAY: [TuyaEvent; 5] =
    [TuyaEvent::Reset, TuyaEvent::BindStart, TuyaEvent::BindTokenOn, TuyaEvent::Activated, TuyaEvent::Connected];

/// How a session ends.
const ENDS: [TuyaEvent; 2] = [TuyaEvent::Disconnected, TuyaEvent::BindStop];

/// The card, for the kind of device that the module's session is for.
#[component]
pub(super) fn Tuya(form: CredentialsForm) -> impl IntoView {
    move || (form.scheme.get().id == "tuya-device-bind").then(|| view! { <Session form/> })
}

#[component]
fn Session(form: CredentialsForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let heard = Memo::new(move |_| facts.with(|facts| facts.tuya.clone()));
    let steps = move || {
        let all = WAY.into_iter().chain(ENDS).enumerate();
        all.map(|(index, event)| {
            let status = Signal::derive(move || heard.with(|heard| status(heard, event)));
            let detail = move || Some(detail(event, status.get()));
            view! {
                <Step status number=index + 1 title=title(event) detail code=format!("MQTTAUTHEVENT: 4,{}", event.number())>
                    {(event == TuyaEvent::BindTokenOn).then(|| view! { <ToScan form status/> })}
                </Step>
            }
        })
        .collect_view()
    };
    view! {
        <Card title=t!("credentials-tuya")>
            <p class="muted small credentials-about">{t!("credentials-tuya-remark")}</p>
            <StartAndStop form heard/>
            <Steps>{steps()}</Steps>
            <div role="status" class="credential-outcome">{move || heard.with(|heard| outcome(heard))}</div>
        </Card>
    }
}

#[component]
fn StartAndStop(form: CredentialsForm, heard: Memo<Vec<TuyaEvent>>) -> impl IntoView {
    let toaster = use_toaster();
    let connected = form.workbench.is_connected();
    let unready = move || {
        if !connected.get() {
            Some(t!("credentials-ask-connect"))
        } else if !form.profile.get().has(Feature::CloudAuth) {
            Some(t!("credentials-ask-series", lacks = words::lacking(Feature::CloudAuth, &form.profile.get())))
        } else {
            None
        }
    };
    let incomplete = move || {
        let has_product = form.values.with(|values| values.get(Key::ProductKey).is_some());
        unready().or_else(|| {
            (!has_product || form.mistakes.with(|wrong| !wrong.is_empty())).then(|| t!("credentials-tuya-fill"))
        })
    };
    let run = move |login: CloudLogin, doing: ModuleTask| {
        form.begin(doing, async move {
            match form.workbench.work_out_login(login).await {
                Ok(Some(answer)) => form.judge_answer(worked_out(&answer)),
                Ok(None) => {}
                Err(error) => toaster.show(Tone::Bad, said(&error)),
            }
        });
    };
    let start = move || {
        let login = form.values.with_untracked(|values| login_command(form.scheme.get_untracked(), values));
        if let Ok(Some(login)) = login {
            run(login, ModuleTask::StartingTuya);
        }
    };
    let stop = move || run(CloudLogin::TuyaOff, ModuleTask::StoppingTuya);
    let busy = move || {
        if form.is_doing(&ModuleTask::StartingTuya) {
            Some(t!("credentials-tuya-starting"))
        } else {
            form.is_doing(&ModuleTask::StoppingTuya).then(|| t!("credentials-tuya-stopping"))
        }
    };
    let label =
        move || if heard.with(Vec::is_empty) { t!("credentials-tuya-start") } else { t!("credentials-tuya-anew") };
    view! {
        <div class="bar credentials-about">
            <Button sends=true icon=Icon::Play busy disabled_reason=incomplete on_press=start>{label}</Button>
            <Button sends=true icon=Icon::Stop disabled_reason=unready on_press=stop>{t!("credentials-tuya-stop")}</Button>
            <span class="muted small grow">{move || incomplete().unwrap_or_else(|| t!("credentials-tuya-hint"))}</span>
        </div>
    }
}

fn said(error: &WorkError) -> String {
    let said = words::work_error(error);
    match said.advice {
        Some(advice) => format!("{} {}", said.text, advice.text),
        None => said.text,
    }
}

/// What the person scans with the app, while the module waits for that.
#[component]
fn ToScan(form: CredentialsForm, status: Signal<StepStatus>) -> impl IntoView {
    let link = Memo::new(move |_| {
        form.values.with(|values| Some(app_link(values.get(Key::ProductKey)?, values.get(Key::Uuid)?)))
    });
    move || {
        let link = link.get().filter(|_| status.get() == StepStatus::Running)?;
        Some(view! {
            <div class="to-scan">
                <QrCode text=link.clone() name=t!("credentials-tuya-code")/>
                <p class="muted small">{t!("credentials-tuya-scan")} " " <code>{outside(link)}</code></p>
            </div>
        })
    }
}

/// What Tuya's app finds the device by: the text that the cloud's own kit prints as a QR code.
fn app_link(product: &str, uuid: &str) -> String {
    format!("https://smartapp.tuya.com/s/p?p={product}&uuid={uuid}&v=2.0")
}

/// How a state stands after these events.
fn status(heard: &[TuyaEvent], event: TuyaEvent) -> StepStatus {
    let Some(last) = heard.last().copied() else { return StepStatus::Wait };
    let is_heard = heard.contains(&event);
    if ENDS.contains(&event) {
        return match event {
            TuyaEvent::Disconnected if last == event => StepStatus::Warn,
            _ if is_heard => StepStatus::Pass,
            _ => StepStatus::Wait,
        };
    }
    let ended = ENDS.contains(&last);
    let place = |event: TuyaEvent| WAY.iter().position(|other| *other == event);
    let furthest = heard.iter().filter_map(|event| place(*event)).max();
    let is_next = place(event) == furthest.map(|furthest| furthest + 1);
    match event {
        TuyaEvent::Connected if is_heard && ended => StepStatus::Warn,
        _ if is_heard => StepStatus::Pass,
        _ if is_next && !ended => StepStatus::Running,
        _ => StepStatus::Wait,
    }
}

fn title(event: TuyaEvent) -> String {
    t!(&format!("credentials-tuya-{}", event.number()))
}

/// What a state means; while it is waited for, what to do.
fn detail(event: TuyaEvent, status: StepStatus) -> String {
    let doing = status == StepStatus::Running || (status == StepStatus::Warn && event == TuyaEvent::Disconnected);
    if doing {
        t!(&format!("credentials-tuya-{}.do", event.number()))
    } else {
        t!(&format!("credentials-tuya-{}.means", event.number()))
    }
}

/// The last state in a sentence, for those who do not see the list; and a state that the list does not have.
fn outcome(heard: &[TuyaEvent]) -> Option<AnyView> {
    let note = |tone: Tone, text: String| view! { <Note tone>{text}</Note> }.into_any();
    Some(match heard.last()? {
        TuyaEvent::Connected => note(Tone::Ok, t!("credentials-tuya-connected")),
        TuyaEvent::Disconnected => note(Tone::Warn, t!("credentials-tuya-disconnected")),
        TuyaEvent::BindStop => note(Tone::Info, t!("credentials-tuya-stopped")),
        TuyaEvent::Unlisted(number) => note(Tone::Info, t!("credentials-tuya-unlisted", number = *number)),
        TuyaEvent::Reset | TuyaEvent::BindStart | TuyaEvent::BindTokenOn | TuyaEvent::Activated => return None,
    })
}

#[cfg(test)]
mod tests {
    use StepStatus::{Pass, Running, Wait, Warn};

    use super::*;
    use crate::i18n;

    #[test]
    fn each_event_moves_the_session_on() {
        for (heard, expected) in [
            (&[][..], [Wait, Wait, Wait, Wait, Wait, Wait, Wait]),
            (&[1], [Pass, Running, Wait, Wait, Wait, Wait, Wait]),
            (&[1, 2], [Pass, Pass, Running, Wait, Wait, Wait, Wait]),
            (&[1, 2, 3, 4, 5], [Pass, Pass, Pass, Pass, Pass, Wait, Wait]),
            // A device that was activated before connects at once.
            (&[1, 5], [Pass, Wait, Wait, Wait, Pass, Wait, Wait]),
            (&[1, 2, 3, 4, 5, 6], [Pass, Pass, Pass, Pass, Warn, Warn, Wait]),
            (&[1, 2, 3, 4, 5, 6, 5], [Pass, Pass, Pass, Pass, Pass, Pass, Wait]),
            (&[1, 2, 7], [Pass, Pass, Wait, Wait, Wait, Wait, Pass]),
            (&[1, 2, 3, 4, 5, 6, 7], [Pass, Pass, Pass, Pass, Warn, Pass, Pass]),
        ] {
            let events: Vec<TuyaEvent> = heard.iter().map(|number: &u8| (*number).into()).collect();
            let found: Vec<_> = WAY.into_iter().chain(ENDS).map(|event| status(&events, event)).collect();
            assert_eq!(found, expected, "{heard:?}");
        }
    }

    #[test]
    fn every_state_has_its_words() {
        for event in WAY.into_iter().chain(ENDS) {
            assert!(i18n::has(&format!("credentials-tuya-{}", event.number())), "{event:?}");
            for status in [Wait, Running, Warn] {
                assert!(!detail(event, status).starts_with('['), "{event:?} {status:?}");
            }
        }
    }
}
