//! Short messages, which this page does not read.

use super::{Code, Listed};
use crate::meaning::entries;

pub(super) const CAME: Listed = Listed {
    code: &Code {
        names: &["+CMTI"],
        id: "code-sms",
        syntax: "+CMTI: <memory>,<index>",
        example: "+CMTI: \"SM\",3",
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| SMS.with([])),
    known: KNOWN,
};

entries! {
    SMS = "meaning-notice-sms" Info ();
}
