//! MQTTAUTHDYN: registers the device with a cloud, which answers with its secret.

use std::time::Duration;

use super::cloud_login::usages::{DEVICE_KEY, DEVICE_NAME, PRODUCT_KEY};
use super::parameter::{Kind, Limit, Parameter, Rule, Value};
use super::{Command, CommandLine, Form, LateLines, Limits, Listed, Spec, Typed, Usage};
use crate::args::{CloudSecret, CloudText, Port};
use crate::codes::{CloudEncryption, CloudStatus};
use crate::frame::int;
use crate::meaning::{self, Meaning, Meanings, entries};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTAUTHDYN",
    id: "command-mqttauthdyn",
    usages: &[
        Usage::set(
            &[ALIBABA, HOST, PORT, PRODUCT_KEY, PRODUCT_SECRET, DEVICE_NAME],
            "+MQTTAUTHDYN: 1,\"<product key>\",\"<device name>\",\"<device secret>\"",
            "AT+MQTTAUTHDYN=1,\"broker.example\",1883,\"product\",\"0a1b2c3d\",\"device-7\"",
        ),
        Usage::set(
            &[TENCENT, URL, PRODUCT_KEY, PRODUCT_SECRET, DEVICE_NAME],
            "+MQTTAUTHDYN: 2,<encryption>[,\"<device secret>\"]",
            "AT+MQTTAUTHDYN=2,\"http://broker.example/register\",\"product\",\"0a1b2c3d\",\"device-7\"",
        ),
        Usage::set(
            &[UNICOM, PRODUCT_KEY, PRODUCT_SECRET, DEVICE_KEY, CLEAR, REGISTERED],
            "+MQTTAUTHDYN: 3,<status>,\"<device secret>\",\"<token>\"",
            "AT+MQTTAUTHDYN=3,\"product\",\"0a1b2c3d\",\"device-7\",0,1",
        ),
        Usage::test("+MQTTAUTHDYN: <cloud>,<parameters>…"),
    ],
    example: "AT+MQTTAUTHDYN=3,\"product\",\"0a1b2c3d\",\"device-7\",0,1",
    source: Source { manual: Manual::MqttV13, section: "1.17" },
    feature: Some(Feature::CloudAuth),
    // The firmware waits 10 s for the cloud.
    late_lines: Some(LateLines { form: Form::Set, first: Duration::from_secs(30), more: None }),
    limits: Limits { reply: Duration::from_secs(10), status: Duration::ZERO },
    // Secret and token stand in different places for each cloud.
    secret_values: &[2, 3],
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings {
        asks,
        says: |_| Some(REGISTERED_WITH.with([])),
        done: meaning::result_follows,
        ..Meanings::NONE
    },
    known: KNOWN,
};

const ALIBABA: Parameter = Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: 1, id: "value-cloud-1" }]));
const TENCENT: Parameter = Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: 2, id: "value-cloud-2" }]));
const UNICOM: Parameter =
    Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: 3, id: "value-cloud-dmp" }]));
const HOST: Parameter = Parameter::new("parameter-host", Kind::Text(Rule::Plain, Limit::Fixed(0, 255)));
const PORT: Parameter = Parameter::new("parameter-port", Kind::Number(Limit::Fixed(1, 65_535)));
const URL: Parameter = Parameter::new("parameter-url", Kind::Text(Rule::Plain, Limit::Fixed(1, 255)));
const PRODUCT_SECRET: Parameter =
    Parameter::new("parameter-product-secret", Kind::Text(Rule::Plain, Limit::Fixed(0, 128))).secret();
const CLEAR: Parameter = Parameter::new(
    "parameter-clear",
    Kind::Choice(&[Value { number: 0, id: "value-clear-0" }, Value { number: 1, id: "value-clear-1" }]),
);
const REGISTERED: Parameter = Parameter::new(
    "parameter-pre-registration",
    Kind::Choice(&[
        Value { number: 1, id: "value-pre-registration-1" },
        Value { number: 2, id: "value-pre-registration-2" },
    ]),
);

