//! What leaves the page holds no secret, whatever notation it comes back in, and everything else stays as it is.

#![expect(clippy::indexing_slicing, reason = "the tests know how long their tables are")]

mod notations;
mod plan;

use fibocom_at::Role;
use workbench_record::mask::{Kind, Live, Plan, Secrets};
use workbench_record::{Direction, Entry, Line};

const SALT: u64 = 0x5EED;

const COMMAND: Direction<'static> = Direction::Command;
const DATA: Direction<'static> = Direction::Data;
const REPLY: Direction<'static> = Direction::Received(Role::Response);
const CODE: Direction<'static> = Direction::Received(Role::Unsolicited);
const UNKNOWN: Direction<'static> = Direction::Received(Role::Unrecognised);

fn entries<'a>(lines: &'a [(Direction<'static>, Vec<u8>)]) -> Vec<Entry<'a>> {
    let lines = lines.iter().enumerate();
    lines.map(|(at, (way, raw))| Entry { number: at as u64, line: Line::new(at as u64, *way, raw) }).collect()
}

fn secrets(given: &[(Kind, &[u8])]) -> Secrets {
    let mut secrets = Secrets::new();
    given.iter().for_each(|(kind, value)| secrets.give(*kind, value));
    secrets
}

/// The file that a plan with nothing changed makes of lines.
fn file(given: &[(Kind, &[u8])], lines: &[(Direction<'static>, Vec<u8>)]) -> Vec<Vec<u8>> {
    let entries = entries(lines);
    let plan = Plan::of(entries.iter().copied(), &secrets(given), SALT);
    plan.lines(entries.into_iter()).map(|(_, line)| line.into_owned()).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn line(way: Direction<'static>, text: &str) -> (Direction<'static>, Vec<u8>) {
    (way, text.as_bytes().to_vec())
}

fn hex(bytes: &[u8], between: &str) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(between)
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let six = |at: usize| (0..6).fold(0, |six, bit_at| six << 1 | usize::from(bit(6 * at + bit_at)));
    let text: String = (0..(bytes.len() * 8).div_ceil(6)).map(|at| ALPHABET[six(at)] as char).collect();
    format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4))
}

fn escaped(value: &[u8], escape: impl Fn(u8) -> String) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() && byte != b'e';
    value.iter().map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { escape(*byte) }).collect()
}

/// The notations that a value may come back in, as whole lines, and what must not be left of each.
fn forms(value: &[u8]) -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let plain = text(value);
    let mut forms: Vec<(&str, Vec<u8>, Vec<u8>)> = Vec::new();
    let mut add = |name, line: String, canary: String| forms.push((name, line.into_bytes(), canary.into_bytes()));
    add("line", format!("{plain}\r\n"), plain.clone());
    add("echo", format!("AT+CSQ;+NOTHING={plain}\r\r\n"), plain.clone());
    add("reply", format!("+NOTHING: 1,\"{plain}\"\r\n"), plain.clone());
    add("error text", format!("+CME ERROR: bad value {plain} here\r\n"), plain.clone());
    add("in a URL", format!("GET http://h.example/x?v={plain}&w=1\r\n"), plain.clone());
    add("in JSON", format!("+MQTTMSG: 1,0,\"t\",\"{{\"v\":\"{plain}\"}}\"\r\n"), plain.clone());
    add("hex", format!("+X: {}\r\n", hex(value, "")), hex(value, ""));
    add("HEX", format!("+X: {}\r\n", hex(value, "").to_uppercase()), hex(value, "").to_uppercase());
    add("hex within hex", format!("+X: 7b22{}227d\r\n", hex(value, "")), hex(value, ""));
    add("hex in an odd place", format!("+X: 7{}2\r\n", hex(value, "")), hex(value, ""));
    add("hex dump", format!("0000: {}  ..\r\n", hex(value, " ")), hex(value, " "));
    add("hex with colons", format!("{}\r\n", hex(value, ":")), hex(value, ":"));
    add("hex of C", format!("{{0x{}}}\r\n", hex(value, ", 0x")), hex(value, ", 0x"));
    for (name, before) in
        [("base64", &b""[..]), ("base64 behind 1", b"#"), ("base64 behind 2", b"##"), ("base64 behind 3", b"me:")]
    {
        let all = [before, value, b"\""].concat();
        let own = base64(value);
        let canary = own.get(..6.min(own.len())).filter(|_| before.len() % 3 == 0).unwrap_or("no such text").to_owned();
        add(name, format!("+X: \"{}\"\r\n", base64(&all)), canary);
    }
    let url = base64(value).replace('+', "-").replace('/', "_");
    add("base64url", format!("+X: \"{url}\"\r\n"), url.trim_end_matches('=').to_owned());
    add(
        "percent",
        format!("+X: a={}&\r\n", escaped(value, |byte| format!("%{byte:02X}"))),
        escaped(value, |byte| format!("%{byte:02X}")),
    );
    add(
        "JSON",
        format!("+X: \"{}\"\r\n", escaped(value, |byte| format!("\\u00{byte:02x}"))),
        escaped(value, |byte| format!("\\u00{byte:02x}")),
    );
    add(
        "\\HH",
        format!("+X: \"{}\"\r\n", escaped(value, |byte| format!("\\{byte:02X}"))),
        escaped(value, |byte| format!("\\{byte:02X}")),
    );
    add("UCS2 in hex", format!("+X: \"00{}\"\r\n", hex(value, "00")), hex(value, "00"));
    let (front, back) = value.split_at(value.len() / 2);
    add("wrapped", format!("{}\r\n{}\r\n", text(front), text(back)), format!("{}\r\n{}", text(front), text(back)));
    let wide = |order: fn(u8) -> [u8; 2]| value.iter().copied().flat_map(order).collect::<Vec<u8>>();
    for (name, order) in [("UTF-16LE", (|byte| [byte, 0]) as fn(u8) -> [u8; 2]), ("UTF-16BE", |byte| [0, byte])] {
        forms.push((name, [b"+X: ", wide(order).as_slice(), b"\r\n"].concat(), wide(order)));
    }
    let cut = value[..value.len() * 4 / 5].to_vec();
    forms.push(("cut echo", [b"AT+CSQ \"", cut.as_slice(), b"\r\n"].concat(), cut.clone()));
    let rest = value[value.len() / 5..].to_vec();
    forms.push(("lost beginning", [rest.as_slice(), b"\",1\r\n"].concat(), rest.clone()));
    forms
}

