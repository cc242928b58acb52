//! Why a client may not have reached its broker: what is known, and what follows from it, the likeliest first.

use std::net::Ipv4Addr;

use fibocom_at::args::Port;
use fibocom_at::codes::MqttError;
use fibocom_at::commands::{IpAddresses, Security};
use fibocom_at::{Failure, Field};

use super::typed::FarEnd;
use crate::link::procedure::{Login, OpenFailure, OpenPlan, Step};

/// Up to here somebody answered: a name was found, a connection stood, and the answer was no. In milliseconds.
const AT_ONCE: u64 = 5_000;

/// From here on nobody did: the module gave up by itself. In milliseconds.
const LATE: u64 = 20_000;

/// How the failure came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Answer {
    /// The broker gave its reason.
    Reason(MqttError),
    /// Somebody said no, sooner than anybody gives up.
    AtOnce,
    /// In between: both are possible.
    Slow,
    /// Nobody answered in time.
    Late,
}

/// What may be the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Cause {
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
pub(in super::super) enum Mend {
    /// This field of the form.
    At(Field),
    Tls,
    Network,
    /// Time, or whoever runs the broker.
    Others,
}

impl Cause {
    pub(in super::super) const fn mend(self) -> Mend {
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
pub(in super::super) struct Diagnosis {
    pub(in super::super) answer: Answer,
    /// The likeliest.
    pub(in super::super) first: Cause,
    /// The others, in their order.
    pub(in super::super) others: Vec<Cause>,
}

/// What follows from a failed open and from the time that it took; nothing where the failure says something else, such as that the
/// module did not even try. The address is the module's.
pub(in super::super) fn diagnosis(
    plan: &OpenPlan,
    failed: &OpenFailure,
    address: Option<IpAddresses>,
) -> Option<Diagnosis> {
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
    let family = (is_unreached && is_other_family(plan, address)).then_some(Cause::Family);
    let mut causes = family.into_iter().chain(causes(plan, answer));
    let first = causes.next()?;
    Some(Diagnosis { answer, first, others: causes.filter(|cause| *cause != first).collect() })
}

/// Whether the host is an address of IPv4, and the module has none.
fn is_other_family(plan: &OpenPlan, address: Option<IpAddresses>) -> bool {
    let has_v6_alone = address.is_some_and(|address| address.main().is_ipv6());
    has_v6_alone && plan.open.host.as_str().parse::<Ipv4Addr>().is_ok()
}

/// One of the reasons that a broker gives.
fn reason(code: u16) -> Option<MqttError> {
    Some(MqttError::from(code)).filter(|error| !matches!(error, MqttError::Unlisted(_)))
}

fn causes(plan: &OpenPlan, answer: Answer) -> Vec<Cause> {
    let open = &plan.open;
    let far_end = FarEnd::of(open.client);
    let login = match &plan.login {
        Login::Mqtt(user) if user.username.as_str().is_empty() && user.password.reveal().is_empty() => Cause::NoLogin,
        _ => Cause::Login,
    };
    let port = open.port.number();
    // A port that is the usual one of the other kind is the likeliest of all.
    let other_kind = match open.security {
        Security::Plain if port == Port::MQTTS => Some(Cause::WantsTls),
        Security::Tls if port == Port::MQTT => Some(Cause::NoTls),
        _ => None,
    };
    let encryption = match open.security {
        Security::Plain => Cause::WantsTls,
        Security::Tls => Cause::Certificate,
    };
    let refused = || match far_end {
        FarEnd::Broker => {
            vec![login, Cause::ClientId, encryption, Cause::Port, Cause::Rights, Cause::Service, Cause::Host]
        }
        FarEnd::Gateway => vec![Cause::ClientId, Cause::Port, Cause::Host],
    };
    let unreached = || vec![Cause::Host, Cause::Port, Cause::Network];
    let mut causes = match answer {
        Answer::Reason(MqttError::UnacceptableProtocolVersion) => vec![Cause::Version],
        Answer::Reason(MqttError::IdentifierRejected) => vec![Cause::ClientId],
        Answer::Reason(MqttError::ServerUnavailable) => vec![Cause::Service],
        Answer::Reason(MqttError::BadUserNameOrPassword) => vec![login],
        Answer::Reason(MqttError::NotAuthorized) => vec![Cause::Rights, login, Cause::ClientId],
        Answer::Reason(MqttError::Unlisted(_)) => Vec::new(),
        Answer::AtOnce => [other_kind].into_iter().flatten().chain(refused()).collect(),
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
    use fibocom_at::reply::Detail;
    use fibocom_at::{ClientIndex, Rejection};

    use super::super::plan;
    use super::super::typed::Typed;
    use super::*;

    fn opened(change: fn(&mut Typed)) -> OpenPlan {
        let mut typed = Typed::default();
        typed.broker.host = "broker.example.com".into();
        typed.gateway.host = "gateway.example.com".into();
        change(&mut typed);
        plan(&fibocom_at::profile::PERMISSIVE, &typed).unwrap()
    }

    fn failed(failure: Failure, took: u64) -> OpenFailure {
        OpenFailure { step: Step::Open, line: Vec::new(), failure, took, tls: None }
    }

    fn first(plan: &OpenPlan, failure: Failure, milliseconds: u64) -> Option<Cause> {
        diagnosis(plan, &failed(failure, milliseconds), None).map(|found| found.first)
    }

    #[test]
    fn the_time_that_it_took_tells_a_broker_that_said_no_from_one_that_was_not_reached() {
        let plain = opened(|_| {});
        let with_login = opened(|typed| typed.username = "me".into());
        let status = Failure::Failed(0);
        assert_eq!(first(&plain, status.clone(), 300), Some(Cause::NoLogin));
        assert_eq!(first(&with_login, status.clone(), 300), Some(Cause::Login));
        assert_eq!(first(&with_login, status.clone(), 30_000), Some(Cause::Host));
        assert_eq!(first(&with_login, status, 10_000), Some(Cause::Host));
    }

    #[test]
    fn a_port_of_the_other_kind_is_the_likeliest_cause() {
        let wants = opened(|typed| typed.broker.port = "8883".into());
        let has_none = opened(|typed| {
            typed.security = Security::Tls;
            typed.broker.port = "1883".into();
        });
        for milliseconds in [300, 10_000, 30_000] {
            assert_eq!(first(&wants, Failure::Failed(0), milliseconds), Some(Cause::WantsTls));
            assert_eq!(first(&has_none, Failure::Failed(0), milliseconds), Some(Cause::NoTls));
        }
    }

    #[test]
    fn a_host_of_ipv4_cannot_be_reached_from_an_address_of_ipv6_alone() {
        let by_address = opened(|typed| typed.broker.host = "192.0.2.7".into());
        let by_name = opened(|_| {});
        for (plan, address, took, expected) in [
            (&by_address, "2001:db8::7", 30_000, Cause::Family),
            (&by_address, "10.0.0.7", 30_000, Cause::Host),
            (&by_name, "2001:db8::7", 30_000, Cause::Host),
            (&by_address, "2001:db8::7", 300, Cause::NoLogin),
        ] {
            let address = IpAddresses::read([address]);
            let found = diagnosis(plan, &failed(Failure::Failed(0), took), address).unwrap();
            assert_eq!(found.first, expected, "{address:?} {took}");
        }
    }

    #[test]
    fn the_reason_of_the_broker_comes_before_all_that_is_guessed() {
        let plan = opened(|typed| typed.username = "me".into());
        for (code, cause) in [
            (700, Cause::Version),
            (701, Cause::ClientId),
            (702, Cause::Service),
            (703, Cause::Login),
            (704, Cause::Rights),
        ] {
            for rejection in [Rejection::Error(Detail::Code(code)), Rejection::Cme(Detail::Code(code))] {
                assert_eq!(first(&plan, Failure::Rejected(rejection), 30_000), Some(cause), "{code}");
            }
        }
        assert_eq!(first(&plan, Failure::Rejected(Rejection::Plain), 300), None);
        assert_eq!(first(&plan, Failure::Rejected(Rejection::Cme(Detail::Code(3))), 300), None);
    }

    #[test]
    fn no_cause_is_named_twice_and_a_gateway_is_asked_for_no_password() {
        for milliseconds in [300, 10_000, 30_000] {
            for plan in
                [opened(|_| {}), opened(|typed| typed.broker.port = "8883".into()), opened(|typed| typed.client = 101)]
            {
                let found = diagnosis(&plan, &failed(Failure::Failed(0), milliseconds), None).unwrap();
                let all: Vec<_> = [found.first].into_iter().chain(found.others).collect();
                let mut once = all.clone();
                once.dedup();
                assert_eq!(all, once);
                let asks = all.iter().any(|cause| matches!(cause, Cause::Login | Cause::NoLogin | Cause::Certificate));
                assert!(!(asks && plan.open.client == ClientIndex::new(101).unwrap()), "{all:?}");
            }
        }
    }
}
