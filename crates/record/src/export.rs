//! A record in the forms that people and other programs read. Each writes a line at a time, so that a file may be larger than memory.

mod asciicast;
mod code;
mod csv;
mod escape;
mod jsonl;
mod pcapng;
mod text;

pub use asciicast::Asciicast;
pub use code::Code;
pub use csv::Csv;
pub(crate) use csv::cell;
pub use escape::Shows;
pub use jsonl::{FirstLine, Jsonl};
pub use pcapng::Pcapng;
pub use text::{Comments, Text};

use crate::line::{Entry, Line};
use crate::mask::Plan;
use crate::record::{LetGo, Record};
use crate::session::{Header, Json};

/// A form of a record. What is in `out` may be taken away between any two calls.
pub trait Export {
    /// Writes what stands before the lines, with what was let go before the first of them.
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header);

    /// Writes a line.
    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>);

    /// Says that lines are missing in this place.
    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo);

    /// Writes something that was found in the lines, where the form has a place for it.
    fn finding(&mut self, _out: &mut Vec<u8>, _finding: &Json) {}

    /// Writes what stands behind the lines.
    fn end(&mut self, _out: &mut Vec<u8>) {}
}

/// All of a record at once. What it has let go is added to what the header says.
#[must_use]
pub fn whole(record: &Record, about: &Header, form: &mut dyn Export) -> Vec<u8> {
    let mut out = begin(record, about, form);
    record.entries().for_each(|entry| form.entry(&mut out, &entry));
    form.end(&mut out);
    out
}

/// The same, with what stands in for its secrets.
#[must_use]
pub fn masked(record: &Record, plan: &Plan, about: &Header, form: &mut dyn Export) -> Vec<u8> {
    let mut out = begin(record, about, form);
    for (entry, raw) in plan.lines(record.entries()) {
        form.entry(&mut out, &Entry { line: Line { raw: &raw, ..entry.line }, ..entry });
    }
    form.end(&mut out);
    out
}

fn begin(record: &Record, about: &Header, form: &mut dyn Export) -> Vec<u8> {
    let mut out = Vec::new();
    form.begin(&mut out, &Header { let_go: about.let_go.and(record.let_go()), ..about.clone() });
    out
}

/// What files say where lines are missing.
fn missing(let_go: LetGo) -> String {
    let LetGo { lines, bytes } = let_go;
    let (lines_are, were) = if lines == 1 { ("line", "was") } else { ("lines", "were") };
    let bytes_are = if bytes == 1 { "byte" } else { "bytes" };
    format!("{lines} older {lines_are} ({bytes} {bytes_are}) {were} let go")
}

/// Who wrote a file, and what it is a record of, in one line.
fn title(about: &Header) -> String {
    let mut title = format!("Module Workbench {}", about.page).trim_end().to_owned();
    for part in about
        .module
        .iter()
        .flat_map(|module| [module.manufacturer.as_deref(), Some(&module.model), module.revision.as_deref()])
    {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            title.push_str(", ");
            title.push_str(part);
        }
    }
    title
}
