//! Is the whole way within what a person was promised?

use fibocom_at::args::{Payload, Topic};
use fibocom_at::commands::{Choice, Publish, Retain, Subscribe};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Event, Qos};
use fibocom_sim::{Config, Pace};
use futures::StreamExt;

use super::super::round::client;
use super::*;
use crate::link::DriverEvent;
use crate::link::procedure::{OnlinePlan, get_online, identify, open};
use crate::link::tests::with_session;

/// What a person was promised, in milliseconds.
const GOAL_MS: u64 = 5_000;

/// What each stretch of the way waits for the module, between the moments that are shown.
async fn waits(handle: Handle) -> Vec<u64> {
    let (mut waits, mut since) = (Vec::new(), 0);
    let mut arrive = |now: u64| {
        waits.push(now - since);
        since = now;
    };
    let (client, broker) = (client(), Host::parse(&PERMISSIVE, "broker.virtual").unwrap());
    identify(&handle).await.unwrap();
    arrive(handle.now());
    let online = OnlinePlan {
        from: CheckName::Module,
        found: Vec::new(),
        dial: DialPlan::Apn { apn: None, login: None },
        server: (broker.clone(), Port::parse("123").unwrap()),
        unix_seconds: 1_788_000_000,
    };
    get_online(&handle, &online, |_| {}).await.unwrap();
    arrive(handle.now());
    let first = Open {
        client,
        host: broker,
        port: Port::parse("1883").unwrap(),
        clean_session: CleanSession::Clean,
        keep_alive: KeepAlive::parse(&PERMISSIVE, "60").unwrap(),
        security: Security::Plain,
    };
    let login = Login::anonymous(client);
    open(&handle, &OpenPlan { receive: Receive::Indicated, login, will: None, open: first }, |_| {}).await.unwrap();
    arrive(handle.now());
    let filter = TopicFilter::parse(&PERMISSIVE, TRIP_TOPIC).unwrap();
    handle.run(&Subscribe { client, topic: filter.into(), qos: Qos::AtLeastOnce }).await.unwrap();
    arrive(handle.now());
    let mut heard = handle.listen(|_| true);
    handle.run(&hello(client)).await.unwrap();
    arrive(handle.now());
    while let Some(event) = heard.next().await {
        if matches!(event, DriverEvent::Engine(Event::Message(_))) {
            arrive(handle.now());
            return waits;
        }
    }
    panic!("no message came back");
}

fn hello(client: ClientIndex) -> Publish {
    let topic = Topic::parse(&PERMISSIVE, TRIP_TOPIC).unwrap();
    let payload = Payload::new(b"Hello from L610-CN-00".to_vec(), PERMISSIVE.payload_max).unwrap();
    Publish::new(client, topic, Qos::AtLeastOnce, Retain::No, payload, Choice::Auto).unwrap()
}

#[test]
fn all_that_it_waits_for_with_a_quick_module_and_the_moments_that_it_shows_are_within_five_seconds() {
    let config = Config { pace: Pace::Quick, ..Config::for_model("L610") };
    let waits = with_session(config, |handle, _| waits(handle));
    let shown: u64 = waits.iter().map(|wait| (*wait).max(MOMENT_MS)).sum();
    assert!(shown < GOAL_MS, "{shown} ms: {waits:?}");
}
