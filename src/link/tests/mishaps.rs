//! What happens seldom between the first `AT` and a module that is known: pieces, codes in between, lines and answers that are lost.

use std::cell::RefCell;

use fibocom_sim::Hand;
use fibocom_sim::faults::{line, module};
use futures::channel::mpsc;
use futures::executor::LocalSpawner;

use super::super::probe::{Finding, Patience, Surroundings, probe};
use super::*;

/// What is said to a line that came for the nth time, from 0: pieces, each so many milliseconds behind the one before.
pub(super) type Answers = fn(&str, usize) -> Vec<(u64, &'static str)>;

/// A module that says what a test wants, when it wants it.
struct Teller {
    clock: TestClock,
    spawner: LocalSpawner,
    answers: Answers,
    asked: RefCell<Vec<String>>,
    events: mpsc::Sender<LinkEvent>,
}

impl Transport for Teller {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        let line = String::from_utf8_lossy(bytes).trim().to_owned();
        let before = self.asked.borrow().iter().filter(|asked| **asked == line).count();
        let pieces = (self.answers)(&line, before);
        self.asked.borrow_mut().push(line);
        let (clock, mut events) = (self.clock.clone(), self.events.clone());
        let saying = async move {
            for (wait, piece) in pieces {
                clock.sleep(Duration::from_millis(wait)).await;
                // Whoever listened may be gone.
                let _ = events.send(LinkEvent::Received(piece.as_bytes().to_vec())).await;
            }
        };
        self.spawner.spawn_local(saying).unwrap();
        async { Ok(()) }.boxed_local()
    }

    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        async { Ok(()) }.boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        let mut events = self.events.clone();
        async move {
            let _ = events.send(LinkEvent::Lost(LostReason::Closed)).await;
        }
        .boxed_local()
    }
}

/// Runs a test on a link with a module that answers like this; its clock is the handle's.
pub(super) fn with_answers<Test>(answers: Answers, test: impl FnOnce(Handle) -> Test) -> Test::Output
where
    Test: Future<Output: 'static> + 'static,
{
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (events, received) = transport::events();
        let (asked, runner) = (RefCell::default(), spawner.clone());
        let teller = Rc::new(Teller { clock: clock.clone(), spawner: runner, answers, asked, events });
        let link = Link { transport: teller, events: received };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        let test = test(handle.clone());
        async move {
            let output = test.await;
            handle.close().await;
            output
        }
    })
}

/// What a port turns out to be that answers like this, who is there if a module is, what was sent, and after how many seconds.
fn met(answers: Answers) -> (Finding, Option<Result<procedure::Identity, fibocom_at::Failure>>, Vec<String>, u64) {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (events, received) = transport::events();
        let (asked, runner) = (RefCell::default(), spawner.clone());
        let teller = Rc::new(Teller { clock: clock.clone(), spawner: runner, answers, asked, events });
        let mut link = Link { transport: Rc::clone(&teller) as Rc<dyn Transport>, events: received };
        let clock = Rc::new(clock.clone());
        async move {
            let record = new_record();
            let (_choose, mut chosen) = mpsc::channel(1);
            let mut surroundings =
                Surroundings { clock: &*clock, record: &record, tell: &|_| {}, answers: &mut chosen };
            let finding = probe(&mut link, &mut surroundings, Patience::Once, None).await;
            let identity = match finding {
                Finding::Answers { .. } => {
                    let (handle, driving) = start(link, Rc::clone(&clock) as Rc<dyn Clock>, record);
                    spawner.spawn_local(driving).unwrap();
                    let identity = identify(&handle).await;
                    handle.close().await;
                    Some(identity)
                }
                _ => None,
            };
            let asked = teller.asked.borrow().clone();
            (finding, identity, asked, Clock::now(&*clock).0 / 1_000)
        }
    })
}

/// What a healthy module says.
fn healthy(line: &str) -> &'static str {
    match line {
        "AT+CGMI" => "\r\nFibocom\r\n\r\nOK\r\n",
        "AT+CGMM" => "\r\nL610-CN-00\r\n\r\nOK\r\n",
        "AT+CGMR" => "\r\n16000.1208.00\r\n\r\nOK\r\n",
        "AT+CGSN" => "\r\n860000000000017\r\n\r\nOK\r\n",
        _ => "\r\nOK\r\n",
    }
}

