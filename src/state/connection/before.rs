//! A note in the tab's storage that this page has a module on a real port: should the page be loaded again, and the browser have taken the port
//! back with it, the next one in this tab says so and asks for it.

use crate::storage::Keep;
use crate::transport::FIBOCOM_VENDORS;
use crate::transport::web_serial::{Filter, PortInfo};

const NAME: &str = "module-workbench.port-in-use";
const FIBOCOM: &str = "fibocom";
const ANY: &str = "any";

/// Among which ports the one would be found that the page before this one had in use. Nothing where there was none, or it was disconnected.
#[must_use]
pub(crate) fn port_before() -> Option<Filter> {
    match Keep::InTab.read(NAME)?.as_str() {
        FIBOCOM => Some(Filter::Fibocom),
        ANY => Some(Filter::All),
        _ => None,
    }
}

/// This port is in use from now on. A browser that keeps nothing for this page leaves the next one without a word about it.
pub(super) fn note(info: PortInfo) {
    let is_fibocom = info.vendor_id.is_some_and(|vendor| FIBOCOM_VENDORS.contains(&vendor));
    Keep::InTab.write(NAME, if is_fibocom { FIBOCOM } else { ANY });
}

/// No port is in use any more, because somebody wanted it so.
pub(super) fn forget() {
    Keep::InTab.remove(NAME);
}
