//! Every trouble: what raises it, what ends it, and what makes it none because it was asked for.

use fibocom_at::commands::{IpAddresses, SimState};
use fibocom_at::urc::Urc;
use fibocom_at::{Event, Failure, Rejection, Reply};
use fibocom_sim::Config;
use futures::{FutureExt, StreamExt};

use super::*;
use crate::link::DriverEvent;
use crate::link::procedure::{Check, CheckName, CheckResult, DialPlan, dial, identify};
use crate::link::tests::with_session;
use crate::state::Phase;

const CLIENT: ClientIndex = ClientIndex::ALL[0];
const OTHER: ClientIndex = ClientIndex::ALL[1];
const REQUEST: RequestId = RequestId(7);

/// Facts of a module that is connected, has an address, and has a client open.
fn connected() -> Facts {
    let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
    facts.hold_address(Some(address()));
    for client in [CLIENT, OTHER] {
        facts.clients.entry(client).or_default().state = ClientState::Open;
    }
    facts
}

fn address() -> IpAddresses {
    IpAddresses::only([10, 0, 0, 7])
}

fn code(code: Urc) -> DriverEvent {
    DriverEvent::Engine(Event::Urc(code))
}

fn said(line: &str, reply: &str) -> impl Fn(&mut Facts) + use<> {
    let (line, reply) = (line.to_owned(), Reply { lines: vec![reply.as_bytes().to_vec()], ..Reply::default() });
    move |facts| facts.learn_reply(line.as_bytes(), &reply)
}

