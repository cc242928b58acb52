//! The list of all commands, with what each has to say of its own lines.

use super::{Spec, Typed, beside};
use crate::meaning::{Heard, Known, Meaning, Meanings, Status};

/// A command, as its file hands it to the list.
pub(super) struct Listed {
    pub(super) spec: &'static Spec,
    pub(super) meanings: Meanings,
    /// The meanings that come out of there, but for those that another command or code has in this list.
    pub(super) known: &'static [Known],
}

type OfCommand = fn(&Typed) -> Option<Meaning>;

/// Makes a list of each thing that a command has. They are apart, so that code that needs one does not hold the others: the
/// first load of the page explains what is refused, and nothing else.
macro_rules! list {
    ($($(#[$when:meta])? $file:ident::$command:ident,)+) => {
        /// Every command that is known, in the order of a session.
        pub static LIST: &[&Spec] = &[$($(#[$when])? super::$file::$command.spec,)+];

        static ASKS: &[OfCommand] = &[$($(#[$when])? super::$file::$command.meanings.asks,)+];
        static SAYS: &[fn(&Heard<'_>) -> Option<Meaning>] = &[$($(#[$when])? super::$file::$command.meanings.says,)+];
        static DONE: &[OfCommand] = &[$($(#[$when])? super::$file::$command.meanings.done,)+];
        static STATUS: &[fn(&Status<'_>) -> Option<Meaning>] = &[$($(#[$when])? super::$file::$command.meanings.status,)+];
        static REFUSED: &[OfCommand] = &[$($(#[$when])? super::$file::$command.meanings.refused,)+];

        /// Every meaning that commands have of their own.
        pub(crate) static KNOWN: &[&[Known]] = &[$($(#[$when])? super::$file::$command.known,)+ beside::KNOWN];
    };
}

list! {
    attention::COMMAND,
    echo::COMMAND,
    identification::ATI_COMMAND,
    identification::CGMI_COMMAND,
    identification::CGMM_COMMAND,
    identification::CGMR_COMMAND,
    identification::CGSN_COMMAND,
    identification::GMI_COMMAND,
    identification::GMM_COMMAND,
    identification::GMR_COMMAND,
    identification::GSN_COMMAND,
    error_reports::COMMAND,
    sim::COMMAND,
    signal::COMMAND,
    operator::COMMAND,
    registration::CREG_COMMAND,
    registration::CGREG_COMMAND,
    registration::CEREG_COMMAND,
    address::COMMAND,
    dial::COMMAND,
    clock::MIPNTP_COMMAND,
    clock::CCLK_COMMAND,
    tls_version::COMMAND,
    tls_mode::COMMAND,
    tls_file::COMMAND,
    tls_error::COMMAND,
    user::COMMAND,
    will::COMMAND,
    open::COMMAND,
    close::COMMAND,
    subscribe::COMMAND,
    unsubscribe::COMMAND,
    publish::COMMAND,
    conf::COMMAND,
    read::COMMAND,
    sn_client_id::COMMAND,
    sn_register::COMMAND,
    sn_will::MQTTWTOPICUD_COMMAND,
    sn_will::MQTTWMSGUD_COMMAND,
    cloud_registration::COMMAND,
    cloud_login::COMMAND,
    #[cfg(test)]
    foo::COMMAND,
}

/// The one of a list that belongs to the command with this name.
fn of<T: Copy>(list: &[T], name: &str) -> Option<T> {
    LIST.iter().zip(list).find(|(spec, _)| spec.name == name).map(|(_, found)| *found)
}

/// What a command says that it asks.
pub(crate) fn asks(typed: &Typed) -> Option<Meaning> {
    of(ASKS, &typed.name).or_else(|| beside::meanings(&typed.name).map(|meanings| meanings.asks))?(typed)
}

/// What the command with this name says of a line of its reply.
pub(crate) fn says(name: &str, heard: &Heard<'_>) -> Option<Meaning> {
    of(SAYS, name).or_else(|| beside::meanings(name).map(|meanings| meanings.says))?(heard)
}

/// What a command says of its OK.
pub(crate) fn done(typed: &Typed) -> Option<Meaning> {
    of(DONE, &typed.name)?(typed)
}

/// What the command with this name says of its status line.
pub(crate) fn status(name: &str, status: &Status<'_>) -> Option<Meaning> {
    of(STATUS, name)?(status)
}

/// What a command says of a bare ERROR.
pub(crate) fn refused(typed: &Typed) -> Option<Meaning> {
    of(REFUSED, &typed.name)?(typed)
}

/// Whether a command has something to say.
pub(crate) fn is_explained(name: &str) -> bool {
    Spec::named(name).is_some() || beside::meanings(name).is_some()
}
