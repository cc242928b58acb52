//! What a module says of sockets, which this page does not use, but others on the same module may.

use super::{Code, Listed};
use crate::meaning::entries;

pub(super) const FLOW: Listed = Listed {
    code: &Code {
        names: &["+MIPXOFF", "+MIPXON"],
        id: "code-flow",
        syntax: "+MIPXOFF: <socket>",
        example: "+MIPXOFF: 1",
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| FLOW_CONTROL.with([])),
    known: KNOWN,
};

pub(super) const SOCKET: Listed = Listed {
    code: &Code {
        names: &["+MIPSTAT", "+MIPRTCP", "+MIPRUDP", "+MIPOPEN", "+MIPCLOSE", "+MPINGSTAT"],
        id: "code-socket",
        syntax: "+MIPSTAT: <socket>,<state>",
        example: "+MIPSTAT: 1,1",
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| SOCKET_CHANGED.with([])),
    known: &[],
};

entries! {
    FLOW_CONTROL = "meaning-notice-flow" Info ();
    SOCKET_CHANGED = "meaning-notice-socket" Info ();
}
