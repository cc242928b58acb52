//! Any bytes: nothing panics, nothing takes long, and what was masked stays as it is.

#![expect(clippy::indexing_slicing, reason = "the tests know how long their tables are")]

use std::borrow::Cow;

use fibocom_at::Role;
use proptest::prelude::*;
use workbench_record::mask::{Kind, Live, Plan, Secrets};
use workbench_record::{Direction, Entry, Line};

const WAYS: [Direction<'static>; 4] =
    [Direction::Command, Direction::Data, Direction::Received(Role::Response), Direction::Received(Role::Unrecognised)];

const GIVEN: &[&[u8]] =
    &[b"hunter2", b"password", b"me,you", b"860000000000017", b"aaaaaaaa", b"\"x\"y;z", b"token 12"];

fn secrets() -> Secrets {
    let mut secrets = Secrets::new();
    GIVEN.iter().for_each(|value| secrets.give(Kind::Password, value));
    secrets
}

fn entries(lines: &[(usize, Vec<u8>)]) -> Vec<Entry<'_>> {
    let lines = lines.iter().enumerate();
    lines.map(|(at, (way, raw))| Entry { number: at as u64, line: Line::new(0, WAYS[*way], raw) }).collect()
}

fn masked(lines: &[(usize, Vec<u8>)], secrets: &Secrets) -> Vec<(usize, Vec<u8>)> {
    let entries = entries(lines);
    let plan = Plan::of(entries.iter().copied(), secrets, 7);
    let bytes = plan.lines(entries.iter().copied()).map(|(_, line)| line.into_owned());
    lines.iter().map(|(way, _)| *way).zip(bytes).collect()
}

/// Pieces that lines of trouble are made of.
const PIECES: &[&str] = &[
    "AT+",
    "MQTTUSER=",
    "MQTUSER=",
    "CPIN=",
    "CPIN: ",
    "+MQTTMSG: ",
    "+CGAUTH: ",
    "CGSN\r",
    "1",
    ",",
    "\"",
    ";",
    ":",
    "=",
    "?",
    "@",
    "://",
    "password",
    "token",
    "\\22",
    "\\\"",
    "%22",
    "{",
    "}",
    "[",
    "]",
    "hunter2",
    "hunte",
    "er2",
    "me,you",
    "68756e74657232",
    "aHVudGVyMg",
    "860000000000017",
    "262011234567890",
    "8949020000012345678",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "Bearer ",
    "Basic ",
    "eyJabc.eyJdef.ghijklmnop",
    "⟨password 1⟩",
    "⟨key⟩",
    "⟨",
    "⟩",
    "\r\n",
    "\r",
    " ",
    "\0",
    "\u{fffd}",
    "é",
    "1234",
    "abcdEFGH12345678",
    "AT",
    "+",
    "x",
];

fn trouble() -> impl Strategy<Value = Vec<u8>> {
    let piece = proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec());
    let any = proptest::collection::vec(any::<u8>(), 0..4);
    proptest::collection::vec(prop_oneof![9 => piece, 1 => any], 0..14).prop_map(|pieces| pieces.concat())
}

/// Command lines as they should be, with arguments that may be anything.
fn command() -> impl Strategy<Value = Vec<u8>> {
    let name = proptest::sample::select(&["MQTTUSER", "MQTTPUB", "CGAUTH", "CPIN", "MQTTAUTHCFG", "FOO"][..]);
    let word = proptest::sample::select(PIECES).prop_map(str::to_owned);
    let text = proptest::collection::vec(prop_oneof![word, "[a-z0-9/_.-]{1,20}", "[ -~]{0,3}"], 0..3);
    let argument = prop_oneof!["[0-9]{0,4}", text.prop_map(|parts| format!("\"{}\"", parts.concat()))];
    let arguments = proptest::collection::vec(argument, 0..6);
    (name, arguments).prop_map(|(name, arguments)| format!("AT+{name}={}\r", arguments.join(",")).into_bytes())
}

fn session() -> impl Strategy<Value = Vec<(usize, Vec<u8>)>> {
    let line = prop_oneof![2 => (0..WAYS.len(), trouble()), 1 => command().prop_map(|line| (0, line))];
    proptest::collection::vec(line, 1..5)
}

