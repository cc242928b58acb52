//! Bytes to read or to edit: offset, hexadecimal digits and text, however many there are. Only rows in view are drawn.
//!
//! The grid is one tab stop. What each key does stands in `keys`, how a row looks in `row`; the editor itself is
//! [`workbench_payload::Editor`], which the screen owns and may change at any time.

mod keys;
mod pointer;
mod row;
mod touch;

use std::ops::Range;

use leptos::{ev::ClipboardEvent, ev::KeyboardEvent, ev::MouseEvent, html, prelude::*};
use workbench_payload::{Cell, Column, Editor, Encoding, LineEnds, Notation, Towards, text};

use super::hex_row::offset_width;
use super::hex_words::{HexWords, use_hex_words};
use super::lasting::once_drawn;
use super::toast::use_toaster;
use super::tone::Tone;
use super::typed;
use super::words::use_words;
use super::{id, observe::on_resize};

use keys::{Answer, Stroke, Surroundings, press};
use row::{Caret, HexGridRow, Layout, Run, columns, row, row_count};
use touch::TouchKeys;

/// The height of a row, in pixels.
const ROW: f64 = 22.0;

/// How many rows an editor takes at least.
const ROOM_ROWS: usize = 6;

/// The width below which a row holds eight bytes rather than sixteen, in pixels. `style/ui/hex.css` sets rows of sixteen closer up to 620.
const NARROW: i32 = 540;

/// Rows drawn above and below the view.
const OVERSCAN: usize = 4;

/// What the grid asks its screen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To look for something: Ctrl+F.
    Find,
    /// To look for the same again: F3.
    Again(Towards),
    /// To go to an offset: Ctrl+G.
    GoTo,
    /// To see what each key does: a question mark.
    Keys,
}

/// Whether the bytes can be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Edit,
    /// They can only be read, selected and copied.
    Read,
}

/// All the parts of a grid, as handles.
#[derive(Clone, Copy)]
struct Grid {
    editor: RwSignal<Editor>,
    per_row: RwSignal<usize>,
    /// How far it is scrolled, and how tall its view is, in pixels.
    top: RwSignal<f64>,
    tall: RwSignal<f64>,
    /// The first row drawn, and how many are.
    first: RwSignal<usize>,
    drawn: RwSignal<usize>,
    slots: StoredValue<Vec<ArcRwSignal<HexGridRow>>>,
    /// The byte on which the pointer went down.
    pressed: StoredValue<Option<usize>>,
    /// Whether it was a finger that went down last.
    by_finger: StoredValue<bool>,
    view: NodeRef<html::Div>,
    block: NodeRef<html::Div>,
}

