//! What a derivation gives: the three strings, where to connect, what to try first, what the cloud limits, and how it was made.

use crate::secret::Secret;
use crate::step::Step;

/// User name, password and client id string, and what goes with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// Client id string.
    pub client_id: String,
    /// Where to connect, where that can be derived.
    pub endpoint: Option<Endpoint>,
    /// Unix seconds after which the cloud refuses them; nothing, where they do not expire.
    pub expires: Option<u64>,
    /// Topics to try first.
    pub topics: Topics,
    /// How they were made.
    pub steps: Vec<Step>,
}

/// Host name and ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Host name.
    pub host: String,
    /// Port for TCP; nothing, where the cloud wants TLS.
    pub tcp: Option<u16>,
    /// Port for TLS.
    pub tls: Option<u16>,
    /// Whether TLS was asked for, or there is nothing else.
    pub use_tls: bool,
}

impl Endpoint {
    /// The port for what was asked for.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        if self.use_tls { self.tls } else { self.tcp }
    }
}

/// Topics to try first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topics {
    /// Where to publish, and what.
    pub publish: Vec<Publication>,
    /// What to subscribe to.
    pub subscribe: Vec<String>,
}

/// A first message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The topic.
    pub topic: String,
    /// A payload that the cloud takes, with names that stand for those of the product.
    pub payload: String,
}

impl Publication {
    pub(crate) fn new(topic: String, payload: &str) -> Self {
        Self { topic, payload: payload.to_owned() }
    }
}

/// Whether a cloud takes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It does.
    Yes,
    /// It refuses the message or the connection.
    No,
    /// It does not say.
    Unsaid,
}

/// What a cloud says about the keep alive, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepAlive {
    /// The least and the most; nothing, where the cloud does not say.
    pub range: Option<(u16, u16)>,
    /// What suits the cloud and the module, which takes 1 to 300.
    pub advised: u16,
}

/// What a cloud limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Keep alive.
    pub keep_alive: KeepAlive,
    /// The highest quality of service; nothing, where the cloud does not say.
    pub qos_max: Option<u8>,
    /// Retained messages.
    pub retain: Support,
    /// A will.
    pub will: Support,
}
