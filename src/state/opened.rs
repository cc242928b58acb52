//! How a client was connected: encrypted or not, to a broker that was checked or not, as somebody or as nobody in particular.

use fibocom_at::commands::{Security, Typed, Verification};

use super::{Facts, TlsFacts};
use crate::link::procedure::{Login, OpenPlan};

/// What was known of a connection when it was made. What the module is told later of TLS changes nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Whether it speaks TLS, and what the module does then.
    pub tls: Option<BrokerCheck>,
    /// Whether it told the broker a user name or a password.
    pub has_login: bool,
}

/// Whether the module checks who the broker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokerCheck {
    Made,
    NotMade,
    /// The module was not asked, or does not say.
    Unknown,
}

impl BrokerCheck {
    /// As the module is set up.
    fn now(tls: &TlsFacts) -> Self {
        match tls.setup.as_ref().and_then(|setup| setup.verification) {
            Some(Verification::On) => Self::Made,
            Some(Verification::Off) => Self::NotMade,
            None => Self::Unknown,
        }
    }
}

impl Opened {
    /// By this plan, with TLS as the module is set up.
    pub(super) fn by(plan: &OpenPlan, tls: &TlsFacts) -> Self {
        let has_login = match &plan.login {
            Login::Mqtt(user) => !user.username.as_str().is_empty() || !user.password.reveal().is_empty(),
            Login::Sn(_) => false,
        };
        Self { tls: (plan.open.security == Security::Tls).then(|| BrokerCheck::now(tls)), has_login }
    }

    /// By a line that somebody typed. Who the client is was said before.
    pub(super) fn typed(typed: &Typed, facts: &Facts) -> Self {
        let is_encrypted = typed.number(5) == Some(2);
        Self { tls: is_encrypted.then(|| BrokerCheck::now(&facts.tls)), has_login: facts.identified }
    }

    /// Whether another server could take the broker's place unseen, although the connection is encrypted.
    #[must_use]
    pub fn is_unverified(self) -> bool {
        self.tls == Some(BrokerCheck::NotMade)
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::recognise;

    use super::*;
    use crate::link::procedure::TlsSetup;

    #[test]
    fn a_typed_line_says_whether_it_encrypts_and_the_module_whether_it_checks() {
        let set = |verification| Facts {
            tls: TlsFacts { setup: Some(TlsSetup { verification, ..TlsSetup::default() }), ..TlsFacts::default() },
            ..Facts::default()
        };
        for (line, facts, expected) in [
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", set(Some(Verification::Off)), None),
            ("AT+MQTTOPEN=1,\"h\",8883,1,60,2", set(Some(Verification::Off)), Some(BrokerCheck::NotMade)),
            ("AT+MQTTOPEN=1,\"h\",8883,1,60,2", set(Some(Verification::On)), Some(BrokerCheck::Made)),
            ("AT+MQTTOPEN=1,\"h\",8883,1,60,2", set(None), Some(BrokerCheck::Unknown)),
            ("AT+MQTTOPEN=1,\"h\",8883,1,60,2", Facts::default(), Some(BrokerCheck::Unknown)),
        ] {
            let opened = Opened::typed(&recognise(line), &facts);
            assert_eq!(opened.tls, expected, "{line}");
            assert_eq!(opened.is_unverified(), expected == Some(BrokerCheck::NotMade));
        }
    }
}
