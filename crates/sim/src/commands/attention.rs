//! `AT`: is anybody there?

use super::{Command, PLAIN};
use crate::reply::Reply;

/// Attention (V.250, 5.2.1). Answers `OK`.
pub(super) const AT: Command = Command { name: "", takes: (1, 3), run: |_, _| Ok(Reply::ok()), ..PLAIN };
