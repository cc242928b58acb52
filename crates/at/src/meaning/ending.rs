//! What the words mean that end a command besides OK and the errors (V.250, 5.7.1, and a maker's own).

use super::entry::entries;
use super::{Meaning, advice};
use crate::reply::Ending;

entries! {
    NO_CARRIER = "meaning-ended-no-carrier" Error ();
    NO_DIALTONE = "meaning-ended-no-dialtone" Error ();
    BUSY = "meaning-ended-busy" Error ();
    NO_ANSWER = "meaning-ended-no-answer" Error ();
    NOT_SUPPORTED = "meaning-ended-not-supported" Error () => advice::COMMAND_UNKNOWN;
    DATA_MODE = "meaning-data-mode" Warn ();
}

/// What an ending means.
pub(super) fn meaning(ending: Ending) -> Meaning {
    match ending {
        Ending::NoCarrier => NO_CARRIER.with([]),
        Ending::NoDialtone => NO_DIALTONE.with([]),
        Ending::Busy => BUSY.with([]),
        Ending::NoAnswer => NO_ANSWER.with([]),
        Ending::NotSupported => NOT_SUPPORTED.with([]),
    }
}

/// What CONNECT means.
pub(super) fn data_mode() -> Meaning {
    DATA_MODE.with([])
}