/// The same, and values that begin in one line and end in another.
fn sessions_with_wrapped_values() -> impl Strategy<Value = Vec<(usize, Vec<u8>)>> {
    let wrapped = (1..WAYS.len(), proptest::sample::select(GIVEN), 1_usize..6).prop_map(|(way, value, cut)| {
        let (begin, end) = value.split_at(cut.min(value.len() - 1));
        vec![(way, [b"x=", begin, b"\r\n"].concat()), (way, [end, b"\r\n"].concat())]
    });
    let alone =
        prop_oneof![(0..WAYS.len(), trouble()), command().prop_map(|line| (0, line))].prop_map(|line| vec![line]);
    proptest::collection::vec(prop_oneof![wrapped, alone], 1..7).prop_map(|lines| lines.concat())
}

/// Digits that are a secret, or say what stands beside them, or begin what means something in hexadecimal; and what stands behind them.
const TELLING: &[(&str, &str)] = &[
    ("24680", ""),
    ("1", ""),
    ("3", ""),
    ("9", ""),
    ("41542", "B4350494E3D31323334"),
    ("2270696", "E223A223132333422"),
    ("70617373776", "F72643D3132333435363738"),
];

/// What lines of one form begin with, and what they are made of, besides a number in each gap.
const HEADS: &[&str] =
    &["+MQTTMSG: ", "+CSQ: ", "+X: ", "AT+MQTTAUTHCFG=1,", "AT+CLCK=\"SC\",", "AT+X=", "ATD", "AT^X=", "AT", ""];
const AROUND: &[&str] =
    &[",", ":", " ", "\\22:", "\\\"n\\\":", "%22:", "\"a/b\"", "\"pin\":", "{\"n\":", "}", "ab", "32"];

