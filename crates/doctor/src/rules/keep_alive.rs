//! The keep alive is outside of what the module takes.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

pub(super) static RULE: Rule = Rule {
    id: "keep-alive",
    severity: Severity::Warning,
    screen: Screen::Session,
    explains: &[],
    watch: || Box::new(Watching),
};

#[derive(Debug, Default)]
struct Watching;

/// What all series take, in seconds (003, 1.3).
const RANGE: (u16, u16) = (1, 300);

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>) {
        let (least, most) = known.profile.map_or(RANGE, |profile| profile.keep_alive);
        for typed in seen.done("+MQTTOPEN") {
            let Some(seconds) = typed.number(4) else { continue };
            if seconds < least.into() || seconds > most.into() {
                out.find(&[seen.line], &[("seconds", u64::from(seconds).into()), ("most", u64::from(most).into())]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("> AT+MQTTOPEN=1,\"h\",1883,1,600\n< ERROR", 1),
            ("> AT+MQTTOPEN=1,\"h\",1883,1,0\n< OK", 1),
            ("> AT+CGMM\n< L610-CN\n< OK\n> AT+MQTTOPEN=1,\"h\",1883,1,1200\n< OK", 4),
        ];
        let misses = [
            "> AT+MQTTOPEN=1,\"h\",1883,1,300\n< OK",
            "> AT+MQTTOPEN=1,\"h\",1883,1,1\n< OK",
            "> AT+MQTTOPEN=?\n< OK",
        ];
        check("keep-alive", truths, misses);
    }
}
