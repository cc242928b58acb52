//! What can be wrong with the broker of the page, chosen beside what is wrong with the module.

/// How the broker behaves towards whoever connects. Only the broker inside the page can be told so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BrokerScenario {
    /// It does what MQTT asks for.
    #[default]
    Healthy,
    /// It answers every CONNECT with return code 3: server unavailable.
    Refuses,
    /// It takes no password, whatever it is: return code 4.
    WrongPassword,
    /// Nobody answers; the module gives up after 30 s.
    Unreachable,
    /// It ends every connection 20 s after it has begun.
    Drops,
}

/// Milliseconds until a module gives up a host that does not answer.
pub(crate) const GIVES_UP_AFTER: u64 = 30_000;

/// Milliseconds that a connection lasts with [`BrokerScenario::Drops`].
pub(crate) const DROPS_AFTER: u64 = 20_000;

impl BrokerScenario {
    /// Every scenario, in the order to offer them.
    pub const ALL: &'static [Self] =
        &[Self::Healthy, Self::Refuses, Self::WrongPassword, Self::Unreachable, Self::Drops];

    /// The name to choose it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Refuses => "refuses",
            Self::WrongPassword => "wrong-password",
            Self::Unreachable => "unreachable",
            Self::Drops => "drops",
        }
    }

    /// The scenario with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scenario| scenario.name().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_found_by_its_name() {
        for scenario in BrokerScenario::ALL {
            assert_eq!(BrokerScenario::named(scenario.name()), Some(*scenario));
        }
        assert_eq!(BrokerScenario::named("moody"), None);
    }
}