/// What happens, in words that the table shows when it fails.
type Step = (&'static str, Box<dyn Fn(&mut Facts)>);

fn heard(name: &'static str, event: DriverEvent) -> Step {
    (name, Box::new(move |facts| facts.happened(&event, 1_000)))
}

fn done(name: &'static str, step: impl Fn(&mut Facts) + 'static) -> Step {
    (name, Box::new(step))
}

struct TroubleRow {
    trouble: Trouble,
    raised_by: Step,
    ended_by: Vec<Step>,
    not_ended_by: Vec<Step>,
}

/// One row a trouble. The match makes a new one fail to compile until it has a row.
fn row(trouble: &Trouble) -> TroubleRow {
    let completed = |result| DriverEvent::Engine(Event::Completed(REQUEST, result));
    let opened = |client: ClientIndex| {
        let line = format!("AT+MQTTOPEN={client},\"h\",1883,1,60");
        done("a client is opened by hand", said(&line, ""))
    };
    let late = |client| code(Urc::LateStatus { tag: "+MQTTOPEN".into(), client, status: 1 });
    let sim = |text: &'static str| {
        let result = CheckResult::Sim(SimState::parse(text).unwrap());
        done(text, move |facts: &mut Facts| facts.learn(&Check { name: CheckName::Sim, result: result.clone() }))
    };
    let (raised_by, ended_by, not_ended_by) = match trouble {
        Trouble::Lost(reason) => (heard("the cable is pulled", DriverEvent::Lost(reason.clone())), vec![], vec![]),
        Trouble::ReadFault(fault) => (
            heard("the line is disturbed", DriverEvent::Recovered(*fault)),
            vec![heard("the cable is pulled", DriverEvent::Lost(LostReason::Closed))],
            vec![heard("the module answers", completed(Ok(Reply::default())))],
        ),
        Trouble::Noisy => (
            done("three lines come damaged", |facts| (0..3).for_each(|_| facts.happened(&DriverEvent::Damaged, 0))),
            vec![heard("the cable is pulled", DriverEvent::Lost(LostReason::Closed))],
            vec![heard("the module answers", completed(Ok(Reply::default())))],
        ),
        Trouble::Shared => (
            done("three lines tell of somebody", |facts| {
                (0..3).for_each(|_| facts.happened(&DriverEvent::Stranger, 0))
            }),
            vec![heard("the cable is pulled", DriverEvent::Lost(LostReason::Closed))],
            vec![heard("the module answers", completed(Ok(Reply::default())))],
        ),
        Trouble::ReadAlong => (
            done("three lines come damaged over USB", |facts| {
                facts.is_on_usb = true;
                (0..3).for_each(|_| facts.happened(&DriverEvent::Damaged, 0));
            }),
            vec![heard("the cable is pulled", DriverEvent::Lost(LostReason::Closed))],
            vec![heard("the module answers", completed(Ok(Reply::default())))],
        ),
        Trouble::Rebooted => (
            heard("the module restarts", DriverEvent::Engine(Event::Rebooted)),
            vec![opened(CLIENT), heard("a client is open late", late(OTHER))],
            vec![heard("an address comes", code(Urc::AddressAssigned(address())))],
        ),
        Trouble::Unresponsive => (
            heard("the module is silent", DriverEvent::Engine(Event::Unresponsive)),
            vec![
                heard("the module answers", completed(Ok(Reply::default()))),
                heard("the module refuses", completed(Err(Failure::Rejected(Rejection::Plain)))),
                heard("the module listens again", DriverEvent::Engine(Event::Resynchronised)),
            ],
            vec![heard("a command is called off", completed(Err(Failure::Cancelled)))],
        ),
        Trouble::Broken(client, cause) => (
            heard("a client breaks", code(Urc::Broken(*client, *cause))),
            vec![
                opened(*client),
                heard("it is open late", late(*client)),
                done("it is closed", {
                    let client = *client;
                    move |facts: &mut Facts| {
                        facts.ask(Some(REQUEST), Consequence::Close(client), 1_000);
                        facts.answered(REQUEST, true, 1_000);
                    }
                }),
            ],
            vec![opened(OTHER), heard("an address comes", code(Urc::AddressAssigned(address())))],
        ),
        Trouble::AddressLost => (
            heard("the address is lost", code(Urc::AddressLost)),
            vec![
                heard("a new one comes", code(Urc::AddressAssigned(address()))),
                done("a check finds one", |facts| {
                    facts.learn(&Check { name: CheckName::Address, result: CheckResult::Address(Some(address())) });
                }),
                done("the Terminal shows one", said("AT+MIPCALL?", "+MIPCALL: 1,10.0.0.7")),
                done("the person hangs up", |facts| {
                    facts.ask(Some(REQUEST), Consequence::HangUp, 1_000);
                    facts.answered(REQUEST, true, 1_000);
                }),
            ],
            vec![
                heard("the SIM is ready", code(Urc::SimReady)),
                done("there is none", said("AT+MIPCALL?", "+MIPCALL: 0")),
            ],
        ),
        Trouble::SimGone => (
            heard("the SIM is gone", code(Urc::SimGone)),
            vec![
                heard("it is ready", code(Urc::SimReady)),
                heard("it is put in", code(Urc::SimInserted)),
                done("the Terminal shows it", said("AT+CPIN?", "+CPIN: READY")),
                sim("READY"),
                sim("SIM PIN"),
            ],
            vec![
                sim("NOT INSERTED"),
                sim("NOT READY"),
                heard("it is gone, told twice", code(Urc::SimGone)),
                heard("an address comes", code(Urc::AddressAssigned(address()))),
            ],
        ),
    };
    TroubleRow { trouble: trouble.clone(), raised_by, ended_by, not_ended_by }
}

fn rows() -> Vec<TroubleRow> {
    [
        Trouble::Lost(LostReason::Unplugged),
        Trouble::ReadFault(LineFault::Framing),
        Trouble::Noisy,
        Trouble::Shared,
        Trouble::ReadAlong,
        Trouble::Rebooted,
        Trouble::Unresponsive,
        Trouble::Broken(CLIENT, BreakCause::LinkDown),
        Trouble::AddressLost,
        Trouble::SimGone,
    ]
    .iter()
    .map(row)
    .collect()
}

#[test]
fn every_trouble_is_raised_by_what_happens_and_ended_by_the_facts_that_it_names() {
    for row in rows() {
        let raised = || {
            let mut facts = connected();
            row.raised_by.1(&mut facts);
            assert_eq!(facts.trouble(), Some(&row.trouble), "{}", row.raised_by.0);
            facts
        };
        for (name, step) in &row.ended_by {
            let mut facts = raised();
            step(&mut facts);
            assert!(!facts.troubles.contains(&row.trouble), "{:?} outlives: {name}", row.trouble);
        }
        for (name, step) in &row.not_ended_by {
            let mut facts = raised();
            step(&mut facts);
            assert!(facts.troubles.contains(&row.trouble), "{:?} is ended by: {name}", row.trouble);
        }
        let facts = row.trouble.ended_by();
        assert!(facts.contains(&Fact::LinkRenewed), "{:?} outlives its module", row.trouble);
        for fact in facts {
            let mut facts = raised();
            facts.settle(fact);
            assert!(!facts.troubles.contains(&row.trouble), "{:?} outlives {fact:?}", row.trouble);
        }
    }
}

