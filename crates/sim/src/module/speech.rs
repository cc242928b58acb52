//! How a module says something: lines, echoes, and what of them has come to the host.

use super::{Module, Output};
use crate::line::LINE_MAX;

impl Module {
    /// One line between CR LF and CR LF. After `ATV0` a result is a number before CR, and a line has no CR LF before it (V.250, 5.7.1);
    /// after `ATQ1` no result is said (6.2.5).
    pub(super) fn print(&mut self, line: &[u8]) {
        let number: Option<&[u8]> = match line {
            b"OK" => Some(b"0\r"),
            b"ERROR" => Some(b"4\r"),
            _ => None,
        };
        match number {
            _ if self.device.is_quiet && (number.is_some() || line.starts_with(b"+CME ERROR")) => {}
            _ if self.device.has_words => self.transmit(&[b"\r\n", line, b"\r\n"].concat()),
            Some(number) => self.transmit(number),
            None => self.transmit(&[line, b"\r\n"].concat()),
        }
    }

    /// Sends bytes of the AT interpreter, where its port is the one that is open.
    pub(super) fn transmit(&mut self, bytes: &[u8]) {
        if self.troubles.port().is_none() {
            self.put_on_the_line(bytes);
        }
    }

    /// Echoes each line again, once it has been echoed whole.
    pub(super) fn echo_again(&mut self, echoed: &[u8]) {
        let room = LINE_MAX.saturating_sub(self.echoed.len());
        self.echoed.extend(echoed.iter().take(room));
        if echoed.ends_with(b"\r") {
            let line = std::mem::take(&mut self.echoed);
            self.transmit(&line);
        }
    }

    /// These bytes are at the host.
    pub(super) fn hand_over(&mut self, bytes: &[u8]) {
        match self.out.back_mut() {
            _ if bytes.is_empty() => {}
            Some(Output::Transmit(last)) => last.extend_from_slice(bytes),
            _ => self.out.push_back(Output::Transmit(bytes.to_vec())),
        }
    }

    /// Prints the next part of a flood of messages.
    pub(super) fn pour(&mut self) {
        let Some(flood) = &mut self.flood else { return };
        let lines = flood.next_part();
        if lines.is_empty() {
            self.flood = None;
        }
        self.transmit(&lines);
    }
}
