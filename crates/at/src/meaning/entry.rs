//! Declares meanings: each once, beside what it is said of, with its variables, so that none is made that the list does not have.

use super::{Arg, Meaning, Severity};

/// A meaning that can come out of this module, for tests that walk a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The id of its sentence.
    pub id: &'static str,
    /// The names of its variables.
    pub args: &'static [&'static str],
    /// How grave it is.
    pub severity: Severity,
    /// The id of the advice that helps.
    pub advice: Option<&'static str>,
}

/// A meaning with `N` variables that have no values yet.
#[derive(Clone, Copy)]
pub(crate) struct Entry<const N: usize> {
    pub(crate) id: &'static str,
    pub(crate) args: [&'static str; N],
    pub(crate) severity: Severity,
    pub(crate) advice: Option<&'static str>,
}

impl<const N: usize> Entry<N> {
    /// The meaning with these values, in the order of the declaration.
    pub(crate) fn with(self, values: [Arg; N]) -> Meaning {
        Meaning {
            id: self.id,
            args: self.args.into_iter().zip(values).collect(),
            severity: self.severity,
            advice: self.advice,
        }
    }
}

/// `NAME = "meaning-id" Severity ("variable", …) => advice;` defines a constant for each, and `KNOWN` with all of them.
macro_rules! entries {
    ($($name:ident = $id:literal $severity:ident ($($arg:literal),*) $(=> $advice:expr)?;)+) => {
        $(const $name: $crate::meaning::entry::Entry<{ <[&str]>::len(&[$($arg),*]) }> = $crate::meaning::entry::Entry {
            id: $id,
            args: [$($arg),*],
            severity: $crate::meaning::Severity::$severity,
            advice: $crate::meaning::entry::entries!(@advice $($advice)?),
        };)+

        pub(super) const KNOWN: &[$crate::meaning::Known] = &[$($crate::meaning::Known {
            id: $id,
            args: &[$($arg),*],
            severity: $crate::meaning::Severity::$severity,
            advice: $crate::meaning::entry::entries!(@advice $($advice)?),
        },)+];
    };
    (@advice) => { None };
    (@advice $advice:expr) => { Some($advice) };
}

pub(crate) use entries;