/// Lines of one form, one behind the other: the first ones with digits that mean nothing, the last one with others.
fn lines_of_a_form() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let around = proptest::collection::vec(proptest::sample::select(AROUND), 0..6);
    let numbers = proptest::collection::vec(proptest::option::of(proptest::sample::select(TELLING)), 7);
    (proptest::sample::select(HEADS), around, numbers).prop_map(|(head, around, numbers)| {
        let line = |harmless: Option<&str>| {
            let parts = std::iter::once(&head).chain(&around).zip(&numbers).map(|(text, number)| {
                let (digits, tail) = number.unwrap_or_default();
                let digits = harmless.map_or_else(|| digits.to_owned(), |digit| digit.repeat(digits.len()));
                format!("{text}{digits}{tail}")
            });
            (parts.collect::<String>() + "\r\n").into_bytes()
        };
        ["7", "8", "6", "5"].into_iter().map(Some).chain([None]).map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_is_known_of_other_lines_hides_no_less_of_this_one(way in 0..WAYS.len(), lines in lines_of_a_form()) {
        let mut secrets = Secrets::new();
        secrets.give(Kind::Password, b"24680");
        // No value goes on beyond the answer between two of them.
        let lines: Vec<(usize, Vec<u8>)> = lines.into_iter().flat_map(|line| [(way, line), (2, b"OK\r\n".to_vec())]).collect();
        let entries = entries(&lines);
        let plan = Plan::of(entries.iter().copied(), &secrets, 7);
        let known: Vec<Vec<u8>> = plan.lines(entries.iter().copied()).map(|(_, line)| line.into_owned()).collect();
        for (entry, known) in entries.iter().zip(known) {
            let alone = plan.lines(std::iter::once(*entry)).map(|(_, line)| line.into_owned()).collect::<Vec<_>>().concat();
            let [known, alone, raw] = [&known, &alone, &entry.line.raw.to_vec()].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            prop_assert_eq!(known, alone, "{}", raw);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn masked_twice_is_masked_once(lines in session()) {
        let secrets = secrets();
        let once = masked(&lines, &secrets);
        let twice = masked(&once, &secrets);
        let shown = |lines: &[(usize, Vec<u8>)]| lines.iter().map(|(_, line)| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>();
        prop_assert_eq!(shown(&twice), shown(&once), "{:?}", shown(&lines));
        let mut live = Live::default();
        let mut again = Live::default();
        for entry in entries(&lines) {
            let once = live.line(&secrets, &entry.line).into_owned();
            let twice = again.line(&secrets, &Line::new(0, entry.line.direction, &once)).into_owned();
            prop_assert_eq!(String::from_utf8_lossy(&twice), String::from_utf8_lossy(&once), "{:?}", shown(&lines));
        }
    }

    #[test]
    fn parts_of_a_record_give_what_the_whole_gives(lines in sessions_with_wrapped_values(), cuts in proptest::collection::vec(0_usize..12, 0..4)) {
        let secrets = secrets();
        let entries = entries(&lines);
        let whole = Plan::of(entries.iter().copied(), &secrets, 7);
        let expected: Vec<(u64, Vec<u8>)> =
            whole.lines(entries.iter().copied()).map(|(entry, bytes)| (entry.number, bytes.into_owned())).collect();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(entries.len())).collect();
        cuts.extend([0, entries.len()]);
        cuts.sort_unstable();
        let parts = || cuts.windows(2).map(|cut| entries[cut[0]..cut[1]].to_vec());
        let (mut written, mut carried, mut counting) = (Vec::new(), whole.in_parts(), whole.counting());
        for part in parts() {
            let mut masked = carried.lines(part.iter().copied());
            written.extend(masked.by_ref().map(|(entry, bytes)| (entry.number, bytes.into_owned())));
            let next = masked.carry();
            carried = next;
            let mut counted = counting.part();
            part.iter().for_each(|entry| counted.take(*entry));
            let next = counted.carry();
            counting = next;
        }
        written.extend(carried.end().map(|(entry, bytes)| (entry.number, bytes.into_owned())));
        prop_assert_eq!(written, expected);
        let mut at_once = whole.counting();
        let mut counted = at_once.part();
        entries.iter().for_each(|entry| counted.take(*entry));
        prop_assert_eq!(counting.end(), counted.carry().end());
    }

    #[test]
    fn any_bytes_give_as_many_lines_as_came(lines in proptest::collection::vec((0..WAYS.len(), proptest::collection::vec(any::<u8>(), 0..60)), 0..6)) {
        prop_assert_eq!(masked(&lines, &secrets()).len(), lines.len());
    }

    #[test]
    fn a_line_without_secrets_is_lent_as_it_is(number in 0_u32..1000, text in "[a-z ]{0,30}") {
        let raw = format!("+CSQ: {number},99 {text}\r\n");
        let line = Line::new(0, Direction::Received(Role::Response), raw.as_bytes());
        let entry = Entry { number: 0, line };
        let plan = Plan::of(std::iter::once(entry), &Secrets::new(), 7);
        prop_assert!(matches!(plan.line(&line), Cow::Borrowed(_)));
        prop_assert!(matches!(Live::default().line(&Secrets::new(), &line), Cow::Borrowed(_)));
    }
}

/// A line of a size that is made of a piece again and again.
fn of(piece: &[u8], size: usize) -> Vec<u8> {
    piece.iter().copied().cycle().take(size).collect()
}

#[test]
fn a_line_of_one_piece_again_and_again_is_still_one_line() {
    let pieces: Vec<&[u8]> = vec![
        b"\"",
        b"{",
        b"\"password\":\"",
        b"pin=",
        b"session=",
        b"pw",
        b"://",
        b":@",
        b"a:b@",
        b"@",
        b"eyJ",
        b"-eyJ",
        b"Bearer x",
        b"Basic YTpi ",
        b"aaaaaaa",
        b"aaaaaaaa ",
        b"hunter",
        b"hunter2\r\n",
        b"hunt\r\ner2",
        b"h\r\n",
        b"AT+X=1,\"abc\"\r\n",
        b"AT+X=1,",
        b"at+",
        b";+a",
        b"+MQTTUSER: ",
        b"\\",
        b"\\22",
        b"\\\\\\\"",
        b"%25",
        b"%",
        b"1",
        b"860000000000017",
        b"860000000000017,",
        b"68",
        b"68 ",
        b"6868 ",
        b"\0",
        b"a\0",
        b"-----BEGIN PRIVATE KEY-----",
        b"PRIVATE KEY-----",
        b"-----",
        "⟨".as_bytes(),
        "⟨key 1⟩".as_bytes(),
        b"token=[\"",
        b"\"tokens\":[\"a\",",
        b"\" ",
        b"\"    ",
        b",",
        b" ",
        b"\r\n",
        b"\"+",
        b"&quot;",
        b"key=\\22",
        b"AT+CGAUTH=1,1,\"u\",\"",
    ];
    for piece in pieces {
        for way in 0..WAYS.len() {
            let lines = [(way, of(piece, 2_048))];
            assert_eq!(masked(&lines, &secrets()).len(), 1, "{:?} {way}", String::from_utf8_lossy(piece));
        }
    }
}
