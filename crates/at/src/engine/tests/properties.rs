//! What holds of the engine for any split and any bytes.

use proptest::prelude::*;

use super::*;

/// Streams with something of everything, for the properties. Each answers what was sent before it.
const STREAMS: [&[u8]; 4] = [
    b"\xFF\x00AT+CSQ\r\r\n+CSQ: 31,99\r\n\r\nOK\r\n\r\n+MQTTMSG: 1,0,\"t\",\"a\r\n\"b\",c>\"\r\n+MQTTMSGI: 1,1,1,9\r\n",
    b"+MQTTREAD: 1,1,1,9,\"t\",\"\r\nOK\r\n\x00\"\xFF\"\r\n\r\nOK\r\n",
    b"+MQTTREAD: 1,0,0,0\r\n\r\nOK\r\n+MQTTMSG: 1,0,\"t\",\"x\"\r\n+MIPCALL: 0\r\nnoise\nAT command ready\r\n",
    b"+MQTTOPEN: 1,2\r\n\r\nOK\r\n+MQTTBREAK: 1,2\r\n",
];

/// Everything that happened, without the pace at which the bytes came.
fn run(streams: &[Vec<&[u8]>]) -> Vec<String> {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CSQ");
    for chunks in streams {
        for chunk in chunks {
            bench.receive(chunk);
        }
        bench.wait(500);
    }
    bench.nothing_is_lost();
    bench.diary
}

proptest! {
    #[test]
    fn any_split_of_a_stream_gives_the_same_events(cuts in proptest::collection::vec(0_usize..120, 0..40)) {
        let split = STREAMS.map(|stream| {
            let mut cuts: Vec<_> = cuts.iter().copied().filter(|cut| *cut < stream.len()).chain([stream.len()]).collect();
            cuts.sort_unstable();
            let begins = [0].into_iter().chain(cuts.clone());
            begins.zip(&cuts).map(|(begin, end)| &stream[begin..*end]).collect::<Vec<_>>()
        });
        prop_assert_eq!(run(&split), run(&STREAMS.map(|stream| vec![stream])));
    }

    #[test]
    fn no_bytes_panic_and_none_is_lost(
        chunks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..12),
        command in prop::sample::select(vec!["AT+CSQ", "AT+MQTTREAD=1", "ATI", "AT+X=1", "AT+MQTTOPEN=1,\"h\",1,1,1"]),
    ) {
        let mut bench = Bench::new();
        bench.submit(1, command);
        for chunk in &chunks {
            bench.receive(chunk).wait(7);
        }
        bench.wait(200_000).input(Input::Lost);
        prop_assert_eq!(bench.told, bench.received);
    }

    #[test]
    fn no_text_of_known_words_panics(words in proptest::collection::vec(prop::sample::select(vec![
        "OK", "ERROR", "+MQTTREAD: 1,0,", "3,4", "+MQTTMSG: 1,0,\"t\",\"", "\"", "\r\n", "\r", "\n", ">", "AT+CSQ", "+CSQ: 1",
        "+MQTTMSGI: 1,0,1,1", "AT command ready", "+MQTTOPEN: 1,1", ",", "\u{0}",
    ]), 0..60)) {
        let mut bench = Bench::new();
        bench.submit(1, "AT+MQTTREAD=1").submit_with(2, "AT+MQTTPUB=1,\"t\",0,0,1", Some(b"x"));
        for word in &words {
            bench.receive(word.as_bytes()).wait(11);
        }
        bench.wait(200_000).input(Input::Lost);
        prop_assert_eq!(bench.told, bench.received);
    }
}
