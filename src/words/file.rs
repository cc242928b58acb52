//! What is wrong with a session file.

use workbench_record::session::{Problem, ProblemKind};

use crate::t;

/// The sentence for it, with the line where it is about one.
#[must_use]
pub fn file_problem(problem: &Problem) -> String {
    let what = match &problem.kind {
        ProblemKind::NotJson => t!("file-not-json"),
        ProblemKind::CutShort => t!("file-cut-short"),
        ProblemKind::NotUtf8 => t!("file-not-utf8"),
        ProblemKind::Utf16 => t!("file-utf16"),
        ProblemKind::Compressed => t!("file-compressed"),
        ProblemKind::TooLong { limit } => t!("file-line-too-long", limit = *limit),
        ProblemKind::TooLarge { limit } => t!("file-too-large", limit = *limit),
        ProblemKind::TooManyLines { limit } => t!("file-too-many-lines", limit = *limit),
        ProblemKind::TooManyMembers { limit } => t!("file-too-many-members", limit = *limit),
        ProblemKind::TooMuchBeside { limit } => t!("file-too-much-beside", limit = *limit),
        ProblemKind::OtherFormat { format } => t!("file-other-format", format = format.as_str()),
        ProblemKind::NoHeader => t!("file-no-header"),
        ProblemKind::SecondHeader => t!("file-second-header"),
        ProblemKind::LaterVersion { version } => t!("file-later-version", version = *version),
        ProblemKind::Missing { member } => t!("file-missing", member = *member),
        ProblemKind::Malformed { member } => t!("file-malformed", member = *member),
        ProblemKind::NotKnown { member, value } => t!("file-not-known", member = *member, value = value.as_str()),
        ProblemKind::Duplicate { member } => t!("file-duplicate", member = member.as_str()),
        ProblemKind::NotAscending { number } => t!("file-not-ascending", number = *number),
    };
    match problem.line {
        0 => what,
        line => t!("file-line", line = line, what = what),
    }
}
