//! What was typed for a cloud as the command that has the module work out the same login, and the module's answer in the same form.

use fibocom_at::args::{CloudSecret, CloudText};
use fibocom_at::commands::{CloudLogin, CloudTls, WorkedOutLogin};
use fibocom_cloud::{Invalid, Key, Scheme, Secret, Triple, Values};

use super::{misfit, value};

/// The command; nothing, where it does not know this kind of device.
///
/// # Errors
/// A value that the command does not take.
pub fn login_command(scheme: &Scheme, values: &Values) -> Result<Option<CloudLogin>, Invalid> {
    let name = |key| CloudText::<128>::parse(value(values, key)).map_err(|problem| misfit(key, problem));
    let long = |key| CloudText::<255>::parse(value(values, key)).map_err(|problem| misfit(key, problem));
    let secret = |key| CloudSecret::<128>::parse(value(values, key)).map_err(|problem| misfit(key, problem));
    let token = |key| CloudSecret::<255>::parse(value(values, key)).map_err(|problem| misfit(key, problem));
    Ok(Some(match scheme.id {
        "aliyun-triple" => CloudLogin::Alibaba {
            product_key: name(Key::ProductKey)?,
            device_name: name(Key::DeviceName)?,
            device_secret: secret(Key::DeviceSecret)?,
            tls: if matches!(value(values, Key::Tls), "1" | "true") { CloudTls::On } else { CloudTls::Off },
        },
        "tencent-psk" => CloudLogin::Tencent {
            product_key: name(Key::ProductKey)?,
            device_name: name(Key::DeviceName)?,
            device_secret: secret(Key::DeviceSecret)?,
        },
        "huawei-iotda-secret" => {
            CloudLogin::Huawei { device_id: name(Key::DeviceId)?, device_secret: secret(Key::DeviceSecret)? }
        }
        "tuya-device-bind" => CloudLogin::TuyaOn {
            product_key: name(Key::ProductKey)?,
            uuid: name(Key::Uuid)?,
            auth_key: secret(Key::AuthKey)?,
        },
        "onenet-token" => CloudLogin::OneNet {
            product_id: long(Key::ProductId)?,
            device_name: name(Key::DeviceName)?,
            access_key: CloudSecret::parse(value(values, Key::AccessKey))
                .map_err(|problem| misfit(Key::AccessKey, problem))?,
        },
        "baidu-iotcore" => CloudLogin::Baidu {
            iot_core_id: name(Key::IotCoreId)?,
            device_key: name(Key::DeviceKey)?,
            device_secret: secret(Key::DeviceSecret)?,
        },
        "aep-token" => CloudLogin::Aep {
            product_id: long(Key::ProductId)?,
            device_number: long(Key::DeviceNumber)?,
            token: token(Key::Token)?,
            user_name: long(Key::AepUsername)?,
        },
        "unicom-dmp" => CloudLogin::UnicomDmp {
            product_key: name(Key::ProductKey)?,
            device_key: name(Key::DeviceKey)?,
            device_secret: secret(Key::DeviceSecret)?,
            token: token(Key::Token)?,
        },
        _ => return Ok(None),
    }))
}

/// The module's answer as three strings to be judged.
#[must_use]
pub fn worked_out(login: &WorkedOutLogin) -> Triple {
    Triple {
        username: login.username.clone(),
        password: Secret::new(&login.password),
        client_id: login.client_id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::Request;
    use fibocom_cloud::{Problem, SCHEMES};

    use super::*;

    #[test]
    fn the_module_is_asked_with_what_was_typed() {
        let values = Values::new().with(Key::DeviceId, "5f05_press7").with(Key::DeviceSecret, "12345678");
        let huawei = login_command(Scheme::named("huawei-iotda-secret").unwrap(), &values).unwrap().unwrap();
        let line = Request::of(&huawei).line;
        assert_eq!(String::from_utf8_lossy(&line).trim_end(), "AT+MQTTAUTHCFG=3,\"5f05_press7\",\"12345678\"");
    }

    #[test]
    fn kinds_of_devices_that_the_command_does_not_know_are_not_asked_about() {
        let unknown = SCHEMES.iter().filter(|scheme| login_command(scheme, &Values::new()) == Ok(None));
        let expected = ["tuyalink", "tuya-device-activated", "aws-x509"];
        assert_eq!(unknown.map(|scheme| scheme.id).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_value_that_the_command_does_not_take_is_named() {
        let values = Values::new().with(Key::DeviceId, &"x".repeat(129));
        let wrong = login_command(Scheme::named("huawei-iotda-secret").unwrap(), &values);
        assert_eq!(wrong, Err(Problem::TooLong { bytes: 129, max: 128 }.at(Key::DeviceId)));
    }
}
