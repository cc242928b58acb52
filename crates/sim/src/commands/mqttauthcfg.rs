//! `AT+MQTTAUTHCFG`: a login for a cloud.

use fibocom_at::codes::CmeError;

use super::{CLOUD, Command, word};
use crate::call::{Call, Form, small};
use crate::clouds::{self, Circumstances, Login, Request, TUYA_HOST, TUYA_PORT};
use crate::device::{Device, Sim};
use crate::reply::{Outcome, Reply};

/// Configure registration parameters of MQTT cloud, +MQTTAUTHCFG (003, 1.18).
///
/// # Wire
/// `AT+MQTTAUTHCFG=<1-9>,…`, the parameters by cloud, up to 128 bytes each, but product id, device number, token and AEP user
/// name up to 255; `<tls>` is a text, taken without quotes too:
/// `+MQTTAUTHCFG: <n>,"user","password","client id string"`, then `OK`. Cloud 4 has `"host",<port>,` before them when it is
/// started, and `OK` alone when it is stopped; cloud 7 has `OK` alone. Errors are numbered; a SIM and a network are needed.
/// Nothing is set by it: the strings are for +MQTTUSER.
pub(super) const MQTTAUTHCFG: Command = Command { name: "+MQTTAUTHCFG", run, ..CLOUD };

/// As printed, the last line without its tag.
const TEST: [&str; 9] = [
    "+MQTTAUTHCFG: 1,<productkey>,<devicename>,<devicesecret>,<tls>",
    "+MQTTAUTHCFG: 2,<productkey>,<devicename>,<devicesecret>",
    "+MQTTAUTHCFG: 3,<devicename>,<devicesecret>",
    "+MQTTAUTHCFG: 4,<actiontype>[,<productkey>,<uuid>,<authkey>]",
    "+MQTTAUTHCFG: 5,<productid>,<devicename>,<accesskey>",
    "+MQTTAUTHCFG: 6,<iotcoreid>,<devicekey>,<devicesecret>",
    "+MQTTAUTHCFG: 7",
    "+MQTTAUTHCFG: 8,<productid>,<devicenumber>,<token>,<aepusername>",
    "9,<productkey>,<devicekey>,<devicesecret>,<token>",
];

/// Longest names, keys and secrets, in bytes.
const SHORT: usize = 128;

/// Longest product id, device number, token and AEP user name.
const LONG: usize = 255;

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::lines(TEST.iter().map(|line| line.as_bytes().to_vec()).collect())),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            if device.network.sim != Sim::Ready {
                return Err(CmeError::SimNotInserted);
            }
            if !device.network.registration.has_data() {
                return Err(CmeError::NoNetworkService);
            }
            let number = small(call.parameters(1, 5)?.first(), (1, 9))?;
            let Some(request) = read(device, call, number)? else { return Ok(Reply::ok()) };
            let random = device.random.letters(5);
            let around = Circumstances { time: device.clock.unix(device.now), random, iccid: &device.config.iccid };
            let login = clouds::login(&request, &around).ok_or(CmeError::InvalidParameter)?;
            let Login { username, password, client_id } = login;
            let place = if number == 4 { format!("\"{TUYA_HOST}\",{TUYA_PORT},") } else { String::new() };
            Ok(Reply::line(format!("+MQTTAUTHCFG: {number},{place}\"{username}\",\"{password}\",\"{client_id}\"")))
        }
    }
}

/// The parameters of one cloud. `None` where there is nothing to compute.
fn read(device: &mut Device, call: &Call, number: u8) -> Result<Option<Request>, CmeError> {
    Ok(Some(match number {
        1 => {
            let [product, name, secret, tls] = fields(call, [SHORT; 4])?;
            let tls = match tls.as_str() {
                "0" => false,
                "1" => true,
                _ => return Err(CmeError::InvalidParameter),
            };
            Request::Alibaba { product, device: name, secret, tls }
        }
        2 => {
            let [product, name, secret] = fields(call, [SHORT; 3])?;
            Request::Tencent { product, device: name, secret }
        }
        3 => {
            let [name, secret] = fields(call, [SHORT; 2])?;
            Request::Huawei { device: name, secret }
        }
        4 => return tuya(device, call),
        5 => {
            let [product, name, key] = fields(call, [LONG, SHORT, SHORT])?;
            Request::OneNet { product, device: name, key }
        }
        6 => {
            let [core, name, secret] = fields(call, [SHORT; 3])?;
            Request::Baidu { core, device: name, secret }
        }
        7 => {
            call.parameters(1, 1)?;
            return Ok(None);
        }
        8 => {
            let [product, name, token, user] = fields(call, [LONG; 4])?;
            Request::Aep { product, device: name, token, user }
        }
        _ => {
            let [product, name, secret, token] = fields(call, [SHORT, SHORT, SHORT, LONG])?;
            Request::Unicom { product, device: name, secret, token }
        }
    }))
}

/// Cloud 4 runs a session of its own: 1 starts it, 0 stops it and needs no more.
fn tuya(device: &mut Device, call: &Call) -> Result<Option<Request>, CmeError> {
    match small(call.parameters(2, 5)?.get(1), (0, 1))? {
        0 => {
            device.stop_tuya();
            Ok(None)
        }
        _ => {
            let [_, _, uuid, key] = fields(call, [SHORT; 4])?;
            device.start_tuya();
            Ok(Some(Request::TuyaStart { uuid, key }))
        }
    }
}

/// The parameters after the number of the cloud, as texts of at most so many bytes.
fn fields<const N: usize>(call: &Call, longest: [usize; N]) -> Result<[String; N], CmeError> {
    let parameters = call.parameters(N + 1, N + 1)?.iter().skip(1);
    let fields = parameters.zip(longest).map(|(one, longest)| word(Some(one), longest));
    fields.collect::<Result<Vec<_>, _>>()?.try_into().map_err(|_| CmeError::IncorrectParameters)
}
