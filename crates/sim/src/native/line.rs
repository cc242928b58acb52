//! The serial line of the program: a pseudo-terminal, or a TCP port with one host at a time.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::pty::OpenptFlags;
use rustix::termios::OptionalActions;

use super::options::Place;

/// Bytes at a time.
const CHUNK: usize = 4096;

/// The writing side of the line.
pub(super) enum Line {
    Pty {
        master: File,
        /// Held open, so that the terminal survives a host that closes and opens its port.
        _slave: OwnedFd,
    },
    Tcp(Arc<Mutex<Option<TcpStream>>>),
}

impl Line {
    /// Opens the line and starts to read it. Gives the line to print about where it is.
    pub(super) fn open(place: &Place, received: impl Fn(Vec<u8>) + Send + 'static) -> io::Result<(Self, String)> {
        match place {
            Place::Pty => open_pty(received),
            Place::Tcp(address) => open_tcp(*address, received),
        }
    }

    /// Sends bytes to the host. Waits while a terminal's buffer is full; without a TCP host they are lost.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Pty { master, .. } => master.write_all(bytes),
            Self::Tcp(host) => {
                let mut host = host.lock().map_err(|_| io::Error::other("the reading thread died"))?;
                if host.as_mut().is_some_and(|stream| stream.write_all(bytes).is_err()) {
                    *host = None;
                }
                Ok(())
            }
        }
    }
}

fn open_pty(received: impl Fn(Vec<u8>) + Send + 'static) -> io::Result<(Line, String)> {
    let master = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    rustix::pty::grantpt(&master)?;
    rustix::pty::unlockpt(&master)?;
    let name = rustix::pty::ptsname(&master, Vec::new())?;
    let slave = rustix::fs::open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
    let mut settings = rustix::termios::tcgetattr(&slave)?;
    settings.make_raw();
    rustix::termios::tcsetattr(&slave, OptionalActions::Now, &settings)?;
    let master = File::from(master);
    let mut reader = master.try_clone()?;
    thread::spawn(move || read_all(&mut reader, &received));
    let place = format!("{{\"pty\":\"{}\"}}", name.to_string_lossy());
    Ok((Line::Pty { master, _slave: slave }, place))
}

fn open_tcp(address: SocketAddr, received: impl Fn(Vec<u8>) + Send + 'static) -> io::Result<(Line, String)> {
    let listener = TcpListener::bind(address)?;
    let place = format!("{{\"tcp\":\"{}\"}}", listener.local_addr()?);
    let host = Arc::new(Mutex::new(None));
    let shared = Arc::clone(&host);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let Ok(writer) = stream.set_nodelay(true).and_then(|()| stream.try_clone()) else { continue };
            let Ok(mut current) = shared.lock() else { return };
            *current = Some(writer);
            drop(current);
            read_all(&mut stream, &received);
        }
    });
    Ok((Line::Tcp(host), place))
}

/// Reads until the other side has ended.
fn read_all(source: &mut impl Read, received: &impl Fn(Vec<u8>)) {
    let mut buffer = [0; CHUNK];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => received(buffer.iter().take(count).copied().collect()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}
