//! The ports that the browser lets this page use: what each said, and which one it is.

use leptos::prelude::*;

use super::port_text as text;
use crate::features::connect::actions::Actions;
use crate::features::connect::model::{
    AtPlaces, Stage, at_places, lacks_ports, listed, next_to_ask, several_ports, usb_id,
};
use crate::state::{Filter, Finding, KnownDevice, PortRow};
use crate::t;
use crate::ui::{Button, Card, Details, Icon, Note, Tone, Variant};

/// The card.
#[component]
pub(super) fn Ports(actions: Actions) -> impl IntoView {
    let ports = actions.workbench.ports();
    let count = Memo::new(move |_| ports.with(Vec::len));
    let device = Memo::new(move |_| ports.with(|rows| several_ports(rows)));
    let reason = move || {
        if count.get() < 2 { Some(t!("connect-search-one")) } else { actions.busy().then(|| t!("connect-busy")) }
    };
    // While ports are being asked, and with a module connected, there is nothing to choose.
    let next = Memo::new(move |_| {
        let is_free = !actions.busy() && actions.stage.get() != Stage::Up && !actions.draft.searching.get();
        is_free.then(|| ports.with(|rows| next_to_ask(rows))).flatten()
    });
    let incomplete = move || device.get().is_some_and(|(device, granted)| lacks_ports(&device, granted));
    view! {
        <Card title=t!("connect-ports")>
            {move || device.get().map(|(device, granted)| view! { <Hint device granted/> })}
            <div class="bar connect-search">
                <Button sends=true icon=Icon::Search disabled_reason=reason on_press=move || actions.search()>
                    {t!("connect-ports-search")}
                </Button>
                <Show when=incomplete>
                    <Button sends=true variant=Variant::Quiet icon=Icon::Plus disabled_reason=move || actions.busy().then(|| t!("connect-busy"))
                        on_press=move || actions.choose(Filter::Fibocom)>{t!("connect-hint-more")}</Button>
                </Show>
            </div>
            {move || next.get().map(|next| view! { <p class="connect-search">{text::next(next)}</p> })}
            <table class="ports">
                <thead>
                    <tr>
                        <th scope="col">{t!("connect-col-port")}</th>
                        <th scope="col">{t!("connect-col-usb")}</th>
                        <th scope="col">{t!("connect-col-known")}</th>
                        <th scope="col">{t!("connect-col-said")}</th>
                        <th scope="col">{t!("connect-col-means")}</th>
                        <th scope="col"><span class="hidden">{t!("connect-col-action")}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || 0..count.get() key=|index| *index let:index><PortItem actions index/></For>
                </tbody>
            </table>
        </Card>
    }
}

/// Which of a device's many ports take AT commands, and how many of them this page may use.
#[component]
fn Hint(device: KnownDevice, granted: usize) -> impl IntoView {
    let which = match at_places(&device)? {
        AtPlaces::Rows(rows, total) => t!("connect-hint-rows", total = total, rows = listed(&rows)),
        AtPlaces::Interfaces(rows) => t!("connect-hint-interfaces", rows = listed(&rows)),
    };
    let few = lacks_ports(&device, granted)
        .then(|| t!("connect-hint-few", granted = granted, total = device.total_ports.unwrap_or_default()));
    let lines = text::interface_lines(&device);
    let interfaces = (!device.other_interfaces.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <Details summary=t!("connect-interfaces")><ul class="connect-interfaces">{lines}</ul></Details> }
    });
    Some(view! {
        <div class="connect-hint">
            <Note tone=Tone::Info title=t!("connect-hint-title", model = device.model)>
                {which} " " {few}
                {interfaces}
            </Note>
        </div>
    })
}

#[component]
fn PortItem(actions: Actions, index: usize) -> impl IntoView {
    let ports = actions.workbench.ports();
    let row = Memo::new(move |_| ports.with(|rows| rows.get(index).cloned()));
    let asked_now = move || actions.draft.searching.get();
    let answers = move || row.with(|row| matches!(row, Some(PortRow { asked: Some(Ok(Finding::Answers { .. })), .. })));
    let of = move |text: fn(&PortRow) -> Option<String>| row.with(|row| row.as_ref().and_then(text));
    let said = move || if asked_now() { Some(t!("connect-said-asking")) } else { of(|row| Some(text::said(row))) };
    let means = move || if asked_now() { None } else { of(text::means) };
    let known = move || of(text::device).unwrap_or_else(|| t!("connect-known-none"));
    let reason = move || actions.busy().then(|| t!("connect-busy"));
    view! {
        <tr class:is-pick=answers class:is-asked=asked_now>
            <td><b>{index + 1}</b></td>
            <td class="mono">{move || of(usb_id).unwrap_or_else(|| t!("connect-usb-none"))}</td>
            <td>{known}</td>
            <td>{said}</td>
            <td class:is-answer=answers>{means}</td>
            <td>
                <Button sends=true name=t!("connect-port-connect-name", port = index + 1) disabled_reason=reason
                    on_press=move || actions.connect_port(index)>{t!("connect-port-connect")}</Button>
                <Show when=move || actions.stage.get() == Stage::Up>
                    <Button sends=true variant=Variant::Quiet name=t!("connect-port-read-name", port = index + 1)
                        on_press=move || actions.read_beside(index, actions.draft.baud_rate.get_untracked())>{t!("connect-port-read")}</Button>
                </Show>
            </td>
        </tr>
    }
}
