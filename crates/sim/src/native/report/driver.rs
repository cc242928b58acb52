//! The driver of a report: started anew for each scenario, and ended with it, with all that it has started itself.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{self, Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Link;

/// What a shell adds to the number of the signal by which a program ended.
const BY_SIGNAL: i32 = 128;

/// The driver that runs now, if one does. Copies share it.
#[derive(Clone, Default)]
pub(super) struct Running(Arc<Mutex<Option<Pid>>>);

impl Running {
    /// From now on, what ends this program ends the driver as well, which hears nothing of it in a group of its own, and removes the link.
    pub(super) fn end_on_signals(&self, link: Link) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
        let running = self.clone();
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                running.end();
                link.remove();
                process::exit(BY_SIGNAL + signal);
            }
        });
        Ok(())
    }

    fn is(&self, now: Option<Pid>) {
        if let Ok(mut running) = self.0.lock() {
            *running = now;
        }
    }

    /// Ends it with all of its group.
    fn end(&self) {
        if let Ok(mut running) = self.0.lock()
            && let Some(group) = running.take()
        {
            // A group that is gone already cannot be ended.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// A driver that runs.
pub(super) struct Driver {
    child: Child,
    running: Running,
}

impl Driver {
    /// Starts a command with the place of the line behind its arguments; nothing, where there is no command.
    pub(super) fn start(command: &[String], place: &Path, speed: u32, running: &Running) -> io::Result<Option<Self>> {
        let Some((program, arguments)) = command.split_first() else { return Ok(None) };
        let child = Command::new(program)
            .args(arguments)
            .arg(place)
            .env("VIRTUAL_MODULE_SPEED", speed.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            // A group of its own: a script's programs would go on at the line of the next scenario.
            .process_group(0)
            .spawn()
            .map_err(|error| io::Error::other(format!("{program} does not start: {error}")))?;
        running.is(Some(Pid::from_child(&child)));
        Ok(Some(Self { child, running: running.clone() }))
    }

    /// How it ended, where it did so by itself.
    pub(super) fn ended(&mut self) -> Option<String> {
        self.child.try_wait().ok().flatten().map(|status| format!("It ended with {status}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.running.end();
        // One that has left its group is still ours.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
