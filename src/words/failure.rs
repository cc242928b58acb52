//! Why a request has no reply, and which advice helps.

use fibocom_at::meaning::{self, Meaning};
use fibocom_at::{Failure, TimedOut};

use crate::t;

/// The sentence for a failure of this command line, and the id of the advice that helps. The command makes both more exact: a
/// refused MQTTSUB usually means that the client is not connected.
#[must_use]
pub fn failure_of(failure: &Failure, command: Option<&[u8]>) -> (String, Option<&'static str>) {
    match failure {
        Failure::Rejected(rejection) => said(&meaning::of_rejection(rejection, command)),
        Failure::Failed(status) => command
            .and_then(|command| meaning::of_status(*status, command))
            .map_or_else(|| (t!("problem-failed", status = *status), None), |meaning| said(&meaning)),
        Failure::TimedOut(waited_for) => {
            let text = match waited_for {
                TimedOut::Final => t!("problem-timed-out-final"),
                TimedOut::Prompt => t!("problem-timed-out-prompt"),
                TimedOut::Upload => t!("problem-timed-out-upload"),
                TimedOut::Status => t!("problem-timed-out-status"),
                TimedOut::Queue => return (t!("problem-timed-out-turn"), None),
            };
            (text, Some("advice-timeout"))
        }
        Failure::Uncertain => (t!("problem-uncertain"), Some("advice-uncertain")),
        Failure::Broken => (t!("problem-broken"), Some("advice-broken")),
        Failure::Unsafe => (t!("problem-unsafe"), Some("advice-unsafe")),
        Failure::QueueFull => (t!("problem-queue-full"), None),
        Failure::Cancelled => (t!("problem-cancelled"), None),
        Failure::Rebooted => (t!("problem-rebooted"), Some("advice-rebooted")),
        Failure::Unresponsive => (t!("problem-unresponsive"), Some("advice-unresponsive")),
        Failure::Lost => (t!("problem-lost"), Some("advice-unplugged")),
        Failure::Malformed(_) => (t!("problem-malformed"), None),
    }
}

fn said(meaning: &Meaning) -> (String, Option<&'static str>) {
    (super::meaning(meaning), meaning.advice)
}
