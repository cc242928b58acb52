//! Every series as its row in the manuals says, command by command: what is accepted, what is refused, what is printed.
//!
//! The table stands here as the manuals print it (003, applicable models and 1.1 to 1.18; 000 and 001, 1.1 and 1.2), so that it
//! checks the rows of data that the virtual module is made from.

use fibocom_at::profile::{PERMISSIVE, SERIES};
use fibocom_sim::{Config, Message};

use crate::host::Host;

/// One row of the manuals.
struct Row {
    name: &'static str,
    /// Longest user name, password and client id string of +MQTTUSER.
    user: (usize, usize, usize),
    /// Longest client id string of +MQTTSNCID, where the commands for MQTT-SN exist.
    sn: Option<usize>,
    clients: &'static str,
    cloud: bool,
    tls: bool,
    /// Whether +MQTTWILL takes a Datasize.
    will_by_length: bool,
    /// Longest payload of `+MQTTMSG`.
    message: usize,
}

const TWO: &str = "1,2";
const FOUR: &str = "1,2,101,102";

/// The common text of manual 003.
const COMMON: Row = Row {
    name: "",
    user: (128, 128, 256),
    sn: None,
    clients: TWO,
    cloud: false,
    tls: true,
    will_by_length: false,
    message: 1500,
};
const WIDE: Row = Row { user: (1024, 1024, 1024), ..COMMON };
const WIDE_SN: Row = Row { sn: Some(256), clients: FOUR, cloud: true, ..WIDE };

const ROWS: &[Row] = &[
    Row { name: "L610", sn: Some(1024), ..WIDE_SN },
    Row { name: "L61x", ..WIDE },
    Row { name: "LC610N", tls: false, ..WIDE_SN },
    Row { name: "LC61x", ..WIDE },
    Row { name: "LG61x", ..WIDE },
    Row { name: "MC610", sn: Some(23), ..WIDE_SN },
    Row { name: "MC615", tls: false, ..WIDE_SN },
    Row { name: "MC61x", ..WIDE },
    Row { name: "MG61x", ..WIDE },
    Row { name: "NL668-AM", tls: false, ..COMMON },
    Row { name: "NL66x", ..COMMON },
    Row { name: "MC11x", ..COMMON },
    Row { name: "MG11x", ..COMMON },
    Row { name: "MC100E", message: 1024, ..COMMON },
    Row { name: "MC10x", ..COMMON },
    Row { name: "LC11x", ..COMMON },
    Row { name: "MA510", sn: Some(23), clients: FOUR, message: 1024, ..COMMON },
    Row { name: "MA51x", sn: Some(256), clients: FOUR, ..COMMON },
    Row { name: "L71x", ..COMMON },
    Row { name: "LE13x/LE17x", cloud: true, ..COMMON },
    Row { name: "LE", cloud: true, user: (128, 256, 256), ..COMMON },
    Row { name: "FG13x", will_by_length: true, user: (128, 256, 256), ..COMMON },
    Row { name: "MS18x", ..COMMON },
    Row { name: "MC66x", cloud: true, will_by_length: true, user: (128, 256, 256), ..COMMON },
    Row { name: "MG66x", cloud: true, will_by_length: true, user: (128, 256, 256), ..COMMON },
    Row { name: "MC91x", ..COMMON },
    Row { name: "L610 (2020)", user: (128, 128, 23), clients: FOUR, tls: false, ..COMMON },
    Row { name: "NL668/M910 (2019)", user: (128, 128, 23), tls: false, ..COMMON },
];

impl Row {
    /// How this series words an error of a command whose errors have numbers.
    fn numbered(&self, number: u16) -> String {
        if self.is_of_2019() { format!("ERROR: {number}") } else { format!("+CME ERROR: {number}") }
    }

    /// How it words an error of the other MQTT commands.
    fn bare(&self, number: u16) -> String {
        if self.is_of_2019() { format!("ERROR: {number}") } else { "ERROR".to_owned() }
    }

    fn is_of_2019(&self) -> bool {
        self.name == "NL668/M910 (2019)"
    }
}

fn each(check: impl Fn(&Row, &mut Host)) {
    for row in ROWS {
        check(row, &mut Host::ready(row.name));
    }
}

fn text(length: usize) -> String {
    "x".repeat(length)
}

