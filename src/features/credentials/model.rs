//! The rules of the screen: what is still wrong, whether the series takes the strings, and what will be sent.

use fibocom_at::args::{ClientIdString, Host, KeepAlive, Password, Port, Username};
use fibocom_at::commands::{CleanSession, Open, Security, User};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{ClientIndex, Field, Problem as Refusal, Profile, Request};
use fibocom_cloud::{Credentials, Invalid, Key, Moment, Need, Problem, Scheme, Values, Way, derive};
use workbench_payload::visible::half_of;

/// Something that every value of every scheme can be.
const SAMPLE: &str = "MDEyMzQ1Njc4OWFiY2RlZg==";

/// What stands in for a password that is not to be seen.
const HIDDEN: &str = "⟨password⟩";

/// Everything that keeps credentials from being made: each value that is missing, and the first that is wrong.
pub(super) fn mistakes(scheme: &Scheme, values: &Values, moment: &Moment) -> Vec<Invalid> {
    let is_missing = |key: Key| values.get(key).is_none_or(str::is_empty);
    let required = scheme.entries.iter().filter(|entry| entry.need == Need::Required);
    let mut mistakes: Vec<_> =
        required.filter(|entry| is_missing(entry.key)).map(|entry| Problem::Missing.at(entry.key)).collect();
    let filled = mistakes.iter().fold(values.clone(), |values, missing| values.with(missing.key, SAMPLE));
    match half(values) {
        Some(half) => mistakes.push(half),
        None => mistakes.extend(derive(scheme, &filled, moment).err()),
    }
    mistakes
}

/// Whether the broker is reached with TLS. A scheme that leaves no choice has TLS alone.
pub(super) fn wants_tls(scheme: &Scheme, values: &Values) -> bool {
    scheme.entry(Key::Tls).is_none() || values.get(Key::Tls) == Some("1")
}

/// Half of a character in a value: no cloud gave it.
pub(super) fn half(values: &Values) -> Option<Invalid> {
    values.iter().find_map(|(key, text)| {
        let (at, found) = text.char_indices().find(|(_, character)| half_of(*character).is_some())?;
        Some(Problem::NotAllowed { at, found }.at(key))
    })
}

/// The values without those that were left empty: an empty field means that nothing was typed.
pub(super) fn typed_values(values: &Values) -> Values {
    values.iter().filter(|(_, text)| !text.is_empty()).fold(Values::new(), |all, (key, text)| all.with(key, text))
}

/// How devices of this scheme register by `AT+MQTTAUTHDYN`; nothing, where the cloud or this kind of device has no such way.
pub(super) fn registration_way(scheme: &Scheme) -> Option<&'static Way> {
    match scheme.id {
        "aliyun-triple" => Way::numbered(1),
        "tencent-psk" => Way::numbered(2),
        "unicom-dmp" => Way::numbered(3),
        _ => None,
    }
}

/// What the command takes, in the order in which it is asked for; the rest of a way is the module's own choice. The device id of
/// It is not among the parameters of China Unicom, but it is signed with them.
pub(super) const fn registration_keys(way: &Way) -> &'static [Key] {
    match way.number {
        1 => &[Key::ProductKey, Key::ProductSecret, Key::DeviceName, Key::Host, Key::Port],
        2 => &[Key::ProductKey, Key::ProductSecret, Key::DeviceName, Key::Url],
        _ => &[Key::ProductKey, Key::ProductSecret, Key::DeviceKey, Key::AuthMode, Key::ClearFlag, Key::DeviceIdChoice],
    }
}

/// The command that says who a client is, or why this series does not take it.
pub(super) fn user(
    profile: &Profile,
    client: ClientIndex,
    made: &Credentials,
) -> Result<User, Vec<fibocom_at::Invalid>> {
    let username = Username::parse(profile, &made.username).map_err(|problem| problem.at(Field::Username));
    let password = Password::parse(profile, made.password.reveal()).map_err(|problem| problem.at(Field::Password));
    // An empty one is left out, and the module takes its own.
    let client_id = (!made.client_id.is_empty())
        .then(|| ClientIdString::parse(profile, &made.client_id).map_err(|problem| problem.at(Field::ClientId)))
        .transpose();
    match (username, password, client_id) {
        (Ok(username), Ok(password), Ok(client_id)) => Ok(User { client, username, password, client_id }),
        (username, password, client_id) => {
            Err([username.err(), password.err(), client_id.err()].into_iter().flatten().collect())
        }
    }
}

