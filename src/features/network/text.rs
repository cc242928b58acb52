//! The sentences of the Network screen: what a check is called and what it is for.

use fibocom_at::Profile;

use crate::link::procedure::CheckName;
use crate::t;

/// What a check is called.
pub(super) fn title(name: CheckName) -> String {
    match name {
        CheckName::Module => t!("network-module"),
        CheckName::Sim => t!("network-sim"),
        CheckName::Signal => t!("network-signal"),
        CheckName::Registration => t!("network-registration"),
        CheckName::Address => t!("network-address"),
        CheckName::Clock => t!("network-clock"),
        CheckName::Clients => t!("network-clients"),
    }
}

/// Where its line is on the page.
pub(super) const fn place(name: CheckName) -> &'static str {
    match name {
        CheckName::Module => "network-module",
        CheckName::Sim => "network-sim",
        CheckName::Signal => "network-signal",
        CheckName::Registration => "network-registration",
        CheckName::Address => "network-address",
        CheckName::Clock => "network-clock",
        CheckName::Clients => "network-clients",
    }
}

/// What is being done while it is made.
pub(super) fn doing(name: CheckName, dialling: bool, has_signal: bool) -> String {
    match name {
        CheckName::Registration if !has_signal => t!("network-doing-no-signal"),
        CheckName::Registration => t!("network-doing-registration"),
        CheckName::Address if dialling => t!("network-dialling-text"),
        _ => t!("network-doing"),
    }
}

/// What a check is for, until it is made.
pub(super) fn purpose(name: CheckName, profile: &Profile) -> String {
    let clients: Vec<_> = profile.clients.iter().map(u8::to_string).collect();
    match name {
        CheckName::Module => t!("network-module-for"),
        CheckName::Sim => t!("network-sim-for"),
        CheckName::Signal => t!("network-signal-for"),
        CheckName::Registration => t!("network-registration-for"),
        CheckName::Address => t!("network-address-for"),
        CheckName::Clock => t!("network-clock-for"),
        CheckName::Clients => t!("network-clients-for", clients = clients.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::PERMISSIVE;

    use super::*;
    use crate::i18n;
    use crate::link::procedure::CHECKS;

    #[test]
    fn every_check_has_its_texts() {
        for name in CHECKS {
            for suffix in ["", "-for"] {
                let id = format!("network-{}{suffix}", name.id());
                assert!(i18n::has(&id), "{id}");
            }
        }
        assert!(purpose(CheckName::Clients, &PERMISSIVE).contains("1, 2, 101, 102"));
    }
}
