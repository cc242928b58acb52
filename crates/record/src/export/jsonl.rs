//! The session file as one of the forms.

use super::Export;
use crate::line::Entry;
use crate::record::LetGo;
use crate::session::{Header, Members, Writer};

/// Writes a session file ([`Writer`]).
#[derive(Debug, Default)]
pub struct Jsonl(Option<Writer>);

impl Export for Jsonl {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        self.0 = Some(Writer::begin(about, out));
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        if let Some(writer) = self.0 {
            writer.entry(out, entry, &Members::NONE);
        }
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        if let Some(writer) = self.0 {
            writer.let_go(out, let_go);
        }
    }
}
