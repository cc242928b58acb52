//! What happens to a log on its way to somebody who reads it.

/// A damage: its name, and what it makes of a log. It says `None` of a log that it cannot be done to.
pub(crate) type Damage = fn(&str) -> String;

pub(crate) const DAMAGES: &[(&str, Damage)] = &[
    ("wrapped", |log| {
        let rows = log.lines().map(|line| {
            let chars: Vec<char> = line.trim_end_matches('\r').chars().collect();
            chars.chunks(80).map(|row| row.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
        });
        rows.collect::<Vec<_>>().join("\n")
    }),
    ("cut-at-the-head", |log| {
        let lines: Vec<&str> = log.lines().collect();
        lines.iter().skip(lines.len() / 12).copied().collect::<Vec<_>>().join("\n")
    }),
    ("cut-in-a-line", |log| log.char_indices().nth(7).map_or(log, |(at, _)| &log[at..]).to_owned()),
    ("cut-at-the-end", |log| {
        let lines: Vec<&str> = log.lines().collect();
        lines.iter().take(lines.len() - lines.len() / 12).copied().collect::<Vec<_>>().join("\n")
    }),
    ("line-ends-of-windows", |log| log.replace("\r\n", "\n").replace('\n', "\r\n")),
    ("blank-lines-between", |log| log.replace("\r\n", "\n").replace('\n', "\n\n")),
    ("a-program-s-own-lines-between", |log| {
        let mut out = String::new();
        for (place, line) in log.lines().enumerate() {
            out.push_str(line);
            out.push('\n');
            if place % 3 == 1 {
                out.push_str(OWN[place / 3 % OWN.len()]);
                out.push('\n');
            }
        }
        out
    }),
    ("quoted-in-a-mail", |log| log.lines().map(|line| format!("    {line}\n")).collect()),
];

/// What firmware prints between.
const OWN: &[&str] = &[
    "[heap] free 81232, lowest 80112",
    "sensor 3: 21.5 C, 48 % rH",
    "W (30211) wifi: disabled",
    "task 'net' watermark 1204",
    "-- watchdog fed --",
    "queue=4/16 dropped=0",
];
