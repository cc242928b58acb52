//! Operators, and the APN that each usually wants.

/// An operator's usual APN: the text's id, and the APN.
pub(crate) const OPERATORS: [(&str, &str); 13] = [
    ("network-operator-china-mobile", "CMNET"),
    ("network-operator-china-mobile-iot", "CMIOT"),
    ("network-operator-china-unicom", "3GNET"),
    ("network-operator-china-unicom-wap", "UNINET"),
    ("network-operator-china-telecom", "CTNET"),
    ("network-operator-china-telecom-iot", "CTIOT"),
    ("network-operator-1nce", "iot.1nce.net"),
    ("network-operator-hologram", "hologram"),
    ("network-operator-emnify", "em"),
    ("network-operator-soracom", "soracom.io"),
    ("network-operator-things-mobile", "TM"),
    ("network-operator-internet", "internet"),
    ("network-operator-virtual", "m2m.workbench"),
];

/// The operator whose APN this is; none for any other text.
pub(crate) fn operator_of(apn: &str) -> Option<&'static str> {
    OPERATORS.iter().find(|(_, known)| known.eq_ignore_ascii_case(apn.trim())).map(|(_, known)| *known)
}

/// The usual APN of an operator, by the name that the network has.
pub(crate) fn apn_of(operator: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 5] =
        [("UNICOM", "3GNET"), ("CHINA MOBILE", "CMNET"), ("CMCC", "CMNET"), ("CHN-CT", "CTNET"), ("TELECOM", "CTNET")];
    let operator = operator.to_ascii_uppercase();
    NAMES.iter().find(|(name, _)| operator.contains(name)).map(|(_, apn)| *apn)
}

#[cfg(test)]
mod tests {
    use fibocom_at::args::Apn;

    use super::*;

    #[test]
    fn an_operator_is_recognised_by_its_apn_in_any_case() {
        for (apn, expected) in
            [("cmnet", Some("CMNET")), (" iot.1nce.net ", Some("iot.1nce.net")), ("", None), ("x", None)]
        {
            assert_eq!(operator_of(apn), expected);
        }
        for (id, apn) in OPERATORS {
            assert!(crate::i18n::has(id), "{id}");
            assert!(Apn::parse(apn).is_ok(), "{apn}");
        }
    }

    #[test]
    fn an_operator_is_known_by_the_name_that_its_network_has() {
        for (name, apn) in
            [("CHN-UNICOM", Some("3GNET")), ("CHINA MOBILE", Some("CMNET")), ("CHN-CT", Some("CTNET")), ("x", None)]
        {
            assert_eq!(apn_of(name), apn, "{name}");
        }
    }
}
