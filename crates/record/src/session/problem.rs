//! What is wrong with a session file, and where.

/// Something that is wrong with a file. What can be read of it is read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a line, or with the file from there on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The line is no JSON object.
    NotJson,
    /// The line is the beginning of a JSON object: usually the last line of a file that was not saved to its end.
    CutShort,
    /// The line is not UTF-8.
    NotUtf8,
    /// The file is UTF-16, and is not read: save it as UTF-8.
    Utf16,
    /// The file is compressed, and is not read as it is.
    Compressed,
    /// The line has more bytes than a line may have.
    TooLong {
        /// How many it may have.
        limit: usize,
    },
    /// The file has more bytes than may be read. What is behind them is not read.
    TooLarge {
        /// How many may be read.
        limit: u64,
    },
    /// The file has more lines than may be read. What is behind them is not read.
    TooManyLines {
        /// How many may be read.
        limit: u64,
    },
    /// An object has more members than one may have.
    TooManyMembers {
        /// How many it may have.
        limit: usize,
    },
    /// More beside the entries than memory is given for: from here on, findings and unknown lines and members are let go.
    TooMuchBeside {
        /// How many bytes may be kept.
        limit: usize,
    },
    /// The first line names another format. The file is read as far as its lines are known.
    OtherFormat {
        /// Its name, or its beginning.
        format: String,
    },
    /// No first line says what the file is.
    NoHeader,
    /// Another first line in the midst of the file, as where two files were joined. What it says does not count.
    SecondHeader,
    /// The file was written by a later version: what this one knows of it is read.
    LaterVersion {
        /// The version of the file.
        version: u32,
    },
    /// A member has to be there and is not.
    Missing {
        /// Its name.
        member: &'static str,
    },
    /// A member is not what it should be: of another type, out of range, or with half a character in it.
    Malformed {
        /// Its name.
        member: &'static str,
    },
    /// A member says something that this version does not know. The line is kept as it is.
    NotKnown {
        /// Its name.
        member: &'static str,
        /// What it says, or the beginning.
        value: String,
    },
    /// A member is there twice; the first one counts.
    Duplicate {
        /// Its name, or its beginning.
        member: String,
    },
    /// The number of an entry is not above that of the entry before it.
    NotAscending {
        /// The number.
        number: u64,
    },
}

/// The beginning of a text from a file: nothing there has a length that can be trusted.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(64).collect()
}
