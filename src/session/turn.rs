//! The turns in the life of a link: what stands between the lines of the journal, and divides them.

use crate::transport::{LostReason, ReadFault};

/// Something that happened to the link itself, and no line tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// The device that was lost is there again.
    Back,
    /// A port was opened, or a virtual module switched on.
    Opened(Place),
    /// A module told its model, which may be an empty text.
    Connected(String),
    /// The module started anew and forgot everything.
    Restarted,
    /// Reading failed and went on; bytes were probably lost.
    Disturbed(ReadFault),
    /// The link is over.
    Ended(LostReason),
}

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A serial port.
    Port {
        /// Vendor and product of the USB device that it belongs to.
        usb: Option<(u16, u16)>,
        /// In bauds.
        baud_rate: u32,
    },
    /// The virtual module of this series or model.
    Virtual(String),
}

impl Turn {
    /// Its name in a transcript.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Opened(_) => "opened",
            Self::Connected(_) => "connected",
            Self::Restarted => "restarted",
            Self::Disturbed(_) => "disturbed",
            Self::Ended(LostReason::Unplugged) => "unplugged",
            Self::Ended(LostReason::Closed) => "closed",
            Self::Ended(LostReason::Fault(_)) => "failed",
        }
    }

    /// What a transcript says of it.
    #[must_use]
    pub fn brief(&self) -> String {
        let (name, detail) = (self.name(), self.detail());
        if detail.is_empty() { name.to_owned() } else { format!("{name} {detail}") }
    }

    fn detail(&self) -> String {
        match self {
            Self::Opened(Place::Port { usb, baud_rate }) => {
                let usb = usb.map_or_else(String::new, |(vendor, product)| format!("{vendor:04x}:{product:04x}, "));
                format!("{usb}{baud_rate} baud")
            }
            Self::Opened(Place::Virtual(series)) => format!("virtual {series}"),
            Self::Connected(model) => model.clone(),
            Self::Disturbed(fault) => fault.name().to_owned(),
            Self::Ended(LostReason::Fault(reason)) => reason.clone(),
            Self::Back | Self::Restarted | Self::Ended(_) => String::new(),
        }
    }
}
