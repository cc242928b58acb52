//! TLS on the connected module: what it holds, what this page has loaded into it, and how its connections failed.

use fibocom_at::codes::{TlsError, TlsVersion};
use fibocom_at::commands::{ClockReading, LoadTlsFile, ReadTlsError, ReadTlsFiles, TlsFileKind, Verification};
use workbench_certificates::digest;

use super::{WorkError, Workbench};
use crate::link::procedure::{
    Check, CheckName, CheckResult, OpenFailure, TlsPlan, TlsProgress, TlsSetup, TlsStep, read_tls, set_clock,
    set_up_tls,
};

/// What is known of TLS on the connected module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsFacts {
    /// What it said of its settings, once it was asked.
    pub setup: Option<TlsSetup>,
    /// The files that this page has loaded, the oldest first.
    pub uploads: Vec<Upload>,
    /// Why its last connection failed, once it was asked.
    pub last_error: Option<TlsError>,
}

/// How the module's clock stood to this computer's when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockAccuracy {
    Unset,
    /// They agree, to two minutes.
    Right,
    /// They differ by less than a day, as zones do. Only a certificate made today suffers from it.
    Shifted {
        /// Seconds.
        ahead: i64,
    },
    /// They differ by a day or more.
    Wrong {
        /// Seconds.
        ahead: i64,
    },
}

impl ClockAccuracy {
    /// By a reading, and by how many seconds it was ahead.
    #[must_use]
    pub const fn of(reading: &ClockReading, ahead: i64) -> Self {
        match ahead.abs() {
            _ if !reading.is_plausible() => Self::Unset,
            0..=120 => Self::Right,
            121..86_400 => Self::Shifted { ahead },
            _ => Self::Wrong { ahead },
        }
    }

    /// Whether certificates will be refused because of it.
    #[must_use]
    pub const fn is_fatal(self) -> bool {
        matches!(self, Self::Unset | Self::Wrong { .. })
    }
}

/// A file that was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload {
    pub kind: TlsFileKind,
    /// How many bytes it has.
    pub bytes: usize,
    /// Its SHA-256, to tell whether it is loaded once more.
    pub digest: [u8; 32],
}

impl TlsFacts {
    /// How many files of a kind the module holds, as far as it or this page knows.
    #[must_use]
    pub fn held(&self, kind: TlsFileKind) -> u32 {
        let said = self.setup.as_ref().and_then(|setup| setup.loaded.as_ref());
        let said = said.and_then(|loaded| loaded.iter().find(|one| one.kind() == Some(kind)));
        let own = self.uploads.iter().filter(|upload| upload.kind == kind).count();
        said.map_or_else(|| u32::try_from(own).unwrap_or(u32::MAX), |said| said.count)
    }

    /// Whether the module holds any file, as far as it or this page knows.
    #[must_use]
    pub fn holds_files(&self) -> bool {
        TlsFileKind::ALL.into_iter().any(|kind| self.held(kind) > 0) || !self.uploads.is_empty()
    }

    /// Whether this page has loaded these bytes as this kind already.
    #[must_use]
    pub fn has_loaded(&self, kind: TlsFileKind, bytes: &[u8]) -> bool {
        let digest = digest(bytes);
        self.uploads.iter().any(|upload| upload.kind == kind && upload.digest == digest)
    }

    fn did(&mut self, step: &TlsStep) {
        let setup = self.setup.get_or_insert_default();
        match step {
            TlsStep::Version(version) => setup.version = Some(*version),
            TlsStep::Verification(verification) => setup.verification = Some(*verification),
            TlsStep::File(LoadTlsFile { kind, file }) => {
                let upload = Upload { kind: *kind, bytes: file.len(), digest: digest(file.reveal()) };
                self.uploads.push(upload);
            }
        }
    }
}

impl Workbench {
    /// Takes note of whether the cloud that was chosen is reached with TLS.
    pub fn want_tls(&self, wanted: bool) {
        self.change(|facts| facts.tls_wanted = wanted);
    }

    /// Asks the module for its clock, its TLS settings and the files that it holds.
    ///
    /// # Errors
    /// As the commands fail; a refusal is not a failure.
    pub async fn read_tls(&self) -> Result<(), WorkError> {
        let setup = read_tls(&self.handle()?).await?;
        if let Some(reading) = setup.clock {
            self.note_clock(reading);
        }
        self.change(|facts| facts.tls.setup = Some(setup));
        Ok(())
    }

    /// Tells the module what the plan says, and then asks which files it holds.
    ///
    /// # Errors
    /// The place of the step that failed, and how. What was done before stays done.
    pub async fn set_up_tls(
        &self,
        plan: &TlsPlan,
        mut tell: impl FnMut(TlsProgress),
    ) -> Result<(), (usize, WorkError)> {
        let handle = self.handle().map_err(|error| (0, error))?;
        let steps = plan.steps();
        let told = |progress| {
            if let TlsProgress::Done(place) = progress
                && let Some(step) = steps.get(place)
            {
                self.change(|facts| facts.tls.did(step));
                self.note_set_up(|set_up| set_up.tls.did(step));
            }
            tell(progress);
        };
        set_up_tls(&handle, plan, told).await.map_err(|(place, failure)| (place, WorkError::Command(failure)))?;
        // Firmware that cannot say what it holds has taken the files all the same.
        if !plan.files.is_empty()
            && let Ok(loaded) = handle.run(&ReadTlsFiles).await
        {
            self.change(|facts| facts.tls.setup.get_or_insert_default().loaded = Some(loaded));
        }
        Ok(())
    }

