//! The control lines of the port, DTR and RTS: as the system sets them, until somebody asks for something else.

use leptos::prelude::*;

use super::{WorkError, Workbench};
use crate::transport::{Link, LinkError, Signals};

/// What was asked for: a line is raised, dropped, or left to the system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ControlLines {
    /// Data Terminal Ready.
    pub dtr: Option<bool>,
    /// Request To Send.
    pub rts: Option<bool>,
}

impl ControlLines {
    /// What is sent to a port that has just been opened; nothing where nothing was asked for.
    fn signals(self) -> Option<Signals> {
        (self != Self::default()).then_some(Signals { dtr: self.dtr, rts: self.rts, line_break: None })
    }

    /// The same after orders for both.
    fn after(self, dtr: LineOrder, rts: LineOrder) -> Self {
        Self { dtr: dtr.after(self.dtr), rts: rts.after(self.rts) }
    }
}

/// What is to be done with a control line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineOrder {
    /// It stays as it was asked for before.
    Keep,
    /// It is left to the system again, which sets it when a port is opened the next time.
    System,
    /// It is raised or dropped.
    Set(bool),
}

impl LineOrder {
    fn after(self, before: Option<bool>) -> Option<bool> {
        match self {
            Self::Keep => before,
            Self::System => None,
            Self::Set(on) => Some(on),
        }
    }
}

impl Workbench {
    /// What was asked for. It holds for every port that this page opens, until it is changed.
    #[must_use]
    pub fn control_lines(&self) -> Signal<ControlLines> {
        self.lines.into()
    }

    /// Chooses how the lines are to be, for the port that is open and for those that are opened from now on. A line that is left to the system
    /// stays as it is until the port is opened the next time.
    ///
    /// # Errors
    /// [`WorkError::ControlLines`] where the open port does not take it; the choice is then as it was.
    pub async fn choose_control_lines(&self, chosen: ControlLines) -> Result<(), WorkError> {
        if let (Ok(handle), Some(signals)) = (self.handle(), chosen.signals()) {
            handle.set_signals(signals).await.map_err(refused)?;
        }
        self.lines.set(chosen);
        Ok(())
    }

    /// Raises or drops lines of the open port, or leaves them to the system again.
    ///
    /// # Errors
    /// As [`Workbench::choose_control_lines`]; [`WorkError::NotConnected`] where a line is to be set and no port is open.
    pub async fn set_control_lines(&self, dtr: LineOrder, rts: LineOrder) -> Result<(), WorkError> {
        if let Some(signals) = ControlLines::default().after(dtr, rts).signals() {
            self.handle()?.set_signals(signals).await.map_err(refused)?;
        }
        self.lines.update(|lines| *lines = lines.after(dtr, rts));
        Ok(())
    }

    /// Sets the lines of a port that has just been opened as was asked for. One that does not take them is closed again.
    pub(super) async fn with_lines(&self, link: Link) -> Result<Link, WorkError> {
        let Some(signals) = self.lines.get_untracked().signals() else { return Ok(link) };
        match link.transport.set_signals(signals).await {
            // One that is gone says so to whoever listens to it.
            Ok(()) | Err(LinkError::Lost) => Ok(link),
            Err(error) => {
                link.transport.close().await;
                Err(refused(error))
            }
        }
    }
}

fn refused(error: LinkError) -> WorkError {
    match error {
        LinkError::Lost => WorkError::NotConnected,
        LinkError::Failed { message, .. } => WorkError::ControlLines(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_until_somebody_asks() {
        assert_eq!(ControlLines::default().signals(), None);
        let raised = ControlLines { dtr: None, rts: Some(false) };
        assert_eq!(raised.signals(), Some(Signals { dtr: None, rts: Some(false), line_break: None }));
    }

    #[test]
    fn what_is_asked_for_later_leaves_the_other_line_as_it_was() {
        let both = ControlLines { dtr: Some(true), rts: Some(false) };
        for (dtr, rts, expected) in [
            (LineOrder::Set(false), LineOrder::Keep, (Some(false), Some(false))),
            (LineOrder::Keep, LineOrder::Keep, (Some(true), Some(false))),
            (LineOrder::System, LineOrder::Keep, (None, Some(false))),
            (LineOrder::System, LineOrder::System, (None, None)),
        ] {
            assert_eq!(both.after(dtr, rts), ControlLines { dtr: expected.0, rts: expected.1 });
        }
    }
}
