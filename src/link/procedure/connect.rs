//! Gets acquainted with a module that answers: echo off, errors with numbers, name and firmware.

use fibocom_at::commands::{Echo, ErrorReports, Identify, ReportForm, Way, What};
use fibocom_at::{Command, Failure};

use crate::link::Handle;

/// How many restarts to sit out.
const RESTARTS: u8 = 2;

/// How often to ask in each way.
const TIMES: u8 = 2;

/// How long a module that has just said that it is ready is left alone.
const BOOT_PAUSE: std::time::Duration = std::time::Duration::from_millis(500);

/// Who a module is, in its own words. Empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The manufacturer: Fibocom.
    pub manufacturer: String,
    /// The model, such as L610-CN-00.
    pub model: String,
    /// The firmware.
    pub revision: String,
    pub imei: String,
}

impl Identity {
    /// Whether the module calls itself a Fibocom. A look-alike has commands of the same names and other meanings.
    #[must_use]
    pub fn is_fibocom(&self) -> bool {
        self.manufacturer.to_ascii_lowercase().contains("fibocom")
    }
}

/// Turns echo off and numbered errors on, and asks who the module is. A module that refuses any of it is taken as it is.
///
/// A module that was just powered up restarts once more in the middle of it; then it is asked again.
///
/// # Errors
/// Only when the module no longer answers, or the link is lost.
pub async fn identify(handle: &Handle) -> Result<Identity, Failure> {
    for _ in 0..RESTARTS {
        match ask(handle).await {
            Err(Failure::Rebooted) => handle.sleep(BOOT_PAUSE).await,
            other => return other,
        }
    }
    ask(handle).await
}

async fn ask(handle: &Handle) -> Result<Identity, Failure> {
    prefer(handle, &Echo::Off).await?;
    prefer(handle, &ErrorReports(ReportForm::Numbers)).await?;
    Ok(Identity {
        manufacturer: fact(handle, What::Manufacturer).await?,
        model: fact(handle, What::Model).await?,
        revision: fact(handle, What::Revision).await?,
        imei: fact(handle, What::SerialNumber).await?,
    })
}

/// Sets what makes the rest easier to read. Such a line can be lost as any other, or its answer: it is sent once more, and then done without.
async fn prefer(handle: &Handle, command: &impl Command<Reply = ()>) -> Result<(), Failure> {
    for _ in 0..TIMES {
        match tolerate(handle.run(command).await) {
            Err(Failure::TimedOut(_)) => {}
            other => return other,
        }
    }
    Ok(())
}

/// Asks for one fact in every way, until it is told. What has no answer, or none that reads like one, is asked for once more: the line may have lost
/// it, or something else have come between.
async fn fact(handle: &Handle, what: What) -> Result<String, Failure> {
    for way in Way::ALL {
        for time in 1..=TIMES {
            match handle.run(&Identify { what, way }).await {
                Ok(text) => return Ok(text),
                Err(Failure::Malformed(_)) => {}
                Err(Failure::Rejected(_) | Failure::Failed(_)) => break,
                // A firmware that does not even refuse what no standard has is not kept waiting for more of it.
                Err(Failure::TimedOut(_)) if way != Way::Standard => return Ok(String::new()),
                Err(Failure::TimedOut(_)) if time < TIMES => {}
                Err(other) => return Err(other),
            }
        }
    }
    Ok(String::new())
}

/// A refusal becomes nothing; silence and loss stay what they are.
pub(super) fn tolerate<T: Default>(result: Result<T, Failure>) -> Result<T, Failure> {
    match result {
        Err(Failure::Rejected(_) | Failure::Malformed(_) | Failure::Failed(_)) => Ok(T::default()),
        other => other,
    }
}
