//! The serial line of the program: a pseudo-terminal, or a TCP port with one host at a time.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::pty::OpenptFlags;
use rustix::termios::OptionalActions;

use super::options::Place;

/// Bytes at a time.
const CHUNK: usize = 4096;

/// Most portions of bytes that wait for a host at a port beside the module's.
const WAITING_MAX: usize = 16;

/// What is done with bytes from the host.
pub(super) type Received = Arc<dyn Fn(Vec<u8>) + Send + Sync>;

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
        let slave = rustix::fs::open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
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
            Unread::AreLost => Some(writer_of(master.try_clone()?)),
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

    /// Closes both ends. The reading thread waits at the master, which stays open for as long: a byte wakes it.
    fn close(mut self) -> io::Result<()> {
        self.closed.store(true, Ordering::Release);
        self.slave.write_all(&[0])
    }
}

/// A thread that writes to this terminal, however long that takes.
fn writer_of(mut master: File) -> SyncSender<Vec<u8>> {
    let (sender, bytes) = mpsc::sync_channel::<Vec<u8>>(WAITING_MAX);
    thread::spawn(move || {
        for bytes in bytes {
            if master.write_all(&bytes).is_err() {
                return;
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
    loop {
        let read = source.read(&mut buffer);
        if closed.load(Ordering::Acquire) {
            return;
        }
        match read {
            Ok(0) => return,
            Ok(count) => received(buffer.iter().take(count).copied().collect()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}
