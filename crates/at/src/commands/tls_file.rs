//! GTSSLFILE: loads certificates and keys into the module, byte for byte.

mod meaning;

use std::time::Duration;

use super::parameter::{Kind, Limit, Parameter, Word};
use super::{Command, CommandLine, Form, Limits, Listed, Spec, Typed, Usage};
use crate::args::{Problem, TlsFile};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

const KIND: Parameter = Parameter::new(
    "parameter-file-kind",
    Kind::Word(&[
        Word { word: "CERTFILE", id: "value-file-kind-certfile" },
        Word { word: "KEYFILE", id: "value-file-kind-keyfile" },
        Word { word: "TRUSTFILE", id: "value-file-kind-trustfile" },
        Word { word: "CAFILE", id: "value-file-kind-cafile" },
    ]),
);
const SIZE: Parameter = Parameter::new("parameter-file-size", Kind::Datasize(Limit::TlsFile));

pub(super) static SPEC: Spec = Spec {
    name: "+GTSSLFILE",
    id: "command-gtsslfile",
    usages: &[
        Usage::set(&[KIND, SIZE], "", "AT+GTSSLFILE=\"TRUSTFILE\",1758"),
        Usage::read("+GTSSLFILE: <file kind>,<count>"),
        Usage::test(""),
    ],
    example: "AT+GTSSLFILE=\"TRUSTFILE\",1758",
    source: Source { manual: Manual::GuideV12, section: "4.2.1" },
    feature: Some(Feature::Tls),
    limits: Limits { reply: Duration::from_secs(30), status: Duration::ZERO },
    hides_data: Some(loads_a_key),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed { spec: &SPEC, meanings: meaning::MEANINGS, known: meaning::KNOWN };

/// What a file is to the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsFileKind {
    /// CERTFILE: the certificate that the module shows to the broker.
    Certificate,
    /// KEYFILE: the private key that belongs to it.
    Key,
    /// TRUSTFILE: a certificate authority that the module trusts.
    Trust,
    /// CAFILE: on a G510 the module's own certificate, whatever its name suggests. No manual here has it.
    CaFile,
}

impl TlsFileKind {
    /// The kinds of the guide (004, 4.2.1), in its order.
    pub const ALL: [Self; 3] = [Self::Certificate, Self::Key, Self::Trust];

    /// The word on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certificate => "CERTFILE",
            Self::Key => "KEYFILE",
            Self::Trust => "TRUSTFILE",
            Self::CaFile => "CAFILE",
        }
    }

    /// The line that loads so many bytes of this kind.
    #[must_use]
    pub fn line(self, bytes: usize) -> CommandLine {
        CommandLine::execute(SPEC.name).quoted(self.name()).number(bytes as u64)
    }

    /// The kind with this name. Case does not matter.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::CaFile]).find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

/// Load a TLS file, +GTSSLFILE, set form. What is loaded is forgotten at power-off. Loading a TRUSTFILE again adds to what is
/// there; nothing can be taken out but by a restart.
///
/// # Wire
/// `AT+GTSSLFILE="<kind>",<Datasize>`, then after `>` exactly that many bytes and nothing else, answered by `OK` (004, 4.2.1). An
/// L610 takes 4 to 8192 bytes. A file that makes no sense is taken all the same, and shows later, as
/// [`TlsError::File`](crate::codes::TlsError).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadTlsFile {
    /// What it is.
    pub kind: TlsFileKind,
    /// Its bytes.
    pub file: TlsFile,
}

impl Command for LoadTlsFile {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        self.kind.line(self.file.len())
    }

    fn data(&self) -> Option<&[u8]> {
        Some(self.file.reveal())
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// How many files of a kind are loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedTlsFiles {
    /// The kind's name, as the module prints it.
    pub name: String,
    /// How many there are.
    pub count: u32,
}

impl LoadedTlsFiles {
    /// The kind, where it is one that is known.
    #[must_use]
    pub fn kind(&self) -> Option<TlsFileKind> {
        TlsFileKind::named(&self.name)
    }
}

/// Loaded TLS files, +GTSSLFILE, read form.
///
/// # Wire
/// `AT+GTSSLFILE?`, answered by `+GTSSLFILE: TRUSTFILE,<count>`, a line a kind, and `OK` (seen on an L610). A kind that is not
/// named is not reported, and may be there all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadTlsFiles;

