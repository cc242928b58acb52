//! Where on the page something is mended that an advice is about.

use fibocom_at::meaning::{Arg, Meaning};

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The screen.
    pub screen: &'static str,
    /// The id of the part on it; empty for the screen as a whole.
    pub part: &'static str,
    /// The client that it is about, by its number.
    pub client: Option<u8>,
}

/// Each advice that one screen helps with, with its place there.
const PLACES: &[(&str, &str, &str)] = &[
    ("advice-sim-missing", "network", "network-sim"),
    ("advice-sim-pin", "network", "network-sim"),
    ("advice-sim-puk", "network", "network-sim"),
    ("advice-sim-faulty", "network", "network-sim"),
    ("advice-sim-busy", "network", "network-sim"),
    ("advice-sim-empty", "network", "network-sim"),
    ("advice-sim-tied", "network", "network-sim"),
    ("advice-operator-lock", "network", "network-sim"),
    ("advice-pin-wrong", "network", "network-sim"),
    ("advice-signal-weak", "network", "network-signal"),
    ("advice-signal-none", "network", "network-signal"),
    ("advice-not-registered", "network", "network-registration"),
    ("advice-registration-denied", "network", "network-registration"),
    ("advice-network-busy", "network", "network-registration"),
    ("advice-no-address", "network", "network-address"),
    ("advice-address-stale", "network", "network-address"),
    ("advice-dial-refused", "network", "network-address"),
    ("advice-broke-registration", "network", "network-registration"),
    ("advice-broke-link", "network", "network-address"),
    ("advice-clock-unset", "network", "network-clock"),
    ("advice-clock-failed", "network", "network-clock"),
    ("advice-rebooted", "network", ""),
    ("advice-open-failed", "session", "session-username"),
    ("advice-open-refused", "session", "session-username"),
    ("advice-no-free-client", "session", ""),
    ("advice-not-connected", "session", ""),
    ("advice-broke-server", "session", ""),
    ("advice-broke-unknown", "session", ""),
    ("advice-error-700", "session", "session-host"),
    ("advice-error-701", "session", "session-clientId"),
    ("advice-error-702", "session", ""),
    ("advice-error-703", "session", "session-password"),
    ("advice-error-704", "session", "session-username"),
    ("advice-subscribe-failed", "messages", "messages-subscribe"),
    ("advice-publish-failed", "publish", ""),
    ("advice-open-failed-tls", "tls", ""),
    ("advice-tls-certificate", "tls", "tls-files"),
    ("advice-tls-file", "tls", "tls-files"),
    ("advice-tls-handshake", "tls", "tls-files"),
    ("advice-error-unlisted", "network", ""),
    ("advice-error-arguments", "reference", ""),
    ("advice-command-unknown", "reference", ""),
    ("advice-port-binary", "connect", ""),
];

/// Where to mend what this advice is about; nothing, where no screen does.
fn mends(advice: &str) -> Option<Place> {
    let (_, screen, part) = PLACES.iter().find(|(id, ..)| *id == advice)?;
    Some(Place { screen, part, client: None })
}

/// The same for what a line means, with the client that it names.
#[must_use]
pub fn mends_line(meaning: &Meaning) -> Option<Place> {
    let client = meaning.args.iter().find_map(|(name, value)| match value {
        Arg::Number(number) if *name == "client" => u8::try_from(*number).ok(),
        _ => None,
    });
    Some(Place { client, ..mends(meaning.advice?)? })
}

#[cfg(test)]
mod tests {
    use fibocom_at::Role;
    use fibocom_at::meaning::{ADVICE, of_line};

    use super::*;
    use crate::i18n;

    /// Each advice that no screen of this page helps with, and why.
    const NOWHERE: &[(&str, &str)] = &[
        ("advice-sim-pin2", "nothing is to be done"),
        ("advice-close-failed", "nothing is to be done"),
        ("advice-errors-bare", "nothing is to be done"),
        ("advice-timeout", "the same is tried again, where it was tried"),
        ("advice-error-state", "to wait helps, or to restart the module"),
        ("advice-error-memory", "what fills the memory is not known"),
    ];

    #[test]
    fn each_advice_has_its_place_or_a_reason_why_it_has_none() {
        for advice in ADVICE {
            let is_nowhere = NOWHERE.iter().any(|(id, reason)| id == advice && !reason.is_empty());
            assert_eq!(mends(advice).is_none(), is_nowhere, "{advice}");
        }
        for (advice, _) in NOWHERE {
            assert!(ADVICE.contains(advice), "{advice}");
        }
    }

    #[test]
    fn a_line_about_a_client_leads_to_that_client() {
        let broken = of_line(b"+MQTTBREAK: 2,1", Role::Unsolicited, None).unwrap();
        assert_eq!(mends_line(&broken), Some(Place { screen: "session", part: "", client: Some(2) }));
    }

    #[test]
    fn each_place_is_of_an_advice_that_there_is_and_on_a_screen_that_has_a_name() {
        for (advice, screen, part) in PLACES {
            assert!(ADVICE.contains(advice), "{advice}");
            assert!(i18n::has(&format!("rail-{screen}")), "{screen}");
            assert!(part.is_empty() || part.starts_with(screen), "{part}");
            assert_eq!(mends(advice), Some(Place { screen, part, client: None }));
        }
    }
}
