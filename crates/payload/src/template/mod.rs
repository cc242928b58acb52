//! Payloads described once and edited either way: a field changes its bytes, lengths and checksums, and bytes change the fields.
//!
//! A [`Template`] is read from a text in a part of Kaitai Struct's language, with keys of our own that begin with `-`;
//! `docs/payload-templates.md` lists them all. Templates and payloads come from outside: each is bounded in size, in depth and in
//! what it makes of the other, and neither panics.
//!
//! Whatever bytes a template reads without a mistake, [`Template::encode`] makes again of the fields alone.

mod describe;
mod description;
mod edit;
mod expression;
mod mistake;
mod read;
mod refused;
mod rows;
mod scale;
mod shipped;
mod stream;
mod tree;
mod value;
mod write;
mod yaml;

pub use edit::Change;
pub use mistake::{Mistake, NoEdit, Wrong};
pub use refused::{Refused, Why};
pub use rows::{Choice, Follows, Holds, Row};
pub use shipped::{SHIPPED, Shipped};

use description::Type;
use tree::Tree;

/// What a payload is made of.
#[derive(Debug, Clone)]
pub struct Template {
    id: String,
    title: String,
    doc: Option<String>,
    types: Vec<Type>,
    examples: Vec<Vec<u8>>,
}

/// A payload taken apart.
#[derive(Debug, Clone)]
pub struct Decoded {
    tree: Tree,
    /// The fields in the order of their bytes, up to the mistake where there is one.
    pub rows: Vec<Row>,
    /// Where the payload stops fitting the template.
    pub mistake: Option<Mistake>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`Refused`], with the line and the key.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        describe::describe(text)
    }

    /// Its `meta/id`; empty where it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its `meta/title`, or its id.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it says of itself.
    #[must_use]
    pub fn doc(&self) -> Option<&str> {
        self.doc.as_deref()
    }

    /// Payloads to begin with.
    #[must_use]
    pub fn examples(&self) -> &[Vec<u8>] {
        &self.examples
    }

    /// Takes a payload apart.
    #[must_use]
    pub fn decode(&self, bytes: &[u8]) -> Decoded {
        let (tree, mistake) = read::read(self, bytes);
        let rows = rows::rows(self, &tree, mistake.is_none());
        Decoded { tree, rows, mistake }
    }

    /// The bytes of the fields of a payload. They are those that were decoded where there was no mistake.
    #[must_use]
    pub fn encode(&self, decoded: &Decoded) -> Vec<u8> {
        write::bytes_of(&decoded.tree, 0)
    }

    /// The bytes after a change of the row at this place: with the lengths, counts and checksums that follow from it.
    ///
    /// # Errors
    /// [`NoEdit`], and nothing has changed.
    pub fn edit(&self, bytes: &[u8], row: usize, change: &Change) -> Result<Vec<u8>, NoEdit> {
        edit::edit(self, bytes, row, change)
    }
}

#[cfg(test)]
mod tests;
