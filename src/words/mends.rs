//! Where on the page something is mended that an advice is about.

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The screen.
    pub screen: &'static str,
    /// The id of the part on it; empty for the screen as a whole.
    pub part: &'static str,
}

/// Each advice that one screen helps with, with its place there.
const PLACES: &[(&str, &str, &str)] = &[
    ("advice-sim-missing", "network", "network-sim"),
    ("advice-sim-pin", "network", "network-sim"),
    ("advice-sim-puk", "network", "network-sim"),
    ("advice-sim-faulty", "network", "network-sim"),
    ("advice-sim-busy", "network", "network-sim"),
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
    ("advice-open-failed-tls", "tls", ""),
    ("advice-tls-certificate", "tls", "tls-files"),
    ("advice-tls-file", "tls", "tls-files"),
    ("advice-tls-handshake", "tls", "tls-files"),
];

/// Where to mend what this advice is about; nothing, where no screen does.
#[must_use]
pub fn mends(advice: &str) -> Option<Place> {
    let (_, screen, part) = PLACES.iter().find(|(id, ..)| *id == advice)?;
    Some(Place { screen, part })
}

#[cfg(test)]
mod tests {
    use fibocom_at::meaning::ADVICE;

    use super::*;
    use crate::i18n;

    #[test]
    fn each_place_is_of_an_advice_that_there_is_and_on_a_screen_that_has_a_name() {
        for (advice, screen, part) in PLACES {
            assert!(ADVICE.contains(advice), "{advice}");
            assert!(i18n::has(&format!("rail-{screen}")), "{screen}");
            assert!(part.is_empty() || part.starts_with(screen), "{part}");
            assert_eq!(mends(advice), Some(Place { screen, part }));
        }
        assert_eq!(mends("advice-timeout"), None);
    }
}
