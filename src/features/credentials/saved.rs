//! Devices that this browser remembers when asked to, without their secrets.

use fibocom_cloud::{Key, Scheme, Values};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::draft::Form;
use crate::storage::Keep;
use crate::ui::{Button, Details, Icon, Note, TextArea, Tone, Variant, save_file, use_toaster};
use crate::{t, words};

/// Where they are kept.
const PLACE: &str = "credentials-devices";

/// A device without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Device {
    scheme: &'static Scheme,
    values: Values,
}

impl Device {
    /// What may be kept of a form; nothing, where nothing is left.
    pub(super) fn of(scheme: &'static Scheme, values: &Values) -> Option<Self> {
        let open = values.iter().filter(|(key, _)| !key.is_secret());
        let values = open.fold(Values::new(), |values, (key, text)| values.with(key, text));
        (!values.is_empty()).then_some(Self { scheme, values })
    }

    /// What it is called in a list: what tells it from others of its product.
    pub(super) fn name(&self) -> String {
        const NAMES: [Key; 7] = [
            Key::DeviceName,
            Key::DeviceId,
            Key::DevId,
            Key::Uuid,
            Key::DeviceKey,
            Key::DeviceNumber,
            Key::ClientIdChoice,
        ];
        let named = NAMES.into_iter().find_map(|key| self.values.get(key));
        named.or_else(|| self.values.iter().next().map(|(_, text)| text)).unwrap_or_default().to_owned()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.name() == other.name()
    }
}

/// Devices as text.
pub(super) fn to_json(devices: &[Device]) -> String {
    let one = |device: &Device| {
        let values: Map<_, _> =
            device.values.iter().map(|(key, text)| (key.name().to_owned(), Value::from(text))).collect();
        json!({ "scheme": device.scheme.id, "values": values })
    };
    Value::from(devices.iter().map(one).collect::<Vec<_>>()).to_string()
}

/// The devices in a text. What cannot be read is left out, and so is every secret.
pub(super) fn from_json(text: &str) -> Vec<Device> {
    let read = |one: &Value| {
        let scheme = Scheme::named(one.get("scheme")?.as_str()?)?;
        let values = one.get("values")?.as_object()?.iter();
        let known = values.filter_map(|(name, text)| Some((Key::named(name)?, text.as_str()?)));
        Device::of(scheme, &known.fold(Values::new(), |values, (key, text)| values.with(key, text)))
    };
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    all.iter().filter_map(read).collect()
}

/// The same devices and more; one of the same name takes the place of the other.
pub(super) fn merged(mut devices: Vec<Device>, more: Vec<Device>) -> Vec<Device> {
    for device in more {
        devices.retain(|other| !other.is_like(&device));
        devices.push(device);
    }
    devices
}

