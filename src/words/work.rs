//! Why an action did not do what it should, in a sentence, and what to do about it.

use fibocom_at::Failure;
use fibocom_at::commands::{Command, Dial};
use fibocom_at::meaning::of_tls_error;

use super::{Advice, advice, failure_of, lost, lost_advice, meaning, open_error, problem};
use crate::link::probe::Finding;
use crate::link::procedure::{DialFailure, OpenFailure};
use crate::state::WorkError;
use crate::t;

/// A sentence, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub text: String,
    pub advice: Option<Advice>,
}

impl Explanation {
    /// A sentence with the advice of this id, if there is one.
    #[must_use]
    pub fn new(text: String, id: Option<&str>) -> Self {
        Self { text, advice: id.map(advice) }
    }
}

/// The sentence for an action that failed.
#[must_use]
pub fn work_error(error: &WorkError) -> Explanation {
    match error {
        WorkError::Invalid(invalid) => Explanation::new(problem(invalid), None),
        WorkError::NotConnected => Explanation::new(t!("work-not-connected"), None),
        WorkError::Replay(name) => Explanation::new(t!("replay-sends-nothing", name = name.as_str()), None),
        WorkError::ControlLines(reason) => Explanation::new(t!("work-control-lines", reason = reason.as_str()), None),
        WorkError::Connecting => Explanation::new(t!("work-connecting"), None),
        WorkError::NoSuchPort => Explanation::new(t!("work-no-such-port"), None),
        WorkError::NoSuchVirtual(name) => Explanation::new(t!("work-no-such-virtual", name = name.as_str()), None),
        WorkError::Missing(_) => Explanation::new(t!("part-missing-text"), None),
        WorkError::Open(error) => {
            let (text, id) = open_error(error);
            Explanation::new(text, Some(id))
        }
        WorkError::NotAnAtPort(finding) => explain_finding(finding),
        WorkError::Command(failure) => failed(failure, None),
        WorkError::OpenStep(failed) => open_failed(failed),
        WorkError::NoTopicId => Explanation::new(t!("work-no-topic-id"), None),
        WorkError::Dial(DialFailure::NoAddress) => Explanation::new(t!("work-no-address"), Some("advice-no-address")),
        WorkError::Dial(DialFailure::Command(failure)) => {
            failed(failure, Some(Dial::default().line().as_str().as_bytes()))
        }
    }
}

fn failed(failure: &Failure, command: Option<&[u8]>) -> Explanation {
    let (text, id) = failure_of(failure, command);
    Explanation::new(text, id)
}

/// What the module says of TLS is nearer to the cause than that the client did not open.
fn open_failed(open: &OpenFailure) -> Explanation {
    let Some(tls) = open.tls else { return failed(&open.failure, Some(&open.line)) };
    let said = of_tls_error(tls);
    Explanation::new(meaning(&said), said.advice)
}

/// A port that opened and on which no module answers.
fn explain_finding(finding: &Finding) -> Explanation {
    match finding {
        Finding::Answers { milliseconds } => {
            Explanation::new(t!("work-port-answers", milliseconds = *milliseconds), None)
        }
        Finding::Silent => Explanation::new(t!("work-port-silent"), Some("advice-port-silent")),
        Finding::Binary { bytes, is_stream: true } => {
            Explanation::new(t!("work-port-binary", bytes = *bytes), Some("advice-port-binary"))
        }
        Finding::Binary { bytes, is_stream: false } => {
            Explanation::new(t!("work-port-noise", bytes = *bytes), Some("advice-port-noise"))
        }
        Finding::Text { sample } => {
            Explanation::new(t!("work-port-text", sample = sample.as_str()), Some("advice-port-text"))
        }
        Finding::Echo => Explanation::new(t!("work-port-echo"), Some("advice-port-echo")),
        Finding::Lost(reason) => Explanation::new(lost(reason), lost_advice(reason)),
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Rejection;

    use super::*;
    use crate::link::procedure::Step;

    #[test]
    fn an_open_that_is_refused_names_its_own_client() {
        let line = b"AT+MQTTOPEN=2,\"h\",1883,1,60".to_vec();
        let failure = Failure::Rejected(Rejection::Plain);
        let said =
            work_error(&WorkError::OpenStep(OpenFailure { step: Step::Open, line, failure, took: 0, tls: None }));
        assert_eq!(said.text, "The module did not even try to connect client 2, and gave no reason.");
    }
}
