//! Devices that this browser remembers when asked to: without their secrets, unless those are asked for too.

use std::collections::BTreeSet;

use fibocom_cloud::{Key, Scheme, Values};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::files::TextFile;
use crate::limits::{DEVICE_TEXT, DEVICES, Over};
use crate::storage::{Keep, says_the_same, when_changed_elsewhere};
use crate::ui::{Button, Checkbox, Details, Icon, Pill, TextArea, Tone, Variant, outside, save_file, use_toaster};
use crate::{t, words};

/// Where they are kept.
const PLACE: &str = "credentials-devices";

/// A device as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Device {
    scheme: &'static Scheme,
    values: Values,
}

/// Whether secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    LeftOut,
    Kept,
}

impl Device {
    /// What is kept of a form; nothing, where nothing would tell the device from others.
    pub(super) fn of(scheme: &'static Scheme, values: &Values, secrets: Secrets) -> Option<Self> {
        values.iter().find(|(key, _)| !key.is_secret())?;
        let some = values.iter().filter(|(key, _)| secrets == Secrets::Kept || !key.is_secret());
        let values = some.fold(Values::new(), |values, (key, text)| values.with(key, text));
        Some(Self { scheme, values })
    }

    fn has_secret(&self) -> bool {
        self.values.iter().any(|(key, _)| key.is_secret())
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
        let open = || self.values.iter().find(|(key, _)| !key.is_secret()).map(|(_, text)| text);
        named.or_else(open).unwrap_or_default().to_owned()
    }
}

pub(super) fn to_json(devices: &[Device]) -> String {
    let one = |device: &Device| {
        let values: Map<_, _> =
            device.values.iter().map(|(key, text)| (key.name().to_owned(), Value::from(text))).collect();
        json!({ "scheme": device.scheme.id, "values": values })
    };
    Value::from(devices.iter().map(one).collect::<Vec<_>>()).to_string()
}

/// The devices in a text. What cannot be read is left out.
///
/// # Errors
/// [`Over`], before the text is read or before its devices are.
pub(super) fn from_json(text: &str, secrets: Secrets) -> Result<Vec<Device>, Over> {
    DEVICE_TEXT.admit(text.len())?;
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    DEVICES.admit(all.len())?;
    Ok(all.iter().filter_map(|one| device(one, secrets)).collect())
}

/// The device in a value; nothing, where this page does not know its cloud.
fn device(one: &Value, secrets: Secrets) -> Option<Device> {
    let scheme = Scheme::named(one.get("scheme")?.as_str()?)?;
    let values = one.get("values")?.as_object()?.iter();
    let known = values.filter_map(|(name, text)| Some((Key::named(name)?, text.as_str()?)));
    Device::of(scheme, &known.fold(Values::new(), |values, (key, text)| values.with(key, text)), secrets)
}

/// The same devices and more; one of the same name takes the place of the other.
pub(super) fn merged(devices: Vec<Device>, more: Vec<Device>) -> Vec<Device> {
    let mut seen = BTreeSet::new();
    let mut all: Vec<Device> = devices;
    all.extend(more);
    // From behind: of those of one name the last stays.
    all.reverse();
    all.retain(|device| seen.insert((device.scheme.id, device.name())));
    all.reverse();
    all
}

/// The devices that this browser keeps. What was kept with its secret was asked for so.
fn kept_devices() -> Vec<Device> {
    Keep::InBrowser.read_as(PLACE, |text| {
        let devices = from_json(text, Secrets::Kept).unwrap_or_default();
        // What this page has left out would be lost when it writes.
        if says_the_same(text, &to_json(&devices)) { Ok(devices) } else { Err(devices) }
    })
}

/// The same devices and one that was forgotten, at its place; unless one of its name has come since.
fn brought_back(mut devices: Vec<Device>, at: usize, forgotten: &Device) -> Vec<Device> {
    let is_there = |device: &Device| (device.scheme.id, device.name()) == (forgotten.scheme.id, forgotten.name());
    if !devices.iter().any(is_there) {
        devices.insert(at.min(devices.len()), forgotten.clone());
    }
    devices
}

