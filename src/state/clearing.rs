//! Clearing the record: all lines go at once, and can be had back as long as somebody holds on to them.

use leptos::prelude::*;
use workbench_record::Record;

use super::Workbench;
use super::spill::Spilled;

/// The lines that were cleared last.
pub(super) struct Cleared {
    number: u64,
    record: Record,
    spilled: Spilled,
}

/// A hold on the lines that were cleared last: when it goes, so do they. They take the memory of a record until then.
pub struct ClearedLines {
    workbench: Workbench,
    number: u64,
}

impl Drop for ClearedLines {
    fn drop(&mut self) {
        let number = self.number;
        let gone =
            self.workbench.inner.try_update_value(|inner| inner.cleared.take_if(|cleared| cleared.number == number));
        drop(gone);
    }
}

impl Workbench {
    /// Forgets all lines, those that were cleared before among them. Those of a file that is replayed stay.
    pub fn clear_record(&self) {
        drop(self.take_lines());
        let before = self.inner.try_update_value(|inner| inner.cleared.take());
        drop(before);
    }

    /// Clears all lines, and gives a hold on them. Nothing while a file is replayed, whose lines stay. Lines that were cleared before and are
    /// held still go with these: who clears twice has all of them back.
    #[must_use]
    pub fn clear_lines(&self) -> Option<ClearedLines> {
        self.bring_back_cleared();
        let cleared = self.take_lines()?;
        let number = cleared.number;
        self.inner.update_value(|inner| inner.cleared = Some(cleared));
        Some(ClearedLines { workbench: *self, number })
    }

    /// Brings the lines back, before those that came since. Where these are more than a record holds, the oldest are let go, and counted.
    pub fn bring_back_lines(&self, held: &ClearedLines) {
        if self.inner.with_value(|inner| inner.cleared.as_ref().is_some_and(|cleared| cleared.number == held.number)) {
            self.bring_back_cleared();
        }
    }

    fn take_lines(&self) -> Option<Cleared> {
        if self.inner.with_value(|inner| inner.aside.is_some()) {
            return None;
        }
        // What was sent as a secret may come back when its line is forgotten.
        self.learn_secrets();
        let mut record = self.inner.with_value(|inner| inner.record.borrow_mut().take());
        let mut spilled = self.take_spilled();
        if let Some(part) = spilled.on_its_way.take() {
            record.wait_again(part);
        }
        let number = self.inner.with_value(|inner| inner.spill.times_forgotten());
        self.record_version.update(|version| *version += 1);
        Some(Cleared { number, record, spilled })
    }

    fn bring_back_cleared(&self) {
        let back = self.inner.try_update_value(|inner| {
            let Cleared { record, spilled, .. } = inner.cleared.take()?;
            let is_back = match &mut inner.aside {
                Some(aside) => aside.record_mut().bring_back(record),
                None => inner.record.borrow_mut().bring_back(record),
            };
            if is_back {
                inner.spill.bring_back(spilled);
            }
            Some(())
        });
        if back.flatten().is_some() {
            self.record_version.update(|version| *version += 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Role;
    use workbench_record::{Direction, Line};

    use super::*;

    fn say(workbench: Workbench, line: &str) {
        let direction = Direction::Received(Role::Unsolicited);
        workbench.inner.with_value(|inner| {
            inner.record.borrow_mut().write(Line::new(0, direction, line.as_bytes()));
        });
    }

    fn lines(workbench: Workbench) -> Vec<String> {
        workbench.with_record(|record| {
            record.entries().map(|entry| String::from_utf8_lossy(entry.line.raw).into_owned()).collect()
        })
    }

    fn holds(workbench: Workbench) -> bool {
        workbench.inner.with_value(|inner| inner.cleared.is_some())
    }

    #[test]
    fn cleared_lines_come_back_before_those_that_came_since() {
        Owner::new().with(|| {
            let workbench = Workbench::new();
            say(workbench, "a");
            let held = workbench.clear_lines().unwrap();
            assert_eq!(lines(workbench), [""; 0]);
            say(workbench, "b");
            workbench.bring_back_lines(&held);
            workbench.bring_back_lines(&held);
            assert_eq!(lines(workbench), ["a", "b"]);
            assert!(!holds(workbench));
        });
    }

    #[test]
    fn who_clears_twice_has_all_of_it_back() {
        Owner::new().with(|| {
            let workbench = Workbench::new();
            say(workbench, "a");
            let first = workbench.clear_lines().unwrap();
            say(workbench, "b");
            let second = workbench.clear_lines().unwrap();
            workbench.bring_back_lines(&first);
            assert_eq!(lines(workbench), [""; 0], "the first hold has nothing any more");
            drop(first);
            say(workbench, "c");
            workbench.bring_back_lines(&second);
            assert_eq!(lines(workbench), ["a", "b", "c"]);
        });
    }

    #[test]
    fn what_nobody_holds_is_gone_and_so_is_all_of_it_when_a_visit_ends() {
        Owner::new().with(|| {
            let workbench = Workbench::new();
            say(workbench, "a");
            drop(workbench.clear_lines());
            assert!(!holds(workbench));
            say(workbench, "b");
            let held = workbench.clear_lines().unwrap();
            workbench.forget_traffic();
            assert!(!holds(workbench));
            workbench.bring_back_lines(&held);
            assert_eq!(lines(workbench), [""; 0]);
        });
    }
}
