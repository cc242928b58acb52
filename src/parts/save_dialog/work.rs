//! Saving, a piece at a time: what goes out is looked for, counted and written between the frames of the page.

use workbench_record::export::Export;
use workbench_record::mask::{Look, Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Entry, Line, Record};

use crate::parts::slice::Slice;
use crate::ui::FileParts;

/// How many bytes are handed to the browser at a time.
const PIECE: usize = 1 << 20;

/// Looks for everything that a file must not hold.
pub(super) async fn plan(record: &Record, secrets: &Secrets, salt: u64, far: impl Fn(u64)) -> Plan {
    let (mut look, mut slice) = (Look::new(secrets), Slice::begin());
    for entry in record.entries() {
        look.take(entry);
        if slice.is_over_after_step() {
            far(entry.number);
            slice.pause().await;
        }
    }
    let mut plan = look.plan(salt);
    plan.count(record.entries());
    plan
}

/// Writes a record, with what stands in for its secrets, or without where there is no plan.
pub(super) async fn write(
    record: &Record,
    about: &Header,
    plan: Option<&Plan>,
    form: &mut dyn Export,
    far: impl Fn(u64),
) -> FileParts {
    let (mut parts, mut out, mut slice) = (FileParts::default(), Vec::new(), Slice::begin());
    form.begin(&mut out, about);
    let mut masked = plan.map(|plan| plan.lines(record.entries()));
    let mut open = record.entries();
    loop {
        let number = match &mut masked {
            Some(masked) => {
                let Some((entry, raw)) = masked.next() else { break };
                form.entry(&mut out, &Entry { line: Line { raw: &raw, ..entry.line }, ..entry });
                entry.number
            }
            None => {
                let Some(entry) = open.next() else { break };
                form.entry(&mut out, &entry);
                entry.number
            }
        };
        if out.len() >= PIECE {
            parts.push(&out);
            out.clear();
        }
        if slice.is_over_after_step() {
            far(number);
            slice.pause().await;
        }
    }
    form.end(&mut out);
    parts.push(&out);
    parts
}
