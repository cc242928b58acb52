//! A command and what came back, as the person sees it: each line with its meaning, and nothing that the log hides.

use fibocom_at::meaning::of_line;
use fibocom_at::{Failure, Reply, engine::Role};
use workbench_record::mask::{Live, Secrets};
use workbench_record::{Direction, Line};

use crate::{t, words};

/// The most lines of an answer that are shown.
const LINES_MAX: usize = 20;

/// A command and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Exchange {
    pub(super) sent: String,
    pub(super) asks: String,
    /// The lines, each with its meaning, and whether it is good.
    pub(super) lines: Vec<(String, String)>,
    /// Why there is no answer, or none that was wanted.
    pub(super) failed: Option<String>,
}

/// The lines of an answer with their meanings, or why there is none. What the log hides is hidden here, too: a page is read over a shoulder.
pub(super) fn shown(
    answer: &Result<Reply, Failure>,
    command: &[u8],
    secrets: &Secrets,
) -> (Vec<(String, String)>, Option<String>) {
    let mut live = Live::default();
    live.line(secrets, &Line::new(0, Direction::Command, &[command, b"\r"].concat()));
    let mut line = |raw: &Vec<u8>, role| {
        let meaning = of_line(raw, role, Some(command)).map(|meaning| words::meaning(&meaning));
        let seen = live.line(secrets, &Line::new(0, Direction::Received(role), raw));
        (String::from_utf8_lossy(seen.trim_ascii()).into_owned(), meaning.unwrap_or_default())
    };
    match answer {
        Ok(reply) => {
            let responses = reply.lines.iter().map(|raw| (raw, Role::Response));
            let all = responses.chain(reply.status_lines.iter().map(|raw| (raw, Role::Status)));
            let mut lines: Vec<_> = all.clone().take(LINES_MAX).map(|(raw, role)| line(raw, role)).collect();
            let left = all.count().saturating_sub(LINES_MAX);
            lines.extend((left > 0).then(|| (String::new(), t!("walkthrough-more-lines", count = left))));
            (if lines.is_empty() { vec![line(&b"OK".to_vec(), Role::Final)] } else { lines }, None)
        }
        Err(failure) => (Vec::new(), Some(words::failure_of(failure, Some(command)).0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_answer_is_hidden_as_in_the_log() {
        let reply = Reply { lines: vec![b"+MQTTUSER: 1,\"u\",\"hunter2\",\"i\"".to_vec()], ..Reply::default() };
        let (lines, _) = shown(&Ok(reply), b"AT+MQTTUSER?", &Secrets::new());
        assert_eq!(lines.len(), 1);
        let all = lines.into_iter().map(|(line, meaning)| format!("{line} {meaning}")).collect::<String>();
        assert!(!all.contains("hunter2") && all.contains("\"u\""), "{all}");
    }

    #[test]
    fn lines_that_are_not_shown_are_counted() {
        let reply = Reply { lines: vec![b"+CSQ: 20,99".to_vec(); LINES_MAX + 3], ..Reply::default() };
        let (lines, _) = shown(&Ok(reply), b"AT+CSQ", &Secrets::new());
        assert_eq!(lines.last(), Some(&(String::new(), t!("walkthrough-more-lines", count = 3))));
        assert_eq!(lines.len(), LINES_MAX + 1);
    }
}
