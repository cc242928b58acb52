//! Names for lists of faults, and how they are read.

use std::fmt;

use crate::fault::{Fault, Place, What};
use crate::faults;

/// A name for a list of faults: one row of `faults/`. Its sentences are for a terminal, and in the program alone: a page has texts
/// of its own, in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scenario {
    name: &'static str,
    #[cfg(any(test, feature = "native"))]
    says: &'static str,
    #[cfg(any(test, feature = "native"))]
    shows: &'static str,
    faults: &'static [Fault],
}

impl Scenario {
    /// A row.
    #[cfg(any(test, feature = "native"))]
    pub(crate) const fn new(
        name: &'static str,
        says: &'static str,
        shows: &'static str,
        faults: &'static [Fault],
    ) -> Self {
        Self { name, says, shows, faults }
    }

    /// A row without its sentences, which would only make a page larger.
    #[cfg(not(any(test, feature = "native")))]
    pub(crate) const fn new(
        name: &'static str,
        _says: &'static str,
        _shows: &'static str,
        faults: &'static [Fault],
    ) -> Self {
        Self { name, faults }
    }

    /// Everything works.
    pub const HEALTHY: Self = Self::new("healthy", "Everything works.", "All goes well.", &[]);

    /// Every scenario, in the order to offer them: by place, as [`Place`] orders them, after the healthy one.
    pub const ALL: &'static [Self] = faults::ALL;

    /// The name to choose it by: small letters, figures and hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What is wrong in it, in one sentence.
    #[cfg(any(test, feature = "native"))]
    #[must_use]
    pub const fn says(self) -> &'static str {
        self.says
    }

    /// What a host sees of it, in one sentence.
    #[cfg(any(test, feature = "native"))]
    #[must_use]
    pub const fn shows(self) -> &'static str {
        self.shows
    }

    /// The faults it stands for.
    #[must_use]
    pub const fn faults(self) -> &'static [Fault] {
        self.faults
    }

    /// Whether this goes wrong in it, whenever it begins and however long it lasts.
    #[must_use]
    pub fn makes(self, what: What) -> bool {
        self.faults.iter().any(|fault| fault.what == what)
    }

    /// Where its first fault is; the healthy one has none.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        self.faults.first().map(|fault| fault.what.place())
    }

    /// Every scenario at these places, in their order, after the healthy one.
    #[must_use]
    pub fn at(wanted: impl Fn(Place) -> bool) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|scenario| scenario.place().is_none_or(&wanted)).collect()
    }

    /// The scenario with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::find(name, Self::ALL)
    }

    /// Reads names with commas between them; capitals and blanks around a name do not count, and one that comes again adds nothing.
    ///
    /// # Errors
    /// An unknown name gives the error with that name and the known ones of `choice`.
    pub fn parse_list(names: &str, choice: &[Self]) -> Result<Vec<Self>, NoSuchScenario> {
        let mut list = Vec::new();
        for name in names.split(',') {
            let scenario = Self::parse(name, choice)?;
            if !list.contains(&scenario) {
                list.push(scenario);
            }
        }
        Ok(list)
    }

    /// Reads one name; capitals and blanks around it do not count.
    ///
    /// # Errors
    /// A name outside of `choice` gives the error with that name and the known ones.
    pub fn parse(name: &str, choice: &[Self]) -> Result<Self, NoSuchScenario> {
        Self::find(name, choice).ok_or_else(|| NoSuchScenario {
            name: name.trim().to_owned(),
            names: choice.iter().map(|scenario| scenario.name).collect(),
        })
    }

    fn find(name: &str, choice: &[Self]) -> Option<Self> {
        choice.iter().copied().find(|scenario| scenario.name.eq_ignore_ascii_case(name.trim()))
    }
}

impl Default for Scenario {
    fn default() -> Self {
        Self::HEALTHY
    }
}

/// A name that no scenario has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchScenario {
    /// The name.
    pub name: String,
    /// The names that there are to choose from.
    pub names: Vec<&'static str>,
}

impl fmt::Display for NoSuchScenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no scenario \"{}\" here; there are {}", self.name, self.names.join(", "))
    }
}

impl std::error::Error for NoSuchScenario {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_scenario_is_found_by_its_name_and_no_name_is_there_twice() {
        for scenario in Scenario::ALL {
            assert_eq!(Scenario::named(scenario.name()), Some(*scenario));
        }
        let names: BTreeSet<_> = Scenario::ALL.iter().map(|scenario| scenario.name).collect();
        assert_eq!(names.len(), Scenario::ALL.len());
        assert_eq!(Scenario::named("sunshine"), None);
    }

    #[test]
    fn they_stand_in_the_order_of_their_places_and_say_one_sentence() {
        assert!(Scenario::ALL.is_sorted_by_key(|scenario| scenario.place()));
        for Scenario { name, says, shows, .. } in Scenario::ALL {
            for sentence in [says, shows] {
                assert!(sentence.ends_with('.') && !sentence.contains(". "), "{name}: {sentence}");
            }
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(name.bytes().all(is_plain), "{name}");
        }
    }

    #[test]
    fn lists_are_read_and_an_unknown_name_is_told_with_those_there_are() {
        let ports = Scenario::at(|place| place == Place::Port);
        let read = Scenario::parse_list("Silent, noise", &ports).unwrap();
        assert_eq!(read, [faults::port::SILENT, faults::port::NOISE]);
        let error = Scenario::parse_list("silent,no-sim", &ports).unwrap_err();
        assert_eq!(error.name, "no-sim");
        assert!(error.to_string().contains("healthy, silent"), "{error}");
        assert!(Scenario::parse_list("", Scenario::ALL).is_err());
        let once = Scenario::parse_list("noise,silent,noise", &ports).unwrap();
        assert_eq!(once, [faults::port::NOISE, faults::port::SILENT]);
    }
}
