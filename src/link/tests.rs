//! From the first command to the last, against the virtual module, in virtual time.

mod asleep;
mod dial;
mod identity;
mod late;
mod left;
mod limits;
mod mishaps;
mod online;
mod replies;
mod sn;
mod timers;
mod tls;
mod words;

use std::time::Duration;

use fibocom_at::args::{ClientIndex, ContextId, Host, KeepAlive, Payload, Pin, Port, Qos, Topic, TopicFilter};
use fibocom_at::commands::{
    Addresses, Choice, CleanSession, Open, Publish, Receive, Retain, Security, SimState, Subscribe,
};
use fibocom_at::{Event, Profile, Role};
use fibocom_sim::faults::{ip, port, sim};
use fibocom_sim::{Config, Pace, Scenario};
use futures::future::{Either, FutureExt, LocalBoxFuture, pending, ready, select};
use futures::{SinkExt, StreamExt, task::LocalSpawnExt};
use workbench_record::Ending;

use super::procedure::{
    CHECKS, CheckName, CheckResult, DialPlan, Login, OpenPlan, Step, Verdict, check, dial, identify, is_wrong_pin,
    open, unlock,
};
use super::*;
use crate::clock::virtual_time::TestClock;
use crate::transport::virtual_module::{Control, plug_in};
use crate::transport::{self, Data, LinkError, LinkEvent, Signals, Transport};

/// Runs a test on a link with a virtual module that has been probed.
pub(crate) fn with_session<Test>(config: Config, test: impl FnOnce(Handle, SharedRecord) -> Test) -> Test::Output
where
    Test: Future<Output: 'static> + 'static,
{
    with_control(config, |handle, record, control| {
        let test = test(handle, record);
        async move {
            let output = test.await;
            drop(control);
            output
        }
    })
}

/// The same with a hand at the module.
fn with_control<Test>(config: Config, test: impl FnOnce(Handle, SharedRecord, Control) -> Test) -> Test::Output
where
    Test: Future<Output: 'static> + 'static,
{
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (link, control, running) = plug_in(config, clock.clone());
        spawner.spawn_local(running).unwrap();
        let record = new_record();
        let (handle, driving) = start(link, Rc::new(clock.clone()), Rc::clone(&record));
        spawner.spawn_local(driving).unwrap();
        test(handle, record, control)
    })
}

/// The same with a virtual module of this series that has these faults, at the pace of the page.
pub(crate) fn with_scenarios<Test>(
    series: &str,
    scenarios: &[Scenario],
    test: impl FnOnce(Handle, SharedRecord, Control) -> Test,
) -> Test::Output
where
    Test: Future<Output: 'static> + 'static,
{
    with_control(Config { pace: Pace::Quick, ..Config::for_model(series) }.with(scenarios), test)
}

fn plan(client: ClientIndex) -> OpenPlan {
    let profile = Profile::for_model("L610");
    OpenPlan {
        receive: Receive::Indicated,
        login: Login::anonymous(client),
        will: None,
        open: Open {
            client,
            host: Host::parse(profile, "broker.local").unwrap(),
            port: Port::parse("1883").unwrap(),
            clean_session: CleanSession::Clean,
            keep_alive: KeepAlive::on(profile, 60).unwrap(),
            security: Security::Plain,
        },
    }
}

