//! Probing against the virtual module and against ports that are none, in virtual time.

use std::rc::Rc;

use fibocom_sim::{Config, Scenario};
use futures::task::LocalSpawnExt;

use super::*;
use crate::clock::virtual_time::TestClock;
use crate::transport::virtual_module::plug_in;

/// How long ago the module was switched on.
const BOOT: Duration = Duration::from_secs(5);

/// What was found, after how many seconds, and what was sent.
fn probed(config: Config, patience: Patience, silent_until: Option<u64>) -> (Finding, u64, Vec<String>) {
    probed_with(config, patience, silent_until, None)
}

/// The same where a person gives this as soon as anything can be given.
fn probed_with(
    config: Config,
    patience: Patience,
    silent_until: Option<u64>,
    given: Option<Answer>,
) -> (Finding, u64, Vec<String>) {
    let waits_for = silent_until.map(|until| WaitsFor::Data { end: End::Unknown, until: Some(until) });
    probed_after(b"", config, patience, waits_for, given)
}

/// The same where somebody has sent this before.
fn probed_after(
    left: &'static [u8],
    config: Config,
    patience: Patience,
    waits_for: Option<WaitsFor>,
    given: Option<Answer>,
) -> (Finding, u64, Vec<String>) {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut link, control, running) = plug_in(config, clock.clone());
        spawner.spawn_local(running).unwrap();
        let record = crate::link::new_record();
        let (clock, kept) = (Rc::new(clock.clone()), Rc::clone(&record));
        async move {
            // It has started long ago, and nobody read what it said then.
            let mut over = clock.sleep(BOOT).fuse();
            while futures::select_biased! { event = link.events.next() => event.is_some(), () = over => false } {}
            if !left.is_empty() {
                link.transport.send(left).await.unwrap();
                let mut over = clock.sleep(Duration::from_secs(1)).fuse();
                while futures::select_biased! { event = link.events.next() => event.is_some(), () = over => false } {}
            }
            let begun = clock.now().0;
            let (mut choose, mut answers) = mpsc::channel(1);
            given.into_iter().for_each(|given| choose.try_send(given).unwrap());
            let mut surroundings = Surroundings { clock: &*clock, record: &kept, tell: &|_| {}, answers: &mut answers };
            let finding = probe(&mut link, &mut surroundings, patience, waits_for).await;
            drop(control);
            let sent = |direction: &Direction<'_>| matches!(direction, Direction::Command | Direction::Data);
            let record = kept.borrow();
            let lines = record.entries().filter(|entry| sent(&entry.line.direction));
            let lines = lines.map(|entry| entry.line.raw.escape_ascii().to_string()).collect();
            (finding, (clock.now().0 - begun) / 1_000, lines)
        }
    })
}

fn faulty(name: &str) -> Config {
    Config::for_model("L610").with(&[Scenario::named(name).unwrap()])
}

#[test]
fn a_port_is_asked_once_unless_it_shows_that_it_takes_commands() {
    for (scenario, patience, finding, questions) in [
        ("silent", Patience::Once, Finding::Silent, 1),
        ("silent", Patience::Glance, Finding::Silent, 1),
        ("silent", Patience::WhileSilentUntil(Millis(14_000)), Finding::Silent, 5),
        ("echo-only", Patience::WhileSilentUntil(Millis(60_000)), Finding::Echo, 2),
        ("echo-only", Patience::Glance, Finding::Echo, 2),
        // The time of any data is over then.
        ("echo-only", Patience::Once, Finding::Echo, 2),
    ] {
        let (found, _, sent) = probed(faulty(scenario), patience, None);
        assert_eq!((found, sent.len()), (finding, questions), "{scenario} {patience:?}");
    }
}

#[test]
fn a_module_that_was_left_answering_in_numbers_is_asked_for_words() {
    for left in [&b"ATV0\r"[..], b"ATE0\rATV0\r"] {
        for patience in [Patience::Once, Patience::Glance, Patience::Until(Millis(60_000))] {
            let (found, seconds, sent) = probed_after(left, Config::for_model("L610"), patience, None, None);
            assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
            assert!(seconds < 6, "{seconds} s");
            assert_eq!(sent, ["AT\\r", "ATV1\\r"]);
        }
    }
}

#[test]
fn ports_that_are_no_at_ports_are_told_apart() {
    assert!(matches!(probed(faulty("nmea"), Patience::Once, None).0, Finding::Text { .. }));
    let is_stream = |config| match probed(config, Patience::Once, None).0 {
        Finding::Binary { is_stream, .. } => Some(is_stream),
        _ => None,
    };
    assert_eq!(is_stream(faulty("noise")), Some(true));
    // Some seeds make text of it.
    for seed in 0..20 {
        assert_ne!(is_stream(Config { seed, ..faulty("wrong-baud") }), Some(true), "{seed}");
    }
}

