//! The serial line of the program: a pseudo-terminal, or a TCP port with one host at a time.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::pty::OpenptFlags;
use rustix::termios::{OptionalActions, QueueSelector};

use super::options::Place;

/// Bytes at a time.
const CHUNK: usize = 4096;

/// Bytes that are written at a time where nobody waits for them: the system has room for more, once what a host has not read is thrown away.
const PART: usize = 1024;

/// Most portions of bytes that wait for a host at a port beside the module's.
const WAITING_MAX: usize = 16;

/// Most bytes of a host that wait until they are looked at: one that sends faster waits as well.
const UNSEEN_MAX: usize = 1 << 20;

/// What is done with bytes from the host.
pub(super) type Received = Arc<dyn Fn(Portion) + Send + Sync>;

/// Bytes from the host. Once they are let go, there is room for others.
pub(super) struct Portion {
    bytes: Vec<u8>,
    unseen: Arc<Unseen>,
}

impl Portion {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Portion {
    fn drop(&mut self) {
        if let Ok(mut count) = self.unseen.count.lock() {
            *count = count.saturating_sub(self.bytes.len());
        }
        self.unseen.room.notify_all();
    }
}

/// How many bytes of a host wait, and a call when they become fewer.
#[derive(Default)]
struct Unseen {
    count: Mutex<usize>,
    room: Condvar,
}

impl Unseen {
    /// These bytes, as soon as there is room for them.
    fn take(self: &Arc<Self>, bytes: &[u8]) -> Option<Portion> {
        let count = self.count.lock().ok()?;
        let mut count = self.room.wait_while(count, |count| *count > UNSEEN_MAX).ok()?;
        *count += bytes.len();
        Some(Portion { bytes: bytes.to_vec(), unseen: Arc::clone(self) })
    }
}

/// What becomes of bytes that the host does not read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// The module waits until they are read.
    Wait,
    /// They are lost, so that nobody waits for a port that no host has opened.
    AreLost,
}

/// The writing side of the line.
pub(super) enum Line {
    Pty {
        /// None while the module's USB device is gone.
        terminal: Option<Terminal>,
        received: Received,
        unread: Unread,
    },
    Tcp {
        host: Arc<Mutex<Option<TcpStream>>>,
        at: SocketAddr,
        /// Whether the module's USB device is there.
        plugged: bool,
    },
}

/// A pseudo-terminal.
pub(super) struct Terminal {
    master: File,
    /// Held open, so that the terminal survives a host that closes and opens its port.
    slave: File,
    name: String,
    closed: Arc<AtomicBool>,
    /// A thread that waits in the module's place.
    writer: Option<SyncSender<Vec<u8>>>,
}

impl Line {
    /// Opens the line and starts to read it.
    pub(super) fn open(place: &Place, unread: Unread, received: Received) -> io::Result<Self> {
        match place {
            Place::Pty => {
                let terminal = Some(Terminal::open(unread, Arc::clone(&received))?);
                Ok(Self::Pty { terminal, received, unread })
            }
            Place::Tcp(address) => open_tcp(*address, received),
        }
    }

    /// Where it is, as a member of a JSON object.
    pub(super) fn place(&self) -> String {
        match self {
            Self::Pty { terminal, .. } => {
                let name = terminal.as_ref().map_or("", |terminal| terminal.name.as_str());
                format!("\"pty\":\"{name}\"")
            }
            Self::Tcp { at, .. } => format!("\"tcp\":\"{at}\""),
        }
    }

    /// Whether the host can have it: a TCP host can come back at any time.
    pub(super) const fn is_plugged(&self) -> bool {
        !matches!(self, Self::Pty { terminal: None, .. } | Self::Tcp { plugged: false, .. })
    }

    /// The name of the terminal, where it is one.
    pub(super) fn terminal_name(&self) -> Option<&str> {
        match self {
            Self::Pty { terminal, .. } => terminal.as_ref().map(|terminal| terminal.name.as_str()),
            Self::Tcp { .. } => None,
        }
    }