#[test]
fn every_byte_value_comes_back_from_the_broker() {
    let bytes: Vec<u8> = (0..=255).collect();
    let sent = bytes.clone();
    let (message, told) = with_session(Config::for_model("L610"), |handle, record| async move {
        let identity = identify(&handle).await.unwrap();
        assert!(identity.is_fibocom() && identity.model.starts_with("L610"), "{identity:?}");
        handle.sleep(Duration::from_secs(20)).await;
        dial(&handle, &DialPlan::default()).await.unwrap();
        let client = ClientIndex::ALL[0];
        open(&handle, &plan(client), |_| {}).await.unwrap();
        let profile = Profile::for_model("L610");
        let mut heard = handle.listen(|_| true);
        let topic = TopicFilter::parse(profile, "t").unwrap();
        handle.run(&Subscribe { client, topic: topic.into(), qos: Qos::AtLeastOnce }).await.unwrap();
        let payload = Payload::new(sent, profile.payload_max).unwrap();
        let topic = Topic::parse(profile, "t").unwrap();
        let publish = Publish::new(client, topic, Qos::AtLeastOnce, Retain::No, payload, Choice::Auto).unwrap();
        handle.run(&publish).await.unwrap();
        let message = loop {
            if let Some(DriverEvent::Engine(Event::Message(message))) = heard.next().await {
                break message;
            }
        };
        let told = record.borrow().counts();
        (message, told)
    });
    assert_eq!(message.payload, bytes);
    assert!(!message.may_be_cut);
    assert_eq!(told.unrecognised, 0, "unrecognised lines");
}

#[test]
fn a_healthy_module_passes_every_check_once_it_has_dialled() {
    with_session(Config::for_model("L610"), |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        dial(&handle, &DialPlan::default()).await.unwrap();
        for name in CHECKS {
            let found = check(&handle, name).await;
            let expected = if name == CheckName::Clock { Verdict::Warn } else { Verdict::Pass };
            assert_eq!(found.verdict(), expected, "{found:?}");
        }
    });
}

#[test]
fn a_private_key_is_sent_and_not_kept() {
    let key = b"-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";
    with_session(Config::for_model("L610"), |handle, record| async move {
        handle.sleep(Duration::from_secs(20)).await;
        dial(&handle, &DialPlan::default()).await.unwrap();
        let client = ClientIndex::ALL[0];
        open(&handle, &plan(client), |_| {}).await.unwrap();
        let before = record.borrow().counts();
        let line = format!("AT+MQTTPUB=1,\"t\",1,0,{}", key.len());
        handle.submit(fibocom_at::Request::raw(&line, Some(key.to_vec())).unwrap()).await.unwrap();
        let record = record.borrow();
        let sent = line.len() + 1 + key.len();
        assert_eq!(record.counts().sent - before.sent, sent as u64, "every byte was sent");
        assert!(record.entries().any(|entry| entry.line.raw.is_empty() && entry.line.length == key.len() as u64));
        assert!(!record.entries().any(|entry| entry.line.raw.windows(5).any(|bytes| bytes == b"BEGIN")));
    });
}

/// How much of which data a line was told to be sent, when.
type Told = Rc<RefCell<Vec<Option<(usize, usize)>>>>;

/// A line that takes a byte a millisecond, as one at 9600 baud does.
struct SlowLine {
    inner: Rc<dyn Transport>,
    clock: TestClock,
    /// How much of which data it was told to be sent, when.
    data: Told,
}

impl Transport for SlowLine {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        let taken = self.clock.sleep(Duration::from_millis(bytes.len() as u64));
        async move {
            taken.await;
            self.inner.send(bytes).await
        }
        .boxed_local()
    }

    fn sends_of(&self, data: Option<Data>) {
        self.data.borrow_mut().push(data.map(|data| (data.given, data.rest().len())));
    }

    fn set_signals(&self, signals: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        self.inner.set_signals(signals)
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        self.inner.close()
    }
}

