//! The ways to write MQTTAUTHCFG: one for each cloud (003, 1.18).

use crate::commands::parameter::{Kind, Limit, Parameter, Rule, Value};
use crate::commands::usage::Usage;
use crate::profile::Inference;

macro_rules! cloud {
    ($number:literal, $id:literal) => {
        Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: $number, id: $id }]))
    };
}

const fn text(id: &'static str, most: u32) -> Parameter {
    Parameter::new(id, Kind::Text(Rule::Plain, Limit::Fixed(0, most)))
}

pub(in crate::commands) const PRODUCT_KEY: Parameter = text("parameter-product-key", 128);
pub(in crate::commands) const DEVICE_NAME: Parameter = text("parameter-device-name", 128);
const DEVICE_SECRET: Parameter = text("parameter-device-secret", 128).secret();
const DEVICE_ID: Parameter = text("parameter-device-id", 128);
pub(in crate::commands) const DEVICE_KEY: Parameter = text("parameter-device-key", 128);
const TUYA_ON: Parameter =
    Parameter::new("parameter-tuya-action", Kind::Choice(&[Value { number: 1, id: "value-tuya-action-1" }]));
const TUYA_OFF: Parameter =
    Parameter::new("parameter-tuya-action", Kind::Choice(&[Value { number: 0, id: "value-tuya-action-0" }]));
const UUID: Parameter = text("parameter-uuid", 128);
const AUTH_KEY: Parameter = text("parameter-auth-key", 128).secret();
const PRODUCT_ID: Parameter = text("parameter-product-id", 255);
const ACCESS_KEY: Parameter = text("parameter-access-key", 128).secret().inferred(Inference::AccessKey);
const CORE: Parameter = text("parameter-iot-core-id", 128);
const DEVICE_NUMBER: Parameter = text("parameter-device-number", 255);
const TOKEN: Parameter = text("parameter-token", 255).secret();
const AEP_USER: Parameter = text("parameter-aep-username", 255);
const TLS: Parameter = Parameter::new(
    "parameter-cloud-tls",
    Kind::LooseChoice(&[Value { number: 0, id: "value-cloud-tls-0" }, Value { number: 1, id: "value-cloud-tls-1" }]),
);

const LOGIN: &str = "+MQTTAUTHCFG: <cloud>,\"<username>\",\"<password>\",\"<client id>\"";
const LOGIN_AND_BROKER: &str = "+MQTTAUTHCFG: 4,\"<host>\",<port>,\"<username>\",\"<password>\",\"<client id>\"";

pub(super) const USAGES: &[Usage] = &[
    Usage::set(
        &[cloud!(1, "value-cloud-1"), PRODUCT_KEY, DEVICE_NAME, DEVICE_SECRET, TLS],
        LOGIN,
        "AT+MQTTAUTHCFG=1,\"product\",\"device-7\",\"0a1b2c3d\",\"0\"",
    ),
    Usage::set(
        &[cloud!(2, "value-cloud-2"), PRODUCT_KEY, DEVICE_NAME, DEVICE_SECRET],
        LOGIN,
        "AT+MQTTAUTHCFG=2,\"product\",\"device-7\",\"0a1b2c3d\"",
    ),
    Usage::set(
        &[cloud!(3, "value-cloud-3"), DEVICE_ID, DEVICE_SECRET],
        LOGIN,
        "AT+MQTTAUTHCFG=3,\"device-7\",\"0a1b2c3d\"",
    ),
    Usage::set(
        &[cloud!(4, "value-cloud-4"), TUYA_ON, PRODUCT_KEY, UUID, AUTH_KEY],
        LOGIN_AND_BROKER,
        "AT+MQTTAUTHCFG=4,1,\"product\",\"uuid-7\",\"0a1b2c3d\"",
    ),
    Usage::set(
        &[cloud!(4, "value-cloud-4"), TUYA_OFF, PRODUCT_KEY.optional(), UUID.with_previous(), AUTH_KEY.with_previous()],
        "",
        "AT+MQTTAUTHCFG=4,0",
    ),
    Usage::set(
        &[cloud!(5, "value-cloud-5"), PRODUCT_ID, DEVICE_NAME, ACCESS_KEY],
        LOGIN,
        "AT+MQTTAUTHCFG=5,\"product\",\"device-7\",\"0a1b2c3d\"",
    ),
    Usage::set(
        &[cloud!(6, "value-cloud-6"), CORE, DEVICE_KEY, DEVICE_SECRET],
        LOGIN,
        "AT+MQTTAUTHCFG=6,\"core\",\"device-7\",\"0a1b2c3d\"",
    ),
    Usage::set(&[cloud!(7, "value-cloud-7")], "", "AT+MQTTAUTHCFG=7"),
    Usage::set(
        &[cloud!(8, "value-cloud-8"), PRODUCT_ID, DEVICE_NUMBER, TOKEN, AEP_USER],
        LOGIN,
        "AT+MQTTAUTHCFG=8,\"product\",\"7\",\"0a1b2c3d\",\"user\"",
    ),
    Usage::set(
        &[cloud!(9, "value-cloud-9"), PRODUCT_KEY, DEVICE_KEY, DEVICE_SECRET, TOKEN],
        LOGIN,
        "AT+MQTTAUTHCFG=9,\"product\",\"device-7\",\"0a1b2c3d\",\"token\"",
    ),
    Usage::test("+MQTTAUTHCFG: <cloud>,<parameters>…"),
];
