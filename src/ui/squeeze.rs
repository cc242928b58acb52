//! A list that is taller than a browser lets an element be: what scrolls is shorter, and stands for all of it.
//!
//! Near both ends a pixel is a pixel, and so it is wherever somebody scrolls a little. A great leap, as with the bar, goes to the same share of the
//! whole.

/// How tall an element may be in every browser, with room to spare: Firefox ends at 17.9 million pixels, others later.
const TALLEST: f64 = 8_000_000.0;

/// How far from both ends a pixel is a pixel.
const EDGE: f64 = 200_000.0;

/// How the position of what scrolls and that among all rows belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Squeeze {
    /// The difference of the two.
    hidden: f64,
    /// Where what scrolls was last.
    own: f64,
}

impl Squeeze {
    /// How tall what scrolls is, where all rows are so tall.
    pub(super) const fn height(total: f64) -> f64 {
        if total > TALLEST { TALLEST } else { total }
    }

    /// How much of the list is left out above the view.
    pub(super) const fn hidden(&self) -> f64 {
        self.hidden
    }

    /// Where what scrolls was last.
    pub(super) const fn own(&self) -> f64 {
        self.own
    }

    /// What scrolls was scrolled; gives where that is among all rows.
    pub(super) fn scrolled(&mut self, own: f64, total: f64, tall: f64) -> f64 {
        let way = (own - self.own).abs();
        self.own = own;
        if total <= TALLEST {
            self.hidden = 0.0;
        } else if way > tall {
            self.hidden = stretched(own, total, tall) - own;
        }
        (own + self.hidden).clamp(0.0, (total - tall).max(own))
    }

    /// Where what scrolls has to be to show a place among all rows.
    pub(super) fn place(&mut self, top: f64, total: f64, tall: f64) -> f64 {
        if total <= TALLEST {
            self.hidden = 0.0;
            return top;
        }
        let (own, span) = (top - self.hidden, total - tall);
        let is_edge = top <= EDGE || top >= span - EDGE;
        let is_far = (top - self.own - self.hidden).abs() > tall;
        let has_room = own >= EDGE / 2.0 && own <= TALLEST - tall - EDGE / 2.0;
        if !is_edge && !is_far && has_room {
            return own;
        }
        let own = squeezed(top, total, tall);
        self.hidden = top - own;
        own
    }

    /// Where the browser has put what scrolls.
    pub(super) fn went(&mut self, own: f64) {
        self.own = own;
    }
}

/// The place of what scrolls that stands for a place among all rows.
fn squeezed(top: f64, total: f64, tall: f64) -> f64 {
    let (span, own) = (total - tall, TALLEST - tall);
    if top <= EDGE {
        top
    } else if top >= span - EDGE {
        own - (span - top)
    } else {
        EDGE + (top - EDGE) * (own - 2.0 * EDGE) / (span - 2.0 * EDGE)
    }
}

/// The other way round.
fn stretched(own: f64, total: f64, tall: f64) -> f64 {
    let (span, end) = (total - tall, TALLEST - tall);
    if own <= EDGE {
        own
    } else if own >= end - EDGE {
        span - (end - own)
    } else {
        EDGE + (own - EDGE) * (span - 2.0 * EDGE) / (end - 2.0 * EDGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALL: f64 = 600.0;
    const TOTAL: f64 = 900_000_000.0;

    #[test]
    fn a_list_that_fits_is_as_it_is() {
        let mut squeeze = Squeeze::default();
        for top in [0.0, 10.0, 5_000.0, 40.0] {
            assert_eq!(squeeze.place(top, 100_000.0, TALL), top);
            assert_eq!((squeeze.scrolled(top, 100_000.0, TALL), squeeze.hidden()), (top, 0.0));
        }
    }

    #[test]
    fn every_place_of_a_tall_list_is_reached_and_told_alike() {
        for top in [0.0, 1.0, 199_999.0, 200_001.0, 1_000_000.0, 450_000_000.0, TOTAL - 250_000.0, TOTAL - TALL] {
            let mut squeeze = Squeeze::default();
            let own = squeeze.place(top, TOTAL, TALL);
            assert!((0.0..=TALLEST - TALL).contains(&own), "{top}: {own}");
            squeeze.went(own);
            assert!((squeeze.scrolled(own, TOTAL, TALL) - top).abs() < 0.01, "{top}");
            assert!((stretched(own, TOTAL, TALL) - top).abs() < 0.01, "{top}");
        }
    }

    #[test]
    fn a_turn_of_the_wheel_goes_as_far_as_in_any_list_and_reaches_both_ends() {
        let mut squeeze = Squeeze::default();
        let mut own = squeeze.place(3_000_000.0, TOTAL, TALL);
        squeeze.went(own);
        let mut top = own + squeeze.hidden();
        while top > 0.0 {
            let next = squeeze.scrolled((own - 100.0).max(0.0), TOTAL, TALL);
            assert!((top - next - 100.0).abs() < 0.01 || next == 0.0, "{top} {next}");
            top = next;
            own = squeeze.place(top, TOTAL, TALL);
            squeeze.went(own);
        }
        assert_eq!((own, squeeze.hidden()), (0.0, 0.0));
        // A leap with the bar goes to the same share of the whole.
        let half = squeeze.scrolled(TALLEST / 2.0, TOTAL, TALL);
        assert!((half / TOTAL - 0.5).abs() < 0.001, "{half}");
        assert_eq!(squeeze.scrolled(TALLEST - TALL, TOTAL, TALL), TOTAL - TALL);
    }
}
