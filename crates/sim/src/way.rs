//! The module's way to its broker, and what goes wrong on it: whichever broker is at its end, page's or real, knows nothing of it.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr};

use crate::agenda::Agenda;
use crate::broker::{BrokerEvent, BrokerRequest, Connect, Connection, LostCause, Message};
use crate::device::STALE;
use crate::fault::{BrokerFault, TlsFault};
use crate::time::Timestamp;
use crate::tls::{Tls, TlsFailure};

/// Milliseconds until a module gives up a host that does not answer.
const GIVES_UP_AFTER: u64 = 30_000;
/// Milliseconds that a connection lasts with [`BrokerFault::Drops`].
const DROPS_AFTER: u64 = 20_000;
/// Milliseconds until somebody else takes the client id string, with [`BrokerFault::IdTaken`].
const TAKEN_AFTER: u64 = 8_000;
/// Messages of a burst.
const BURST: usize = 60;
/// Bytes of a message that is too large for every series (003, 1.9 and 1.11).
const LARGE: usize = 2_000;
/// Subscriptions of one connection, and logins that have been seen, which are remembered; one more takes the place of the oldest.
const REMEMBERED_MAX: usize = 64;

/// CONNACK: server unavailable.
const SERVER_UNAVAILABLE: u8 = 3;
/// CONNACK: bad user name or password.
const BAD_USER_NAME_OR_PASSWORD: u8 = 4;

/// What goes wrong with connections at this moment, and the module's address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Conditions {
    pub(crate) broker: Option<BrokerFault>,
    pub(crate) tls: Option<TlsFault>,
    pub(crate) address: Option<IpAddr>,
}

/// Between a module and its broker.
#[derive(Debug, Default)]
pub(crate) struct Way {
    /// What the module is told without the broker's doing.
    events: VecDeque<(Connection, BrokerEvent)>,
    later: Agenda<(Connection, Later)>,
    /// Connections that the broker has, with what they have subscribed to.
    open: BTreeMap<Connection, VecDeque<String>>,
    /// Connections that are refused as soon as the broker's side has been found to be there and to speak TLS.
    refused: BTreeMap<Connection, u8>,
    /// User names and passwords that were connected with.
    logins: VecDeque<(String, String)>,
    /// Those of them that count no longer.
    revoked: VecDeque<(String, String)>,
    /// How the broker misbehaves at the moment.
    fault: Option<BrokerFault>,
}

/// What happens to a connection of itself.
#[derive(Debug, Clone, Copy)]
enum Later {
    FindsNobody,
    Fails(TlsFailure),
    Ends(LostCause),
    /// As the broker does it with every connection for as long as it has this fault.
    IsEnded(LostCause),
}

impl Way {
    /// A request of the module's: what of it goes on to the broker.
    pub(crate) fn ask(
        &mut self,
        now: Timestamp,
        connection: Connection,
        request: BrokerRequest,
        conditions: &Conditions,
    ) -> Option<BrokerRequest> {
        match &request {
            BrokerRequest::Connect(connect) => {
                if !self.connects(now, connection, connect, conditions) {
                    return None;
                }
                self.open.insert(connection, VecDeque::new());
            }
            // It was never let through, or has ended.
            _ if !self.open.contains_key(&connection) => {
                self.later.remove(|(one, _)| *one == connection);
                return None;
            }
            BrokerRequest::Subscribe { filter, .. } => {
                if let Some(filters) = self.open.get_mut(&connection) {
                    remember(filters, filter.clone());
                }
            }
            BrokerRequest::Unsubscribe { filter } => {
                if let Some(filters) = self.open.get_mut(&connection) {
                    filters.retain(|one| one != filter);
                }
            }
            BrokerRequest::Publish(_) => {}
            BrokerRequest::Disconnect | BrokerRequest::Drop => self.forget(connection),
        }
        Some(request)
    }

    /// News of the broker's: what the module hears of it, and what the broker is told in turn.
    pub(crate) fn hear(
        &mut self,
        connection: Connection,
        event: BrokerEvent,
    ) -> (Option<BrokerEvent>, Option<BrokerRequest>) {
        if !self.open.contains_key(&connection) {
            return (None, None);
        }
        match event {
            BrokerEvent::Connected => match self.refused.remove(&connection) {
                Some(code) => {
                    self.forget(connection);
                    (Some(BrokerEvent::Refused(code)), Some(BrokerRequest::Drop))
                }
                None => (Some(event), None),
            },
            BrokerEvent::Refused(_)
            | BrokerEvent::TlsFailed(_)
            | BrokerEvent::Unreachable
            | BrokerEvent::Lost { .. } => {
                self.forget(connection);
                (Some(event), None)
            }
            _ => (Some(event), None),
        }
    }

