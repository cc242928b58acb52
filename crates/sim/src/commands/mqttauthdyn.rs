//! `AT+MQTTAUTHDYN`: a device that registers itself with a cloud.

use fibocom_at::codes::{CmeError, MqttError};

use super::{CLOUD, Command, word};
use crate::call::{Call, Form, integer, small};
use crate::clouds::{Cloud, Registered, register};
use crate::device::{Bearer, Device};
use crate::reply::{Effect, Outcome, Reply};

/// Configure dynamic registration of MQTT cloud, +MQTTAUTHDYN (003, 1.17).
///
/// # Wire
/// `AT+MQTTAUTHDYN=1,"host",<port>,"product key","product secret","device name"`, `=2,"url","product key","product secret",
/// "device name"`, `=3,"product key","product secret","device key",<clear flag 0 or 1>,<auth mode 1 or 2>`: `OK`, and after it
/// `+MQTTAUTHDYN: 1,<product key>,<device name>,<device secret>`, `+MQTTAUTHDYN: 2,2,<device secret>`, or
/// `+MQTTAUTHDYN: 3,<0 success, 1 error>,<device secret>,<token>`. Nothing is in quotes in the manual. Error 3 without an IP
/// address; 703 when cloud 1 refuses, where registering is a login with the product's secret, and 704 when cloud 2 does, which
/// checks a signature. The registry is a virtual one.
pub(super) const MQTTAUTHDYN: Command = Command { name: "+MQTTAUTHDYN", run, ..CLOUD };

const TEST: [&str; 3] = [
    "+MQTTAUTHDYN: 1,<host>,<port>,<productkey>,<productsecret>,<devicename>",
    "+MQTTAUTHDYN: 2,<url>,<productkey>,<productsecret>,<devicename>",
    "+MQTTAUTHDYN: 3,<productkey>,<productsecret>,<devicekey>,<clearflag>,<authmode>",
];

/// Longest parameter in bytes; hosts and addresses are longer, and an address is never empty.
const LENGTH_MAX: usize = 128;
const HOST_MAX: usize = 255;

/// How long the cloud takes to answer, in milliseconds.
const REGISTRATION: (u64, u64) = (800, 2_500);

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::lines(TEST.iter().map(|line| line.as_bytes().to_vec()).collect())),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let line = match small(call.parameters(1, 6)?.first(), (1, 3))? {
                1 => alibaba(device, call)?,
                2 => tencent(device, call)?,
                _ => unicom(device, call)?,
            };
            Ok(Reply::ok().then(REGISTRATION, Effect::Print(line.into_bytes())))
        }
    }
}

fn alibaba(device: &Device, call: &Call) -> Result<String, CmeError> {
    let parameters = call.parameters(6, 6)?;
    let at = |place: usize, longest: usize| word(parameters.get(place), longest);
    at(1, HOST_MAX)?;
    integer(parameters.get(2), (1, 65_535))?;
    let (product, secret, name) = (at(3, LENGTH_MAX)?, at(4, LENGTH_MAX)?, at(5, LENGTH_MAX)?);
    let given = ask(device, Cloud::Alibaba, &secret, &product, &name)?
        .ok_or_else(|| refused(MqttError::BadUserNameOrPassword))?;
    Ok(format!("+MQTTAUTHDYN: 1,{product},{name},{}", given.secret))
}

/// The secret is a pre-shared key, encryption type 2: certificates are not given out.
fn tencent(device: &Device, call: &Call) -> Result<String, CmeError> {
    let parameters = call.parameters(5, 5)?;
    let at = |place: usize, longest: usize| word(parameters.get(place), longest);
    if at(1, HOST_MAX)?.is_empty() {
        return Err(CmeError::InvalidParameter);
    }
    let (product, secret, name) = (at(2, LENGTH_MAX)?, at(3, LENGTH_MAX)?, at(4, LENGTH_MAX)?);
    let given =
        ask(device, Cloud::Tencent, &secret, &product, &name)?.ok_or_else(|| refused(MqttError::NotAuthorized))?;
    Ok(format!("+MQTTAUTHDYN: 2,2,{}", given.secret))
}

/// Mode 1 gives a secret, mode 2 a token.
fn unicom(device: &Device, call: &Call) -> Result<String, CmeError> {
    let parameters = call.parameters(6, 6)?;
    let at = |place: usize| word(parameters.get(place), LENGTH_MAX);
    let (product, secret, name) = (at(1)?, at(2)?, at(3)?);
    small(parameters.get(4), (0, 1))?;
    let mode = small(parameters.get(5), (1, 2))?;
    Ok(match (mode, ask(device, Cloud::Unicom, &secret, &product, &name)?) {
        (_, None) => "+MQTTAUTHDYN: 3,1,,".to_owned(),
        (1, Some(given)) => format!("+MQTTAUTHDYN: 3,0,{},", given.secret),
        (_, Some(given)) => format!("+MQTTAUTHDYN: 3,0,,{}", given.token),
    })
}

/// An error of the MQTT commands' own list (003, 2.1).
fn refused(error: MqttError) -> CmeError {
    CmeError::from(error.number())
}

/// The registry's answer; error 3 where there is no way to it.
fn ask(device: &Device, cloud: Cloud, secret: &str, product: &str, name: &str) -> Result<Option<Registered>, CmeError> {
    if !matches!(device.network.bearer, Bearer::Up(_)) {
        return Err(CmeError::OperationNotAllowed);
    }
    Ok(register(device.config.cloud.as_ref(), cloud, secret, product, name))
}