#[test]
fn a_port_that_goes_on_sending_what_is_no_text_is_not_asked_for_ever() {
    for patience in [Patience::Until, Patience::SeldomUntil, Patience::WhileSilentUntil] {
        let (found, seconds, sent) = probed(faulty("noise"), patience(Millis(65_000)), None);
        assert!(matches!(found, Finding::Binary { .. }), "{found:?}");
        assert!(seconds < 50 && sent.len() < 30, "{seconds} s: {sent:?}");
    }
}

#[test]
fn a_port_that_came_not_long_ago_is_asked_for_as_long_as_it_is_silent() {
    let (found, seconds, sent) = probed(faulty("slow-boot"), Patience::WhileSilentUntil(Millis(60_000)), None);
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert!(seconds < 30 && sent.len() <= 15, "{seconds} s: {sent:?}");
    let (found, seconds, _) = probed(faulty("nmea"), Patience::WhileSilentUntil(Millis(60_000)), None);
    assert!(matches!(found, Finding::Text { .. }), "{found:?}");
    assert!(seconds < 10, "{seconds} s");
}

#[test]
fn a_module_whose_data_is_over_is_asked_as_often_as_one_that_starts() {
    let (found, seconds, sent) = probed(faulty("silent"), Patience::SeldomUntil(Millis(65_000)), None);
    assert_eq!((found, seconds), (Finding::Silent, 60));
    assert!((14..20).contains(&sent.len()), "{sent:?}");
}

#[test]
fn a_module_that_waits_for_data_gets_one_question_and_is_asked_again_when_it_has_given_up() {
    let (found, _, sent) = probed(faulty("open-prompt"), Patience::Once, None);
    assert_eq!((found, sent.len()), (Finding::Silent, 1), "a person is asked what next");
    let (found, seconds, sent) = probed(faulty("open-prompt"), Patience::SeldomUntil(Millis(65_000)), None);
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert!(sent.len() <= 5, "{sent:?}");
    assert!((20..36).contains(&seconds), "{seconds} s");
}

#[test]
fn nothing_is_typed_into_data_that_an_earlier_page_began() {
    let (found, seconds, sent) = probed(faulty("open-prompt"), Patience::Once, Some(45_000));
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert_eq!(sent, ["AT\\r"], "the module said by itself that it has given up");
    assert!((25..36).contains(&seconds), "{seconds} s");
}

#[test]
fn what_a_person_gives_goes_to_a_module_that_may_wait_for_data_and_nothing_else_does() {
    let given = Some(Answer::Escape);
    let (found, seconds, sent) = probed_with(faulty("open-prompt"), Patience::Once, Some(45_000), given);
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert_eq!(sent, ["\\x1b", "AT\\r"]);
    assert!((25..36).contains(&seconds), "{seconds} s");
}

#[test]
fn what_has_no_time_of_its_own_is_ended_by_a_person_and_not_by_the_page() {
    let no_limit = WaitsFor::Data { end: End::AtControlZ, until: None };
    for (waits_for, given, bytes) in
        [(no_limit, Answer::Escape, "\\x1b"), (WaitsFor::CommandMode, Answer::CommandMode, "+++")]
    {
        // It answers nothing to that, since it waits for nothing: it has as much time as a module that does.
        let probed = probed_after(b"", faulty("silent"), Patience::Once, Some(waits_for), Some(given));
        assert_eq!((probed.0, probed.2), (Finding::Silent, vec![bytes.to_owned(), "AT\\r".to_owned()]));
        assert!((42..46).contains(&probed.1), "{} s", probed.1);
    }
    // Nothing is typed by itself, however long that takes: only the start of the module ends it.
    let (found, seconds, sent) = probed_after(b"", faulty("slow-boot"), Patience::Once, Some(no_limit), None);
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert!((9..40).contains(&seconds) && sent.len() < 3, "{seconds} s: {sent:?}");
}

#[test]
fn a_module_that_starts_is_asked_until_it_answers() {
    let (found, seconds, sent) = probed(faulty("slow-boot"), Patience::Until(Millis(60_000)), None);
    assert!(matches!(found, Finding::Answers { .. }), "{found:?}");
    assert!((14..35).contains(&seconds), "{seconds} s");
    assert!(sent.len() < 35, "{sent:?}");
    let (found, seconds, _) = probed(faulty("silent"), Patience::Until(Millis(20_000)), None);
    assert_eq!(found, Finding::Silent);
    assert!((15..20).contains(&seconds), "{seconds} s");
}

#[test]
fn a_module_that_answers_late_is_no_silent_one() {
    for seed in 0..8 {
        for patience in [Patience::Once, Patience::Glance] {
            for without_echo in [false, true] {
                let config = Config { seed, echo: !without_echo, ..faulty("late") };
                let (found, seconds, sent) = probed(config, patience, None);
                assert!(matches!(found, Finding::Answers { .. }), "{seed} {patience:?}: {found:?} after {seconds} s");
                assert_eq!(sent.len(), 1, "{seed} {patience:?}: {sent:?}");
            }
        }
    }
    let (found, seconds, _) = probed(faulty("silent"), Patience::Once, None);
    assert_eq!((found, seconds), (Finding::Silent, 9));
}