#[test]
fn on_a_slow_line_data_is_told_byte_by_byte_from_the_prompt_to_the_answer() {
    let clock = TestClock::default();
    let (told, ready, data) = clock.run(|spawner| {
        let (link, control, running) = plug_in(Config::for_model("L610"), clock.clone());
        spawner.spawn_local(running).unwrap();
        let Link { transport, events } = link;
        let data = Rc::default();
        let transport = Rc::new(SlowLine { inner: transport, clock: clock.clone(), data: Rc::clone(&data) });
        let link = Link { transport, events };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        let clock = clock.clone();
        async move {
            handle.sleep(Duration::from_secs(20)).await;
            let mut heard = handle.listen(|_| true);
            let began = clock.now();
            let mut told = Vec::new();
            let file = vec![b'x'; 700];
            let request = fibocom_at::Request::raw("AT+GTSSLFILE=\"TRUSTFILE\",700", Some(file)).unwrap();
            let mut pending = handle.submit(request);
            while let Either::Right((event, _)) = select(&mut pending, heard.next()).await {
                let at = clock.now().0 - began.0;
                match event.unwrap() {
                    DriverEvent::Prompted => told.push((at, None)),
                    DriverEvent::DataSent(data) => told.push((at, Some(data))),
                    _ => {}
                }
            }
            let ready = clock.now().0 - began.0;
            handle.close().await;
            drop(control);
            (told, ready, data.take())
        }
    });
    let [(prompted, None), (begun, Some(nothing)), rest @ ..] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((prompted, *nothing), (begun, DataSent { sent: 0, total: 700 }));
    let sent: Vec<_> = rest.iter().map(|(at, data)| (at - begun, data.map(|data| data.sent))).collect();
    assert_eq!(sent, [(256, Some(256)), (512, Some(512)), (700, Some(700))]);
    assert!(ready >= begun + 700, "answered at {ready}, begun at {begun}");
    // While data goes out, the transport knows what the module still waits for. Before it and after it, there is nothing to know.
    let begun = data.iter().position(Option::is_some).unwrap();
    let rest = [Some((0, 700)), Some((256, 444)), Some((512, 188)), None];
    assert_eq!(data.get(begun..begun + 4), Some(&rest[..]), "{data:?}");
    assert!(data.iter().take(begun).chain(data.iter().skip(begun + 4)).all(Option::is_none), "{data:?}");
}

/// A line that takes nothing: the flow has been stopped.
struct StoppedLine;

impl Transport for StoppedLine {
    fn send<'a>(&'a self, _: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        pending().boxed_local()
    }

    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        ready(Ok(())).boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        ready(()).boxed_local()
    }
}

#[test]
fn a_line_that_takes_nothing_is_still_read_and_can_be_closed() {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut module, events) = transport::events();
        let record = new_record();
        let link = Link { transport: Rc::new(StoppedLine), events };
        let (handle, driving) = start(link, Rc::new(clock.clone()), Rc::clone(&record));
        spawner.spawn_local(driving).unwrap();
        async move {
            let asked = handle.submit(fibocom_at::Request::raw("AT+CSQ", None).unwrap());
            handle.sleep(Duration::from_secs(1)).await;
            for _ in 0..1_000 {
                module.send(LinkEvent::Received(b"\r\nRING\r\n".to_vec())).await.unwrap();
            }
            handle.sleep(Duration::from_secs(1)).await;
            assert_eq!(record.borrow().entries().filter(|entry| entry.line.raw.starts_with(b"RING")).count(), 1_000);
            handle.close().await;
            assert_eq!(asked.await, Err(fibocom_at::Failure::Lost));
        }
    });
}

#[test]
fn answers_to_commands_that_nobody_here_sent_tell_of_another_program() {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut module, events) = transport::events();
        let link = Link { transport: Rc::new(StoppedLine), events };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        async move {
            let mut heard = handle.listen(|_| true);
            let mut strangers = Vec::new();
            for said in ["\r\nOK\r\n", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n", "AT+CREG?\r\r\n", "\r\nRING\r\n"] {
                module.send(LinkEvent::Received(said.as_bytes().to_vec())).await.unwrap();
                handle.sleep(Duration::from_secs(11)).await;
                let told = std::iter::from_fn(|| heard.next().now_or_never().flatten());
                strangers.push(told.filter(|event| *event == DriverEvent::Stranger).count());
            }
            assert_eq!(strangers, [0, 1, 1, 0], "the first may answer what was asked before the link began");
            handle.close().await;
        }
    });
}

