//! What happens to a link, from what its transport tells to what the record keeps.

use workbench_record::{Ending, LineFault};

use crate::transport::{LostReason, ReadFault};

impl From<ReadFault> for LineFault {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Break => Self::Break,
            ReadFault::Framing => Self::Framing,
            ReadFault::Parity => Self::Parity,
            ReadFault::BufferOverrun => Self::BufferOverrun,
            ReadFault::Unknown => Self::Unknown,
        }
    }
}

impl From<&LostReason> for Ending {
    fn from(reason: &LostReason) -> Self {
        match reason {
            LostReason::Unplugged => Self::Unplugged,
            LostReason::Closed => Self::Closed,
            LostReason::Fault(reason) => Self::Failed(reason.clone()),
        }
    }
}
