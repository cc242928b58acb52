//! The serial line's receiving side: echo, command lines, and the raw bytes of an upload.

use std::collections::VecDeque;

/// Longest command line including its CR; what goes beyond is dropped (SDK of the 8850 platform).
pub(crate) const LINE_MAX: usize = 12_288;

/// Most bytes that wait while a command runs; what goes beyond is lost, as on a UART.
const HELD_MAX: usize = 65_536;

const LF: u8 = b'\n';
const CR: u8 = b'\r';
const BACKSPACE: u8 = 0x08;

/// What the receiver has found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// A command line, without its CR.
    Line(Vec<u8>),
    /// The data of an upload is complete.
    Data(Vec<u8>),
}

/// Bytes from the host, kept until the module is ready for them.
#[derive(Debug, Default)]
pub(crate) struct Receiver {
    held: VecDeque<u8>,
    line: Vec<u8>,
    data: Option<Data>,
    /// The byte before was a CR that ended a line: an LF after it belongs to that CR.
    after_cr: bool,
}

#[derive(Debug)]
struct Data {
    wanted: usize,
    bytes: Vec<u8>,
}

impl Receiver {
    /// Takes bytes; they are looked at by [`Receiver::next`].
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let room = HELD_MAX.saturating_sub(self.held.len());
        self.held.extend(bytes.iter().take(room));
    }

    /// From now on, so many bytes are data. An LF that came with the command's CR is not part of them.
    pub(crate) fn expect_data(&mut self, wanted: usize) {
        self.drop_line_feed();
        self.after_cr = false;
        self.data = Some(Data { wanted, bytes: Vec::new() });
    }

    /// Reads data up to its half, and lets the rest wait.
    pub(crate) fn read_half(&mut self) {
        if let Some(data) = &mut self.data {
            let missing = (data.wanted / 2).saturating_sub(data.bytes.len()).min(self.held.len());
            data.bytes.extend(self.held.drain(..missing));
        }
    }

    /// Ends the wait for data and gives what has come.
    pub(crate) fn give_up_data(&mut self) -> Option<Vec<u8>> {
        self.data.take().map(|data| data.bytes)
    }

    /// Swallows the LF that directly follows a command's CR, for which the firmware waits 20 ms.
    pub(crate) fn drop_line_feed(&mut self) {
        if self.after_cr && self.held.front() == Some(&LF) {
            self.held.pop_front();
            self.after_cr = false;
        }
    }

    /// The next complete thing among the held bytes. What is to be echoed goes to `echo`.
    pub(crate) fn next(&mut self, echo: &mut dyn FnMut(u8)) -> Option<Received> {
        if let Some(data) = &mut self.data {
            let missing = data.wanted.saturating_sub(data.bytes.len()).min(self.held.len());
            data.bytes.extend(self.held.drain(..missing));
            if data.bytes.len() < data.wanted {
                return None;
            }
            return self.give_up_data().map(Received::Data);
        }
        while let Some(byte) = self.held.pop_front() {
            self.after_cr = false;
            match byte {
                LF => {}
                CR => {
                    echo(CR);
                    self.after_cr = true;
                    return Some(Received::Line(std::mem::take(&mut self.line)));
                }
                BACKSPACE => {
                    if self.line.pop().is_some() {
                        echo(BACKSPACE);
                    }
                }
                byte => {
                    echo(byte);
                    if self.line.len() < LINE_MAX {
                        self.line.push(byte);
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_at_cr_and_lf_is_neither_kept_nor_echoed() {
        let mut receiver = Receiver::default();
        let mut echo = Vec::new();
        receiver.push(b"AT\r\nATX\x08I\r");
        let mut lines = Vec::new();
        while let Some(line) = receiver.next(&mut |byte| echo.push(byte)) {
            lines.push(line);
        }
        assert_eq!(lines, [Received::Line(b"AT".to_vec()), Received::Line(b"ATI".to_vec())]);
        assert_eq!(echo, b"AT\rATX\x08I\r");
    }

    #[test]
    fn data_is_counted_not_read_and_never_echoed() {
        let mut receiver = Receiver::default();
        receiver.push(b"AT\r\n");
        assert!(receiver.next(&mut |_| {}).is_some());
        receiver.expect_data(4);
        receiver.push(b"\n\r");
        assert_eq!(receiver.next(&mut |_| panic!("echo")), None);
        receiver.push(b">\x00AT\r");
        assert_eq!(receiver.next(&mut |_| panic!("echo")), Some(Received::Data(b"\n\r>\x00".to_vec())));
        assert_eq!(receiver.next(&mut |_| {}), Some(Received::Line(b"AT".to_vec())));
    }
}