fn l610() -> procedure::Identity {
    procedure::Identity {
        manufacturer: "Fibocom".into(),
        model: "L610-CN-00".into(),
        revision: "16000.1208.00".into(),
        imei: "860000000000017".into(),
    }
}

#[test]
fn an_answer_that_comes_in_two_readings_is_one() {
    let (_, identity, asked, _) = met(|line, _| match line {
        "AT" => vec![(10, "AT\r\r\nO"), (900, "K\r"), (30, "\n")],
        "AT+CGMM" => vec![(10, "\r\nL610-"), (700, "CN-00\r\n\r\nO"), (700, "K\r\n")],
        other => vec![(10, healthy(other))],
    });
    assert_eq!(identity, Some(Ok(l610())));
    assert_eq!(asked.iter().filter(|line| *line == "AT+CGMM").count(), 1, "{asked:?}");
    assert_eq!(asked.first().map(String::as_str), Some("AT"));
}

#[test]
fn codes_in_the_middle_of_the_answers_change_nothing() {
    let (_, identity, _, _) = met(|line, _| match line {
        "AT+CGMI" => vec![(10, "\r\n+CREG: 1\r\n\r\nFibo"), (5, "com\r\n\r\n+SIM DROP\r\n\r\nOK\r\n")],
        "AT+CGMM" => vec![(10, "\r\n+SIM READY\r\n\r\nL610-CN-00\r\n\r\n+CGREG: 1\r\n\r\nOK\r\n")],
        "AT+CGSN" => vec![(10, "\r\n+CEREG: 1\r\n\r\nRING\r\n\r\n860000000000017\r\n\r\nOK\r\n")],
        other => vec![(10, healthy(other))],
    });
    assert_eq!(identity, Some(Ok(l610())));
}

#[test]
fn a_module_that_goes_on_echoing_and_is_late_is_met_as_itself() {
    // It says OK to ATE0, and echoes all the same; each answer comes seconds late, and the echo at once.
    let (_, identity, asked, _) = met(|line, _| match line {
        "AT" => vec![(5, "AT\r"), (2_500, "\r\nOK\r\n")],
        "ATE0" => vec![(5, "ATE0\r"), (2_500, "\r\nOK\r\n")],
        "AT+CMEE=1" => vec![(5, "AT+CMEE=1\r"), (2_500, "\r\nOK\r\n")],
        "AT+CGMI" => vec![(5, "AT+CGMI\r"), (2_500, "\r\nFibocom\r\n\r\nOK\r\n")],
        "AT+CGMM" => vec![(5, "AT+CGMM\r"), (2_500, "\r\nL610-CN-00\r\n\r\nOK\r\n")],
        "AT+CGMR" => vec![(5, "AT+CGMR\r"), (2_500, "\r\n16000.1208.00\r\n\r\nOK\r\n")],
        "AT+CGSN" => vec![(5, "AT+CGSN\r"), (2_500, "\r\n860000000000017\r\n\r\nOK\r\n")],
        other => vec![(10, healthy(other))],
    });
    assert_eq!(identity, Some(Ok(l610())), "{asked:?}");
}

