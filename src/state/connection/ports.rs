//! What is known of the computer's ports, the device in use, and the attempt to connect that is under way.

use std::rc::Rc;

use fibocom_at::engine::Answer;
use futures::channel::mpsc;

use crate::link::probe::Finding;
use crate::transport::web_serial::{Port, PortInfo};
use crate::transport::{OpenError, Transport};

/// The ports that this page has been granted, and what came of them.
#[derive(Default)]
pub(in crate::state) struct Ports {
    pub(in crate::state) granted: Vec<Port>,
    /// The list that a script was given last: its places are those of this list, however ports come and go meanwhile.
    pub(in crate::state) listed: Option<Vec<Port>>,
    /// What came of asking a port last.
    pub(in crate::state) asked: Vec<(Port, Result<Finding, OpenError>)>,
    /// The device in use, to be recognised when it comes back.
    pub(in crate::state) wanted: Option<Wanted>,
    /// The speed that each port was opened at last.
    pub(in crate::state) speeds: Vec<(Port, u32)>,
    /// The ports that came while this page was there, and when.
    pub(in crate::state) came: Vec<(Port, u64)>,
}

/// The device that a connection is kept with: it is taken up again when the device comes back.
#[derive(Debug, Clone)]
pub(in crate::state) struct Wanted {
    pub(in crate::state) info: PortInfo,
    pub(super) baud_rate: u32,
    /// Whether that is the module's own, and not one of those that are being tried.
    pub(super) is_its_speed: bool,
    /// How many granted ports looked like it, with itself.
    pub(super) siblings: usize,
    /// The port that is open, or was last.
    pub(in crate::state) port: Port,
    /// The ports that have come since it was lost.
    pub(super) came: Vec<Port>,
    /// Whether they came before its loss was known: a driver may take seconds to let a port go.
    pub(super) came_early: bool,
}

impl Wanted {
    pub(in crate::state) const fn baud_rate(&self) -> u32 {
        self.baud_rate
    }
}

/// The connection that somebody is making, until a module has answered.
#[derive(Default)]
pub(in crate::state) struct Attempt {
    /// Which one it is; none, while nobody makes one.
    pub(in crate::state) number: Option<u64>,
    /// The ports that are being asked. Nobody leads their links yet.
    pub(in crate::state) asked: Vec<Rc<dyn Transport>>,
    /// Where to say what a person has chosen about data that the module may wait for, while its ports are only being asked.
    pub(in crate::state) answers: Vec<mpsc::Sender<Answer>>,
}
