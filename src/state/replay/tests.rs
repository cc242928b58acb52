//! A replay shows what was true then, from wherever it comes; and nothing is sent while it lasts.

use fibocom_at::args::ClientIndex;
use fibocom_at::{Request, Role};
use futures::executor::block_on;
use leptos::prelude::*;
use workbench_record::session::{Header, Module};
use workbench_record::{Direction, Ending, Line, LinkChange, Place, Record, Zero};

use super::super::session_file::{FileFacts, RecordedSession};
use super::super::{ClientState, Facts, Messages, Phase, Target, VirtualBroker, WorkError, Workbench};
use super::{Lane, Stood, Tape, Winding};
use crate::link::procedure::{CheckName, CheckResult};

/// A record from lines: `>` and a command, a letter for the role and a line, or a change of the link.
#[derive(Default)]
struct Script {
    lines: Vec<(u64, String)>,
    at: u64,
}

impl Script {
    fn say(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.at += 10;
            self.lines.push((self.at, (*line).to_owned()));
        }
        self
    }

    fn record(&self) -> Record {
        let mut record = Record::with_budget(64 << 20);
        for (at, line) in &self.lines {
            let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
            let opened = LinkChange::Opened(Place::Virtual("L610".to_owned()));
            let change = match mark {
                "opened" => opened,
                "connected" => LinkChange::Connected(text.to_owned()),
                _ => LinkChange::Ended(Ending::Closed),
            };
            let (direction, raw) = match mark {
                ">" => (Direction::Command, format!("{text}\r")),
                "r" => (Direction::Received(Role::Response), format!("\r\n{text}\r\n")),
                "f" => (Direction::Received(Role::Final), format!("\r\n{text}\r\n")),
                "s" => (Direction::Received(Role::Status), format!("\r\n{text}\r\n")),
                "u" => (Direction::Received(Role::Unsolicited), format!("\r\n{text}\r\n")),
                _ => (Direction::Link(&change), String::new()),
            };
            record.write(Line::new(*at, direction, raw.as_bytes()));
        }
        record
    }
}

/// From the port to a message and back to nothing.
fn session(messages: usize) -> Script {
    let mut script = Script::default();
    script.say(&["opened", "> AT", "f OK", "> ATE0", "f OK"]);
    script.say(&["> AT+CGMI", "r Fibocom", "f OK", "> AT+CGMM", "r L610-CN-00", "f OK", "> AT+CGMR", "r 16000.1"]);
    script.say(&["f OK", "> AT+CGSN", "r 866123051234567", "f OK", "connected L610-CN-00"]);
    script.say(&["> AT+CPIN?", "r +CPIN: READY", "f OK", "> AT+CSQ", "r +CSQ: 21,99", "f OK"]);
    script.say(&["> AT+CGREG?", "r +CGREG: 0,1", "f OK", "> AT+MIPCALL=1,\"CMNET\"", "f OK"]);
    script.say(&["u +MIPCALL: 10.32.97.58", "> AT+MQTTUSER=1,\"u\",\"p\",\"press-7\"", "f OK"]);
    script.say(&["> AT+MQTTOPEN=1,\"mqtt.plant.example\",1883,1,60", "f OK", "s +MQTTOPEN: 1,1"]);
    script.say(&["> AT+MQTTSUB=1,\"plant/#\",1", "f OK", "s +MQTTSUB: 1,1"]);
    for message in 0..messages {
        script.say(&["> AT+CSQ", "r +CSQ: 21,99", "f OK"]);
        script.say(&[&format!("u +MQTTMSG: 1,0,\"plant/{}\",\"{message}\"", message % 7)]);
    }
    script.say(&["u +MQTTBREAK: 1,1", "> AT+MQTTCLOSE=1", "f ERROR", "ended"]);
    script
}

fn wound(record: Record) -> (Tape, Messages, Facts) {
    let module = Module { model: "L610-CN-00".to_owned(), is_virtual: true, ..Module::default() };
    let header = Header { module: Some(module), ..Header::new("0", Zero(1_767_225_600_000)) };
    let mut winding = Winding::new(record, &header);
    while winding.step() {}
    let (tape, messages, machine) = winding.end();
    (tape, messages, machine.facts().clone())
}

fn facts_behind(tape: &Tape, line: &str) -> Facts {
    let found = tape.whole().entries().find(|entry| String::from_utf8_lossy(entry.line.raw).contains(line)).unwrap();
    tape.facts_from_the_beginning(found.number + 1)
}

