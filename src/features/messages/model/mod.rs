//! The rules of the Messages screen, without the screen.

mod chart;
mod entry;
mod index;
mod number;
mod saved;
mod search;
mod topics;

pub(super) use crate::parts::payload_text::{JsonProblem, PayloadForm, Rendered, View, render};

pub(super) use chart::{Chart, HEIGHT, Summary, WIDTH, csv, written};
pub(super) use entry::{Direction, Entry, Place, Traffic};
pub(super) use index::{Asked, Divides, Index, Order};
pub(super) use number::{KINDS, Sample, Source, Trail, before, offset};
pub(super) use saved::json_lines;
pub(super) use search::{Part, Search};
pub(super) use topics::{Chosen, Node, Topics, is_named};
