//! Logins that the clouds' own code has made, and what each cloud turns away.

use super::*;
use crate::tls::Tls;

fn connect(login: [&str; 3]) -> Connect {
    let [username, password, client_id] = login.map(str::to_owned);
    Connect {
        client: 1,
        host: "cloud.example".to_owned(),
        port: 1883,
        clean_session: true,
        keep_alive: 120,
        username,
        password,
        client_id,
        will: None,
        tls: None,
    }
}

fn secure(connect: Connect) -> Connect {
    let empty = Vec::new;
    let tls = Tls { version: 4, verify_server: false, time: 0, certificate: empty(), key: empty(), trust: empty() };
    Connect { tls: Some(tls), ..connect }
}

fn device(cloud: Cloud, product: &str, device: &str, secret: &str) -> CloudDevice {
    let [product, device, secret] = [product, device, secret].map(str::to_owned);
    CloudDevice { cloud, product, device, secret, product_secret: String::new() }
}

fn made(login: Option<Login>) -> [String; 3] {
    login.map(|login| [login.username, login.password, login.client_id]).unwrap()
}

/// Autumn of 2023.
const NOW: u64 = 1_700_000_000;

#[test]
fn the_module_computes_what_the_kits_of_the_clouds_compute() {
    let list = "timestamp=2524608000000,_v=sdk-c-3.0.1,securemode=3,signmethod=hmacsha256,lan=C,gw=0,ext=0";
    let client_id = format!("a1.d|{list}|");
    let password = "A782F63267E627E6F875A63A10492A68043FBACC042FEE3744CA0709F55ECDB3";
    assert_eq!(made(Some(alibaba::login("a1", "d", "s", false))), ["d&a1", password, &client_id]);

    let device = "a_b-c:D.48-bytes-device-name-xxxxxxxxxxxxxxxxxxxx";
    let client_id = format!("FAKEPID002{device}");
    let username = format!("{client_id};21010406;ZA9z0;2147483647");
    let password = "8a29bce8ee806bf1cac4835de42ff3248f83a284;hmacsha1";
    let login = tencent::login("FAKEPID002", device, "++//AAECAwQFBgcICQ==", "ZA9z0");
    assert_eq!(made(login), [username.as_str(), password, &client_id]);
    assert!(tencent::login("P", "d", "not base64!", "ZA9z0").is_none());

    let device = "64f0c0ffee0123456789abcd_861234567890123";
    let password = "6bef1504af50646f5c42acada6425dc01da9266ef0a7d16ee38d18422ff1bb55";
    let login = huawei::login(device, "0123456789abcdef0123456789abcdef", 0);
    assert_eq!(made(Some(login)), [device, password, &format!("{device}_0_0_1970010100")]);

    let name = "acon_tuyaFAKE0123456789ab";
    let login = tuya::login("tuyaFAKE0123456789ab", "0123456789abcdefghijABCDEFGHIJ01");
    assert_eq!(made(Some(login)), [name, "5b39b68d063d396d", name]);

    let password = "version=2018-10-31&res=products%2FFakeProd01%2Fdevices%2Fdev01&et=2524579200&method=sha1&sign=CYD9k5lNieLbalXLeG2bRaexWYM%3D";
    let login = onenet::login("FakeProd01", "dev01", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    assert_eq!(made(login), ["FakeProd01", password, "dev01"]);
    assert!(onenet::login("P", "d", "?").is_none());

    let username = "thingidp@abcd123|mydevice|1583826857|MD5";
    let login = baidu::login("abcd123", "mydevice", "ImSeCrEt0I1M2jkl", 1_583_826_857);
    assert_eq!(made(Some(login)), [username, "7f0e63d2c6e122100edde19e34e7df5b", "mydevice"]);

    let login = aep::login("15000001", "861234567890123", "AbCdEf", "alice");
    assert_eq!(made(Some(login)), ["alice", "AbCdEf", "15000001861234567890123"]);

    let (product, iccid) = ("cuFakeProduct001", "89860012345678901234");
    let login = unicom::login(product, "devkey01", "0123456789ABCDEF0123456789ABCDEF", "", iccid);
    let password = "5a5f4c6f8a8d9ed988e1bc7c4d74815df44b66bdb527250b7d422120d4936dd5";
    assert_eq!(
        made(Some(login)),
        ["devkey01|cuFakeProduct001", password, "89860012345678901234|cuFakeProduct001|0|0|1"]
    );
    let login = unicom::login(product, "devkey01", "", "0011", iccid);
    assert_eq!(
        made(Some(login)),
        ["devkey01|cuFakeProduct001", "0011", "89860012345678901234|cuFakeProduct001|0|-2|1"]
    );
}

#[test]
fn a_cloud_takes_every_choice_that_it_leaves_open() {
    let ali = device(Cloud::Alibaba, "123456789", "abcdefg", "Y877Bgo8X5owd3lcB5wWDjryNPoB");
    let luat = "123456789.abcdefg|securemode=3,signmethod=hmac";
    for (method, password) in [
        ("md5,timestamp=32472115200|", "16CB9B20009795D576E9172CDC820646"),
        ("md5,timestamp=1700000000|", "21fad88809e6e674a0bc8d43d6fd1889"),
        ("sha1,timestamp=32472115200|", "4E5358D2C33CA163BDA58EC994B9E312712230C7"),
    ] {
        assert_eq!(ali.admit(&connect(["abcdefg&123456789", password, &format!("{luat}{method}")]), NOW), Ok(()));
    }

    let tencent = device(Cloud::Tencent, "FAKEPID001", "dev01", "MDEyMzQ1Njc4OWFiY2RlZg==");
    let hour = "d76ab6fcedd4fe9a2fb4589f8c8c2567aff5f965;hmacsha1";
    let login = connect(["FAKEPID001dev01;21010406;abc3E;1700003600", hour, "FAKEPID001dev01"]);
    assert_eq!(tencent.admit(&login, NOW), Ok(()));
    assert_eq!(tencent.admit(&login, NOW + 3600), Err(Refusal::Password), "expired");
    let milliseconds = "b31932194ff780ac28104f989d5a57b17947fb57;hmacsha1";
    let login = connect(["FAKEPID001dev01;21010406;aB3xZ;1700000000000", milliseconds, "FAKEPID001dev01"]);
    assert_eq!(tencent.admit(&login, NOW), Ok(()));

    let huawei = device(Cloud::Huawei, "", "5f052ac562369102d42b0fb6_dev01", "12345678");
    let password = "488d04c5952653301449fc54635c640368876576b27eccdde5739574d3e3c1be";
    let client_id = "5f052ac562369102d42b0fb6_dev01_0_1_2023111422";
    let login = connect(["5f052ac562369102d42b0fb6_dev01", password, client_id]);
    assert_eq!(huawei.admit(&login, NOW), Ok(()), "22:13 in UTC");
    assert_eq!(huawei.admit(&login, NOW + 3 * 3600), Err(Refusal::Password), "another hour");

    let onenet = device(Cloud::OneNet, "Ck2AF9QD2K", "test", "KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=");
    for rest in [
        "version=2022-05-01&res=products%2FCk2AF9QD2K%2Fdevices%2Ftest&et=32472115200&method=sha256&sign=N41Pmx3YpLyOoc9jtyCFPJX1etO8MxfcCr7xHYw40ws%3D",
        "version=2018-10-31&res=products%2FCk2AF9QD2K%2Fdevices%2Ftest&et=32472115200&method=sha1&sign=onzQlILHFFNqIY%2BdOXYM3lthLT8%3D",
    ] {
        assert_eq!(onenet.admit(&connect(["Ck2AF9QD2K", rest, "test"]), NOW), Ok(()));
        assert_eq!(onenet.admit(&connect(["Ck2AF9QD2K", rest, "test"]), 32_472_115_200), Err(Refusal::Password));
    }
    let old = device(Cloud::OneNet, "12342334", "test", "adfasdfadsfadsf=");
    let token = "version=2018-10-31&res=products%2F12342334%2Fdevices%2Ftest&et=32472115200&method=md5&sign=wZWDnoyHugla0wMlcl75xg%3D%3D";
    assert_eq!(old.admit(&connect(["12342334", token, "test"]), NOW), Ok(()), "a key with stray bits");

    let baidu = device(Cloud::Baidu, "abcd123", "mydevice", "ImSeCrEt0I1M2jkl");
    let md5 = "22bc75231495220c7a2202fe15f7d286";
    let sha = "8b84e00accf874b07c1ac586830d211386294df1d2303d40d19c007c0e937af5";
    for (rest, password) in [("", md5), ("|0", md5), ("|MD5", md5), ("|SHA256", sha)] {
        let without = connect([&format!("thingidp@abcd123|mydevice{rest}"), password, "any-id_1"]);
        assert_eq!(baidu.admit(&without, NOW), Ok(()), "{rest}: no time, so none is checked");
    }
    let sha = "ad1123c877f84a90e778ce85f8772eb8ef9a09096629d8013952c45e29a47c47";
    let timed = connect(["thingidp@abcd123|mydevice|1583826857|SHA256", sha, "mydevice"]);
    for (now, outcome) in [(600, Ok(())), (601, Err(Refusal::Password))] {
        assert_eq!(baidu.admit(&timed, 1_583_826_857 + now), outcome);
        assert_eq!(baidu.admit(&timed, 1_583_826_857 - now), outcome);
    }

    let link = device(Cloud::Tuya, "", "6cfake0123456789abcdef", "+/=!@#$%abcdEFGH");
    let username = "6cfake0123456789abcdef|signMethod=hmacSha256,timestamp=1735689599,secureMode=1,accessType=1";
    let password = "db7eb6f346dbc3bdd0a578f8bdcc3b1d23f2ce8dde47ba7773f76fd76523b5af";
    let login = connect([username, password, "tuyalink_6cfake0123456789abcdef"]);
    assert_eq!(link.admit(&login, NOW), Err(Refusal::NeedsTls));
    assert_eq!(link.admit(&secure(login), NOW), Ok(()));

    let telecom = device(Cloud::Unicom, "cuFakeProduct001", "devkey01", "k");
    let password = "9317945046738372370ff3c3c85b2d17f27dbf4edd62f9eb48816a1518c8118e";
    let client_id = "89860312345678901234|cuFakeProduct001|0|0|3";
    assert_eq!(telecom.admit(&connect(["devkey01|cuFakeProduct001", password, client_id]), NOW), Ok(()));
}

/// The login of the module for a device for demonstrations.
fn demonstration(cloud: Cloud) -> (CloudDevice, Connect) {
    let known = CloudDevice::demonstration(cloud);
    let CloudDevice { product, device, secret, .. } = known.clone();
    let request = match cloud {
        Cloud::Alibaba => Request::Alibaba { product, device, secret, tls: false },
        Cloud::Tencent => Request::Tencent { product, device, secret },
        Cloud::Huawei => Request::Huawei { device, secret },
        Cloud::Tuya => Request::TuyaStart { uuid: device, key: secret },
        Cloud::OneNet => Request::OneNet { product, device, key: secret },
        Cloud::Baidu => Request::Baidu { core: product, device, secret },
        Cloud::Aep => Request::Aep { product, device, token: secret, user: "anybody".to_owned() },
        Cloud::Unicom => Request::Unicom { product, device, secret, token: String::new() },
        Cloud::Amazon => {
            let mut connect = secure(connect(["", "", &device]));
            let tls = connect.tls.as_mut().unwrap();
            (tls.certificate, tls.key) = (b"certificate".to_vec(), b"key".to_vec());
            return (known, connect);
        }
    };
    let around = Circumstances { time: NOW, random: "abc3E".to_owned(), iccid: "89860112345678901234" };
    let [username, password, client_id] = made(login(&request, &around));
    let connect = connect([&username, &password, &client_id]);
    (known, if cloud == Cloud::Tuya { secure(connect) } else { connect })
}

#[test]
fn each_cloud_lets_its_device_in_and_nobody_else() {
    for cloud in Cloud::ALL.iter().copied() {
        let (known, right) = demonstration(cloud);
        assert_eq!(known.admit(&right, NOW), Ok(()), "{cloud:?}");

        let other = Connect { client_id: "somebody else".to_owned(), ..right.clone() };
        let refused = known.admit(&other, NOW).expect_err(cloud.name());
        let expected = if cloud == Cloud::Amazon { Refusal::NotAuthorised } else { Refusal::Identifier };
        assert_eq!(refused, expected, "{cloud:?}");
        if cloud != Cloud::Amazon {
            let wrong = Connect { password: format!("{}0", right.password), ..right.clone() };
            assert_eq!(known.admit(&wrong, NOW), Err(Refusal::Password), "{cloud:?}");
            let renamed = CloudDevice { device: "another".to_owned(), ..known };
            assert!(renamed.admit(&right, NOW).is_err(), "{cloud:?}");
        }
    }
}

#[test]
fn the_keep_alive_that_a_cloud_does_not_take_is_refused_as_an_identifier() {
    for (cloud, keep_alive) in
        [(Cloud::Alibaba, 29), (Cloud::Tencent, 901), (Cloud::Huawei, 29), (Cloud::OneNet, 9), (Cloud::Baidu, 29)]
    {
        let (known, right) = demonstration(cloud);
        assert_eq!(known.admit(&Connect { keep_alive, ..right }, NOW), Err(Refusal::Identifier), "{cloud:?}");
    }
}

#[test]
fn alibaba_wants_the_secure_mode_of_the_connection_and_amazon_a_certificate() {
    let (known, right) = demonstration(Cloud::Alibaba);
    assert_eq!(known.admit(&secure(right), NOW), Err(Refusal::Identifier));
    let (known, right) = demonstration(Cloud::Amazon);
    assert_eq!(known.admit(&secure(right.clone()), NOW), Err(Refusal::NeedsCertificate));
    assert_eq!(known.admit(&Connect { tls: None, ..right }, NOW), Err(Refusal::NeedsTls));
}

#[test]
fn a_registered_device_is_let_in_with_what_it_was_given() {
    for cloud in [Cloud::Alibaba, Cloud::Tencent, Cloud::Unicom] {
        let known = CloudDevice { secret: String::new(), ..CloudDevice::demonstration(cloud) };
        let CloudDevice { product, device, product_secret, .. } = known.clone();
        assert!(register(Some(&known), cloud, "wrong", &product, &device).is_none());
        let given = register(Some(&known), cloud, &product_secret, &product, &device).unwrap();
        let around = Circumstances { time: NOW, random: "abc3E".to_owned(), iccid: "89860112345678901234" };
        let secret = given.secret;
        let requests = match cloud {
            Cloud::Alibaba => vec![Request::Alibaba { product, device, secret, tls: false }],
            Cloud::Tencent => vec![Request::Tencent { product, device, secret }],
            _ => vec![
                Request::Unicom { product: product.clone(), device: device.clone(), secret, token: String::new() },
                Request::Unicom { product, device, secret: String::new(), token: given.token },
            ],
        };
        for request in requests {
            let [username, password, client_id] = made(login(&request, &around));
            assert_eq!(known.admit(&connect([&username, &password, &client_id]), NOW), Ok(()), "{cloud:?}");
        }
    }
}

#[test]
fn names_lead_to_clouds_and_no_secret_is_shown() {
    for cloud in Cloud::ALL {
        assert_eq!(Cloud::named(cloud.name()), Some(*cloud));
        let device = CloudDevice::demonstration(*cloud);
        let shown = format!("{device:?}");
        assert!(device.secret.is_empty() || !shown.contains(&device.secret), "{shown}");
        assert!(device.product_secret.is_empty() || !shown.contains(&device.product_secret), "{shown}");
    }
    assert_eq!(Cloud::named("somewhere"), None);
}
