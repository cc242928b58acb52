//! What a command answers: lines, a final result, and what follows after it.

use fibocom_at::codes::CmeError;

use crate::broker::{BrokerRequest, Connection};
use crate::device::{Device, TuyaEvent};

/// A command's success or its refusal, worded later by the command's own error form.
pub(crate) type Outcome = Result<Reply, CmeError>;

/// What happens with the bytes of an upload.
pub(crate) type Finish = Box<dyn FnOnce(&mut Device, Vec<u8>) -> Outcome + Send>;

/// A successful reply: information first, `OK` after it, consequences last.
#[derive(Default)]
pub(crate) struct Reply {
    pub(crate) info: Vec<Vec<u8>>,
    pub(crate) then: Vec<Later>,
    /// Data to ask for by the prompt, before the final result.
    pub(crate) upload: Option<Upload>,
    /// The connection whose refusal may still take the place of `OK`.
    pub(crate) opens: Option<Connection>,
}

/// Data that the host sends after the prompt.
pub(crate) struct Upload {
    pub(crate) size: usize,
    pub(crate) finish: Finish,
}

/// Something that happens some time after `OK`: shortest and longest delay in milliseconds.
pub(crate) struct Later {
    pub(crate) delay: (u64, u64),
    pub(crate) effect: Effect,
}

/// What can happen on its own, when its time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The module starts again from nothing.
    Reboot,
    /// The AT interpreter listens.
    Booted,
    /// The SIM answers.
    SimReady,
    /// The network accepts the module.
    Registered,
    /// The radio goes off: no registration, no address.
    RadioOff,
    /// The network answers the dialling.
    Dialled,
    /// The IP address is given back.
    HungUp,
    /// The time server answers, or not.
    TimeReceived { reached: bool },
    /// A request goes out to the broker.
    Ask(Connection, BrokerRequest),
    /// The connection of this client was closed on request.
    ClientClosed(u8),
    /// The gateway answers a registration.
    Register { connection: Connection, name: String },
    /// The session with Tuya goes on; its number, and what happens.
    Tuya(u32, TuyaEvent),
    /// A line comes, after `OK`.
    Print(Vec<u8>),
    /// Test only: so many messages of so many bytes.
    Flood { messages: u32, bytes: usize, topics: u32 },
}

impl Reply {
    /// `OK` and nothing else.
    pub(crate) fn ok() -> Self {
        Self::default()
    }

    /// One line of information, then `OK`.
    pub(crate) fn line(text: impl Into<Vec<u8>>) -> Self {
        Self { info: vec![text.into()], ..Self::default() }
    }

    /// Several lines of information, then `OK`.
    pub(crate) fn lines(info: Vec<Vec<u8>>) -> Self {
        Self { info, ..Self::default() }
    }

    /// The prompt, then so many bytes, then what becomes of them.
    pub(crate) fn prompt(size: usize, finish: Finish) -> Self {
        Self { upload: Some(Upload { size, finish }), ..Self::default() }
    }

    /// Adds something that happens after `OK`.
    #[must_use]
    pub(crate) fn then(mut self, delay: (u64, u64), effect: Effect) -> Self {
        self.then.push(Later { delay, effect });
        self
    }
}