    /// The next thing that the module is told without the broker's doing, with what the broker is told of it.
    pub(crate) fn next_event(&mut self, now: Timestamp) -> Option<(Connection, BrokerEvent, Option<BrokerRequest>)> {
        if let Some((connection, event)) = self.events.pop_front() {
            return Some((connection, event, None));
        }
        let (_, (connection, later)) = self.later.pop(now)?;
        match later {
            Later::FindsNobody => Some((connection, BrokerEvent::Unreachable, None)),
            Later::Fails(failure) => Some((connection, BrokerEvent::TlsFailed(failure), None)),
            Later::Ends(cause) | Later::IsEnded(cause) => {
                self.forget(connection);
                Some((connection, BrokerEvent::Lost { cause }, Some(BrokerRequest::Drop)))
            }
        }
    }

    /// When something happens next.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        if self.events.is_empty() { self.later.next() } else { Some(Timestamp::ZERO) }
    }

    /// The broker sends what nobody has published, to whoever has subscribed to something.
    pub(crate) fn flood(&mut self, fault: BrokerFault) {
        let (messages, bytes) = match fault {
            BrokerFault::Bursts => (BURST, 0),
            BrokerFault::LargeMessages => (1, LARGE),
            _ => return,
        };
        for (connection, filters) in &self.open {
            let Some(filter) = filters.back() else { continue };
            for number in 1..=messages {
                let mut payload = format!("{{\"number\":{number},\"of\":{messages}}}").into_bytes();
                payload.resize(payload.len().max(bytes), b'.');
                let message = Message { topic: topic_of(filter), qos: 0, retain: false, payload };
                self.events.push_back((*connection, BrokerEvent::Message(message)));
            }
        }
    }

    /// The broker behaves like this from now on: with whoever is connected, too.
    pub(crate) fn behaves(&mut self, now: Timestamp, fault: Option<BrokerFault>) {
        if std::mem::replace(&mut self.fault, fault) == fault {
            return;
        }
        self.later.remove(|(_, later)| matches!(later, Later::IsEnded(_)));
        if let Some((after, cause)) = end_of(fault) {
            for connection in self.open.keys() {
                self.later.add(now.plus(after), (*connection, Later::IsEnded(cause)));
            }
        }
    }

    /// Whatever was connected with until now is no longer right: whoever is connected is thrown out.
    pub(crate) fn revoke_logins(&mut self, now: Timestamp) {
        for login in std::mem::take(&mut self.logins) {
            if !self.revoked.contains(&login) {
                remember(&mut self.revoked, login);
            }
        }
        for connection in self.open.keys() {
            self.later.add(now, (*connection, Later::Ends(LostCause::Closed)));
        }
    }

    /// Whether a login that was right is so no longer.
    pub(crate) fn has_revoked(&self) -> bool {
        !self.revoked.is_empty()
    }

    /// Every login counts again.
    pub(crate) fn restore_logins(&mut self) {
        self.revoked.clear();
    }

    /// Whether a connection gets as far as the broker.
    fn connects(&mut self, now: Timestamp, connection: Connection, connect: &Connect, conditions: &Conditions) -> bool {
        if conditions.broker == Some(BrokerFault::Unreachable) || !is_reached(&connect.host, conditions.address) {
            self.later.add(now.plus(GIVES_UP_AFTER), (connection, Later::FindsNobody));
            return false;
        }
        if let Some(failure) = connect.tls.as_ref().and_then(|tls| broken(tls, conditions.tls?)) {
            self.later.add(now, (connection, Later::Fails(failure)));
            return false;
        }
        let login = (connect.username.clone(), connect.password.clone());
        let code = match conditions.broker {
            Some(BrokerFault::Refuses) => Some(SERVER_UNAVAILABLE),
            Some(BrokerFault::WrongPassword) => Some(BAD_USER_NAME_OR_PASSWORD),
            _ if self.revoked.contains(&login) => Some(BAD_USER_NAME_OR_PASSWORD),
            _ => None,
        };
        if let Some(code) = code {
            if connect.tls.is_none() {
                self.events.push_back((connection, BrokerEvent::Refused(code)));
                return false;
            }
            self.refused.insert(connection, code);
        } else {
            self.logins.retain(|one| *one != login);
            remember(&mut self.logins, login);
        }
        if let Some((after, cause)) = end_of(conditions.broker) {
            self.later.add(now.plus(after), (connection, Later::IsEnded(cause)));
        }
        true
    }

    fn forget(&mut self, connection: Connection) {
        self.open.remove(&connection);
        self.refused.remove(&connection);
        self.later.remove(|(one, _)| *one == connection);
        self.events.retain(|(one, _)| *one != connection);
    }
}

/// How long a connection lasts with a broker that ends each, and how it ends.
const fn end_of(fault: Option<BrokerFault>) -> Option<(u64, LostCause)> {
    match fault {
        Some(BrokerFault::Drops) => Some((DROPS_AFTER, LostCause::Closed)),
        Some(BrokerFault::IdTaken) => Some((TAKEN_AFTER, LostCause::TakenOver)),
        _ => None,
    }
}

