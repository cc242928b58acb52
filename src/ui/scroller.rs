//! The moving parts of a long list: which rows are drawn, where they stand, and when to follow the newest.

use std::collections::HashMap;

use leptos::{html, prelude::*};

use super::{heights::Heights, rows::Rows, squeeze::Squeeze};

/// How near its end a list counts as being at its end, in pixels.
const NEAR: f64 = 8.0;

/// How much of the room around a row that is shown is above it.
const ABOVE: f64 = 0.3;

/// Two heights that differ by less, in pixels, are the same.
const ALIKE: f64 = 0.01;

/// How tall the rows of a list are, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RowHeight {
    /// All alike.
    Fixed(f64),
    /// About so much; each is measured when it is drawn.
    About(f64),
}

/// A row that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Drawn<T> {
    pub(super) key: u64,
    /// Changes whenever the row with this key does.
    pub(super) revision: u64,
    pub(super) place: usize,
    pub(super) item: T,
}

/// A list on the page. All its parts are handles, so that event handlers can each have one.
pub(super) struct Scroller<T: Send + Sync + 'static> {
    pub(super) rows: Rows<T>,
    pub(super) height: RowHeight,
    /// Whether it stays at its end once it is there.
    pub(super) follows: bool,
    pub(super) drawn: RwSignal<Vec<Drawn<T>>>,
    /// Whether the end is kept in view.
    pub(super) following: RwSignal<bool>,
    /// What scrolls, what is as tall as all rows, and what holds those drawn.
    pub(super) view: NodeRef<html::Div>,
    pub(super) canvas: NodeRef<html::Div>,
    pub(super) block: NodeRef<html::Div>,
    heights: StoredValue<Heights>,
    /// The place of the first row drawn, and where the view is to stand with it.
    placed: StoredValue<(usize, f64)>,
    /// The place that was shown last and is to stay in view, until somebody scrolls.
    held: StoredValue<Option<usize>>,
    queued: StoredValue<bool>,
    /// Where the view is among all rows, which may be taller than an element can be.
    last_top: StoredValue<f64>,
    squeeze: StoredValue<Squeeze>,
    /// How tall the view is, as it was measured last: asking while rows are being written would lay out the page each time.
    tall: StoredValue<f64>,
}

