//! How fast are secrets taken out of a record, beside a bare loop that only finds the line ends of the same bytes?
//!
//! All take turns within one run, so that a busy machine slows all of them; the best of the turns counts. With words behind it, only the
//! kinds of lines that have one of them in their names.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fibocom_at::Role;
use workbench_record::mask::{Kind, Live, Look, Plan, Secrets};
use workbench_record::{Direction, Entry, Line};

/// Small, so that some of the turns are not interrupted.
const STREAM: usize = 1 << 20;

const TURNS: usize = 20;

fn main() {
    println!("{:<30}{:>10}{:>10}{:>10}{:>10}", "MB/s", "look", "write", "live", "bare");
    let json = |n: usize| {
        format!("+MQTTMSG: 1,0,\"plant/7/press\",\"{{\"n\":{n:08},\"state\":\"run\",\"text\":\"xxxxxxxx\"}}\"\r\n")
    };
    compare("messages and replies", &|n| match n % 4 {
        0 => vec![(Direction::Command, "AT+CSQ\r".into())],
        1 => vec![(received(Role::Response), "+CSQ: 22,99\r\n".into()), (received(Role::Final), "OK\r\n".into())],
        _ => vec![(received(Role::Unsolicited), json(n))],
    });
    compare("messages of 1 KB", &|n| {
        let text = format!("{{\"n\":{n:08},\"text\":\"{}\"}}", "the press runs and nothing is wrong; ".repeat(27));
        vec![(received(Role::Unsolicited), format!("+MQTTMSG: 1,0,\"plant/7/press\",\"{text}\"\r\n"))]
    });
    compare("hex of 1 KB", &|n| {
        vec![(
            received(Role::Unsolicited),
            format!("+MQTTMSG: 1,0,\"plant/7/press\",\"{}\"\r\n", format!("{n:08x}").repeat(128)),
        )]
    });
    compare("publishes", &|n| {
        let text = format!("{{\\22n\\22:{n},\\22state\\22:\\22run\\22,\\22text\\22:\\22the press runs\\22}}");
        vec![(Direction::Command, format!("AT+MQTTPUB=1,\"plant/7/press\",0,0,\"{text}\"\r"))]
    });
    compare("secrets in every line", &|n| {
        vec![(
            Direction::Command,
            format!("AT+MQTTUSER=1,\"gateway\",\"secret-number-{}\",\"860000000000017\"\r", n % 100),
        )]
    });
    compare("secrets in lines that differ", &|n| {
        vec![(
            Direction::Command,
            format!("AT+MQTTUSER=1,\"gateway-{n:08}\",\"secret-number-{}\",\"860000000000017\"\r", n % 100),
        )]
    });
    compare("secrets that differ", &|n| {
        vec![(Direction::Command, format!("AT+MQTTUSER=1,\"gateway\",\"secret-number-{n:08}\",\"860000000000017\"\r"))]
    });
    compare("a session as it is", &session);
    growth();
}

/// What goes on in twenty exchanges of a session: fourteen messages, three publishes, two questions and a login, each with what the
/// module says to it. Every message and every publish is one of its own.
fn session(n: usize) -> Lines {
    let device = n % 8;
    let hundredths = n * 37 % 4000;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let ok = || (received(Role::Final), "OK\r\n".into());
    match n % 20 {
        0 | 7 | 13 => {
            let text = format!("{{\\22n\\22:{n},\\22speed\\22:{whole}.{part:02},\\22state\\22:\\22run\\22}}");
            let publish = format!("AT+MQTTPUB=1,\"plant/{device}/press/state\",1,0,\"{text}\"\r");
            vec![(Direction::Command, publish), ok(), (received(Role::Unsolicited), "+MQTTPUB: 1,1\r\n".into())]
        }
        3 => {
            let reply = format!("+CSQ: {},99\r\n", 12 + n / 20 % 9);
            vec![(Direction::Command, "AT+CSQ\r".into()), (received(Role::Response), reply), ok()]
        }
        16 => {
            let reply = (received(Role::Response), "+CREG: 0,1\r\n".into());
            vec![(Direction::Command, "AT+CREG?\r".into()), reply, ok()]
        }
        10 => {
            let login =
                format!("AT+MQTTUSER=1,\"gateway-{device}\",\"secret-number-{}\",\"plant-{n}\"\r", n / 20 % 100);
            vec![(Direction::Command, login), ok()]
        }
        _ => {
            let time = 1_764_190_000_000 + n as u64 * 731;
            let text = match n % 3 {
                0 => format!(
                    "{{\"ts\":{time},\"temperature\":{whole}.{part:02},\"humidity\":{},\"door\":false}}",
                    n % 100
                ),
                1 => format!(
                    "{{\"device\":\"press-{device}\",\"count\":{n},\"state\":\"run\",\"text\":\"all is well\"}}"
                ),
                _ => format!("{whole}.{part:02}"),
            };
            vec![(received(Role::Unsolicited), format!("+MQTTMSG: 1,0,\"plant/{device}/press/data\",\"{text}\"\r\n"))]
        }
    }
}

