//! A list of texts as one text: with commas between, and a backslash before a comma that belongs to a text.

/// Joins texts. [`split`] makes the same texts of it again.
#[must_use]
pub fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let escaped: Vec<String> = texts.into_iter().map(escape).collect();
    escaped.join(", ")
}

/// What stands for a text. A blank at an end of it would be taken for one that was typed behind a comma, and an empty one for nothing.
fn escape(text: &str) -> String {
    if text.is_empty() {
        return "\\0".to_owned();
    }
    let last = text.chars().count() - 1;
    let one = |(at, one): (usize, char)| {
        let is_blank_at_an_end = one.is_whitespace() && (at == 0 || at == last);
        let mark = (matches!(one, ',' | '\\') || is_blank_at_an_end).then_some('\\');
        mark.into_iter().chain([one])
    };
    text.chars().enumerate().flat_map(one).collect()
}

/// The texts of a list. Blanks around them do not count, and nothing between two commas is no text; `\\0` is an empty one.
#[must_use]
pub fn split(list: &str) -> Vec<String> {
    let mut texts = Vec::new();
    // The text, whether there is one, and how much of it stays whatever it ends with.
    let (mut text, mut is_said, mut kept) = (String::new(), false, 0);
    let mut close = |text: &mut String, is_said: bool, kept: usize| {
        text.truncate(text.trim_end().len().max(kept));
        let text = std::mem::take(text);
        texts.extend(is_said.then_some(text));
    };
    let mut characters = list.chars();
    while let Some(one) = characters.next() {
        match one {
            ',' => {
                close(&mut text, is_said, kept);
                (is_said, kept) = (false, 0);
            }
            '\\' => {
                is_said = true;
                match characters.next() {
                    Some('0') | None => {}
                    Some(next) => text.push(next),
                }
                kept = text.len();
            }
            blank if blank.is_whitespace() && !is_said => {}
            one => {
                is_said = true;
                text.push(one);
            }
        }
    }
    close(&mut text, is_said, kept);
    texts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_is_read_as_a_person_types_it() {
        for (list, expected) in [
            ("1, 5", vec!["1", "5"]),
            ("READY", vec!["READY"]),
            (" 1 ,, 2 ,", vec!["1", "2"]),
            ("SIM PIN, SIM PUK", vec!["SIM PIN", "SIM PUK"]),
            ("a\\,b, c", vec!["a,b", "c"]),
            ("\\0", vec![""]),
            ("", vec![]),
        ] {
            assert_eq!(split(list), expected, "{list:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_joined_is_split_again(texts in prop::collection::vec("[a ,\\\\0\t]{0,4}", 0..4)) {
            prop_assert_eq!(split(&join(texts.iter().map(String::as_str))), texts);
        }

        #[test]
        fn any_text_is_some_list(list in ".{0,40}") {
            let texts = split(&list);
            prop_assert_eq!(split(&join(texts.iter().map(String::as_str))), texts);
        }
    }
}