impl Command for ReadTlsFiles {
    type Reply = Vec<LoadedTlsFiles>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Vec<LoadedTlsFiles>, Malformed> {
        let mut loaded = Vec::new();
        for line in reply.parsed() {
            for pair in line.values().chunks(2) {
                let [name, count] = pair else { return Err(Malformed) };
                let count = count.parse().map_err(|_| Malformed)?;
                loaded.push(LoadedTlsFiles { name: name.clone(), count });
            }
        }
        Ok(loaded)
    }
}

/// Whether the data behind a command line is secret: a private key is.
fn loads_a_key(typed: &Typed) -> bool {
    typed.text(0).and_then(TlsFileKind::named) == Some(TlsFileKind::Key)
}

impl TlsFileKind {
    /// Loads this kind, where the series has TLS.
    ///
    /// # Errors
    /// [`Problem::Unsupported`] on a series without TLS.
    pub fn on(self, profile: &crate::profile::Profile, file: TlsFile) -> Result<LoadTlsFile, Problem> {
        profile.require(Feature::Tls)?;
        Ok(LoadTlsFile { kind: self, file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{PERMISSIVE, Profile};
    use crate::request::Request;

    #[test]
    fn a_file_is_announced_by_its_length_and_follows_as_it_is() {
        let pem = b"-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
        let file = TlsFile::new(&PERMISSIVE, pem.to_vec()).unwrap();
        let load = TlsFileKind::Trust.on(&PERMISSIVE, file).unwrap();
        assert_eq!(load.line().as_str(), format!("AT+GTSSLFILE=\"TRUSTFILE\",{}", pem.len()));
        assert_eq!(load.data(), Some(&pem[..]));
    }

    #[test]
    fn a_key_shows_its_length_and_nothing_else() {
        let file = TlsFile::new(&PERMISSIVE, b"-----BEGIN PRIVATE KEY-----".to_vec()).unwrap();
        let load = LoadTlsFile { kind: TlsFileKind::Key, file };
        for shown in [format!("{load:?}"), format!("{:?}", Request::of(&load))] {
            assert!(shown.contains("27") && !shown.contains("PRIVATE") && !shown.contains("45, 45"), "{shown}");
        }
    }

    #[test]
    fn files_have_bytes_and_need_a_series_with_tls() {
        let nl668_am = Profile::for_model("NL668-AM");
        assert_eq!(TlsFile::new(&PERMISSIVE, Vec::new()).err(), Some(Problem::Empty));
        let file = TlsFile::new(&PERMISSIVE, vec![b'x'; 4]).unwrap();
        assert_eq!(TlsFileKind::Trust.on(nl668_am, file).err(), Some(Problem::Unsupported(Feature::Tls)));
    }

    #[test]
    fn what_is_loaded_is_read_from_one_line_or_from_several() {
        let of = |lines: &[&str]| {
            let reply =
                Reply { lines: lines.iter().map(|line| line.as_bytes().to_vec()).collect(), ..Reply::default() };
            let loaded = ReadTlsFiles.read(&reply);
            loaded.map(|all| all.into_iter().map(|one| (one.kind(), one.name, one.count)).collect::<Vec<_>>())
        };
        let trust = (Some(TlsFileKind::Trust), "TRUSTFILE".to_owned(), 2);
        let key = (Some(TlsFileKind::Key), "KEYFILE".to_owned(), 1);
        let other = (None, "DHFILE".to_owned(), 1);
        assert_eq!(of(&["+GTSSLFILE: TRUSTFILE,2"]), Ok(vec![trust.clone()]));
        assert_eq!(of(&["+GTSSLFILE: \"TRUSTFILE\",2", "+GTSSLFILE:KEYFILE, 1"]), Ok(vec![trust.clone(), key.clone()]));
        assert_eq!(of(&["+GTSSLFILE: TRUSTFILE,2,KEYFILE,1,DHFILE,1"]), Ok(vec![trust, key, other]));
        assert_eq!(of(&[]), Ok(vec![]));
        assert_eq!(of(&["+GTSSLFILE: TRUSTFILE"]), Err(Malformed));
    }
}
