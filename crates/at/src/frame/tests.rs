//! The framer against streams, whole and split.

use proptest::prelude::*;

use super::*;

const ECHO: &[u8] = b"AT+MQTTPUB=1,\"t\",0,0,3";

/// The raw bytes of every whole frame.
fn frames<'a>(expect: Expect<'_>, chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Frame>, Framer) {
    let mut framer = Framer::default();
    let mut frames = Vec::new();
    for chunk in chunks {
        framer.push(chunk);
        frames.extend(std::iter::from_fn(|| framer.next(expect)));
    }
    (frames, framer)
}

fn lines(stream: &[u8]) -> Vec<Vec<u8>> {
    frames(Expect::Lines, [stream]).0.iter().map(|frame| frame.raw().to_vec()).collect()
}

#[test]
fn a_line_ends_at_lf_or_at_a_cr_before_text() {
    for (stream, expected) in [
        (&b"\r\nOK\r\n"[..], vec![&b"\r\n"[..], b"OK\r\n"]),
        (b"OK\n+X: 1\n", vec![b"OK\n", b"+X: 1\n"]),
        (b"AT\r\r\nOK\r\n", vec![b"AT\r\r\n", b"OK\r\n"]),
        (b"AT\rOK\r\n", vec![b"AT\r", b"OK\r\n"]),
        (b"AT\r", vec![]),
        (b"half", vec![]),
    ] {
        assert_eq!(lines(stream), expected, "{:?}", String::from_utf8_lossy(stream));
    }
}

#[test]
fn a_line_without_end_is_cut() {
    assert_eq!(lines(&vec![b'x'; LINE_MAX + 5]).len(), 1);
    assert_eq!(lines(&vec![b'\r'; LINE_MAX + 5]).len(), 1);
}

#[test]
fn a_sign_alone_on_its_line_is_a_prompt_and_text_behind_it_makes_it_a_line() {
    for (stream, prompts) in [
        (&b"\r\n>\r\n"[..], 1),
        (b"\r\n> \r\nOK\r\n", 1),
        (b"AT+MQTTPUB=1,\"t\",0,0,3>\r\n", 1),
        (b"\r\n> text\r\n", 0),
        (b"\r\n>", 0),
    ] {
        for size in [1, 2, stream.len()] {
            let (frames, _) = frames(Expect::Prompt { echo: ECHO }, stream.chunks(size));
            let found =
                frames.iter().filter(|frame| matches!(frame, Frame::Prompt(raw) if raw.ends_with(b">"))).count();
            assert_eq!(found, prompts, "{:?} by {size}", String::from_utf8_lossy(stream));
        }
    }
}

#[test]
fn a_sign_without_line_end_is_a_prompt_once_it_is_quiet() {
    for (stream, expected) in
        [(&b">"[..], Some(1)), (b"> ", Some(1)), (b"AT+MQTTPUB=1,\"t\",0,0,3> ", Some(23)), (b"> t", None), (b"", None)]
    {
        let (_, mut framer) = frames(Expect::Prompt { echo: ECHO }, [stream]);
        let prompt = framer.prompt_in_silence(ECHO).map(|frame| frame.raw().len());
        assert_eq!(prompt, expected, "{:?}", String::from_utf8_lossy(stream));
    }
}

/// Pieces that lead far into the framer.
const WORDS: [&str; 17] = [
    "+MQTTREAD: 1,0,",
    "6,10,",
    "\"demo/a\",",
    "\"0123456789\"",
    "\"",
    "\r\n",
    "\r",
    "\n",
    ">",
    " ",
    "AT+MQTTREAD=1",
    "OK",
    "+MQTTREAD: 101,1,4,3,",
    "12,",
    "4000000000,",
    "\u{0}",
    "text",
];

proptest! {
    #[test]
    fn each_byte_is_examined_three_times_at_most_however_the_stream_is_split(
        words in proptest::collection::vec(prop::sample::select(WORDS.to_vec()), 0..80),
        sizes in proptest::collection::vec(1_usize..9, 1..20),
        counted in any::<bool>(),
    ) {
        let stream = words.concat().into_bytes();
        let echo = b"AT+MQTTREAD=1";
        let expect = if counted { Expect::Counted { echo, prompt: true } } else { Expect::Prompt { echo } };
        let mut rest = stream.as_slice();
        let mut chunks = Vec::new();
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (chunk, after) = rest.split_at((*size).min(rest.len()));
            chunks.push(chunk);
            rest = after;
        }
        let (split, framer) = frames(expect, chunks);
        prop_assert!(framer.examined() <= 3 * stream.len() as u64, "{} of {}", framer.examined(), stream.len());
        let (whole, rest) = frames(expect, [stream.as_slice()]);
        prop_assert_eq!(&split, &whole);
        let raw: Vec<u8> = whole.iter().flat_map(|frame| frame.raw().to_vec()).chain(rest.pending().to_vec()).collect();
        prop_assert_eq!(raw, stream);
    }
}

#[test]
fn a_long_line_that_comes_byte_by_byte_is_examined_once() {
    let stream = [vec![b'x'; 60_000], b"\r\n".to_vec()].concat();
    for expect in [Expect::Lines, Expect::Prompt { echo: ECHO }, Expect::Counted { echo: ECHO, prompt: true }] {
        let (frames, framer) = frames(expect, stream.chunks(1));
        assert_eq!(frames.len(), 1);
        assert!(framer.examined() <= 3 * stream.len() as u64, "{expect:?}: {}", framer.examined());
    }
    let reply = [&b"+MQTTREAD: 1,0,1,60000,\"t\",\""[..], &vec![b'\n'; 60_000], b"\"\r\n"].concat();
    let (frames, framer) = frames(Expect::Counted { echo: ECHO, prompt: true }, reply.chunks(1));
    assert!(matches!(frames.as_slice(), [Frame::Counted(_, counted)] if counted.payload.len() == 60_000));
    assert!(framer.examined() <= 3 * reply.len() as u64);
}
