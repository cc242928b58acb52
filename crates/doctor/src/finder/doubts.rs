//! Beginnings of lines that look like the mark of what is sent and are none: replies stand behind them, as where a mail quotes a capture.

use std::collections::HashSet;

use super::flow::TEMPLATES_MAX;
use super::looks::Look;

/// What was learned of such beginnings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Doubts {
    /// The first beginning with a command behind it.
    marked: Option<u64>,
    none: HashSet<u64>,
}

impl Doubts {
    /// Takes a line with such a beginning. Says whether what was learned so far of commands that are marked still holds.
    pub(crate) fn learn(&mut self, template: u64, look: Look) -> bool {
        match look {
            Look::Reply if self.none.len() < TEMPLATES_MAX => {
                self.none.insert(template);
                self.marked != Some(template)
            }
            Look::Command if !self.none.contains(&template) => {
                self.marked = self.marked.or(Some(template));
                true
            }
            _ => true,
        }
    }

    /// Whether such a beginning is no mark.
    pub(crate) fn is_none(&self, template: u64) -> bool {
        self.none.contains(&template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_what_is_sent_is_none_once_a_reply_stood_behind_it() {
        let mut doubts = Doubts::default();
        assert!(doubts.learn(1, Look::Command) && !doubts.is_none(1));
        assert!(doubts.learn(2, Look::Reply) && doubts.is_none(2) && !doubts.is_none(1));
        assert!(!doubts.learn(1, Look::Reply) && doubts.is_none(1));
    }
}
