//! Saving, a piece at a time: what goes out is looked for, counted and written between the frames of the page.

use std::borrow::Cow;

use workbench_record::export::Export;
use workbench_record::mask::{Counts, Look, Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Entry, Line};

use super::Examiner;
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

/// Writes a line that is masked.
fn write_one(entry: Entry<'_>, raw: &[u8], into: &mut Into<'_>, out: &mut Vec<u8>) {
    let entry = Entry { line: Line { raw, ..entry.line }, ..entry };
    into.form.entry(out, &entry);
    if let Some(examiner) = &mut into.examiner {
        examiner.take(&entry);
    }
}

fn write_all<'a>(masked: impl Iterator<Item = (Entry<'a>, Cow<'a, [u8]>)>, into: &mut Into<'_>, out: &mut Vec<u8>) {
    masked.for_each(|(entry, raw)| write_one(entry, &raw, into, out));
}

/// What the record becomes, and who looks at it on the way.
pub(super) struct Into<'a> {
    pub(super) form: &'a mut dyn Export,
    pub(super) examiner: Option<Box<dyn Examiner>>,
}

/// Writes the record, with what stands in for its secrets, and behind it what is found in what was written.
pub(super) async fn write(
    whole: &WholeRecord,
    about: &Header,
    plan: &Plan,
    mut into: Into<'_>,
    far: impl Fn(u64),
) -> FileParts {
    let (mut parts, mut out, mut slice) = (FileParts::default(), Vec::new(), Slice::begin());
    into.form.begin(&mut out, about);
    let mut carried = plan.in_parts();
    for place in 0..whole.parts() {
        let part = match whole.part(place).await {
            Ok(part) => part,
            Err(missing) => {
                write_all(carried.end(), &mut into, &mut out);
                into.form.let_go(&mut out, missing);
                carried = plan.in_parts();
                continue;
            }
        };
        let mut masked = carried.lines(part.entries());
        for (entry, raw) in masked.by_ref() {
            write_one(entry, &raw, &mut into, &mut out);
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
    write_all(carried.end(), &mut into, &mut out);
    let Into { form, examiner } = into;
    examiner.into_iter().flat_map(Examiner::end).for_each(|finding| form.finding(&mut out, &finding));
    form.end(&mut out);
    parts.push(&out);
    parts
}
