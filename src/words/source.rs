//! Where something stands in the manuals, and what a series lacks by them.

use fibocom_at::Profile;
use fibocom_at::profile::{Feature, Inference, Manual};

use crate::t;

/// The name of a manual, in the middle of a sentence.
#[must_use]
pub fn manual(manual: Manual) -> String {
    match manual {
        Manual::L610V101 => t!("manual-l610"),
        Manual::Nl668V126 => t!("manual-nl668"),
        Manual::MqttV13 => t!("manual-all"),
        Manual::GuideV12 => t!("manual-guide"),
        Manual::Ts27007 | Manual::V250 => t!("manual-standard"),
        Manual::InUse => t!("manual-use"),
        Manual::Module => t!("manual-module"),
    }
}

/// That a feature is not to be had, and who says so: the row of the manual, or the module itself.
#[must_use]
pub fn lacking(feature: Feature, profile: &Profile) -> String {
    let what = match feature {
        Feature::MqttSn => t!("lacking-mqtt-sn"),
        Feature::MqttSnCommands => t!("lacking-sn-commands"),
        Feature::CloudAuth => t!("lacking-cloud"),
        Feature::Tls => t!("lacking-tls"),
        Feature::WillByLength => t!("lacking-will"),
    };
    if let Some(inference) = profile.doubt(feature) {
        return t!("lacking-inferred", series = profile.name, what = what, unsaid = unsaid(inference));
    }
    let source = profile.source_without(feature);
    match source.manual {
        Manual::Module => t!("lacking-module", series = profile.name, what = what),
        _ => {
            let (manual, section) = (manual(source.manual), source.section);
            t!("lacking-row", series = profile.name, what = what, manual = manual, section = section)
        }
    }
}

/// That no manual says something, and what it rests on.
#[must_use]
pub fn unsaid(inference: Inference) -> String {
    t!("inference-unsaid", why = t!(inference.id()))
}

/// Why a series cannot encrypt, with the row of its manual.
#[must_use]
pub fn no_tls(profile: &Profile) -> String {
    lacking(Feature::Tls, profile)
}

/// That a series has no MQTT-SN, and the row of the manual that says so.
#[must_use]
pub fn no_sn(profile: &Profile) -> String {
    lacking(Feature::MqttSn, profile)
}

/// That a series has none of the commands for MQTT-SN, and the row of the manual that says so.
#[must_use]
pub fn no_sn_commands(profile: &Profile) -> String {
    lacking(Feature::MqttSnCommands, profile)
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::Refined;

    use super::*;

    #[test]
    fn every_inference_has_its_sentence() {
        for one in Inference::ALL {
            assert!(crate::i18n::has(one.id()), "{one:?}");
        }
    }

    #[test]
    fn what_is_not_to_be_had_is_told_with_who_says_so() {
        for (model, feature, expected) in [
            ("NL668-AM-00", Feature::Tls, "NL668-AM has no MQTT over TLS: the MQTT manual for all series V1.3, row 6."),
            (
                "MA510-GL",
                Feature::CloudAuth,
                "MA510 has no commands that work out a cloud's login: the MQTT manual for all series V1.3, row 11, 1.9, 1.13.",
            ),
            (
                "MC665-CN",
                Feature::MqttSn,
                "MC66x probably has no MQTT-SN. The manual does not say so: it lists the commands for MQTT-SN that this series \
                 does not have, and clients 101 and 102 for every series. It can be tried.",
            ),
        ] {
            assert_eq!(lacking(feature, Profile::for_model(model)), expected);
        }
        let mut limits = Refined::new(Profile::for_model("L610"));
        limits.refuse("+GTSSLVER");
        assert_eq!(
            no_tls(limits.profile()),
            "This module says itself that it has no MQTT over TLS. The manual says that L610 has it."
        );
    }
}
