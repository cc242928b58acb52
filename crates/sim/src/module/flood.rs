//! Messages in great number, made in parts, for measurements only.

/// About so many bytes at a time.
const PART: usize = 16_384;

/// What is left of a flood.
#[derive(Debug)]
pub(super) struct Flood {
    left: u32,
    bytes: usize,
    topics: u32,
    number: u32,
}

impl Flood {
    pub(super) const fn new(messages: u32, bytes: usize, topics: u32) -> Self {
        Self { left: messages, bytes, topics, number: 0 }
    }

    /// The next part; empty when all is said.
    pub(super) fn next_part(&mut self) -> Vec<u8> {
        let mut lines = Vec::new();
        while self.left > 0 && lines.len() < PART {
            let payload = format!("{:0width$}", self.number, width = self.bytes);
            lines.extend_from_slice(b"\r\n+MQTTMSG: 1,0,\"bench/topic");
            if self.topics > 1 {
                lines.extend(format!("/{:03}", self.number % self.topics).bytes());
            }
            lines.extend_from_slice(b"\",\"");
            lines.extend(payload.bytes().take(self.bytes));
            lines.extend_from_slice(b"\"\r\n");
            self.left -= 1;
            self.number += 1;
        }
        lines
    }
}
