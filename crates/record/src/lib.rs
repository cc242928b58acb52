//! The record of a line: what went over it, kept within bounds, grouped, searched, masked, written to files and read again.
//!
//! No browser and no clock: times are numbers of milliseconds since a zero that the caller knows ([`Zero`]).

pub mod compare;
mod exchange;
pub mod export;
mod filter;
mod heard;
mod line;
pub mod mask;
mod overheard;
mod record;
mod rows;
mod segment;
pub mod session;

pub use exchange::{Exchange, Exchanges, Origin, severity};
pub use filter::{Filter, Kind};
pub use heard::Rehearing;
pub use line::{Direction, Ending, Entry, Line, LineFault, LinkChange, Place, Zero};
pub use overheard::{Overhearing, Piece};
pub use record::{Counts, LetGo, Record};
pub use rows::{Detail, Row, Rows};
