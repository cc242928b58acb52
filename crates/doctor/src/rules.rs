//! The rules, one file each, with their logs beside them. What is likelier to be the cause stands before what follows from it.

use crate::diagnosis::{Out, Screen, Severity};
use crate::known::Known;
use crate::seen::Seen;

/// A rule: what it is called, how grave what it finds is, and where that is mended.
///
/// Its sentences are found by its name: what is wrong, the likely cause, the next step, and what would show that it is not so.
#[derive(Debug)]
pub struct Rule {
    /// Its name: small letters and hyphens.
    pub id: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where it is mended.
    pub screen: Screen,
    /// The rules whose findings follow from this one, and are not told beside it.
    pub explains: &'static [&'static str],
    /// Makes what watches for it.
    pub(crate) watch: fn() -> Box<dyn Watch>,
}

/// A rule is told by its name.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// Watches a log for what one rule is about. It keeps little: a log may be endless.
pub(crate) trait Watch: std::fmt::Debug + Send {
    /// Sees the next thing. What is known does not have it yet.
    fn see(&mut self, seen: &Seen, known: &Known, out: &mut Out<'_>);
}

/// Lists the rules, in the order in which they are told.
macro_rules! rules {
    ($($file:ident,)+) => {
        $(mod $file;)+

        /// Every rule, causes first.
        pub static RULES: &[&Rule] = &[$(&$file::RULE,)+];
    };
}

rules! {
    wrong_port,
    baud,
    only_echo,
    damaged,
    no_answer,
    sim_missing,
    pin_tries,
    sim_locked,
    two_masters,
    restart,
    network_lost,
    address_lost,
    not_registered,
    address_zero,
    no_address,
    tls_flag,
    tls_clock,
    wrong_ca,
    key_pair,
    certificate,
    no_user,
    keep_alive,
    cloud_refuses,
    login_refused,
    unreachable,
    series_lacks,
    status_zero,
    open_refused,
    kicked_off,
    unopened,
    refused_by_status,
    before_status,
    datasize,
    data_missing,
    quotes,
    session_gone,
    reserved_flag,
    line_end_typed,
    other_vendor,
    short_wait,
    no_pause,
    weak_signal,
    unread,
}

#[cfg(test)]
mod tests;
