//! Do the two sides that know the clouds agree? The credentials of the page open the pretended clouds, and what the virtual
//! module computes is judged valid. Neither was written from the other: both follow what the clouds publish.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; clippy spares only the functions marked as tests")]

use fibocom_cloud::{
    Moment, SCHEMES as SCHEMES_OF_ALL, Scheme, Secret, Support, Triple, Values, Verdict, derive, judge,
};
use fibocom_sim::{
    Broker, BrokerEvent, BrokerRequest, Cloud, CloudDevice, Config, Connect, Connection, PageBroker, Timestamp, Tls,
    VirtualModule,
};
use module_workbench::demonstration;
use workbench_doctor::clouds::{CLOUDS as LIMITING, Cloud as Limiting};

/// Autumn of 2026, as the virtual module has it.
const MOMENT: Moment = Moment { unix: 1_788_000_000, random: [7; 15] };

/// What the page calls the way of each cloud.
const SCHEMES: &[(Cloud, &str)] = &[
    (Cloud::Alibaba, "aliyun-triple"),
    (Cloud::Tencent, "tencent-psk"),
    (Cloud::Huawei, "huawei-iotda-secret"),
    (Cloud::Tuya, "tuya-device-bind"),
    (Cloud::Tuya, "tuyalink"),
    (Cloud::OneNet, "onenet-token"),
    (Cloud::Baidu, "baidu-iotcore"),
    (Cloud::Aep, "aep-token"),
    (Cloud::Unicom, "unicom-dmp"),
];

/// What a person would type for the device that this way's cloud knows.
fn inputs(name: &str) -> (&'static Scheme, Values) {
    let scheme = Scheme::named(name).unwrap();
    (scheme, demonstration(scheme).unwrap())
}

/// What the pretended cloud answers to these strings.
fn answer(known: &CloudDevice, triple: &Triple) -> Option<BrokerEvent> {
    let mut broker = PageBroker::new();
    broker.act_as(Some(known.clone()), MOMENT.unix);
    let empty = Vec::new;
    let tls = Tls { version: 4, verify_server: false, time: 0, certificate: empty(), key: empty(), trust: empty() };
    let connect = Connect {
        client: 1,
        host: "cloud.example".to_owned(),
        port: 1883,
        clean_session: true,
        keep_alive: 120,
        username: triple.username.clone(),
        password: triple.password.reveal().to_owned(),
        client_id: triple.client_id.clone(),
        will: None,
        tls: (known.cloud == Cloud::Tuya).then_some(tls),
    };
    broker.handle(Timestamp::ZERO, Connection(1), BrokerRequest::Connect(Box::new(connect)));
    broker.poll().map(|(_, event)| event)
}

#[test]
fn what_the_page_computes_opens_the_cloud_it_is_for() {
    for (cloud, name) in SCHEMES {
        let known = CloudDevice::demonstration(*cloud);
        let (scheme, values) = inputs(name);
        let made = derive(scheme, &values, &MOMENT).unwrap();
        let triple = Triple { username: made.username, password: made.password, client_id: made.client_id };
        assert_eq!(answer(&known, &triple), Some(BrokerEvent::Connected), "{name}");
        let wrong = Triple { password: Secret::new("wrong"), ..triple };
        assert_eq!(answer(&known, &wrong), Some(BrokerEvent::Refused(4)), "{name}");
    }
}

/// The log doctor names no cloud of the page's own crate: what it says of the limits of each is what that crate says.
#[test]
fn the_log_doctor_knows_what_each_cloud_limits() {
    let mut known = Vec::new();
    for scheme in SCHEMES_OF_ALL {
        let Some(values) = demonstration(scheme) else { continue };
        let host = derive(scheme, &values, &MOMENT).unwrap().endpoint.unwrap().host;
        let limits = scheme.limits;
        let kept = [limits.retain, limits.will].map(|kept| kept == Support::No);
        assert_eq!(kept[0], kept[1], "{}: the doctor has one word for both", scheme.id);
        let ours = (limits.qos_max.map(u32::from), kept[0], limits.keep_alive.range);
        let says = Limiting::of_host(&host).map(|cloud| (cloud.qos, cloud.refuses_kept, cloud.keep_alive));
        assert_eq!(says.unwrap_or_default(), ours, "{}: {host}", scheme.id);
        known.extend(Limiting::of_host(&host).map(|cloud| cloud.host));
        known.extend(REGIONS.iter().filter(|(one, _)| host.ends_with(one)).flat_map(|(_, others)| *others).copied());
    }
    // And it makes up none beside.
    for cloud in LIMITING {
        assert!(known.contains(&cloud.host) || cloud.host == ".azure-devices.net", "{}", cloud.host);
    }
}

