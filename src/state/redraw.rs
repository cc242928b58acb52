//! How often the screens are drawn anew while a module talks: at once after a pause, and then no more often than eyes follow, or than the computer
//! can without doing little else. The more lines come, the less a person makes of each.
//!
//! To draw a page full of lines takes the browser longer than to take in hundreds of them.

/// How far apart two drawings are while lines come: twenty in a second.
const APART: u64 = 50;

/// The same while lines come faster than anybody reads them: ten.
const APART_IN_A_STREAM: u64 = 100;

/// The same while so many come that even the numbers are a blur: five.
const APART_IN_A_FLOOD: u64 = 200;

/// So many lines in a second are faster than anybody reads: a person who sends commands makes fewer, and a serial line brings hundreds.
const STREAM: u64 = 60;

/// So many fill the whole view many times in a second.
const FLOOD: u64 = 1_000;

/// So many lines at a time are taken in between two drawings by what follows the record: about what comes in a turn of the loop that reads.
const MUCH: u64 = 1_000;

/// Of so many parts of the time, drawing takes one at most.
const PARTS: u64 = 10;

/// However long a drawing takes, the next one waits no longer than this; in a flood, twice as long.
const LONGEST: u64 = 250;

/// When the screens were drawn last.
#[derive(Debug, Default)]
pub(super) struct Redraw {
    at: u64,
    lines: u64,
    /// How many lines those who follow the record have taken in, with a drawing or between two.
    taken_in: u64,
    /// How far apart drawings are, by how many lines came since the one before the last.
    apart: u64,
    /// How long it takes, in milliseconds.
    takes: u64,
}

impl Redraw {
    /// For how many milliseconds the next drawing waits.
    pub(super) fn wait(&self, now: u64) -> u64 {
        let least = self.apart.max(APART);
        let most = if least == APART_IN_A_FLOOD { 2 * LONGEST } else { LONGEST };
        (self.at + (PARTS * self.takes).clamp(least, most)).saturating_sub(now)
    }

    /// The screens are drawn now, with so many lines in all.
    pub(super) const fn draw(&mut self, now: u64, lines: u64) {
        let (time, more) = (now.saturating_sub(self.at), lines.saturating_sub(self.lines));
        let more = more.saturating_mul(1_000);
        let apart = if more > time.saturating_mul(FLOOD) {
            APART_IN_A_FLOOD
        } else if more > time.saturating_mul(STREAM) {
            APART_IN_A_STREAM
        } else {
            APART
        };
        *self = Self { at: now, lines, taken_in: lines, apart, takes: self.takes };
    }

    /// Whether so many lines have come, with so many in all, that they are to be taken in before the next drawing.
    pub(super) const fn has_much_to_take_in(&mut self, lines: u64) -> bool {
        let is_much = lines.saturating_sub(self.taken_in) >= MUCH;
        if is_much {
            self.taken_in = lines;
        }
        is_much
    }

    /// So long it took, until the browser had painted it. Something else may have been done meanwhile, so one time alone counts for half.
    pub(super) const fn drawn(&mut self, took: u64) {
        self.takes = (self.takes + took) / 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many milliseconds each drawing waits for, where so many lines come in a second from the tenth second on, and each takes so long.
    fn waits(lines_each_second: u64, takes: u64) -> Vec<u64> {
        let mut redraw = Redraw::default();
        let mut now = 10_000;
        let mut waits = Vec::new();
        for _ in 0..4 {
            let wait = redraw.wait(now);
            waits.push(wait);
            now += wait;
            redraw.draw(now, (now - 10_000) * lines_each_second / 1_000);
            redraw.drawn(takes);
        }
        waits
    }

    #[test]
    fn the_first_line_after_a_pause_is_drawn_at_once_and_others_in_time() {
        assert_eq!(waits(40, 4), [0, 50, 50, 50], "somebody sends commands");
        assert_eq!(waits(320, 4), [0, 50, 100, 100], "as fast as a serial line of 115,200 bauds brings messages");
        assert_eq!(waits(100_000, 4), [0, 50, 200, 200]);
        let mut redraw = Redraw::default();
        redraw.draw(5_000, 10);
        assert_eq!((redraw.wait(5_001), redraw.wait(5_050), redraw.wait(9_000)), (49, 0, 0));
    }

    #[test]
    fn a_computer_that_draws_slowly_does_so_less_often_and_goes_on_drawing() {
        assert_eq!(waits(40, 20), [0, 100, 150, 170], "a tenth of the time, as it becomes known");
        assert_eq!(waits(40, 1_000), [0, 250, 250, 250]);
        assert_eq!(waits(100_000, 1_000), [0, 250, 500, 500]);
    }

    #[test]
    fn what_comes_in_a_flood_is_taken_in_in_parts_and_a_drawing_takes_in_the_rest() {
        let mut redraw = Redraw::default();
        let much: Vec<bool> =
            [500, 999, 1_000, 1_999, 3_500].into_iter().map(|lines| redraw.has_much_to_take_in(lines)).collect();
        assert_eq!(much, [false, false, true, false, true]);
        redraw.draw(1_000, 4_400);
        assert!(!redraw.has_much_to_take_in(5_000) && redraw.has_much_to_take_in(5_400));
    }

    #[test]
    fn a_flood_that_is_over_is_forgotten() {
        let mut redraw = Redraw::default();
        redraw.draw(1_000, 0);
        redraw.draw(1_050, 5_000);
        assert_eq!(redraw.wait(1_050), 200);
        redraw.draw(1_250, 5_010);
        assert_eq!(redraw.wait(1_250), 50);
    }
}
