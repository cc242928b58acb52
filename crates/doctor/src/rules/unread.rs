//! Messages wait in the module, and nobody reads them.

use std::collections::BTreeMap;

use fibocom_at::ClientIndex;
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
    /// What waits for each client.
    waiting: BTreeMap<u8, Waiting>,
}

/// Messages of a client that nobody has read, and the lines of the first and the last.
#[derive(Debug)]
struct Waiting {
    count: u64,
    first: u64,
    last: u64,
}

/// A program may read a few at a time; so many pile up.
const ENOUGH: u64 = 5;

impl Waiting {
    /// They are gone, or the log ends.
    fn tell(&self, out: &mut Out<'_>) {
        if self.count >= ENOUGH {
            out.find(&[self.first, self.last], &[("waiting", self.count.into())]);
        }
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Code(Urc::MessageWaiting { client, .. }) => {
                let new = Waiting { count: 0, first: seen.line, last: 0 };
                let waiting = self.waiting.entry(client.number()).or_insert(new);
                waiting.count += 1;
                waiting.last = seen.line;
            }
            Event::Command(_) => {
                for client in seen.done("+MQTTREAD").filter_map(|typed| typed.client()).map(ClientIndex::number) {
                    let Some(waiting) = self.waiting.get_mut(&client) else { continue };
                    waiting.count -= 1;
                    if waiting.count == 0 {
                        self.waiting.remove(&client);
                    }
                }
            }
            // What waited is gone with the session.
            Event::Ended(ended) if ended.does("+MQTTCLOSE") && ended.result.is_ok() => {
                let gone = ended.client().and_then(|client| self.waiting.remove(&client));
                gone.into_iter().for_each(|waiting| waiting.tell(out));
            }
            _ if seen.event == Event::End || seen.restarts() => {
                std::mem::take(&mut self.waiting).values().for_each(|waiting| waiting.tell(out));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check, finding};

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

    #[test]
    fn each_client_has_its_own_messages_and_they_are_gone_with_the_session() {
        let come = |client: u8, count: usize| format!("< +MQTTMSGI: {client},0,5,5\n").repeat(count);
        let read = |client: u8| format!("> AT+MQTTREAD={client}\n< +MQTTREAD: {client},0,1,1,\"t\",\"x\"\n< OK\n");
        let closes = |client: u8, result: &str| format!("> AT+MQTTCLOSE={client}\n< {result}\n");
        let closed = |client: u8| closes(client, &format!("OK\n< +MQTTCLOSE: {client},1"));
        let starts = "< AT command ready\n".to_owned();
        for (log, line) in [
            ([come(1, 3), come(2, 3)].concat(), None),
            ([come(1, 3), come(2, 3), come(1, 2)].concat(), Some(1)),
            ([come(1, 1), come(2, 5)].concat(), Some(2)),
            // Whoever reads for one client leaves the other's where they are.
            ([come(1, 5), read(2)].concat(), Some(1)),
            ([read(1), come(1, 5)].concat(), Some(4)),
            ([come(1, 5), read(1)].concat(), None),
            ([come(1, 1), read(1), come(1, 5)].concat(), Some(5)),
            ([come(1, 3), closed(1), come(1, 3)].concat(), None),
            ([come(1, 3), closed(2), come(1, 3)].concat(), Some(1)),
            ([come(1, 3), closes(1, "ERROR"), come(1, 3)].concat(), Some(1)),
            ([come(1, 3), starts.clone(), come(1, 3)].concat(), None),
            ([come(1, 3), "< RDY\n".into(), come(1, 3)].concat(), None),
            // They were never read, and are lost now.
            ([come(1, 5), closed(1)].concat(), Some(1)),
            ([come(1, 5), starts].concat(), Some(1)),
        ] {
            let found = finding("unread", &log);
            assert_eq!(found.and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }
}
