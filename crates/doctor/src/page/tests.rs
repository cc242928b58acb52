//! A page shows what the doctor saw, wherever in the log it stands.

use super::*;
use crate::Doctor;

/// What was seen in each line.
type Lines = BTreeMap<u64, Vec<(Option<Kind>, Vec<u8>)>>;

/// What the doctor saw in each line while it read the whole log.
fn whole(log: &[u8]) -> (Doctor, Lines) {
    let (mut doctor, mut all) = (Doctor::default(), Lines::new());
    let mut see = |seen: &Seen| {
        let (kind, bytes) = match (seen.traffic(), &seen.event) {
            (Some((kind, bytes, _)), _) => (Some(kind), bytes),
            (None, Event::Host(text) | Event::Link(text)) => (None, text.as_slice()),
            _ => return,
        };
        all.entry(seen.line).or_default().push((kind, bytes.get(..SHOWN_MAX).unwrap_or(bytes).to_vec()));
    };
    log.chunks(4_096).for_each(|piece| doctor.feed(piece, &mut see));
    let _ = doctor.finish(&mut see);
    (doctor, all)
}

fn page(doctor: &Doctor, log: &[u8], line: u64) -> Vec<PageLine> {
    let block = doctor.block(line).unwrap();
    assert!(block.lines.contains(&line));
    let bytes = &log[block.bytes.start as usize..block.bytes.end as usize];
    let mut page = doctor.page(&block);
    bytes.chunks(777).for_each(|piece| page.feed(piece));
    page.end()
}

const SESSION: &str = "I (1040) at: TX AT+CGMM\nI (1055) at: RX L610-CN-00\nI (1056) at: RX OK\nW (1060) heap: free 81232\n\n\
    I (4475) at: TX AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\nI (4481) at: RX OK\nI (9093) at: RX +MQTTOPEN: 1,1\n\
    I (9302) at: TX AT+MQTTPUB=1,\"plant/7/state\",1,0,\"running\"\nI (9325) at: RX OK\nI (9400) at: RX +MQTTPUB: 1,1\n";

#[test]
fn each_page_of_a_long_log_is_as_it_was_read() {
    let bare =
        "AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\nAT+CREG?\r\r\n+CREG: 0,1\r\n\r\nOK\r\n+MQTTMSG: 1,0,\"t\",\"x\"\r\n";
    for text in [SESSION.to_owned(), bare.to_owned(), SESSION.replace("I (", "D (")] {
        let log = text.repeat(400);
        let utf16: Vec<u8> = format!("\u{FEFF}{log}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for log in [log.into_bytes(), utf16] {
            let (doctor, all) = whole(&log);
            let mut line = 1;
            while let Some(block) = doctor.block(line) {
                for shown in page(&doctor, &log, line) {
                    let pieces: Vec<_> = shown.pieces.iter().map(|piece| (piece.kind, piece.bytes.clone())).collect();
                    let expected = all.get(&shown.number).cloned().unwrap_or_default();
                    assert_eq!(pieces, expected, "line {} {:?}", shown.number, String::from_utf8_lossy(&shown.text));
                    assert!(shown.pieces.iter().all(|piece| piece.kind.is_none() || piece.meaning.is_some()));
                }
                line = block.lines.end;
            }
            assert_eq!(line, doctor.lines() + 1);
        }
    }
}

#[test]
fn commands_have_their_durations_and_other_lines_their_text() {
    let log = SESSION.repeat(100);
    let (doctor, _) = whole(log.as_bytes());
    let lines = page(&doctor, log.as_bytes(), 556);
    let of = |number: u64| lines.iter().find(|line| line.number == number).unwrap();
    assert_eq!(of(556).pieces.iter().map(|piece| piece.took).collect::<Vec<_>>(), [Some(4_618)]);
    let blank = of(555);
    assert!(blank.pieces.is_empty() && blank.text.is_empty());
    assert_eq!(of(554).pieces.first().map(|piece| (piece.kind, piece.meaning.is_none())), Some((None, true)));
}

#[test]
fn a_line_without_an_end_costs_no_more_than_what_is_shown_of_it() {
    let log = format!("AT+{}\nAT\n", "X".repeat(3_000_000));
    let (doctor, _) = whole(log.as_bytes());
    let block = doctor.block(1).unwrap();
    assert!(block.bytes.end < 100_000, "{block:?}");
    let lines = page(&doctor, log.as_bytes(), 1);
    assert!(lines.iter().flat_map(|line| &line.pieces).all(|piece| piece.bytes.len() <= SHOWN_MAX));
    assert_eq!(page(&doctor, log.as_bytes(), 2).last().map(|line| line.number), Some(2));
}