    /// The speed that the host has set, in bauds. A TCP host has none.
    pub(super) fn host_baud(&self) -> Option<u32> {
        let Self::Pty { terminal, .. } = self else { return None };
        let settings = rustix::termios::tcgetattr(&terminal.as_ref()?.master).ok()?;
        Some(settings.output_speed())
    }

    /// Sends bytes to the host; without one they are lost.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Pty { terminal, .. } => match terminal {
                Some(terminal) => terminal.send(bytes),
                None => Ok(()),
            },
            Self::Tcp { host, .. } => {
                let mut host = host.lock().map_err(|_| dead())?;
                if host.as_mut().is_some_and(|stream| stream.write_all(bytes).is_err()) {
                    *host = None;
                }
                Ok(())
            }
        }
    }

    /// The USB device goes: the host loses its port.
    pub(super) fn unplug(&mut self) -> io::Result<()> {
        match self {
            Self::Pty { terminal, .. } => match terminal.take() {
                Some(terminal) => terminal.close(),
                None => Ok(()),
            },
            Self::Tcp { host, plugged, .. } => {
                *plugged = false;
                if let Some(stream) = host.lock().map_err(|_| dead())?.take() {
                    // A host that has gone by itself is gone as well.
                    let _ = stream.shutdown(Shutdown::Both);
                }
                Ok(())
            }
        }
    }

    /// The USB device is there again: a terminal anew; a TCP host can come back.
    pub(super) fn plug_in(&mut self) -> io::Result<()> {
        match self {
            Self::Pty { terminal, received, unread } => {
                *terminal = Some(Terminal::open(*unread, Arc::clone(received))?);
            }
            Self::Tcp { plugged, .. } => *plugged = true,
        }
        Ok(())
    }
}

impl Terminal {
    fn open(unread: Unread, received: Received) -> io::Result<Self> {
        let master = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        rustix::pty::grantpt(&master)?;
        rustix::pty::unlockpt(&master)?;
        let name = rustix::pty::ptsname(&master, Vec::new())?;
        // Without waiting: a host that sends without end leaves no room in it.
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK;
        let slave = rustix::fs::open(name.as_c_str(), flags, Mode::empty())?;
        let mut settings = rustix::termios::tcgetattr(&slave)?;
        settings.make_raw();
        // What modules are delivered with, for a host that sets no speed.
        settings.set_speed(115_200)?;
        rustix::termios::tcsetattr(&slave, OptionalActions::Now, &settings)?;
        let master = File::from(master);
        let mut reader = master.try_clone()?;
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        thread::spawn(move || read_all(&mut reader, &received, &is_closed));
        let writer = match unread {
            Unread::Wait => None,
            Unread::AreLost => Some(writer_of(master.try_clone()?, Arc::clone(&closed))),
        };
        let name = name.to_string_lossy().into_owned();
        Ok(Self { master, slave: File::from(slave), name, closed, writer })
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &self.writer {
            Some(writer) => {
                // What finds no room is lost.
                let _ = writer.try_send(bytes.to_vec());
                Ok(())
            }
            None => self.master.write_all(bytes),
        }
    }

    /// Closes both ends. The threads that read and write wait at the master, which stays open for as long: a byte wakes the one, and the other goes on
    /// once what the host has not read is gone.
    fn close(mut self) -> io::Result<()> {
        self.closed.store(true, Ordering::Release);
        rustix::termios::tcflush(&self.slave, QueueSelector::IFlush)?;
        match self.slave.write(&[0]) {
            // There is no room for it where the host has sent something itself, which wakes the thread as well.
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => Err(error),
            _ => Ok(()),
        }
    }
}

