//! What is known after each of the things that a module says of its own accord.

use fibocom_at::{Profile, RequestId};

use super::*;
use crate::state::ClientFacts;

fn with_open_client() -> Facts {
    let mut facts = Facts::default();
    facts.clients.insert(ClientIndex::ALL[0], ClientFacts { state: ClientState::Open, ..ClientFacts::default() });
    facts
}

#[test]
fn a_break_and_its_close_are_one_event() {
    let client = ClientIndex::ALL[0];
    for codes in [
        vec![Urc::Broken(client, BreakCause::Server), Urc::Closed(client)],
        vec![Urc::Closed(client), Urc::Broken(client, BreakCause::Server)],
    ] {
        let mut facts = with_open_client();
        codes.iter().for_each(|code| facts.hear(code, 0));
        assert_eq!(facts.client(client).state, ClientState::Broken);
        assert_eq!(facts.client(client).cause, Some(BreakCause::Server));
    }
}

#[test]
fn without_an_address_no_client_is_connected() {
    let mut facts = Facts::default();
    facts.hear(&Urc::AddressLost, 0);
    assert_eq!(facts.trouble(), None, "there was no address to lose");
    let mut facts = with_open_client();
    facts.hear(&Urc::AddressLost, 0);
    assert_eq!(facts.open_clients().count(), 0);
    assert_eq!(facts.trouble(), Some(&Trouble::AddressLost));
}

#[test]
fn a_client_that_is_being_opened_is_lost_with_the_address_or_the_sim() {
    let [one, two, three, ..] = ClientIndex::ALL;
    for code in [Urc::AddressLost, Urc::SimGone] {
        let mut facts = with_open_client();
        for (client, state) in [(two, ClientState::Opening), (three, ClientState::Closing)] {
            facts.clients.insert(client, ClientFacts { state, ..ClientFacts::default() });
        }
        facts.hear(&code, 0);
        let states = [one, two, three].map(|client| facts.client(client).state);
        assert_eq!(states, [ClientState::Broken; 3], "{code:?}");
    }
}

#[test]
fn each_loss_of_a_connection_is_told_once_whatever_tells_of_it() {
    let one = ClientIndex::ALL[0];
    let (server, down) = (BreakCause::Server, BreakCause::LinkDown);
    for (codes, expected) in [
        (vec![Urc::Closed(one)], vec![(one, None)]),
        (vec![Urc::AddressLost], vec![(one, Some(down))]),
        (vec![Urc::SimGone, Urc::AddressLost], vec![(one, Some(down))]),
        (vec![Urc::Broken(one, server), Urc::Closed(one), Urc::AddressLost], vec![(one, Some(server))]),
        (vec![Urc::Closed(one), Urc::Broken(one, server)], vec![(one, None)]),
    ] {
        let mut facts = with_open_client();
        let events = codes.iter().map(|code| DriverEvent::Engine(Event::Urc(code.clone())));
        let told: Vec<_> = events.flat_map(|event| facts.happened_to_clients(&event, 0)).collect();
        assert_eq!(told, expected, "{codes:?}");
    }
    let mut facts = Facts::default();
    let unknown = DriverEvent::Engine(Event::Urc(Urc::Broken(one, server)));
    assert_eq!(facts.happened_to_clients(&unknown, 0), [(one, Some(server))], "others may have opened it");
}

/// Where the link stands behind each of these.
fn phases(events: &[DriverEvent]) -> Vec<Phase> {
    let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
    let mut phase = |event| {
        facts.happened(event, 0);
        facts.link
    };
    events.iter().map(&mut phase).collect()
}

#[test]
fn a_link_that_is_lost_in_mid_upload_goes_from_the_prompt_to_lost() {
    let (one, two) = (RequestId(1), RequestId(2));
    let engine = DriverEvent::Engine;
    let waits = Event::Asks { request: None, end: fibocom_at::commands::End::Unknown, until: None };
    for event in [DriverEvent::Prompted, engine(waits)] {
        let told = phases(&[
            engine(Event::Started(one)),
            event,
            engine(Event::Completed(one, Err(Failure::Lost))),
            engine(Event::Completed(two, Err(Failure::Lost))),
            DriverEvent::Lost(LostReason::Unplugged),
        ]);
        assert_eq!(told, [Phase::Busy, Phase::Prompt, Phase::Prompt, Phase::Prompt, Phase::Lost]);
    }
}

#[test]
fn a_command_that_ends_beside_an_upload_does_not_end_it() {
    let (one, two) = (RequestId(1), RequestId(2));
    let told = phases(&[
        DriverEvent::Engine(Event::Started(one)),
        DriverEvent::Engine(Event::Started(two)),
        DriverEvent::Prompted,
        DriverEvent::Engine(Event::Completed(one, Ok(Reply::default()))),
        DriverEvent::Engine(Event::Completed(RequestId(3), Err(Failure::Cancelled))),
        DriverEvent::Engine(Event::Completed(two, Ok(Reply::default()))),
    ]);
    assert_eq!(told, [Phase::Busy, Phase::Busy, Phase::Prompt, Phase::Prompt, Phase::Prompt, Phase::Ready]);
}

#[test]
fn a_restart_forgets_all_but_the_module_itself() {
    let mut facts = with_open_client();
    facts.link = Phase::Ready;
    facts.series.choose(Profile::for_model("L610"));
    facts.forget_module_state();
    assert_eq!((facts.clients.len(), facts.link, facts.series.row().name), (0, Phase::Ready, "L610"));
}

#[test]
fn what_the_checks_found_of_the_sim_follows_what_the_module_says_of_it() {
    let found = |facts: &Facts| facts.checks.first().map(|check| check.result.clone());
    let mut facts = Facts::default();
    facts.hear(&Urc::SimGone, 0);
    assert_eq!(found(&facts), None, "nobody asked");
    facts.learn(&Check { name: CheckName::Sim, result: CheckResult::Sim(SimState::Ready) });
    for (code, expected) in [
        (Urc::SimGone, SimState::NotInserted),
        (Urc::SimInserted, SimState::NotReady),
        (Urc::SimReady, SimState::Ready),
        (Urc::Unlisted("+CPIN: NOT READY".into()), SimState::NotReady),
        (Urc::Unlisted("+CPIN: READY".into()), SimState::Ready),
        (Urc::Unlisted("+CPIN: SIM PIN".into()), SimState::Pin),
        (Urc::Unlisted("+CPIN: NOT INSERTED".into()), SimState::NotInserted),
    ] {
        facts.hear(&code, 0);
        assert_eq!(found(&facts), Some(CheckResult::Sim(expected)), "{code:?}");
    }
}
