//! What the Session form holds, what is wrong with it, and the plan that it makes.

use std::net::IpAddr;

use fibocom_at::args::{ClientIdString, Host, KeepAlive, Password, Payload, Port, Topic, Username};
use fibocom_at::commands::{
    CleanSession, ClockReading, Open, Receive, Retain, Security, User, Verification, Will, WillPayload,
};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{ClientIndex, Failure, Field, Invalid, Outcome, Problem, Profile, Qos, Request};

use crate::session::procedure::{OpenPlan, Step};
use crate::state::{ClockStanding, Facts, SessionStart, WorkError};

/// Public test brokers that speak plain MQTT on port 1883, and MQTT over TLS on port 8883.
pub(super) const PUBLIC_BROKERS: [&str; 5] =
    ["broker.emqx.io", "test.mosquitto.org", "broker.hivemq.com", "mqtt.eclipseprojects.io", "public.mqtthq.com"];

/// The broker inside the page, which a virtual module reaches under this name as under any other.
pub(super) const VIRTUAL_BROKER: &str = "broker.virtual";

/// The clients that speak MQTT, and that this form can open.
const MQTT_CLIENTS: &[u8] = &[1, 2];

/// What stands in for a password that is not to be seen.
const HIDDEN: &str = "***";

/// The form as a person filled it in. Never printed whole: it holds a password.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) client: u32,
    pub(super) host: String,
    pub(super) port: String,
    pub(super) security: Security,
    pub(super) clean_session: CleanSession,
    pub(super) keep_alive: String,
    pub(super) username: String,
    pub(super) password: String,
    /// Empty, and the module makes its own.
    pub(super) client_id: String,
    pub(super) wants_will: bool,
    /// Kept while no will is wanted.
    pub(super) will: TypedWill,
}

/// The will as a person filled it in.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct TypedWill {
    pub(super) topic: String,
    pub(super) qos: Qos,
    pub(super) retain: Retain,
    pub(super) payload: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            client: 1,
            host: String::new(),
            port: Port::MQTT.to_string(),
            security: Security::Plain,
            clean_session: CleanSession::Clean,
            keep_alive: "60".into(),
            username: String::new(),
            password: String::new(),
            client_id: String::new(),
            wants_will: false,
            will: TypedWill::default(),
        }
    }
}

impl Typed {
    /// Chooses whether to encrypt. A port that is the usual one stays the usual one.
    pub(super) fn encrypt(&mut self, security: Security) {
        if self.port == usual_port(self.security) {
            self.port = usual_port(security);
        }
        self.security = security;
    }
}

/// The port that brokers listen on.
fn usual_port(security: Security) -> String {
    let port = match security {
        Security::Plain => Port::MQTT,
        Security::Tls => Port::MQTTS,
    };
    port.to_string()
}

impl Typed {
    /// Takes over what another screen prepared. What it does not know stays as it was typed.
    pub(super) fn start_with(&mut self, start: SessionStart) {
        let SessionStart { user, broker, security, keep_alive } = start;
        if let Some((host, port)) = broker {
            (self.host, self.port) = (host, port.to_string());
        }
        self.client = user.client.number().into();
        self.security = security;
        self.keep_alive = keep_alive.to_string();
        self.username = user.username.as_str().to_owned();
        self.password = user.password.reveal().to_owned();
        self.client_id = user.client_id.map(|id| id.as_str().to_owned()).unwrap_or_default();
    }
}

/// The plan that the form makes, or everything that is wrong with it, in the order of the form.
pub(super) fn plan(profile: &Profile, typed: &Typed) -> Result<OpenPlan, Vec<Invalid>> {
    let mut wrong = Wrong::default();
    let client = wrong.keep(Field::Client, mqtt_client(profile, typed.client));
    let host = wrong.keep(Field::Host, Host::parse(profile, &typed.host));
    let port = wrong.keep(Field::Port, Port::parse(&typed.port));
    let security = wrong.keep(Field::Security, typed.security.on(profile));
    let keep_alive = wrong.keep(Field::KeepAlive, KeepAlive::parse(profile, &typed.keep_alive));
    let username = wrong.keep(Field::Username, Username::parse(profile, &typed.username));
    let password = wrong.keep(Field::Password, Password::parse(profile, &typed.password));
    let wanted_id = (!typed.client_id.is_empty()).then_some(&typed.client_id);
    let client_id = wanted_id.map(|id| wrong.keep(Field::ClientId, ClientIdString::parse(profile, id)));
    let topic_and_payload = typed.wants_will.then(|| {
        let topic = wrong.keep(Field::WillTopic, Topic::parse(profile, &typed.will.topic));
        let payload = Payload::new(typed.will.payload.as_bytes(), profile.payload_max);
        let payload = wrong.keep(Field::WillPayload, payload.and_then(|payload| WillPayload::new(profile, payload)));
        topic.zip(payload)
    });
    let (Some(client), Some(host), Some(port), Some(security)) = (client, host, port, security) else {
        return Err(wrong.0);
    };
    let (Some(keep_alive), Some(username), Some(password), true) = (keep_alive, username, password, wrong.0.is_empty())
    else {
        return Err(wrong.0);
    };
    let TypedWill { qos, retain, .. } = typed.will;
    let will = topic_and_payload.flatten().map(|(topic, payload)| Will { client, topic, qos, retain, payload });
    Ok(OpenPlan {
        receive: Receive::Indicated,
        user: User { client, username, password, client_id: client_id.flatten() },
        will,
        open: Open { client, host, port, clean_session: typed.clean_session, keep_alive, security },
    })
}

