//! The Session form as a person filled it in.

use fibocom_at::args::Port;
use fibocom_at::commands::{CleanSession, Retain, Security};
use fibocom_at::{ClientIndex, Qos};

use crate::parts::broker_address::{Parts, port_of};
use crate::state::SessionStart;

/// What many gateways of MQTT-SN listen on. No standard gives them a port.
const GATEWAY_PORT: u16 = 1884;

/// The form as a person filled it in. Never printed whole: it holds a password.
#[derive(Clone, PartialEq, Eq)]
pub(in super::super) struct Typed {
    pub(in super::super) client: u32,
    /// For the clients of MQTT.
    pub(in super::super) broker: Address,
    /// For those of MQTT-SN.
    pub(in super::super) gateway: Address,
    pub(in super::super) security: Security,
    pub(in super::super) clean_session: CleanSession,
    pub(in super::super) keep_alive: String,
    pub(in super::super) username: String,
    pub(in super::super) password: String,
    pub(in super::super) wants_will: bool,
    /// Kept while no will is wanted.
    pub(in super::super) will: TypedWill,
}

/// Where a client connects to, and by which name it goes there.
#[derive(Clone, PartialEq, Eq)]
pub(in super::super) struct Address {
    pub(in super::super) host: String,
    pub(in super::super) port: String,
    /// Empty, and the module makes its own.
    pub(in super::super) client_id: String,
}

/// What a client connects to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum FarEnd {
    Broker,
    Gateway,
}

/// The will as a person filled it in.
#[derive(Clone, PartialEq, Eq, Default)]
pub(in super::super) struct TypedWill {
    pub(in super::super) topic: String,
    pub(in super::super) qos: Qos,
    pub(in super::super) retain: Retain,
    pub(in super::super) payload: String,
}

impl Address {
    fn at_port(port: u16) -> Self {
        Self { host: String::new(), port: port.to_string(), client_id: String::new() }
    }
}

impl FarEnd {
    /// What a client connects to.
    pub(in super::super) const fn of(client: ClientIndex) -> Self {
        if client.is_sn() { Self::Gateway } else { Self::Broker }
    }
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            client: 1,
            broker: Address::at_port(Port::MQTT),
            gateway: Address::at_port(GATEWAY_PORT),
            security: Security::Plain,
            clean_session: CleanSession::Clean,
            keep_alive: "60".into(),
            username: String::new(),
            password: String::new(),
            wants_will: false,
            will: TypedWill::default(),
        }
    }
}

impl Typed {
    /// The chosen client; the first one, where no series has it.
    pub(in super::super) fn likely_client(&self) -> ClientIndex {
        let [first, ..] = ClientIndex::ALL;
        u8::try_from(self.client).ok().and_then(ClientIndex::new).unwrap_or(first)
    }

    /// What the chosen client connects to.
    pub(in super::super) fn far_end(&self) -> FarEnd {
        FarEnd::of(self.likely_client())
    }

    /// Where the chosen client connects to.
    pub(in super::super) fn address(&self) -> &Address {
        match self.far_end() {
            FarEnd::Broker => &self.broker,
            FarEnd::Gateway => &self.gateway,
        }
    }

    /// The same, to be changed.
    pub(in super::super) fn address_mut(&mut self) -> &mut Address {
        match self.far_end() {
            FarEnd::Broker => &mut self.broker,
            FarEnd::Gateway => &mut self.gateway,
        }
    }

    /// The port that one begins with.
    pub(super) fn usual_port(&self) -> String {
        match self.far_end() {
            FarEnd::Broker => usual_port(self.security),
            FarEnd::Gateway => GATEWAY_PORT.to_string(),
        }
    }

    /// Chooses whether to encrypt. A port that is the usual one stays the usual one.
    pub(in super::super) fn encrypt(&mut self, security: Security) {
        if self.broker.port == usual_port(self.security) {
            self.broker.port = usual_port(security);
        }
        self.security = security;
    }

