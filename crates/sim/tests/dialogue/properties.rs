//! What holds for any input.

use fibocom_at::profile::{PERMISSIVE, Profile};
use fibocom_sim::{Config, Input, Module, Output, Random, Timestamp, VirtualModule};
use proptest::prelude::*;

/// Bytes like those a host sends: commands, payloads, and anything.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let commands = prop::sample::select(vec![
        "AT+MIPCALL=1\r",
        "AT+MQTTUSER=1,\"u\",\"p\"\r",
        "AT+MQTTOPEN=1,\"h\",1883,1,60\r\n",
        "AT+MQTTSUB=1,\"demo/#\",2\r",
        "AT+MQTTPUB=1,\"demo/echo\",1,0,5\r\nab\r\n>",
        "AT+MQTTPUB=1,\"demo/echo\",1,0,\"",
        "AT+MQTTWILL=1,\"t\",0,0,3\r",
        "AT+MQTTCONF=1\r",
        "AT+MQTTREAD=1\r",
        "AT+MQTTCLOSE=1\r",
        "AT+MQTTOPEN=101,\"g\",10000,1,60\r",
        "AT+MQTTSUB=101,\"demo/#\",0\r",
        "AT+MQTTPUB=101,1,0,0,2\rab",
        "AT+MQTTSNREG=101,\"demo/echo\"\r",
        "AT+MQTTSNREG?\r",
        "AT+MQTTWTOPICUD=101,0,0,\"t\"\r",
        "AT+GTSSLFILE=\"TRUSTFILE\",4\rabcd",
        "AT+GTSSLMODE=1\r",
        "AT+MQTTOPEN=2,\"h\",8883,1,60,2\r",
        "AT+MQTTAUTHCFG=4,1,\"p\",\"u\",\"k\"\r",
        "AT+MQTTAUTHCFG=6,\"c\",\"d\",\"s\"\r",
        "AT+MQTTAUTHDYN=3,\"p\",\"s\",\"d\",0,2\r",
        "AT+CCLK=\"24/02/29,12:00:00-48\"\r",
        "AT+CFUN=15\r",
        "AT+",
        "=?\r",
        "\"\\",
    ]);
    let piece = prop_oneof![
        3 => commands.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_in_any_split_panic_and_the_split_does_not_matter(bytes in input(), seed in any::<u64>()) {
        let run = |sizes: &mut dyn FnMut() -> usize| {
            let mut module = VirtualModule::new(Config { seed, ..Config::for_profile(&PERMISSIVE) });
            module.tick(Timestamp::ZERO);
            let now = Timestamp::from_millis(10_000);
            module.tick(now);
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let (chunk, after) = rest.split_at(sizes().clamp(1, rest.len()));
                module.receive(now, chunk);
                rest = after;
            }
            for second in 10..=60 {
                module.tick(Timestamp::from_millis(second * 1000));
            }
            module.take_output()
        };
        let mut random = Random::new(seed);
        let whole = run(&mut || usize::MAX);
        let split = run(&mut || usize::try_from(random.between(1, 7)).unwrap());
        prop_assert_eq!(whole, split);
    }
}

#[test]
fn a_module_without_power_hears_nothing_and_wants_nothing() {
    let mut module = Module::new(Config::for_profile(Profile::for_model("L610")));
    module.handle(Timestamp::ZERO, Input::Received(b"AT\r"));
    assert_eq!(module.poll(), Output::Wait(None));
}
