//! Payloads as people mean them: an undoable byte buffer, notations, encodings, values, structures and placeholders.
//!
//! Nothing here knows a clock, a browser or a module: time and randomness come as arguments, and texts leave as data. The
//! [`Editor`] is what a hex editor does at each key; everything else reads or writes plain bytes.

pub mod calendar;
pub mod checksum;
pub mod diff;
pub mod editor;
pub mod escapes;
pub mod find;
pub mod gbk;
pub mod history;
pub mod inspector;
pub mod literal;
pub mod notation;
pub mod placeholder;
pub mod reading;
pub mod selection;
pub mod split;
pub mod structure;
pub mod template;
pub mod text;
pub mod visible;

pub use editor::{Cell, Column, Editor, Extend, Mode, Motion, Towards};
pub use find::Pattern;
pub use inspector::{Kind, Order};
pub use notation::Notation;
pub use reading::{Certainty, Reading, Way, readings};
pub use selection::Selection;
pub use structure::{Format, Structure};
pub use text::{Encoding, LineEnds, Unencodable};
pub use visible::visible;
