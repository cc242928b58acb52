//! The walkthroughs that come with the page: documents like any other, checked like any other.

/// A walkthrough of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id in the address.
    pub id: String,
    /// Its document.
    pub json: String,
}

/// What a walkthrough says of a cloud. The hosts and topics are those that the clouds publish, with `DEVICE` and the like for what belongs to an account.
struct Cloud {
    /// The end of the walkthrough's id.
    id: &'static str,
    name: &'static str,
    host: &'static str,
    port: &'static str,
    /// How a client is connected there: the name of an action.
    open: &'static str,
    /// A topic to begin with.
    topic: &'static str,
    /// What else to say of its login.
    note: &'static str,
}

const CLOUDS: &[Cloud] = &[
    Cloud {
        id: "alibaba",
        name: "Alibaba Cloud",
        host: "PRODUCTKEY.iot-as-mqtt.cn-shanghai.aliyuncs.com",
        port: "1883",
        open: "open",
        topic: "/PRODUCTKEY/DEVICE/user/update",
        note: "",
    },
    Cloud {
        id: "tencent",
        name: "Tencent Cloud",
        host: "PRODUCTID.iotcloud.tencentdevices.com",
        port: "1883",
        open: "open",
        topic: "PRODUCTID/DEVICE/event",
        note: "",
    },
    Cloud {
        id: "huawei",
        name: "Huawei Cloud",
        host: "ID.st1.iotda-device.cn-north-4.myhuaweicloud.com",
        port: "1883",
        open: "open",
        topic: "$oc/devices/DEVICE/sys/messages/up",
        note: "",
    },
    Cloud {
        id: "tuya",
        name: "Tuya",
        host: "m1.tuyacn.com",
        port: "8883",
        open: "open_tls",
        topic: "tylink/DEVICE/thing/property/report",
        note: "",
    },
    Cloud {
        id: "onenet",
        name: "OneNET",
        host: "mqtts.heclouds.com",
        port: "1883",
        open: "open",
        topic: "$sys/PRODUCTID/DEVICE/dp/post/json",
        note: "",
    },
    Cloud {
        id: "baidu",
        name: "Baidu",
        host: "ID.iot.gz.baidubce.com",
        port: "1883",
        open: "open",
        topic: "$iot/DEVICE/user/report",
        note: "",
    },
    Cloud {
        id: "amazon",
        name: "Amazon AWS",
        host: "ID-ats.iot.eu-central-1.amazonaws.com",
        port: "8883",
        open: "open_tls",
        topic: "DEVICE/first",
        note: " Amazon looks at the certificate: type any user name and password.",
    },
    Cloud {
        id: "aep",
        name: "China Telecom AEP",
        host: "mqtt.ctwing.cn",
        port: "1883",
        open: "open",
        topic: "device_control",
        note: "",
    },
    Cloud {
        id: "unicom",
        name: "China Unicom DMP",
        host: "dmp-mqtt.cuiot.cn",
        port: "1883",
        open: "open",
        topic: "$sys/PRODUCTKEY/DEVICE/property/pub",
        note: "",
    },
];

/// The text that all clouds have in common.
const CLOUD: &str = include_str!("../library/cloud.json");

const DOCUMENTS: &[(&str, &str)] = &[
    ("first-connection", include_str!("../library/first-connection.json")),
    ("mqtt", include_str!("../library/mqtt.json")),
    ("tls", include_str!("../library/tls.json")),
    ("weak-signal", include_str!("../library/weak-signal.json")),
    ("certificate", include_str!("../library/certificate.json")),
    ("health", include_str!("../library/health.json")),
    ("identity", include_str!("../library/identity.json")),
];

/// All of them, the most useful ones first.
#[must_use]
pub fn all() -> Vec<Entry> {
    let own = DOCUMENTS.iter().map(|(id, json)| Entry { id: (*id).to_owned(), json: (*json).to_owned() });
    own.chain(CLOUDS.iter().map(cloud)).collect()
}

/// The one with an id.
#[must_use]
pub fn named(id: &str) -> Option<Entry> {
    all().into_iter().find(|entry| entry.id == id)
}

fn cloud(Cloud { id, name, host, port, open, topic, note }: &Cloud) -> Entry {
    let id = format!("cloud-{id}");
    let marks = [
        ("%CLOUD%", *name),
        ("%HOST%", host),
        ("%PORT%", port),
        ("%OPEN%", open),
        ("%TOPIC%", topic),
        ("%NOTE%", note),
        ("\"cloud\"", &format!("\"{id}\"")),
    ];
    let json = marks.into_iter().fold(CLOUD.to_owned(), |json, (mark, text)| json.replace(mark, text));
    Entry { id, json }
}