#[test]
fn a_line_or_an_answer_that_is_lost_costs_time_and_not_the_connection() {
    for lost in ["ATE0", "AT+CMEE=1", "AT+CGMI", "AT+CGMM", "AT+CGSN"] {
        thread_local!(static LOST: RefCell<&'static str> = const { RefCell::new("") });
        LOST.set(lost);
        let (_, identity, asked, seconds) = met(|line, before| match line {
            line if before == 0 && LOST.with_borrow(|lost| line == *lost) => vec![],
            other => vec![(10, healthy(other))],
        });
        assert_eq!(identity, Some(Ok(l610())), "without the first {lost}: {asked:?}");
        assert_eq!(asked.iter().filter(|line| *line == lost).count(), 2, "{asked:?}");
        assert!(seconds < 60, "{lost}: {seconds} s");
    }
}

#[test]
fn a_module_that_refuses_everything_is_connected_as_one_that_says_nothing_of_itself() {
    let (_, identity, asked, seconds) = met(|line, _| match line {
        "AT" => vec![(10, "\r\nOK\r\n")],
        _ => vec![(10, "\r\nERROR\r\n")],
    });
    assert_eq!(identity, Some(Ok(procedure::Identity::default())));
    assert!(asked.len() < 40 && seconds < 30, "{seconds} s: {asked:?}");

    let (finding, identity, asked, _) = met(|_, _| vec![(10, "\r\nERROR\r\n")]);
    assert!(matches!(&finding, Finding::Text { sample } if sample.contains("ERROR")), "{finding:?}");
    assert_eq!((identity, asked.len()), (None, 3));
}

#[test]
fn a_module_that_falls_silent_while_it_is_met_is_said_to_be_silent_soon() {
    let (_, identity, asked, seconds) = met(|line, before| match line {
        "AT" if before == 0 => vec![(10, "\r\nOK\r\n")],
        _ => vec![],
    });
    assert!(matches!(identity, Some(Err(_))), "{identity:?}");
    assert!(seconds < 120, "{seconds} s: {asked:?}");
}

#[test]
fn what_a_receiver_of_satellites_says_on_the_same_port_is_no_answer() {
    const POSITION: &str = "$GNGGA,103000.00,,,,,0,00,99.99,,,,,,*75\r\n";
    let (_, identity, _, _) = met(|line, _| match line {
        "AT" => vec![(10, POSITION), (10, "\r\nOK\r\n"), (5, POSITION)],
        "AT+CGMM" => vec![(10, POSITION), (5, "\r\nL610-CN-00\r\n\r\nOK\r\n"), (5, POSITION)],
        other => vec![(10, healthy(other)), (5, POSITION)],
    });
    assert_eq!(identity, Some(Ok(l610())));
}

#[test]
fn late_modules_are_met_as_themselves_whatever_the_seed() {
    for seed in 0..6 {
        let config = Config { seed, ..Config::for_model("L610").with(&[module::LATE, line::PIECES]) };
        let (model, imei) = with_session(config, |handle, _| async move {
            handle.sleep(Duration::from_secs(20)).await;
            let identity = identify(&handle).await.unwrap();
            (identity.model, identity.imei)
        });
        assert!(model.starts_with("L610") && imei.len() == 15, "{seed}: {model} {imei}");
    }
}

#[test]
fn a_command_that_is_called_off_on_a_module_that_hangs_gives_the_line_back_at_once() {
    with_control(Config::for_model("L610"), |handle, record, control| async move {
        handle.sleep(Duration::from_secs(20)).await;
        identify(&handle).await.unwrap();
        assert!(control.lend_hand(Hand::Break(vec![module::HANG])));
        let raw = |line| fibocom_at::Request::raw(line, None).unwrap();
        let asked = handle.submit(raw("AT+COPS?"));
        handle.sleep(Duration::from_secs(5)).await;
        drop(asked);
        let begun = handle.now();
        let next = handle.submit(raw("AT+CSQ"));
        handle.sleep(Duration::from_secs(2)).await;
        let tried = record.borrow().entries().any(|entry| entry.line.at > begun && entry.line.raw == b"AT\r");
        assert!(tried, "the way back into step has begun");
        assert!(control.lend_hand(Hand::Heal));
        // What was asked before it hung is answered now, too, and answers nobody.
        let healed = handle.now();
        let answer = next.await.unwrap();
        assert!(answer.lines.iter().any(|line| line.starts_with(b"+CSQ")), "{answer:?}");
        assert!(handle.now() - healed < 5_000, "{} ms", handle.now() - healed);
    });
}

#[test]
fn codes_without_end_hold_no_command_back_for_longer_than_their_bound() {
    with_session(Config::for_model("L610").with(&[module::ENDLESS_CODES]), |handle, record| async move {
        handle.sleep(Duration::from_secs(20)).await;
        for _ in 0..50 {
            let begun = handle.now();
            handle.submit(fibocom_at::Request::raw("AT+CSQ", None).unwrap()).await.unwrap();
            let record = record.borrow();
            let sent = record.entries().rfind(|entry| entry.line.raw == b"AT+CSQ\r").map(|entry| entry.line.at);
            let waited = sent.unwrap() - begun;
            assert!(waited <= 350, "{waited} ms");
        }
    });
}

#[test]
fn a_sim_that_is_taken_out_and_put_in_while_a_module_dials_or_connects_leaves_it_usable() {
    for seconds in 0..8 {
        with_control(Config::for_model("L610"), |handle, _, control| async move {
            identify(&handle).await.unwrap();
            handle.sleep(Duration::from_secs(20)).await;
            let begun = handle.now();
            let loose = async {
                handle.sleep(Duration::from_secs(seconds)).await;
                assert!(control.lend_hand(Hand::TakeSimOut));
                handle.sleep(Duration::from_secs(5)).await;
                assert!(control.lend_hand(Hand::PutSimIn));
            };
            let connecting = async {
                dial(&handle, &DialPlan::default()).await.ok()?;
                open(&handle, &plan(ClientIndex::ALL[0]), |_| {}).await.ok()
            };
            futures::future::join(loose, connecting).await;
            assert!(handle.now() - begun < 240_000, "{seconds}: {} ms", handle.now() - begun);
            handle.sleep(Duration::from_secs(30)).await;
            dial(&handle, &DialPlan::default()).await.unwrap();
            open(&handle, &plan(ClientIndex::ALL[0]), |_| {}).await.unwrap();
        });
    }
}

#[test]
fn a_line_that_loses_doubles_or_changes_bytes_ends_no_connection_that_is_being_made() {
    for fault in [line::LOST_BYTES, line::DOUBLED_BYTES, line::DISTURBED_BYTES] {
        for seed in 0..12 {
            let config = Config { seed, ..Config::for_model("L610").with(&[fault]) };
            let (identity, seconds) = with_session(config, |handle, _| async move {
                handle.sleep(Duration::from_secs(20)).await;
                let begun = handle.now();
                (identify(&handle).await, (handle.now() - begun) / 1_000)
            });
            assert!(identity.is_ok(), "{} {seed}: {identity:?} after {seconds} s", fault.name());
            assert!(seconds < 120, "{} {seed}: {seconds} s", fault.name());
        }
    }
}

#[test]
fn a_module_that_restarts_once_or_twice_while_it_is_met_is_met_as_itself() {
    for restarts in [module::RESTART, module::SILENT_RESTART, module::RESTARTS_TWICE] {
        for tenths in [0, 1, 3, 6, 10, 20] {
            let (identity, seconds) = with_control(Config::for_model("L610"), |handle, _, control| async move {
                handle.sleep(Duration::from_secs(20)).await;
                let begun = handle.now();
                let meeting = async { identify(&handle).await };
                let restarting = async {
                    handle.sleep(Duration::from_millis(100 * tenths)).await;
                    assert!(control.lend_hand(Hand::Break(vec![restarts])));
                };
                let (identity, ()) = futures::future::join(meeting, restarting).await;
                (identity, (handle.now() - begun) / 1_000)
            });
            let model = identity.as_ref().map(|identity| identity.model.clone());
            let is_met = model.as_ref().is_ok_and(|model| model.starts_with("L610"));
            assert!(is_met, "{} after {tenths}00 ms: {identity:?}, {seconds} s", restarts.name());
        }
    }
}

#[test]
fn a_module_that_restarts_in_mid_upload_is_sent_nothing_more_of_it_as_commands() {
    for restarts in [module::RESTART, module::SILENT_RESTART] {
        with_control(Config::for_model("L610"), |handle, record, control| async move {
            handle.sleep(Duration::from_secs(20)).await;
            identify(&handle).await.unwrap();
            let mut heard = handle.listen(|event| *event == DriverEvent::Prompted);
            let file = fibocom_at::Request::raw("AT+GTSSLFILE=\"TRUSTFILE\",3000", Some(vec![b'x'; 3_000])).unwrap();
            let loading = handle.submit(file);
            let restarting = async {
                heard.next().await;
                assert!(control.lend_hand(Hand::Break(vec![restarts])));
            };
            let (loaded, ()) = futures::future::join(loading, restarting).await;
            // It had all of it before, or it has none of it.
            let asked = handle.submit(fibocom_at::Request::raw("AT+CGMM", None).unwrap()).await;
            assert!(asked.is_ok(), "{}: {loaded:?}, then {asked:?}", restarts.name());
            let known = record.borrow().counts().unrecognised;
            assert!(known <= 2, "{}: {known} lines that nobody knows", restarts.name());
        });
    }
}