#[component]
pub fn HexGrid(
    #[prop(into)] label: Signal<String>,
    /// The bytes with their caret.
    editor: RwSignal<Editor>,
    /// Whether they can be changed.
    #[prop(optional)]
    access: Access,
    /// What the text column shows, and what is typed into it.
    #[prop(optional, into)]
    encoding: Signal<Encoding>,
    /// Bytes to mark, in ascending order.
    #[prop(optional, into)]
    marks: Signal<Vec<Range<usize>>>,
    /// How many bytes may be there: those beyond are shown as too many.
    #[prop(optional, into)]
    limit: Signal<Option<usize>>,
    /// How many rows it shows before it scrolls.
    #[prop(default = 16)]
    max_rows: usize,
    /// Whether a tap extends the selection, for those who have no Shift key.
    #[prop(optional, into)]
    extends: Signal<bool>,
    /// Hears what the grid does not do itself.
    #[prop(optional, into)]
    on_wish: Option<UnsyncCallback<(Wish,)>>,
    /// Takes a pasted text.
    #[prop(optional, into)]
    on_paste: Option<UnsyncCallback<(String,)>>,
) -> impl IntoView {
    let grid = Grid {
        editor,
        per_row: RwSignal::new(16),
        top: RwSignal::new(0.0),
        tall: RwSignal::new(ROW * max_rows as f64),
        first: RwSignal::new(0),
        drawn: RwSignal::new(0),
        slots: StoredValue::new(Vec::new()),
        pressed: StoredValue::new(None),
        by_finger: StoredValue::new(false),
        view: NodeRef::new(),
        block: NodeRef::new(),
    };
    let frame = NodeRef::<html::Div>::new();
    on_resize([frame], move || grid.fit(frame));
    let rows = Memo::new(move |_| {
        editor.with(|editor| {
            let with_the_end = row_count(editor, grid.per_row.get());
            // Who only reads needs no place behind the last byte, unless the caret was brought there.
            let is_full = !editor.is_empty() && editor.len().is_multiple_of(grid.per_row.get());
            let at_the_end = access == Access::Edit || editor.selection().caret == editor.len();
            if is_full && !at_the_end { with_the_end - 1 } else { with_the_end }
        })
    });
    Effect::new(move |_| marks.with(|marks| grid.draw(rows.get(), encoding.get(), marks, limit.get())));
    Effect::new(move |before: Option<usize>| {
        let caret = editor.with(|editor| editor.selection().caret);
        match before {
            // What is to be seen may be far down when the grid comes, and there is nothing to scroll yet.
            None => once_drawn(grid.view, move |_| grid.reveal(caret)),
            Some(before) if before != caret => grid.reveal(caret),
            Some(_) => {}
        }
        caret
    });
    let around = move || Surroundings {
        per_row: grid.per_row.get_untracked(),
        page: grid.page(),
        editable: access == Access::Edit,
        encoding: encoding.get_untracked(),
    };
    let keyed = move |event: KeyboardEvent| grid.keyed(&event, around(), on_wish);
    let copied = move |event: ClipboardEvent| {
        grid.copied(&event, encoding.get_untracked());
    };
    let cut = move |event: ClipboardEvent| {
        if grid.copied(&event, encoding.get_untracked()) && access == Access::Edit {
            editor.update(Editor::delete_on);
        }
    };
    let (words, toaster) = (StoredValue::new(use_words()), use_toaster());
    let pasted = move |event: ClipboardEvent| {
        if let (Some(text), Some(take), Access::Edit) = (typed::pasted(&event), on_paste, access) {
            event.prevent_default();
            match words.with_value(|words| typed::unfit(&text, words)) {
                Some(problem) => toaster.show(Tone::Bad, problem),
                None => take.run((text,)),
            }
        }
    };
    let touch = NodeRef::<html::Input>::new();
    let tapped = move |event: MouseEvent| {
        if let Some(keys) = touch.get_untracked().filter(|_| grid.tapped(&event, extends.get_untracked())) {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = keys.focus();
        }
    };
    let grid_id = StoredValue::new(id::fresh("hex"));
    let cell_id = move |place: usize| grid_id.with_value(|id| format!("{id}-{place}"));
    let active = move || cell_id(editor.with(|editor| editor.selection().caret));
    // An editor shows that there is room for more.
    let fewest = if access == Access::Edit { ROOM_ROWS.min(max_rows) } else { 1 };
    let tall = move || format!("{}px", rows.get().clamp(fewest, max_rows.max(fewest)) as f64 * ROW);
    let head = (access == Access::Edit).then(|| {
        let offset = move || " ".repeat(editor.with(|editor| offset_width(editor.len())));
        view! {
            <div class="hex-head" aria-hidden="true">
                <span class="hex-offset">{offset}</span>
                <span class="hex-bytes">{move || columns(grid.per_row.get())}</span>
            </div>
        }
    });
    view! {
        <div class="hex-framed">
        {head}
        <div class="hex" node_ref=frame style:height=tall>
            <div class="hex-view" node_ref=grid.view role="grid" tabindex="0" aria-label=move || label.get()
                aria-rowcount=move || rows.get() aria-readonly=if access == Access::Read { "true" } else { "false" } aria-activedescendant=active
                on:scroll=move |_| grid.scrolled() on:keydown=keyed on:copy=copied on:cut=cut on:paste=pasted
                on:pointerdown=move |event| grid.pointer_down(&event) on:pointermove=move |event| grid.pointer_moved(&event)
                on:pointerup=move |_| grid.pressed.set_value(None) on:pointercancel=move |_| grid.pressed.set_value(None)
                on:click=tapped
                on:blur=move |_| grid.left()>
                <div class="hex-canvas" style:height=move || format!("{}px", rows.get() as f64 * ROW)>
                    <div class="hex-block" node_ref=grid.block role="presentation"
                        style:transform=move || format!("translateY({}px)", grid.first.get() as f64 * ROW)>
                        <For each=move || 0..grid.drawn.get() key=|slot| *slot children=move |slot| slot_view(grid, slot, cell_id)/>
                    </div>
                </div>
            </div>
            {(access == Access::Edit).then(|| view! {
                <TouchKeys grid node=touch label around=UnsyncCallback::new(move |()| around()) on:keydown=keyed on:copy=copied on:cut=cut on:paste=pasted/>
            })}
        </div>
        </div>
    }
}

impl Grid {
    /// Takes over how large it is.
    fn fit(self, frame: NodeRef<html::Div>) {
        let Some(frame) = frame.get_untracked() else { return };
        let per_row = if frame.client_width() >= NARROW { 16 } else { 8 };
        if self.per_row.get_untracked() != per_row {
            self.per_row.set(per_row);
        }
        self.tall.set(f64::from(frame.client_height()));
    }

    /// Fills the rows in view.
    fn draw(self, rows: usize, encoding: Encoding, marks: &[Range<usize>], limit: Option<usize>) {
        let (top, tall) = (self.top.get(), self.tall.get());
        let layout = Layout { per_row: self.per_row.get(), encoding, marks, limit };
        let first = whole(top / ROW).saturating_sub(OVERSCAN).min(rows.saturating_sub(1));
        let last = (whole((top + tall) / ROW) + 1 + OVERSCAN).min(rows).max(first);
        self.editor.with(|editor| {
            self.slots.update_value(|slots| {
                slots.resize_with((last - first).max(slots.len()), ArcRwSignal::default);
                for (slot, index) in slots.iter().zip(first..last) {
                    let now = row(editor, index, layout);
                    if slot.with_untracked(|drawn| *drawn != now) {
                        slot.set(now);
                    }
                }
            });
        });
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
        if self.drawn.get_untracked() != last - first {
            self.drawn.set(last - first);
        }
    }