#[test]
fn what_was_asked_for_is_no_trouble_until_its_time_is_over_or_the_module_refuses_it() {
    for row in rows() {
        let asked = row.trouble.asked_by();
        assert!(!asked.is_empty(), "{:?}", row.trouble);
        for consequence in asked {
            let raised_after = |step: &dyn Fn(&mut Facts)| {
                let mut facts = connected();
                facts.happened(&DriverEvent::Asked(REQUEST, consequence), 1_000);
                step(&mut facts);
                row.raised_by.1(&mut facts);
                facts.troubles.contains(&row.trouble)
            };
            let case = format!("{:?} after {consequence:?}", row.trouble);
            assert!(!raised_after(&|_| {}), "{case}, under way");
            assert!(!raised_after(&|facts| facts.answered(REQUEST, true, 1_000)), "{case}, taken");
            assert!(raised_after(&|facts| facts.answered(REQUEST, false, 1_000)), "{case}, refused");
            let mut facts = connected();
            facts.ask(None, consequence, 0);
            facts.raise(row.trouble.clone(), 90_001);
            assert!(facts.troubles.contains(&row.trouble), "{case}, long ago");
        }
    }
}

#[test]
fn an_address_that_came_after_hanging_up_can_be_lost_again() {
    let mut facts = connected();
    facts.ask(Some(REQUEST), Consequence::HangUp, 0);
    facts.answered(REQUEST, true, 100);
    assert_eq!((facts.address, facts.trouble()), (None, None));
    facts.hear(&Urc::AddressLost, 200);
    assert_eq!(facts.trouble(), None);
    facts.hear(&Urc::AddressAssigned(address()), 5_000);
    facts.hear(&Urc::AddressLost, 6_000);
    assert_eq!(facts.trouble(), Some(&Trouble::AddressLost));
}

#[test]
fn what_was_said_before_comes_back_when_the_last_is_mended() {
    let mut facts = connected();
    facts.hear(&Urc::SimGone, 0);
    facts.hear(&Urc::SimGone, 0);
    facts.hear(&Urc::AddressLost, 0);
    facts.hear(&Urc::Broken(CLIENT, BreakCause::LinkDown), 0);
    facts.hear(&Urc::Broken(OTHER, BreakCause::LinkDown), 0);
    assert_eq!(facts.troubles.len(), 4, "one note for each");
    assert_eq!(facts.trouble(), Some(&Trouble::SimGone), "the others come of it");
    facts.hear(&Urc::SimReady, 0);
    assert_eq!(facts.trouble(), Some(&Trouble::AddressLost));
    facts.hear(&Urc::AddressAssigned(address()), 0);
    assert_eq!(facts.trouble(), Some(&Trouble::Broken(OTHER, BreakCause::LinkDown)));
    facts.settle(Fact::ClientOpened(OTHER));
    assert_eq!(facts.trouble(), Some(&Trouble::Broken(CLIENT, BreakCause::LinkDown)));
    facts.settle(Fact::ClientClosed(CLIENT));
    assert_eq!(facts.troubles, []);
}

#[test]
fn what_lies_beneath_the_others_is_said_first_and_dismissed_first() {
    let (link, registration) =
        (Trouble::Broken(CLIENT, BreakCause::LinkDown), Trouble::Broken(CLIENT, BreakCause::NotRegistered));
    for (troubles, first, then) in [
        (vec![Trouble::SimGone, Trouble::AddressLost, link.clone()], Trouble::SimGone, Some(Trouble::AddressLost)),
        (vec![link.clone(), Trouble::AddressLost, Trouble::SimGone], Trouble::SimGone, Some(Trouble::AddressLost)),
        (vec![registration.clone(), Trouble::AddressLost], registration, Some(Trouble::AddressLost)),
        (vec![Trouble::AddressLost, link.clone()], Trouble::AddressLost, Some(link)),
        // What has nothing to do with the network is said in its order.
        (vec![Trouble::SimGone, Trouble::Noisy], Trouble::Noisy, Some(Trouble::SimGone)),
        (vec![Trouble::Noisy], Trouble::Noisy, None),
    ] {
        let mut facts = Facts { troubles: troubles.clone(), ..connected() };
        assert_eq!(facts.trouble(), Some(&first), "{troubles:?}");
        facts.dismiss();
        assert_eq!(facts.trouble(), then.as_ref(), "{troubles:?}");
    }
}

