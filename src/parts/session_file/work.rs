//! Reads a session file between the frames of the page, and listens to what is in it.

use fibocom_at::Event;
use wasm_bindgen::JsValue;
use web_sys::File;
use workbench_record::session::{Limits, Load, Session};
use workbench_record::{Direction, Record, Rehearing};

use crate::parts::slice::Slice;
use crate::state::{FileFacts, Messages, RecordedSession};
use crate::ui::FileStream;

/// How many bytes of memory the lines of a file may take. The oldest ones go where there are more, which is said.
const BUDGET: usize = 64 << 20;

/// Reads a file. `far` hears how many bytes of it are done, where that can be told.
pub(super) async fn read(file: &File, far: impl Fn(Option<f64>)) -> Result<RecordedSession, JsValue> {
    let mut stream = FileStream::open(file).await?;
    let (mut load, mut slice) = (Load::new(Limits::default(), BUDGET), Slice::begin());
    let (mut done, size) = (0.0, file.size().max(1.0));
    while let Some(bytes) = stream.next().await? {
        // A piece may be as large as the browser likes.
        for piece in bytes.chunks(PIECE) {
            if load.feed(piece).is_break() {
                return Ok(heard(load.end(), file, &mut slice).await);
            }
            if slice.is_over() {
                slice.pause().await;
            }
        }
        done += bytes.len() as f64;
        far((!stream.is_compressed()).then_some(done / size));
    }
    far(None);
    Ok(heard(load.end(), file, &mut slice).await)
}

/// How many bytes are read without looking at the clock.
const PIECE: usize = 64 << 10;

/// Adds the messages, as a listener hears them in the lines.
async fn heard(session: Session, file: &File, slice: &mut Slice) -> RecordedSession {
    let Session { header, record, problems, more_problems, .. } = session;
    let messages = messages(&record, slice).await;
    let facts = FileFacts { name: file.name(), header, lines: record.entries().count(), problems, more_problems };
    RecordedSession { facts, record, messages }
}

async fn messages(record: &Record, slice: &mut Slice) -> Messages {
    let (mut messages, mut rehearing) = (Messages::default(), Rehearing::default());
    for entry in record.entries() {
        rehearing.take(&entry, |at, event| keep(&mut messages, at, event));
        if let Direction::Link(change) = entry.line.direction {
            messages.divide(entry.line.at, change.clone());
        }
        if slice.is_over_after_step() {
            slice.pause().await;
        }
    }
    rehearing.end(|at, event| keep(&mut messages, at, event));
    messages
}

fn keep(messages: &mut Messages, at: u64, event: Event) {
    if let Event::Message(message) = event {
        messages.push(at, message);
    }
}
