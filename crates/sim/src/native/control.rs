//! Orders on standard input: a hand at the module while it runs.

use crate::scenario::Scenario;

use super::options;

/// What somebody wants done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// These scenarios begin now.
    Inject(Vec<Scenario>),
    /// Nothing is wrong any more.
    Heal,
    /// The power goes and comes back.
    Power,
}

impl Order {
    /// Reads one line.
    ///
    /// # Errors
    /// Says in one line what is wrong with it.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let (verb, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match (verb, rest.trim()) {
            ("inject", names) if !names.is_empty() => {
                options::playable(names).map(Self::Inject).map_err(|error| error.to_string())
            }
            ("heal", "") => Ok(Self::Heal),
            ("power", "") => Ok(Self::Power),
            _ => Err("an order is: inject NAMES, heal, power".to_owned()),
        }
    }
}

/// The answer to an order, a line of JSON.
pub(super) fn answer(done: &Result<(), String>) -> String {
    match done {
        Ok(()) => "{\"done\":true}".to_owned(),
        Err(error) => {
            let harmless = |char: char| if char == '\\' || char.is_control() { '?' } else { char };
            let words: String = error.replace('"', "'").chars().map(harmless).collect();
            format!("{{\"error\":\"{words}\"}}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::module;

    #[test]
    fn orders_are_read_and_others_are_told_what_there_is() {
        assert_eq!(Order::parse(" inject hang, late \n"), Ok(Order::Inject(vec![module::HANG, module::LATE])));
        assert_eq!(Order::parse("heal"), Ok(Order::Heal));
        assert_eq!(Order::parse("power"), Ok(Order::Power));
        for line in ["", "inject", "inject ", "heal now", "dance", "inject rain", "inject refuses"] {
            assert!(Order::parse(line).is_err(), "{line}");
        }
        let refused = answer(&Order::parse("inject \"\\\t").map(|_| ()));
        assert!(refused.starts_with("{\"error\":\"there is no scenario '"), "{refused}");
        assert!(!refused.contains('\\') && !refused.contains('\t'), "{refused}");
    }
}