#[test]
fn each_line_of_a_session_becomes_the_facts_that_it_tells() {
    let (tape, messages, at_the_end) = wound(session(3).record());
    let client = ClientIndex::ALL[0];
    assert_eq!(facts_behind(&tape, "L610-CN-00").link, Phase::Probing);
    let connected =
        tape.whole().entries().find(|entry| matches!(entry.line.direction, Direction::Link(LinkChange::Connected(_))));
    let facts = tape.facts_from_the_beginning(connected.unwrap().number + 1);
    let module = facts.module.clone().unwrap();
    assert_eq!((facts.link, facts.series.row().name, module.is_virtual), (Phase::Ready, "L610", true));
    assert_eq!((module.identity.manufacturer.as_str(), module.identity.imei.as_str()), ("Fibocom", "866123051234567"));
    let facts = facts_behind(&tape, "AT+MQTTUSER");
    assert_eq!(facts.address.map(|address| address.to_string()).as_deref(), Some("10.32.97.58"));
    assert_eq!(facts.signal.map(|signal| signal.rssi), Some(21));
    assert!(
        facts.checks.iter().any(|check| check.name == CheckName::Sim && matches!(check.result, CheckResult::Sim(_)))
    );
    assert_eq!(facts_behind(&tape, "AT+MQTTOPEN").client(client).state, ClientState::Opening);
    let facts = facts_behind(&tape, "+MQTTSUB: 1,1");
    let broker = ("mqtt.plant.example".to_owned(), 1883);
    assert_eq!((facts.client(client).state, facts.client(client).broker), (ClientState::Open, Some(broker)));
    assert_eq!(facts.subscriptions.iter().map(|held| held.filter.text()).collect::<Vec<_>>(), ["plant/#"]);
    assert_eq!(facts_behind(&tape, "+MQTTBREAK").client(client).state, ClientState::Broken);
    assert_eq!((at_the_end.link, at_the_end.module), (Phase::Closed, None));
    assert_eq!(messages.total(), 3);
    let stood = |lane| tape.lanes().of(lane).map(|stretch| stretch.stood).collect::<Vec<_>>();
    assert_eq!(stood(Lane::Module).last(), Some(&Stood::Good));
    assert!(stood(Lane::Session).contains(&Stood::Bad), "{:?}", stood(Lane::Session));
}

#[test]
fn a_record_that_begins_in_the_midst_of_a_connection_is_one_of_a_connected_module() {
    let mut script = Script::default();
    script.say(&["> AT+CSQ", "r +CSQ: 9,99", "f OK", "> AT+CGMM", "r MC615-CN", "f OK"]);
    let (_, _, facts) = wound(script.record());
    let model = facts.module.as_ref().map(|module| module.identity.model.as_str());
    assert_eq!((facts.link, facts.signal.map(|signal| signal.rssi), model), (Phase::Ready, Some(9), Some("MC615-CN")));
}

#[test]
fn from_wherever_a_replay_comes_it_shows_the_same() {
    let record = session(700).record();
    let (tape, mut messages, _) = wound(record.clone());
    let end = tape.end();
    let mut near = (end, tape.machine_at(end, (0, super::Machine::new(tape.origin()))));
    let mut place = 7_u64;
    for _ in 0..60 {
        place = place.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) % (end + 1);
        near = (place, tape.machine_at(place, near));
        assert_eq!(*near.1.facts(), tape.facts_from_the_beginning(place), "at {place}");
        let cut = record.until(place);
        assert_eq!((cut.next(), cut.entries().count() as u64), (place, place));
        tape.wind_messages(&mut messages, place);
        // A printed message is told by what follows it, so how many there were is heard, not counted.
        let (mut machine, mut told) = (super::Machine::new(tape.origin()), 0);
        cut.entries().for_each(|entry| machine.take(&entry, |_, _| told += 1));
        if place == end {
            machine.end(|_, _| told += 1);
        }
        assert_eq!(messages.iter().len(), told, "at {place}");
        assert_eq!(
            messages.divides(None, None).count(),
            cut.entries()
                .filter(|entry| !matches!(entry.line.direction, Direction::Command | Direction::Received(_)))
                .count()
        );
    }
    assert!(tape.number_at(0) == 0 && tape.number_at(u64::MAX) == end);
    assert_eq!(tape.before(tape.after(40)), tape.before(41).max(40));
}

#[test]
fn checkpoints_are_near_each_other_and_bounded_in_bytes() {
    let (tape, ..) = wound(session(5_000).record());
    let (count, weight, furthest) = tape.checkpoint_figures();
    assert!(count > 10 && weight <= super::tape::BUDGET && furthest <= tape.end() / 10, "{count} {weight} {furthest}");
}

#[test]
fn the_send_path_itself_refuses_during_a_replay() {
    Owner::new().with(|| {
        let workbench = Workbench::new();
        let (record, header) = (session(1).record(), Header::new("0", Zero(0)));
        let mut winding = Winding::new(record, &header);
        while winding.step() {}
        let facts = FileFacts { name: "a.jsonl".to_owned(), header, lines: 1, problems: Vec::new(), more_problems: 0 };
        workbench.open_session_file(RecordedSession::new(facts, winding));
        // What is shown is a module that is connected.
        workbench.replay_to(38);
        assert!(workbench.facts().with_untracked(|facts| facts.link.is_up()));
        let refused = WorkError::Replay("a.jsonl".to_owned());
        let request = Request::raw("AT+CSQ", None).unwrap();
        assert_eq!(block_on(workbench.raw(request)), Err(refused.clone()));
        assert_eq!(block_on(workbench.check_network()).err(), Some(refused.clone()));
        let target = Target::Virtual {
            series: "L610".to_owned(),
            scenarios: Vec::new(),
            broker: VirtualBroker::Page(fibocom_sim::Scenario::HEALTHY),
            baud_rate: 115_200,
            seed: 1,
            pace: fibocom_sim::Pace::default(),
        };
        assert_eq!(block_on(workbench.connect(target)).err(), Some(refused));
        // What is true of the page itself changes behind it, and shows again when the replay ends.
        workbench.want_tls(true);
        workbench.clear_record();
        assert!(workbench.with_record(|record| record.next()) > 0);
        workbench.close_session_file();
        assert!(workbench.facts().with_untracked(|facts| facts.tls_wanted && facts.link == Phase::Closed));
        assert_eq!(workbench.with_record(Record::next), 0);
        assert!(matches!(block_on(workbench.free_clients()), Err(WorkError::NotConnected)));
    });
}
