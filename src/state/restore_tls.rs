//! What was set up of TLS on a module, to be set up again where the module lacks it.

use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::{ClockReading, LoadTlsFile, TlsFileKind, Verification};

use super::tls::{ClockAccuracy, unix_seconds};
use super::{WorkError, Workbench};
use crate::link::procedure::{TlsPlan, TlsSetup, TlsStep, read_tls};

/// How many files are held at the most: a chain of authorities for each of a few brokers.
const FILES: usize = 32;

/// What this page has told the module of TLS, as it was last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TlsSetUp {
    version: Option<TlsVersion>,
    verification: Option<Verification>,
    /// Each once, in the order in which they were loaded.
    files: Vec<LoadTlsFile>,
    /// Whether the module's clock was right, so that it is to be right again.
    clock_was_right: bool,
}

impl TlsSetUp {
    pub(super) fn did(&mut self, step: &TlsStep) {
        match step {
            TlsStep::Version(version) => self.version = Some(*version),
            TlsStep::Verification(verification) => self.verification = Some(*verification),
            TlsStep::File(file) => {
                self.files.retain(|held| held != file);
                if self.files.len() == FILES {
                    self.files.remove(0);
                }
                self.files.push(file.clone());
            }
        }
    }

    pub(super) const fn clock_was_read(&mut self, accuracy: ClockAccuracy) {
        self.clock_was_right |= !accuracy.is_fatal();
    }

    /// What a module lacks of it that says this of itself. Files of a kind are loaded again where it holds none of them; what it does not say is
    /// taken for lost.
    pub(super) fn missing(&self, now: &TlsSetup) -> TlsPlan {
        let holds = |kind: TlsFileKind| {
            let loaded = now.loaded.as_ref().and_then(|loaded| loaded.iter().find(|one| one.kind() == Some(kind)));
            loaded.is_some_and(|one| one.count > 0)
        };
        TlsPlan {
            version: self.version.filter(|version| now.version != Some(*version)),
            files: self.files.iter().filter(|file| !holds(file.kind)).cloned().collect(),
            verification: self.verification.filter(|verification| now.verification != Some(*verification)),
        }
    }

    /// Whether the clock is to be set that shows this, read at this time.
    fn needs_clock(&self, clock: Option<&ClockReading>, unix_seconds: i64) -> bool {
        let is_wrong = |clock: &ClockReading| ClockAccuracy::of(clock, clock.unix_seconds() - unix_seconds).is_fatal();
        self.clock_was_right && clock.is_some_and(is_wrong)
    }
}

impl Workbench {
    /// Sets up again what the module lacks for a client of TLS.
    pub(super) async fn set_up_tls_again(&self, tls: &TlsSetUp) -> Result<(), WorkError> {
        let now = read_tls(&self.handle()?).await?;
        let seconds = unix_seconds();
        if tls.needs_clock(now.clock.as_ref(), seconds)
            && let Some(time) = ClockReading::at(seconds, 0)
        {
            self.set_clock(time).await?;
        }
        let plan = tls.missing(&now);
        self.change(|facts| facts.tls.setup = Some(now));
        self.set_up_tls(&plan, |_| {}).await.map_err(|(_, error)| error)
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::args::TlsFile;
    use fibocom_at::commands::LoadedTlsFiles;
    use fibocom_at::profile::PERMISSIVE;

    use super::*;

    fn file(kind: TlsFileKind, bytes: &[u8]) -> LoadTlsFile {
        LoadTlsFile { kind, file: TlsFile::new(&PERMISSIVE, bytes).unwrap() }
    }

    fn set_up() -> TlsSetUp {
        let mut tls = TlsSetUp::default();
        for file in [
            file(TlsFileKind::Trust, b"one"),
            file(TlsFileKind::Trust, b"two"),
            file(TlsFileKind::Key, b"secret"),
            file(TlsFileKind::Trust, b"one"),
        ] {
            tls.did(&TlsStep::File(file));
        }
        tls.did(&TlsStep::Verification(Verification::Off));
        tls.did(&TlsStep::Verification(Verification::On));
        tls
    }

    fn holds(name: &str, count: u32) -> TlsSetup {
        let loaded = LoadedTlsFiles { name: name.to_owned(), count };
        TlsSetup { loaded: Some(vec![loaded]), verification: Some(Verification::On), ..TlsSetup::default() }
    }

    #[test]
    fn what_a_module_lacks_is_loaded_again_and_what_it_kept_is_not() {
        let tls = set_up();
        let files = |now: &TlsSetup| tls.missing(now).files.iter().map(|file| file.kind).collect::<Vec<_>>();
        assert_eq!(files(&TlsSetup::default()), [TlsFileKind::Trust, TlsFileKind::Key, TlsFileKind::Trust]);
        assert_eq!(files(&holds("TRUSTFILE", 2)), [TlsFileKind::Key]);
        assert_eq!(files(&holds("TRUSTFILE", 0)).len(), 3);
        assert_eq!(tls.missing(&TlsSetup::default()).verification, Some(Verification::On), "the last word counts");
        assert_eq!(tls.missing(&holds("KEYFILE", 1)).verification, None);
    }

    #[test]
    fn no_more_files_are_held_than_a_module_may_need_and_no_key_is_shown() {
        let mut tls = set_up();
        for number in 0..100 {
            tls.did(&TlsStep::File(file(TlsFileKind::Trust, format!("{number}").as_bytes())));
        }
        assert_eq!(tls.files.len(), FILES);
        assert!(!format!("{:?}", set_up()).contains("secret"));
    }

    #[test]
    fn a_clock_is_set_again_only_where_it_was_right_before() {
        let unset = ClockReading::parse("80/01/06,00:00:00+00").unwrap();
        let set = ClockReading::parse("26/11/21,03:00:00+00").unwrap();
        let mut tls = TlsSetUp::default();
        tls.clock_was_read(ClockAccuracy::Unset);
        assert!(!tls.needs_clock(Some(&unset), set.unix_seconds()), "nobody has set it before");
        tls.clock_was_read(ClockAccuracy::Right);
        assert!(tls.needs_clock(Some(&unset), set.unix_seconds()));
        assert!(!tls.needs_clock(Some(&set), set.unix_seconds()));
        assert!(!tls.needs_clock(None, set.unix_seconds()), "a module that does not tell is left alone");
    }
}
