//! Bytes to read: offset, hexadecimal digits and text, however many there are.

use leptos::{html, prelude::*};

use super::{
    heights::Extent,
    hex_row::{HexRow, hex_row, row_count},
    observe::on_resize,
    rows::Rows,
    scroller::RowHeight,
    virtual_list::VirtualList,
};

/// The height of a row, in pixels.
const ROW: f64 = 22.0;

/// The width below which a row holds eight bytes rather than sixteen, in pixels.
const NARROW: i32 = 640;

/// A read-only view of bytes. It is one tab stop.
#[component]
pub fn HexView(
    /// What the bytes are.
    #[prop(into)]
    label: Signal<String>,
    /// The bytes.
    #[prop(into)]
    bytes: Signal<Vec<u8>>,
    /// How many rows it shows before it scrolls.
    #[prop(default = 16)]
    max_rows: usize,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let per_row = RwSignal::new(16_usize);
    on_resize([frame], move || {
        let wide = frame.get_untracked().is_none_or(|frame| frame.client_width() >= NARROW);
        let fits = if wide { 16 } else { 8 };
        if per_row.get_untracked() != fits {
            per_row.set(fits);
        }
    });
    let count = Signal::derive(move || row_count(bytes.with(Vec::len), per_row.get()));
    let rows = Rows::new(
        Signal::derive(move || {
            // The rows change with the bytes even where their number does not.
            bytes.track();
            Extent::of(count.get())
        }),
        move |range| {
            let per_row = per_row.get_untracked();
            bytes.with_untracked(|bytes| range.map(|index| (index as u64, hex_row(bytes, index, per_row))).collect())
        },
    );
    let tall = move || format!("{}px", count.get().clamp(1, max_rows.max(1)) as f64 * ROW);
    view! {
        <div class="hex" node_ref=frame style:height=tall>
            <VirtualList label rows height=RowHeight::Fixed(ROW) row=draw follow=false/>
        </div>
    }
}

fn draw(row: HexRow) -> AnyView {
    view! {
        <div class="hex-row">
            <span class="hex-offset">{row.offset}</span>
            <span class="hex-bytes">{row.digits}</span>
            <span class="hex-text">{row.text}</span>
        </div>
    }
    .into_any()
}