/// A thread that writes to this terminal, however long that takes, until it is closed.
fn writer_of(mut master: File, closed: Arc<AtomicBool>) -> SyncSender<Vec<u8>> {
    let (sender, bytes) = mpsc::sync_channel::<Vec<u8>>(WAITING_MAX);
    thread::spawn(move || {
        for bytes in bytes {
            for part in bytes.chunks(PART) {
                if closed.load(Ordering::Acquire) || master.write_all(part).is_err() {
                    return;
                }
            }
        }
    });
    sender
}

fn dead() -> io::Error {
    io::Error::other("the reading thread died")
}

fn open_tcp(address: SocketAddr, received: Received) -> io::Result<Line> {
    let listener = TcpListener::bind(address)?;
    let at = listener.local_addr()?;
    let host = Arc::new(Mutex::new(None));
    let shared = Arc::clone(&host);
    thread::spawn(move || {
        let never = AtomicBool::new(false);
        for mut stream in listener.incoming().flatten() {
            let Ok(writer) = stream.set_nodelay(true).and_then(|()| stream.try_clone()) else { continue };
            let Ok(mut current) = shared.lock() else { return };
            *current = Some(writer);
            drop(current);
            read_all(&mut stream, &received, &never);
        }
    });
    Ok(Line::Tcp { host, at, plugged: true })
}

/// Reads until the other side has ended, or this one is closed.
fn read_all(source: &mut impl Read, received: &Received, closed: &AtomicBool) {
    let mut buffer = [0; CHUNK];
    let unseen = Arc::new(Unseen::default());
    loop {
        let read = source.read(&mut buffer);
        if closed.load(Ordering::Acquire) {
            return;
        }
        match read {
            Ok(0) => return,
            Ok(count) => match unseen.take(buffer.get(..count).unwrap_or_default()) {
                Some(portion) => received(portion),
                None => return,
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::time::Duration;

    use super::*;

    /// How long something may take that takes no time.
    const LIMIT: Duration = Duration::from_secs(20);

    #[test]
    fn a_port_goes_from_a_host_that_sends_without_end_and_reads_nothing() {
        let (sender, heard) = mpsc::channel();
        let received: Received = Arc::new(move |_| {
            let _ = sender.send(());
        });
        let mut line = Line::open(&Place::Pty, Unread::AreLost, received).unwrap();
        let mut port = OpenOptions::new().read(true).write(true).open(line.terminal_name().unwrap()).unwrap();
        let (sender, ended) = mpsc::channel();
        let also = sender.clone();
        thread::spawn(move || {
            while port.write_all(b"AT+CSQ\r").is_ok() {}
            sender.send("the host").unwrap();
        });
        heard.recv_timeout(LIMIT).unwrap();
        // More than the system keeps for it.
        for _ in 0..100 {
            line.send(&[b'x'; 4 * CHUNK]).unwrap();
            thread::yield_now();
        }
        thread::spawn(move || {
            line.unplug().unwrap();
            also.send("the line").unwrap();
        });
        let mut who = [ended.recv_timeout(LIMIT).unwrap(), ended.recv_timeout(LIMIT).unwrap()];
        who.sort_unstable();
        assert_eq!(who, ["the host", "the line"]);
    }

    #[test]
    fn a_host_that_sends_faster_than_it_is_heard_waits() {
        let unseen = Arc::new(Unseen::default());
        let mut kept = Vec::new();
        while *unseen.count.lock().unwrap() <= UNSEEN_MAX {
            kept.push(unseen.take(&[0; CHUNK]).unwrap());
        }
        let (sender, took) = mpsc::channel();
        let more = Arc::clone(&unseen);
        thread::spawn(move || {
            let portion = more.take(b"AT\r").unwrap();
            sender.send(portion.bytes().to_vec()).unwrap();
        });
        assert!(took.try_recv().is_err());
        kept.clear();
        assert_eq!(took.recv_timeout(LIMIT).unwrap(), b"AT\r");
    }
}