    /// Loads one file.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn load_tls_file(&self, file: LoadTlsFile) -> Result<(), WorkError> {
        self.give_private_keys(file.file.reveal());
        self.one_step(TlsPlan { files: vec![file], ..TlsPlan::default() }).await
    }

    /// Chooses the version of TLS.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn set_tls_version(&self, version: TlsVersion) -> Result<(), WorkError> {
        self.one_step(TlsPlan { version: Some(version), ..TlsPlan::default() }).await
    }

    /// Chooses whether the broker's certificate is checked.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn set_verification(&self, verification: Verification) -> Result<(), WorkError> {
        self.one_step(TlsPlan { verification: Some(verification), ..TlsPlan::default() }).await
    }

    async fn one_step(&self, plan: TlsPlan) -> Result<(), WorkError> {
        self.set_up_tls(&plan, |_| {}).await.map_err(|(_, error)| error)
    }

    /// Asks why the last TLS connection failed.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn tls_error(&self) -> Result<TlsError, WorkError> {
        let error = self.handle()?.run(&ReadTlsError).await?;
        self.change(|facts| facts.tls.last_error = Some(error));
        Ok(error)
    }

    /// Sets the module's clock to this computer's, in UTC: whichever way firmware reads the zone, the moment is right.
    ///
    /// # Errors
    /// As the commands fail.
    pub async fn set_clock(&self, time: ClockReading) -> Result<ClockReading, WorkError> {
        let reading = set_clock(&self.handle()?, time).await?;
        self.note_clock(reading);
        Ok(reading)
    }

    pub(super) fn note_clock(&self, reading: ClockReading) {
        let ahead = reading.unix_seconds() - unix_seconds();
        self.change(|facts| {
            facts.learn(&Check { name: CheckName::Clock, result: CheckResult::Clock(reading) });
            (facts.clock, facts.clock_ahead) = (Some(reading), Some(ahead));
        });
        self.note_set_up(|set_up| set_up.tls.clock_was_read(ClockAccuracy::of(&reading, ahead)));
    }

    /// Keeps why TLS failed.
    pub(super) fn open_failed(&self, failure: OpenFailure) -> WorkError {
        if let Some(error) = failure.tls {
            self.change(|facts| facts.tls.last_error = Some(error));
        }
        WorkError::OpenStep(failure)
    }
}

/// This computer's time, in seconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit")]
pub fn unix_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

#[cfg(test)]
mod tests {
    use fibocom_at::args::TlsFile;
    use fibocom_at::commands::LoadedTlsFiles;
    use fibocom_at::profile::PERMISSIVE;

    use super::*;

    #[test]
    fn a_file_that_is_loaded_twice_is_known_by_its_bytes() {
        let load =
            |kind, bytes: &[u8]| TlsStep::File(LoadTlsFile { kind, file: TlsFile::new(&PERMISSIVE, bytes).unwrap() });
        let mut tls = TlsFacts::default();
        tls.did(&load(TlsFileKind::Trust, b"authority"));
        tls.did(&load(TlsFileKind::Key, b"secret"));
        for (kind, bytes, expected) in [
            (TlsFileKind::Trust, b"authority".as_slice(), true),
            (TlsFileKind::Trust, b"authoritY", false),
            (TlsFileKind::Certificate, b"authority", false),
        ] {
            assert_eq!(tls.has_loaded(kind, bytes), expected, "{kind:?}");
        }
        assert!(!format!("{tls:?}").contains("secret"));
    }

    #[test]
    fn a_clock_is_judged_by_what_tls_makes_of_it() {
        let (set, unset) = ("26/11/21,03:00:00+00", "80/01/06,00:00:00+00");
        for (text, ahead, expected) in [
            (set, -120, ClockAccuracy::Right),
            (set, 28_800, ClockAccuracy::Shifted { ahead: 28_800 }),
            (set, -86_400, ClockAccuracy::Wrong { ahead: -86_400 }),
            (unset, 0, ClockAccuracy::Unset),
        ] {
            assert_eq!(ClockAccuracy::of(&ClockReading::parse(text).unwrap(), ahead), expected, "{text} {ahead}");
        }
    }

    #[test]
    fn the_module_knows_better_than_the_page_what_it_holds() {
        let upload = Upload { kind: TlsFileKind::Trust, bytes: 9, digest: [0; 32] };
        let mut tls = TlsFacts { uploads: vec![upload], ..TlsFacts::default() };
        assert_eq!((tls.held(TlsFileKind::Trust), tls.held(TlsFileKind::Key)), (1, 0));
        let said = LoadedTlsFiles { name: "TRUSTFILE".to_owned(), count: 3 };
        tls.setup = Some(TlsSetup { loaded: Some(vec![said]), ..TlsSetup::default() });
        assert_eq!(tls.held(TlsFileKind::Trust), 3);
    }
}
