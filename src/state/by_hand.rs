//! A hand at the virtual module: its cable, its SIM, its clock, and what goes wrong with it.

use leptos::prelude::WithValue;

use super::{Hand, Workbench};

impl Workbench {
    /// Does this to the virtual module, or to the world around it. Whether one is connected, and has not too much to do already.
    pub fn lend_hand(&self, hand: Hand) -> bool {
        self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.lend_hand(hand)))
    }

    /// Lets time go so many times as fast for the virtual module, from 1 to 1000. Whether one is connected, and has not too much to do already.
    pub fn set_speed(&self, times: u32) -> bool {
        self.inner.with_value(|inner| inner.cable.as_ref().is_some_and(|cable| cable.set_speed(times)))
    }
}
