//! What the lines of a reply mean: by their tag, and by the command where they are bare text.

use super::entry::entries;
use super::typed::Typed;
use super::{Meaning, advice, extension, network, status, unknown};
use crate::commands::{Command, Form, IpAddresses, ReadClock, ReadDial, ReadOperator, ReadSignal, ReadSim};
use crate::frame::{Line, int};
use crate::profile::Profile;
use crate::reply::Reply;
use crate::urc::{Domain, Urc};

entries! {
    TEXT = "meaning-reply" Info ();
    TAGGED = "meaning-reply-tagged" Info ("command");
    IDENTIFICATION = "meaning-identification" Info ();
    MANUFACTURER = "meaning-manufacturer" Info ("name");
    MODEL = "meaning-model" Ok ("model", "series");
    MODEL_UNKNOWN = "meaning-model-unknown" Warn ("model");
    REVISION = "meaning-revision" Info ("revision");
    SERIAL_NUMBER = "meaning-serial-number" Info ();
    RANGES = "meaning-ranges" Info ("command", "ranges");
    ERRORS_PLAIN = "meaning-errors-plain" Info ();
    ERRORS_NUMBERS = "meaning-errors-numbers" Info ();
    ERRORS_WORDS = "meaning-errors-words" Info ();
    FREE = "meaning-free-clients" Ok ("clients");
    FREE_NONE = "meaning-free-clients-none" Warn () => advice::NO_FREE_CLIENT;
    OPEN = "meaning-open-clients" Info ("clients");
    OPEN_NONE = "meaning-open-clients-none" Info ();
    USER = "meaning-user" Info ("client", "user");
    USER_ID = "meaning-user-id" Info ("client", "user", "id");
    WILL = "meaning-will" Info ("client", "topic");
    CONF_DIRECT = "meaning-conf-direct" Info ();
    CONF_INDICATED = "meaning-conf-indicated" Info ();
    READ = "meaning-read" Ok ("client", "topic", "qos", "bytes");
    READ_NOTHING = "meaning-read-nothing" Info ("client");
    READ_SN = "meaning-read-no-topic" Ok ("client", "qos", "bytes");
}

/// The commands that ask who the module is.
const IDENTITIES: &[&str] = &["+CGMI", "+CGMM", "+CGMR", "+CGSN", "+GMI", "+GMM", "+GMR", "+GSN"];

/// What a line of a reply means.
pub(super) fn meaning(raw: &[u8], line: &Line<'_>, typed: Option<&Typed>) -> Meaning {
    let form = typed.map(|typed| typed.form);
    let Some(tag) = line.tag() else {
        let texts = |typed: &&Typed| typed.name == "I" || IDENTITIES.contains(&typed.name.as_str());
        let text = String::from_utf8_lossy(line.bytes());
        return match typed.filter(texts) {
            Some(typed) => identity(&typed.name, text.trim().trim_matches('"')),
            None if typed.is_some() => TEXT.with([]),
            None => unknown(raw),
        };
    };
    let tag = if tag == "+MPQTTOPEN" { "+MQTTOPEN" } else { tag };
    let rest = String::from_utf8_lossy(line.rest()).trim().to_owned();
    if form == Some(Form::Test) && typed.is_some_and(|typed| typed.name == tag) {
        return RANGES.with([format!("AT{tag}").into(), rest.into()]);
    }
    tagged(raw, tag, line, typed).unwrap_or_else(|| TAGGED.with([tag.into()]))
}

