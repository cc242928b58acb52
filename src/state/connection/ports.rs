//! What is known of the computer's ports, and the attempt to connect that is under way.

use std::rc::Rc;

use fibocom_at::engine::Answer;
use futures::channel::mpsc;

use super::Wanted;
use crate::link::probe::Finding;
use crate::transport::web_serial::Port;
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