impl<T: Send + Sync + 'static> Clone for Scroller<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Scroller<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Scroller<T> {
    pub(super) fn new(rows: Rows<T>, height: RowHeight, follows: bool) -> Self {
        let (RowHeight::Fixed(estimate) | RowHeight::About(estimate)) = height;
        Self {
            rows,
            height,
            follows,
            drawn: RwSignal::new(Vec::new()),
            following: RwSignal::new(follows),
            view: NodeRef::new(),
            canvas: NodeRef::new(),
            block: NodeRef::new(),
            heights: StoredValue::new(Heights::new(estimate)),
            placed: StoredValue::new((0, 0.0)),
            held: StoredValue::new(None),
            queued: StoredValue::new(false),
            last_top: StoredValue::new(0.0),
            squeeze: StoredValue::new(Squeeze::default()),
            tall: StoredValue::new(0.0),
        }
    }

    /// Draws anew with the next frame, however often it is asked to before.
    pub(super) fn queue(self) {
        if self.queued.try_get_value() == Some(false) {
            self.queued.set_value(true);
            request_animation_frame(move || self.redraw());
        }
    }

    /// Draws anew in this frame, unless it does so with the next one.
    pub(super) fn draw(self) {
        if self.queued.try_get_value() == Some(false) {
            self.redraw();
        }
    }

    /// The list has been scrolled: by the user, if it went up.
    pub(super) fn scrolled(self) {
        let Some(view) = self.view.get_untracked() else { return };
        let (own, tall) = (f64::from(view.scroll_top()), f64::from(view.client_height()));
        // The list itself has put it there, and has drawn what belongs there.
        if self.squeeze.with_value(|squeeze| (own - squeeze.own()).abs() < 1.0) {
            return;
        }
        self.held.set_value(None);
        let total = self.heights.with_value(Heights::total);
        let top = self.squeeze.try_update_value(|squeeze| squeeze.scrolled(own, total, tall)).unwrap_or(own);
        let at_end = own + tall >= f64::from(view.scroll_height()) - NEAR;
        let following =
            self.follows && (at_end || (self.following.get_untracked() && top >= self.last_top.get_value()));
        if following != self.following.get_untracked() {
            self.following.set(following);
        }
        self.last_top.set_value(top);
        self.queue();
    }

    /// Measures the rows drawn; what differs from its estimate above the view moves the view along with it. Where all is as it was, nothing
    /// is drawn anew.
    pub(super) fn measure(self) {
        let before = self.tall.get_value();
        let tall = self.view.get_untracked().map_or(before, |view| f64::from(view.client_height()));
        self.tall.set_value(tall);
        let has_changed = matches!(self.height, RowHeight::About(_)) && self.take_heights();
        // What has changed is laid out: it is drawn anew only where the view shows more now than was drawn.
        if (tall - before).abs() >= 1.0 || (has_changed && !self.shows_all(tall)) {
            self.queue();
        }
        // The rows above it came later, or are taller than was thought.
        if has_changed && let Some(place) = self.held.get_value() {
            self.show(place);
        }
    }

    /// Whether the rows drawn are all that a view of this height shows.
    fn shows_all(self, tall: f64) -> bool {
        let drawn =
            self.drawn.with_untracked(|drawn| drawn.first().map_or(0..0, |row| row.place..row.place + drawn.len()));
        let top = self.last_top.get_value();
        self.heights.with_value(|heights| heights.are_in(&drawn, top, tall))
    }

    /// Whether a row is taller or lower than was thought.
    fn take_heights(self) -> bool {
        let Some(block) = self.block.get_untracked() else { return false };
        let Some(start) = self.drawn.with_untracked(|drawn| drawn.first().map(|row| row.place)) else { return false };
        let children = block.children();
        if self.drawn.with_untracked(Vec::len) != children.length() as usize || self.tall.get_value() == 0.0 {
            return false;
        }
        let mut top = self.last_top.get_value();
        let mut has_changed = false;
        self.heights.update_value(|heights| {
            let first_in_view = heights.row_at(top);
            for (place, child) in (start..).zip((0..children.length()).filter_map(|index| children.item(index))) {
                let change = heights.set(place, child.get_bounding_client_rect().height());
                has_changed |= change.abs() > ALIKE;
                if place < first_in_view {
                    top += change;
                }
            }
        });
        if has_changed {
            self.lay_out(start, top);
        }
        has_changed
    }

    /// Brings a place into view with some of what is around it, and keeps it there until somebody scrolls.
    pub(super) fn show(self, place: usize) {
        self.bring(place, |row, next, tall| (row - (tall - (next - row)).max(0.0) * ABOVE).max(0.0));
        self.held.set_value(Some(place));
    }

    /// Makes a place visible, with as little movement as that takes.
    pub(super) fn reveal(self, place: usize) {
        self.held.set_value(None);
        let top = self.last_top.get_value();
        self.bring(place, move |row, next, tall| if row < top { row } else { next - tall });
    }

    /// Scrolls to where a row is to stand, unless all of it is in view; it is told by where it begins and ends, and how tall the view is.
    fn bring(self, place: usize, stands: impl Fn(f64, f64, f64) -> f64) {
        let Some(view) = self.view.get_untracked() else { return };
        let (row, next) = self.heights.with_value(|heights| (heights.offset(place), heights.offset(place + 1)));
        let (top, tall) = (self.top_of(&view), f64::from(view.client_height()));
        if row >= top && next <= top + tall {
            return self.queue();
        }
        let to = stands(row, next, tall);
        let end = self.heights.with_value(Heights::total);
        self.following.set(self.follows && to + tall >= end - NEAR);
        self.scroll_to(&view, to);
        self.queue();
    }

    /// Rows which fit into the view: how far Page Up and Page Down go.
    pub(super) fn page(self) -> usize {
        let Some(view) = self.view.get_untracked() else { return 1 };
        let top = self.top_of(&view);
        self.heights.with_value(|heights| {
            let last = heights.row_at(top + f64::from(view.client_height()));
            last.saturating_sub(heights.row_at(top)).max(1)
        })
    }

    /// Goes to the first row.
    pub(super) fn to_start(self) {
        self.following.set(false);
        self.reveal(0);
    }

    /// Goes to the last row, and stays there if it is a list that follows.
    pub(super) fn to_end(self) {
        self.following.set(self.follows);
        self.reveal(self.rows.extent_now().len.saturating_sub(1));
    }

    fn redraw(self) {
        // The list may have left the page while the frame was awaited.
        if self.queued.try_set_value(false).is_some() {
            return;
        }
        let tall = self.tall();
        // Folded away: its rows are drawn when it is measured with a height again.
        if tall <= 0.0 {
            return;
        }
        let left = self.heights.try_update_value(|heights| heights.resize(self.rows.extent_now())).unwrap_or(0.0);
        let mut top = (self.last_top.get_value() - left).max(0.0);
        let (total, mut range) = self.heights.with_value(|heights| (heights.total(), heights.window(top, tall)));
        if self.following.get_untracked() || top > total - tall {
            top = (total - tall).max(0.0);
            range = self.heights.with_value(|heights| heights.window(top, tall));
        }
        let start = range.start;
        let fetched = self.rows.fetch(range);
        self.placed.set_value((start, top));
        self.drawn.update(|drawn| *drawn = merge(drawn, start, fetched));
    }

    /// Puts the rows where they belong, once their elements are there: to scroll lays out the page, which is done once so.
    pub(super) fn place(self) {
        let (start, top) = self.placed.get_value();
        self.lay_out(start, top);
        if self.held.get_value().is_some() && matches!(self.height, RowHeight::About(_)) {
            request_animation_frame(move || self.settle());
        }
    }

    /// Keeps a place in view whose neighbours are taller than was thought. New rows that take as much room together as those before would change
    /// nothing of the size that is watched, and so would not be measured.
    fn settle(self) {
        if let Some(place) = self.held.try_get_value().flatten()
            && self.take_heights()
        {
            self.show(place);
        }
    }

    /// Puts the rows drawn, the first of which has this place, where they belong.
    fn lay_out(self, start: usize, top: f64) {
        let (Some(view), Some(canvas), Some(block)) =
            (self.view.get_untracked(), self.canvas.get_untracked(), self.block.get_untracked())
        else {
            return;
        };
        let (total, above) = self.heights.with_value(|heights| (heights.total(), heights.offset(start)));
        // Both properties are ones that every browser takes.
        let end = (total - self.tall()).max(0.0);
        let top = if self.following.get_untracked() { end } else { top };
        let _ = canvas.style(("height", format!("{}px", Squeeze::height(total))));
        self.scroll_to(&view, top);
        let above = above - self.squeeze.with_value(Squeeze::hidden);
        let _ = block.style(("transform", format!("translateY({above}px)")));
    }

    /// Where the view is among all rows.
    fn top_of(self, view: &web_sys::HtmlDivElement) -> f64 {
        f64::from(view.scroll_top()) + self.squeeze.with_value(Squeeze::hidden)
    }

    fn tall(self) -> f64 {
        let tall = self.tall.get_value();
        // Before it was measured for the first time.
        if tall > 0.0 {
            return tall;
        }
        self.view.get_untracked().map_or(0.0, |view| f64::from(view.client_height()))
    }

    /// Scrolls, if it is not there already. The browser goes no further than the end, and that may be nearer than it was measured last: what
    /// is remembered is where the view is in truth, or the event that follows would look like a person who scrolls up.
    fn scroll_to(self, view: &web_sys::HtmlDivElement, top: f64) {
        let (total, tall) = (self.heights.with_value(Heights::total), self.tall());
        let mut squeeze = self.squeeze.get_value();
        let own = squeeze.place(top, total, tall);
        if (squeeze.own() - own).abs() >= 1.0 {
            // Whole pixels; no element is taller than an i32 can count.
            let whole = own.ceil() as i32;
            view.set_scroll_top(whole);
            squeeze.went(f64::from(view.scroll_top()));
        }
        self.last_top.set_value(squeeze.own() + squeeze.hidden());
        self.squeeze.set_value(squeeze);
    }
}

/// The rows to draw next: one that was drawn and has not changed keeps its revision, and so its elements.
fn merge<T: PartialEq>(before: &mut Vec<Drawn<T>>, start: usize, fetched: Vec<(u64, T)>) -> Vec<Drawn<T>> {
    let mut known: HashMap<u64, Drawn<T>> = before.drain(..).map(|row| (row.key, row)).collect();
    let next = |(place, (key, item)): (usize, (u64, T))| {
        let revision = known
            .remove(&key)
            .map_or(0, |row| if row.item == item { row.revision } else { row.revision.wrapping_add(1) });
        Drawn { key, revision, place, item }
    };
    (start..).zip(fetched).map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_row_keeps_its_revision() {
        let mut before = merge(&mut Vec::new(), 4, vec![(10, "a"), (11, "b")]);
        let after = merge(&mut before, 5, vec![(11, "changed"), (12, "c")]);
        let shown: Vec<_> = after.iter().map(|row| (row.key, row.revision, row.place)).collect();
        assert_eq!(shown, [(11, 1, 5), (12, 0, 6)]);
    }
}