    fn scrolled(self) {
        if let Some(view) = self.view.get_untracked() {
            self.top.set(f64::from(view.scroll_top()));
        }
    }

    /// Scrolls as little as brings the caret into view.
    fn reveal(self, caret: usize) {
        let Some(view) = self.view.get_untracked() else { return };
        // What the last scrolling told: asking the page would lay it out at every key.
        let (top, tall) = (self.top.get_untracked(), self.tall.get_untracked());
        let row = (caret / self.per_row.get_untracked().max(1)) as f64 * ROW;
        let to = if row < top {
            row
        } else if row + ROW > top + tall {
            row + ROW - tall
        } else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a million bytes are far fewer pixels than an i32 counts")]
        view.set_scroll_top(to.ceil() as i32);
        self.top.set(f64::from(view.scroll_top()));
    }

    fn page(self) -> usize {
        whole(self.tall.get_untracked() / ROW).max(2) - 1
    }

    fn keyed(self, event: &KeyboardEvent, around: Surroundings, on_wish: Option<UnsyncCallback<(Wish,)>>) {
        // AltGr types characters; Windows tells it as Ctrl with Alt.
        let types = event.get_modifier_state("AltGraph");
        if event.is_composing() || (event.alt_key() && !types) {
            return;
        }
        let key = event.key();
        let stroke =
            Stroke { key: &key, command: !types && (event.ctrl_key() || event.meta_key()), shift: event.shift_key() };
        let answer = self.editor.try_update(|editor| press(editor, stroke, around));
        let wish = match answer {
            None | Some(Answer::Left) => return,
            Some(Answer::Taken) => return event.prevent_default(),
            Some(Answer::Find) => Wish::Find,
            Some(Answer::GoTo) => Wish::GoTo,
            Some(Answer::Keys) => Wish::Keys,
            Some(Answer::Again(towards)) => Wish::Again(towards),
        };
        if let Some(tell) = on_wish {
            event.prevent_default();
            tell.run((wish,));
        }
    }

    /// Puts what is selected on the clipboard, as the column shows it; whether anything is.
    fn copied(self, event: &ClipboardEvent, encoding: Encoding) -> bool {
        let text = self.editor.with_untracked(|editor| {
            let selected = editor.selected();
            (!selected.is_empty()).then(|| match editor.column() {
                Column::Hex => Notation::Hex.write(selected, encoding),
                Column::Text => text::text_of(selected, encoding, LineEnds::of(selected).unwrap_or_default()),
            })
        });
        let (Some(text), Some(data)) = (text, event.clipboard_data()) else { return false };
        event.prevent_default();
        data.set_data("text/plain", &text).is_ok()
    }

    /// The focus went elsewhere: a byte of which one digit was typed is dropped.
    fn left(self) {
        if self.editor.try_with_untracked(|editor| editor.half().is_some()) == Some(true) {
            self.editor.update(Editor::pause);
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are counted from 0, and few")]
fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

fn slot_view(
    grid: Grid,
    slot: usize,
    cell_id: impl Fn(usize) -> String + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let words = StoredValue::new(use_hex_words());
    let shown = grid.slots.with_value(|slots| slots.get(slot).cloned()).unwrap_or_default();
    let row = move || {
        let HexGridRow { index, offset, digits, text, caret } = shown.get();
        let active = caret.map(|(place, cell)| (cell_id(place), words.with_value(|words| spoken(words, place, cell))));
        let run = |Run { look, text }: Run| {
            match (look.caret, active.clone()) {
            (Some(Caret::Active), Some((id, says))) => {
                view! { <span class=look.class() role="gridcell" id=id aria-selected="true" aria-label=says>{text}</span> }.into_any()
            }
            _ => view! { <span class=look.class()>{text}</span> }.into_any(),
        }
        };
        view! {
            <div class="hex-row" role="row" aria-rowindex=index + 1>
                <span class="hex-offset" role="rowheader">{offset}</span>
                <span class="hex-bytes" role="presentation"><span class="hex-digits" role="presentation">{digits.into_iter().map(run).collect_view()}</span></span>
                <span class="hex-text" role="presentation"><span class="hex-letters" role="presentation">{text.into_iter().map(run).collect_view()}</span></span>
            </div>
        }
    };
    row.into_any()
}

/// What a screen reader says of a place: its offset and its value.
fn spoken(words: &HexWords, place: usize, cell: Cell) -> String {
    let value = match cell {
        Cell::Byte(byte) if byte.is_ascii_graphic() => format!("{byte:02X} {}", char::from(byte)),
        Cell::Byte(byte) => format!("{byte:02X}"),
        Cell::Half(digit) => format!("{digit:X}_"),
        Cell::Nothing => words.end.clone(),
    };
    (words.at)(&format!("{place:X}"), &value)
}
