//! What was typed for a round trip with a module of one's own, and the plan that it makes.

use std::net::Ipv6Addr;

use fibocom_at::args::{Apn, Host, Password, Port, Username};
use fibocom_at::commands::{Security, User};
use fibocom_at::{ClientIndex, Field, Invalid, Profile};

use crate::link::procedure::{DialPlan, TlsPlan};
use crate::parts::broker_address::{is_web, take_apart};
use crate::state::{ClientState, Facts, TripPlan};

/// The form as a person filled it in. Never printed whole: it holds a password.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    pub apn: String,
    pub broker: String,
    pub encrypts: bool,
    pub user: String,
    pub password: String,
}

impl Typed {
    /// The same with an address that stands in the place of the broker taken apart, if one does. One of a web page leads to no broker.
    pub(super) fn taken_apart(mut self) -> Self {
        let Some(parts) = take_apart(&self.broker).filter(|_| !is_web(&self.broker)) else { return self };
        if let Some((_, Some(security))) = parts.scheme {
            self.encrypts = security == Security::Tls;
        }
        self.broker = match parts.port {
            Some(port) if parts.host.contains(':') => format!("[{}]:{port}", parts.host),
            Some(port) => format!("{}:{port}", parts.host),
            None => parts.host,
        };
        if let Some(user) = parts.username {
            // The password of somebody else is not for this one.
            self.password =
                parts.password.unwrap_or_else(|| if user == self.user { self.password } else { String::new() });
            self.user = user;
        }
        self
    }
}

/// A client that went the round, with host and port of its broker then.
pub(super) type Own = (ClientIndex, (String, u16));

/// The client that went the round before, as long as it is connected where it was; else the first one of MQTT that nothing is done with; else the first
/// one at all, with the broker that it loses by that.
pub(super) fn free_client(profile: &Profile, facts: &Facts, own: Option<&Own>) -> (ClientIndex, Option<String>) {
    if let Some((client, broker)) = own
        && facts.client(*client).broker.as_ref() == Some(broker)
    {
        return (*client, None);
    }
    let [first, ..] = ClientIndex::ALL;
    let all = || {
        let has = |client: &ClientIndex| !client.is_sn() && ClientIndex::on(profile, client.number().into()).is_ok();
        ClientIndex::ALL.into_iter().filter(has)
    };
    let stands = |wanted| all().find(|client| facts.client(*client).state == wanted);
    match stands(ClientState::Free).or_else(|| stands(ClientState::Broken)) {
        Some(client) => (client, None),
        None => {
            let broker = facts.client(first).broker.map(|(host, port)| format!("{host}:{port}"));
            (first, Some(broker.unwrap_or_else(|| "?".to_owned())))
        }
    }
}

/// Host and port as they stand in one field. What has no port goes to the usual one.
pub(super) fn host_and_port<'a>(broker: &'a str, usual: &'a str) -> (&'a str, &'a str) {
    if broker.parse::<Ipv6Addr>().is_ok() {
        return (broker, usual);
    }
    if let Some((host, port)) = broker.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (host, if port.is_empty() { usual } else { port.trim_start_matches(':') });
    }
    // An address that could not be taken apart is no host: it is refused as a whole.
    match broker.split_once(':') {
        Some((host, port)) if !broker.contains(['@', '/']) => (host, port),
        _ => (broker, usual),
    }
}