fn has(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}

const GIVEN: &[(Kind, &[u8])] = &[
    (Kind::Password, b"correct-horse"),
    (Kind::Password, b"p\"w\\x{1}e/%"),
    (Kind::Password, b"Hunter2e"),
    (Kind::Key, b"q83vEjRWeJCrze8SNFZ4kA=="),
    (Kind::Key, b"0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
    (Kind::Token, b"version=2018-10-31&res=products%2Fe&sign=eZ%3D"),
    (Kind::Token, b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
    (Kind::Imei, b"860000000000017"),
    (Kind::Imsi, b"262011234567890"),
    (Kind::Iccid, b"8949020000012345678"),
    (Kind::PhoneNumber, b"+491701234567"),
    (Kind::Puk, b"12345678"),
    (Kind::User, b"gateway-e-17"),
];

#[test]
fn what_was_given_comes_back_in_no_form() {
    let mut left = Vec::new();
    for (kind, value) in GIVEN.iter().filter(|(kind, _)| kind.is_secret()) {
        for (name, raw, canary) in forms(value) {
            // A PUK has eight digits only: what is cut off it could be anything.
            let lines = [(UNKNOWN, raw.clone())];
            let masked = file(&[(*kind, value)], &lines).concat();
            if has(&masked, &canary) || has(&masked, value) || masked == raw {
                left.push(format!("{} in {name}: {}", text(value), text(&masked)));
            }
            let live = Live::default().line(&secrets(&[(*kind, value)]), &Line::new(0, UNKNOWN, &raw)).into_owned();
            if has(&live, &canary) || has(&live, value) {
                left.push(format!("{} in {name}, live: {}", text(value), text(&live)));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn a_value_is_hidden_where_it_reaches_over_several_entries() {
    for way in [UNKNOWN, DATA] {
        let lines = [
            line(way, "a 0a1b2c3d4e\r\n"),
            line(way, "5f60718293a4\r\n"),
            line(way, "b5c6d7e8f9 b\r\n"),
            line(way, "OK\r\n"),
        ];
        let masked = file(&[GIVEN[4]], &lines);
        let masked: Vec<_> = masked.iter().map(|line| text(line)).collect();
        assert_eq!(masked, ["a ⟨key 1⟩\r\n", "⟨key 1⟩\r\n", "⟨key 1⟩ b\r\n", "OK\r\n"]);
    }
}

#[test]
fn a_key_that_goes_on_behind_a_command_is_hidden_however_often_the_command_comes() {
    let lines: Vec<_> = (0..4)
        .flat_map(|_| {
            [
                line(COMMAND, "AT+MQTTPUB=1,\"t\",0,0,\"-----BEGIN PRIVATE KEY-----\r"),
                line(DATA, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\r\n"),
            ]
        })
        .collect();
    let (mut live, none) = (Live::default(), secrets(&[]));
    let shown: Vec<_> = entries(&lines).iter().map(|entry| live.line(&none, &entry.line).into_owned()).collect();
    for line in shown.iter().chain(&file(&[], &lines)) {
        assert!(!has(line, b"MIIE"), "{}", text(line));
    }
}

#[test]
fn near_misses_stay() {
    let given: &[(Kind, &[u8])] = &[
        (Kind::Pin, b"1883"),
        (Kind::Password, b"hush"),
        (Kind::Password, b"abc"),
        (Kind::Password, b"20260"),
        (Kind::Imei, b"860000000000017"),
    ];
    for (way, raw) in [
        (COMMAND, "AT+MQTTOPEN=1,\"broker.example\",1883,1,60\r"),
        (CODE, "+MQTTMSG: 1,0,\"plant/hushed\",\"ahush hush1 1883 abc 20260\"\r\n"),
        (CODE, "+MQTTMSG: 1,0,\"t\",\"86000000000001701 1860000000000017\"\r\n"),
        (CODE, "+MQTTMSG: 1,0,\"t\",\"111111111111111 1234567890123456 1712345678901234\"\r\n"),
        (
            CODE,
            "+MQTTMSG: 1,0,\"t\",\"{\"token_type\":\"Bearer\",\"pin\":13,\"keys\":4,\"pass\":true,\"key\":\"temperature\"}\"\r\n",
        ),
        (
            CODE,
            "+MQTTMSG: 1,0,\"t\",\"{\"n\":12,\"monkey\":\"banana\",\"public_key\":\"x\",\"passengers\":1234,\"signal\":-71}\"\r\n",
        ),
        (COMMAND, "AT+CGDCONT=1,\"IP\",\"internet\"\r"),
        (COMMAND, "AT+CFUN=1,1\r"),
        (COMMAND, "AT+COPS=1,2,\"26201\"\r"),
        (COMMAND, "ATE0\r"),
        (COMMAND, "ATS0=5\r"),
        (COMMAND, "AT&F\r"),
        (COMMAND, "AT+FOO=1,22,333\r"),
        (COMMAND, "AT+CPIN?\r"),
        (REPLY, "+CPIN: READY\r\n"),
        (REPLY, "+CPIN: SIM PIN\r\n"),
        (REPLY, "+CSQ: 22,99\r\n"),
        (REPLY, "OK\r\n"),
        (REPLY, "+CREG: 2,1,\"1A2B\",\"01C3D4E5\",7\r\n"),
        (REPLY, "+MQTTUSER: (1,2),128,128,256\r\n"),
        (REPLY, "+CLCK: 1\r\n"),
        (REPLY, "AT command ready\r\n"),
        (UNKNOWN, "Basic information: bearer 1 activated\r\n"),
        (UNKNOWN, "12:30@kitchen mailto:joe@example.com sip:joe@example.com\r\n"),
        (UNKNOWN, "see https://example.com/a?b=c&d=1 and 0.123456789012345\r\n"),
        (UNKNOWN, "sensor 68 75 73 degrees, compass 210, unexpected token\r\n"),
        (UNKNOWN, "-----BEGIN CERTIFICATE-----\r\n"),
        (UNKNOWN, "FIBOCOM L610 16121.1000.00.01.01.01\r\n"),
    ] {
        let masked = file(given, &[line(way, raw)]).concat();
        assert_eq!(text(&masked), raw);
        let live = Live::default().line(&secrets(given), &Line::new(0, way, raw.as_bytes())).into_owned();
        assert_eq!(text(&live), raw);
    }
}

/// Lines in order, and what must not be left of them.
type Row = (&'static [(Direction<'static>, &'static str)], &'static [&'static str]);

/// Rows of what stands in a session, in order, and what must not be left in the file. Nothing was given as a secret.
#[test]
fn what_is_secret_by_its_place_or_its_looks_is_closed() {
    let rows: &[Row] = &[
        (&[(COMMAND, "AT+MQTUSER=\"me\",\"pass\"\r"), (REPLY, "+MQTUSER: \"me\",\"pass\"\r\n")], &["pass"]),
        (&[(COMMAND, "AT+CGAUTH=1,1,\"me\",\"hush\"\r"), (REPLY, "+CGAUTH: 1,1,\"me\",\"hush\"\r\n")], &["hush"]),
        (&[(REPLY, "+CGAUTH: 1,1,\"me\",\"hush\"\r\n")], &["hush"]),
        (&[(COMMAND, "AT+CLCK=\"SC\",1,\"1234\"\r")], &["1234"]),
        (&[(COMMAND, "AT+CPWD=\"SC\",\"1234\",\"4321\"\r")], &["1234", "4321"]),
        (&[(COMMAND, "AT+CPUK=\"12345678\",\"1234\"\r")], &["1234"]),
        (&[(COMMAND, "AT+HMCON=0,60,\"h.example\",8883,\"dev\",\"hush\",0\r")], &["hush"]),
        (&[(COMMAND, "AT+TCDEVINFOSET=1,\"pk\",\"dev\",\"q83vEjRWeJCr\"\r")], &["q83v"]),
        (&[(COMMAND, "AT+FTPOPEN=\"h.example\",21,\"me\",\"hush\"\r")], &["hush"]),
        (&[(COMMAND, "AT+MIPCALL=1,\"apn\",\"me\",\"hush\"\r")], &["hush"]),
        (&[(COMMAND, "at+mqttuser=1,\"me\",\"hush\"\r"), (REPLY, "at+mqttuser=1,\"me\",\"hu\r\n")], &["hush", "\"hu"]),
        (&[(COMMAND, "mqttuser:1,\"me\",\"hush\"\r")], &["hush"]),
        (&[(COMMAND, "AT+MQTTUSER 1,me,hush\r")], &["hush"]),
        (&[(COMMAND, "AT+MQTTUSER=1;me;hush\r")], &["hush"]),
        (&[(COMMAND, "AT+CPIN=1234\r"), (REPLY, "+CPIN: 1234\r\n")], &["1234"]),
        (&[(COMMAND, "AT+CSQ;+CPIN=\"1234\";+CSQ\r")], &["1234"]),
        (&[(UNKNOWN, "\u{fffd}xAT+CPIN=\"1234\"\r\r\n")], &["1234"]),
        (&[(UNKNOWN, "xx+MQTTUSER: 1,\"me\",\"hush\"\r\n")], &["hush"]),
        (
            &[
                (COMMAND, "AT+MQTTAUTHCFG=3,\"dev\",\"hush\"\r"),
                (REPLY, "+MQTTAUTHCFG: 3,\"u\",\"workedout\",\"c\"\r\n"),
            ],
            &["hush", "workedout"],
        ),
        (
            &[
                (COMMAND, "AT+MQTTAUTHDYN=3,\"p\",\"hush\",\"d\",0,1\r"),
                (REPLY, "+MQTTAUTHDYN: 3,0,\"devsecret\",\"tok\"\r\n"),
            ],
            &["hush", "devsecret", "tok"],
        ),
        (&[(COMMAND, "AT+CGSN\r"), (REPLY, "860000000000017\r\n")], &["0000000000017"]),
        (&[(REPLY, "+CGSN: \"860000000000017\"\r\n")], &["0000000000017"]),
        (&[(COMMAND, "AT+CGSN=2\r"), (REPLY, "8600000000000123\r\n")], &["000000000012"]),
        (&[(COMMAND, "AT+CGSN=0\r"), (REPLY, "GX7N2K0123\r\n")], &["GX7N2K0123"]),
        (
            &[(REPLY, "860000000000017\r\n"), (CODE, "+MQTTMSG: 1,0,\"d/8600000000000199\",\"\"\r\n")],
            &["86000000000001"],
        ),
        (
            &[(COMMAND, "AT+EGMR=1,7,\"860000000000017\"\r"), (REPLY, "+EGMR: \"860000000000017\"\r\n")],
            &["0000000000017"],
        ),
        (
            &[(COMMAND, "AT+CIMI\r"), (REPLY, "262011234567890\r\n"), (CODE, "+X: 1,\"imsi-262011234567890\"\r\n")],
            &["262011234567890"],
        ),
        (&[(REPLY, "+CIMI: 262011234567890\r\n")], &["262011234567890"]),
        (&[(REPLY, "262011234567890\r\n")], &["262011234567890"]),
        (&[(REPLY, "+CCID: 89490200000123456789\r\n")], &["8949"]),
        (&[(REPLY, "+ICCID: 8949020000012345678F\r\n")], &["8949"]),
        (&[(REPLY, "+CRSM: 144,0,\"98942000001032547698\"\r\n")], &["9894"]),
        (&[(REPLY, "+CNUM: \"me\",\"+491701234567\",145\r\n"), (CODE, "from 491701234567\r\n")], &["491701234567"]),
        (&[(COMMAND, "ATD+491701234567;\r")], &["4917"]),
        (&[(COMMAND, "AT+CMGS=\"+491701234567\"\r")], &["4917"]),
        (&[(REPLY, "IMEI: 860000000000018\r\n")], &["860000000000018"]),
        (&[(REPLY, "MEID: A1000012345678\r\n")], &["A1000012345678"]),
        (&[(REPLY, "ESN: 80A1B2C3\r\n")], &["80A1B2C3"]),
        (&[(REPLY, "SN: GX7N2K0123\r\n")], &["GX7N2K0123"]),
        (&[(COMMAND, "AT+MQTTPUB=1,\"t\",0,0,\"{\\22password\\22:\\22hush\\22,\\22n\\22:1}\"\r")], &["hush"]),
        (&[(COMMAND, "AT+MQTTPUB=1,\"t\",0,0,\"{\"password\":\"hush\"}\"\r")], &["hush"]),
        (
            &[(DATA, "{\"client_secret\":\"hush\",\"private_key\":\"k1\",\"apiKey\":\"k2\",\"x\":{\"token\":\"k3\"}}")],
            &["hush", "k1", "k2", "k3"],
        ),
        (&[(DATA, "{\"tokens\":[\"k1ab\", \"k2cd\"]}")], &["k1ab", "k2cd"]),
        (&[(DATA, "{\\\"password\\\":\\\"hush\\\"}")], &["hush"]),
        (&[(DATA, "user=me&password=hush&x=1")], &["hush"]),
        (&[(DATA, "{\"sim_pin\":1234,\"imei\":\"860000000000018\"}")], &["1234", "860000000000018"]),
        (&[(COMMAND, "AT+HTTPSET=\"URL\",\"http://me:hush@h.example/a?token=abcdef&x=1\"\r")], &["hush", "abcdef"]),
        (&[(COMMAND, "AT+HTTPSET=\"UHEAD\",\"Authorization: Bearer abc.def-123\"\r")], &["abc.def-123"]),
        (&[(COMMAND, "AT+HTTPSET=\"UHEAD\",\"Authorization: Basic bWU6aHVzaA==\"\r")], &["bWU6aHVzaA"]),
        (&[(COMMAND, "AT+HTTPSET=\"UHEAD\",\"X-Api-Key: abcdef\"\r")], &["abcdef"]),
        (&[(UNKNOWN, "proxy Basic bWU6aHVzaA==\r\n")], &["bWU6aHVzaA"]),
        (&[(UNKNOWN, "SharedAccessSignature sr=h%2Fd&sig=Ab%2Bcd%3D&se=1\r\n")], &["Ab%2Bcd"]),
        (&[(UNKNOWN, "Cookie: session=abcdef; theme=dark\r\n")], &["abcdef"]),
        (&[(UNKNOWN, "try mqtts://me:p@ss@h.example:8883 or me:hush@h.example\r\n")], &["p@ss", "hush"]),
        (&[(UNKNOWN, "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln\r\n")], &["eyJhb"]),
        (
            &[
                (REPLY, "-----BEGIN EC PRIVATE KEY-----\r\n"),
                (REPLY, "MHcCAQEEIKabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRS\r\n"),
                (CODE, "+CSQ: 22,99\r\n"),
                (REPLY, "ZZZZ\r\n"),
                (REPLY, "-----END EC PRIVATE KEY-----\r\n"),
            ],
            &["MHcC", "ZZZZ"],
        ),
        (&[(DATA, "-----BEGIN PRIVATE KEY-----\nMHcCAQEE\n-----END PRIVATE KEY-----\n")], &["MHcC"]),
        (&[(COMMAND, "AT+GTSSLFILE=\"KEYFILE\",9\r"), (DATA, "any bytes")], &["any bytes"]),
        (&[(COMMAND, "AT+QFUPL=\"key.pem\",9\r"), (DATA, "any bytes")], &["any bytes"]),
        (&[(REPLY, "+NEW: 7,\"Ab3dEf6hIj9lMn2p\"\r\n")], &["Ab3d"]),
        (&[(REPLY, "+NEWKEY: \"hush\"\r\n")], &["hush"]),
        (&[(REPLY, "+EID: 89049032000001000000012345678901\r\n")], &["8904"]),
        (&[(DATA, "7b2270617373776f7264223a2268757368227d")], &["68757368"]),
        (&[(DATA, "{\"url\":\"https%3A%2F%2Fme%3Ahush%40h.example%2F\"}")], &["hush"]),
    ];
    let mut left = Vec::new();
    for (lines, canaries) in rows {
        let lines: Vec<_> = lines.iter().map(|(way, text)| line(*way, text)).collect();
        let masked = file(&[], &lines).concat();
        for canary in *canaries {
            if has(&masked, canary.as_bytes()) {
                left.push(format!("{canary} in {}", text(&masked)));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}
