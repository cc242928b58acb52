//! How long a port is asked, and how far that is.

use crate::clock::Millis;
use crate::link::WaitsFor;

/// How long a port is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Once; several ports are asked side by side, of which the first to answer is the one. What may wait for data is heard out as well.
    Glance,
    /// Twice, at a speed that may be the module's: what it was sent at another speed may stand before the first question in its line.
    Twice,
    /// Once; what may be a module that waits for data is heard until it has given up.
    Once,
    /// Again and again until then, for as long as it says nothing: its device came not long ago, and its module may be starting yet. Once, when
    /// it says something else than OK.
    WhileSilentUntil(Millis),
    /// Again and again until then: its device has just come, so that no data can be waited for.
    Until(Millis),
    /// The same for a device that was there all the time, and whose module may wait for data all the same: seldom, until any data is over.
    SeldomUntil(Millis),
}

/// What a person may be told meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It was asked.
    Asked,
    /// Nothing is typed, since a module may wait for this.
    Waits(WaitsFor),
    /// It is asked again and again.
    Starting,
}
