//! Walks the manuals: for every command and form, what a series takes, what it refuses and why.
//!
//! The rows are typed out from the manuals, not derived from the code. A command or a form without a row fails the test.

use std::collections::BTreeSet;

use fibocom_at::commands::{Fault, Form, LIST, check, recognise};
use fibocom_at::profile::Feature;
use fibocom_at::{Problem, Profile};

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Expected {
    /// It is sent as it stands.
    Taken,
    /// It is refused at this argument (counted from 0, `None` for the line as a whole).
    Refused(Option<usize>, Fault),
}

use Expected::{Refused, Taken};

struct Row {
    model: &'static str,
    line: &'static str,
    expected: Expected,
}

const fn taken(model: &'static str, line: &'static str) -> Row {
    Row { model, line, expected: Taken }
}

const fn refused(model: &'static str, line: &'static str, at: usize, fault: Fault) -> Row {
    Row { model, line, expected: Refused(Some(at), fault) }
}

const fn lacks(model: &'static str, line: &'static str, feature: Feature) -> Row {
    Row { model, line, expected: Refused(None, Fault::Lacks(feature)) }
}

const fn range(min: u32, max: u32) -> Fault {
    Fault::Invalid(Problem::OutOfRange { min, max })
}

const fn no_client(clients: &'static [u8]) -> Fault {
    Fault::Invalid(Problem::NoSuchClient { clients })
}

const MQTT: &[u8] = &[1, 2];
const BOTH: &[u8] = &[1, 2, 101, 102];

