//! Does the engine know where it is after every fault, on every series? It leads one session with the virtual module in each
//! scenario, in virtual time: the same seed makes the same events, and at the end what it was told is what the module says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; clippy spares only the functions marked as tests")]

use std::hash::{DefaultHasher, Hash, Hasher};

use fibocom_at::profile::Profile;
use fibocom_at::{Failure, Reply};
use fibocom_sim::{self as sim, Hand, Scenario};
use workbench_rehearsal::Desk;

const USER: &str = "AT+MQTTUSER=1,\"u\",\"p\"";
const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";

/// What is done in a session, every so many milliseconds, with the data that a prompt asks for.
const SESSION: &[(&str, usize)] = &[
    ("AT", 0),
    ("ATE0", 0),
    ("AT+CMEE=1", 0),
    ("AT+CGMM", 0),
    ("AT+CPIN?", 0),
    ("AT+CSQ", 0),
    ("AT+CEREG?", 0),
    ("AT+MIPCALL?", 0),
    ("AT+MIPCALL=1,\"CMNET\"", 0),
    (USER, 0),
    (OPEN, 0),
    ("AT+MQTTSUB=1,\"demo/#\",1", 0),
    ("AT+MQTTPUB=1,\"demo/a\",1,0,\"hello\"", 0),
    ("AT+MQTTPUB=1,\"demo/a\",1,0,200", 200),
    ("AT+CSQ", 0),
    (OPEN, 0),
    ("AT+MQTTPUB=1,\"demo/a\",0,0,\"again\"", 0),
];
const EVERY: u64 = 5_000;

/// How long the engine has after the last fault, to come back into step with a module that may have to register first.
const CALM: u64 = 200_000;

/// The desk, and somebody who reads the line beside the engine.
struct Table {
    desk: Desk,
}

impl Table {
    /// Does a command, and waits for as long as it may take.
    fn ask(&mut self, line: &str) -> Result<Reply, Failure> {
        self.desk.ask(line, None, 5_000, 40).unwrap()
    }

    /// What the module says to somebody who reads the line without an engine: its lines, without the codes that are none of it.
    fn says(&mut self, line: &str) -> Vec<String> {
        let desk = &mut self.desk;
        desk.module.receive(desk.moment(), format!("{line}\r").as_bytes());
        let mut heard = Vec::new();
        for _ in 0..300 {
            desk.now += 10;
            desk.module.tick(desk.moment());
            heard.extend(desk.module.take_output());
        }
        let name = line.trim_start_matches("AT").trim_end_matches('?');
        let heard = String::from_utf8_lossy(&heard).into_owned();
        heard.lines().filter(|one| one.starts_with(&format!("{name}:"))).map(str::to_owned).collect()
    }
}

fn lines(end: Result<Reply, Failure>) -> Vec<String> {
    end.unwrap().lines.iter().map(|line| String::from_utf8_lossy(line).into_owned()).collect()
}

/// One session in this scenario, and how it stands afterwards; gives what was told of it.
fn session(profile: &'static Profile, scenario: Scenario) -> u64 {
    let config = sim::Config { seed: 11, ..sim::Config::for_profile(profile) }.with(&[scenario]);
    let mut table = Table { desk: Desk::new(config) };
    let at = format!("{} on {}", scenario.name(), profile.name);
    table.desk.wait(EVERY);
    for (line, data) in SESSION {
        if table.desk.plugged {
            table.desk.submit(line, (*data > 0).then(|| vec![b'x'; *data])).unwrap();
        }
        table.desk.wait(EVERY);
    }
    let now = table.desk.moment();
    table.desk.module.lend_hand(now, &Hand::Heal);
    table.desk.wait(CALM);
    assert!(table.desk.plugged, "{at}");
    assert!(
        table.desk.requests >= table.desk.ends.len() as u64 && table.desk.ends.contains_key(&1),
        "{at}: no end of the first"
    );

    // What the engine is told is what the module says, line by line.
    for line in ["AT+CPIN?", "AT+MIPCALL?", "AT+MQTTOPEN?", "AT+MQTTCLOSE?", "AT+MQTTUSER?"] {
        let heard = lines(table.ask(line));
        assert_eq!(heard, table.says(line), "{at}: {line}");
    }
    // And the whole way goes once more.
    assert_eq!(lines(table.ask("AT+CPIN?")), ["+CPIN: READY"], "{at}");
    assert_eq!(lines(table.ask("AT+CEREG?")), ["+CEREG: 0,1"], "{at}");
    let _ = table.ask("AT+MIPCALL=0");
    table.desk.wait(2_000);
    assert_eq!(table.ask("AT+MIPCALL=1,\"CMNET\"").map(|reply| reply.status), Ok(None), "{at}");
    table.desk.wait(5_000);
    assert!(lines(table.ask("AT+MIPCALL?")).concat().starts_with("+MIPCALL: 1,10."), "{at}");
    assert!(table.ask(USER).is_ok(), "{at}");
    assert_eq!(table.ask(OPEN).map(|reply| reply.status), Ok(Some(1)), "{at}");
    let published = table.ask("AT+MQTTPUB=1,\"demo/a\",1,0,\"at last\"");
    assert_eq!(published.map(|reply| reply.status), Ok(Some(1)), "{at}");
    let mut told = DefaultHasher::new();
    table.desk.told.iter().for_each(|(at, event)| (at, format!("{event:?}")).hash(&mut told));
    told.finish()
}

#[test]
fn after_every_fault_on_every_series_the_engine_is_in_step_and_the_same_seed_tells_the_same() {
    let walk = |profile: &'static Profile| {
        for scenario in Scenario::ALL {
            let told = session(profile, *scenario);
            assert_eq!(told, session(profile, *scenario), "{} on {}", scenario.name(), profile.name);
        }
    };
    let profiles: Vec<_> = Profile::all().collect();
    assert!(profiles.len() >= 18, "{}", profiles.len());
    // A thread for each processor, so that nobody waits longer than need be.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for share in profiles.chunks(profiles.len().div_ceil(threads)) {
            scope.spawn(move || share.iter().for_each(|profile| walk(profile)));
        }
    });
}
