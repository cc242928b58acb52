//! Cuts a text into sentences and words, and says what of it is a word at all.

use crate::fluent::FILLED_IN;

/// What a word of ours never has inside. What has one of them is code, an address, a path, or a value to type.
const SIGNS: &[char] = &['+', '=', '<', '>', '/', '\\', ':', '@', '_', '$', '#', '&', '.', '|', '±', '×', FILLED_IN];

/// Words in a row; what is no word parts them.
pub(crate) type Row<'a> = Vec<&'a str>;

/// The words of a text, in rows.
///
/// What stands between two blanks is one piece. It loses the punctuation around it, and the `'s` at its end. It is no word if then
///
/// - it has no letter, such as `12` or `…`,
/// - it has a digit, such as `115200`, `L610-CN-00` or `2G`,
/// - it has one of the signs inside that no word has, such as `AT+CSQ`, `plant/#`, `ws://host` or a variable,
/// - or it begins or ends with a dash, such as `-out` and `iot-…`.
///
/// A term of the glossary is a word whatever it has: `UTF-8`.
pub(crate) fn rows<'a>(text: &'a str, is_term: impl Fn(&str) -> bool) -> Vec<Row<'a>> {
    let pieces: Vec<&str> = text.split_whitespace().map(bare).collect();
    pieces.split(|piece| !is_term(piece) && !is_word(piece)).map(<[&str]>::to_vec).collect()
}

/// Whether a piece without the punctuation around it is a word.
fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphabetic)
        && !piece.contains(|c: char| c.is_ascii_digit() || SIGNS.contains(&c))
        && !piece.starts_with('-')
        && !piece.ends_with('-')
}

/// A piece without the punctuation around it, and without the `'s` at its end.
fn bare(piece: &str) -> &str {
    let punctuation =
        |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '“' | '”' | '"' | '\'' | '…' | '⟨' | '⟩');
    let piece = piece.trim_matches(punctuation);
    piece.strip_suffix("'s").unwrap_or(piece)
}

/// The sentences of a text. A semicolon ends one as well: a sentence could follow on its own. A colon does not.
pub(crate) fn sentences(text: &str) -> Vec<Vec<&str>> {
    let ends = |piece: &&str| piece.trim_end_matches(['”', '"', '\'', ')']).ends_with(['.', '!', '?', ';']);
    let pieces: Vec<&str> = text.split_whitespace().collect();
    pieces.split_inclusive(ends).map(<[&str]>::to_vec).collect()
}

/// How many words a sentence has: numbers, code and what is filled in count too, lone signs do not.
pub(crate) fn length(sentence: &[&str]) -> usize {
    sentence.iter().filter(|piece| piece.contains(|c: char| c.is_alphanumeric() || c == FILLED_IN)).count()
}

/// A word as it would stand in the middle of a sentence: `Port` is `port`, but `PIN` is `PIN`.
pub(crate) fn inside_a_sentence(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().any(char::is_uppercase) {
        word.to_owned()
    } else {
        first.to_lowercase().chain(letters).collect()
    }
}
