//! That there is more of something than is taken.

use crate::limits::Over;
use crate::t;

/// The sentence for more than a limit allows, of what goes by this name.
#[must_use]
pub(crate) fn over(over: Over, what: &str) -> String {
    t!(over.limit.text, what = what, found = over.found, most = over.limit.most)
}
