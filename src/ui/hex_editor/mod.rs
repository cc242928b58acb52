//! The hex grid with what belongs around it: bars to find, to go and to fill, and a line that says where the caret is.

mod bars;
mod model;

use std::ops::Range;

use leptos::{html, prelude::*};
use workbench_payload::{Column, Editor, Encoding, Mode};

use super::hex_grid::{Access, HexGrid, Wish};
use super::hex_words::use_hex_words;
use super::kbd::Kbd;

use bars::{FillBar, FindBar, GoToBar};
use model::Sought;

/// Which bar is open above the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bar {
    /// None.
    #[default]
    Closed,
    /// Looks for bytes.
    Find,
    /// Goes to an offset.
    GoTo,
    /// Fills what is selected.
    Fill,
}

/// What the parts of an editor share.
#[derive(Clone, Copy)]
struct Parts {
    editor: RwSignal<Editor>,
    access: Access,
    encoding: Signal<Encoding>,
    bar: RwSignal<Bar>,
    sought: RwSignal<Sought>,
    root: NodeRef<html::Div>,
}

impl Parts {
    /// Closes the bar and gives the focus back to the bytes.
    fn close(self) {
        self.bar.set(Bar::Closed);
        self.focus_bytes();
    }

    fn focus_bytes(self) {
        let view = self.root.get_untracked().and_then(|root| root.query_selector(".hex-view").ok().flatten());
        if let Some(view) = view.and_then(|view| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(view).ok()) {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = view.focus();
        }
    }
}

/// The editor. Its bytes are the screen's.
#[component]
pub fn HexEditor(
    /// What the bytes are.
    #[prop(into)]
    label: Signal<String>,
    /// The bytes with their caret.
    editor: RwSignal<Editor>,
    /// Which bar is open; a screen may open one itself.
    #[prop(optional, into)]
    bar: Option<RwSignal<Bar>>,
    /// Whether the bytes can be changed.
    #[prop(optional)]
    access: Access,
    /// What text is among the bytes.
    #[prop(optional, into)]
    encoding: Signal<Encoding>,
    /// Bytes to mark, in ascending order.
    #[prop(optional, into)]
    marks: Signal<Vec<Range<usize>>>,
    /// How many bytes may be there.
    #[prop(optional, into)]
    limit: Signal<Option<usize>>,
    /// How many rows it shows before it scrolls.
    #[prop(default = 12)]
    max_rows: usize,
    /// Takes a pasted text.
    #[prop(optional, into)]
    on_paste: Option<UnsyncCallback<(String,)>>,
) -> impl IntoView {
    let bar = bar.unwrap_or_default();
    let parts = Parts { editor, access, encoding, bar, sought: RwSignal::default(), root: NodeRef::new() };
    let wish = move |wish: Wish| match wish {
        Wish::Find => bar.set(Bar::Find),
        Wish::GoTo => bar.set(Bar::GoTo),
        Wish::Again(towards) => {
            if !parts.sought.with_untracked(|sought| sought.find(editor, encoding.get_untracked(), towards)) {
                bar.set(Bar::Find);
            }
        }
    };
    let on_wish = UnsyncCallback::new(move |(found,)| wish(found));
    let take = UnsyncCallback::new(move |(text,): (String,)| {
        if let Some(take) = on_paste {
            take.run((text,))
        }
    });
    let open = move || match bar.get() {
        Bar::Closed => ().into_any(),
        Bar::Find => view! { <FindBar parts/> }.into_any(),
        Bar::GoTo => view! { <GoToBar parts/> }.into_any(),
        Bar::Fill => view! { <FillBar parts/> }.into_any(),
    };
    view! {
        <div class="hex-editor" node_ref=parts.root>
            {open}
            <HexGrid label editor access encoding marks limit max_rows on_wish on_paste=take/>
            <Status parts/>
        </div>
    }
}

/// Where the caret is, what is selected, and how typing works.
#[component]
fn Status(parts: Parts) -> impl IntoView {
    let words = StoredValue::new(use_hex_words());
    let editor = parts.editor;
    let facts = Memo::new(move |_| editor.with(|editor| (editor.selection(), editor.mode(), editor.column())));
    let mode = move || {
        let word = words.with_value(|words| match facts.get().1 {
            Mode::Insert => words.insert.clone(),
            Mode::Overwrite => words.overwrite.clone(),
        });
        let [short, full] = word;
        let title = full.clone();
        (parts.access == Access::Edit).then(|| view! { <span class="hex-mode" title=title><Kbd key="Ins"/> <span aria-hidden="true">{short}</span><span class="hidden">{full}</span></span> })
    };
    let column = move || {
        words.with_value(|words| {
            let [digits, text] = words.columns.clone();
            if facts.get().2 == Column::Hex { digits } else { text }
        })
    };
    let offset = move || {
        let place = facts.get().0.caret;
        words.with_value(|words| (words.offset)(&format!("{place:04X}"), place))
    };
    let selected = move || {
        let count = facts.get().0.range().len();
        (count > 0).then(|| words.with_value(|words| format!(" · {}", (words.selected)(count))))
    };
    view! {
        <div class="hex-status">
            {mode}
            <span><Kbd key="F2"/> " " {column}</span>
            <span class="grow"></span>
            <span class="number">{offset}{selected}</span>
        </div>
    }
}
