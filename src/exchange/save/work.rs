//! Saving, a piece at a time: what goes out is looked for, counted and written between the frames of the page.

use std::time::Duration;

use workbench_record::export::Export;
use workbench_record::mask::{Look, Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Entry, Line, Record};

use crate::clock::{BrowserClock, Clock};
use crate::ui::FileParts;

/// How long the page may be kept busy at a time.
const SLICE: u64 = 8;

/// How many bytes are handed to the browser at a time.
const PIECE: usize = 1 << 20;

/// Lets the page go on, whenever it was kept busy long enough.
struct Breath {
    since: u64,
    lines: u32,
}

impl Breath {
    fn new() -> Self {
        Self { since: BrowserClock.now().0, lines: 0 }
    }

    /// Whether so many lines were done without a pause that it is time for one. The clock is not asked at every line.
    fn is_due(&mut self) -> bool {
        self.lines += 1;
        self.lines.is_multiple_of(64) && BrowserClock.now().0.saturating_sub(self.since) >= SLICE
    }

    async fn take(&mut self) {
        BrowserClock.sleep(Duration::ZERO).await;
        self.since = BrowserClock.now().0;
    }
}

/// Looks for everything that a file must not hold.
pub(super) async fn plan(record: &Record, secrets: &Secrets, salt: u64, far: impl Fn(u64)) -> Plan {
    let (mut look, mut breath) = (Look::new(secrets), Breath::new());
    for entry in record.entries() {
        look.take(entry);
        if breath.is_due() {
            far(entry.number);
            breath.take().await;
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
    let (mut parts, mut out, mut breath) = (FileParts::default(), Vec::new(), Breath::new());
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
        if breath.is_due() {
            far(number);
            breath.take().await;
        }
    }
    form.end(&mut out);
    parts.push(&out);
    parts
}
