//! Samples of long lists and of bytes.

use leptos::prelude::*;

use super::Group;
use crate::ui::{Button, Empty, Extent, Field, HexView, Icon, Pill, RowHeight, Rows, Variant, VirtualList};

#[component]
pub fn Lists() -> impl IntoView {
    let bytes: Vec<u8> = (0..2000_u32).map(|index| (index.wrapping_mul(index) >> 3) as u8).collect();
    let few = b"{\"t\":21.5}\r\n\x00\x00\x9f".to_vec();
    let chosen = RwSignal::new(Some(4));
    let extent = RwSignal::new(Extent::of(100_000));
    let rows = Rows::new(extent, |range| range.map(|place| (place as u64, place)).collect());
    let row = |place: usize| {
        view! { <div class="exchange number">{format!("Row {place} of many, all alike in height")}</div> }.into_any()
    };
    view! {
        <Group title="Bytes">
            <div class="stack">
                <HexView label="A short payload" bytes=few/>
                <HexView label="A long payload" bytes max_rows=8/>
            </div>
        </Group>
        <Group title="A list to choose from, with a hundred thousand rows">
            <div style:height="180px">
                <VirtualList label="Rows" rows height=RowHeight::Fixed(32.0) row selected=chosen follow=false/>
            </div>
        </Group>
        <Group title="An empty list">
            <Empty icon=Icon::Wire text="Nothing has been sent yet."/>
        </Group>
    }
}

/// A Wire panel with exchanges of different heights, which grows.
#[component]
pub fn Wire() -> impl IntoView {
    let command = RwSignal::new(String::new());
    let extent = RwSignal::new(Extent::of(100_000));
    let add = move |rows: usize| extent.update(|extent| extent.len += rows);
    let forget = move || {
        extent.update(|extent| {
            let gone = extent.len / 2;
            *extent = Extent { len: extent.len - gone, dropped: extent.dropped + gone as u64 };
        });
    };
    let rows = Rows::new(extent, move |range| {
        let dropped = extent.get_untracked().dropped;
        range.map(|place| dropped + place as u64).map(|number| (number, number)).collect()
    });
    view! {
        <div class="wire">
            <div class="wire-head">
                <h2>"Wire"</h2><Pill>"115200 8N1"</Pill><span class="grow"></span>
                <Button variant=Variant::Quiet on_press=forget>"Halve"</Button>
                <Button variant=Variant::Quiet on_press=move || add(1000)>"+1000"</Button>
            </div>
            <div class="wire-log"><VirtualList label="What went over the wire" rows height=RowHeight::About(76.0) row=exchange/></div>
            <form class="wire-command no-labels" on:submit=move |event| { event.prevent_default(); add(1); }>
                <Field label="Command" value=command placeholder="AT command…"/>
                <Button submit=true icon=Icon::Send>"Send"</Button>
            </form>
        </div>
    }
}

fn exchange(number: u64) -> AnyView {
    let time = format!("14:02:{:02}.{:03} · {number}", number / 1000 % 60, number % 1000);
    let body = match number % 5 {
        0 => view! { <div class="wire-tx">"AT+CSQ"</div><div class="wire-rx">"+CSQ: 22,99"</div><div class="wire-rx">"OK"</div>
            <div class="wire-say tone-ok">"Good signal (22 of 31)."</div> }.into_any(),
        1 => view! { <div class="wire-tx">"AT"</div><div class="wire-rx">"OK"</div> }.into_any(),
        2 => view! { <div class="wire-rx">"+MQTTMSG: 1,1,\"plant/7/press/cmd\",\"{\\\"set\\\":3}\""</div>
            <div class="wire-say">"Message on plant/7/press/cmd, QoS 1, 9 bytes."</div> }.into_any(),
        3 => view! { <div class="wire-tx">"AT+MIPCALL=1,\"CMNET\""</div><div class="wire-rx">"OK"</div>
            <div class="wire-say tone-bad">"No address within 30 s. The usual cause is a wrong APN. "<a href="#/gallery">"Fix it"</a></div> }
            .into_any(),
        _ => view! { <div class="wire-tx">"AT+CPIN?"</div><div class="wire-rx">"+CPIN: READY"</div><div class="wire-rx">"OK"</div> }
            .into_any(),
    };
    view! {
        <div class="exchange" class:is-urc=number % 5 == 2><div class="wire-time">{time}</div>{body}</div>
    }
    .into_any()
}
