//! How often the screens are drawn anew while a module talks: at once after a pause, and then no more often than eyes follow.
//!
//! To draw a page full of lines takes the browser longer than to take in hundreds of them.

/// How far apart two drawings are while lines come: twenty in a second.
const APART: u64 = 50;

/// The same while more lines come than anybody reads: eight in a second.
const APART_IN_A_FLOOD: u64 = 125;

/// So many lines in a second are more than anybody reads.
const FLOOD: u64 = 1_000;

/// When the screens were drawn last.
#[derive(Debug, Default)]
pub(super) struct Redraw {
    at: u64,
    lines: u64,
    is_flood: bool,
}

impl Redraw {
    /// For how many milliseconds the next drawing waits.
    pub(super) const fn wait(&self, now: u64) -> u64 {
        let apart = if self.is_flood { APART_IN_A_FLOOD } else { APART };
        (self.at + apart).saturating_sub(now)
    }

    /// The screens are drawn now, with so many lines in all.
    pub(super) const fn draw(&mut self, now: u64, lines: u64) {
        let (time, more) = (now.saturating_sub(self.at), lines.saturating_sub(self.lines));
        *self = Self { at: now, lines, is_flood: more.saturating_mul(1_000) > time.saturating_mul(FLOOD) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many milliseconds each drawing waits for, where so many lines come in a second from the tenth second on.
    fn waits(lines_each_second: u64) -> Vec<u64> {
        let mut redraw = Redraw::default();
        let mut now = 10_000;
        let mut waits = Vec::new();
        for _ in 0..4 {
            let wait = redraw.wait(now);
            waits.push(wait);
            now += wait;
            redraw.draw(now, (now - 10_000) * lines_each_second / 1_000);
        }
        waits
    }

    #[test]
    fn the_first_line_after_a_pause_is_drawn_at_once_and_others_in_time() {
        assert_eq!(waits(160), [0, 50, 50, 50], "as fast as a serial line of 115,200 bauds brings messages");
        assert_eq!(waits(100_000), [0, 50, 125, 125]);
        let mut redraw = Redraw::default();
        redraw.draw(5_000, 10);
        assert_eq!((redraw.wait(5_001), redraw.wait(5_050), redraw.wait(9_000)), (49, 0, 0));
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
