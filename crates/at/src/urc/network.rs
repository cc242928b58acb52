//! What a module says of the network beside its registration.

use super::code::standard;
use super::{Code, Listed};
use crate::meaning::entries;

pub(super) const NETWORK: Listed = Listed {
    code: &Code {
        names: &["+CGEV", "^MODE"],
        id: "code-network",
        syntax: "+CGEV: <event>",
        example: "+CGEV: NW DETACH",
        source: standard("10.1.19"),
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| CHANGED.with([])),
    known: KNOWN,
};

pub(super) const ZONE: Listed = Listed {
    code: &Code {
        names: &["+CTZV", "+CTZE"],
        id: "code-zone",
        syntax: "+CTZV: <zone>",
        example: "+CTZV: +32",
        source: standard("8.41"),
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| TIME.with([])),
    known: &[],
};

entries! {
    CHANGED = "meaning-notice-network" Info ();
    TIME = "meaning-notice-clock" Info ();
}