#[test]
fn every_series_has_its_row() {
    let named: Vec<_> = ROWS.iter().map(|row| row.name).collect();
    assert_eq!(named, SERIES.iter().map(|profile| profile.name).collect::<Vec<_>>());
    assert_eq!(Config::for_model("SIM7600").profile.name, PERMISSIVE.name);
}

#[test]
fn the_user_has_the_lengths_of_the_series() {
    each(|row, host| {
        let (username, password, client_id) = row.user;
        let ranges = format!("+MQTTUSER: (1,2),{username},{password}[,{client_id}]|OK");
        assert_eq!(host.say("AT+MQTTUSER=?"), ranges, "{}", row.name);
        let mut user = |lengths: [usize; 3]| {
            let [username, password, client_id] = lengths.map(text);
            host.say(&format!("AT+MQTTUSER=2,\"{username}\",\"{password}\",\"{client_id}\""))
        };
        assert_eq!(user([username, password, client_id]), "OK", "{}", row.name);
        for lengths in [
            [username + 1, password, client_id],
            [username, password + 1, client_id],
            [username, password, client_id + 1],
        ] {
            assert_eq!(user(lengths), row.numbered(53), "{}: {lengths:?}", row.name);
        }
    });
}

#[test]
fn opening_has_the_clients_and_the_arguments_of_the_series() {
    each(|row, host| {
        let (clients, tls) = (row.clients, if row.tls { "[,(0-2)]" } else { "" });
        let ranges = format!("+MPQTTOPEN: ({clients}),(<\"Remote IP/URL\">),(1-65535),(0,1),(1-300){tls}|OK");
        assert_eq!(host.say("AT+MQTTOPEN=?"), ranges, "{}", row.name);
        assert_eq!(host.say("AT+MQTTOPEN?"), format!("+MQTTOPEN: {clients}|OK"), "{}", row.name);
        // Without an address, error 3 is that of a line whose arguments are right.
        let sn_client = if row.clients == FOUR { 3 } else { 53 };
        let sixth = if row.tls { 3 } else { 50 };
        for (arguments, error) in [
            ("1,\"h\",1883,1,60", 3),
            ("2,\"h\",65535,0,300", 3),
            ("101,\"g\",10000,1,60", sn_client),
            ("3,\"h\",1883,1,60", 53),
            ("1,\"h\",1883,1,60,2", sixth),
            ("1,\"h\",1883,1,60,0", sixth),
            ("1,\"\",1883,1,60", 53),
            ("1,\"h\",0,1,60", 53),
            ("1,\"h\",65536,1,60", 53),
            ("1,\"h\",1883,2,60", 53),
            ("1,\"h\",1883,1,0", 53),
            ("1,\"h\",1883,1,301", 53),
            ("1,h,1883,1,60", 50),
            ("1,\"h\",1883,1", 50),
        ] {
            assert_eq!(host.say(&format!("AT+MQTTOPEN={arguments}")), row.numbered(error), "{}: {arguments}", row.name);
        }
        let long = format!("AT+MQTTOPEN=1,\"{}\",1883,1,60", text(256));
        assert_eq!(host.say(&long), row.numbered(53), "{}", row.name);
    });
}

#[test]
fn commands_exist_where_the_series_has_them() {
    each(|row, host| {
        let mut has = |command: &str, wanted: bool| {
            assert_eq!(host.say(command) != "ERROR", wanted, "{}: {command}", row.name);
        };
        for command in ["AT+MQTTSNCID=?", "AT+MQTTSNREG=?", "AT+MQTTWTOPICUD=?", "AT+MQTTWMSGUD=?"] {
            has(command, row.sn.is_some());
        }
        has("AT+MQTTAUTHDYN=?", row.cloud);
        has("AT+MQTTAUTHCFG=?", row.cloud);
        for command in ["AT+GTSSLVER?", "AT+GTSSLMODE?", "AT+GTSSLFILE?", "AT+GTSSLERR?"] {
            has(command, row.tls);
        }
        if let Some(longest) = row.sn {
            assert_eq!(host.say("AT+MQTTSNCID=?"), format!("+MQTTSNCID: (101,102),{longest}|OK"), "{}", row.name);
        }
    });
}

