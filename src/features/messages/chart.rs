//! A number of the chosen message over time: a line chart, its values, and both as files.

use std::time::Duration;

use leptos::prelude::*;
use workbench_payload::inspector::Order as ByteOrder;

use super::detail::Opened;
use super::draft::{MessagesDraft, Picked, with_traffic};
use super::model::{Chart, HEIGHT, KINDS, Place, Sample, Source, Summary, Trail, WIDTH, csv, offset, written};
use crate::parts::WallClock;
use crate::parts::changes::{Field as Value, fields};
use crate::parts::log::use_shared_log;
use crate::state::use_workbench;
use crate::t;
use crate::ui::{
    Binding, Button, Choice, Field, FieldKind, Glyph, Icon, Segmented, Select, Tone, Variant, outside, save_file,
    throttled, use_toaster,
};

/// How long the chart stands still at least: it is read by eyes.
const PAUSE: Duration = Duration::from_secs(1);

/// How many numbers of a message there are to choose from.
const OFFERED: usize = 100;

/// From here on a number is most likely a time.
const TIMES: f64 = 1e9;

#[component]
pub(super) fn NumberOverTime(opened: Opened) -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let Opened { place, topic, payload, before, .. } = opened;
    let numbers = numbers(&payload);
    let first = first(&numbers, before.and_then(|(_, before)| fields(&before)).unwrap_or_default());
    let paths: Vec<String> = numbers.into_iter().map(|field| field.path).collect();
    let options = options(&paths);
    let picked = Memo::new(move |_| match draft.picked.get() {
        Picked::Field(path) if paths.contains(&path) => Picked::Field(path),
        Picked::Bytes => Picked::Bytes,
        _ => first.clone().map_or(Picked::First, Picked::Field),
    });
    let source = Memo::new(move |_| match picked.get() {
        Picked::First => None,
        Picked::Field(path) => Some(Source::Field(path)),
        Picked::Bytes => {
            let offset = offset(&draft.offset.read())?;
            Some(Source::Bytes { offset, kind: draft.kind.get(), order: draft.bytes.get() })
        }
    });
    let version = throttled(workbench.messages_version(), PAUSE);
    let samples = Memo::new(move |_| {
        version.track();
        let Some(source) = source.get() else { return Vec::new() };
        with_traffic(workbench, |traffic| {
            let trail = traffic.at(place).map(|entry| Trail::of(traffic, entry)).unwrap_or_default();
            trail.samples(traffic, &source)
        })
    });
    let topic = StoredValue::new(topic);
    let what = move || match source.get() {
        Some(Source::Field(path)) if !path.is_empty() => path,
        Some(Source::Bytes { offset, kind, .. }) => t!("messages-bytes-at", kind = kind.name(), offset = offset),
        _ => t!("changes-whole"),
    };
    let title = Signal::derive(move || {
        topic.with_value(|topic| t!("messages-chart-of", what = what(), topic = topic.as_str()))
    });
    let drawn = move || match (source.get(), samples.with(Vec::is_empty)) {
        (None, _) => view! { <p class="muted small">{t!("messages-no-number")}</p> }.into_any(),
        (_, true) => view! { <p class="muted small">{t!("messages-no-number-here")}</p> }.into_any(),
        (_, false) => view! { <Drawn samples place title/> }.into_any(),
    };
    let value = Binding::new(picked, move |picked| draft.picked.set(picked));
    view! {
        <div class="messages-part">
            <div class="messages-part-head no-labels"><h3>{t!("messages-chart")}</h3><Select label=t!("messages-number") value options/></div>
            <Show when=move || picked.get() == Picked::Bytes><AtOffset/></Show>
            {drawn}
        </div>
    }
}

/// The numbers in a payload that is JSON.
fn numbers(payload: &[u8]) -> Vec<Value> {
    let all = fields(payload).unwrap_or_default().into_iter();
    all.filter(|field| field.number().is_some()).take(OFFERED).collect()
}

/// The number that is drawn before somebody chooses: the first that changed, rather no time.
fn first(numbers: &[Value], before: Vec<Value>) -> Option<String> {
    let is_time = |field: &&Value| field.number().is_some_and(|number| number.abs() >= TIMES);
    let changed = |field: &&Value| !before.contains(field);
    let found = numbers.iter().filter(changed).find(|field| !is_time(field));
    let found = found.or_else(|| numbers.iter().find(|field| !is_time(field))).or_else(|| numbers.first());
    found.map(|field| field.path.clone())
}

fn options(paths: &[String]) -> Signal<Vec<Choice<Picked>>> {
    let mut options = Vec::new();
    if paths.is_empty() {
        options.push(Choice::new(Picked::First, t!("messages-number-none")));
    }
    options.extend(paths.iter().map(|path| {
        let label = if path.is_empty() { t!("changes-whole") } else { path.clone() };
        Choice::new(Picked::Field(path.clone()), label)
    }));
    options.push(Choice::new(Picked::Bytes, t!("messages-number-bytes")));
    Signal::stored(options)
}

/// Which bytes are a number.
#[component]
fn AtOffset() -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    let error = move || offset(&draft.offset.read()).is_none().then(|| t!("messages-offset-wrong"));
    let kinds = Signal::stored(KINDS.map(|kind| Choice::new(kind, kind.name())).to_vec());
    let orders = Signal::stored(vec![
        Choice::new(ByteOrder::Big, t!("messages-order-big")),
        Choice::new(ByteOrder::Little, t!("messages-order-little")),
    ]);
    view! {
        <div class="messages-offset">
            <Field kind=FieldKind::Mono label=t!("changes-offset") value=draft.offset error/>
            <Select label=t!("messages-kind") value=draft.kind options=kinds/>
            <Show when=move || draft.kind.get().has_order()><Segmented label=t!("messages-byte-order") value=draft.bytes options=orders/></Show>
        </div>
    }
}