/// The part, folded away.
#[component]
pub(in crate::features::credentials) fn Saved(form: CredentialsForm) -> impl IntoView {
    let devices = RwSignal::new(kept_devices());
    when_changed_elsewhere(PLACE, move || devices.set(kept_devices()));
    let toaster = use_toaster();
    let keep = move |all: Vec<Device>| {
        if let Err(over) = DEVICES.admit(all.len()) {
            return toaster.show(Tone::Warn, words::over(over, ""));
        }
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
    let with_secret = RwSignal::new(false);
    let secrets = move || if with_secret.get() { Secrets::Kept } else { Secrets::LeftOut };
    let device = Memo::new(move |_| form.values.with(|values| Device::of(form.scheme.get(), values, secrets())));
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
    let import = move |read: String| {
        let found = match from_json(&read, untrack(secrets)) {
            Ok(found) => found,
            Err(over) => return toaster.show(Tone::Warn, words::over(over, "")),
        };
        text.set(read);
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
    let any_secret = move || devices.with(|devices| devices.iter().any(Device::has_secret));
    view! {
        <Details summary=t!("credentials-saved")>
            <p class="muted small">{t!("credentials-saved-remark")}</p>
            <ul class="first-topics">{rows}</ul>
            <div class="saved-secret">
                <Checkbox label=t!("credentials-saved-with") value=with_secret hint=t!("credentials-saved-with-means")/>
            </div>
            <div class="bar">
                <Button icon=Icon::Plus disabled_reason=nothing on_press=save>{t!("credentials-saved-save")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Download disabled_reason=none on_press=export>
                    {t!("credentials-saved-export")}
                </Button>
                <Button variant=Variant::Quiet icon=Icon::Upload on_press=move || importing.update(|open| *open = !*open)>
                    {t!("credentials-saved-import")}
                </Button>
                <Show when=any_secret><span class="muted small">{t!("credentials-saved-export-secret")}</span></Show>
            </div>
            <Show when=move || importing.get()>
                <div class="stack credential-outcome">
                    <TextFile text=t!("credentials-saved-drop") on_text=import/>
                    <TextArea label=t!("credentials-saved-text") value=text rows=3/>
                    <div class="bar"><Button on_press=move || import(text.get_untracked())>{t!("credentials-saved-read")}</Button></div>
                </div>
            </Show>
        </Details>
    }
}

fn row(
    form: CredentialsForm,
    device: Device,
    devices: RwSignal<Vec<Device>>,
    keep: impl Fn(Vec<Device>) + Copy + 'static,
) -> impl IntoView {
    let (name, cloud) = (device.name(), words::cloud_name(device.scheme.cloud));
    let secret =
        device.has_secret().then(|| view! { <Pill tone=Tone::Warn>{t!("credentials-saved-has-secret")}</Pill> });
    let (used, forgotten) = (device.clone(), device);
    let open = move || form.fill(used.scheme, &used.values);
    let (toaster, forgotten_name) = (use_toaster(), name.clone());
    let forget = move || {
        let before = devices.get_untracked();
        keep(before.iter().filter(|other| **other != forgotten).cloned().collect());
        let (at, device) = (before.iter().position(|other| *other == forgotten).unwrap_or_default(), forgotten.clone());
        // The screen may have been left by then: what is kept counts, and what is shown follows while it is there.
        toaster.offer(
            t!("credentials-saved-forgotten", name = forgotten_name.as_str()),
            t!("credentials-undo"),
            move || {
                let now = devices.try_get_untracked().unwrap_or_else(kept_devices);
                let all = brought_back(now, at, &device);
                Keep::InBrowser.write(PLACE, &to_json(&all));
                devices.try_set(all);
            },
        );
    };
    let (open_name, forget_name) =
        (t!("credentials-saved-open-name", name = name.as_str()), t!("credentials-saved-forget", name = name.as_str()));
    view! {
        <li>
            <div><b>{outside(name)}</b> " " <span class="muted small">{cloud}</span> {secret}</div>
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

    fn device(name: &str, secrets: Secrets) -> Device {
        let values =
            Values::new().with(Key::ProductKey, "a1").with(Key::DeviceName, name).with(Key::DeviceSecret, "hush");
        Device::of(Scheme::named("aliyun-triple").unwrap(), &values, secrets).unwrap()
    }

    fn open(name: &str) -> Device {
        device(name, Secrets::LeftOut)
    }

    #[test]
    fn devices_come_back_as_they_were_with_their_secrets_only_where_these_were_asked_for() {
        let devices = vec![open("press7"), open("press8")];
        let text = to_json(&devices);
        assert!(!text.contains("hush"), "{text}");
        assert_eq!(from_json(&text, Secrets::Kept).unwrap(), devices);
        let kept = vec![device("press7", Secrets::Kept), open("press8")];
        let text = to_json(&kept);
        assert_eq!(from_json(&text, Secrets::Kept).unwrap(), kept);
        assert_eq!(from_json(&text, Secrets::LeftOut).unwrap(), devices);
    }

    #[test]
    fn devices_of_a_newer_page_are_not_lost_when_this_one_writes() {
        let own = to_json(&[open("press7")]);
        let newer =
            format!("[{{\"scheme\":\"of-tomorrow\",\"values\":{{\"x\":\"1\"}}}},{}", own.trim_start_matches('['));
        let unread = || Keep::InBrowser.read(&format!("{PLACE}.unread"));
        assert!(Keep::InBrowser.write(PLACE, &own));
        assert_eq!((kept_devices(), unread()), (vec![open("press7")], None));
        assert!(Keep::InBrowser.write(PLACE, &newer));
        assert_eq!((kept_devices(), unread()), (vec![open("press7")], Some(newer.clone())));
        assert!(Keep::InBrowser.write(PLACE, &own));
        assert_eq!((kept_devices(), unread()), (vec![open("press7")], Some(newer)));
    }

    #[test]
    fn a_secret_alone_is_no_device() {
        let values = Values::new().with(Key::DeviceSecret, "hush");
        assert_eq!(Device::of(Scheme::named("aliyun-triple").unwrap(), &values, Secrets::Kept), None);
    }

    #[test]
    fn a_device_of_the_same_name_takes_the_place_of_the_other() {
        let names = |devices: Vec<Device>| devices.iter().map(Device::name).collect::<Vec<_>>();
        let merged = merged(vec![open("a"), open("b")], vec![open("a"), open("c")]);
        assert_eq!(names(merged), ["b", "a", "c"]);
    }

    #[test]
    fn a_device_that_was_forgotten_comes_back_at_its_place_unless_its_name_is_taken() {
        let names = |devices: Vec<Device>| devices.iter().map(Device::name).collect::<Vec<_>>();
        assert_eq!(names(brought_back(vec![open("a"), open("c")], 1, &open("b"))), ["a", "b", "c"]);
        assert_eq!(names(brought_back(vec![], 5, &open("b"))), ["b"]);
        assert_eq!(names(brought_back(vec![open("b"), open("c")], 1, &device("b", Secrets::Kept))), ["b", "c"]);
    }

    #[test]
    fn more_than_is_kept_is_refused_before_it_is_read() {
        let many = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert_eq!(from_json(&many(DEVICES.most), Secrets::Kept), Ok(vec![]));
        let over = Over { limit: DEVICES, found: DEVICES.most + 1 };
        assert_eq!(from_json(&many(DEVICES.most + 1), Secrets::Kept), Err(over));
        let text = " ".repeat(DEVICE_TEXT.most + 1);
        assert_eq!(from_json(&text, Secrets::Kept), Err(Over { limit: DEVICE_TEXT, found: text.len() }));
    }

    #[test]
    fn what_cannot_be_read_is_no_device() {
        for text in
            ["", "{}", "[1]", "[{\"scheme\":\"nonsense\",\"values\":{}}]", "[{\"scheme\":\"tuyalink\",\"values\":{}}]"]
        {
            assert_eq!(from_json(text, Secrets::Kept).unwrap(), [], "{text}");
        }
    }
}
