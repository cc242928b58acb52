//! The hex grid with what belongs around it: bars to find, to go and to fill, and a line that says where the caret is.

mod bars;
mod help;
mod model;

use std::ops::Range;

use leptos::{html, prelude::*};
use workbench_payload::{Column, Editor, Encoding, Mode};

use super::hex_grid::{Access, HexGrid, Wish};
use super::hex_words::use_hex_words;
use super::kbd::Kbd;

use bars::{FillBar, FindBar, GoToBar};
pub(super) use help::KEYS;

use help::Keys;
use model::Sought;

/// Which bar is open above the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bar {
    #[default]
    Closed,
    Find,
    GoTo,
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
    /// Whether taps extend the selection.
    extends: RwSignal<bool>,
    /// Whether the list of keys is open.
    keys: RwSignal<bool>,
    root: NodeRef<html::Div>,
}

impl Parts {
    /// Closes the bar and gives the focus back to the bytes.
    fn close(self) {
        self.bar.set(Bar::Closed);
        self.focus_bytes();
    }

    fn focus_bytes(self) {
        let view = self.root.get_untracked().and_then(|root| root.query_selector(".hex-view, textarea").ok().flatten());
        if let Some(view) = view.and_then(|view| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(view).ok()) {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = view.focus();
        }
    }
}

/// The editor. Its bytes are the screen's.
#[component]
pub fn HexEditor(
    #[prop(into)] label: Signal<String>,
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
    let parts = Parts {
        editor,
        access,
        encoding,
        bar,
        sought: RwSignal::default(),
        extends: RwSignal::new(false),
        keys: RwSignal::new(false),
        root: NodeRef::new(),
    };
    let wish = move |wish: Wish| match wish {
        Wish::Find => bar.set(Bar::Find),
        Wish::GoTo => bar.set(Bar::GoTo),
        Wish::Keys => parts.keys.set(true),
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
            <HexGrid label editor access encoding marks limit max_rows extends=parts.extends on_wish on_paste=take/>
            <Status parts/>
            <Keys parts/>
        </div>
    }
}

/// The bar that finds and replaces, for a text area in `root` that shows the bytes of an editor.
#[component]
pub fn FindInText(
    editor: RwSignal<Editor>,
    bar: RwSignal<Bar>,
    /// What text is among the bytes.
    #[prop(into)]
    encoding: Signal<Encoding>,
    /// What the text area is in. It has the focus again once the bar is closed.
    root: NodeRef<html::Div>,
) -> impl IntoView {
    let parts = Parts {
        editor,
        access: Access::Edit,
        encoding,
        bar,
        sought: RwSignal::new(Sought::in_text()),
        extends: RwSignal::new(false),
        keys: RwSignal::new(false),
        root,
    };
    view! { <FindBar parts/> }
}

/// Where the caret is, what is selected, and how typing works.
#[component]
fn Status(parts: Parts) -> impl IntoView {
    let words = StoredValue::new(use_hex_words());
    let editor = parts.editor;
    let facts = Memo::new(move |_| editor.with(|editor| (editor.selection(), editor.mode(), editor.column())));
    let pick = move |[short, full]: [String; 2]| (short, full);
    let mode = Signal::derive(move || {
        words.with_value(|words| match facts.get().1 {
            Mode::Insert => pick(words.insert.clone()),
            Mode::Overwrite => pick(words.overwrite.clone()),
        })
    });
    let column = Signal::derive(move || {
        let [digits, text] = words.with_value(|words| words.columns.clone());
        pick(if facts.get().2 == Column::Hex { digits } else { text })
    });
    let other_column = move || {
        editor.update(|editor| {
            editor.set_column(if editor.column() == Column::Hex { Column::Text } else { Column::Hex });
        });
    };
    let selects = move || words.with_value(|words| pick(words.extends.clone()));
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
            {(parts.access == Access::Edit).then(|| view! { <Toggle key="Ins" says=mode on_press=move || editor.update(Editor::toggle_mode)/> })}
            <Toggle key="F2" says=column on_press=other_column/>
            <span class="hex-by-finger"><Toggle says=Signal::derive(selects) pressed=parts.extends on_press=move || parts.extends.update(|on| *on = !*on)/></span>
            <span class="grow"></span>
            <span class="number">{offset}{selected}</span>
            <Toggle key="?" says=Signal::derive(move || words.with_value(|words| pick(words.keys_button.clone()))) on_press=move || parts.keys.set(true)/>
        </div>
    }
}

/// Does what a key does, for those who have none or do not know it. It leaves the focus where it is.
#[component]
fn Toggle(
    #[prop(optional, into)] key: Option<&'static str>,
    /// What it says, in short and in full.
    #[prop(into)]
    says: Signal<(String, String)>,
    /// Whether it is on, where it is something to be on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    #[prop(into)] on_press: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="hex-toggle" tabindex="-1" title=move || says.get().1 aria-label=move || says.get().1
            aria-pressed=move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" })
            on:mousedown=|event| event.prevent_default() on:click=move |_| on_press.run(())>
            {key.map(|key| view! { <Kbd key/> })} <span>{move || says.get().0}</span>
        </button>
    }
}
