//! The cloud commands, and brokers that are clouds or that fail.

use fibocom_sim::faults::broker::{DROPS, REFUSES, UNREACHABLE, WRONG_PASSWORD};
use fibocom_sim::{Cloud, CloudDevice, Config, PageBroker, Scenario, Timestamp, VirtualModule};

use crate::host::{Host, check};

impl Host {
    /// A booted module without echo, with an IP address, and the broker that its configuration asks for.
    fn dialled(config: Config) -> Self {
        let mut host = Self { module: VirtualModule::new(config), now: Timestamp::ZERO };
        host.module.tick(host.now);
        host.wait(10_000);
        for line in ["ATE0", "AT+CMEE=1", "AT+MIPCALL=1"] {
            host.say(line);
        }
        host
    }

    /// Gives what the command computed to +MQTTUSER, and opens.
    fn log_in(&mut self, command: &str, open: &str) -> String {
        let printed = self.say(command);
        assert!(printed.contains("|OK"), "{command}: {printed}");
        let (line, _) = printed.split_once("|OK").unwrap_or_default();
        let quoted: Vec<_> = line.split('"').skip(1).step_by(2).collect();
        let (_, login) = quoted.split_at(quoted.len() - 3);
        let login = login.iter().map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",");
        // Until Tuya's events have come.
        self.wait(10_000);
        assert_eq!(self.say(&format!("AT+MQTTUSER=1,{login}")), "OK", "{login}");
        self.say(open)
    }
}

const OPEN: &str = "AT+MQTTOPEN=1,\"cloud.example\",1883,1,120";
const OPEN_TLS: &str = "AT+MQTTOPEN=1,\"cloud.example\",8883,1,120,2";

/// The command for a device for demonstrations.
fn command(device: &CloudDevice) -> String {
    let CloudDevice { cloud, product, device, secret, .. } = device;
    match cloud {
        Cloud::Alibaba => format!("AT+MQTTAUTHCFG=1,\"{product}\",\"{device}\",\"{secret}\",0"),
        Cloud::Tencent => format!("AT+MQTTAUTHCFG=2,\"{product}\",\"{device}\",\"{secret}\""),
        Cloud::Huawei => format!("AT+MQTTAUTHCFG=3,\"{device}\",\"{secret}\""),
        Cloud::Tuya => format!("AT+MQTTAUTHCFG=4,1,\"{product}\",\"{device}\",\"{secret}\""),
        Cloud::OneNet => format!("AT+MQTTAUTHCFG=5,\"{product}\",\"{device}\",\"{secret}\""),
        Cloud::Baidu => format!("AT+MQTTAUTHCFG=6,\"{product}\",\"{device}\",\"{secret}\""),
        Cloud::Amazon => "AT+MQTTAUTHCFG=7".to_owned(),
        Cloud::Aep => format!("AT+MQTTAUTHCFG=8,\"{product}\",\"{device}\",\"{secret}\",\"anybody\""),
        Cloud::Unicom => format!("AT+MQTTAUTHCFG=9,\"{product}\",\"{device}\",\"{secret}\",\"\""),
    }
}

#[test]
fn what_the_module_computes_opens_the_cloud_it_is_for() {
    for cloud in Cloud::ALL.iter().copied().filter(|cloud| *cloud != Cloud::Amazon) {
        let device = CloudDevice::demonstration(cloud);
        let mut host = Host::dialled(Config { cloud: Some(device.clone()), ..Config::for_model("L610") });
        host.say("AT+MIPNTP=\"ntp.example\",123");
        let open = if cloud == Cloud::Tuya { OPEN_TLS } else { OPEN };
        let printed = host.log_in(&command(&device), open);
        assert!(printed.contains("+MQTTOPEN: 1,1"), "{cloud:?}: {printed}");
        host.say("AT+MQTTCLOSE=1");
        host.say("AT+MQTTUSER=1,\"user\",\"password\",\"client\"");
        assert!(host.say(open).contains("+MQTTOPEN: 1,0"), "{cloud:?}: anybody gets in");
    }
}

