//! Why a client may not have reached its broker: what is known, and what follows from it, the likeliest first.

use std::net::Ipv4Addr;

use fibocom_at::args::Port;
use fibocom_at::codes::MqttError;
use fibocom_at::commands::{IpAddresses, Security};
use fibocom_at::{Failure, Field};

use crate::link::procedure::{Login, OpenFailure, OpenPlan, Step};

/// Up to here an answer came: a broker said no, a host has nothing on this port, or a name does not exist. In milliseconds.
const AT_ONCE: u64 = 5_000;

/// From here on nobody did: the module gave up by itself. In milliseconds.
const LATE: u64 = 20_000;

/// How the failure came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The broker gave its reason.
    Reason(MqttError),
    /// Something said no, sooner than anybody gives up: the broker, its host, or whoever was asked for the name.
    AtOnce,
    /// In between: both are possible.
    Slow,
    /// Nobody answered in time.
    Late,
}

/// What may be the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// User name and password do not fit.
    Login,
    /// None was given, and the broker wants one.
    NoLogin,
    /// The broker does not take this client id, or another device uses it.
    ClientId,
    /// The login is right, and this client may not connect.
    Rights,
    /// The broker wants a certificate of the client, or has another authority.
    Certificate,
    /// The port expects TLS.
    WantsTls,
    /// The port speaks no TLS.
    NoTls,
    /// Nothing listens on this port.
    Port,
    /// The host name is wrong, or no broker listens at that address.
    Host,
    /// The module has an address of IPv6 alone, and the host is one of IPv4.
    Family,
    /// The network keeps it from being reached.
    Network,
    /// The server runs, and its broker does not.
    Service,
    /// It speaks another version of MQTT.
    Version,
}

/// What mends a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// This field of the form.
    At(Field),
    Tls,
    Network,
    /// Time, or whoever runs the broker.
    Others,
}

impl Cause {
    pub const fn mend(self) -> Mend {
        match self {
            Self::Login => Mend::At(Field::Password),
            Self::NoLogin => Mend::At(Field::Username),
            Self::ClientId => Mend::At(Field::ClientId),
            Self::WantsTls | Self::NoTls => Mend::At(Field::Security),
            Self::Port => Mend::At(Field::Port),
            Self::Host | Self::Family => Mend::At(Field::Host),
            Self::Certificate => Mend::Tls,
            Self::Network => Mend::Network,
            Self::Rights | Self::Service | Self::Version => Mend::Others,
        }
    }
}

/// Why an open failed, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    pub answer: Answer,
    /// The likeliest.
    pub first: Cause,
    /// The others, in their order.
    pub others: Vec<Cause>,
}

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried<'a> {
    pub host: &'a str,
    pub port: u16,
    pub security: Security,
    /// Whether a user name or a password was given.
    pub has_login: bool,
    /// Whether the far end is a gateway of MQTT-SN, which knows no login.
    pub is_gateway: bool,
    /// Whether this host was reached before, since the page was loaded.
    pub has_worked: bool,
}

impl<'a> Tried<'a> {
    /// What this plan tried.
    #[must_use]
    pub fn of(plan: &'a OpenPlan, has_worked: bool) -> Self {
        let open = &plan.open;
        let has_login = match &plan.login {
            Login::Mqtt(user) => !user.username.as_str().is_empty() || !user.password.reveal().is_empty(),
            Login::Sn(_) => false,
        };
        Self {
            host: open.host.as_str(),
            port: open.port.number(),
            security: open.security,
            has_login,
            is_gateway: open.client.is_sn(),
            has_worked,
        }
    }
}

/// What follows from a failed open and from the time that it took; nothing where the failure says something else, such as that the
/// module did not even try. The address is the module's.
#[must_use]
pub fn diagnosis(tried: &Tried<'_>, failed: &OpenFailure, address: Option<IpAddresses>) -> Option<Diagnosis> {
    if failed.step != Step::Open || failed.tls.is_some() {
        return None;
    }
    let answer = match &failed.failure {
        Failure::Rejected(rejection) => Answer::Reason(reason(rejection.code()?)?),
        Failure::Failed(_) if failed.took < AT_ONCE => Answer::AtOnce,
        Failure::Failed(_) if failed.took < LATE => Answer::Slow,
        Failure::Failed(_) => Answer::Late,
        _ => return None,
    };
    let is_unreached = matches!(answer, Answer::Slow | Answer::Late);
    let family = (is_unreached && is_other_family(tried, address)).then_some(Cause::Family);
    let mut causes = family.into_iter().chain(causes(tried, answer));
    let first = causes.next()?;
    Some(Diagnosis { answer, first, others: causes.filter(|cause| *cause != first).collect() })
}

