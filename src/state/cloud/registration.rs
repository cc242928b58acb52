//! What was typed for a registration as the command that has the module register, and what the cloud gave in the same names.

use fibocom_at::args::{CloudSecret, CloudText, Port};
use fibocom_at::codes::CloudStatus;
use fibocom_at::commands::{Clear, CloudRegistered, CloudRegistration, PreRegistration};
use fibocom_cloud::{Endpoint, Invalid, Key, Moment, Problem, Registration, Values, Way, register};

use super::{misfit, value};

/// The command. Where to register is what the page would use, unless it is given.
///
/// # Errors
/// A value that is missing, or that cloud or command do not take.
pub fn registration_command(way: &Way, values: &Values, moment: &Moment) -> Result<CloudRegistration, Invalid> {
    let name = |key| CloudText::<128>::parse(value(values, key)).map_err(|problem| misfit(key, problem));
    let secret = || {
        let secret = CloudSecret::<128>::parse(value(values, Key::ProductSecret));
        secret.map_err(|problem| misfit(Key::ProductSecret, problem))
    };
    let place = |key, text: &str| CloudText::<255>::parse(text).map_err(|problem| misfit(key, problem));
    match register(way, &complete(way, values), moment)? {
        Registration::Login(login) if way.number == 1 => {
            let missing = || Problem::Missing.at(Key::Host);
            let (host, port) = login.endpoint.as_ref().and_then(address).ok_or_else(missing)?;
            Ok(CloudRegistration::Alibaba {
                host: place(Key::Host, host)?,
                port: Port::new(port.into()).map_err(|problem| misfit(Key::Port, problem))?,
                product_key: name(Key::ProductKey)?,
                product_secret: secret()?,
                device_name: name(Key::DeviceName)?,
            })
        }
        Registration::Request(request) if way.number == 2 => Ok(CloudRegistration::Tencent {
            url: CloudText::required(&request.url).map_err(|problem| misfit(Key::Url, problem))?,
            product_key: name(Key::ProductKey)?,
            product_secret: secret()?,
            device_name: name(Key::DeviceName)?,
        }),
        _ => Ok(CloudRegistration::UnicomDmp {
            product_key: name(Key::ProductKey)?,
            product_secret: secret()?,
            device_key: name(Key::DeviceKey)?,
            clear: if matches!(value(values, Key::ClearFlag), "1" | "true") { Clear::Yes } else { Clear::No },
            pre_registration: match value(values, Key::AuthMode) {
                "2" => PreRegistration::None,
                _ => PreRegistration::Done,
            },
        }),
    }
}

fn address(endpoint: &Endpoint) -> Option<(&str, u16)> {
    Some((endpoint.host.as_str(), endpoint.port()?))
}

/// The values with a device id, which the module takes from its SIM: the command has no place for it.
fn complete(way: &Way, values: &Values) -> Values {
    let takes_one = way.entries.iter().any(|entry| entry.key == Key::DeviceIdChoice);
    let has_none = value(values, Key::DeviceIdChoice).is_empty();
    let values = values.clone();
    if takes_one && has_none { values.with(Key::DeviceIdChoice, "0000000000") } else { values }
}

/// What the cloud gave, by the names of the command's parameters; nothing, where it refused.
#[must_use]
pub fn given(registered: &CloudRegistered) -> Option<Values> {
    let some = |values: Values, key, text: &str| if text.is_empty() { values } else { values.with(key, text) };
    Some(match registered {
        CloudRegistered::Alibaba { product_key, device_name, device_secret } => Values::new()
            .with(Key::ProductKey, product_key)
            .with(Key::DeviceName, device_name)
            .with(Key::DeviceSecret, device_secret),
        CloudRegistered::Tencent { device_secret, .. } => {
            some(Values::new(), Key::DeviceSecret, device_secret.as_deref().unwrap_or_default())
        }
        CloudRegistered::UnicomDmp { status: CloudStatus::Success, device_secret, token } => {
            some(some(Values::new(), Key::DeviceSecret, device_secret), Key::Token, token)
        }
        CloudRegistered::UnicomDmp { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use fibocom_at::Request;

    use super::*;

    const MOMENT: Moment = Moment { unix: 1_700_000_000, random: [7; 15] };

    fn line(id: &str, values: &Values) -> Result<String, Invalid> {
        let command = registration_command(Way::named(id).unwrap(), values, &MOMENT)?;
        Ok(String::from_utf8_lossy(&Request::of(&command).line).trim_end().to_owned())
    }

    #[test]
    fn what_is_left_out_is_what_the_page_would_use() {
        let named = Values::new().with(Key::ProductKey, "p").with(Key::DeviceName, "d").with(Key::ProductSecret, "s");
        let keyed = named.clone().with(Key::DeviceKey, "d");
        for (id, values, expected) in [
            (
                "aliyun-mqtt-register",
                named.clone(),
                "=1,\"p.iot-as-mqtt.cn-shanghai.aliyuncs.com\",8883,\"p\",\"s\",\"d\"",
            ),
            (
                "aliyun-mqtt-register",
                named.clone().with(Key::Host, "h").with(Key::Port, "1883"),
                "=1,\"h\",1883,\"p\",\"s\",\"d\"",
            ),
            (
                "tencent-device-register",
                named,
                "=2,\"http://ap-guangzhou.gateway.tencentdevices.com/device/register\",\"p\",\"s\",\"d\"",
            ),
            ("unicom-dmp-register", keyed.clone(), "=3,\"p\",\"s\",\"d\",0,1"),
            (
                "unicom-dmp-register",
                keyed.with(Key::ClearFlag, "1").with(Key::AuthMode, "2"),
                "=3,\"p\",\"s\",\"d\",1,2",
            ),
        ] {
            assert_eq!(line(id, &values), Ok(format!("AT+MQTTAUTHDYN{expected}")), "{id}");
        }
        let missing = Err(Problem::Missing.at(Key::ProductKey));
        assert_eq!(line("unicom-dmp-register", &Values::new()), missing);
    }

    #[test]
    fn what_the_cloud_gave_has_the_names_of_the_form() {
        let unicom = |status, device_secret: &str, token: &str| CloudRegistered::UnicomDmp {
            status,
            device_secret: device_secret.to_owned(),
            token: token.to_owned(),
        };
        for (registered, expected) in [
            (unicom(CloudStatus::Success, "s", ""), Some(vec![(Key::DeviceSecret, "s")])),
            (unicom(CloudStatus::Success, "", "t"), Some(vec![(Key::Token, "t")])),
            (unicom(CloudStatus::Failed, "", ""), None),
        ] {
            let found = given(&registered);
            assert_eq!(found.as_ref().map(|values| values.iter().collect::<Vec<_>>()), expected);
        }
    }
}
