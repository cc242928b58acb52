//! Messages wait in the module, and nobody reads them.

use fibocom_at::urc::Urc;

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "unread",
    severity: Severity::Warning,
    screen: Screen::Messages,
    explains: &[],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    waiting: u64,
    first: u64,
    last: u64,
}

/// A program may read a few at a time; so many pile up.
const ENOUGH: u64 = 5;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Code(Urc::MessageWaiting { .. }) => {
                if self.waiting == 0 {
                    self.first = seen.line;
                }
                self.waiting += 1;
                self.last = seen.line;
            }
            Event::Command(_) if seen.done("+MQTTREAD").next().is_some() => self.waiting = self.waiting.saturating_sub(1),
            Event::End if self.waiting >= ENOUGH => {
                out.find(&[self.first, self.last], &[("waiting", self.waiting.into())]);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn its_logs() {
        let truths = [
            ("< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5", 1),
            ("> AT+CSQ\n< +CSQ: 9,99\n< OK\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5", 4),
            ("> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,0,0\n< OK\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5\n< +MQTTMSGI: 1,1,5,5", 4),
        ];
        let misses = [
            "< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK\n< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK\n< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK\n< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK\n< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK\n< +MQTTMSGI: 1,0,5,5\n> AT+MQTTREAD=1\n< +MQTTREAD: 1,0,1,1,\"t\",\"x\"\n< OK",
            "< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5\n< +MQTTMSGI: 1,0,5,5",
            "< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"\n< +MQTTMSG: 1,0,\"t\",\"x\"",
        ];
        check("unread", truths, misses);
    }
}