/// Whether the host is an address of IPv4, and the module has none.
fn is_other_family(tried: &Tried<'_>, address: Option<IpAddresses>) -> bool {
    let has_v6_alone = address.is_some_and(|address| address.main().is_ipv6());
    has_v6_alone && tried.host.parse::<Ipv4Addr>().is_ok()
}

/// One of the reasons that a broker gives.
fn reason(code: u16) -> Option<MqttError> {
    Some(MqttError::from(code)).filter(|error| !matches!(error, MqttError::Unlisted(_)))
}

fn causes(tried: &Tried<'_>, answer: Answer) -> Vec<Cause> {
    let login = if tried.has_login { Cause::Login } else { Cause::NoLogin };
    // A port that is the usual one of the other kind is the likeliest of all.
    let other_kind = match tried.security {
        Security::Plain if tried.port == Port::MQTTS => Some(Cause::WantsTls),
        Security::Tls if tried.port == Port::MQTT => Some(Cause::NoTls),
        _ => None,
    };
    let encryption = match tried.security {
        Security::Plain => Cause::WantsTls,
        Security::Tls => Cause::Certificate,
    };
    // A host that nobody has reached yet may as well be misspelt, or have another port.
    let refused = || match (tried.is_gateway, tried.has_worked) {
        (false, true) => {
            vec![login, Cause::ClientId, encryption, Cause::Port, Cause::Rights, Cause::Service, Cause::Host]
        }
        (false, false) => {
            vec![login, Cause::Host, Cause::Port, Cause::ClientId, encryption, Cause::Rights, Cause::Service]
        }
        (true, true) => vec![Cause::ClientId, Cause::Port, Cause::Host],
        (true, false) => vec![Cause::Host, Cause::Port, Cause::ClientId],
    };
    let unreached = || {
        if tried.has_worked {
            vec![Cause::Network, Cause::Host, Cause::Port]
        } else {
            vec![Cause::Host, Cause::Port, Cause::Network]
        }
    };
    let mut causes = match answer {
        Answer::Reason(MqttError::UnacceptableProtocolVersion) => vec![Cause::Version],
        Answer::Reason(MqttError::IdentifierRejected) => vec![Cause::ClientId],
        Answer::Reason(MqttError::ServerUnavailable) => vec![Cause::Service],
        Answer::Reason(MqttError::BadUserNameOrPassword) => vec![login],
        Answer::Reason(MqttError::NotAuthorized) => vec![Cause::Rights, login, Cause::ClientId],
        Answer::Reason(MqttError::Unlisted(_)) => Vec::new(),
        Answer::AtOnce => [other_kind].into_iter().flatten().chain(refused()).collect(),
        Answer::Slow if tried.has_worked => {
            [other_kind].into_iter().flatten().chain(refused()).chain(unreached()).collect()
        }
        Answer::Slow => [other_kind].into_iter().flatten().chain(unreached()).chain(refused()).collect(),
        Answer::Late => [other_kind].into_iter().flatten().chain(unreached()).collect(),
    };
    let mut seen = Vec::new();
    causes.retain(|cause| {
        !seen.contains(cause) && {
            seen.push(*cause);
            true
        }
    });
    causes
}

#[cfg(test)]
mod tests {
    use fibocom_at::Rejection;
    use fibocom_at::reply::Detail;

    use super::*;

