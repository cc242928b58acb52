//! The test form of any command: what the firmware itself says it takes.

use super::{Command, Form, Spec};
use crate::reply::{Malformed, Reply};

/// What stands in the places of a test reply, brackets removed: `(1,2),128,128[,256]` is `1,2`, `128`, `128`, `256`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranges(pub Vec<String>);

/// The test form of a command.
///
/// # Wire
/// `AT+X=?`, answered by the ranges of its parameters and `OK`. Brackets differ between firmwares; the reply refines what is
/// known, as [`Refined`](crate::profile::Refined) does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test(pub &'static Spec);

impl Command for Test {
    type Reply = Ranges;

    fn spec(&self) -> &'static Spec {
        self.0
    }

    fn form(&self) -> Form {
        Form::Test
    }

    fn read(&self, reply: &Reply) -> Result<Ranges, Malformed> {
        let Some(line) = reply.parsed().next() else { return Ok(Ranges(Vec::new())) };
        let text = String::from_utf8_lossy(line.rest()).replace("[,", ",").replace("[.", ",").replace(']', "");
        let values = crate::frame::Line::of(format!("+: {text}").as_bytes()).values();
        Ok(Ranges(values.iter().map(|value| value.trim_matches(['(', ')', ' ']).to_owned()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_any_kind_are_read() {
        for (line, expected) in [
            ("+MQTTUSER: (1,2),128,128[,256]", vec!["1,2", "128", "128", "256"]),
            ("+MQTTUSER: (1,2),(128),(128)[,(23)]", vec!["1,2", "128", "128", "23"]),
            ("+MQTTSUB: (1,2,101,102),255, (0-2)", vec!["1,2,101,102", "255", "0-2"]),
            (
                "+MPQTTOPEN: (1,2),(<\"Remote IP/URL\">),(1-65535),(0,1),(1-300)[,(0-2)]",
                vec!["1,2", "<Remote IP/URL>", "1-65535", "0,1", "1-300", "0-2"],
            ),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            let test = Test(super::super::LIST[0]);
            assert_eq!(test.read(&reply).unwrap().0, expected, "{line}");
        }
    }
}
