//! What unsolicited codes mean: what the module says of its own accord.

use super::entry::entries;
use super::{Meaning, advice, network, status};
use crate::codes::BreakCause;
use crate::frame::Line;
use crate::message::Direct;
use crate::urc::{self, Urc};

entries! {
    STARTED = "meaning-started" Warn () => advice::REBOOTED;
    SIM_CAME_UP = "meaning-sim-came-up" Ok ();
    SIM_GONE = "meaning-sim-gone" Error () => advice::SIM_MISSING;
    SIM_INSERTED = "meaning-sim-inserted" Ok ();
    ADDRESS_LOST = "meaning-address-lost" Error () => advice::BROKE_LINK;
    MESSAGE_WAITING = "meaning-message-waiting" Info ("client", "qos", "bytes");
    MESSAGE_WAITING_SN = "meaning-message-waiting-sn" Info ("client", "qos", "topic", "bytes");
    MESSAGE = "meaning-message" Info ("client", "topic", "qos", "bytes");
    MESSAGE_BEGINS = "meaning-message-begins" Info ("client", "topic", "qos");
    BROKE_SERVER = "meaning-broke-server" Error ("client") => advice::BROKE_SERVER;
    BROKE_LINK = "meaning-broke-link" Error ("client") => advice::BROKE_LINK;
    BROKE_REGISTRATION = "meaning-broke-registration" Error ("client") => advice::BROKE_REGISTRATION;
    BROKE_UNLISTED = "meaning-broke-unlisted" Error ("client", "cause") => advice::BROKE_UNKNOWN;
    CLOSED_UNASKED = "meaning-closed-unasked" Warn ("client") => advice::BROKE_SERVER;
    NOTICE_BOOT = "meaning-notice-boot" Info ();
    NOTICE_FLOW = "meaning-notice-flow" Info ();
    NOTICE_SOCKET = "meaning-notice-socket" Info ();
    NOTICE_CLOCK = "meaning-notice-clock" Info ();
    NOTICE_SMS = "meaning-notice-sms" Info ();
    NOTICE_NETWORK = "meaning-notice-network" Info ();
    NOTICE_SIM = "meaning-notice-sim" Info ();
    REGISTERED_BY_GATEWAY = "meaning-sn-registered-by-gateway" Info ("client");
    TOPIC_REGISTERED = "meaning-sn-topic-registered" Info ("client", "topicId", "topic");
    CLOUD_EVENT = "meaning-cloud-event" Info ("event");
    UNLISTED = "meaning-code-unlisted" Info ("code");
}

/// What an unsolicited line means.
pub(super) fn meaning(raw: &[u8], line: &Line<'_>) -> Option<Meaning> {
    if let Some(("+MQTTMSG", _)) = urc::mended_tag(line) {
        return message(raw);
    }
    Urc::parse(line).map(|code| of(&code))
}

/// What an unsolicited code means.
fn of(code: &Urc) -> Meaning {
    match code {
        Urc::Started => STARTED.with([]),
        Urc::SimReady => SIM_CAME_UP.with([]),
        Urc::SimGone => SIM_GONE.with([]),
        Urc::SimInserted => SIM_INSERTED.with([]),
        Urc::AddressAssigned(address) => network::address(*address),
        Urc::AddressLost => ADDRESS_LOST.with([]),
        Urc::Registration(domain, state) => network::registration(*domain, *state),
        Urc::MessageWaiting { client, qos, topic, payload } if client.is_sn() => {
            MESSAGE_WAITING_SN.with([number(*client), u32::from(*qos).into(), (*topic).into(), (*payload).into()])
        }
        Urc::MessageWaiting { client, qos, topic: _, payload } => {
            MESSAGE_WAITING.with([number(*client), u32::from(*qos).into(), (*payload).into()])
        }
        Urc::Broken(client, cause) => match cause {
            BreakCause::Server => BROKE_SERVER.with([number(*client)]),
            BreakCause::LinkDown => BROKE_LINK.with([number(*client)]),
            BreakCause::NotRegistered => BROKE_REGISTRATION.with([number(*client)]),
            BreakCause::Unlisted(cause) => BROKE_UNLISTED.with([number(*client), u32::from(*cause).into()]),
        },
        Urc::Closed(client) => CLOSED_UNASKED.with([number(*client)]),
        Urc::LateStatus { tag, client, status } => status::of(tag, client.number().into(), *status, None)
            .unwrap_or_else(|| UNLISTED.with([tag.as_str().into()])),
        Urc::TopicRegistered(client, None) => REGISTERED_BY_GATEWAY.with([number(*client)]),
        Urc::TopicRegistered(client, Some(registered)) => {
            let id = u32::from(registered.id.number());
            TOPIC_REGISTERED.with([number(*client), id.into(), registered.topic.as_str().into()])
        }
        Urc::CloudEvent { event, .. } => CLOUD_EVENT.with([u32::from(event.number()).into()]),
        Urc::ClockSynchronised(status) => status::clock(*status),
        Urc::Notice(text) => notice(text),
        Urc::Unlisted(text) => {
            let code = text.split(':').next().unwrap_or_default();
            UNLISTED.with([code.trim().into()])
        }
    }
}

fn number(client: crate::args::ClientIndex) -> super::Arg {
    u32::from(client.number()).into()
}

fn notice(text: &str) -> Meaning {
    let code = text.split(':').next().unwrap_or_default().trim();
    match code {
        "RDY" | "PB DONE" | "SMS Ready" | "Call Ready" => NOTICE_BOOT.with([]),
        "+MIPXOFF" | "+MIPXON" => NOTICE_FLOW.with([]),
        "+MIPRTCP" | "+MIPRUDP" | "+MIPSTAT" | "+MIPOPEN" | "+MIPCLOSE" | "+MPINGSTAT" => NOTICE_SOCKET.with([]),
        "+CTZV" | "+CTZE" => NOTICE_CLOCK.with([]),
        "+CMTI" => NOTICE_SMS.with([]),
        "+CGEV" | "^MODE" => NOTICE_NETWORK.with([]),
        "^SIMST" | "+SIM" => NOTICE_SIM.with([]),
        other => UNLISTED.with([other.into()]),
    }
}

/// A message printed directly. One whose closing quote is missing goes on in the lines that follow.
fn message(raw: &[u8]) -> Option<Meaning> {
    let colon = raw.iter().position(|byte| *byte == b':')?;
    let direct = Direct::parse(raw.get(colon + 1..)?)?;
    let (client, topic, qos) = (number(direct.client), direct.topic.clone().into(), u32::from(direct.qos).into());
    if !direct.is_closed() {
        return Some(MESSAGE_BEGINS.with([client, topic, qos]));
    }
    let bytes = direct.finish(usize::MAX).payload.len();
    Some(MESSAGE.with([client, topic, qos, bytes.into()]))
}
