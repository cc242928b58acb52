//! A module that answers late, from the first question to its name: no answer of the one is taken for one of the other.

use fibocom_at::engine::Answer;
use fibocom_sim::faults::module;
use futures::channel::mpsc;

use super::super::probe::{Finding, Patience, Surroundings, probe};
use super::*;
use crate::clock::Millis;

/// What was found, how often it was asked, and who it says it is.
fn met(config: Config, patience: Patience) -> (Finding, usize, Option<procedure::Identity>) {
    let time = TestClock::default();
    let clock = time.clone();
    time.run(|spawner| {
        let (mut link, control, running) = plug_in(config, clock.clone());
        spawner.spawn_local(running).unwrap();
        let record = new_record();
        async move {
            // It has started long ago, and nobody read what it said then.
            let mut over = clock.sleep(Duration::from_secs(5)).fuse();
            while futures::select_biased! { event = link.events.next() => event.is_some(), () = over => false } {}
            let (_choose, mut answers) = mpsc::channel::<Answer>(1);
            let mut surroundings =
                Surroundings { clock: &clock, record: &record, tell: &|_| {}, answers: &mut answers };
            let finding = probe(&mut link, &mut surroundings, patience, None).await;
            let asked = record.borrow().entries().filter(|entry| entry.line.direction == Direction::Command).count();
            if !matches!(finding, Finding::Answers { .. }) {
                return (finding, asked, None);
            }
            let (handle, driving) = start(link, Rc::new(clock.clone()), Rc::clone(&record));
            spawner.spawn_local(driving).unwrap();
            let identity = identify(&handle).await.ok();
            drop(control);
            (finding, asked, identity)
        }
    })
}

#[test]
fn a_late_module_that_repeats_the_question_is_asked_once_and_is_known_by_its_name() {
    let whole = || Config { pace: Pace::Quick, ..Config::for_model("L610") };
    let (_, _, expected) = met(whole(), Patience::Once);
    let expected = expected.unwrap();
    for seed in 0..12 {
        for patience in [Patience::Until, Patience::WhileSilentUntil] {
            let config = Config { seed, ..whole().with(&[module::LATE]) };
            let (found, asked, identity) = met(config, patience(Millis(60_000)));
            assert_eq!(identity.as_ref(), Some(&expected), "{seed}: {found:?}");
            assert_eq!(asked, 1, "{seed}: {found:?}");
        }
    }
}
