//! What the module asks of a broker and hears from it, whoever plays the broker.

use std::fmt;

use crate::clouds::CloudDevice;
use crate::page_broker::PageBroker;
use crate::time::Timestamp;
use crate::tls::{Tls, TlsFailure};

/// One connection between a client of the module and a broker. Never used twice, so that late news cannot be mistaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Connection(pub u32);

/// An application message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Where it is published.
    pub topic: String,
    /// Quality of service, 0 to 2.
    pub qos: u8,
    /// Asked to be kept for later subscribers; on delivery: was kept.
    pub retain: bool,
    /// Any bytes.
    pub payload: Vec<u8>,
}

/// The message that a broker sends when the connection ends without farewell.
pub type Will = Message;

/// Everything that MQTT's CONNECT carries, and where to.
#[derive(Clone, PartialEq, Eq)]
pub struct Connect {
    /// The module's client: 1 or 2, or 101 or 102, for which the MQTT-SN gateway connects.
    pub client: u8,
    /// Host name or address, as given to `AT+MQTTOPEN`.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Whether the broker forgets the session when the connection ends.
    pub clean_session: bool,
    /// Seconds.
    pub keep_alive: u16,
    /// May be empty: no user name then.
    pub username: String,
    /// May be empty: no password then.
    pub password: String,
    /// The client id string.
    pub client_id: String,
    /// What to send when the connection breaks.
    pub will: Option<Will>,
    /// How to speak TLS, where it is asked for.
    pub tls: Option<Tls>,
}

/// Without the password.
impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("client", &self.client)
            .field("host", &self.host)
            .field("port", &self.port)
            .field("username", &self.username)
            .field("client_id", &self.client_id)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// What the module asks of a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokerRequest {
    /// Open this connection. Answered by `Connected`, `Refused`, `TlsFailed` or `Unreachable`.
    Connect(Box<Connect>),
    /// Answered by `Subscribed`.
    Subscribe {
        /// May hold wildcards.
        filter: String,
        /// Highest quality of service wanted.
        qos: u8,
    },
    /// Answered by `Unsubscribed`.
    Unsubscribe {
        /// As subscribed.
        filter: String,
    },
    /// Answered by `Published` once the broker has acknowledged it, for QoS 0 once it is sent.
    Publish(Message),
    /// End the connection with farewell: no will. Not answered.
    Disconnect,
    /// End the connection without farewell. Not answered.
    Drop,
}

/// Why a broker's connection ended, as far as the module can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostCause {
    /// The broker closed it, or did not answer.
    Closed,
    /// Another connection uses the same client id string now.
    TakenOver,
}

/// What the module hears from a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokerEvent {
    /// The connection is open.
    Connected,
    /// The broker said no; the return code of CONNACK, 1 to 5.
    Refused(u8),
    /// The broker is there, but TLS with it did not come about.
    TlsFailed(TlsFailure),
    /// Nobody answers at this address.
    Unreachable,
    /// Whether the subscription stands.
    Subscribed {
        /// No when the broker refused the filter.
        ok: bool,
    },
    /// Whether the subscription is gone.
    Unsubscribed {
        /// No when the broker did not confirm.
        ok: bool,
    },
    /// Whether the broker has the message.
    Published {
        /// No when the broker did not confirm.
        ok: bool,
    },
    /// A message for this connection.
    Message(Message),
    /// The connection ended without the module asking for it.
    Lost {
        /// Why.
        cause: LostCause,
    },
}

impl<B: Broker + ?Sized> Broker for Box<B> {
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        (**self).handle(now, connection, request);
    }

    fn tick(&mut self, now: Timestamp) {
        (**self).tick(now);
    }

    fn poll(&mut self) -> Option<(Connection, BrokerEvent)> {
        (**self).poll()
    }

    fn next_wake(&self) -> Option<Timestamp> {
        (**self).next_wake()
    }

    fn pretend(&mut self, device: Option<CloudDevice>, unix_time: u64) {
        (**self).pretend(device, unix_time);
    }

    fn page(&mut self) -> Option<&mut PageBroker> {
        (**self).page()
    }
}

/// A broker, reached by requests and heard by events; it keeps time only by what it is told.
pub trait Broker {
    /// Takes one request of one connection.
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest);
    /// Lets due things happen.
    fn tick(&mut self, now: Timestamp);
    /// The next event, until none is left.
    fn poll(&mut self) -> Option<(Connection, BrokerEvent)>;
    /// When [`Broker::tick`] is wanted next.
    fn next_wake(&self) -> Option<Timestamp>;
    /// Throws everybody out, and pretends to be the cloud of this device from now on, at times counted from this Unix time at
    /// [`Timestamp::ZERO`]; `None`: an ordinary broker again. A broker that is a real one does nothing of it.
    fn pretend(&mut self, _device: Option<CloudDevice>, _unix_time: u64) {}

    /// The broker inside the page, where it is that one: somebody can look at it from the other side, and publish.
    fn page(&mut self) -> Option<&mut PageBroker> {
        None
    }
}
