//! What a module says of sockets, which this page does not use, but others on the same module may.

use super::Code;
use crate::meaning::entries;

pub(super) static FLOW: Code = Code {
    names: &["+MIPXOFF", "+MIPXON"],
    id: "code-flow",
    syntax: "+MIPXOFF: <socket>",
    example: "+MIPXOFF: 1",
    meaning: |heard| heard.is_notice().then(|| FLOW_CONTROL.with([])),
    known: KNOWN,
    ..Code::BASE
};

pub(super) static SOCKET: Code = Code {
    names: &["+MIPSTAT", "+MIPRTCP", "+MIPRUDP", "+MIPOPEN", "+MIPCLOSE", "+MPINGSTAT"],
    id: "code-socket",
    syntax: "+MIPSTAT: <socket>,<state>",
    example: "+MIPSTAT: 1,1",
    meaning: |heard| heard.is_notice().then(|| SOCKET_CHANGED.with([])),
    ..Code::BASE
};

entries! {
    FLOW_CONTROL = "meaning-notice-flow" Info ();
    SOCKET_CHANGED = "meaning-notice-socket" Info ();
}