#[test]
fn topics_and_messages_have_the_ranges_of_every_manual() {
    each(|row, host| {
        let clients = row.clients;
        for (command, ranges) in [
            ("+MQTTSUB", "255,(0-2)"),
            ("+MQTTUNSUB", "255"),
            ("+MQTTPUB", "255,(0-2),(0,1),1024"),
            ("+MQTTWILL", "255,(0-2),(0,1),1024"),
        ] {
            let printed = format!("{command}: ({clients}),{ranges}|OK");
            assert_eq!(host.say(&format!("AT{command}=?")), printed, "{}", row.name);
        }
        assert_eq!(host.say("AT+MQTTCONF=?"), "+MQTTCONF: (0,1)|OK", "{}", row.name);
        assert_eq!(host.say("AT+MQTTREAD=?"), format!("+MQTTREAD: ({clients})|OK"), "{}", row.name);
        assert_eq!(host.say("AT+MQTTCLOSE=?"), format!("+MQTTCLOSE: ({clients})|OK"), "{}", row.name);
        for (line, error) in [
            (format!("AT+MQTTSUB=1,\"{}\",0", text(256)), 53),
            ("AT+MQTTSUB=1,\"\",0".to_owned(), 53),
            ("AT+MQTTSUB=1,\"t\",3".to_owned(), 53),
            ("AT+MQTTSUB=1,\"t\",0".to_owned(), 3),
            (format!("AT+MQTTUNSUB=1,\"{}\"", text(256)), 53),
            ("AT+MQTTUNSUB=1,\"t\"".to_owned(), 3),
            (format!("AT+MQTTPUB=1,\"{}\",0,0,\"\"", text(256)), 53),
            ("AT+MQTTPUB=1,\"t\",0,2,\"\"".to_owned(), 53),
            ("AT+MQTTPUB=1,\"t\",0,0".to_owned(), 50),
            ("AT+MQTTPUB=1,\"t\",0,0,\"x\"".to_owned(), 3),
            ("AT+MQTTCLOSE=1".to_owned(), 3),
            (format!("AT+MQTTWILL=1,\"t\",0,0,\"{}\"", text(1025)), 53),
        ] {
            assert_eq!(host.say(&line), row.bare(error), "{}: {line}", row.name);
        }
        assert_eq!(host.say(&format!("AT+MQTTWILL=1,\"t\",0,0,\"{}\"", text(1024))), "OK", "{}", row.name);
        assert_eq!(host.say("AT+MQTTCONF=2"), row.numbered(53), "{}", row.name);
        assert_eq!(host.say("AT+MQTTREAD=3"), row.numbered(53), "{}", row.name);
    });
}

#[test]
fn a_will_is_uploaded_where_the_series_takes_a_datasize() {
    each(|row, host| {
        let asked = host.say("AT+MQTTWILL=1,\"t\",0,0,4");
        if row.will_by_length {
            assert_eq!(asked, ">", "{}", row.name);
            assert_eq!(host.send(b"gone"), "OK");
            assert_eq!(host.say("AT+MQTTWILL?"), "+MQTTWILL: 1,\"t\",0,0,\"gone\"|OK");
            assert_eq!(host.say("AT+MQTTWILL=1,\"t\",0,0,1025"), "ERROR");
        } else {
            assert_eq!(asked, row.bare(50), "{}", row.name);
        }
    });
}

#[test]
fn messages_are_cut_at_the_length_of_the_series() {
    for row in ROWS {
        let mut host = Host::connected(row.name);
        host.say("AT+MQTTSUB=1,\"t\",0");
        let mut publish = |length: usize| {
            let payload = vec![b'x'; length];
            host.module.broker().publish(Message { topic: "t".to_owned(), qos: 0, retain: false, payload });
            host.wait(1_000)
        };
        assert_eq!(publish(2000), format!("+MQTTMSG: 1,0,\"t\",\"{}\"", text(row.message)), "{}", row.name);
        assert_eq!(host.say("AT+MQTTPUB=1,\"x\",0,0,1024"), ">", "{}", row.name);
        assert_eq!(host.send(text(1024).as_bytes()), "OK|+MQTTPUB: 1,1", "{}", row.name);
        assert_eq!(host.say("AT+MQTTPUB=1,\"x\",0,0,1025"), row.bare(53), "{}", row.name);
        assert_eq!(host.say("AT+MQTTPUB=1,\"x\",0,0,0"), row.bare(53), "{}", row.name);
    }
}
