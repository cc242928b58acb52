//! Dynamic registration: how a device that knows only its product's secret asks the cloud for a secret of its own.

mod alibaba;
mod tencent;
mod unicom;

use crate::credentials::Endpoint;
use crate::invalid::Invalid;
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Cloud, Entry};
use crate::secret::Secret;
use crate::step::Step;
use crate::values::Values;

/// What a registration gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registration {
    /// An MQTT login that is only good for registering.
    Login(Login),
    /// An HTTP request.
    Request(Request),
    /// What an answer says, once it is decrypted.
    Answer(Answer),
}

/// An MQTT login that is only good for registering. The cloud answers with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// Client id string.
    pub client_id: String,
    /// Where to connect, where it is known.
    pub endpoint: Option<Endpoint>,
    /// The topic on which the answer comes.
    pub reply_topic: String,
    /// How it was made.
    pub steps: Vec<Step>,
}

/// An HTTP request, a POST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where to.
    pub url: String,
    /// The body, which is signed as it is written.
    pub body: String,
    /// Its digest, where that is signed.
    pub hashed_body: Option<String>,
    /// The headers that prove who asks.
    pub headers: Vec<(&'static str, String)>,
    /// The signature.
    pub signature: String,
    /// How it was made.
    pub steps: Vec<Step>,
}

/// What an answer says, once it is decrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer as it stood.
    pub plaintext: Secret,
    /// 1 for a certificate, 2 for a device secret.
    pub encryption_type: u8,
    /// The device secret, where it is one.
    pub device_secret: Option<Secret>,
}

/// A way to register.
pub struct Way {
    /// Its name.
    pub id: &'static str,
    /// The number of its cloud in MQTTAUTHDYN, 1 to 3 (MQTT V1.3, 1.17).
    pub number: u8,
    /// Whose it is.
    pub cloud: Cloud,
    /// What it takes.
    pub entries: &'static [Entry],
    register: fn(&Values, &Moment) -> Result<Registration, Invalid>,
}

impl std::fmt::Debug for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Way {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Way {}

impl Way {
    /// Every way; the first of a number is what the module does.
    pub const ALL: &'static [&'static Self] = &[
        &alibaba::MQTT,
        &alibaba::WITHOUT_WHITELIST,
        &alibaba::HTTPS,
        &tencent::REQUEST,
        &tencent::LEGACY,
        &tencent::REPLY,
        &unicom::MQTT,
    ];

    /// The way with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|way| way.id == id)
    }

    /// The usual way of a number.
    #[must_use]
    pub fn numbered(number: u32) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|way| u32::from(way.number) == number)
    }
}

/// Makes what a registration needs.
///
/// # Errors
/// The first value that cannot be used.
pub fn register(way: &Way, values: &Values, moment: &Moment) -> Result<Registration, Invalid> {
    (way.register)(values, moment)
}

const PRODUCT_KEY: Entry = Entry::required(Key::ProductKey, 128);
const PRODUCT_SECRET: Entry = Entry::required(Key::ProductSecret, 128);