fn tagged(raw: &[u8], tag: &str, line: &Line<'_>, typed: Option<&Typed>) -> Option<Meaning> {
    let values = line.values();
    let reply = || Reply { lines: vec![line.bytes().to_vec()], ..Reply::default() };
    let is_read = typed.is_some_and(|typed| typed.name == tag && typed.form == Form::Read);
    Some(match tag {
        _ if IDENTITIES.contains(&tag) => identity(tag, values.first()?),
        "+CMEE" => match int(&values, 0)? {
            0 => ERRORS_PLAIN.with([]),
            1 => ERRORS_NUMBERS.with([]),
            2 => ERRORS_WORDS.with([]),
            _ => return None,
        },
        "+CPIN" => network::sim(&ReadSim.read(&reply()).ok()?),
        "+CSQ" => network::signal(ReadSignal.read(&reply()).ok()?),
        "+COPS" => network::operator(ReadOperator.read(&reply()).ok()?),
        "+CREG" | "+CGREG" | "+CEREG" => {
            let at = usize::from(values.len() > 1);
            let domain = match tag {
                "+CREG" => Domain::Circuit,
                "+CGREG" => Domain::Packet,
                _ => Domain::Lte,
            };
            network::registration(domain, u8::try_from(int(&values, at)?).ok()?.into())
        }
        "+CGPADDR" => {
            let addresses = IpAddresses::read(values.iter().skip(1).map(String::as_str));
            addresses.map_or_else(network::no_address, network::address)
        }
        "+MIPCALL" => network::dial(ReadDial.read(&reply()).ok()?),
        "+CCLK" => network::clock(&ReadClock.read(&reply()).ok()?),
        "+MQTTOPEN" if is_read => clients(line).map_or_else(|| FREE_NONE.with([]), |list| FREE.with([list.into()])),
        "+MQTTCLOSE" if is_read => clients(line).map_or_else(|| OPEN_NONE.with([]), |list| OPEN.with([list.into()])),
        "+MQTTSNREG" if is_read => extension::registered_topic(line)?,
        "+MQTTUSER" => {
            let (client, user) = (int(&values, 0)?, values.get(1).cloned().unwrap_or_default());
            match values.get(3).filter(|id| !id.is_empty()) {
                Some(id) => USER_ID.with([client.into(), user.into(), id.as_str().into()]),
                None => USER.with([client.into(), user.into()]),
            }
        }
        "+MQTTWILL" => WILL.with([int(&values, 0)?.into(), values.get(1)?.as_str().into()]),
        "+MQTTCONF" => match int(&values, 0)? {
            0 => CONF_DIRECT.with([]),
            1 => CONF_INDICATED.with([]),
            _ => return None,
        },
        "+MQTTREAD" => read(raw)?,
        _ => return status::meaning(line, typed).or_else(|| extension::reply(tag, line)).or_else(|| code(line)),
    })
}

/// A code that a log shows among the lines of a reply.
fn code(line: &Line<'_>) -> Option<Meaning> {
    match Urc::parse(line)? {
        Urc::Unlisted(_) => None,
        _ => super::unsolicited::meaning(line.bytes(), line),
    }
}

fn identity(name: &str, text: &str) -> Meaning {
    match name {
        "+CGMI" | "+GMI" => MANUFACTURER.with([text.into()]),
        "+CGMM" | "+GMM" => {
            let profile = Profile::for_model(text);
            if profile.models.is_empty() {
                MODEL_UNKNOWN.with([text.into()])
            } else {
                MODEL.with([text.into(), profile.name.into()])
            }
        }
        "+CGMR" | "+GMR" => REVISION.with([text.into()]),
        "+CGSN" | "+GSN" => SERIAL_NUMBER.with([]),
        _ => IDENTIFICATION.with([]),
    }
}

/// The clients of a line, but for 0, which stands for none.
fn clients(line: &Line<'_>) -> Option<String> {
    let clients: Vec<_> =
        line.ints()?.into_iter().filter(|client| *client > 0).map(|client| client.to_string()).collect();
    (!clients.is_empty()).then(|| clients.join(", "))
}

/// A message read by its lengths. Its payload may hold anything, so that only the head is looked at.
fn read(raw: &[u8]) -> Option<Meaning> {
    let tag = raw.windows(10).position(|window| window == b"+MQTTREAD:")?;
    let mut rest = raw.get(tag + 10..)?;
    let mut numbers = [0_u32; 4];
    for number in &mut numbers {
        rest = rest.trim_ascii_start();
        rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        *number = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
        rest = rest.get(digits..)?;
    }
    let [client, qos, topic, bytes] = numbers;
    if topic == 0 && bytes == 0 {
        return Some(READ_NOTHING.with([client.into()]));
    }
    let start = rest.iter().position(|byte| !matches!(byte, b',' | b' ' | b'\r' | b'\n'))?;
    let text = rest.get(start..)?;
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    Some(match text.get(..topic as usize) {
        Some(topic) if !topic.is_empty() => {
            let topic = String::from_utf8_lossy(topic).into_owned();
            READ.with([client.into(), topic.into(), qos.into(), bytes.into()])
        }
        _ => READ_SN.with([client.into(), qos.into(), bytes.into()]),
    })
}
