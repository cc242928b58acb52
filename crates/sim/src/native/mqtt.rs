//! A real broker, reached over the network: requests in, events out, one thread for all connections.

use std::collections::HashMap;
use std::io;
use std::thread;
use std::time::Duration;

use rumqttc::{
    AsyncClient, ConnectReturnCode, ConnectionError, Event, EventLoop, LastWill, MqttOptions, Outgoing, Packet, QoS,
    SubscribeReasonCode, TlsConfiguration, Transport,
};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::broker::{BrokerEvent, BrokerRequest, Connect, Connection, LostCause, Message};

use super::options::Address;
use super::tls;

/// Largest packet either way. The modules stop much earlier; brokers and their messages need not.
const PACKET_MAX: usize = 1 << 20;

/// Requests that may wait for the network.
const REQUESTS_MAX: usize = 10_000;

/// The way to real brokers.
pub(super) struct RemoteBroker {
    requests: UnboundedSender<(Connection, BrokerRequest)>,
}

impl RemoteBroker {
    /// Starts the thread. `address` overrides what the module asks for.
    pub(super) fn start(
        address: Option<Address>,
        heard: impl Fn(Connection, BrokerEvent) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let (requests, receiver) = unbounded_channel();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || runtime.block_on(dispatch(receiver, address, heard)));
        Ok(Self { requests })
    }

    /// Passes a request on.
    pub(super) fn ask(&self, connection: Connection, request: BrokerRequest) -> io::Result<()> {
        self.requests.send((connection, request)).map_err(|_| io::Error::other("the broker's thread died"))
    }
}

struct Open {
    client: AsyncClient,
    task: JoinHandle<()>,
}

async fn dispatch(
    mut requests: UnboundedReceiver<(Connection, BrokerRequest)>,
    address: Option<Address>,
    heard: impl Fn(Connection, BrokerEvent) + Clone + Send + 'static,
) {
    let mut open: HashMap<Connection, Open> = HashMap::new();
    while let Some((connection, request)) = requests.recv().await {
        open.retain(|_, open| !open.task.is_finished());
        if let BrokerRequest::Connect(connect) = request {
            let options = match options(*connect, address.as_ref()) {
                Ok(options) => options,
                Err(event) => {
                    heard(connection, event);
                    continue;
                }
            };
            let (client, events) = AsyncClient::new(options, REQUESTS_MAX);
            let heard = heard.clone();
            let task = tokio::spawn(listen(events, move |event| heard(connection, event)));
            open.insert(connection, Open { client, task });
            continue;
        }
        let Some(Open { client, task }) = open.get(&connection) else { continue };
        let failed = match request {
            BrokerRequest::Connect(_) => None,
            BrokerRequest::Subscribe { filter, qos } => {
                client.try_subscribe(filter, quality(qos)).err().map(|_| BrokerEvent::Subscribed { ok: false })
            }
            BrokerRequest::Unsubscribe { filter } => {
                client.try_unsubscribe(filter).err().map(|_| BrokerEvent::Unsubscribed { ok: false })
            }
            BrokerRequest::Publish(Message { topic, qos, retain, payload }) => client
                .try_publish(topic, quality(qos), retain, payload)
                .err()
                .map(|_| BrokerEvent::Published { ok: false }),
            BrokerRequest::Disconnect => {
                // The task ends by itself once the farewell is sent. A client that cannot even send it is dropped.
                if client.try_disconnect().is_err() {
                    task.abort();
                }
                None
            }
            BrokerRequest::Drop => {
                task.abort();
                open.remove(&connection);
                None
            }
        };
        if let Some(event) = failed {
            heard(connection, event);
        }
    }
}

/// What rumqttc wants to know. An error is what the module hears at once: the host can never be reached, or a file for TLS
/// cannot be used.
fn options(connect: Connect, address: Option<&Address>) -> Result<MqttOptions, BrokerEvent> {
    let host = connect.host.to_ascii_lowercase();
    if host == "invalid" || host.ends_with(".invalid") {
        return Err(BrokerEvent::Unreachable);
    }
    let Address { host, port } = address.cloned().unwrap_or(Address { host, port: connect.port });
    let mut options = MqttOptions::new(connect.client_id, host, port);
    options.set_keep_alive(Duration::from_secs(u64::from(connect.keep_alive.max(1))));
    options.set_clean_session(connect.clean_session);
    options.set_max_packet_size(PACKET_MAX, PACKET_MAX);
    if let Some(tls) = &connect.tls {
        let config = tls::client_config(tls).map_err(BrokerEvent::TlsFailed)?;
        options.set_transport(Transport::Tls(TlsConfiguration::Rustls(config)));
    }
    if !(connect.username.is_empty() && connect.password.is_empty()) {
        options.set_credentials(connect.username, connect.password);
    }
    if let Some(Message { topic, qos, retain, payload }) = connect.will {
        options.set_last_will(LastWill::new(topic, payload, quality(qos), retain));
    }
    Ok(options)
}

/// Turns the events of one connection into the module's, until the connection ends. It is never opened again.
async fn listen(mut events: EventLoop, heard: impl Fn(BrokerEvent)) {
    let mut connected = false;
    loop {
        let event = match events.poll().await {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                connected = true;
                BrokerEvent::Connected
            }
            Ok(Event::Incoming(Packet::Publish(publish))) => BrokerEvent::Message(Message {
                qos: publish.qos as u8,
                retain: publish.retain,
                payload: publish.payload.to_vec(),
                topic: publish.topic,
            }),
            Ok(Event::Incoming(Packet::SubAck(ack))) => BrokerEvent::Subscribed {
                ok: ack.return_codes.iter().all(|code| matches!(code, SubscribeReasonCode::Success(_))),
            },
            Ok(Event::Incoming(Packet::UnsubAck(_))) => BrokerEvent::Unsubscribed { ok: true },
            Ok(Event::Incoming(Packet::PubAck(_) | Packet::PubComp(_)) | Event::Outgoing(Outgoing::Publish(0))) => {
                BrokerEvent::Published { ok: true }
            }
            Ok(Event::Outgoing(Outgoing::Disconnect)) => return,
            Ok(_) => continue,
            Err(ConnectionError::ConnectionRefused(code)) => return heard(BrokerEvent::Refused(number(code))),
            Err(_) if connected => return heard(BrokerEvent::Lost { cause: LostCause::Closed }),
            Err(error) => return heard(tls::failure(&error).map_or(BrokerEvent::Unreachable, BrokerEvent::TlsFailed)),
        };
        heard(event);
    }
}

const fn quality(qos: u8) -> QoS {
    match qos {
        0 => QoS::AtMostOnce,
        1 => QoS::AtLeastOnce,
        _ => QoS::ExactlyOnce,
    }
}

/// The return code of CONNACK (MQTT 3.1.1, 3.2.2.3).
const fn number(code: ConnectReturnCode) -> u8 {
    match code {
        ConnectReturnCode::Success => 0,
        ConnectReturnCode::RefusedProtocolVersion => 1,
        ConnectReturnCode::BadClientId => 2,
        ConnectReturnCode::ServiceUnavailable => 3,
        ConnectReturnCode::BadUserNamePassword => 4,
        ConnectReturnCode::NotAuthorized => 5,
    }
}
