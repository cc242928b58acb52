//! How often the screens are drawn anew while a module talks: at once after a pause, and then no more often than eyes follow, or than the computer
//! can without doing little else.
//!
//! To draw a page full of lines takes the browser longer than to take in hundreds of them.

/// How far apart two drawings are while lines come: twenty in a second.
const APART: u64 = 50;

/// The same while more lines come than anybody reads: eight in a second.
const APART_IN_A_FLOOD: u64 = 125;

/// So many lines in a second are more than anybody reads.
const FLOOD: u64 = 1_000;

/// Of so many parts of the time, drawing takes one at most.
const PARTS: u64 = 10;

/// However long a drawing takes, the next one waits no longer than this; in a flood, twice as long.
const LONGEST: u64 = 250;

/// When the screens were drawn last.
#[derive(Debug, Default)]
pub(super) struct Redraw {
    at: u64,
    lines: u64,
    is_flood: bool,
    /// How long it takes, in milliseconds.
    takes: u64,
}

impl Redraw {
    /// For how many milliseconds the next drawing waits.
    pub(super) fn wait(&self, now: u64) -> u64 {
        let (least, most) = if self.is_flood { (APART_IN_A_FLOOD, 2 * LONGEST) } else { (APART, LONGEST) };
        (self.at + (PARTS * self.takes).clamp(least, most)).saturating_sub(now)
    }

    /// The screens are drawn now, with so many lines in all.
    pub(super) const fn draw(&mut self, now: u64, lines: u64) {
        let (time, more) = (now.saturating_sub(self.at), lines.saturating_sub(self.lines));
        let is_flood = more.saturating_mul(1_000) > time.saturating_mul(FLOOD);
        *self = Self { at: now, lines, is_flood, takes: self.takes };
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
        assert_eq!(waits(160, 4), [0, 50, 50, 50], "as fast as a serial line of 115,200 bauds brings messages");
        assert_eq!(waits(100_000, 4), [0, 50, 125, 125]);
        let mut redraw = Redraw::default();
        redraw.draw(5_000, 10);
        assert_eq!((redraw.wait(5_001), redraw.wait(5_050), redraw.wait(9_000)), (49, 0, 0));
    }

    #[test]
    fn a_computer_that_draws_slowly_does_so_less_often_and_goes_on_drawing() {
        assert_eq!(waits(160, 20), [0, 100, 150, 170], "a tenth of the time, as it becomes known");
        assert_eq!(waits(160, 1_000), [0, 250, 250, 250]);
        assert_eq!(waits(100_000, 1_000), [0, 250, 500, 500]);
    }

    #[test]
    fn a_flood_that_is_over_is_forgotten() {
        let mut redraw = Redraw::default();
        redraw.draw(1_000, 0);
        redraw.draw(1_050, 5_000);
        assert_eq!(redraw.wait(1_050), 125);
        redraw.draw(1_175, 5_010);
        assert_eq!(redraw.wait(1_175), 50);
    }
}
