//! The record of a line: what went over it, kept within bounds, grouped, searched, masked, written to files and read again.
//!
//! No browser and no clock: times are numbers of milliseconds since a zero that the caller knows ([`Zero`]).

mod line;
pub mod mask;
mod record;
mod segment;

pub use line::{Direction, Ending, Entry, Line, LineFault, LinkChange, Place, Zero};
pub use record::{Counts, LetGo, Record};
