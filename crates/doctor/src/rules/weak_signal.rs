//! The signal is weak through the whole log.

use fibocom_at::frame::{Line, int};

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "weak-signal",
    severity: Severity::Warning,
    screen: Screen::Network,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

/// What a module calls a strength, and when it is weak.
#[derive(Debug)]
struct Scale {
    name: &'static str,
    /// Where it stands in the line.
    place: usize,
    /// The greatest value. Higher ones say that it is not known, or of another kind of network.
    most: u32,
    /// Below this, connections are slow and break.
    weak: u32,
}

/// The value of +CSQ, and those of +CESQ: of GSM, UMTS, LTE and NR (3GPP TS 27.007, 8.5 and 8.69).
const SCALES: [Scale; 5] = [
    // -95 dBm.
    Scale { name: "+CSQ", place: 0, most: 31, weak: 9 },
    Scale { name: "+CESQ", place: 0, most: 63, weak: 15 },
    // -100 dBm.
    Scale { name: "+CESQ", place: 2, most: 96, weak: 20 },
    // What is received of the reference signals alone is less: -115 dBm.
    Scale { name: "+CESQ", place: 5, most: 97, weak: 26 },
    Scale { name: "+CESQ", place: 7, most: 126, weak: 42 },
];

#[derive(Debug, Default)]
struct Watching {
    readings: u64,
    good: u64,
    lines: Vec<u64>,
    /// The highest value of each scale.
    best: [Option<u32>; SCALES.len()],
}

/// So few readings say nothing of a place.
const ENOUGH: u64 = 2;

/// How many lines are named.
const LINES_MAX: usize = 8;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Line { raw, .. } => {
                let line = Line::of(raw);
                let Some(name) = line.tag().filter(|tag| matches!(*tag, "+CSQ" | "+CESQ")) else { return };
                let values = line.values();
                let (mut is_known, mut is_good) = (false, false);
                for (scale, best) in SCALES.iter().zip(&mut self.best).filter(|(scale, _)| scale.name == name) {
                    // Not known: the module has no network, and other rules tell why.
                    let Some(signal) = int(&values, scale.place).filter(|signal| *signal <= scale.most) else { continue };
                    is_known = true;
                    is_good |= signal >= scale.weak;
                    *best = (*best).max(Some(signal));
                }
                self.readings += u64::from(is_known);
                self.good += u64::from(is_good);
                if is_known && self.lines.len() < LINES_MAX {
                    self.lines.push(seen.line);
                }
            }
            Event::End if self.readings >= ENOUGH && self.good == 0 => {
                let best = SCALES.iter().zip(self.best).find_map(|(scale, best)| Some((scale, best?)));
                let Some((scale, best)) = best else { return };
                let facts = [("command", scale.name.into()), ("best", u64::from(best).into()), ("most", u64::from(scale.most).into())];
                out.find(&self.lines, &facts);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding, finds};

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+CSQ\n< +CSQ: 4,99\n< OK\n> AT+CSQ\n< +CSQ: 6,99\n< OK", 2),
            ("> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 5,99\n< OK\n> AT+CSQ\n< +CSQ: 4,99\n< OK", 5),
            ("> AT+CSQ\n< +CSQ: 0,0\n< OK\n> AT+CSQ\n< +CSQ: 2,99\n< OK\n> AT+CSQ\n< +CSQ: 3,99\n< OK", 2),
        ];
        let misses = [
            "> AT+CSQ\n< +CSQ: 0,0\n< OK\n> AT+CSQ\n< +CSQ: 21,99\n< OK",
            "> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CSQ\n< +CSQ: 3,99\n< OK",
            "> AT+CSQ\n< +CSQ: 12,99\n< OK\n> AT+CSQ\n< +CSQ: 13,99\n< OK",
        ];
        check("weak-signal", truths, misses);
    }

    #[test]
    fn the_longer_answer_counts_for_each_kind_of_network() {
        let twice = |values: &str| format!("> AT+CESQ\n< +CESQ: {values}\n< OK\n").repeat(2);
        for (values, best) in [
            ("14,99,255,255,255,255", Some(14)),
            ("15,99,255,255,255,255", None),
            ("99,99,19,255,255,255", Some(19)),
            ("99,99,20,255,255,255", None),
            ("99,99,255,255,20,25", Some(25)),
            ("99,99,255,255,20,26", None),
            ("99,99,255,255,255,255,20,41,30", Some(41)),
            ("99,99,255,255,255,255,20,42,30", None),
            ("99,99,255,255,255,255", None),
            // One of two networks is good.
            ("3,99,255,255,20,60", None),
        ] {
            let log = twice(values);
            let found = finding("weak-signal", &log);
            let says = found.map(|found| found.facts.into_iter().filter(|(name, _)| *name == "best").map(|(_, fact)| fact).collect::<Vec<_>>());
            assert_eq!(says, best.map(|best: u64| vec![best.into()]), "{log}");
        }
        let cases = [
            ("> AT+CSQ\n< +CSQ: 4,99\n< OK\n> AT+CESQ\n< +CESQ: 99,99,255,255,9,20\n< OK", Some(2)),
            ("> AT+CSQ\n< +CSQ: 4,99\n< OK\n> AT+CESQ\n< +CESQ: 99,99,255,255,9,60\n< OK", None),
            ("> AT+CESQ\n< +CESQ: 99,99,255,255,9,20\n< OK", None),
            ("> AT+CSQ\n< +CSQ: 8,99\n< OK\n> AT+CSQ\n< +CSQ: 8,99\n< OK", Some(2)),
            ("> AT+CSQ\n< +CSQ: 9,99\n< OK\n> AT+CSQ\n< +CSQ: 9,99\n< OK", None),
        ];
        finds("weak-signal", &cases);
    }
}