/// The chart, its values folded below it, and what saves them.
#[component]
fn Drawn(samples: Memo<Vec<Sample>>, place: Place, title: Signal<String>) -> impl IntoView {
    let (clock, toaster) = (use_shared_log().clock(), use_toaster());
    let chart = Memo::new(move |_| samples.with(|samples| Chart::of(samples, place)));
    let save = move |name: String, bytes: String| {
        if save_file(&name, bytes.as_bytes()).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    let stamp = move || samples.with_untracked(|samples| samples.last().map_or(0, |last| last.at));
    let as_drawing = move || {
        let drawing = chart.with_untracked(|chart| {
            let chart = chart.as_ref()?;
            let Summary { from, to, .. } = chart.summary;
            let times = [from, to].map(|at| second(clock, at));
            Some(chart.svg(&outside(title.get_untracked()), [&times[0], &times[1]]))
        });
        if let Some(drawing) = drawing {
            save(format!("chart-{}.svg", clock.file_stamp(stamp())), drawing);
        }
    };
    let as_table = move || {
        let table = samples.with_untracked(|samples| csv(samples, |at| clock.base.iso(at)));
        save(format!("chart-{}.csv", clock.file_stamp(stamp())), table);
    };
    let shown = move || chart.get().map(|chart| drawing(&chart, clock, &title.get()));
    let count = move || t!("messages-chart-count", count = samples.with(Vec::len));
    view! {
        {shown}
        <div class="bar chart-bar">
            <span class="grow muted small">{count}</span>
            <Button variant=Variant::Quiet icon=Icon::Download name=t!("messages-save-svg") on_press=as_drawing>".svg"</Button>
            <Button variant=Variant::Quiet icon=Icon::Download name=t!("messages-save-csv") on_press=as_table>".csv"</Button>
        </div>
        <Values samples clock/>
    }
}

fn drawing(chart: &Chart, clock: WallClock, title: &str) -> impl IntoView + use<> {
    let Summary { count, from, to, low, high, last } = chart.summary.clone();
    let (begin, end) = (second(clock, from), second(clock, to));
    let says = t!(
        "messages-chart-says",
        title = title,
        count = count,
        from = begin.clone(),
        to = end.clone(),
        low = low,
        high = high,
        last = last
    );
    let (left, right) = (chart.left, chart.right());
    let level = |(y, label): &(f64, String)| {
        view! {
            <path class="chart-level" d=format!("M{left:.1} {y:.1}H{right}")/>
            <text x=format!("{:.1}", left - 7.0) y=format!("{:.1}", y + 3.5) text-anchor="end">{label.clone()}</text>
        }
    };
    let point = |(x, y): &(f64, f64)| view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="2.4"/> };
    let label = chart.label_at().zip(chart.here.clone()).map(|((x, y, anchor), (at, value_y, value))| {
        view! {
            <circle class="is-here" cx=format!("{at:.1}") cy=format!("{value_y:.1}") r="3.6"/>
            <text class="is-here" x=format!("{x:.1}") y=format!("{y:.1}") text-anchor=anchor>{value}</text>
        }
    });
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=says>
            {chart.levels.iter().map(level).collect_view()}
            <text x=format!("{left:.1}") y="124">{begin}</text>
            {(count > 1).then(|| view! { <text x=right.to_string() y="124" text-anchor="end">{end}</text> })}
            <polyline points=chart.curve.clone()/>
            {chart.points.iter().map(point).collect_view()}
            {label}
        </svg>
    }
}

/// The values as a table, made once it is opened.
#[component]
fn Values(samples: Memo<Vec<Sample>>, clock: WallClock) -> impl IntoView {
    let open = RwSignal::new(false);
    let newest_first = move || samples.get().into_iter().rev().collect::<Vec<_>>();
    let row = move |sample: Sample| {
        view! { <tr><td>{clock.time_of_day(sample.at)}</td><td class="difference number">{written(sample.value)}</td></tr> }
    };
    let table = move || {
        view! {
            <table class="changes">
                <thead><tr><th scope="col">{t!("messages-time")}</th><th scope="col">{t!("messages-value")}</th></tr></thead>
                <tbody><For each=newest_first key=|sample| (sample.place, sample.value.to_bits()) children=row/></tbody>
            </table>
        }
    };
    view! {
        <details class="details" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary><Glyph icon=Icon::Chevron/>{t!("messages-values")}</summary>
            <div class="details-body chart-values" tabindex="0" role="group" aria-label=t!("messages-values")>{move || open.get().then(table)}</div>
        </details>
    }
}

/// A time of day to the second.
pub(super) fn second(clock: WallClock, at: u64) -> String {
    let time = clock.time_of_day(at);
    time.split_once('.').map_or_else(|| time.clone(), |(seconds, _)| seconds.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_that_changed_is_drawn_and_rather_no_time() {
        for (before, now, expected) in [
            ("", r#"{"ts":1795647500,"press":7,"temp":23.8}"#, Some("press")),
            (r#"{"press":7,"temp":23}"#, r#"{"ts":1795647500,"press":7,"temp":23.8}"#, Some("temp")),
            (r#"{"press":7}"#, r#"{"press":7}"#, Some("press")),
            ("", r#"{"ts":1795647500}"#, Some("ts")),
            ("", "21.5", Some("")),
            ("", r#"{"state":"on"}"#, None),
            ("", "on", None),
        ] {
            let before = fields(before.as_bytes()).unwrap_or_default();
            assert_eq!(first(&numbers(now.as_bytes()), before).as_deref(), expected, "{now}");
        }
    }
}
