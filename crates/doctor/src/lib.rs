//! The log doctor: finds AT traffic in any text, line by line, and says what is wrong in it, with the lines that prove it.
//!
//! No browser, no clock and no I/O. A text is fed in slices, so that it may be larger than memory.

pub mod clouds;
mod diagnosis;
pub mod finder;
pub mod hearing;
mod index;
pub mod inflated;
mod known;
mod of_record;
pub mod page;
mod pending;
pub mod rules;
pub mod search;
pub mod seen;
pub mod sequence;
pub mod timeline;

pub use diagnosis::{Diagnosis, Doctor, Fact, Finding, Screen, Severity, diagnose};
pub use index::Block;
pub use of_record::{RecordDoctor, diagnose_record};
