//! A small plant to look at without hardware: a press that reports JSON, a gauge that reports raw frames, an echo.

use crate::broker::Message;
use crate::random::Random;
use crate::time::Timestamp;

/// What is published here comes back.
pub(super) const ECHO: &str = "demo/echo";
/// Here it comes back.
pub(super) const ECHO_REPLY: &str = "demo/echo/reply";

const PRESS_EVERY: u64 = 2_000;
const FRAME_EVERY: u64 = 10_000;

/// The plant's state; equal seeds tell equal stories.
#[derive(Debug)]
pub(super) struct Plant {
    random: Random,
    press_at: Timestamp,
    frame_at: Timestamp,
    strokes: u64,
    frames: u8,
}

impl Plant {
    pub(super) const fn new(seed: u64) -> Self {
        let random = Random::new(seed);
        Self { random, press_at: Timestamp::ZERO, frame_at: Timestamp::ZERO, strokes: 0, frames: 0 }
    }

    /// Somebody is listening: the first reports come one interval from now.
    pub(super) const fn start(&mut self, now: Timestamp) {
        self.press_at = now.plus(PRESS_EVERY);
        self.frame_at = now.plus(FRAME_EVERY);
    }

    pub(super) fn next(&self) -> Timestamp {
        self.press_at.min(self.frame_at)
    }

    /// What is due by now. After a long pause one of each, not all that were missed.
    pub(super) fn due(&mut self, now: Timestamp) -> Vec<Message> {
        let mut messages = Vec::new();
        if self.press_at <= now {
            self.press_at = now.plus(PRESS_EVERY);
            messages.push(message("demo/plant/press", self.press().into_bytes()));
        }
        if self.frame_at <= now {
            self.frame_at = now.plus(FRAME_EVERY);
            messages.push(message("demo/plant/frame", self.frame()));
        }
        messages
    }

    fn press(&mut self) -> String {
        self.strokes += self.random.between(1, 3);
        let force = self.random.between(3_980, 4_260);
        let oil = self.random.between(412, 447);
        let (strokes, state) = (self.strokes, if force > 4_230 { "overload" } else { "running" });
        format!(
            "{{\"machine\":\"press-7\",\"state\":\"{state}\",\"strokes\":{strokes},\"force_kn\":{}.{},\"oil_c\":{}.{},\"die\":\"A \\\"long\\\"\"}}",
            force / 10,
            force % 10,
            oil / 10,
            oil % 10
        )
    }

    /// Sixteen bytes that no text survives: NUL, CR LF, a quote, a prompt, and bytes above 127.
    fn frame(&mut self) -> Vec<u8> {
        self.frames = self.frames.wrapping_add(1);
        let [a, b, c, d, ..] = self.random.next().to_le_bytes();
        vec![0x00, 0x02, self.frames, a, b, 0x0D, 0x0A, b'"', b',', b'>', 0x1A, 0x80, c, d, 0xFE, 0xFF]
    }
}

fn message(topic: &str, payload: Vec<u8>) -> Message {
    Message { topic: topic.to_owned(), qos: 0, retain: false, payload }
}
