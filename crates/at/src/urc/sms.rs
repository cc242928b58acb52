//! Short messages, which this page does not read.

use super::Code;
use crate::meaning::entries;

pub(super) static CAME: Code = Code {
    names: &["+CMTI"],
    id: "code-sms",
    syntax: "+CMTI: <memory>,<index>",
    example: "+CMTI: \"SM\",3",
    meaning: |heard| heard.is_notice().then(|| SMS.with([])),
    known: KNOWN,
    ..Code::BASE
};

entries! {
    SMS = "meaning-notice-sms" Info ();
}
