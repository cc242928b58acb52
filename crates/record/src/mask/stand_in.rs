//! What stands in for a value: the same for files, the screen and command lines.

pub(super) use fibocom_at::secrets::stand_in::{all, numbered, unnumbered};