    /// Connects to another host. A password is for the broker that it was typed for, and goes to no other one.
    pub(in super::super) fn change_host(&mut self, host: &str) {
        let before = &self.address().host;
        if self.far_end() == FarEnd::Broker && !before.is_empty() && !before.eq_ignore_ascii_case(host) {
            self.password.clear();
        }
        self.address_mut().host = host.to_owned();
    }

    /// Takes over what an address said. What it did not say stays, but for the password of another user or broker; a gateway has neither login nor
    /// encryption. The host is the one that stood there before the address was typed.
    pub(in super::super) fn fill_in(&mut self, parts: &Parts, host_before: &str) {
        let is_broker = self.far_end() == FarEnd::Broker;
        let security = parts.scheme.as_ref().and_then(|(_, security)| *security).filter(|_| is_broker);
        if let Some(security) = security {
            self.encrypt(security);
        }
        self.address_mut().host = host_before.to_owned();
        self.change_host(&parts.host);
        // The port for web pages is none for MQTT.
        let port = parts.port.filter(|_| !parts.is_web());
        if let Some(port) = port.or(security.map(port_of)) {
            self.address_mut().port = port.to_string();
        }
        if is_broker {
            if let Some(username) = &parts.username {
                if !self.username.is_empty() && self.username != *username {
                    self.password.clear();
                }
                self.username.clone_from(username);
            }
            if let Some(password) = &parts.password {
                self.password.clone_from(password);
            }
        }
    }

    /// Takes over what another screen prepared. What it does not know stays as it was typed.
    pub(in super::super) fn start_with(&mut self, start: SessionStart) {
        let SessionStart { user, broker, security, keep_alive } = start;
        if let Some((host, port)) = broker {
            (self.broker.host, self.broker.port) = (host, port.to_string());
        }
        self.client = user.client.number().into();
        self.security = security;
        self.keep_alive = keep_alive.to_string();
        self.username = user.username.as_str().to_owned();
        self.password = user.password.reveal().to_owned();
        self.broker.client_id = user.client_id.map(|id| id.as_str().to_owned()).unwrap_or_default();
    }
}

/// The port that brokers listen on.
fn usual_port(security: Security) -> String {
    port_of(security).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::broker_address::take_apart;

    #[test]
    fn the_port_of_an_address_for_web_pages_is_not_taken() {
        for (address, port) in [
            ("wss://new.example:8084/mqtt", "1883"),
            ("WS://new.example:9001", "1883"),
            ("https://new.example:443", "1883"),
            ("mqtt://new.example:1884", "1884"),
            ("new.example:1884", "1884"),
        ] {
            let mut typed = Typed::default();
            typed.fill_in(&take_apart(address).unwrap(), "");
            assert_eq!((typed.broker.host.as_str(), typed.broker.port.as_str()), ("new.example", port), "{address}");
        }
    }

    #[test]
    fn a_password_goes_to_no_other_broker_and_to_no_other_user() {
        for (before, address, expected) in [
            ("old.example", "mqtts://bob@new.example:8883", ""),
            ("old.example", "mqtts://alice@new.example", ""),
            ("old.example", "new.example:8883", ""),
            ("old.example", "mqtts://bob@old.example", ""),
            ("old.example", "mqtts://alice@OLD.example:8883", "hers"),
            ("old.example", "mqtts://bob:his@new.example", "his"),
            // Typed before there was any host: it is for the one that comes.
            ("", "mqtts://alice@new.example", "hers"),
        ] {
            let mut typed = Typed { username: "alice".into(), password: "hers".into(), ..Typed::default() };
            typed.broker.host = address.into();
            typed.fill_in(&take_apart(address).unwrap(), before);
            assert_eq!(typed.password, expected, "{before} {address}");
        }
        let mut typed = Typed { password: "hers".into(), ..Typed::default() };
        typed.broker.host = "mine.example".into();
        typed.change_host("public.example");
        assert_eq!((typed.broker.host.as_str(), typed.password.as_str()), ("public.example", ""));
    }
}
