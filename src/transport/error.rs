//! Why a port cannot be had, opened or used: data for the advice table, not sentences for people.

use thiserror::Error;

/// Why there is no [`Link`](super::Link).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// This browser has no Web Serial.
    #[error("not supported")]
    NotSupported,
    /// The page was not loaded over https or from localhost.
    #[error("insecure context")]
    InsecureContext,
    /// A policy of the site, of the page that embeds this one, or of an administrator forbids serial ports.
    #[error("blocked by policy")]
    BlockedByPolicy,
    /// The chooser was closed without a choice. Chromium also says so, without showing it, where the user has blocked
    /// serial ports for this site.
    #[error("no port chosen")]
    NotChosen,
    /// The chooser may only be opened from a click or a key press.
    #[error("needs a gesture")]
    NeedsGesture,
    /// The system refused to open the port, several times. Usually another program has it; a missing right or a device that
    /// vanished look the same to a page.
    #[error("in use")]
    InUse,
    /// As [`InUse`](Self::InUse), and another tab of this app has a port of the same device.
    #[error("open in another tab")]
    OpenHere,
    /// This page has the port open already, or is just opening or closing it.
    #[error("already open")]
    AlreadyOpen,
    /// The browser refused for another reason.
    #[error("{name}: {message}")]
    Refused {
        /// The name of the browser's exception.
        name: String,
        /// Its text, in the browser's words.
        message: String,
    },
}

/// Why bytes were not sent or control lines not set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    #[error("lost")]
    Lost,
    /// The browser refused; the connection may still be good.
    #[error("{name}: {message}")]
    Failed {
        /// The name of the browser's exception.
        name: String,
        /// Its text, in the browser's words.
        message: String,
    },
}