/// Whether words were given on the command line and none of them selects this benchmark.
fn is_asked_for(name: &str) -> bool {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with('-')).peekable();
    words.peek().is_none() || words.any(|word| name.contains(&word))
}

type Lines = Vec<(Direction<'static>, String)>;

const fn received(role: Role) -> Direction<'static> {
    Direction::Received(role)
}

fn secrets() -> Secrets {
    let mut secrets = Secrets::new();
    for n in 0..10 {
        secrets.give(Kind::Password, format!("secret-number-{n}").as_bytes());
    }
    secrets
}

fn compare(name: &str, lines: &dyn Fn(usize) -> Lines) {
    if !is_asked_for(name) {
        return;
    }
    let mut all: Lines = Vec::new();
    let mut bytes = 0;
    for n in 0.. {
        let more = lines(n);
        bytes += more.iter().map(|(_, text)| text.len()).sum::<usize>();
        all.extend(more);
        if bytes >= STREAM {
            break;
        }
    }
    let stream: String = all.iter().map(|(_, text)| text.as_str()).collect();
    let entries: Vec<_> =
        all.iter().map(|(way, text)| Entry { number: 0, line: Line::new(0, *way, text.as_bytes()) }).collect();
    let secrets = secrets();
    let mut best = [Duration::MAX; 4];
    for _ in 0..TURNS {
        let mut plan = None;
        best[0] = best[0].min(time(|| {
            let mut look = Look::new(&secrets);
            entries.iter().for_each(|entry| look.take(*entry));
            plan = Some(look.plan(7));
            0
        }));
        let Some(plan) = plan else { return };
        best[1] = best[1].min(time(|| written(&plan, &entries)));
        best[2] = best[2].min(time(|| {
            let mut live = Live::default();
            entries.iter().map(|entry| live.line(&secrets, &entry.line).len()).sum()
        }));
        best[3] = best[3].min(time(|| memchr::memchr_iter(b'\n', stream.as_bytes()).count()));
    }
    print!("{name:<26}");
    for time in best {
        print!("{:>10.0}", stream.len() as f64 / time.as_secs_f64() / 1e6);
    }
    println!();
}

/// How many times as long a line of 32 KB takes as one of 4 KB, for pieces that repeat in it: eight times is as it has to be.
fn growth() {
    let pieces: [&[u8]; 12] = [
        b"\"",
        b"{",
        b"\"password\":\"",
        b"://",
        b"a:b@",
        b"Bearer x",
        b"hunter",
        b"hunt\r\ner2",
        b"AT+X=1,\"abc\"\r\n",
        b"\\22",
        b"6868 ",
        b"\"tokens\":[\"a\",",
    ];
    if !is_asked_for("growth") {
        return;
    }
    let secrets = secrets();
    println!("\n32 KB of one piece, in times of 4 KB of it");
    for piece in pieces {
        let took = |size: usize| {
            let raw: Vec<u8> = piece.iter().copied().cycle().take(size).collect();
            let entry = Entry { number: 0, line: Line::new(0, Direction::Received(Role::Response), &raw) };
            let run = || time(|| written(&Plan::of(std::iter::once(entry), &secrets, 7), &[entry]));
            (0..5).map(|_| run()).min().unwrap_or_default()
        };
        let (short, long) = (took(1 << 12), took(1 << 15));
        println!(
            "{:<30}{:>10.1}",
            String::from_utf8_lossy(piece).escape_debug(),
            long.as_secs_f64() / short.as_secs_f64()
        );
    }
}

fn written(plan: &Plan, entries: &[Entry<'_>]) -> usize {
    plan.lines(entries.iter().copied()).map(|(_, line)| line.len()).sum()
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}
