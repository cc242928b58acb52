//! Which frame format is chosen, and the payload as its fields.

use std::sync::Arc;

use leptos::prelude::*;
use workbench_payload::Editor;
use workbench_payload::template::{Mistake, Refused, Row, SHIPPED, Template};

/// Larger payloads are no frames. In bytes.
const MOST: usize = 65_536;

/// A format: one of those that come with the page, or one from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Chosen {
    /// The payload is no frame.
    #[default]
    None,
    /// By its place in the list.
    Shipped(usize),
    Own,
}

/// A format that was read. Copies are the same.
#[derive(Debug, Clone)]
pub(super) struct Format(pub(super) Arc<Template>);

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A file that was opened.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Own {
    pub(super) name: String,
    pub(super) format: Format,
}

/// What was chosen for a payload, kept as long as whoever made it. Copies share it.
#[derive(Clone, Copy)]
pub struct FrameFormat {
    pub(super) chosen: RwSignal<Chosen>,
    pub(super) own: RwSignal<Option<Own>>,
    /// The file that is no format, and why.
    pub(super) refused: RwSignal<Option<(String, Refused)>>,
    pub(super) format: Memo<Option<Format>>,
}

/// The payload as fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    pub(super) rows: Arc<Vec<Row>>,
    pub(super) mistake: Option<Mistake>,
    /// How many bytes there are.
    pub(super) bytes: usize,
    pub(super) is_large: bool,
}

impl FrameFormat {
    pub fn new() -> Self {
        let (chosen, own) = (RwSignal::new(Chosen::None), RwSignal::new(None::<Own>));
        let format = Memo::new(move |_| match chosen.get() {
            Chosen::None => None,
            Chosen::Own => own.with(|own| own.as_ref().map(|own| own.format.clone())),
            // Those that are shipped are read by a test as well.
            Chosen::Shipped(place) => {
                SHIPPED.get(place).and_then(|shipped| Template::parse(shipped.text).ok()).map(Arc::new).map(Format)
            }
        });
        Self { chosen, own, refused: RwSignal::new(None), format }
    }

    /// Its name; none where the payload is no frame.
    pub fn name(self) -> Option<String> {
        match self.chosen.get() {
            Chosen::None => None,
            Chosen::Shipped(place) => SHIPPED.get(place).map(|shipped| shipped.title.to_owned()),
            Chosen::Own => self.own.with(|own| own.as_ref().map(|own| own.name.clone())),
        }
    }

    /// Whether the payload is a frame.
    pub fn is_chosen(self) -> bool {
        self.chosen.get() != Chosen::None
    }

    /// The fields of the payload that an editor has.
    pub fn fields(self, editor: RwSignal<Editor>) -> Memo<Fields> {
        let revision = Memo::new(move |_| editor.with(Editor::revision));
        Memo::new(move |_| {
            revision.get();
            let Some(Format(template)) = self.format.get() else { return Fields::default() };
            editor.with_untracked(|editor| {
                let bytes = editor.len();
                if bytes > MOST {
                    return Fields { bytes, is_large: true, ..Fields::default() };
                }
                if bytes == 0 {
                    return Fields::default();
                }
                let decoded = template.decode(editor.bytes());
                Fields { rows: Arc::new(decoded.rows), mistake: decoded.mistake, bytes, is_large: false }
            })
        })
    }

    /// Takes a file as the format.
    pub(super) fn take(self, name: String, text: &str) {
        match Template::parse(text) {
            Ok(template) => {
                self.own.set(Some(Own { name, format: Format(Arc::new(template)) }));
                self.refused.set(None);
                self.chosen.set(Chosen::Own);
            }
            Err(refused) => self.refused.set(Some((name, refused))),
        }
    }
}

impl Fields {
    /// The byte at which the payload stops fitting; the last one where it ends too early.
    #[must_use]
    pub fn mistake(&self) -> Option<std::ops::Range<usize>> {
        let at = self.mistake.as_ref()?.at.min(self.bytes.saturating_sub(1));
        Some(at..at + 1)
    }

    /// The smallest row that contains these bytes; the first, where several are as small.
    pub(super) fn row_at(&self, bytes: &std::ops::Range<usize>) -> Option<usize> {
        let holds = |row: &Row| {
            let end = bytes.end.max(bytes.start + 1);
            !row.range.is_empty() && row.range.start <= bytes.start && end <= row.range.end
        };
        let found = self.rows.iter().enumerate().filter(|(_, row)| holds(row));
        // What stands deeper comes later; of the bits of one byte, the first counts.
        found.min_by_key(|(place, row)| (row.range.len(), usize::MAX - row.depth, *place)).map(|(place, _)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_of_a_byte_is_the_smallest_that_has_it() {
        let template = Template::parse(SHIPPED[0].text).unwrap();
        let rows = template.decode(&template.examples()[0]).rows;
        let fields = Fields { rows: Arc::new(rows), ..Fields::default() };
        for (bytes, label) in
            [(0..0, "address"), (1..2, "function"), (2..2, "start"), (2..6, "body"), (4..6, "quantity")]
        {
            let row = fields.row_at(&bytes).map(|row| fields.rows[row].label.as_str());
            assert_eq!(row, Some(label), "{bytes:?}");
        }
        assert_eq!(fields.row_at(&(8..8)), None);
    }
}