/// The part, folded away.
#[component]
pub(super) fn Saved(form: Form) -> impl IntoView {
    let devices = RwSignal::new(Keep::InBrowser.read(PLACE).map(|text| from_json(&text)).unwrap_or_default());
    let toaster = use_toaster();
    let keep = move |all: Vec<Device>| {
        let kept = if all.is_empty() {
            Keep::InBrowser.remove(PLACE);
            true
        } else {
            Keep::InBrowser.write(PLACE, &to_json(&all))
        };
        devices.set(all);
        if !kept {
            toaster.show(Tone::Warn, t!("credentials-saved-refused"));
        }
    };
    let device = Memo::new(move |_| form.values.with(|values| Device::of(form.scheme.get(), values)));
    let save = move || {
        if let Some(device) = device.get_untracked() {
            keep(merged(devices.get_untracked(), vec![device]));
        }
    };
    let export = move || {
        let text = devices.with_untracked(|devices| to_json(devices));
        if save_file("devices.json", text.as_bytes()).is_err() {
            toaster.show(Tone::Bad, t!("credentials-many-unsaved"));
        }
    };
    let (importing, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    let import = move || {
        let found = text.with_untracked(|text| from_json(text));
        if found.is_empty() {
            toaster.show(Tone::Warn, t!("credentials-saved-unreadable"));
        } else {
            keep(merged(devices.get_untracked(), found));
            text.set(String::new());
            importing.set(false);
        }
    };
    let rows = move || devices.get().into_iter().map(|device| row(form, device, devices, keep)).collect_view();
    let nothing = move || device.get().is_none().then(|| t!("credentials-saved-nothing"));
    let none = move || devices.with(Vec::is_empty).then(|| t!("credentials-saved-none"));
    view! {
        <Details summary=t!("credentials-saved")>
            <Note tone=Tone::Info>{t!("credentials-saved-remark")}</Note>
            <ul class="first-topics">{rows}</ul>
            <div class="bar">
                <Button icon=Icon::Plus disabled_reason=nothing on_press=save>{t!("credentials-saved-save")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Download disabled_reason=none on_press=export>
                    {t!("credentials-saved-export")}
                </Button>
                <Button variant=Variant::Quiet icon=Icon::Upload on_press=move || importing.update(|open| *open = !*open)>
                    {t!("credentials-saved-import")}
                </Button>
            </div>
            <Show when=move || importing.get()>
                <div class="stack credential-outcome">
                    <TextArea label=t!("credentials-saved-text") value=text rows=3/>
                    <div class="bar"><Button on_press=import>{t!("credentials-saved-read")}</Button></div>
                </div>
            </Show>
        </Details>
    }
}

fn row(
    form: Form,
    device: Device,
    devices: RwSignal<Vec<Device>>,
    keep: impl Fn(Vec<Device>) + Copy + 'static,
) -> impl IntoView {
    let (name, cloud) = (device.name(), words::cloud_name(device.scheme.cloud));
    let (used, forgotten) = (device.clone(), device);
    let open = move || form.fill(used.scheme, &used.values);
    let forget = move || {
        let mut left = devices.get_untracked();
        left.retain(|other| *other != forgotten);
        keep(left);
    };
    let (open_name, forget_name) =
        (t!("credentials-saved-open-name", name = name.as_str()), t!("credentials-saved-forget", name = name.as_str()));
    view! {
        <li>
            <div><b>{name}</b> " " <span class="muted small">{cloud}</span></div>
            <div class="bar saved-do">
                <Button name=open_name on_press=open>{t!("credentials-saved-open")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Trash name=forget_name on_press=forget/>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(name: &str) -> Device {
        let values =
            Values::new().with(Key::ProductKey, "a1").with(Key::DeviceName, name).with(Key::DeviceSecret, "never kept");
        Device::of(Scheme::named("aliyun-triple").unwrap(), &values).unwrap()
    }

    #[test]
    fn devices_come_back_as_they_were_without_their_secrets() {
        let devices = vec![device("press7"), device("press8")];
        let text = to_json(&devices);
        assert!(!text.contains("never kept"), "{text}");
        assert_eq!(from_json(&text), devices);
        let smuggled = text.replace("\"devicename\"", "\"devicesecret\":\"never kept\",\"devicename\"");
        assert_eq!(from_json(&smuggled), devices);
    }

    #[test]
    fn a_device_of_the_same_name_takes_the_place_of_the_other() {
        let names = |devices: Vec<Device>| devices.iter().map(Device::name).collect::<Vec<_>>();
        let merged = merged(vec![device("a"), device("b")], vec![device("a"), device("c")]);
        assert_eq!(names(merged), ["b", "a", "c"]);
    }

    #[test]
    fn what_cannot_be_read_is_no_device() {
        for text in
            ["", "{}", "[1]", "[{\"scheme\":\"nonsense\",\"values\":{}}]", "[{\"scheme\":\"tuyalink\",\"values\":{}}]"]
        {
            assert_eq!(from_json(text), [], "{text}");
        }
    }
}