/// The plan that the form makes, or what is wrong with it.
pub(super) fn plan(profile: &Profile, client: ClientIndex, typed: &Typed) -> Result<TripPlan, Vec<Invalid>> {
    let apn = match typed.apn.trim() {
        "" => Ok(None),
        apn => Apn::parse(apn).map(Some).map_err(|problem| problem.at(Field::Apn)),
    };
    let (wanted, usual) = if typed.encrypts { (Security::Tls, "8883") } else { (Security::Plain, "1883") };
    let security = wanted.on(profile).map_err(|problem| problem.at(Field::Security));
    let (host, port) = host_and_port(typed.broker.trim(), usual);
    let host = Host::parse(profile, host.trim()).map_err(|problem| problem.at(Field::Host));
    let port = Port::parse(port.trim()).map_err(|problem| problem.at(Field::Port));
    let username = Username::parse(profile, &typed.user).map_err(|problem| problem.at(Field::Username));
    let password = Password::parse(profile, &typed.password).map_err(|problem| problem.at(Field::Password));
    match (apn, host, port, security, username, password) {
        (Ok(apn), Ok(host), Ok(port), Ok(security), Ok(username), Ok(password)) => Ok(TripPlan {
            target: None,
            dial: DialPlan::Apn { apn, login: None },
            broker: (host, port),
            user: User { client, username, password, client_id: None },
            // As the module was set up for it: nothing of that is changed.
            tls: (security == Security::Tls).then(TlsPlan::default),
            meanwhile: None,
        }),
        (apn, host, port, security, username, password) => {
            let wrong = [apn.err(), host.err(), port.err(), security.err(), username.err(), password.err()];
            Err(wrong.into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::PERMISSIVE;

    use super::*;
    use crate::state::ClientFacts;

    const FIRST: ClientIndex = ClientIndex::ALL[0];

    #[test]
    fn a_client_that_is_connected_is_left_alone_while_another_is_free() {
        let [one, two, ..] = ClientIndex::ALL;
        let facts = |states: [ClientState; 2]| {
            let mut facts = Facts::default();
            for (client, state) in [one, two].into_iter().zip(states) {
                let broker = Some(("h".to_owned(), 1883));
                facts.clients.insert(client, ClientFacts { state, broker, ..ClientFacts::default() });
            }
            facts
        };
        for (states, expected, ends) in [
            ([ClientState::Free, ClientState::Free], one, None),
            ([ClientState::Open, ClientState::Free], two, None),
            ([ClientState::Open, ClientState::Broken], two, None),
            ([ClientState::Broken, ClientState::Free], two, None),
            ([ClientState::Open, ClientState::Open], one, Some("h:1883".to_owned())),
        ] {
            assert_eq!(free_client(&PERMISSIVE, &facts(states), None), (expected, ends), "{states:?}");
        }
        let opened = facts([ClientState::Open, ClientState::Free]);
        for (port, expected) in [(1883, one), (1884, two)] {
            let own = (one, ("h".to_owned(), port));
            assert_eq!(free_client(&PERMISSIVE, &opened, Some(&own)), (expected, None), "{port}");
        }
    }

    fn typed(apn: &str, broker: &str) -> Typed {
        Typed { apn: apn.into(), broker: broker.into(), ..Typed::default() }
    }

    #[test]
    fn a_broker_is_a_host_and_perhaps_a_port() {
        for (broker, host, port) in [
            ("broker.example", "broker.example", 1883),
            (" broker.example:8884 ", "broker.example", 8884),
            ("10.0.0.7:1884", "10.0.0.7", 1884),
            ("mqtt://broker.example:1884", "broker.example", 1884),
            ("2001:db8::1", "2001:db8::1", 1883),
            ("[2001:db8::1]:1884", "2001:db8::1", 1884),
            ("mqtts://broker.example", "broker.example", 8883),
        ] {
            let plan = plan(&PERMISSIVE, FIRST, &typed("", broker).taken_apart()).unwrap();
            assert_eq!((plan.broker.0.as_str(), plan.broker.1.number()), (host, port), "{broker}");
        }
    }

    #[test]
    fn a_login_in_the_address_goes_to_its_own_fields_and_never_out_as_the_host() {
        for (broker, encrypts, password) in [
            ("mqtt://alice:secret@h:1883", false, "secret"),
            ("mqtts://alice:secret@h:1883", true, "secret"),
            ("ssl://alice:p%40w@h:1883", true, "p@w"),
            ("alice:sec/ret@h:1883", false, "sec/ret"),
            ("alice@h:1883", false, ""),
        ] {
            let apart = Typed { password: "of bob".into(), ..typed("", broker) }.taken_apart();
            assert_eq!((apart.broker.as_str(), apart.user.as_str(), apart.encrypts), ("h:1883", "alice", encrypts));
            assert_eq!(apart.password, password, "{broker}");
            let plan = plan(&PERMISSIVE, FIRST, &apart).unwrap();
            assert_eq!((plan.broker.0.as_str(), plan.tls.is_some()), ("h", encrypts), "{broker}");
            // What was not taken apart is refused, and not taken for a host.
            assert!(super::plan(&PERMISSIVE, FIRST, &typed("", broker)).is_err(), "{broker}");
        }
        let same = Typed { user: "alice".into(), password: "hers".into(), ..typed("", "alice@h") }.taken_apart();
        assert_eq!(same.password, "hers");
    }

    #[test]
    fn each_mistake_is_told_at_its_field() {
        for (given, field) in [
            (typed("", ""), Field::Host),
            (typed("", "ws://x:9001"), Field::Host),
            (typed("", "mqtt://alice:secret@h:0"), Field::Host),
            (typed("", "x:0"), Field::Port),
            (typed("a b", "x"), Field::Apn),
        ] {
            let wrong = plan(&PERMISSIVE, FIRST, &given.taken_apart()).unwrap_err();
            assert!(wrong.iter().any(|invalid| invalid.field == field), "{field:?} {wrong:?}");
        }
        let encrypted = Typed { encrypts: true, ..typed("", "x") };
        let wrong = plan(Profile::for_model("NL668-AM"), FIRST, &encrypted).unwrap_err();
        assert!(wrong.iter().any(|invalid| invalid.field == Field::Security), "{wrong:?}");
    }
}
