//! What the Session form holds, what is wrong with it, and the plan that it makes.

pub(super) mod gateway;
pub(super) mod preset;
pub(super) mod typed;

use fibocom_at::args::{ClientIdString, Host, KeepAlive, Password, Payload, Port, SnClientIdString, Topic, Username};
use fibocom_at::commands::{
    ClockReading, IpAddresses, Open, Receive, Security, SetSnClientId, User, Verification, Will, WillPayload,
};
use fibocom_at::profile::{Feature, PERMISSIVE};
use fibocom_at::{ClientIndex, Failure, Field, Invalid, Outcome, Problem, Profile, Request};
use workbench_payload::visible::half_of;

use crate::link::procedure::{Login, OpenPlan, Step};
use crate::state::{ClientState, ClockAccuracy, Facts, WorkError};

use typed::{FarEnd, Typed, TypedWill};

/// What stands in for a password that is not to be seen.
const HIDDEN: &str = "⟨password⟩";

/// The plan that the form makes, or everything that is wrong with it, in the order of the form.
pub(super) fn plan(profile: &Profile, typed: &Typed) -> Result<OpenPlan, Vec<Invalid>> {
    let mut wrong = Wrong::default();
    let client = wrong.keep(Field::Client, ClientIndex::on(profile, typed.client));
    let host = wrong.keep(Field::Host, Host::parse(profile, &typed.address().host));
    let port = wrong.keep(Field::Port, Port::parse(&typed.address().port));
    // No series encrypts MQTT-SN: the form says so, whatever was chosen for a broker.
    let security = match typed.far_end() {
        FarEnd::Broker => wrong.keep(Field::Security, typed.security.on(profile)),
        FarEnd::Gateway => Some(Security::Plain),
    };
    let keep_alive = wrong.keep(Field::KeepAlive, KeepAlive::parse(profile, &typed.keep_alive));
    let login = match typed.far_end() {
        FarEnd::Broker => broker_login(profile, typed, &mut wrong),
        FarEnd::Gateway => gateway_login(profile, typed, &mut wrong),
    };
    let topic_and_payload = typed.wants_will.then(|| {
        let topic = wrong.keep(Field::WillTopic, Topic::parse(profile, &typed.will.topic));
        let payload = will_text(&typed.will.payload, profile);
        let payload = wrong.keep(Field::WillPayload, payload.and_then(|payload| WillPayload::new(profile, payload)));
        topic.zip(payload)
    });
    let (Some(client), Some(host), Some(port), Some(security)) = (client, host, port, security) else {
        return Err(wrong.0);
    };
    let (Some(keep_alive), Some(login), true) = (keep_alive, login, wrong.0.is_empty()) else {
        return Err(wrong.0);
    };
    let TypedWill { qos, retain, .. } = typed.will;
    let will = topic_and_payload.flatten().map(|(topic, payload)| Will { client, topic, qos, retain, payload });
    let open = Open { client, host, port, clean_session: typed.clean_session, keep_alive, security };
    Ok(OpenPlan { receive: Receive::Indicated, login, will, open })
}

/// The payload of a will, which is text.
fn will_text(text: &str, profile: &Profile) -> Result<Payload, Problem> {
    match text.char_indices().find(|(_, character)| half_of(*character).is_some()) {
        Some((at, found)) => Err(Problem::NotAllowed { at, found }),
        None => Payload::new(text.as_bytes(), profile.payload_max),
    }
}

/// User name, password and client id string.
fn broker_login(profile: &Profile, typed: &Typed, wrong: &mut Wrong) -> Option<Login> {
    let client = typed.likely_client();
    let username = wrong.keep(Field::Username, Username::parse(profile, &typed.username));
    let password = wrong.keep(Field::Password, Password::parse(profile, &typed.password));
    let wanted = (!typed.broker.client_id.is_empty()).then_some(&typed.broker.client_id);
    let client_id = wanted.map(|id| wrong.keep(Field::ClientId, ClientIdString::parse(profile, id)));
    Some(Login::Mqtt(User { client, username: username?, password: password?, client_id: client_id.flatten() }))
}

/// The client id, where the series can set one.
fn gateway_login(profile: &Profile, typed: &Typed, wrong: &mut Wrong) -> Option<Login> {
    let (client, wanted) = (typed.likely_client(), &typed.gateway.client_id);
    if wanted.is_empty() || profile.denies(Feature::MqttSnCommands) {
        return Some(Login::Sn(None));
    }
    let id = SnClientIdString::parse(profile, wanted).and_then(|id| SetSnClientId::new(client, id));
    wrong.keep(Field::ClientId, id).map(|id| Login::Sn(Some(id)))
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
    if let (Secret::Hidden, Login::Mqtt(user)) = (secret, &mut plan.login)
        && !user.password.reveal().is_empty()
        && let Ok(stars) = Password::parse(&PERMISSIVE, HIDDEN)
    {
        user.password = stars;
    }
    plan.steps().into_iter().map(|(step, request)| step_preview(step, &request)).collect()
}

fn step_preview(step: Step, request: &Request) -> Preview {
    let waits = match request.outcome() {
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
    Clock(ClockAccuracy, ClockReading),
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
    if let Some((accuracy, reading)) = facts.clock_accuracy().zip(facts.clock)
        && accuracy.is_fatal()
    {
        return Some(Readiness::Clock(accuracy, reading));
    }
    match facts.tls.setup.as_ref().map(|setup| setup.verification) {
        None => Some(Readiness::Unprepared),
        Some(Some(Verification::Off)) => Some(Readiness::Unverified),
        Some(_) => None,
    }
}

/// Why the form cannot be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    NoModule,
    /// A client is being connected.
    Opening,
    /// The chosen client is connected, and the form is not shown: nobody has looked at what would be sent.
    Connected,
}

/// Whether the form is away: the chosen client is connected, and nobody wants to change that.
pub(super) const fn is_away(state: ClientState, is_changing: bool) -> bool {
    matches!(state, ClientState::Open | ClientState::Closing) && !is_changing
}

/// What keeps the form from being sent, if anything does.
pub(super) const fn obstacle(
    is_connected: bool,
    is_opening: bool,
    state: ClientState,
    is_changing: bool,
) -> Option<Obstacle> {
    if !is_connected {
        return Some(Obstacle::NoModule);
    }
    if is_opening {
        return Some(Obstacle::Opening);
    }
    if is_away(state, is_changing) { Some(Obstacle::Connected) } else { None }
}

/// Whether an open failed for want of an IP address. The module only says that it is not allowed now (000, 1.2: CME error 3), or
/// nothing at all; without an address, that is the cause.
pub(super) fn lacks_address(error: &WorkError, address: Option<IpAddresses>) -> bool {
    let WorkError::OpenStep(open) = error else { return false };
    let refused = matches!(open.failure, Failure::Rejected(_) | Failure::Failed(_));
    address.is_none() && open.step == Step::Open && refused
}

/// A client id string that nobody else is likely to use, short enough for every series.
pub(super) fn random_client_id(random: u32) -> String {
    format!("workbench-{random:08x}")
}

#[cfg(test)]
mod tests;
