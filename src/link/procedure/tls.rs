//! Prepares a module for TLS: its clock, the version, the files, whether the broker is verified.

use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::{
    ClockReading, LoadTlsFile, LoadedTlsFiles, ReadClock, ReadTlsFiles, ReadTlsVersion, ReadVerification, SetClock,
    SetTlsVersion, SetVerification, Verification,
};
use fibocom_at::{Command, Failure, Request};

use super::connect::tolerate;
use crate::link::Handle;

/// What a module says of its TLS settings. What it does not say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsSetup {
    /// The clock, which certificates are checked against.
    pub clock: Option<ClockReading>,
    pub version: Option<TlsVersion>,
    /// Whether the broker's certificate is checked.
    pub verification: Option<Verification>,
    /// The files that are loaded.
    pub loaded: Option<Vec<LoadedTlsFiles>>,
}

/// The commands that [`read_tls`] sends.
#[must_use]
pub fn tls_questions() -> Vec<String> {
    let lines = [ReadClock.line(), ReadTlsVersion.line(), ReadVerification.line(), ReadTlsFiles.line()];
    lines.iter().map(|line| line.as_str().to_owned()).collect()
}

/// Asks for all of it. Firmware that knows a command of these not is asked for the rest all the same.
///
/// # Errors
/// When the module no longer answers, or the link is lost.
pub async fn read_tls(handle: &Handle) -> Result<TlsSetup, Failure> {
    Ok(TlsSetup {
        clock: tolerate(handle.run(&ReadClock).await.map(Some))?,
        version: tolerate(handle.run(&ReadTlsVersion).await.map(Some))?,
        verification: tolerate(handle.run(&ReadVerification).await.map(Some))?,
        loaded: tolerate(handle.run(&ReadTlsFiles).await.map(Some))?,
    })
}

/// What a module is to be told. The same plan makes the preview and the commands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsPlan {
    pub version: Option<TlsVersion>,
    /// The files, in the order in which they are loaded.
    pub files: Vec<LoadTlsFile>,
    /// Whether the broker's certificate is checked.
    pub verification: Option<Verification>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TlsStep {
    Version(TlsVersion),
    File(LoadTlsFile),
    /// Verify the broker, or do not.
    Verification(Verification),
}

impl TlsStep {
    /// The command, as it will be sent.
    #[must_use]
    pub fn request(&self) -> Request {
        match self {
            Self::Version(version) => Request::of(&SetTlsVersion(*version)),
            Self::File(file) => Request::of(file),
            Self::Verification(verification) => Request::of(&SetVerification(*verification)),
        }
    }
}

impl TlsPlan {
    /// The steps in the order of the guide (004, 4.2.1).
    #[must_use]
    pub fn steps(&self) -> Vec<TlsStep> {
        let version = self.version.map(TlsStep::Version);
        let files = self.files.iter().cloned().map(TlsStep::File);
        version.into_iter().chain(files).chain(self.verification.map(TlsStep::Verification)).collect()
    }

    /// How many bytes each step sends, in their order: what its share of the time goes by.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let version = self.version.map(|version| size(&SetTlsVersion(version)));
        let verification = self.verification.map(|verification| size(&SetVerification(verification)));
        version.into_iter().chain(self.files.iter().map(size)).chain(verification).collect()
    }
}

/// How many bytes a command sends, without a copy of them.
fn size(command: &impl Command) -> usize {
    command.line().as_str().len() + command.data().map_or(0, <[u8]>::len)
}

/// How far a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsProgress {
    /// The step at this place has begun.
    Began(usize),
    Done(usize),
}

/// Carries the plan out, and tells how far it is.
///
/// # Errors
/// The place of the step that failed, and how. What was done before stays done.
pub async fn set_up_tls(
    handle: &Handle,
    plan: &TlsPlan,
    mut tell: impl FnMut(TlsProgress),
) -> Result<(), (usize, Failure)> {
    for (place, step) in plan.steps().iter().enumerate() {
        tell(TlsProgress::Began(place));
        handle.submit(step.request()).await.map_err(|failure| (place, failure))?;
        tell(TlsProgress::Done(place));
    }
    Ok(())
}

/// Sets the clock, and reads it back.
///
/// # Errors
/// As the commands fail.
pub async fn set_clock(handle: &Handle, time: ClockReading) -> Result<ClockReading, Failure> {
    handle.run(&SetClock(time)).await?;
    handle.run(&ReadClock).await
}
