//! The GTSSL commands and the clock, by series.

use fibocom_sim::Config;
use fibocom_sim::faults::tls::CLOCK_AHEAD;

use crate::host::{Host, check};

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\r\nMA==\r\n-----END CERTIFICATE-----\r\n";

#[test]
fn settings_and_files_are_set_and_shown() {
    check(
        "MC66x",
        &[
            ("AT+GTSSLVER?", "+GTSSLVER: 2|OK"),
            ("AT+GTSSLVER=?", "+GTSSLVER: (1-4)|OK"),
            ("AT+GTSSLVER=4", "OK"),
            ("AT+GTSSLVER?", "+GTSSLVER: 4|OK"),
            ("AT+GTSSLVER=0", "+CME ERROR: 53"),
            ("AT+GTSSLVER=5", "+CME ERROR: 53"),
            ("AT+GTSSLMODE?", "+GTSSLMODE: 0|OK"),
            ("AT+GTSSLMODE=?", "+GTSSLMODE: (0,1)|OK"),
            ("AT+GTSSLMODE=1", "OK"),
            ("AT+GTSSLMODE?", "+GTSSLMODE: 1|OK"),
            ("AT+GTSSLMODE=2", "+CME ERROR: 53"),
            ("AT+GTSSLFILE=?", "+GTSSLFILE: (\"CERTFILE\",\"KEYFILE\",\"TRUSTFILE\"),(4-8192)|OK"),
            ("AT+GTSSLFILE?", "+GTSSLFILE: TRUSTFILE,0|OK"),
            ("AT+GTSSLFILE=\"KEYFILE\",4", ">"),
            ("AT\r", "OK"),
            ("AT+GTSSLFILE?", "+GTSSLFILE: TRUSTFILE,0|+GTSSLFILE: KEYFILE,1|OK"),
            ("AT+GTSSLFILE=\"TRUSTFILE\",3", "+CME ERROR: 53"),
            ("AT+GTSSLFILE=\"TRUSTFILE\",8193", "+CME ERROR: 53"),
            ("AT+GTSSLFILE=\"OTHERFILE\",8", "+CME ERROR: 53"),
            ("AT+GTSSLFILE=TRUSTFILE,8", "+CME ERROR: 50"),
            ("AT+GTSSLERR?", "+GTSSLERR: 0|OK"),
            ("AT+GTSSLERR=1", "+CME ERROR: 50"),
        ],
    );
    check("L610", &[("AT+GTSSLVER?", "+GTSSLVER: 0|OK"), ("AT+GTSSLVER=?", "+GTSSLVER: (0-4)|OK")]);
}

#[test]
fn a_series_without_tls_knows_none_of_it() {
    for name in ["NL668-AM", "LC610N", "MC615", "L610 (2020)", "NL668/M910 (2019)"] {
        let commands = ["AT+GTSSLVER?", "AT+GTSSLMODE=1", "AT+GTSSLFILE=\"TRUSTFILE\",4", "AT+GTSSLERR?"];
        check(name, &commands.map(|command| (command, "ERROR")));
    }
}

#[test]
fn verification_in_the_page_needs_a_trust_file_and_a_clock_that_is_right() {
    let mut host = Host::ready("L610");
    for line in ["AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\"", "AT+GTSSLMODE=1"] {
        host.say(line);
    }
    let open = "AT+MQTTOPEN=1,\"broker.example\",8883,1,60,2";
    assert_eq!(host.say(open), "OK|+MQTTOPEN: 1,0");
    assert_eq!(host.say("AT+GTSSLERR?"), "+GTSSLERR: -11|OK");
    assert_eq!(host.say(&format!("AT+GTSSLFILE=\"TRUSTFILE\",{}", CERTIFICATE.len())), ">");
    assert_eq!(host.send(CERTIFICATE.as_bytes()), "OK");
    assert_eq!(host.say(open), "OK|+MQTTOPEN: 1,0", "it is still 1980");
    assert_eq!(host.say("AT+MIPNTP=\"ntp.example\",123"), "OK|+MIPNTP: 1");
    assert_eq!(host.say(open), "OK|+MQTTOPEN: 1,1");
    assert_eq!(host.say("AT+GTSSLERR?"), "+GTSSLERR: 0|OK");
}

#[test]
fn a_trust_file_without_pem_lines_is_taken_and_fails_later() {
    let mut host = Host::ready("L610");
    for line in ["AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\"", "AT+GTSSLFILE=\"TRUSTFILE\",4"] {
        host.say(line);
    }
    assert_eq!(host.send(b"MA=="), "OK");
    assert_eq!(host.say("AT+MQTTOPEN=1,\"broker.example\",8883,1,60,2"), "OK|+MQTTOPEN: 1,0");
    assert_eq!(host.say("AT+GTSSLERR?"), "+GTSSLERR: -19|OK");
}

#[test]
fn the_clock_starts_in_1980_and_learns_the_time() {
    let config = Config { unix_time: 1_693_811_840, ..Config::for_model("L610") };
    let mut host = Host::of(config);
    host.wait(10_000);
    host.say("ATE0");
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"80/01/06,00:00:15+00\"|OK");
    assert_eq!(host.say("AT+MIPNTP=\"ntp.example\",123"), "ERROR");
    host.say("AT+MIPCALL=1");
    assert_eq!(host.say("AT+MIPNTP=\"ntp.example\",123"), "OK|+MIPNTP: 1");
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"23/09/04,15:17:55+32\"|OK");
    host.say("AT+CFUN=15");
    assert!(host.say("AT+CCLK?").contains("+CCLK: \"80/01/06,00:00:"), "the clock has no battery");
}

#[test]
fn the_clock_is_set_by_hand() {
    check(
        "NL668-AM",
        &[
            ("AT+CCLK=\"26/07/20,23:59:58+32\"", "OK"),
            ("AT+CCLK?", "+CCLK: \"26/07/21,00:00:03+32\"|OK"),
            ("AT+CCLK=\"26/07/20,06:51:36-04\"", "OK"),
            ("AT+CCLK?", "+CCLK: \"26/07/20,06:51:41-04\"|OK"),
            ("AT+CCLK=\"26/02/30,00:00:00+00\"", "+CME ERROR: 53"),
            ("AT+CCLK=\"2026/07/20,06:51:36\"", "+CME ERROR: 53"),
            ("AT+CCLK=26", "+CME ERROR: 50"),
        ],
    );
    let mut host = Host::of(Config::for_model("L610").with(&[CLOCK_AHEAD]));
    host.wait(10_000);
    host.say("ATE0");
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"70/01/01,00:00:15+00\"|OK");
}