#[test]
fn amazon_wants_the_certificate_and_nothing_else() {
    let device = CloudDevice::demonstration(Cloud::Amazon);
    let mut host = Host::dialled(Config { cloud: Some(device), ..Config::for_model("L610") });
    assert_eq!(host.say("AT+MQTTAUTHCFG=7"), "OK");
    host.say("AT+MQTTUSER=1,\"\",\"\",\"press-7\"");
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,0");
    assert_eq!(host.say(OPEN_TLS), "OK|+MQTTOPEN: 1,0");
    assert_eq!(host.say("AT+GTSSLERR?"), "+GTSSLERR: -7|OK");
    for (name, what) in [("CERTFILE", "CERTIFICATE"), ("KEYFILE", "PRIVATE KEY")] {
        let file = format!("-----BEGIN {what}-----\r\nMA==\r\n-----END {what}-----\r\n");
        host.say(&format!("AT+GTSSLFILE=\"{name}\",{}", file.len()));
        assert_eq!(host.send(file.as_bytes()), "OK");
    }
    assert_eq!(host.say(OPEN_TLS), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn a_clock_that_is_not_set_spoils_the_login_that_has_the_time_in_it() {
    let device = CloudDevice::demonstration(Cloud::Baidu);
    let mut host = Host::dialled(Config { cloud: Some(device.clone()), ..Config::for_model("MC665-CN-00") });
    assert_eq!(host.log_in(&command(&device), OPEN), "+CME ERROR: 703", "it is 1980");
    host.say("AT+MIPNTP=\"ntp.example\",123");
    assert_eq!(host.log_in(&command(&device), OPEN), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn a_device_registers_itself_and_logs_in_with_what_it_was_given() {
    let device = CloudDevice { secret: String::new(), ..CloudDevice::demonstration(Cloud::Alibaba) };
    let CloudDevice { product, device: name, product_secret, .. } = device.clone();
    let mut host = Host::dialled(Config { cloud: Some(device), ..Config::for_model("L610") });
    let register =
        |secret: &str| format!("AT+MQTTAUTHDYN=1,\"iot.example\",1883,\"{product}\",\"{secret}\",\"{name}\"");
    assert_eq!(host.say(&register("wrong")), "+CME ERROR:703");
    let printed = host.say(&register(&product_secret));
    let secret = printed.strip_prefix(&format!("OK|+MQTTAUTHDYN: 1,{product},{name},")).unwrap().to_owned();
    let login = format!("AT+MQTTAUTHCFG=1,\"{product}\",\"{name}\",\"{secret}\",0");
    assert_eq!(host.log_in(&login, OPEN), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn the_three_registrations_answer_after_ok() {
    let mut host = Host::dialled(Config::for_model("L610"));
    for (sent, received) in [
        ("AT+MQTTAUTHDYN=2,\"http://gateway.example/device/register\",\"P\",\"S\",\"d\"", "OK|+MQTTAUTHDYN: 2,2,"),
        ("AT+MQTTAUTHDYN=3,\"P\",\"S\",\"d\",0,1", "OK|+MQTTAUTHDYN: 3,0,"),
        ("AT+MQTTAUTHDYN=3,\"P\",\"S\",\"d\",1,2", "OK|+MQTTAUTHDYN: 3,0,,"),
        ("AT+MQTTAUTHDYN=3,\"P\",\"S\",\"d\",2,1", "+CME ERROR:53"),
        ("AT+MQTTAUTHDYN=4,\"P\"", "+CME ERROR:53"),
        ("AT+MQTTAUTHDYN=1,\"P\"", "+CME ERROR:50"),
        ("AT+MQTTAUTHDYN?", "+CME ERROR:50"),
        ("AT+MQTTAUTHDYN=?", "+MQTTAUTHDYN: 1,<host>,<port>,<productkey>,<productsecret>,<devicename>|"),
    ] {
        let printed = host.say(sent);
        assert!(printed.starts_with(received), "{sent}: {printed}");
    }
    let cloud = Some(CloudDevice::demonstration(Cloud::Unicom));
    let mut host = Host::dialled(Config { cloud, ..Config::for_model("L610") });
    assert_eq!(host.say("AT+MQTTAUTHDYN=3,\"P\",\"S\",\"d\",0,1"), "OK|+MQTTAUTHDYN: 3,1,,");
    host.say("AT+MIPCALL=0");
    assert_eq!(host.say("AT+MQTTAUTHDYN=3,\"P\",\"S\",\"d\",0,1"), "+CME ERROR:3");
}

#[test]
fn tuya_goes_through_its_seven_states() {
    let mut host = Host::dialled(Config::for_model("L610"));
    let printed = host.say("AT+MQTTAUTHCFG=4,1,\"pk\",\"tuyaFAKE0123456789ab\",\"0123456789abcdefghijABCDEFGHIJ01\"");
    let name = "acon_tuyaFAKE0123456789ab";
    let login = format!("+MQTTAUTHCFG: 4,\"m2.tuyacn.com\",8883,\"{name}\",\"5b39b68d063d396d\",\"{name}\"|OK|");
    let printed = printed.strip_prefix(&login).unwrap().to_owned();
    let printed = format!("{printed}|{}", host.wait(5_000));
    let events = [1, 2, 3, 4, 5].map(|event| format!("MQTTAUTHEVENT: 4,{event}")).join("|");
    assert_eq!(printed, events);
    assert_eq!(host.say("AT+MQTTAUTHCFG=4,0"), "OK|MQTTAUTHEVENT: 4,6|MQTTAUTHEVENT: 4,7");
    assert_eq!(host.say("AT+MQTTAUTHCFG=4,1"), "+CME ERROR:50");

    host.say("AT+MQTTAUTHCFG=4,1,\"pk\",\"uuid\",\"key\"");
    host.wait(10_000);
    assert_eq!(host.say("AT+MIPCALL=0"), "OK|+MIPCALL: 0|MQTTAUTHEVENT: 4,6");
}

#[test]
fn names_and_keys_are_as_long_as_the_manual_allows() {
    let (short, long) = ("x".repeat(128), "y".repeat(255));
    let key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    for (line, is_taken) in [
        (format!("AT+MQTTAUTHCFG=1,\"{short}\",\"{short}\",\"{short}\",\"0\""), true),
        (format!("AT+MQTTAUTHCFG=1,\"{short}\",\"{short}\",\"{short}\",1"), true),
        (format!("AT+MQTTAUTHCFG=1,\"{long}\",\"d\",\"s\",\"0\""), false),
        (format!("AT+MQTTAUTHCFG=5,\"{long}\",\"{short}\",\"{key}\""), true),
        (format!("AT+MQTTAUTHCFG=5,\"{long}y\",\"d\",\"{key}\""), false),
        (format!("AT+MQTTAUTHCFG=5,\"p\",\"{short}x\",\"{key}\""), false),
        (format!("AT+MQTTAUTHCFG=8,\"{long}\",\"{long}\",\"{long}\",\"{long}\""), true),
        (format!("AT+MQTTAUTHCFG=8,\"p\",\"d\",\"{long}y\",\"u\""), false),
        (format!("AT+MQTTAUTHCFG=9,\"{short}\",\"{short}\",\"{short}\",\"{long}\""), true),
        (format!("AT+MQTTAUTHCFG=9,\"p\",\"d\",\"{short}x\",\"\""), false),
        (format!("AT+MQTTAUTHDYN=1,\"{long}\",1883,\"{short}\",\"{short}\",\"{short}\""), true),
        (format!("AT+MQTTAUTHDYN=1,\"{long}y\",1883,\"p\",\"s\",\"d\""), false),
        (format!("AT+MQTTAUTHDYN=2,\"{long}\",\"{short}\",\"{short}\",\"{short}\""), true),
        (format!("AT+MQTTAUTHDYN=2,\"{long}y\",\"p\",\"s\",\"d\""), false),
        ("AT+MQTTAUTHDYN=2,\"\",\"p\",\"s\",\"d\"".to_owned(), false),
        (format!("AT+MQTTAUTHDYN=3,\"{short}\",\"{short}\",\"{short}\",0,1"), true),
        (format!("AT+MQTTAUTHDYN=3,\"{short}x\",\"s\",\"d\",0,1"), false),
    ] {
        let printed = Host::dialled(Config::for_model("L610")).say(&line);
        assert_eq!(printed == "+CME ERROR:53", !is_taken, "{line}: {printed}");
    }
}

#[test]
fn wrong_parameters_and_series_without_the_commands_are_refused() {
    let long = "x".repeat(129);
    check(
        "MC66x",
        &[
            (&format!("AT+MQTTAUTHCFG=3,\"d\",\"{long}\""), "+CME ERROR:53"),
            ("AT+MQTTAUTHCFG=2,\"p\",\"d\",\"no base64!\"", "+CME ERROR:53"),
            ("AT+MQTTAUTHCFG=1,\"p\",\"d\",\"s\",2", "+CME ERROR:53"),
            ("AT+MQTTAUTHCFG=3,\"d\"", "+CME ERROR:50"),
            ("AT+MQTTAUTHCFG=0", "+CME ERROR:53"),
            ("AT+MQTTAUTHCFG=10", "+CME ERROR:53"),
            ("AT+MQTTAUTHCFG?", "+CME ERROR:50"),
            ("AT+MQTTAUTHCFG=8,15000001,dev001,token,user", "+MQTTAUTHCFG: 8,\"user\",\"token\",\"15000001dev001\"|OK"),
        ],
    );
    for name in ["NL668-AM", "MA510", "FG13x", "L610 (2020)", "NL668/M910 (2019)"] {
        check(name, &[("AT+MQTTAUTHCFG=7", "ERROR"), ("AT+MQTTAUTHDYN=?", "ERROR")]);
    }
    check("L610", &[("AT+CCID", "+CCID: 89860112345678901234|OK"), ("AT+CIMI", "460011234567890|OK")]);
    let printed = Host::ready("LE").say("AT+MQTTAUTHCFG=?");
    assert!(
        printed.starts_with("+MQTTAUTHCFG: 1,<productkey>,")
            && printed.ends_with("|9,<productkey>,<devicekey>,<devicesecret>,<token>|OK"),
        "{printed}"
    );
}

#[test]
fn a_broker_can_refuse_be_away_or_drop_its_clients() {
    for (broker, soon, later) in [
        (Scenario::HEALTHY, "OK|+MQTTOPEN: 1,1", ""),
        (REFUSES, "OK|+MQTTOPEN: 1,0", ""),
        (WRONG_PASSWORD, "OK|+MQTTOPEN: 1,0", ""),
        (UNREACHABLE, "OK", "+MQTTOPEN: 1,0"),
        (DROPS, "OK|+MQTTOPEN: 1,1", "+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1"),
    ] {
        let mut host = Host::dialled(Config::for_model("L610").with(&[broker]));
        host.say("AT+MQTTUSER=1,\"u\",\"p\"");
        assert_eq!(host.say(OPEN), soon, "{}", broker.name());
        assert_eq!(host.wait(40_000), later, "{}", broker.name());
    }
}

#[test]
fn a_broker_changes_its_behaviour_while_it_runs() {
    let mut host =
        Host { module: VirtualModule::with_broker(Config::for_model("L610"), PageBroker::new()), now: Timestamp::ZERO };
    host.module.tick(host.now);
    host.wait(10_000);
    for line in ["ATE0", "AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\""] {
        host.say(line);
    }
    host.module.inject(host.now, REFUSES.faults()[0]);
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,0");
    host.module.heal(host.now);
    host.module.broker().act_as(Some(CloudDevice::demonstration(Cloud::Aep)), 1_788_000_000);
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,0");
    host.module.broker().act_as(None, 0);
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn a_pretended_cloud_keeps_to_its_limits_and_answers_its_device() {
    let device = CloudDevice::demonstration(Cloud::Aep);
    let mut host = Host::dialled(Config::for_model("L610"));
    host.module.act_as(host.now, Some(device.clone()));
    host.say(&format!("AT+MQTTUSER=1,\"anybody\",\"{}\",\"{}{}\"", device.secret, device.product, device.device));
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1");
    host.say("AT+MQTTSUB=1,\"device_control\",2");
    let printed = host.say("AT+MQTTPUB=1,\"data_report\",1,0,\"{}\"");
    assert!(printed.contains("+MQTTMSG: 1,0,\"device_control\",\"{\"taskId\":1"), "{printed}");
    host.module.act_as(host.now, None);
    assert_eq!(host.wait(1_000), "+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1");
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1");
}
