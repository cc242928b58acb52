//! Reads a session file between the frames of the page, and listens to what is in it.

use wasm_bindgen::JsValue;
use web_sys::File;
use workbench_record::session::{Limits, Load, Session};

use crate::parts::slice::Slice;
use crate::state::{FileFacts, RecordedSession, Winding};
use crate::ui::FileStream;

/// How many bytes of memory the lines of a file may take. The oldest ones go where there are more, which is said.
const BUDGET: usize = 64 << 20;

/// Reads a file. `far` hears how many bytes of it are done, where that can be told.
pub(super) async fn read(file: &File, far: impl Fn(Option<f64>)) -> Result<RecordedSession, JsValue> {
    let mut slice = Slice::begin();
    let session = load(file, &mut slice, &far).await?;
    far(None);
    Ok(wound(session, file, &mut slice).await)
}

/// Reads a session file that is not replayed: what it has, and nothing that was heard in it.
///
/// # Errors
/// What the browser says where it cannot read the file.
pub async fn read_session(file: &File) -> Result<Session, JsValue> {
    load(file, &mut Slice::begin(), &|_| {}).await
}

async fn load(file: &File, slice: &mut Slice, far: &impl Fn(Option<f64>)) -> Result<Session, JsValue> {
    let mut stream = FileStream::open(file).await?;
    let mut load = Load::new(Limits::default(), BUDGET);
    let (mut done, size) = (0.0, file.size().max(1.0));
    while let Some(bytes) = stream.next().await? {
        // A piece may be as large as the browser likes.
        for piece in bytes.chunks(PIECE) {
            if load.feed(piece).is_break() {
                return Ok(load.end());
            }
            if slice.is_over() {
                slice.pause().await;
            }
        }
        done += bytes.len() as f64;
        far((!stream.is_compressed()).then_some(done / size));
    }
    Ok(load.end())
}

/// How many bytes are read without looking at the clock.
const PIECE: usize = 64 << 10;

/// Goes through the record once, so that it can be replayed, and hears its messages.
async fn wound(session: Session, file: &File, slice: &mut Slice) -> RecordedSession {
    let Session { header, record, problems, more_problems, .. } = session;
    let lines = record.entries().count();
    let mut winding = Winding::new(record, &header);
    while winding.step() {
        if slice.is_over_after_step() {
            slice.pause().await;
        }
    }
    RecordedSession::new(FileFacts { name: file.name(), header, lines, problems, more_problems }, winding)
}