/// Every command, form by form. The model is one of the series that the row is about.
fn rows() -> Vec<Row> {
    vec![
        taken("L610", "AT"),
        taken("L610", "ATE0"),
        refused("L610", "ATE2", 0, Fault::NotListed),
        taken("L610", "ATI"),
        taken("L610", "AT+CGMI"),
        taken("L610", "AT+CGMI?"),
        taken("L610", "AT+CGMI=?"),
        taken("L610", "AT+CGMM"),
        taken("L610", "AT+CGMM?"),
        taken("L610", "AT+CGMM=?"),
        taken("L610", "AT+CGMR"),
        taken("L610", "AT+CGMR?"),
        taken("L610", "AT+CGMR=?"),
        taken("L610", "AT+CGSN"),
        taken("L610", "AT+CGSN?"),
        taken("L610", "AT+CGSN=?"),
        taken("L610", "AT+GMI"),
        taken("L610", "AT+GMI?"),
        taken("L610", "AT+GMI=?"),
        taken("L610", "AT+GMM"),
        taken("L610", "AT+GMM?"),
        taken("L610", "AT+GMM=?"),
        taken("L610", "AT+GMR"),
        taken("L610", "AT+GMR?"),
        taken("L610", "AT+GMR=?"),
        taken("L610", "AT+GSN"),
        taken("L610", "AT+GSN?"),
        taken("L610", "AT+GSN=?"),
        taken("L610", "AT+CMEE=2"),
        taken("L610", "AT+CMEE?"),
        taken("L610", "AT+CMEE=?"),
        refused("L610", "AT+CMEE=3", 0, Fault::NotListed),
        taken("L610", "AT+CPIN?"),
        taken("L610", "AT+CPIN=\"1234\""),
        taken("L610", "AT+CPIN=\"12345678\",\"1234\""),
        taken("L610", "AT+CPIN=?"),
        taken("L610", "AT+CSQ"),
        taken("L610", "AT+CSQ?"),
        taken("L610", "AT+CSQ=?"),
        taken("L610", "AT+COPS?"),
        taken("L610", "AT+COPS=0"),
        taken("L610", "AT+COPS=?"),
        taken("L610", "AT+CREG?"),
        taken("L610", "AT+CREG=2"),
        taken("L610", "AT+CREG=?"),
        taken("L610", "AT+CGREG?"),
        taken("L610", "AT+CGREG=1"),
        taken("L610", "AT+CGREG=?"),
        taken("L610", "AT+CEREG?"),
        taken("L610", "AT+CEREG=0"),
        taken("L610", "AT+CEREG=?"),
        taken("L610", "AT+CGPADDR"),
        taken("L610", "AT+CGPADDR=1"),
        taken("L610", "AT+CGPADDR=?"),
        // 001, 3.1 and 004, 3.1
        taken("NL668", "AT+MIPCALL=1"),
        taken("MC665", "AT+MIPCALL=1,\"CMNET\""),
        taken("MC665", "AT+MIPCALL=0"),
        taken("MC665", "AT+MIPCALL?"),
        taken("MC665", "AT+MIPCALL=?"),
        refused("MC665", "AT+MIPCALL=3", 0, Fault::NotListed),
        // 004, 6
        taken("MC665", "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123"),
        refused("MC665", "AT+MIPNTP=\"ntp.ntsc.ac.cn\",0", 1, range(1, 65_535)),
        taken("MC665", "AT+CCLK?"),
        taken("MC665", "AT+CCLK=\"23/09/04,15:17:41+32\""),
        taken("MC665", "AT+CCLK=?"),
        // 004, 4.2.1; the three that 003 excludes from TLS
        taken("MC665", "AT+GTSSLVER=4"),
        taken("MC665", "AT+GTSSLVER?"),
        taken("MC665", "AT+GTSSLVER=?"),
        refused("MC665", "AT+GTSSLVER=5", 0, Fault::NotListed),
        lacks("LC610N", "AT+GTSSLVER?", Feature::Tls),
        taken("MC665", "AT+GTSSLMODE=1"),
        taken("MC665", "AT+GTSSLMODE?"),
        taken("MC665", "AT+GTSSLMODE=?"),
        lacks("MC615", "AT+GTSSLMODE=1", Feature::Tls),
        taken("MC665", "AT+GTSSLFILE=\"CERTFILE\",1220"),
        taken("MC665", "AT+GTSSLFILE=\"KEYFILE\",1679"),
        taken("MC665", "AT+GTSSLFILE=\"TRUSTFILE\",1758"),
        taken("MC665", "AT+GTSSLFILE?"),
        taken("MC665", "AT+GTSSLFILE=?"),
        refused("MC665", "AT+GTSSLFILE=\"TRUSTFILE\",8193", 1, range(4, 8192)),
        lacks("NL668-AM", "AT+GTSSLFILE?", Feature::Tls),
        taken("MC665", "AT+GTSSLERR?"),
        lacks("M910", "AT+GTSSLERR?", Feature::Tls),
        // 003, 1.1
        taken("L610", "AT+MQTTUSER=1,\"a15d8UcWd2H\",\"5sTCkZackL3UI578mmUzME\",\"Device1\""),
        taken("NL668", "AT+MQTTUSER=2,\"\",\"\""),
        taken("L610", "AT+MQTTUSER?"),
        taken("L610", "AT+MQTTUSER=?"),
        refused("L610", "AT+MQTTUSER=101,\"\",\"\"", 0, Fault::NotListed),
        refused("NL668", "AT+MQTTUSER=101,\"\",\"\"", 0, no_client(MQTT)),
        refused("L610", "AT+MQTTUSER=1,\"\"", 2, Fault::Missing),
        // 003, 1.2; 000, 1.2 has no sixth argument
        taken("L610", "AT+MQTTOPEN=101,\"gateway.example\",1884,1,300"),
        taken("MC665", "AT+MQTTOPEN=1,\"MC66x.mqtt.iot.bj.baidubce.com\",8883,0,60,2"),
        taken("NL668-AM", "AT+MQTTOPEN=2,\"10.0.0.1\",1883,0,1"),
        taken("L610", "AT+MQTTOPEN?"),
        taken("L610", "AT+MQTTOPEN=?"),
        refused("L610", "AT+MQTTOPEN=3,\"h\",1883,1,60", 0, no_client(BOTH)),
        refused("NL668", "AT+MQTTOPEN=101,\"h\",1883,1,60", 0, no_client(MQTT)),
        refused("L610", "AT+MQTTOPEN=1,\"h\",0,1,60", 2, range(1, 65_535)),
        refused("L610", "AT+MQTTOPEN=1,\"h\",1883,1,0", 4, range(1, 300)),
        refused("L610", "AT+MQTTOPEN=1,\"h\",1883,1,60,1", 5, Fault::NotListed),
        refused("NL668-AM", "AT+MQTTOPEN=1,\"h\",1883,1,60,2", 5, Fault::Lacks(Feature::Tls)),
        // 003, 1.3
        taken("MA510", "AT+MQTTCLOSE=102"),
        taken("L610", "AT+MQTTCLOSE?"),
        taken("L610", "AT+MQTTCLOSE=?"),
        refused("LE270", "AT+MQTTCLOSE=102", 0, no_client(MQTT)),
        // 003, 1.5 to 1.7
        taken("L610", "AT+MQTTSUB=1,\"plant/+/state/#\",2"),
        taken("L610", "AT+MQTTSUB=101,65535,0"),
        taken("L610", "AT+MQTTSUB=102,\"ab\",0"),
        taken("L610", "AT+MQTTSUB=?"),
        refused("L610", "AT+MQTTSUB=1,1,1", 1, Fault::NotQuoted),
        refused("L610", "AT+MQTTSUB=101,0,1", 1, range(1, 65_535)),
        refused("L610", "AT+MQTTSUB=1,\"\",1", 1, Fault::Invalid(Problem::Empty)),
        taken("L610", "AT+MQTTUNSUB=1,\"topic1\""),
        taken("MA511", "AT+MQTTUNSUB=101,7"),
        taken("L610", "AT+MQTTUNSUB=?"),
        refused("MC665", "AT+MQTTUNSUB=1,7", 1, Fault::NotQuoted),
        taken("NL668", "AT+MQTTPUB=1,\"topic1\",1,0,\"9\""),
        taken("MC665", "AT+MQTTPUB=1,\"test1\",0,0,3"),
        taken("L610", "AT+MQTTPUB=101,7,0,1,\"\""),
        taken("L610", "AT+MQTTPUB=?"),
        refused("L610", "AT+MQTTPUB=1,\"t\",0,0,0", 4, range(1, 1024)),
        refused("L610", "AT+MQTTPUB=1,\"t\",0,2,\"x\"", 3, Fault::NotListed),
        // 003, 1.8 and 1.11
        taken("L610", "AT+MQTTCONF=1"),
        taken("L610", "AT+MQTTCONF?"),
        taken("L610", "AT+MQTTCONF=?"),
        refused("L610", "AT+MQTTCONF=2", 0, Fault::NotListed),
        taken("L610", "AT+MQTTREAD=101"),
        taken("L610", "AT+MQTTREAD=?"),
        refused("MC665", "AT+MQTTREAD=101", 0, no_client(MQTT)),
        // 003, 1.12: a Datasize on three series only
        taken("MC665", "AT+MQTTWILL=1,\"test1\",0,0,\"disconnect unexpectly\""),
        taken("MC665", "AT+MQTTWILL=1,\"t\",0,0,1024"),
        taken("MG661", "AT+MQTTWILL=1,\"t\",0,0,0"),
        taken("FG132", "AT+MQTTWILL=1,\"t\",0,0,9"),
        taken("L610", "AT+MQTTWILL?"),
        taken("L610", "AT+MQTTWILL=?"),
        refused("L610", "AT+MQTTWILL=1,\"t\",0,0,9", 4, Fault::Lacks(Feature::WillByLength)),
        refused("L610", "AT+MQTTWILL=101,7,0,0,\"x\"", 1, Fault::NotQuoted),
        // 003, 1.13 to 1.16
        taken("L610", "AT+MQTTSNCID=101,\"5sTCkZackL3UI578mmUzME\""),
        taken("MA510", "AT+MQTTSNCID=101,\"12345678901234567890123\""),
        taken("L610", "AT+MQTTSNCID?"),
        taken("L610", "AT+MQTTSNCID=?"),
        refused(
            "MA510",
            "AT+MQTTSNCID=101,\"123456789012345678901234\"",
            1,
            Fault::Invalid(Problem::TooLong { bytes: 24, max: 23 }),
        ),
        refused("L610", "AT+MQTTSNCID=1,\"x\"", 0, Fault::NotListed),
        lacks("MC665", "AT+MQTTSNCID?", Feature::MqttSnCommands),
        taken("L610", "AT+MQTTSNREG=101,\"plant/7\""),
        taken("L610", "AT+MQTTSNREG?"),
        taken("L610", "AT+MQTTSNREG=?"),
        refused("L610", "AT+MQTTSNREG=101,1", 1, Fault::NotQuoted),
        lacks("L611", "AT+MQTTSNREG?", Feature::MqttSnCommands),
        taken("LC610N", "AT+MQTTWTOPICUD=101,0,1,\"1\""),
        taken("LC610N", "AT+MQTTWTOPICUD=?"),
        refused("L610", "AT+MQTTWTOPICUD=101,3,1,\"t\"", 1, Fault::NotListed),
        lacks("MC612", "AT+MQTTWTOPICUD=?", Feature::MqttSnCommands),
        taken("MC615", "AT+MQTTWMSGUD=101,\"will message\""),
        taken("MC610", "AT+MQTTWMSGUD=?"),
        refused("L610", "AT+MQTTWMSGUD=101,\"\"", 1, Fault::Invalid(Problem::Empty)),
        lacks("MC101", "AT+MQTTWMSGUD=?", Feature::MqttSnCommands),
        // 003, 1.17 and 1.18
        taken("L610", "AT+MQTTAUTHDYN=1,\"host\",1883,\"pk\",\"ps\",\"dn\""),
        taken("LE270", "AT+MQTTAUTHDYN=2,\"url\",\"pk\",\"ps\",\"dn\""),
        taken("MC665", "AT+MQTTAUTHDYN=3,\"pk\",\"ps\",\"dk\",1,2"),
        taken("MG661", "AT+MQTTAUTHDYN=?"),
        refused("L610", "AT+MQTTAUTHDYN=4,\"x\"", 0, Fault::NotListed),
        refused("L610", "AT+MQTTAUTHDYN=3,\"pk\",\"ps\",\"dk\",1,3", 5, Fault::NotListed),
        lacks("MA511", "AT+MQTTAUTHDYN=?", Feature::CloudAuth),
        taken("MC661", "AT+MQTTAUTHCFG=1,\"pk\",\"dn\",\"ds\",0"),
        taken("MC661", "AT+MQTTAUTHCFG=1,\"pk\",\"dn\",\"ds\",\"1\""),
        taken("MC661", "AT+MQTTAUTHCFG=2,\"pk\",\"dn\",\"ds\""),
        taken("MC661", "AT+MQTTAUTHCFG=3,\"id\",\"ds\""),
        taken("MC661", "AT+MQTTAUTHCFG=4,1,\"pk\",\"uuid\",\"key\""),
        taken("MC661", "AT+MQTTAUTHCFG=4,0"),
        taken("MC661", "AT+MQTTAUTHCFG=5,\"id\",\"dn\",\"key\""),
        taken("MC661", "AT+MQTTAUTHCFG=6,\"core\",\"dk\",\"ds\""),
        taken("MC661", "AT+MQTTAUTHCFG=7"),
        taken("MC661", "AT+MQTTAUTHCFG=8,\"id\",\"n\",\"token\",\"user\""),
        taken("MC661", "AT+MQTTAUTHCFG=9,\"pk\",\"dk\",\"ds\",\"token\""),
        taken("MC661", "AT+MQTTAUTHCFG=?"),
        refused("MC661", "AT+MQTTAUTHCFG=3,\"id\"", 2, Fault::Missing),
        refused("MC661", "AT+MQTTAUTHCFG=4,2", 1, Fault::NotListed),
        lacks("FG132", "AT+MQTTAUTHCFG=7", Feature::CloudAuth),
    ]
}