/// Keeps one more, at the cost of the oldest where there are many.
fn remember<T>(kept: &mut VecDeque<T>, one: T) {
    if kept.len() >= REMEMBERED_MAX {
        kept.pop_front();
    }
    kept.push_back(one);
}

/// Whether packets from this address come to that host: none from an address that is gone, and none from IPv6 to an address of
/// IPv4. A host with a name has addresses of both.
fn is_reached(host: &str, address: Option<IpAddr>) -> bool {
    match address {
        Some(STALE) => false,
        Some(IpAddr::V6(_)) => host.parse::<Ipv4Addr>().is_err(),
        _ => true,
    }
}

/// How TLS with these settings fails.
const fn broken(tls: &Tls, fault: TlsFault) -> Option<TlsFailure> {
    match fault {
        TlsFault::OtherIssuer if tls.verify_server => Some(TlsFailure::ServerCertificate),
        TlsFault::OtherKey if !tls.certificate.is_empty() && !tls.key.is_empty() => Some(TlsFailure::Pairing),
        _ => None,
    }
}

/// A topic that this filter matches.
fn topic_of(filter: &str) -> String {
    let level = |level| if matches!(level, "+" | "#") { "burst" } else { level };
    filter.split('/').map(level).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Conditions = Conditions { broker: None, tls: None, address: None };

    fn connect(host: &str, password: &str) -> BrokerRequest {
        BrokerRequest::Connect(Box::new(Connect {
            client: 1,
            host: host.to_owned(),
            port: 1883,
            clean_session: true,
            keep_alive: 60,
            username: "u".to_owned(),
            password: password.to_owned(),
            client_id: "c".to_owned(),
            will: None,
            tls: None,
        }))
    }

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(seconds * 1_000)
    }

    #[test]
    fn what_never_got_through_is_told_in_its_time_and_nothing_of_it_goes_on() {
        let mut way = Way::default();
        let dead = Conditions { address: Some(STALE), ..FREE };
        let one = Connection(1);
        assert_eq!(way.ask(at(0), one, connect("h", ""), &dead), None);
        assert_eq!((way.next(), way.next_event(at(29))), (Some(at(30)), None));
        assert_eq!(way.next_event(at(30)), Some((one, BrokerEvent::Unreachable, None)));
        assert_eq!(way.ask(at(31), one, BrokerRequest::Drop, &dead), None);

        let ipv6 = Conditions { address: Some(IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)), ..FREE };
        assert_eq!(way.ask(at(31), one, connect("192.0.2.1", ""), &ipv6), None);
        assert!(way.ask(at(31), Connection(2), connect("broker.example", ""), &ipv6).is_some());
        // The module has given up by itself.
        assert_eq!(way.ask(at(32), one, BrokerRequest::Drop, &ipv6), None);
        assert_eq!(way.next_event(at(100)), None);
    }

    #[test]
    fn a_login_that_was_used_counts_until_it_is_revoked_and_again_once_that_is_over() {
        let mut way = Way::default();
        assert!(way.ask(at(0), Connection(1), connect("h", "old"), &FREE).is_some());
        way.revoke_logins(at(1));
        let lost = BrokerEvent::Lost { cause: LostCause::Closed };
        assert_eq!(way.next_event(at(1)), Some((Connection(1), lost, Some(BrokerRequest::Drop))));
        assert_eq!(way.ask(at(2), Connection(2), connect("h", "old"), &FREE), None);
        assert_eq!(way.next_event(at(2)), Some((Connection(2), BrokerEvent::Refused(4), None)));
        assert!(way.ask(at(3), Connection(3), connect("h", "new"), &FREE).is_some());
        way.restore_logins();
        assert!(way.ask(at(4), Connection(4), connect("h", "old"), &FREE).is_some());
    }

    #[test]
    fn what_is_sent_unasked_goes_to_the_last_subscription_and_ends_with_it() {
        let mut way = Way::default();
        let one = Connection(1);
        way.ask(at(0), one, connect("h", ""), &FREE);
        way.flood(BrokerFault::LargeMessages);
        assert_eq!(way.next_event(at(0)), None);
        way.ask(at(0), one, BrokerRequest::Subscribe { filter: "a/+/#".to_owned(), qos: 0 }, &FREE);
        way.flood(BrokerFault::LargeMessages);
        let Some((_, BrokerEvent::Message(message), None)) = way.next_event(at(0)) else { panic!("no message") };
        assert_eq!((message.topic.as_str(), message.payload.len()), ("a/burst/burst", LARGE));
        way.flood(BrokerFault::Bursts);
        assert_eq!(way.ask(at(0), one, BrokerRequest::Disconnect, &FREE), Some(BrokerRequest::Disconnect));
        assert_eq!(way.next_event(at(0)), None);
    }
}
