//! Samples of what is pressed, filled in and chosen.

use leptos::prelude::*;

use super::Group;
use crate::ui::{
    Button, Checkbox, CheckboxKind, Choice, CopyButton, Dialog, Field, FieldKind, Icon, Kbd, Limit, Menu, MenuItem,
    Segmented, Select, TextArea, Tone, Variant, use_toaster,
};

#[component]
pub fn Inputs() -> impl IntoView {
    view! { <Buttons/> <Fields/> <Choices/> }
}

#[component]
fn Buttons() -> impl IntoView {
    let toaster = use_toaster();
    let pressed = RwSignal::new(0);
    let asks = RwSignal::new(false);
    let items = vec![
        MenuItem::new("Copy as text", move || toaster.show(Tone::Ok, "Copied as text.")),
        MenuItem::new("Copy as bytes", move || toaster.show(Tone::Ok, "Copied as bytes.")),
        MenuItem::new("Copy as a program", || ()).unless(Some("Nothing has been sent yet".into())),
    ];
    let say = move || {
        pressed.update(|count| *count += 1);
        toaster.show(Tone::Info, format!("Pressed {} times.", pressed.get_untracked()));
    };
    let answers = move || {
        view! {
            <Button on_press=move || asks.set(false)>"Keep it"</Button>
            <Button variant=Variant::Danger icon=Icon::Trash on_press=move || asks.set(false)>"Delete"</Button>
        }
    };
    view! {
        <Group title="Buttons">
            <div class="stack">
                <div class="bar">
                    <Button variant=Variant::Primary on_press=say>"Primary"</Button>
                    <Button on_press=move || toaster.show(Tone::Bad, "The module did not answer within 30 s.")>"Default"</Button>
                    <Button variant=Variant::Danger on_press=move || asks.set(true)>"Delete…"</Button>
                    <Button variant=Variant::Quiet icon=Icon::Download>"Quiet"</Button>
                    <Button icon=Icon::Refresh name="Again"/>
                    <Button icon=Icon::Play>"With an icon"</Button>
                </div>
                <div class="bar">
                    <Button variant=Variant::Primary disabled_reason="Connect a module first">"Not now"</Button>
                    <Button disabled_reason="Connect a module first">"Not now"</Button>
                    <Button variant=Variant::Quiet disabled_reason="Connect a module first">"Not now"</Button>
                    <Button variant=Variant::Primary busy="Dialling…">"Dial"</Button>
                    <Button busy="Asking…">"Ask"</Button>
                </div>
                <div class="bar">
                    <CopyButton text="What was copied"/>
                    <Menu label="Copy as" items/>
                    <span class="muted small">"Send with "<Kbd key="Ctrl"/>" "<Kbd key="Enter"/></span>
                </div>
            </div>
        </Group>
        <Dialog open=asks title="Delete this certificate?" actions=answers>
            <p>"The module forgets it at once. Clients which use it lose their connection."</p>
        </Dialog>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let topic = RwSignal::new("plant/7/press/state".to_owned());
    let long = RwSignal::new("a-name-that-is-too-long-for-its-limit".to_owned());
    let port = RwSignal::new("188x".to_owned());
    let secret = RwSignal::new("0123456789abcdef".to_owned());
    let empty = RwSignal::new(String::new());
    let locked = RwSignal::new("CMNET".to_owned());
    let text = RwSignal::new("{ \"force\": 412.7, \"temp\": 61.2 }".to_owned());
    let wrong = move || port.get().parse::<u16>().is_err().then(|| "A port is a number from 1 to 65535.".to_owned());
    let suggestions = vec!["plant/7/press/state".to_owned(), "plant/7/press/cmd".to_owned()];
    view! {
        <Group title="Fields">
            <div class="form">
                <div class="span-5">
                    <Field label="Topic" value=topic kind=FieldKind::Mono hint="printable ASCII" limit=Limit::Bytes(255) suggestions required=true/>
                </div>
                <div class="span-3">
                    <Field label="Name" value=long limit=Limit::Chars(16) error="Shorten it to 16 characters."/>
                </div>
                <div class="span-4"><Field label="Port" value=port kind=FieldKind::Number error=wrong/></div>
                <div class="span-4"><Field label="Secret" value=secret kind=FieldKind::Password hint="Given once, when it was made"/></div>
                <div class="span-4"><Field label="User name" value=empty placeholder="optional"/></div>
                <div class="span-4">
                    <Field label="APN" value=locked kind=FieldKind::Mono disabled_reason="Hang up before you change it"/>
                </div>
                <TextArea label="Payload" value=text rows=3 limit=Limit::Bytes(1024) hint="Text, sent as UTF-8"/>
            </div>
        </Group>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let qos = RwSignal::new(1_u8);
    let client = RwSignal::new(1_u8);
    let (on, off, fixed) = (RwSignal::new(true), RwSignal::new(false), RwSignal::new(false));
    let qualities = move || {
        vec![
            Choice::new(0, "0"),
            Choice::new(1, "1"),
            Choice::new(2, "2").unless(Some("This cloud takes 0 and 1 only".into())),
        ]
    };
    let clients = vec![Choice::new(1, "1 · broker.example"), Choice::new(2, "2 · free")];
    view! {
        <Group title="Choices">
            <div class="form">
                <div class="span-4"><Select label="Client" value=client options=clients.clone() hint="Connected over TLS"/></div>
                <div class="span-4"><Select label="Client" value=client options=clients error="Client 2 is in use elsewhere."/></div>
                <div class="span-4"><Segmented label="QoS" value=qos options=qualities/></div>
                <div class="span-4"><Checkbox label="Retain" value=on hint="The broker keeps the last message"/></div>
                <div class="span-4"><Checkbox label="Show line endings" value=off kind=CheckboxKind::Switch/></div>
                <div class="span-4">
                    <Checkbox label="Check the certificate" value=fixed kind=CheckboxKind::Switch disabled_reason="Set the clock first"/>
                </div>
            </div>
        </Group>
    }
}
