//! The way from the virtual module to a real broker: a WebSocket and an MQTT client for each connection.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

use fibocom_sim::{Broker, BrokerEvent, BrokerRequest, Connect, Connection, Timestamp, TlsFailure};

use super::BrokerAddress;
use super::mqtt::{Client, Effects};
use super::web_socket::{News, Socket};

/// Has the module looked at again, since there is news.
pub(super) type Wake = Rc<dyn Fn()>;

/// News with the connection that it is about, until the module is looked at.
type Inbox = Rc<RefCell<VecDeque<(Connection, News)>>>;

/// How many bytes may wait until the module is looked at.
const WAITING_MAX: usize = 16 << 20;

/// A broker at an address. Whatever host the module asks for, it gets this one.
pub(super) struct RemoteBroker {
    address: BrokerAddress,
    wake: Wake,
    inbox: Inbox,
    open: BTreeMap<Connection, (Socket, Client)>,
    events: VecDeque<(Connection, BrokerEvent)>,
}

impl RemoteBroker {
    pub(super) fn new(address: BrokerAddress, wake: Wake) -> Self {
        Self { address, wake, inbox: Inbox::default(), open: BTreeMap::new(), events: VecDeque::new() }
    }

    fn connect(&mut self, now: Timestamp, connection: Connection, connect: Connect) {
        // Only the browser can encrypt this connection. The certificates of the virtual module play no part in it.
        if connect.tls.is_some() && !self.address.is_encrypted() {
            let failure = BrokerEvent::TlsFailed(TlsFailure::Incompatible);
            return self.events.push_back((connection, failure));
        }
        let (inbox, wake) = (Rc::clone(&self.inbox), Rc::clone(&self.wake));
        let tell = Rc::new(move |news: News| {
            let mut inbox = inbox.borrow_mut();
            let waiting: usize = inbox.iter().map(|(_, news)| news.size()).sum();
            // A broker that sends faster than the module is looked at has lost its connection.
            let is_too_much = waiting + news.size() > WAITING_MAX;
            if is_too_much {
                inbox.retain(|(of, _)| *of != connection);
            }
            inbox.push_back((connection, if is_too_much { News::Unfit } else { news }));
            drop(inbox);
            wake();
        });
        match Socket::open(&self.address, tell) {
            Some(socket) => {
                self.open.insert(connection, (socket, Client::new(now, connect)));
            }
            None => self.events.push_back((connection, BrokerEvent::Unreachable)),
        }
    }

    /// Lets one client act, and does what comes of it.
    fn act(&mut self, connection: Connection, act: impl FnOnce(&mut Client) -> Effects) {
        let Some((socket, client)) = self.open.get_mut(&connection) else { return };
        let Effects { send, events, over } = act(client);
        if !send.is_empty() {
            socket.send(&send);
        }
        self.events.extend(events.into_iter().map(|event| (connection, event)));
        if over {
            self.open.remove(&connection);
        }
    }
}

impl Broker for RemoteBroker {
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        match request {
            BrokerRequest::Connect(connect) => self.connect(now, connection, *connect),
            request => self.act(connection, |client| client.asked(now, request)),
        }
    }

    fn tick(&mut self, now: Timestamp) {
        loop {
            // Taken in a step of its own: acting on it may bring more.
            let Some((connection, news)) = self.inbox.borrow_mut().pop_front() else { break };
            self.act(connection, |client| match news {
                News::Opened => client.opened(now),
                News::Received(bytes) => client.heard(now, &bytes),
                News::Unfit | News::Closed => {
                    Effects { events: vec![client.closed()], over: true, ..Effects::default() }
                }
            });
        }
        let connections: Vec<_> = self.open.keys().copied().collect();
        for connection in connections {
            self.act(connection, |client| client.tick(now));
        }
    }

    fn poll(&mut self) -> Option<(Connection, BrokerEvent)> {
        self.events.pop_front()
    }

    fn next_wake(&self) -> Option<Timestamp> {
        self.open.values().filter_map(|(_, client)| client.next_wake()).min()
    }
}
