//! What a module says of the network beside its registration.

use super::Code;
use super::code::standard;
use crate::meaning::entries;

pub(super) static NETWORK: Code = Code {
    names: &["+CGEV", "^MODE"],
    id: "code-network",
    syntax: "+CGEV: <event>",
    example: "+CGEV: NW DETACH",
    source: standard("10.1.19"),
    meaning: |heard| heard.is_notice().then(|| CHANGED.with([])),
    known: KNOWN,
    ..Code::BASE
};

pub(super) static ZONE: Code = Code {
    names: &["+CTZV", "+CTZE"],
    id: "code-zone",
    syntax: "+CTZV: <zone>",
    example: "+CTZV: +32",
    source: standard("8.41"),
    meaning: |heard| heard.is_notice().then(|| TIME.with([])),
    ..Code::BASE
};

entries! {
    CHANGED = "meaning-notice-network" Info ();
    TIME = "meaning-notice-clock" Info ();
}
