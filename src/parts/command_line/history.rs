//! The command lines that were typed, to be had again, and which of them may outlive the page.

use fibocom_at::commands::recognise;
use fibocom_at::{Form, secrets};

/// How many lines are kept.
const KEPT: usize = 500;

/// Typed lines, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    lines: Vec<String>,
}

/// Where somebody stands in the history, and what they had typed before they went there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recall {
    at: Option<usize>,
    typed: String,
}

impl History {
    /// A history of these lines, oldest first.
    pub(super) fn of(lines: impl IntoIterator<Item = String>) -> Self {
        let mut history = Self::default();
        lines.into_iter().for_each(|line| history.keep(&line));
        history
    }

    /// The lines, oldest first.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// These lines and those of another history behind them.
    pub(in crate::parts) fn and(mut self, later: &Self) -> Self {
        later.lines.iter().for_each(|line| self.keep(line));
        self
    }

    /// Whether nothing was typed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Keeps a line. The same line twice in a row is one.
    pub fn keep(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() || self.lines.last().is_some_and(|last| last == line) {
            return;
        }
        self.lines.push(line.to_owned());
        if self.lines.len() > KEPT {
            self.lines.remove(0);
        }
    }

    /// The line before: what to show instead of `now`.
    pub fn older(&self, recall: &mut Recall, now: &str) -> Option<String> {
        let at = recall.at.unwrap_or(self.lines.len()).checked_sub(1)?;
        let line = self.lines.get(at)?;
        if recall.at.is_none() {
            now.clone_into(&mut recall.typed);
        }
        recall.at = Some(at);
        Some(line.clone())
    }

    /// The line after, and behind the newest what had been typed.
    pub fn newer(&self, recall: &mut Recall) -> Option<String> {
        let at = recall.at? + 1;
        if let Some(line) = self.lines.get(at) {
            recall.at = Some(at);
            return Some(line.clone());
        }
        recall.at = None;
        Some(std::mem::take(&mut recall.typed))
    }

    /// The lines that contain a text, newest first and each once.
    #[must_use]
    pub fn search(&self, text: &str) -> Vec<String> {
        let needle = text.trim().to_ascii_lowercase();
        let mut found: Vec<String> = Vec::new();
        for line in self.lines.iter().rev() {
            if line.to_ascii_lowercase().contains(&needle) && !found.contains(line) {
                found.push(line.clone());
            }
        }
        found
    }
}

/// Whether a line may outlive the page: a command that is known through and through, without a secret. What an unknown command
/// sets could be a password, and what is no command could be anything.
#[must_use]
pub fn may_outlive_the_page(line: &str) -> bool {
    let line = line.trim();
    let is_command = line.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("AT"));
    let typed = recognise(line);
    let is_plain = typed.spec.is_some() || matches!(typed.form, Form::Read | Form::Test);
    is_command && is_plain && !secrets::of_command(line.as_bytes()).iter().any(|span| span.kind.is_secret())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(lines: &[&str]) -> History {
        History::of(lines.iter().map(|line| (*line).to_owned()))
    }

    #[test]
    fn only_known_commands_without_secrets_may_outlive_the_page() {
        for (line, may) in [
            ("AT+CSQ", true),
            (" at+mqttopen=1,\"broker.local\",1883,1,60 ", true),
            ("AT+MQTTPUB=1,\"t\",0,0,\"hello\"", true),
            // Something is missing: the rest may not be what it seems.
            ("AT+MQTTUSER=1,\"user\"", false),
            ("AT+MQTTUSER=1,\"user\",\"secret\"", false),
            ("AT+MQTTUSER=1,user,secret", false),
            ("AT+MQTTUSER=1,\"user\",\"broken off", false),
            ("AT+MQTTUSER=1,\"user\",\"\"", true),
            ("AT+MIPCALL=1,\"apn\"", true),
            ("AT+MIPCALL=1,\"apn\",\"user\",\"secret\"", false),
            ("AT+CPIN=\"1234\"", false),
            ("AT+CPIN?", true),
            ("AT+CSQ;+CPIN=1234", false),
            ("AT+MQTTAUTHCFG=3,\"id\",\"secret\"", false),
            ("AT+GTUSBMODE?", true),
            ("AT+GTUSBMODE=31", false),
            ("AT+CLCK=\"SC\",1,\"1234\"", false),
            ("AT+CGSN=860000000000017", false),
            ("hunter2", false),
            ("hunter2?", false),
        ] {
            assert_eq!(may_outlive_the_page(line), may, "{line}");
        }
    }

    #[test]
    fn arrows_walk_back_and_forth_and_give_back_what_was_typed() {
        let history = history(&["AT", "ATI", "ATI", " ", "AT+CSQ"]);
        let mut recall = Recall::default();
        let older = |recall: &mut Recall| history.older(recall, "AT+MQ");
        assert_eq!(older(&mut recall).as_deref(), Some("AT+CSQ"));
        assert_eq!(older(&mut recall).as_deref(), Some("ATI"));
        assert_eq!(older(&mut recall).as_deref(), Some("AT"));
        assert_eq!(older(&mut recall), None);
        assert_eq!(history.newer(&mut recall).as_deref(), Some("ATI"));
        assert_eq!(history.newer(&mut recall).as_deref(), Some("AT+CSQ"));
        assert_eq!(history.newer(&mut recall).as_deref(), Some("AT+MQ"));
        assert_eq!(history.newer(&mut recall), None);
    }

    #[test]
    fn a_search_finds_each_line_once_newest_first() {
        let history = history(&["AT+CSQ", "ATI", "AT+CSQ", "AT+COPS?"]);
        assert_eq!(history.search("at+c"), ["AT+COPS?", "AT+CSQ"]);
        assert_eq!(history.search("nothing"), Vec::<String>::new());
    }

    #[test]
    fn lines_that_come_back_stand_before_the_later_ones() {
        assert_eq!(history(&["AT", "ATI"]).and(&history(&["ATI", "AT+CSQ"])), history(&["AT", "ATI", "AT+CSQ"]));
    }

    #[test]
    fn the_oldest_line_gives_way() {
        let mut history = History::default();
        (0..KEPT + 3).for_each(|number| history.keep(&number.to_string()));
        assert_eq!(history.lines.len(), KEPT);
        assert_eq!(history.lines.first().map(String::as_str), Some("3"));
    }
}
