//! How something is meant: plain, informing, good, doubtful or bad. Always shown with an icon and text as well.

use super::icon::Icon;

/// The meaning that a colour underlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No judgement.
    #[default]
    Plain,
    /// Worth knowing.
    Info,
    /// Good.
    Ok,
    /// Works, but look at it.
    Warn,
    /// Does not work.
    Bad,
}

impl Tone {
    /// The class that colours a component of the kit.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Info => "tone-info",
            Self::Ok => "tone-ok",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
        }
    }

    /// The icon that says the same without colour.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Plain | Self::Info => Icon::Info,
            Self::Ok => Icon::Check,
            Self::Warn => Icon::Warning,
            Self::Bad => Icon::Cross,
        }
    }
}
