//! Where something stands in the manuals, and what a series lacks by them.

use fibocom_at::Profile;
use fibocom_at::profile::Manual;

use crate::t;

/// The name of a manual, in the middle of a sentence.
#[must_use]
pub fn manual(manual: Manual) -> String {
    match manual {
        Manual::L610V101 => t!("connect-manual-l610"),
        Manual::Nl668V126 => t!("connect-manual-nl668"),
        Manual::MqttV13 => t!("connect-manual-all"),
        Manual::GuideV12 => t!("connect-manual-guide"),
        Manual::Ts27007 | Manual::V250 => t!("connect-manual-standard"),
        Manual::InUse => t!("connect-manual-use"),
    }
}

/// Why a series cannot encrypt, with the row of its manual.
#[must_use]
pub fn no_tls(profile: &Profile) -> String {
    let source = profile.source;
    t!("tls-missing", series = profile.name, manual = manual(source.manual), section = source.section)
}

/// That a series has no MQTT-SN, and the row of the manual that says so.
#[must_use]
pub fn no_sn(profile: &Profile) -> String {
    let source = profile.source;
    t!("session-sn-lacking", series = profile.name, manual = manual(source.manual), section = source.section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_without_tls_is_told_with_its_row() {
        let said = no_tls(Profile::for_model("NL668-AM-00"));
        assert_eq!(said, "NL668-AM has no MQTT over TLS: the MQTT manual for all series V1.3, row 6.");
    }
}
