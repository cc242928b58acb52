//! Do the engine and the virtual module agree on WebAssembly as they do natively?
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use fibocom_at::{Engine, Event, Input, Message, Output, Request, RequestId, Timestamp};
use fibocom_sim::{Config, Pace, Timestamp as Moment, VirtualModule};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs the commands one after the other, in virtual time, and collects the messages.
fn converse(commands: &[(&str, Option<&[u8]>)]) -> (Vec<Message>, usize) {
    let mut engine = Engine::default();
    let mut module = VirtualModule::new(Config { pace: Pace::Instant, ..Config::for_model("L610") });
    let (mut messages, mut done) = (Vec::new(), 0);
    let mut waiting = commands.iter().enumerate();
    for now in (0..60_000_u64).step_by(10) {
        if now > 5_000
            && now % 2_000 == 0
            && let Some((number, (text, data))) = waiting.next()
        {
            let request = Request::raw(text, data.map(<[u8]>::to_vec)).expect("a command");
            engine.handle(Timestamp(now), Input::Submitted(RequestId(number as u64), request));
        }
        module.tick(Moment::from_millis(now));
        let bytes = module.take_output();
        engine.handle(Timestamp(now), if bytes.is_empty() { Input::Tick } else { Input::Received(&bytes) });
        loop {
            match engine.poll() {
                Output::Wait(_) => break,
                Output::Transmit(bytes) | Output::Data(bytes) => module.receive(Moment::from_millis(now), &bytes),
                Output::Event(Event::Message(message)) => messages.push(message),
                Output::Event(Event::Completed(_, result)) => {
                    result.expect("the command succeeds");
                    done += 1;
                }
                Output::Event(_) => {}
            }
        }
    }
    (messages, done)
}

#[wasm_bindgen_test]
fn every_byte_value_comes_back_from_the_broker() {
    let bytes: Vec<u8> = (0..=255).collect();
    let commands: Vec<(&str, Option<&[u8]>)> = vec![
        ("ATE0", None),
        ("AT+MIPCALL=1", None),
        ("AT+MQTTCONF=1", None),
        ("AT+MQTTUSER=1,\"\",\"\"", None),
        ("AT+MQTTOPEN=1,\"broker.local\",1883,1,60", None),
        ("AT+MQTTSUB=1,\"t\",1", None),
        ("AT+MQTTPUB=1,\"t\",1,0,256", Some(&bytes)),
    ];
    let (messages, done) = converse(&commands);
    assert_eq!(done, commands.len());
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].payload, bytes);
}
