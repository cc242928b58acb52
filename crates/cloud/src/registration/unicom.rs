//! Registration with China Unicom DMP: the usual login, signed with the product secret.
//!
//! Source: China Unicom's DMP MQTT demo (package `cn.cuiot.dmp.device`); the parameters are those of MQTTAUTHDYN (MQTT V1.3, 1.17).

use super::{Login, PRODUCT_KEY, PRODUCT_SECRET, Registration, Way};
use crate::invalid::Invalid;
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Cloud, Entry, Kind};
use crate::unicom;
use crate::values::Values;

/// 1 for devices that the product knows already, 2 for others.
const MODES: &[&str] = &["1", "2"];

pub(super) static MQTT: Way = Way {
    id: "unicom-dmp-register",
    number: 3,
    cloud: Cloud::Unicom,
    entries: &[
        PRODUCT_KEY,
        PRODUCT_SECRET,
        Entry::required(Key::DeviceKey, 128),
        Entry::choice(Key::AuthMode, MODES),
        Entry::choice(Key::ClearFlag, &["0", "1"]),
        Entry::required(Key::DeviceIdChoice, 48),
        Entry::advanced(Key::Operator, Kind::Choice(unicom::OPERATORS)),
    ],
    register,
};

fn register(values: &Values, _: &Moment) -> Result<Registration, Invalid> {
    let login = unicom::Login::read(values)?;
    let secret = values.secret(Key::ProductSecret, 128)?;
    values.switch(Key::ClearFlag)?;
    let mode = values.one_of(Key::AuthMode, MODES)?;
    let made = login.signed(mode, Key::ProductSecret, &secret);
    let last = if mode == "1" { "regist" } else { "autoregist" };
    Ok(Registration::Login(Login {
        username: made.username,
        password: made.password,
        client_id: made.client_id,
        endpoint: made.endpoint,
        reply_topic: format!("$sys/{}/{}/ext/{last}", login.product_key, login.device_key),
        steps: made.steps,
    }))
}