    const PLAIN: Tried<'static> = Tried {
        host: "broker.example.com",
        port: 1883,
        security: Security::Plain,
        has_login: false,
        is_gateway: false,
        has_worked: false,
    };
    const WITH_LOGIN: Tried<'static> = Tried { has_login: true, ..PLAIN };
    const WANTS_TLS: Tried<'static> = Tried { port: 8883, ..PLAIN };
    const HAS_NO_TLS: Tried<'static> = Tried { security: Security::Tls, ..PLAIN };
    const GATEWAY: Tried<'static> = Tried { is_gateway: true, ..PLAIN };

    fn failed(failure: Failure, took: u64) -> OpenFailure {
        OpenFailure { step: Step::Open, line: Vec::new(), failure, took, tls: None }
    }

    fn first(tried: &Tried<'_>, failure: Failure, milliseconds: u64) -> Option<Cause> {
        diagnosis(tried, &failed(failure, milliseconds), None).map(|found| found.first)
    }

    #[test]
    fn the_time_that_it_took_tells_an_answer_from_none() {
        let known = Tried { has_worked: true, ..WITH_LOGIN };
        for (tried, took, expected) in [
            (PLAIN, 300, Cause::NoLogin),
            (WITH_LOGIN, 300, Cause::Login),
            (WITH_LOGIN, 30_000, Cause::Host),
            (WITH_LOGIN, 10_000, Cause::Host),
            // Brokers take some seconds to say no over a slow network; more are long for a host that nobody has reached yet.
            (WITH_LOGIN, 4_000, Cause::Login),
            (WITH_LOGIN, 6_000, Cause::Host),
            (known, 4_000, Cause::Login),
            (known, 6_000, Cause::Login),
            (known, 30_000, Cause::Network),
        ] {
            assert_eq!(first(&tried, Failure::Failed(0), took), Some(expected), "{tried:?} {took}");
        }
    }

    #[test]
    fn a_quick_no_may_be_that_of_a_name_or_a_port_until_the_host_has_worked() {
        let place = |tried: &Tried<'_>, wanted| {
            let found = diagnosis(tried, &failed(Failure::Failed(0), 300), None).unwrap();
            [found.first].into_iter().chain(found.others).position(|cause| cause == wanted).unwrap()
        };
        let known = Tried { has_worked: true, ..WITH_LOGIN };
        for cause in [Cause::Host, Cause::Port] {
            assert!(place(&WITH_LOGIN, cause) <= 2 && place(&known, cause) > 2, "{cause:?}");
        }
    }

    #[test]
    fn a_port_of_the_other_kind_is_the_likeliest_cause() {
        for milliseconds in [300, 10_000, 30_000] {
            assert_eq!(first(&WANTS_TLS, Failure::Failed(0), milliseconds), Some(Cause::WantsTls));
            assert_eq!(first(&HAS_NO_TLS, Failure::Failed(0), milliseconds), Some(Cause::NoTls));
        }
    }

    #[test]
    fn a_host_of_ipv4_cannot_be_reached_from_an_address_of_ipv6_alone() {
        let by_address = Tried { host: "192.0.2.7", ..PLAIN };
        for (tried, address, took, expected) in [
            (by_address, "2001:db8::7", 30_000, Cause::Family),
            (by_address, "10.0.0.7", 30_000, Cause::Host),
            (PLAIN, "2001:db8::7", 30_000, Cause::Host),
            (by_address, "2001:db8::7", 300, Cause::NoLogin),
        ] {
            let address = IpAddresses::read([address]);
            let found = diagnosis(&tried, &failed(Failure::Failed(0), took), address).unwrap();
            assert_eq!(found.first, expected, "{address:?} {took}");
        }
    }

    #[test]
    fn the_reason_of_the_broker_comes_before_all_that_is_guessed() {
        for (code, cause) in [
            (700, Cause::Version),
            (701, Cause::ClientId),
            (702, Cause::Service),
            (703, Cause::Login),
            (704, Cause::Rights),
        ] {
            for rejection in [Rejection::Error(Detail::Code(code)), Rejection::Cme(Detail::Code(code))] {
                assert_eq!(first(&WITH_LOGIN, Failure::Rejected(rejection), 30_000), Some(cause), "{code}");
            }
        }
        assert_eq!(first(&WITH_LOGIN, Failure::Rejected(Rejection::Plain), 300), None);
        assert_eq!(first(&WITH_LOGIN, Failure::Rejected(Rejection::Cme(Detail::Code(3))), 300), None);
    }

    #[test]
    fn no_cause_is_named_twice_and_a_gateway_is_asked_for_no_password() {
        for milliseconds in [300, 10_000, 30_000] {
            for tried in [PLAIN, WANTS_TLS, GATEWAY, Tried { has_worked: true, ..GATEWAY }] {
                let found = diagnosis(&tried, &failed(Failure::Failed(0), milliseconds), None).unwrap();
                let all: Vec<_> = [found.first].into_iter().chain(found.others).collect();
                for (at, cause) in all.iter().enumerate() {
                    assert!(!all.iter().skip(at + 1).any(|other| other == cause), "{cause:?} twice");
                }
                let asks = all.iter().any(|cause| matches!(cause, Cause::Login | Cause::NoLogin | Cause::Certificate));
                assert!(!(asks && tried.is_gateway && milliseconds == 300), "{all:?}");
            }
        }
    }
}
