//! A list of any length of which only the rows in view are drawn.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    binding::Binding,
    button::Button,
    icon::Icon,
    id,
    lasting::once_drawn,
    marked::Marked,
    observe::on_resize,
    rows::Rows,
    scroller::{Drawn, RowHeight, Scroller},
    words::use_words,
};

/// A log, or with `selected` a list to choose from. It is one tab stop; arrows, Page Up and Down, Home and End move. A list
/// that follows stays at its end while new rows come, until the user scrolls up; a button then leads back.
#[component]
pub fn VirtualList<T>(
    /// What is listed.
    #[prop(into)]
    label: Signal<String>,
    /// Where the rows come from.
    #[prop(into)]
    rows: Rows<T>,
    /// How tall they are.
    height: RowHeight,
    /// Draws a row.
    #[prop(into)]
    row: UnsyncCallback<(T,), AnyView>,
    /// The sequence number of the chosen row; makes it a list to choose from.
    #[prop(optional, into)]
    selected: Option<Binding<Option<u64>>>,
    /// Whether it stays at its end while rows come.
    #[prop(default = true)]
    follow: bool,
    /// The place of a row that comes into view whenever this changes.
    #[prop(optional, into)]
    shown: Signal<Option<usize>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let list = Scroller::new(rows, height, follow);
    let list_id = StoredValue::new(id::fresh("list"));
    let newest = use_words().newest;
    Effect::new(move |_| {
        rows.track();
        list.draw();
    });
    // Behind the rows, which follow it since they were made: effects run in this order.
    Effect::new(move |_| {
        list.drawn.track();
        list.place();
    });
    Effect::new(move |_| {
        if let Some(place) = shown.get() {
            list.show(place);
            // Where it is known only now how tall the view is.
            once_drawn(list.view, move |_| once_drawn(list.view, move |_| list.show(place)));
        }
    });
    on_resize([list.view, list.block], move || list.measure());
    let row_id = move |key: u64| list_id.with_value(|id| format!("{id}-{key}"));
    let chosen = move || selected.and_then(|selected| selected.get());
    let marked = Marked::new(Signal::derive(chosen));
    let active =
        move || chosen().filter(|key| list.drawn.with(|drawn| drawn.iter().any(|row| row.key == *key))).map(row_id);
    let draw = move |drawn: Drawn<T>| {
        let Drawn { key, place, item, .. } = drawn;
        let is_chosen = marked.is(key);
        view! {
            <div class="list-row" class:is-fixed=fixed(height).is_some() class:is-selected=is_chosen id=row_id(key)
                style:height=fixed(height) role=selected.map(|_| "option")
                aria-selected=move || selected.map(|_| if is_chosen.get() { "true" } else { "false" })
                aria-posinset=selected.map(|_| place + 1) aria-setsize=selected.map(|_| rows.extent_now().len)
                on:click=move |_| if let Some(selected) = selected { selected.set(Some(key)) }>
                {row.run((item,))}
            </div>
        }
    };
    view! {
        <div class="list">
            <div class="list-view" tabindex="0" node_ref=list.view aria-label=move || label.get()
                role=if selected.is_some() { "listbox" } else { "log" } aria-live="off" aria-activedescendant=active
                on:scroll=move |_| list.scrolled() on:keydown=move |event| keyed(&event, list, selected)>
                <div class="list-canvas" node_ref=list.canvas>
                    <div class="list-block" node_ref=list.block>
                        <For each=move || list.drawn.get() key=|row| (row.key, row.revision) children=draw/>
                    </div>
                </div>
            </div>
            <div class="list-newest" hidden=move || !follow || list.following.get()>
                <Button icon=Icon::Chevron on_press=move || list.to_end()>{newest.clone()}</Button>
            </div>
        </div>
    }
}

fn fixed(height: RowHeight) -> Option<String> {
    match height {
        RowHeight::Fixed(pixels) => Some(format!("{pixels}px")),
        RowHeight::About(_) => None,
    }
}

/// In a list to choose from the keys move the choice. A log scrolls as the browser does it, but goes to its ends at once:
/// gliding past a hundred thousand rows would measure them on the way.
fn keyed<T>(event: &KeyboardEvent, list: Scroller<T>, selected: Option<Binding<Option<u64>>>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let Some(selected) = selected else {
        match event.key().as_str() {
            "Home" => list.to_start(),
            "End" => list.to_end(),
            _ => return,
        }
        return event.prevent_default();
    };
    let Some(last) = list.rows.extent_now().len.checked_sub(1) else { return };
    let chosen = selected.get_untracked();
    let at = chosen.and_then(|key| list.rows.place_of(key));
    let to = match (event.key().as_str(), at) {
        ("Home", _) | ("ArrowDown" | "PageDown", None) => 0,
        ("End", _) | ("ArrowUp" | "PageUp", None) => last,
        ("ArrowDown", Some(at)) => at.saturating_add(1),
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", Some(at)) => at.saturating_add(list.page()),
        ("PageUp", Some(at)) => at.saturating_sub(list.page()),
        _ => return,
    };
    event.prevent_default();
    let to = to.min(last);
    if let Some((key, _)) = list.rows.fetch(to..to + 1).into_iter().next() {
        selected.set(Some(key));
        list.reveal(to);
    }
}
