//! Asks a module for its limits: the test forms of the commands that have any.

use fibocom_at::commands::{Spec, Test};
use fibocom_at::profile::questions;
use fibocom_at::{Failure, Reply, Request};

use crate::link::Handle;

/// Asks one question after the other, and tells each answer as it comes. A refusal is an answer.
///
/// # Errors
/// When the module no longer answers, or the link is lost.
pub async fn ask_limits(
    handle: &Handle,
    mut tell: impl FnMut(&'static Spec, &Result<Reply, Failure>),
) -> Result<(), Failure> {
    for spec in questions() {
        let answer = handle.submit(Request::of(&Test(spec))).await;
        tell(spec, &answer);
        super::connect::tolerate(answer)?;
    }
    Ok(())
}
