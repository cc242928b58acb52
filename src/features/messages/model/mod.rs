//! The rules of the Messages screen, without the screen.

mod index;
mod payload;
mod rate;
mod saved;
mod topics;

pub(super) use index::{Divides, Index, Order};
pub(super) use payload::{JsonProblem, LIST_LINE, OPEN_LINE, PayloadForm, Rendered, View, preview, render};
pub(super) use rate::Rate;
pub(super) use saved::json_lines;
pub(super) use topics::{Chosen, Node, Topics, is_named, shown_topic};
