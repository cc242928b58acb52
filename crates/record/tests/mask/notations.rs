//! Notations of several lines and of short values: none of them shows what was given as a secret.

use super::*;

fn live(given: &[(Kind, &[u8])], lines: &[(Direction<'static>, Vec<u8>)]) -> Vec<Vec<u8>> {
    let secrets = secrets(given);
    let mut live = Live::default();
    lines.iter().map(|(way, raw)| live.line(&secrets, &Line::new(0, *way, raw)).into_owned()).collect()
}

fn hidden() -> impl Iterator<Item = &'static (Kind, &'static [u8])> {
    GIVEN.iter().filter(|(kind, _)| kind.is_secret())
}

#[test]
fn short_values_are_hidden_in_base64_wherever_they_begin_in_it() {
    let mut left = Vec::new();
    for value in ["hush", "Ab3d", "\u{1}a/%", "hush5", "Hush5e"] {
        for before in ["", "#", "##", "me:", "a=b&", "12345"] {
            for after in ["", "\"", "\"}", "\",\"b\":1}"] {
                let all = base64(format!("{before}{value}{after}").as_bytes());
                // The characters that are of nothing but the value.
                let own = (before.len() * 8).div_ceil(6)..(before.len() + value.len()) * 8 / 6;
                let lines = [(CODE, format!("+X: \"{all}\"\r\n").into_bytes())];
                let given = [(Kind::Password, value.as_bytes())];
                for masked in [file(&given, &lines).concat(), live(&given, &lines).concat()] {
                    if has(&masked, all[own.clone()].as_bytes()) {
                        left.push(format!("{before}{value}{after} in {}", text(&masked)));
                    }
                }
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn what_looks_like_base64_of_a_short_value_stays() {
    // Of `hush` behind one byte, base64 has `h1c2`, behind two `odXNo`.
    for raw in [
        "+X: \"h1c2\"\r\n",
        "+X: \"xh1c2x\"\r\n",
        "+X: \"/sensors/odxnohs/state\"\r\n",
        "+X: \"abcdh1c2efgh\"\r\n",
        "+X: \"aodXNo\"\r\n",
    ] {
        let lines = [line(CODE, raw)];
        let given: [(Kind, &[u8]); 1] = [(Kind::Password, b"hush")];
        assert_eq!(text(&file(&given, &lines).concat()), raw);
        assert_eq!(text(&live(&given, &lines).concat()), raw);
    }
}

/// How a row of a dump is written: where it begins, its bytes, its characters.
type DumpRow = fn(usize, &[u8], &str) -> String;

const ROWS: &[(&str, usize, DumpRow)] = &[
    ("offset and colon", 16, |at, row, _| format!("{at:04x}: {}", hex(row, " "))),
    ("narrow", 4, |at, row, _| format!("{at:02x}: {}", hex(row, " "))),
    ("capitals", 8, |at, row, _| format!("  0x{at:04X}: {}", hex(row, " ").to_uppercase())),
    ("xxd", 16, |at, row, shown| {
        let pairs: Vec<_> = row.chunks(2).map(|pair| hex(pair, "")).collect();
        format!("{at:08x}: {:<39}  {shown}", pairs.join(" "))
    }),
    ("hexdump", 16, |at, row, shown| {
        let halves: Vec<_> = row.chunks(8).map(|half| hex(half, " ")).collect();
        format!("{at:08x}  {:<48}  |{shown}|", halves.join("  "))
    }),
    ("without a colon", 16, |at, row, _| format!("{at:04x} {}", hex(row, " "))),
    ("odd offset", 16, |at, row, _| format!("{at:07x} {}", hex(row, " "))),
    ("without offsets", 8, |_, row, _| hex(row, " ")),
    ("without offsets and blanks", 8, |_, row, _| hex(row, "")),
];

#[test]
fn a_value_is_hidden_in_a_dump_of_several_rows() {
    let mut left = Vec::new();
    for (kind, value) in hidden() {
        for (name, width, write) in ROWS {
            for (before, end) in [(0, "\r\n"), (3, "\n"), (13, "\r\n"), (17, "\n")] {
                let bytes = [vec![b'.'; before], value.to_vec(), vec![b'.'; 20]].concat();
                let rows = bytes.chunks(*width).enumerate().map(|(at, row)| {
                    let shown = row.iter().map(|byte| if byte.is_ascii_graphic() { *byte as char } else { '.' });
                    write(at * width, row, &shown.collect::<String>())
                });
                let dump = format!("dump:{end}{}{end}", rows.collect::<Vec<_>>().join(end));
                let lines = [line(DATA, &dump)];
                for masked in [file(&[(*kind, value)], &lines).concat(), live(&[(*kind, value)], &lines).concat()] {
                    let masked = text(&masked);
                    let upper = masked.to_uppercase();
                    let is_there = |bytes: &[u8]| {
                        let pairs = [hex(bytes, " "), hex(bytes, "")];
                        pairs.iter().any(|pairs| upper.contains(&pairs.to_uppercase()))
                    };
                    // What is of noughts and ones alone stands before the rows as well.
                    let is_mixed = |bytes: &[u8]| bytes.iter().any(|byte| !b"01".contains(byte));
                    let shows = value.windows(3).any(is_there)
                        || value.windows(5).any(|five| is_mixed(five) && masked.contains(&text(five)));
                    if shows {
                        left.push(format!("{} in {name} behind {before}: {masked}", text(value)));
                    }
                }
            }
        }
    }
    assert!(left.is_empty(), "{} left\n{}", left.len(), left.iter().take(12).cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn other_rows_of_digits_stay() {
    for raw in [
        "0000: 31 38 2e 2e\r\n0004: 2e 2e 2e 2e\r\n",
        "00000000: 6865 6c6c 6f20 776f 726c 642e 2e2e 2e2e  hello world.....\n00000010: 6865 6c6c 6f                             hello\n",
        "12:30 on\n12:31 off\n12:32 on\n",
        "10 20 30\n40 50 60\n",
        "h\nu\ns\n",
    ] {
        let lines = [line(DATA, raw)];
        let given: [(Kind, &[u8]); 2] = [(Kind::Password, b"hush-hush"), (Kind::Imei, b"860000000000017")];
        assert_eq!(text(&file(&given, &lines).concat()), raw);
        assert_eq!(text(&live(&given, &lines).concat()), raw);
    }
}

#[test]
fn a_value_over_several_entries_is_hidden_as_they_come() {
    let mut left = Vec::new();
    for (kind, value) in hidden() {
        for way in [UNKNOWN, DATA] {
            for parts in 2..=3 {
                let size = value.len().div_ceil(parts);
                // What is less than is hidden before the rest has come is not told from anything else.
                let pieces: Vec<_> = value.chunks(size).collect();
                if pieces[0].len() < 4.max(if value.iter().all(u8::is_ascii_digit) { value.len() / 2 } else { 4 }) {
                    continue;
                }
                for end in ["\r\n", ""] {
                    let mut lines: Vec<_> =
                        pieces.iter().map(|piece| (way, [*piece, end.as_bytes()].concat())).collect();
                    lines[0].1.splice(0..0, *b"a \"");
                    lines.push(line(way, "\" behind it\r\n"));
                    let masked = live(&[(*kind, value)], &lines);
                    let shows = pieces.iter().zip(&masked).any(|(piece, line)| has(line, piece));
                    if shows || text(&masked[pieces.len()]) != "\" behind it\r\n" {
                        let masked: Vec<_> = masked.iter().map(|line| text(line)).collect();
                        left.push(format!("{}: {masked:?}", text(value)));
                    }
                }
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn lines_that_end_like_the_beginning_of_a_value_stay() {
    let given: [(Kind, &[u8]); 3] =
        [(Kind::Password, b"hunter22"), (Kind::Password, b"Wintry"), (Kind::Imei, b"860000000000017")];
    for rows in [
        &[(UNKNOWN, "the hun\r\n"), (UNKNOWN, "came\r\n")][..],
        &[(UNKNOWN, "shunt\r\n"), (UNKNOWN, "er22x\r\n")],
        &[(UNKNOWN, "8600\r\n"), (UNKNOWN, "17\r\n")],
        // What goes the other way, or is a command, is another stream.
        &[(UNKNOWN, "the Win\r\n"), (DATA, "try\r\n")],
        &[(UNKNOWN, "the Win\r\n"), (COMMAND, "AT+CSQ\r"), (UNKNOWN, "try x\r\n")],
    ] {
        let lines: Vec<_> = rows.iter().map(|(way, raw)| line(*way, raw)).collect();
        let masked: Vec<_> = live(&given, &lines).iter().map(|line| text(line)).collect();
        let raw: Vec<_> = rows.iter().map(|(_, raw)| (*raw).to_owned()).collect();
        assert_eq!(masked, raw);
    }
}

#[test]
fn short_messages_show_neither_secrets_nor_numbers() {
    const PDU: &str = "07919471016000F0040C919471103254760000629162800200400AE8329BFD4697D9EC37";
    let given: [(Kind, &[u8]); 1] = [(Kind::Password, b"hunter22")];
    let rows: &[Row] = &[
        (
            &[(CODE, "+CMT: \"+491701234567\",,\"26/11/26,13:00:00+04\"\r\n"), (CODE, "it is hunter22\r\n")],
            &["4917", "hunter22"],
        ),
        (&[(CODE, "+CMT: \"Joe\",,\"26/11/26\"\r\n"), (CODE, "call +49 170 1234567 or 01709876543\r\n")], &["170"]),
        (
            &[
                (REPLY, "+CMGR: \"REC READ\",\"+491701234567\",,\"26\"\r\n"),
                (REPLY, "+491709876543 called\r\n"),
                (REPLY, "OK\r\n"),
            ],
            &["49170"],
        ),
        (
            &[
                (REPLY, "+CMGL: 1,\"REC READ\",\"+491701234567\",,\"26\"\r\n"),
                (REPLY, "first\r\n"),
                (REPLY, "second from +491709876543\r\n"),
                (REPLY, "+CMGL: 2,\"REC READ\",\"+491701234568\",,\"26\"\r\n"),
                (REPLY, "hunt\r\n"),
                (REPLY, "er22\r\n"),
                (REPLY, "OK\r\n"),
            ],
            &["49170", "hunt", "er22"],
        ),
        (
            &[
                (CODE, "+CMT: \"Bank\",,\"26/11/26\"\r\n"),
                (CODE, "Your code is 483920, or G-55172. It ends at 10:30 on 26.11.2026.\r\n"),
                (CODE, "\u{9a8c}\u{8bc1}\u{7801}: 77120\r\n"),
                (CODE, "use OTP 123-456\r\n"),
            ],
            &["483920", "55172", "77120", "123-456"],
        ),
        (&[(CODE, "+CMT: ,24\r\n"), (CODE, PDU)], &["07919471", "E8329B"]),
        (&[(REPLY, "+CMGR: 1,,24\r\n"), (REPLY, PDU), (REPLY, "OK\r\n")], &["9471"]),
    ];
    let mut left = Vec::new();
    for (lines, canaries) in rows {
        let lines: Vec<_> = lines.iter().map(|(way, raw)| line(*way, raw)).collect();
        for masked in [file(&given, &lines).concat(), live(&given, &lines).concat()] {
            left.extend(canaries.iter().filter(|canary| has(&masked, canary.as_bytes())).map(|_| text(&masked)));
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn what_else_stands_in_short_messages_stays() {
    let pdu = "07919471016000F0040C9194711032547600006291628002004";
    for rows in [
        &[
            (CODE, "+CMT: \"\",,\"26/11/26,13:00:00+04\"\r\n"),
            (CODE, "meter 0012 reads 12345678 at 0.1234567890, 01-02-2026 10:30:00, +5 C\r\n"),
        ][..],
        &[
            (CODE, "+CMT: \"\",,\"26/11/26,13:00:00+04\"\r\n"),
            (CODE, "code sent at 10:30:00, 26.11.2026, costs 12.3456, no 123 or 123456789\r\n"),
        ],
        &[(CODE, "+CMT: \"\",,\"26/11/26,13:00:00+04\"\r\n"), (CODE, "instant decoder 4839 pinned\r\n")],
        &[(REPLY, "+CMGL: (0-4)\r\n"), (REPLY, "+491701234567 x\r\n")],
        &[(CODE, "+CMT: \"\",,\"26\"\r\n"), (CODE, "hi\r\n"), (CODE, "+CSQ: 22,99\r\n"), (CODE, pdu)],
        &[(REPLY, "+CMGR: 1,,24\r\n"), (REPLY, "OK\r\n"), (REPLY, "see 01709876543\r\n")],
    ] {
        let lines: Vec<_> = rows.iter().map(|(way, raw)| line(*way, raw)).collect();
        let raw: String = rows.iter().map(|(_, raw)| *raw).collect();
        assert_eq!(text(&file(&[], &lines).concat()), raw);
        assert_eq!(text(&live(&[], &lines).concat()), raw);
    }
}

#[test]
fn identities_in_groups_are_hidden_where_their_value_or_their_name_is_known() {
    let known = [(REPLY, "+CCID: 89860012345678901234\r\n"), (REPLY, "+CGSN: \"860000000000017\"\r\n")];
    let mut left = Vec::new();
    for (rest, canary) in [
        ("+X: \"8986 0012 3456 7890 1234\"\r\n", "3456"),
        ("+X: \"card 8986-0012-3456-7890-123 here\"\r\n", "3456"),
        ("+X: \"89860 01234 56789 01234\"\r\n", "56789"),
        ("+X: \"86-000000-000001-7\"\r\n", "000001"),
        ("+X: \"8600 0000 0000 017\"\r\n", "0000"),
        ("ICCID: 8986 0012 9999 7777 123\r\n", "9999"),
    ] {
        let mut lines: Vec<_> = known.iter().map(|(way, raw)| line(*way, raw)).collect();
        lines.push(line(CODE, rest));
        let given: [(Kind, &[u8]); 2] = [(Kind::Iccid, b"89860012345678901234"), (Kind::Imei, b"860000000000017")];
        for masked in [file(&given, &lines).concat(), live(&given, &lines).concat()] {
            let last = text(&masked).lines().last().unwrap_or_default().to_owned();
            left.extend(Some(last).filter(|last| last.contains(canary)));
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
    // Nobody named it, and four digits each may be what four sensors say.
    let raw = "+X: \"8986 0012 3456 7890 123\"\r\n";
    assert_eq!(text(&file(&[], &[line(CODE, raw)]).concat()), raw);
}