#[test]
fn a_dialogue_keeps_what_its_own_commands_were_answered_and_how_far_they_are() {
    with_session(Config::for_model("L610"), |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let dialogue = Dialogue::default();
        let keeping = handle.keeping(&dialogue);
        let raw = |line, data| fibocom_at::Request::raw(line, data).unwrap();
        let (other, own) = (handle.submit(raw("AT+CGMM", None)), keeping.submit(raw("AT+CGMI", None)));
        assert_eq!(dialogue.progress(), Progress::Queued);
        let (other, own) = futures::future::join(other, own).await;
        assert!(other.is_ok() && own.is_ok());
        assert_eq!(dialogue.progress(), Progress::Command);
        let lines = dialogue.lines(&[Role::Response, Role::Final]);
        assert!(matches!(lines.as_slice(), [maker, ok] if maker.contains("Fibocom") && ok == "OK"), "{lines:?}");
        keeping.submit(raw("AT+GTSSLFILE=\"TRUSTFILE\",300", Some(vec![b'x'; 300]))).await.unwrap();
        assert_eq!(dialogue.progress(), Progress::Data(DataSent { sent: 300, total: 300 }));
    });
}

#[test]
fn closing_ends_what_is_under_way() {
    with_session(Config::for_model("L610").with(&[port::SILENT]), |handle, record| async move {
        let mut heard = handle.listen(|_| true);
        let pending = handle.submit(fibocom_at::Request::raw("AT+CSQ", None).unwrap());
        handle.close().await;
        assert_eq!(pending.await, Err(fibocom_at::Failure::Lost));
        let mut last = None;
        while let Some(event) = heard.next().await {
            last = Some(event);
        }
        assert_eq!(last, Some(DriverEvent::Lost(LostReason::Closed)));
        let record = record.borrow();
        let turns: Vec<_> =
            record.entries().filter(|entry| entry.line.raw.is_empty()).map(|e| e.line.direction).collect();
        assert_eq!(turns, [Direction::Link(&LinkChange::Ended(Ending::Closed))]);
    });
}

#[test]
fn a_restart_divides_the_journal_behind_the_line_that_tells_it() {
    with_session(Config::for_model("L610"), |handle, record| async move {
        identify(&handle).await.unwrap();
        handle.sleep(Duration::from_secs(20)).await;
        let before = record.borrow().counts();
        handle.submit(fibocom_at::Request::raw("AT+CFUN=15", None).unwrap()).await.unwrap();
        handle.sleep(Duration::from_secs(20)).await;
        let record = record.borrow();
        let restart = Direction::Link(&LinkChange::Restarted);
        let place = record.entries().position(|entry| entry.line.direction == restart).unwrap();
        let told = record.entries().nth(place - 1).unwrap();
        assert!(told.line.raw.starts_with(b"AT command ready"), "{:?}", String::from_utf8_lossy(told.line.raw));
        assert_eq!(record.counts().unrecognised, before.unrecognised, "a divide is no line");
    });
}

#[test]
fn a_locked_sim_opens_with_its_pin_and_locks_for_good_after_three_wrong_ones() {
    let locked = || Config::for_model("L610").with(&[sim::LOCKED_SIM]);
    for (entered, wrong, expected) in [
        (vec!["1234"], vec![false], SimState::Ready),
        (vec!["0000", "1234"], vec![true, false], SimState::Ready),
        (vec!["0000", "0001"], vec![true, true], SimState::Pin),
        (vec!["0000", "0001", "0002"], vec![true, true, true], SimState::Puk),
    ] {
        let (told, found) = with_session(locked(), |handle, _| async move {
            identify(&handle).await.unwrap();
            handle.sleep(Duration::from_secs(5)).await;
            let mut told = Vec::new();
            let mut found = check(&handle, CheckName::Sim).await;
            assert!(found.is_shut_sim());
            for pin in entered {
                let (result, now) = unlock(&handle, Pin::parse(pin).unwrap()).await;
                told.push(result.is_err_and(|failure| is_wrong_pin(&failure)));
                found = now;
            }
            (told, found)
        });
        assert_eq!((told, found.result), (wrong, CheckResult::Sim(expected)));
    }
}
