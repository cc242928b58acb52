//! Samples of what says how things are.

use leptos::prelude::*;

use super::Group;
use crate::ui::{
    Button, Choice, Code, Details, Empty, Explanations, Field, Glyph, Icon, Meter, Note, Pill, Progress, Step,
    StepStatus, Steps, Tabs, Tone, Variant,
};

/// Notes, steps, tabs and icons.
#[component]
pub fn Status() -> impl IntoView {
    view! { <Remarks/> <Journey/> <Views/> <Icons/> }
}

#[component]
fn Remarks() -> impl IntoView {
    view! {
        <Group title="Pills, meters, notes">
            <div class="stack">
                <div class="bar">
                    <Pill>"32 bytes"</Pill>
                    <Pill tone=Tone::Info>"3 of 7 tried"</Pill>
                    <Pill tone=Tone::Ok>"Ready"</Pill>
                    <Pill tone=Tone::Warn>"Virtual module"</Pill>
                    <Pill tone=Tone::Bad>"Lost"</Pill>
                </div>
                <div class="bar">
                    <Meter label="Payload" fraction=0.03 text="32 / 1024"/>
                    <Meter label="Payload" fraction=0.94 text="964 / 1024" tone=Tone::Warn/>
                    <Meter label="Payload" fraction=1.2 text="1229 / 1024" tone=Tone::Bad/>
                </div>
                <Note tone=Tone::Plain>"Nothing leaves this page."</Note>
                <Note tone=Tone::Info title="By length.">"The payload holds bytes which the quoted form cannot carry."</Note>
                <Note tone=Tone::Ok title="Connected.">"Client 1 speaks to the broker."</Note>
                <Note tone=Tone::Warn title="The clock is not set.">"Certificates are checked against it. "<a href="#/gallery">"Set it"</a></Note>
                <Note tone=Tone::Bad title="Refused.">"The broker does not know this user name. Look at the credentials again."</Note>
                <Progress label="Asking each port" fraction=Some(0.43) text="3 of 7" on_cancel=|| ()/>
                <Progress label="Waiting for an address"/>
            </div>
        </Group>
    }
}

#[component]
fn Journey() -> impl IntoView {
    let apn = RwSignal::new("CMNET".to_owned());
    view! {
        <Group title="Steps">
            <Steps>
                <Step status=StepStatus::Pass number=1 title="Module answers" detail="OK after 4 ms" code="AT"/>
                <Step status=StepStatus::Warn number=2 title="Signal" code="AT+CSQ"
                    detail="9 of 31: weak. 12 or less drops connections; 21 or more is good. Move the antenna, then check again."/>
                <Step status=StepStatus::Fail number=3 title="IP address" code="AT+MIPCALL=1,\"CMNET\""
                    detail="No address within 30 s. The usual cause is a wrong APN for this SIM.">
                    <div class="form">
                        <div class="span-6"><Field label="APN" value=apn/></div>
                        <div class="span-4 align-field"><Button variant=Variant::Primary>"Dial again"</Button></div>
                    </div>
                </Step>
                <Step status=StepStatus::Running number=4 title="Clock" detail="Asking the time server" code="AT+MIPNTP"/>
                <Step status=StepStatus::Wait number=5 title="Clients" detail="Which are free" code="AT+MQTTOPEN?"/>
            </Steps>
        </Group>
    }
}

#[component]
fn Views() -> impl IntoView {
    let tab = RwSignal::new(0_u8);
    let tabs = vec![
        Choice::new(0, "Wire text"),
        Choice::new(1, "Nothing yet"),
        Choice::new(2, "CBOR").unless(Some("These bytes are not CBOR".into())),
    ];
    let panel = move || {
        match tab.get() {
        0 => view! {
            <div class="stack">
                <p>"In a sentence it is "<Code text="AT+CSQ"/>", as a block it scrolls:"</p>
                <Code block=true text="AT+MQTTPUB=1,\"plant/7/press/state\",1,0,32\r\n>\r\n+MQTTPUB: 1,1"/>
                <Details summary="What the fields mean"><p class="muted">"Client, topic, quality, retain, length."</p></Details>
                <Explanations of=vec![("What is QoS?".to_owned(), "How hard a message is tried.".to_owned())]/>
            </div>
        }
        .into_any(),
        _ => view! {
            <Empty icon=Icon::Signal text="No messages yet. Subscribe to a topic, and what comes on it is listed here.">
                <Button variant=Variant::Primary>"Subscribe"</Button>
            </Empty>
        }
        .into_any(),
    }
    };
    view! { <Group title="Tabs, wire text, empty states"><Tabs label="Views" value=tab options=tabs>{panel}</Tabs></Group> }
}

#[component]
fn Icons() -> impl IntoView {
    let all = [
        Icon::Mark,
        Icon::Check,
        Icon::Cross,
        Icon::Warning,
        Icon::Info,
        Icon::Plug,
        Icon::Signal,
        Icon::Chevron,
        Icon::Copy,
        Icon::Search,
        Icon::Download,
        Icon::Upload,
        Icon::Trash,
        Icon::Play,
        Icon::Stop,
        Icon::Pause,
        Icon::Send,
        Icon::Menu,
        Icon::Wire,
        Icon::Sun,
        Icon::Moon,
        Icon::Link,
        Icon::Eye,
        Icon::EyeOff,
        Icon::Dot,
        Icon::Plus,
        Icon::Refresh,
        Icon::Filter,
        Icon::File,
        Icon::Lock,
        Icon::Undo,
        Icon::Redo,
        Icon::Phone,
    ];
    view! { <Group title="Icons"><div class="bar">{all.map(|icon| view! { <Glyph icon/> }).collect_view()}</div></Group> }
}
