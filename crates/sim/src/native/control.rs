//! Orders on standard input: a hand at the module while it runs, and how it is answered.

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
    use crate::hand::Hand;

    #[test]
    fn an_order_that_cannot_be_done_is_answered_by_harmless_words() {
        assert_eq!(answer(&Ok(())), "{\"done\":true}");
        let refused = answer(&Hand::parse("inject \"\\\t").map(|_| ()).map_err(|error| error.to_string()));
        assert!(refused.starts_with("{\"error\":\"there is no scenario '"), "{refused}");
        assert!(!refused.contains('\\') && !refused.contains('\t'), "{refused}");
    }
}
