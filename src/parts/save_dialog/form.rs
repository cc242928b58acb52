//! The forms that a record is saved in.

use workbench_payload::visible::escaped;
use workbench_record::Entry;
use workbench_record::export::{Asciicast, Code, Comments, Csv, Export, FirstLine, Jsonl, Pcapng, Text};

use crate::parts::log::meaning_alone;
use crate::{t, words};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum FileForm {
    /// This page reads it again.
    #[default]
    Session,
    /// The same, compressed.
    SessionCompressed,
    /// People read it.
    Text,
    /// Tables.
    Csv,
    /// Players of terminal recordings.
    Asciicast,
    /// Wireshark.
    Pcapng,
    /// A terminal program, or a script of one's own: the commands alone.
    AtList,
    /// Python, with pyserial.
    Python,
    /// A compiler for a microcontroller.
    C,
}

impl FileForm {
    /// All, in the order to offer them.
    pub(super) const ALL: [Self; 9] = [
        Self::Session,
        Self::SessionCompressed,
        Self::Text,
        Self::Csv,
        Self::Asciicast,
        Self::Pcapng,
        Self::AtList,
        Self::Python,
        Self::C,
    ];

    /// What its files' names end with.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Session => "workbench.jsonl",
            Self::SessionCompressed => "workbench.jsonl.gz",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Asciicast => "cast",
            Self::Pcapng => "pcapng",
            Self::AtList => "at.txt",
            Self::Python => "py",
            Self::C => "c",
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            Self::Session => t!("wire-save-session"),
            Self::SessionCompressed => t!("wire-save-session-gz"),
            Self::Text => t!("wire-save-text"),
            Self::Csv => t!("wire-save-csv"),
            Self::Asciicast => t!("wire-save-asciicast"),
            Self::Pcapng => t!("wire-save-pcapng"),
            Self::AtList => t!("wire-save-at-list"),
            Self::Python => t!("wire-save-python"),
            Self::C => t!("wire-save-c"),
        }
    }

    /// Who reads it.
    pub(super) fn hint(self) -> String {
        match self {
            Self::Session | Self::SessionCompressed => t!("wire-save-session-hint"),
            Self::Text => t!("wire-save-text-hint"),
            Self::Csv => t!("wire-save-csv-hint"),
            Self::Asciicast => t!("wire-save-asciicast-hint"),
            Self::Pcapng => t!("wire-save-pcapng-hint"),
            Self::AtList => t!("wire-save-at-list-hint"),
            Self::Python => t!("wire-save-python-hint"),
            Self::C => t!("wire-save-c-hint"),
        }
    }

    /// Whether the browser compresses what is written.
    pub(super) const fn is_compressed(self) -> bool {
        matches!(self, Self::SessionCompressed)
    }

    /// What writes it.
    pub(super) fn writer(self) -> Box<dyn Export> {
        match self {
            Self::Session | Self::SessionCompressed => Box::new(Jsonl::new(FirstLine::Header)),
            Self::Text => Box::new(Text::new(Comments::Written).showing(escaped)),
            Self::Csv => Box::new(Csv::new(meaning).showing(escaped)),
            Self::Asciicast => Box::new(Asciicast::default()),
            Self::Pcapng => Box::new(Pcapng::new(meaning)),
            Self::AtList => Box::new(Code::at_list()),
            Self::Python => Box::new(Code::python()),
            Self::C => Box::new(Code::c()),
        }
    }
}

/// What a line means, by itself.
fn meaning(entry: &Entry<'_>) -> Option<String> {
    meaning_alone(entry).map(|meaning| words::meaning(&meaning))
}
