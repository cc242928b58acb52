//! How fast is a log read in each of a few styles, and when is the first finding there? Beside it a bare loop that only finds line ends.
//!
//! The page's own figures, and those of `lnav`, are in `tests/e2e/doctor.bench.ts`.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use workbench_doctor::Doctor;

/// How many bytes a log has.
const SIZE: usize = 16 << 20;

/// How much of it comes at once.
const CHUNK: usize = 16 << 10;

const TURNS: usize = 3;

/// What a program says and gets in a second; `>` and `<` stand before what the style writes there.
const SECOND: &[(u64, char, &str)] = &[
    (0, '>', "AT+CSQ"),
    (12, '<', "+CSQ: 21,99"),
    (13, '<', "OK"),
    (200, '>', "AT+MQTTPUB=1,\"plant/7/state\",1,0,\"running\""),
    (220, '<', "OK"),
    (350, '<', "+MQTTPUB: 1,1"),
    (400, ' ', "sensor: temperature 20.5 humidity 40 pressure 1013"),
    (410, ' ', "wifi: state run -> run (0) rssi -61"),
];

/// Refused first, so that there is something to find.
const BEGINNING: &[(u64, char, &str)] =
    &[(0, '>', "AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60"), (10, '<', "OK"), (900, '<', "+MQTTOPEN: 1,0")];

type Write = fn(u64, char, &str) -> String;

const STYLES: &[(&str, Write)] = &[
    ("ESP-IDF", |at, way, text| match way {
        '>' => format!("I ({at}) at: TX {text}\n"),
        '<' => format!("I ({at}) at: RX {text}\n"),
        _ => format!("I ({at}) {text}\n"),
    }),
    ("logcat", |at, way, text| {
        let (h, m, s, ms) = (at / 3_600_000 % 24, at / 60_000 % 60, at / 1_000 % 60, at % 1_000);
        let mark = if way == ' ' { String::new() } else { format!("AT{way} ") };
        format!("11-27 {h:02}:{m:02}:{s:02}.{ms:03}  1234  1250 D RILC    : {mark}{text}\n")
    }),
    ("ModemManager", |at, way, text| {
        let (s, us) = (1_690_000_000 + at / 1_000, at % 1_000 * 1_000);
        match way {
            '>' => format!("<debug> [{s}.{us:06}] [ttyUSB2/at] --> '{text}<CR>'\n"),
            '<' => format!("<debug> [{s}.{us:06}] [ttyUSB2/at] <-- '<CR><LF>{text}<CR><LF>'\n"),
            _ => format!("<info>  [{s}.{us:06}] {text}\n"),
        }
    }),
    ("no stamps", |_, _, text| format!("{text}\r\n")),
];

fn main() {
    println!("{:<16}{:>8}{:>10}{:>16}{:>12}", "", "MB/s", "s", "first, ms", "bare MB/s");
    for (name, write) in STYLES {
        let log = log(*write);
        let (mut best, mut first, mut bare) = (Duration::MAX, Duration::MAX, Duration::MAX);
        for _ in 0..TURNS {
            let (all, found) = read(log.as_bytes());
            (best, first) = (best.min(all), first.min(found));
            let begun = Instant::now();
            black_box(memchr::memchr_iter(b'\n', log.as_bytes()).count());
            bare = bare.min(begun.elapsed());
        }
        let rate = |time: Duration| log.len() as f64 / 1e6 / time.as_secs_f64();
        let (seconds, millis) = (best.as_secs_f64(), first.as_secs_f64() * 1e3);
        println!("{name:<16}{:>8.1}{seconds:>10.2}{millis:>16.2}{:>12.0}", rate(best), rate(bare));
    }
}

fn log(write: Write) -> String {
    let mut log: String = BEGINNING.iter().map(|(at, way, text)| write(*at, *way, text)).collect();
    let mut second = 1;
    while log.len() < SIZE {
        for (at, way, text) in SECOND {
            log.push_str(&write(second * 1_000 + at, *way, text));
        }
        second += 1;
    }
    log
}

/// How long it takes, and how long until the first finding.
fn read(log: &[u8]) -> (Duration, Duration) {
    let (begun, mut doctor, mut first) = (Instant::now(), Doctor::default(), None);
    for piece in log.chunks(CHUNK) {
        doctor.feed(piece, |seen| {
            black_box(seen);
        });
        if first.is_none() && doctor.found() > 0 {
            first = Some(begun.elapsed());
        }
    }
    let found = doctor.end(|_| {});
    assert!(!found.findings.is_empty(), "nothing was found");
    (begun.elapsed(), first.unwrap_or_default())
}