/// The ends of the hosts of a cloud that has others in other regions.
const REGIONS: &[(&str, &[&str])] =
    &[(".tuyacn.com", &[".tuyaus.com", ".tuyaeu.com", ".tuyain.com"]), (".amazonaws.com", &[".amazonaws.com.cn"])];

/// Types commands into a virtual module with an IP address, and gives what the last one printed.
fn typed(commands: &[&str]) -> String {
    let mut module = VirtualModule::new(Config { unix_time: MOMENT.unix, ..Config::for_model("L610") });
    let mut printed = Vec::new();
    for (turn, command) in (0..).zip(["", "ATE0", "AT+MIPCALL=1"].iter().chain(commands)) {
        let now = Timestamp::from_millis(10_000 + turn * 10_000);
        for millis in (0..=10_000).step_by(100) {
            module.tick(Timestamp::from_millis(turn * 10_000 + millis));
        }
        module.take_output();
        module.receive(now, format!("{command}\r").as_bytes());
        module.tick(now.plus(500));
        printed = module.take_output();
    }
    String::from_utf8(printed).unwrap_or_default()
}

/// The login in a `+MQTTAUTHCFG` line: the last three texts in quotes.
fn login(printed: &str) -> Option<Triple> {
    let line = printed.lines().find(|line| line.starts_with("+MQTTAUTHCFG: "))?;
    let quoted: Vec<_> = line.split('"').skip(1).step_by(2).collect();
    let (_, login) = quoted.split_at_checked(quoted.len().checked_sub(3)?)?;
    let [username, password, client_id] = login else { return None };
    Some(Triple {
        username: (*username).to_owned(),
        password: Secret::new(password),
        client_id: (*client_id).to_owned(),
    })
}

#[test]
fn what_the_module_computes_is_judged_valid() {
    for (cloud, name, command) in [
        (Cloud::Alibaba, "aliyun-triple", "=1,\"{p}\",\"{d}\",\"{s}\",0"),
        (Cloud::Tencent, "tencent-psk", "=2,\"{p}\",\"{d}\",\"{s}\""),
        (Cloud::Huawei, "huawei-iotda-secret", "=3,\"{d}\",\"{s}\""),
        (Cloud::Tuya, "tuya-device-bind", "=4,1,\"{p}\",\"{d}\",\"{s}\""),
        (Cloud::OneNet, "onenet-token", "=5,\"{p}\",\"{d}\",\"{s}\""),
        (Cloud::Baidu, "baidu-iotcore", "=6,\"{p}\",\"{d}\",\"{s}\""),
        (Cloud::Aep, "aep-token", "=8,\"{p}\",\"{d}\",\"{s}\",\"workbench\""),
        (Cloud::Unicom, "unicom-dmp", "=9,\"{p}\",\"{d}\",\"{s}\",\"\""),
    ] {
        let known = CloudDevice::demonstration(cloud);
        let arguments =
            command.replace("{p}", &known.product).replace("{d}", &known.device).replace("{s}", &known.secret);
        let printed = typed(&["AT+MIPNTP=\"ntp.example\",123", &format!("AT+MQTTAUTHCFG{arguments}")]);
        let triple = login(&printed).unwrap();
        let (scheme, values) = inputs(name);
        let judgement = judge(scheme, &values, &triple, &MOMENT).unwrap();
        assert!(matches!(judgement.verdict, Verdict::Same | Verdict::Valid), "{name}: {:?}", judgement.verdict);
    }
}

#[test]
fn a_login_of_a_module_with_a_wrong_clock_is_judged_so() {
    let known = CloudDevice::demonstration(Cloud::Baidu);
    let CloudDevice { product, device, secret, .. } = &known;
    let printed = typed(&[&format!("AT+MQTTAUTHCFG=6,\"{product}\",\"{device}\",\"{secret}\"")]);
    let triple = login(&printed).unwrap();
    let (scheme, values) = inputs("baidu-iotcore");
    let judgement = judge(scheme, &values, &triple, &MOMENT);
    assert!(matches!(judgement.unwrap().verdict, Verdict::Expired(_)));
    assert_eq!(answer(&known, &triple), Some(BrokerEvent::Refused(4)));
}
