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

/// A record from lines: `>` and a command, `d` and data, a letter for the role and a line, or a change of the link.
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
                "d" => (Direction::Data, text.to_owned()),
                "p" => (Direction::Received(Role::Prompt), "\r\n> ".to_owned()),
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
    let (mut near, mut machine) = (0, super::Machine::new(tape.origin()));
    let mut place = 7_u64;
    for _ in 0..60 {
        place = place.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) % (end + 1);
        tape.wind_machine(&mut machine, near, place);
        near = place;
        assert_eq!(*machine.facts(), tape.facts_from_the_beginning(place), "at {place}");
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
    // Step by step there and back, by the same places.
    let step = |place: &u64| Some(tape.after(*place)).filter(|next| next != place);
    let forward: Vec<u64> = std::iter::successors(Some(tape.first()), step).collect();
    let step = |place: &u64| Some(tape.before(*place)).filter(|next| next != place);
    let mut back: Vec<u64> = std::iter::successors(Some(tape.end()), step).collect();
    back.reverse();
    assert!(forward.windows(2).all(|pair| pair[0] < pair[1]) && forward.last() == Some(&end), "{forward:?}");
    assert_eq!(back, forward);
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

#[test]
fn a_file_that_is_replayed_is_forgotten_with_the_traffic() {
    Owner::new().with(|| {
        let workbench = Workbench::new();
        let header = Header::new("0", Zero(0));
        let mut winding = Winding::new(session(1).record(), &header);
        while winding.step() {}
        let facts = FileFacts { name: "a.jsonl".to_owned(), header, lines: 1, problems: Vec::new(), more_problems: 0 };
        workbench.open_session_file(RecordedSession::new(facts, winding));
        assert!(workbench.with_record(Record::next) > 0);
        workbench.forget_traffic();
        assert_eq!((workbench.replayed(), workbench.with_record(Record::next)), (None, 0));
    });
}

/// Files are hostile: each of these commands adds to what is known.
#[test]
fn what_a_file_makes_known_is_bounded_and_weighed() {
    let mut script = Script::default();
    script.say(&[
        "opened",
        "connected L610-CN-00",
        "> AT+MQTTOPEN=1,\"a.example\",1883,1,60",
        "f OK",
        "s +MQTTOPEN: 1,1",
    ]);
    let long = "t".repeat(200);
    for number in 0..1_000 {
        let file = format!("d {}", "x".repeat(number + 1));
        script.say(&[&format!("> AT+GTSSLFILE=\"CAFILE\",{}", number + 1), "p", &file, "f OK"]);
        script.say(&[&format!("> AT+MQTTSUB=1,\"{long}/{number}\",1"), "f OK", "s +MQTTSUB: 1,1"]);
        script.say(&[&format!("u +MQTTSNREG: 101,2,{},\"{long}/{number}\"", number + 1), "u +MQTTAUTHEVENT: 4,5"]);
    }
    // These are never answered.
    for _ in 0..200 {
        script.say(&["> AT+CSQ"]);
    }
    let (tape, _, facts) = wound(script.record());
    let uploads: Vec<usize> = facts.tls.uploads.iter().map(|upload| upload.bytes).collect();
    assert_eq!((uploads.len(), uploads.last()), (256, Some(&1_000)));
    let filters: Vec<String> = facts.subscriptions.iter().map(|held| held.filter.text()).collect();
    assert_eq!((filters.len(), filters.last()), (256, Some(&format!("{long}/999"))));
    assert_eq!((facts.numbered.len(), facts.tuya.len()), (256, 256));
    assert!(facts.under_way.len() <= 64, "{}", facts.under_way.len());
    let mut machine = super::Machine::new(tape.origin());
    let empty = machine.weight();
    tape.wind_machine(&mut machine, 0, tape.end());
    assert!(machine.weight() > empty + 256 * long.len(), "{}", machine.weight());
}

/// A record whose lines have these numbers and times.
fn numbered(lines: impl IntoIterator<Item = (u64, u64)>) -> Record {
    let mut record = Record::with_budget(64 << 20);
    for (number, at) in lines {
        record.skip_to(number);
        record.write(Line::new(at, Direction::Received(Role::Unsolicited), b"\r\n+MQTTMSG: 1,0,\"a\",\"b\"\r\n"));
    }
    record
}

#[test]
fn places_are_found_by_lines_where_their_numbers_have_gaps() {
    let gap = (1 << 53) / 4_000;
    let (tape, ..) = wound(numbered((0..3_000).map(|line| (line * gap, line * 10))));
    let (count, _, furthest) = tape.checkpoint_figures();
    assert!((5..=7).contains(&count) && furthest <= 501 * gap, "{count} {furthest}");
    assert_eq!(tape.time_before(7 * gap), 60);
    assert_eq!((tape.time_before(6 * gap + 1), tape.time_before(6 * gap + 9), tape.time_before(0)), (60, 60, 0));
    assert_eq!((tape.further(0, 500), tape.further(6 * gap + 9, 1)), (499 * gap + 1, 7 * gap + 1));
    assert_eq!((tape.further(2_999 * gap, 500), tape.further(5, 0)), (tape.end(), 5));
    assert_eq!((tape.number_at(60), tape.number_at(64)), (6 * gap + 1, 6 * gap + 1));
    assert_eq!(
        [0, gap, gap + 1, gap + 2, 2 * gap].map(|number| tape.settled(number)),
        [0, gap, gap + 1, gap + 1, 2 * gap]
    );
    assert_eq!((tape.settled(u64::MAX), tape.settled(tape.end())), (tape.end(), tape.end()));
}

#[test]
fn times_that_do_not_ascend_make_few_stretches_and_an_end() {
    for times in [vec![0, u64::MAX, 0], vec![u64::MAX, u64::MAX - 1], vec![5, 1_000, 3]] {
        let (least, most) = (times.iter().min().copied().unwrap(), times.iter().max().copied().unwrap());
        let (tape, ..) = wound(numbered((0..).zip(times)));
        assert_eq!((tape.lanes().span(), tape.number_at(most)), ((least, most), tape.end()));
    }
    // Forward and back, with a module that comes and goes: the last line is at the beginning.
    let mut script = Script::default();
    for turn in 0..5_000 {
        script.at = if turn % 2 == 0 { 1 } else { 1_000_000_000 * (turn + 1) };
        script.say(&["opened", "connected L610-CN-00", "u +MQTTMSG: 1,0,\"a\",\"b\"", "ended"]);
    }
    script.at = 0;
    let (tape, ..) = wound(script.say(&["opened"]).record());
    for lane in Lane::ALL {
        let count = tape.lanes().of(lane).count();
        assert!(count <= 2_000, "{lane:?}: {count}");
    }
    assert_eq!(tape.number_at(tape.lanes().span().1), tape.end());
}
