//! A payload as the fields of a frame format: chosen here, shown as a table, and edited either way with the bytes.

mod format;
mod row;
mod words;

use leptos::{ev::Event, html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlElement, HtmlInputElement};
use workbench_payload::Editor;
use workbench_payload::template::SHIPPED;

use crate::limits::FRAME_FORMAT_FILE;
use crate::t;
use crate::ui::{Access, Button, Choice, Icon, Note, Select, Tone, Variant, from_browser, go_on, outside, use_toaster};
use crate::words as texts;

pub use format::{Fields, FrameFormat};

use format::{Chosen, Format};
use row::{FieldRow, Table};

/// How many rows are drawn at first, and how many more each time that more are asked for.
const ROWS: usize = 200;

/// The choice of the format, and the table.
#[component]
pub fn FrameFields(
    format: FrameFormat,
    /// The bytes.
    editor: RwSignal<Editor>,
    /// The bytes as fields, as [`FrameFormat::fields`] makes them.
    fields: Memo<Fields>,
    /// Whether values can be changed.
    #[prop(optional)]
    access: Access,
    /// Shows the bytes, where they are not shown already.
    #[prop(into)]
    on_show: UnsyncCallback<()>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let shipped = SHIPPED.iter().enumerate().map(|(at, one)| Choice::new(Chosen::Shipped(at), one.title));
        let own = format.own.with(|own| own.as_ref().map(|own| Choice::new(Chosen::Own, own.name.clone())));
        std::iter::once(Choice::new(Chosen::None, t!("fields-none"))).chain(shipped).chain(own).collect()
    });
    let is_empty = Memo::new(move |_| editor.with(Editor::is_empty));
    let begin = move || {
        let example =
            format.format.with(|format| format.as_ref().and_then(|Format(it)| it.examples().first().cloned()));
        let can = example.filter(|_| access == Access::Edit && is_empty.get());
        can.map(|example| {
            let put = move || editor.update(|editor| editor.insert(&example));
            view! { <Button icon=Icon::Plus on_press=put>{t!("fields-begin")}</Button> }
        })
    };
    let says = move || {
        let refused = format.refused.get().map(|(name, why)| words::refused(&name, &why));
        refused.map(|text| view! { <Note tone=Tone::Bad announce=true>{outside(text)}</Note> })
    };
    let problem = Memo::new(move |_| {
        fields.with(|fields| match &fields.mistake {
            Some(mistake) => Some(words::mistake(mistake)),
            None => fields.is_large.then(|| t!("fields-large")),
        })
    });
    let show = move || {
        if let Some(range) = fields.with_untracked(Fields::mistake) {
            on_show.run(());
            editor.update(|editor| editor.select(&range));
        }
    };
    let mistake = move || {
        problem.get().map(|text| {
            view! {
                <Note tone=Tone::Warn>{outside(text)} " " <Button variant=Variant::Quiet on_press=show>{t!("fields-show")}</Button></Note>
            }
        })
    };
    view! {
        <div class="fields-as">
            <Select label=t!("fields-format") value=format.chosen options/>
            <OpenFormat format/>
            {begin}
        </div>
        {says}
        {mistake}
        <Rows format editor fields access on_show/>
    }
}

/// Opens a file as format.
#[component]
fn OpenFormat(format: FrameFormat) -> impl IntoView {
    let file = NodeRef::<html::Input>::new();
    let toaster = use_toaster();
    let pick = move || {
        if let Some(file) = file.get_untracked() {
            file.click();
        }
    };
    let open = move |file: File| {
        if let Err(over) = FRAME_FORMAT_FILE.admit_file(&file) {
            return toaster.show(Tone::Bad, texts::over(over, &file.name()));
        }
        go_on(async move {
            match JsFuture::from(file.text()).await.ok().as_ref().and_then(from_browser) {
                Some(text) => format.take(file.name(), &text),
                None => toaster.show(Tone::Bad, t!("fields-unreadable", name = file.name())),
            }
        });
    };
    let picked = move |event: Event| {
        let input: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <Button variant=Variant::Quiet icon=Icon::Upload on_press=pick>{t!("fields-open")}</Button>
        <input type="file" accept=".ksy,.yaml,.yml" class="hidden" tabindex="-1" aria-hidden="true" node_ref=file on:change=picked/>
    }
}

/// The rows, so many at a time.
#[component]
fn Rows(
    format: FrameFormat,
    editor: RwSignal<Editor>,
    fields: Memo<Fields>,
    access: Access,
    on_show: UnsyncCallback<()>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let selection = Memo::new(move |_| editor.with(|editor| editor.selection().range()));
    // Of several fields with the same bytes, the one that was chosen counts.
    let chosen = RwSignal::new(None::<usize>);
    let here = Memo::new(move |_| {
        let selected = selection.get();
        let chosen = chosen.get();
        fields.with(|fields| {
            let is_it = |place: &usize| fields.rows.get(*place).is_some_and(|row| row.range == selected);
            chosen.filter(is_it).or_else(|| fields.row_at(&selected))
        })
    });
    let table =
        Table { editor, format: format.format, fields, access, here, chosen, on_show: StoredValue::new_local(on_show) };
    // The list shows the row of the caret, and the page stays where it is.
    Effect::new(move |_| {
        let (Some(here), Some(list)) = (here.get(), list.get()) else { return };
        let row = list.query_selector(&format!("[data-row=\"{here}\"]")).ok().flatten();
        let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
        let (top, height) = (row.offset_top() - list.offset_top(), row.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if top + height > list.scroll_top() + list.client_height() {
            list.set_scroll_top(top + height - list.client_height());
        }
    });
    let total = Memo::new(move |_| fields.with(|fields| fields.rows.len()));
    let most = RwSignal::new(ROWS);
    let more = move || {
        (total.get() > most.get()).then(|| {
            view! {
                <p class="muted small">{t!("fields-shown", shown = most.get(), total = total.get())}</p>
                <Button on_press=move || most.update(|most| *most += ROWS)>{t!("fields-more")}</Button>
            }
        })
    };
    let heads = move || {
        [t!("fields-name"), t!("fields-value"), t!("fields-bytes"), t!("fields-meaning")]
            .map(|head| view! { <span role="columnheader">{head}</span> })
            .collect_view()
    };
    view! {
        <Show when=move || total.get() != 0>
            <div class="fields" role="table" aria-label=t!("fields-title") node_ref=list>
                <div class="fields-row is-head" role="row">{heads}</div>
                <For each=move || 0..total.get().min(most.get()) key=|place| *place children=move |place| view! { <FieldRow place table/> }/>
            </div>
        </Show>
        {more}
    }
}
