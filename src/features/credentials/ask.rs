//! Has the module work out the same login, so that its answer can be judged.

use fibocom_at::Problem;
use fibocom_at::args::{CloudSecret, CloudText};
use fibocom_at::commands::{CloudLogin, CloudTls};
use fibocom_at::profile::Feature;
use fibocom_cloud::{Key, Scheme, Secret, Triple, Values};
use leptos::{prelude::*, task::spawn_local};

use super::draft::Form;
use crate::ui::{Button, Tone, use_toaster};
use crate::{t, words};

/// The button. What the module answers stands in the fields below it.
#[component]
pub(super) fn Ask(form: Form) -> impl IntoView {
    let (busy, toaster) = (RwSignal::new(false), use_toaster());
    let connected = form.workbench.is_connected();
    let login = Memo::new(move |_| {
        let right = form.mistakes.with(Vec::is_empty);
        right.then(|| form.values.with(|values| login(form.scheme.get(), values))).flatten()
    });
    let reason = move || {
        if !connected.get() {
            Some(t!("credentials-ask-connect"))
        } else if !form.profile.get().has(Feature::CloudAuth) {
            Some(t!("credentials-ask-series"))
        } else if form.mistakes.with(|wrong| !wrong.is_empty()) {
            Some(t!("credentials-fill-first"))
        } else {
            login.with(Option::is_none).then(|| t!("credentials-ask-kind"))
        }
    };
    let ask = move || {
        let Some(login) = login.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            match form.workbench.work_out_login(login).await {
                Ok(Some(answer)) => form.triple().set(Triple {
                    username: answer.username,
                    password: Secret::new(&answer.password),
                    client_id: answer.client_id,
                }),
                Ok(None) => {}
                Err(error) => toaster.show(Tone::Bad, words::work_error(&error).text),
            }
            busy.try_set(false);
        });
    };
    let asking = move || busy.get().then(|| t!("credentials-asking"));
    view! {
        <div class="bar credentials-about">
            <Button busy=asking disabled_reason=reason on_press=ask>{t!("credentials-ask")}</Button>
            {move || reason().map(|text| view! { <span class="muted small">{text}</span> })}
        </div>
    }
}

/// The command with the same inputs; nothing, where it does not know this kind of device.
fn login(scheme: &Scheme, values: &Values) -> Option<CloudLogin> {
    made(scheme, values).ok().flatten()
}

fn made(scheme: &Scheme, values: &Values) -> Result<Option<CloudLogin>, Problem> {
    let value = |key| values.get(key).unwrap_or_default();
    let name = |key| CloudText::<128>::parse(value(key));
    let long = |key| CloudText::<255>::parse(value(key));
    let secret = |key| CloudSecret::<128>::parse(value(key));
    let token = |key| CloudSecret::<255>::parse(value(key));
    Ok(Some(match scheme.id {
        "aliyun-triple" => CloudLogin::Alibaba {
            product_key: name(Key::ProductKey)?,
            device_name: name(Key::DeviceName)?,
            device_secret: secret(Key::DeviceSecret)?,
            tls: if value(Key::Tls) == "1" { CloudTls::On } else { CloudTls::Off },
        },
        "tencent-psk" => CloudLogin::Tencent {
            product_key: name(Key::ProductKey)?,
            device_name: name(Key::DeviceName)?,
            device_secret: secret(Key::DeviceSecret)?,
        },
        "huawei-iotda-secret" => {
            CloudLogin::Huawei { device_id: name(Key::DeviceId)?, device_secret: secret(Key::DeviceSecret)? }
        }
        "onenet-token" => CloudLogin::OneNet {
            product_id: long(Key::ProductId)?,
            device_name: name(Key::DeviceName)?,
            access_key: secret(Key::AccessKey)?,
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

#[cfg(test)]
mod tests {
    use fibocom_at::Request;
    use fibocom_cloud::SCHEMES;

    use super::*;

    #[test]
    fn the_module_is_asked_with_what_was_typed() {
        let values = Values::new().with(Key::DeviceId, "5f05_press7").with(Key::DeviceSecret, "12345678");
        let huawei = login(Scheme::named("huawei-iotda-secret").unwrap(), &values).unwrap();
        let line = Request::of(&huawei).line;
        assert_eq!(String::from_utf8_lossy(&line).trim_end(), "AT+MQTTAUTHCFG=3,\"5f05_press7\",\"12345678\"");
    }

    #[test]
    fn kinds_of_devices_that_the_command_does_not_know_are_not_asked_about() {
        let unknown = SCHEMES.iter().filter(|scheme| login(scheme, &Values::new()).is_none()).map(|scheme| scheme.id);
        let expected = ["tuya-device-bind", "tuyalink", "tuya-device-activated", "aws-x509"];
        assert_eq!(unknown.collect::<Vec<_>>(), expected);
    }
}
