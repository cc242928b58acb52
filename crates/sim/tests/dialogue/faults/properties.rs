//! What holds for any list of faults.

use fibocom_sim::{
    BootWords, BrokerFault, Config, Echo, Fault, Length, Mishap, Pace, Port, Random, Restart, Timestamp, TlsFault,
    Trigger, Usb, VirtualModule, What,
};
use proptest::prelude::*;

/// Most bytes that may come at one moment: what is held is bounded, and so is what a minute of codes comes to.
const AT_ONCE: usize = 4 << 20;

fn between() -> impl Strategy<Value = (u64, u64)> {
    prop_oneof![
        3 => (0_u64..20_000, 0_u64..20_000),
        1 => Just((0, 0)),
        1 => Just((u64::MAX, u64::MAX)),
        1 => (5_u64..50, 5_u64..50),
    ]
}

fn what() -> impl Strategy<Value = What> {
    let words = prop::sample::select(vec![BootWords::Said, BootWords::Unsaid]);
    let usb = prop::sample::select(vec![Usb::Stays, Usb::Drops]);
    let broker = prop::sample::select(vec![
        BrokerFault::Refuses,
        BrokerFault::WrongPassword,
        BrokerFault::Unreachable,
        BrokerFault::Drops,
        BrokerFault::IdTaken,
        BrokerFault::Bursts,
        BrokerFault::LargeMessages,
    ]);
    let tls = prop::sample::select(vec![TlsFault::OtherIssuer, TlsFault::OtherKey]);
    let mishap = prop::sample::select(vec![Mishap::Lost, Mishap::Doubled, Mishap::Disturbed]);
    let port = prop::sample::select(vec![Port::Silent, Port::Echo, Port::Nmea, Port::Binary]);
    prop_oneof![
        Just(What::SimAbsent),
        Just(What::SimLocked),
        between().prop_map(What::SlowSim),
        prop::sample::select(vec![
            What::RegistrationDenied,
            What::NoNetwork,
            What::StaleAddress,
            What::OnlyIpv6,
            What::CodesInside,
            What::Unplugged,
        ]),
        (0_u64..20_000).prop_map(What::AddressLost),
        tls.prop_map(What::Tls),
        between().prop_map(What::LateStatus),
        (any::<u64>(), any::<u64>()).prop_map(|(low, high)| What::Signal(low, high)),
        between().prop_map(What::Registration),
        Just(What::OnlyApn("m2m.workbench")),
        any::<u32>().prop_map(|unix| What::Clock(unix.into())),
        broker.prop_map(What::Broker),
        between().prop_map(What::LateAnswers),
        between().prop_map(What::SlowBoot),
        (words, usb, 0_u64..20_000).prop_map(|(words, usb, gap)| What::Restart(Restart { words, usb, gap })),
        Just(What::Hang),
        between().prop_map(What::Codes),
        (0_usize..100).prop_map(What::OpenPrompt),
        Just(What::StuckUpload),
        prop::sample::select(vec![Echo::Missing, Echo::Doubled]).prop_map(What::Echo),
        prop::sample::select(vec![0, 1, 300, 9_600, 115_200, 921_600, u32::MAX]).prop_map(What::Baud),
        (mishap, 0_u32..200).prop_map(|(mishap, one_in)| What::Bytes(mishap, one_in)),
        (0_usize..20, between()).prop_map(|(most, gap)| What::Pieces(most, gap)),
        port.prop_map(What::Port),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    let trigger = prop_oneof![
        3 => (0_u64..60_000).prop_map(Trigger::At),
        2 => (0_u32..6).prop_map(Trigger::Command),
        1 => (0_u32..3).prop_map(|nth| Trigger::Named("+CSQ", nth)),
        1 => (0_u32..3).prop_map(Trigger::Prompt),
        1 => Just(Trigger::ByHand),
    ];
    let length = prop_oneof![
        1 => Just(Length::Forever),
        2 => (0_u64..30_000).prop_map(Length::For),
        1 => Just(Length::For(u64::MAX)),
        2 => (0_u32..5).prop_map(Length::Times),
    ];
    (what(), trigger, length).prop_map(|(what, trigger, length)| Fault { what, trigger, length })
}

fn input() -> impl Strategy<Value = Vec<u8>> {
    let lines = [
        "AT\r",
        "AT+CSQ\r",
        "AT+CFUN=15\r",
        "AT+MIPCALL=1\r",
        "AT+MQTTUSER=1,\"u\",\"p\"\r",
        "AT+MQTTOPEN=1,\"h\",1883,1,60\r",
        "AT+MQTTSUB=1,\"demo/#\",1\r",
        "AT+MQTTPUB=1,\"demo/echo\",1,0,20\r",
        "01234567890123456789",
        "AT+GTSSLFILE=\"TRUSTFILE\",9\r",
        "AT+XFLOOD=100,1000\r",
        "AT+CPIN=\"1234\"\r",
    ];
    prop_oneof![
        6 => prop::sample::select(lines.to_vec()).prop_map(|line| line.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ]
}

/// Runs a module for more than a minute and gives all that came; what it is asked goes in at moments that the seed chooses.
fn run(config: &Config, inputs: &[Vec<u8>], by_hand: &[Fault]) -> Vec<(Timestamp, Vec<u8>)> {
    let mut random = Random::new(config.seed);
    let mut module = VirtualModule::new(config.clone());
    module.set_host_baud(115_200);
    let mut heard = Vec::new();
    let mut now = Timestamp::ZERO;
    module.tick(now);
    let mut by_hand = by_hand.iter();
    for input in inputs {
        let until = now.plus(random.between(0, 10_000));
        let mut repeated = 0;
        while let Some(wake) = module.next_wake().filter(|wake| *wake <= until) {
            repeated = if wake <= now { repeated + 1 } else { 0 };
            assert!(repeated < 100, "time stands still at {now:?}");
            now = now.max(wake);
            module.tick(now);
            let bytes = module.take_output();
            assert!(bytes.len() <= AT_ONCE, "{} bytes at {now:?}", bytes.len());
            heard.push((now, bytes));
        }
        now = until;
        module.receive(now, input);
        if let Some(fault) = by_hand.next() {
            module.inject(now, *fault);
        }
    }
    // Nobody has looked for a day.
    module.tick(now.plus(86_400_000));
    let bytes = module.take_output();
    assert!(bytes.len() <= AT_ONCE, "{} bytes of a day", bytes.len());
    heard.push((now, bytes));
    heard
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_list_of_faults_panics_stops_time_or_fills_memory_and_the_same_seed_says_the_same(
        faults in prop::collection::vec(fault(), 0..6),
        by_hand in prop::collection::vec(fault(), 0..4),
        inputs in prop::collection::vec(input(), 1..12),
        seed in any::<u64>(),
        pace in prop::sample::select(vec![Pace::True, Pace::Quick, Pace::Instant]),
    ) {
        let config = Config { seed, pace, faults, flood: true, ..Config::for_model("L610") };
        let heard = run(&config, &inputs, &by_hand);
        prop_assert!(heard == run(&config, &inputs, &by_hand), "two runs differ");
    }
}