/// Whether the password is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Hidden,
    Shown,
}

/// The line that says who the client is, as it will be sent, but for a hidden password.
pub(super) fn user_line(user: &User, sight: Sight) -> String {
    let mut user = user.clone();
    let stars = Password::parse(&PERMISSIVE, HIDDEN).ok().filter(|_| !user.password.reveal().is_empty());
    if let (Sight::Hidden, Some(stars)) = (sight, stars) {
        user.password = stars;
    }
    String::from_utf8_lossy(&Request::of(&user).line).into_owned()
}

/// The line that connects, which the Session screen sends; nothing, where host or port are not known.
pub(super) fn open_line(profile: &Profile, client: ClientIndex, start: &Start) -> Option<String> {
    let (host, port) = start.broker.as_ref()?;
    let open = Open {
        client,
        host: Host::parse(profile, host).ok()?,
        port: Port::new(u32::from(*port)).ok()?,
        clean_session: CleanSession::Clean,
        keep_alive: KeepAlive::on(profile, u32::from(start.keep_alive)).ok()?,
        security: start.security,
    };
    Some(String::from_utf8_lossy(&Request::of(&open).line).into_owned())
}

/// How the client is to connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) broker: Option<(String, u16)>,
    pub(super) security: Security,
    pub(super) keep_alive: u16,
}

impl Start {
    /// What the scheme gives, and what suits the cloud and the series.
    pub(super) fn of(profile: &Profile, scheme: &Scheme, made: &Credentials) -> Self {
        let endpoint = made.endpoint.as_ref();
        let use_tls = endpoint.is_some_and(|endpoint| endpoint.use_tls) || scheme.id == "aws-x509";
        let (least, most) = profile.keep_alive;
        Self {
            broker: endpoint.and_then(|endpoint| Some((endpoint.host.clone(), endpoint.port()?))),
            security: if use_tls { Security::Tls } else { Security::Plain },
            keep_alive: scheme.limits.keep_alive.advised.clamp(least, most),
        }
    }
}

/// How a token that is too long could be made to fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remedy {
    /// With another hash: the shortest one.
    Hash(&'static str),
    /// With a device name that is shorter by so many bytes, and that hash.
    ShorterName(usize, &'static str),
}

/// What would make a password fit that the series refuses for its length; nothing, where nothing would.
pub(super) fn remedy(
    scheme: &Scheme,
    values: &Values,
    moment: &Moment,
    wrong: &[fibocom_at::Invalid],
) -> Option<Remedy> {
    let too_long = |invalid: &fibocom_at::Invalid| match (invalid.field, &invalid.problem) {
        (Field::Password, Refusal::TooLong { max, .. }) => Some(*max),
        _ => None,
    };
    let max = wrong.iter().find_map(too_long)?;
    let hash = "md5";
    scheme.entry(Key::Method)?;
    let shortest = derive(scheme, &values.clone().with(Key::Method, hash), moment).ok()?.password.reveal().len();
    match shortest.checked_sub(max) {
        None | Some(0) => Some(Remedy::Hash(hash)),
        Some(over) => {
            let name = values.get(Key::DeviceName)?.len();
            // A + or / in the signature takes two more bytes; two of them are usual.
            let shorter = over + 4;
            (name > shorter).then_some(Remedy::ShorterName(shorter, hash))
        }
    }
}

/// How long credentials are to be good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lasting {
    /// As long as every implementation can say.
    Always,
    /// So many seconds from when it was chosen.
    For(u64),
    /// Until a time that was typed.
    Until,
}

impl Lasting {
    /// What is offered: an hour, a day, thirty days, a year.
    pub(super) const ALL: [Self; 6] = [
        Self::Always,
        Self::For(3_600),
        Self::For(86_400),
        Self::For(30 * 86_400),
        Self::For(365 * 86_400),
        Self::Until,
    ];
}

#[cfg(test)]
mod tests;