#[test]
fn a_sim_that_is_taken_out_is_missing_until_one_is_put_in() {
    let mut facts = connected();
    assert!(!facts.lacks_sim() && !facts.lost_network());
    facts.hear(&Urc::SimGone, 0);
    assert!(facts.lacks_sim() && facts.lost_network());
    facts.hear(&Urc::SimInserted, 0);
    assert!(!facts.lacks_sim() && !facts.lost_network());
    facts.hear(&Urc::AddressLost, 0);
    assert!(!facts.lacks_sim() && facts.lost_network());
}

/// What the page says after these lines were sent to a virtual module that has dialled, each followed by half a minute.
fn told_after(lines: &'static [&'static str]) -> Facts {
    with_session(Config::for_model("L610"), |handle, _| async move {
        let mut heard = handle.listen(|_| true);
        identify(&handle).await.unwrap();
        handle.sleep(Duration::from_secs(20)).await;
        let address = dial(&handle, &DialPlan::default()).await.unwrap();
        let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
        while heard.next().now_or_never().is_some() {}
        facts.hold_address(Some(address));
        for line in lines {
            handle.submit(fibocom_at::Request::raw(line, None).unwrap()).await.unwrap();
            handle.sleep(Duration::from_secs(30)).await;
            while let Some(Some(event)) = heard.next().now_or_never() {
                facts.happened(&event, handle.now());
            }
        }
        facts
    })
}

#[test]
fn a_module_that_does_what_it_was_told_alarms_nobody() {
    for line in [&["AT+MIPCALL=0"][..], &["AT+CFUN=15"], &["AT+CFUN=0"], &["AT+CSQ", "AT+MIPCALL=0", "AT+CFUN=15"]] {
        let facts = told_after(line);
        assert_eq!((facts.troubles, facts.address), (vec![], None), "{line:?}");
    }
}

#[test]
fn answers_that_never_come_are_put_down_to_somebody_who_reads_only_where_no_cable_loses_them() {
    for (is_on_usb, taken, expected) in [
        (true, &[0, 1_000][..], None),
        (true, &[0, 100_000, 300_000], Some(&Trouble::ReadAlong)),
        (true, &[0, 100_000, 300_001], None),
        (false, &[0, 1_000, 2_000], None),
    ] {
        let mut facts = Facts { link: Phase::Ready, is_on_usb, ..Facts::default() };
        taken.iter().for_each(|at| facts.happened(&DriverEvent::AnswerTaken, *at));
        assert_eq!(facts.trouble(), expected, "{taken:?}");
    }
}

#[test]
fn only_bytes_that_are_missing_make_a_reader_of_a_modules_own_port() {
    use DriverEvent::{Changed, Damaged};
    for (events, expected) in [
        ([Damaged, Damaged, Damaged], Trouble::ReadAlong),
        ([Changed, Changed, Changed], Trouble::Noisy),
        ([Changed, Damaged, Damaged], Trouble::Noisy),
        ([Damaged, Damaged, Changed], Trouble::Noisy),
    ] {
        let mut facts = Facts { link: Phase::Ready, is_on_usb: true, ..Facts::default() };
        events.iter().for_each(|event| facts.happened(event, 1_000));
        assert_eq!(facts.trouble(), Some(&expected), "{events:?}");
    }
}

#[test]
fn a_line_is_noisy_when_a_few_of_its_lines_come_damaged_within_a_minute() {
    for (damages, expected) in
        [(&[0, 1_000][..], None), (&[0, 1_000, 60_000], Some(&Trouble::Noisy)), (&[0, 1_000, 60_001], None)]
    {
        let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
        damages.iter().for_each(|at| facts.happened(&DriverEvent::Damaged, *at));
        assert_eq!(facts.trouble(), expected, "{damages:?}");
    }
}