/// The client, where the series has it and it speaks MQTT: MQTT-SN is opened otherwise.
fn mqtt_client(profile: &Profile, number: u32) -> Result<ClientIndex, Problem> {
    let client = ClientIndex::on(profile, number)?;
    if client.is_sn() { Err(Problem::NoSuchClient { clients: MQTT_CLIENTS }) } else { Ok(client) }
}

/// Collects what is wrong.
#[derive(Default)]
struct Wrong(Vec<Invalid>);

impl Wrong {
    fn keep<T>(&mut self, field: Field, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push(problem.at(field))).ok()
    }
}

/// What a step writes and what it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Preview {
    pub(super) step: Step,
    /// The command line as it will be sent, but for a hidden password.
    pub(super) line: String,
    /// How many raw bytes follow the prompt.
    pub(super) data: Option<usize>,
    pub(super) waits: Waits,
}

/// What ends a step, and how many seconds it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Waits {
    /// The final result.
    Final(u64),
    /// The final result and this line.
    Status(String, u64),
}

/// Whether the password is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secret {
    Hidden,
    Shown,
}

/// Every step of a plan, in order.
pub(super) fn preview(plan: &OpenPlan, secret: Secret) -> Vec<Preview> {
    let mut plan = plan.clone();
    let stars = Password::parse(&PERMISSIVE, HIDDEN).ok().filter(|_| !plan.user.password.reveal().is_empty());
    if let (Secret::Hidden, Some(stars)) = (secret, stars) {
        plan.user.password = stars;
    }
    plan.steps().into_iter().map(|(step, request)| step_preview(step, &request)).collect()
}

fn step_preview(step: Step, request: &Request) -> Preview {
    let waits = match &request.outcome {
        Outcome::Final | Outcome::Lines { .. } => Waits::Final(request.within.as_secs()),
        Outcome::Status { tag, client, within, .. } => {
            let client = client.map_or_else(String::new, |client| format!("{client},"));
            Waits::Status(format!("{tag}: {client}1"), within.as_secs())
        }
    };
    let line = String::from_utf8_lossy(&request.line).into_owned();
    Preview { step, line, data: request.data.as_ref().map(Vec::len), waits }
}

/// What keeps a module from TLS, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readiness {
    /// Its clock is wrong.
    Clock(ClockStanding, ClockReading),
    /// Nothing was set up from this page.
    Unprepared,
    /// It does not check who the broker is.
    Unverified,
}

/// What stands in the way first, if anything does.
pub(super) fn readiness(facts: &Facts) -> Option<Readiness> {
    if !facts.link.is_up() {
        return None;
    }
    if let Some((standing, reading)) = facts.clock_standing().zip(facts.clock)
        && standing.is_fatal()
    {
        return Some(Readiness::Clock(standing, reading));
    }
    match facts.tls.setup.as_ref().map(|setup| setup.verification) {
        None => Some(Readiness::Unprepared),
        Some(Some(Verification::Off)) => Some(Readiness::Unverified),
        Some(_) => None,
    }
}

/// Whether an open failed for want of an IP address. The module only says that it is not allowed now (000, 1.2: CME error 3), or
/// nothing at all; without an address, that is the cause.
pub(super) fn lacks_address(error: &WorkError, address: Option<IpAddr>) -> bool {
    let WorkError::OpenStep(open) = error else { return false };
    let refused = matches!(open.failure, Failure::Rejected(_) | Failure::Failed(_));
    address.is_none() && open.step == Step::Open && refused
}

/// A broker to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preset {
    /// The person's own.
    Own,
    /// One that the whole world may use, and read.
    Public(&'static str),
    /// The one inside the page.
    Virtual,
}

/// Who connects: what presets there are depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connected {
    Real,
    Virtual,
}

impl Preset {
    /// The presets to offer.
    pub(super) fn offered(connected: Connected) -> Vec<Self> {
        let inside = (connected == Connected::Virtual).then_some(Self::Virtual);
        [Self::Own].into_iter().chain(inside).chain(PUBLIC_BROKERS.map(Self::Public)).collect()
    }

    /// The preset that the form shows now.
    pub(super) fn of(typed: &Typed) -> Self {
        let public = PUBLIC_BROKERS.into_iter().find(|host| *host == typed.host);
        match public {
            Some(host) if typed.port == usual_port(typed.security) => Self::Public(host),
            None if typed.host == VIRTUAL_BROKER => Self::Virtual,
            _ => Self::Own,
        }
    }

    /// Fills in the form. The person's own broker has no address to fill in: that of another preset is taken out.
    pub(super) fn fill_in(self, typed: &mut Typed) {
        let host = match self {
            Self::Own if Self::of(typed) == Self::Own => return,
            Self::Own => "",
            Self::Public(host) => host,
            Self::Virtual => VIRTUAL_BROKER,
        };
        typed.host = host.to_owned();
        typed.port = usual_port(typed.security);
    }
}

/// A client id string that nobody else is likely to use, short enough for every series.
pub(super) fn random_client_id(random: u32) -> String {
    format!("workbench-{random:08x}")
}

#[cfg(test)]
mod tests;
