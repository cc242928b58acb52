//! More or fewer bytes were sent than the command had announced.

use super::{Rule, Watch};
use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::{Event, Seen};

pub(super) static RULE: Rule = Rule {
    id: "datasize",
    severity: Severity::Error,
    screen: Screen::Publish,
    explains: &["unopened"],
    watch: || Box::new(Watching::default()),
};

#[derive(Debug, Default)]
struct Watching {
    /// The command whose data comes: its id, its line, the bytes announced, those that came, and how many of them a logger may have taken away.
    upload: Option<(u64, u64, u64, u64, u64)>,
}

/// A logger that takes line ends away may have taken so many bytes of each line.
const LINE_END: u64 = 2;

impl Watching {
    fn judge(&mut self, out: &mut Out<'_>) {
        let Some((_, line, announced, came, taken)) = self.upload.take() else { return };
        if came > 0 && announced.abs_diff(came) > taken {
            out.find(&[line], &[("announced", announced.into()), ("sent", came.into())]);
        }
    }
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen, _: &Known, out: &mut Out<'_>) {
        match &seen.event {
            Event::Command(command) => {
                self.judge(out);
                let announced = command.typed.iter().find_map(fibocom_at::commands::Typed::datasize);
                self.upload = announced.map(|announced| (command.id, seen.line, announced.into(), 0, 0));
            }
            Event::Data { length, exact, .. } => {
                if let Some((.., came, taken)) = &mut self.upload {
                    *came += length;
                    *taken += if *exact { 0 } else { LINE_END };
                }
            }
            Event::Ended(ended) if self.upload.is_some_and(|(id, ..)| id == ended.command) => self.judge(out),
            Event::End => self.judge(out),
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
            ("> AT+MQTTPUB=1,\"t\",0,0,20\n< >\n> hello\n< OK", 1),
            ("2026-11-27T06:43:19.123Z >  AT+MQTTPUB=1,\"t\",0,0,6\\r\n2026-11-27T06:43:19.143Z <  >\\r\\n\n2026-11-27T06:43:19.153Z >> hello\n2026-11-27T06:43:59.163Z <  OK\\r\\n", 1),
            ("1 > AT+MQTTPUB=1,\"t\",0,0,3\n1 < >\n1 > hello, world\n1 < OK", 1),
        ];
        let misses = [
            "> AT+MQTTPUB=1,\"t\",0,0,5\n< >\n> hello\n< OK",
            "> AT+MQTTPUB=1,\"t\",0,0,7\n< >\n> hello\n< OK",
            "> AT+MQTTPUB=1,\"t\",0,0,7\n< OK",
        ];
        check("datasize", truths, misses);
    }

    #[test]
    fn data_is_counted_until_its_own_command_has_ended() {
        for (log, line) in [
            ("> AT+MQTTSUB=1,\"a\",1\n< OK\n> AT+MQTTPUB=1,\"t\",1,0,20\n< >\n< +MQTTSUB: 1,1\n> hello\n< OK", Some(3)),
            ("> AT+MQTTPUB=1,\"t\",0,0,8\n< >\n> hello\n< OK", Some(1)),
        ] {
            assert_eq!(finding("datasize", log).and_then(|found| found.lines.first().copied()), line, "{log}");
        }
    }
}
