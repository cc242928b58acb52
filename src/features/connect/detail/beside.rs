//! The port that is read beside the module's: its last lines, at which speed, how to save them and how to stop.

use fibocom_at::Role;
use leptos::prelude::*;
use workbench_record::mask::{Live, Secrets};
use workbench_record::{Direction, Line};

use super::port_text as text;
use crate::features::connect::actions::Actions;
use crate::features::connect::model::BAUD_RATES;
use crate::link::now_in_browser;
use crate::parts::WallClock;
use crate::state::{FACTORY_BAUD_RATE, WorkError};
use crate::t;
use crate::ui::{Binding, Button, Card, Choice, Icon, Note, Select, Tone, Variant, outside, save_file, use_toaster};
use crate::words::work_error;

/// How many of the last lines are shown.
const SHOWN: usize = 100;

/// The card; nothing while no port is read.
#[component]
pub(super) fn Beside(actions: Actions) -> impl IntoView {
    let beside = actions.workbench.beside();
    let any = Memo::new(move |_| beside.with(Option::is_some));
    let refused = move || {
        actions.draft.beside_refused.get().map(|error| {
            let reason = match error {
                WorkError::Open(error) => text::refused(&error),
                other => work_error(&other).text,
            };
            view! { <div class="connect-note"><Note tone=Tone::Warn title=t!("connect-beside-refused")>{reason}</Note></div> }
        })
    };
    view! {
        <div role="status">{refused}</div>
        <Show when=move || any.get()><Lines actions/></Show>
    }
}

#[component]
fn Lines(actions: Actions) -> impl IntoView {
    let beside = actions.workbench.beside();
    let port = Memo::new(move |_| beside.with(|beside| beside.as_ref().map_or(0, |beside| beside.port + 1)));
    let workbench = actions.workbench;
    let some = move |count| {
        beside.with(|beside| {
            let lines = beside.as_ref().map(|beside| beside.last(count));
            workbench.with_secrets(|_, secrets| lines.map(|lines| masked(lines, secrets)).unwrap_or_default())
        })
    };
    let lines = move || {
        let texts = some(SHOWN).into_iter().map(|line| outside(String::from_utf8_lossy(&line)));
        texts.collect::<Vec<_>>().join("\n")
    };
    let rates: Vec<_> = BAUD_RATES.iter().map(|rate| Choice::new(*rate, rate.to_string())).collect();
    let rate = Memo::new(move |_| beside.with(|beside| beside.as_ref().map_or(FACTORY_BAUD_RATE, |it| it.baud_rate)));
    let rate = Binding::new(rate, move |rate| actions.reread_beside(rate));
    let is_empty = Memo::new(move |_| beside.with(|beside| beside.as_ref().is_none_or(|beside| beside.count() == 0)));
    let nothing = Signal::derive(move || is_empty.get().then(|| t!("connect-beside-nothing")));
    let toaster = use_toaster();
    let save = move || {
        let clock = WallClock::counting_from(workbench.zero());
        let name = format!("port-{}-{}.txt", port.get_untracked(), clock.file_stamp(now_in_browser()));
        let mut whole = untrack(|| some(usize::MAX)).join(&b'\n');
        whole.push(b'\n');
        if save_file(&name, &whole).is_err() {
            toaster.show(Tone::Bad, t!("connect-beside-not-saved"));
        }
    };
    let stands = move || {
        beside.with(|beside| {
            let Some(beside) = beside else { return String::new() };
            match beside.ended {
                Some(_) if beside.is_gone() => t!("connect-beside-gone", bytes = beside.bytes),
                Some(_) => t!("connect-beside-ended", bytes = beside.bytes),
                None if beside.let_go > 0 => t!("connect-beside-some", bytes = beside.bytes, gone = beside.let_go),
                None => t!("connect-beside-all", bytes = beside.bytes),
            }
        })
    };
    view! {
        <Card title=Signal::derive(move || t!("connect-beside-title", port = port.get()))>
            <p class="muted small">{t!("connect-beside-text")}</p>
            <pre class="connect-beside mono" tabindex="0" aria-label=move || t!("connect-beside-title", port = port.get())>{lines}</pre>
            <div class="connect-baud"><Select label=t!("connect-baud") value=rate options=rates hint=t!("connect-beside-baud")/></div>
            <div class="bar">
                <Button icon=Icon::Download disabled_reason=nothing on_press=save>{t!("connect-beside-save")}</Button>
                <Button variant=Variant::Quiet on_press=move || actions.stop_beside()>{t!("connect-beside-stop")}</Button>
                <span class="muted small">{stands}</span>
            </div>
        </Card>
    }
}

/// The lines without what is secret, as the Wire panel shows those of the module: a log may tell what went over the other port.
fn masked<'a>(lines: impl Iterator<Item = &'a [u8]>, secrets: &Secrets) -> Vec<Vec<u8>> {
    let mut live = Live::default();
    let line = |raw| Line::new(0, Direction::Received(Role::Unrecognised), raw);
    lines.map(|raw| live.line(secrets, &line(raw)).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use workbench_record::mask::Kind;

    use super::*;

    #[test]
    fn what_another_port_tells_of_a_secret_is_replaced() {
        let mut secrets = Secrets::new();
        secrets.give(Kind::Password, b"hunter2-and-more");
        let lines = masked([&b"mqtt: login as u hunter2-and-more"[..], b"$GPGGA,1*56"].into_iter(), &secrets);
        assert!(!String::from_utf8_lossy(&lines.concat()).contains("hunter2"));
        assert_eq!(lines.last().map(Vec::as_slice), Some(&b"$GPGGA,1*56"[..]));
    }
}
