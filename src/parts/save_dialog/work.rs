//! Saving, a piece at a time: what goes out is looked for, counted and written between the frames of the page.

use std::borrow::Cow;

use workbench_record::export::Export;
use workbench_record::mask::{Counts, Look, Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Entry, Line};

use crate::parts::slice::Slice;
use crate::state::WholeRecord;
use crate::ui::FileParts;

/// How many bytes are handed to the browser at a time.
const PIECE: usize = 1 << 20;

/// Looks for everything that a file must not hold. What is missing of the record by now is told when it is written.
pub(super) async fn plan(whole: &WholeRecord, secrets: &Secrets, salt: u64, far: impl Fn(u64)) -> Plan {
    let (mut look, mut slice) = (Look::new(secrets), Slice::begin());
    for place in 0..whole.parts() {
        let Ok(part) = whole.part(place).await else { continue };
        for entry in part.entries() {
            look.take(entry);
            if slice.is_over_after_step() {
                far(entry.number);
                slice.pause().await;
            }
        }
    }
    look.plan(salt)
}

/// Counts how often each value stands in the record.
pub(super) async fn count(whole: &WholeRecord, plan: &Plan, far: impl Fn(u64)) -> Counts {
    let (mut counting, mut slice) = (plan.counting(), Slice::begin());
    for place in 0..whole.parts() {
        let Ok(part) = whole.part(place).await else { continue };
        let mut counted = counting.part();
        for entry in part.entries() {
            counted.take(entry);
            if slice.is_over_after_step() {
                far(entry.number);
                slice.pause().await;
            }
        }
        let next = counted.carry();
        counting = next;
    }
    counting.end()
}

/// Writes lines that are masked.
fn write_all<'a>(masked: impl Iterator<Item = (Entry<'a>, Cow<'a, [u8]>)>, form: &mut dyn Export, out: &mut Vec<u8>) {
    masked.for_each(|(entry, raw)| form.entry(out, &Entry { line: Line { raw: &raw, ..entry.line }, ..entry }));
}

/// Writes the record, with what stands in for its secrets.
pub(super) async fn write(
    whole: &WholeRecord,
    about: &Header,
    plan: &Plan,
    form: &mut dyn Export,
    far: impl Fn(u64),
) -> FileParts {
    let (mut parts, mut out, mut slice) = (FileParts::default(), Vec::new(), Slice::begin());
    form.begin(&mut out, about);
    let mut carried = plan.in_parts();
    for place in 0..whole.parts() {
        let part = match whole.part(place).await {
            Ok(part) => part,
            Err(missing) => {
                write_all(carried.end(), form, &mut out);
                form.let_go(&mut out, missing);
                carried = plan.in_parts();
                continue;
            }
        };
        let mut masked = carried.lines(part.entries());
        for (entry, raw) in masked.by_ref() {
            form.entry(&mut out, &Entry { line: Line { raw: &raw, ..entry.line }, ..entry });
            if out.len() >= PIECE {
                parts.push(&out);
                out.clear();
            }
            if slice.is_over_after_step() {
                far(entry.number);
                slice.pause().await;
            }
        }
        let next = masked.carry();
        carried = next;
    }
    write_all(carried.end(), form, &mut out);
    form.end(&mut out);
    parts.push(&out);
    parts
}
