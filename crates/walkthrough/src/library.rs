//! The walkthroughs that come with the page: documents like any other, checked like any other.

/// A walkthrough of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id in the address.
    pub id: String,
    /// Its document.
    pub json: String,
}

/// A row for each cloud: id, name, host, port, how a client is connected there, a topic to begin with, and what else to say of its login. The hosts
/// and topics are those that the clouds publish, with `DEVICE` and the like for what belongs to an account.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const CLOUDS: &[Row] = &[
    (
        "alibaba",
        "Alibaba Cloud",
        "PRODUCTKEY.iot-as-mqtt.cn-shanghai.aliyuncs.com",
        "1883",
        "open",
        "/PRODUCTKEY/DEVICE/user/update",
        "",
    ),
    ("tencent", "Tencent Cloud", "PRODUCTID.iotcloud.tencentdevices.com", "1883", "open", "PRODUCTID/DEVICE/event", ""),
    (
        "huawei",
        "Huawei Cloud",
        "ID.st1.iotda-device.cn-north-4.myhuaweicloud.com",
        "1883",
        "open",
        "$oc/devices/DEVICE/sys/messages/up",
        "",
    ),
    ("tuya", "Tuya", "m1.tuyacn.com", "8883", "open_tls", "tylink/DEVICE/thing/property/report", ""),
    ("onenet", "OneNET", "mqtts.heclouds.com", "1883", "open", "$sys/PRODUCTID/DEVICE/dp/post/json", ""),
    ("baidu", "Baidu", "ID.iot.gz.baidubce.com", "1883", "open", "$iot/DEVICE/user/report", ""),
    (
        "amazon",
        "Amazon AWS",
        "ID-ats.iot.eu-central-1.amazonaws.com",
        "8883",
        "open_tls",
        "DEVICE/first",
        " Amazon looks at the certificate: type any user name and password.",
    ),
    ("aep", "China Telecom AEP", "mqtt.ctwing.cn", "1883", "open", "device_control", ""),
    ("unicom", "China Unicom DMP", "dmp-mqtt.cuiot.cn", "1883", "open", "$sys/PRODUCTKEY/DEVICE/property/pub", ""),
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

fn cloud((id, name, host, port, open, topic, note): &Row) -> Entry {
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
