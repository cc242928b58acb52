//! `AT+MQTTAUTHCFG`: a login for a cloud.

use fibocom_at::codes::CmeError;

use super::{CLOUD, Command, word};
use crate::call::{Call, Form, Parameter, small};
use crate::clouds::{self, Circumstances, Login, Request, TUYA_HOST, TUYA_PORT};
use crate::device::{Device, Sim};
use crate::reply::{Outcome, Reply};

/// Configure registration parameters of MQTT cloud, +MQTTAUTHCFG (003, 1.18).
///
/// # Wire
/// `AT+MQTTAUTHCFG=<1-9>,…`, the parameters by cloud, each up to 128 bytes, or 255 for cloud 8:
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

/// Longest parameter in bytes, and of cloud 8.
const LENGTH_MAX: usize = 128;
const AEP_LENGTH_MAX: usize = 255;

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
    let fields = |count: usize| Fields::of(call, count, if number == 8 { AEP_LENGTH_MAX } else { LENGTH_MAX });
    Ok(Some(match number {
        1 => {
            let [product, name, secret, tls] = fields(4)?.take()?;
            let tls = match tls.as_str() {
                "0" => false,
                "1" => true,
                _ => return Err(CmeError::InvalidParameter),
            };
            Request::Alibaba { product, device: name, secret, tls }
        }
        2 => {
            let [product, name, secret] = fields(3)?.take()?;
            Request::Tencent { product, device: name, secret }
        }
        3 => {
            let [name, secret] = fields(2)?.take()?;
            Request::Huawei { device: name, secret }
        }
        4 => return tuya(device, call),
        5 => {
            let [product, name, key] = fields(3)?.take()?;
            Request::OneNet { product, device: name, key }
        }
        6 => {
            let [core, name, secret] = fields(3)?.take()?;
            Request::Baidu { core, device: name, secret }
        }
        7 => {
            call.parameters(1, 1)?;
            return Ok(None);
        }
        8 => {
            let [product, name, token, user] = fields(4)?.take()?;
            Request::Aep { product, device: name, token, user }
        }
        _ => {
            let [product, name, secret, token] = fields(4)?.take()?;
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
            let [_, _, uuid, key] = Fields::of(call, 4, LENGTH_MAX)?.take()?;
            device.start_tuya();
            Ok(Some(Request::TuyaStart { uuid, key }))
        }
    }
}

/// The parameters after the number of the cloud, as texts.
struct Fields(Vec<String>);

impl Fields {
    fn of(call: &Call, count: usize, longest: usize) -> Result<Self, CmeError> {
        let parameters = call.parameters(count + 1, count + 1)?;
        parameters.iter().skip(1).map(|one: &Parameter| word(Some(one), longest)).collect::<Result<_, _>>().map(Self)
    }

    fn take<const N: usize>(self) -> Result<[String; N], CmeError> {
        self.0.try_into().map_err(|_| CmeError::IncorrectParameters)
    }
}