#[test]
fn every_line_of_the_manuals_is_taken_or_refused_for_its_reason() {
    let mut problems = Vec::new();
    for Row { model, line, expected } in rows() {
        let findings = check(line, Profile::for_model(model));
        let found = match findings.as_slice() {
            [] => Taken,
            [first, ..] => Refused(first.position, first.fault.clone()),
        };
        if found != expected {
            problems.push(format!("{line} on {model}: {found:?}, not {expected:?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_command_and_form_has_a_row_in_which_it_is_taken() {
    let shown: BTreeSet<(String, String)> = rows()
        .into_iter()
        .filter(|row| row.expected == Taken)
        .map(|row| recognise(row.line))
        .map(|typed| (typed.name, format!("{:?}", typed.form)))
        .collect();
    let missing: Vec<_> = LIST
        .iter()
        .flat_map(|spec| spec.forms().into_iter().map(|form: Form| (spec.name.to_owned(), format!("{form:?}"))))
        .filter(|pair| !shown.contains(pair))
        .collect();
    assert!(missing.is_empty(), "without a row: {missing:?}");
}

#[test]
fn every_command_that_some_series_lack_has_a_row_for_one_of_them() {
    let shown: BTreeSet<String> = rows()
        .into_iter()
        .filter(|row| matches!(row.expected, Refused(None, Fault::Lacks(_))))
        .map(|row| recognise(row.line).name)
        .collect();
    let missing: Vec<_> =
        LIST.iter().filter(|spec| spec.feature.is_some() && !shown.contains(spec.name)).map(|spec| spec.name).collect();
    assert!(missing.is_empty(), "without a row: {missing:?}");
}
