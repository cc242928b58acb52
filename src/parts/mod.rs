//! Components that know modules and are shared by screens. They read the state and know no screen.

pub mod broker_address;
pub mod changes;
pub mod command_line;
pub mod frame_fields;
pub mod log;
pub mod module_clock;
pub mod not_open;
pub mod operators;
pub(crate) mod payload_text;
pub mod qr_code;
pub mod round_trip;
pub mod save_dialog;
pub mod series;
pub mod session_file;
pub(crate) mod slice;
pub mod topic_field;
mod wall_clock;

pub use wall_clock::WallClock;