/// What a cloud wants to know to take a device in (003, 1.17). The numbers are the first argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloudRegistration {
    /// 1: Alibaba Cloud.
    Alibaba {
        /// Where to register.
        host: CloudText<255>,
        /// Its port.
        port: Port,
        /// The product.
        product_key: CloudText<128>,
        /// Its secret.
        product_secret: CloudSecret<128>,
        /// The device.
        device_name: CloudText<128>,
    },
    /// 2: Tencent Cloud.
    Tencent {
        /// Where to register, 1 to 255 bytes.
        url: CloudText<255>,
        /// The product.
        product_key: CloudText<128>,
        /// Its secret.
        product_secret: CloudSecret<128>,
        /// The device.
        device_name: CloudText<128>,
    },
    /// 3: DMP of China Unicom.
    UnicomDmp {
        /// The product.
        product_key: CloudText<128>,
        /// Its secret.
        product_secret: CloudSecret<128>,
        /// The device.
        device_key: CloudText<128>,
        /// Whether what is configured is cleared first.
        clear: Clear,
        /// Whether the device is known to the cloud.
        pre_registration: PreRegistration,
    },
}

/// Whether a configuration is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clear {
    /// 0: it is kept.
    No,
    /// 1: it is cleared.
    Yes,
}

/// Whether a device was made known to the cloud before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PreRegistration {
    /// 1: it was.
    Done,
    /// 2: it was not.
    None,
}

/// What a cloud answered.
#[derive(Clone, PartialEq, Eq)]
pub enum CloudRegistered {
    /// Alibaba Cloud.
    Alibaba {
        /// The product.
        product_key: String,
        /// The device.
        device_name: String,
        /// Its secret.
        device_secret: String,
    },
    /// Tencent Cloud.
    Tencent {
        /// How the device will prove who it is.
        encryption: CloudEncryption,
        /// Its secret, where that is the way.
        device_secret: Option<String>,
    },
    /// DMP of China Unicom.
    UnicomDmp {
        /// Whether it worked: 0 is success here.
        status: CloudStatus,
        /// The device's secret.
        device_secret: String,
        /// Its token.
        token: String,
    },
}

impl std::fmt::Debug for CloudRegistered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Alibaba { product_key, device_name, .. } => {
                write!(f, "Alibaba({product_key:?}, {device_name:?}, …)")
            }
            Self::Tencent { encryption, .. } => write!(f, "Tencent({encryption:?}, …)"),
            Self::UnicomDmp { status, .. } => write!(f, "UnicomDmp({status:?}, …)"),
        }
    }
}

/// Configure dynamic registration of MQTT cloud, +MQTTAUTHDYN.
///
/// # Wire
/// `AT+MQTTAUTHDYN=<cloud>,…`, answered by `OK` first and then, when the cloud has answered, by `+MQTTAUTHDYN: <cloud>,…`. Texts up
/// to 128 or 255 bytes. Errors: `ERROR` or `+CME ERROR:n`. Manual: 003, 1.17.
impl Command for CloudRegistration {
    type Reply = CloudRegistered;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let line = CommandLine::execute(SPEC.name);
        match self {
            Self::Alibaba { host, port, product_key, product_secret, device_name } => line
                .number(1_u8)
                .quoted(host.as_str())
                .number(port.number())
                .quoted(product_key.as_str())
                .quoted(product_secret.reveal())
                .quoted(device_name.as_str()),
            Self::Tencent { url, product_key, product_secret, device_name } => line
                .number(2_u8)
                .quoted(url.as_str())
                .quoted(product_key.as_str())
                .quoted(product_secret.reveal())
                .quoted(device_name.as_str()),
            Self::UnicomDmp { product_key, product_secret, device_key, clear, pre_registration } => line
                .number(3_u8)
                .quoted(product_key.as_str())
                .quoted(product_secret.reveal())
                .quoted(device_key.as_str())
                .number(u8::from(*clear == Clear::Yes))
                .number(if *pre_registration == PreRegistration::Done { 1_u8 } else { 2 }),
        }
    }

    fn read(&self, reply: &Reply) -> Result<CloudRegistered, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        let text = |at: usize| values.get(at).cloned().ok_or(Malformed);
        let code = || int(&values, 1).and_then(|number| u8::try_from(number).ok()).ok_or(Malformed);
        match int(&values, 0) {
            Some(1) => {
                Ok(CloudRegistered::Alibaba { product_key: text(1)?, device_name: text(2)?, device_secret: text(3)? })
            }
            Some(2) => Ok(CloudRegistered::Tencent { encryption: code()?.into(), device_secret: text(2).ok() }),
            Some(3) => Ok(CloudRegistered::UnicomDmp {
                status: code()?.into(),
                device_secret: text(2).unwrap_or_default(),
                token: text(3).unwrap_or_default(),
            }),
            _ => Err(Malformed),
        }
    }
}

entries! {
    ASKS = "meaning-ask-cloud-register" Info ("cloud");
    REGISTERED_WITH = "meaning-cloud-registered" Info ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    Some(ASKS.with([typed.set_number(0)?.into()]))
}

#[cfg(test)]
mod tests;
