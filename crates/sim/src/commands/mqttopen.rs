//! `AT+MQTTOPEN`: the connection to a broker.

use fibocom_at::codes::CmeError;
use fibocom_at::profile::{DefaultClientId, RefusedOpen};

use super::{Command, PLAIN, client, client_list};
use crate::broker::{BrokerRequest, Connect};
use crate::call::{Call, Form, integer, small, text};
use crate::device::{Bearer, Device, Session, User, is_gateway_client};
use crate::reply::{Effect, Outcome, Reply};

/// Longest client id string that the module makes up itself (003, 1.1).
const OWN_CLIENT_ID_MAX: usize = 23;

/// Establish connection through MQTT or MQTT-SN protocol, +MQTTOPEN (000, 001 and 003, 1.2).
///
/// # Wire
/// `AT+MQTTOPEN=<id>,"host",<port>,<clean session 0 or 1>,<keep alive 1-300 s>[,<0 TCP, 2 TLS>]`: `OK`, later
/// `+MQTTOPEN: <id>,<1 success, 0 failure>`. The sixth parameter exists where the series has TLS; its value 1 is reserved.
/// Clients 101 and 102 reach an MQTT-SN gateway, without TLS and without +MQTTUSER. `?` lists the ids that can be opened on one
/// line, or `0`. `=?` starts with `+MPQTTOPEN:`, as printed in the manuals. Errors are numbered: 3 when there is no IP address,
/// no +MQTTUSER before, or the client is in use; 53 for TLS with MQTT-SN. What the broker answers to CONNECT, 700 to 704, stands
/// in the place of `OK` (response 2 in 003, 1.2), for which the module waits as long as a response may take; what comes later is
/// told by the status. Modules in use that are seen to say the status alone do so here ([`RefusedOpen`]).
pub(super) const MQTTOPEN: Command = Command { name: "+MQTTOPEN", takes: (60, 180), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let profile = device.config.profile;
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MPQTTOPEN: {},(<\"Remote IP/URL\">),(1-65535),(0,1),({}-{}){}",
            client_list(&device.config),
            profile.keep_alive.0,
            profile.keep_alive.1,
            if profile.tls { "[,(0-2)]" } else { "" }
        ))),
        Form::Read => {
            let free: Vec<_> =
                profile.clients.iter().filter(|id| device.clients.is_free(**id)).map(u8::to_string).collect();
            Ok(Reply::line(format!("+MQTTOPEN: {}", if free.is_empty() { "0".to_owned() } else { free.join(",") })))
        }
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => open(device, call),
    }
}

fn open(device: &mut Device, call: &Call) -> Outcome {
    let profile = device.config.profile;
    let parameters = call.parameters(5, if profile.tls { 6 } else { 5 })?;
    let id = client(device, parameters.first())?;
    let host = text(parameters.get(1), (1, profile.host_max))?;
    let port = integer(parameters.get(2), (1, 65_535))?;
    let clean_session = small(parameters.get(3), (0, 1))? == 1;
    let (shortest, longest) = profile.keep_alive;
    let keep_alive = integer(parameters.get(4), (u32::from(shortest), u32::from(longest)))?;
    let tls = match parameters.get(5) {
        None => false,
        some => match small(some, (0, 2))? {
            0 => false,
            2 if !is_gateway_client(id) => true,
            _ => return Err(CmeError::InvalidParameter),
        },
    };
    let has_address = matches!(device.network.bearer, Bearer::Up(_));
    let own_client_id = own_client_id(device, id);
    let refuses_by_number = (profile.refused_open == RefusedOpen::ByNumber) != device.habits.refuses_otherwise();
    // Seen on an L610: 1.4 to 4.6 s, and once 60 ms. Who tells a refusal in the place of OK knows within the second that it may take.
    let handshake = match (tls, refuses_by_number) {
        (true, true) => (600, 800),
        (true, false) => (1_500, 4_700),
        (false, true) => (60, 400),
        (false, false) => (300, 4_500),
    };
    let tls = tls.then(|| device.tls_now());
    if !has_address || !device.clients.is_free(id) {
        return Err(CmeError::OperationNotAllowed);
    }
    let connection = device.clients.next_connection();
    let client = device.clients.of(id);
    let User { username, password, client_id } = if is_gateway_client(id) {
        User { username: String::new(), password: String::new(), client_id: client.sn_client_id.clone() }
    } else {
        client.user.clone().ok_or(CmeError::OperationNotAllowed)?
    };
    client.close();
    client.session = Session::Connecting(connection);
    client.over_tls = tls.is_some();
    let request = BrokerRequest::Connect(Box::new(Connect {
        client: id,
        host,
        port: u16::try_from(port).map_err(|_| CmeError::InvalidParameter)?,
        clean_session,
        keep_alive: u16::try_from(keep_alive).map_err(|_| CmeError::InvalidParameter)?,
        username,
        password,
        client_id: client_id.unwrap_or(own_client_id),
        will: client.will.clone(),
        tls,
    }));
    let reply = Reply { opens: refuses_by_number.then_some(connection), ..Reply::ok() };
    Ok(reply.then(handshake, Effect::Ask(connection, request)))
}

/// What stands in for a client id string that was not set (003, 1.1 and row 4).
fn own_client_id(device: &Device, id: u8) -> String {
    let imei = &device.config.imei;
    match device.config.profile.default_client_id {
        DefaultClientId::Imei => imei.clone(),
        DefaultClientId::ImeiAndClient => format!("{imei}{id}").chars().take(OWN_CLIENT_ID_MAX).collect(),
    }
}
