//! A walkthrough in a link: `1.` and the document, packed and as text, and behind `?` values for it.

use std::collections::BTreeMap;

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::check::{Checked, read};
use crate::document::{Document, Source};
use crate::limits::{DOCUMENT, LINK, QUERY, VALUES};
use crate::problem::{Fault, Problem};

/// How the links of this version begin.
const VERSION: &str = "1.";

/// The hardest that the packer tries.
const LEVEL: u8 = 10;

/// Values that came with a link, by name.
pub type Parameters = BTreeMap<String, String>;

/// The part of a link that is the document.
///
/// # Errors
/// When it cannot be written as JSON, or is longer than a link is read.
pub fn pack(document: &Document) -> Result<String, Fault> {
    let json = serde_json::to_vec(document).map_err(|error| Fault::NotADocument(error.to_string()))?;
    let packed = Base64UrlUnpadded::encode_string(&compress_to_vec(&json, LEVEL));
    if packed.len() > LINK.most { Err(Fault::TooMuch(LINK)) } else { Ok(format!("{VERSION}{packed}")) }
}

/// The part of a link behind its document that brings values: nothing where there are none. [`parameters`] reads it.
#[must_use]
pub fn query(values: &Parameters) -> String {
    let pairs = values.iter().map(|(name, value)| format!("{name}={}", coded(value)));
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Reads a link's place: what stands behind `#/walkthrough/`.
///
/// # Errors
/// What is wrong with the link, its document or the values that it brings.
pub fn unpack(place: &str) -> Result<(Checked, Parameters), Vec<Problem>> {
    let refuse = |fault| vec![Problem::whole(fault)];
    let (packed, query) = place.split_once('?').unwrap_or((place, ""));
    if packed.len() > LINK.most {
        return Err(refuse(Fault::TooMuch(LINK)));
    }
    let coded = packed.strip_prefix(VERSION).ok_or_else(|| {
        let other = packed.split_once('.').and_then(|(version, _)| version.parse().ok()).filter(|other| *other != 1);
        refuse(other.map_or(Fault::Link, Fault::Version))
    })?;
    let bytes = Base64UrlUnpadded::decode_vec(coded).map_err(|_| refuse(Fault::Link))?;
    // Packed bytes can stand for a thousand times as many. Nothing beyond the limit is unpacked.
    let json = decompress_to_vec_with_limit(&bytes, DOCUMENT.most).map_err(|error| {
        let is_more = error.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput;
        refuse(if is_more { Fault::TooMuch(DOCUMENT) } else { Fault::Link })
    })?;
    let checked = read(&json)?;
    let values = parameters(query, &checked).map_err(refuse)?;
    Ok((checked, values))
}

/// The values behind the `?`, each held to its kind.
///
/// # Errors
/// A value that the document does not take from a link, or that does not fit its kind.
pub fn parameters(query: &str, checked: &Checked) -> Result<Parameters, Fault> {
    if query.len() > QUERY.most {
        return Err(Fault::TooMuch(QUERY));
    }
    let mut found = Parameters::new();
    let pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    if pairs.len() > VALUES.most {
        return Err(Fault::TooMuch(VALUES));
    }
    for pair in pairs {
        let (name, coded) = pair.split_once('=').unwrap_or((pair, ""));
        let of_link = |value: &&crate::document::Value| value.name == name && value.from == Source::Link;
        let shown = || name.chars().filter(char::is_ascii_graphic).take(40).collect::<String>();
        let value = checked.document.values.iter().find(of_link).ok_or_else(|| Fault::Parameter(shown()))?;
        let text = decoded(coded).ok_or_else(|| Fault::BadValue(shown()))?;
        value.kind.admits(&text).map_err(|_| Fault::BadValue(shown()))?;
        if found.insert(name.to_owned(), text).is_some() {
            return Err(Fault::Twice(shown()));
        }
    }
    Ok(found)
}

/// Writes a byte of UTF-8 that a link cannot have as `%20`: all but those that RFC 3986 (2.3) leaves as they are, and `/` and `:`.
fn coded(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' => coded.push(char::from(byte)),
            letter if letter.is_ascii_alphanumeric() => coded.push(char::from(letter)),
            other => coded.push_str(&format!("%{other:02X}")),
        }
    }
    coded
}

/// Takes `%41` for a byte of UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A document with a value that a link brings, which can be any text.
    const DOCUMENT: &str = r#"{"walkthrough":1,"id":"a","title":"T","about":"A","values":[
        {"name":"text","kind":"text","from":"link","usual":"hello"},{"name":"topic","kind":"topic","from":"link","usual":"a"}],"steps":[
        {"id":"p","title":"T","does":{"publish":["topic","text"]},"branches":[{"when":"otherwise","say":"S","go":"e"}]},
        {"id":"e","title":"T","does":{"end":"works"}}]}"#;

    #[test]
    fn a_link_without_values_ends_with_its_document() {
        assert_eq!(query(&Parameters::new()), "");
    }

    proptest! {
        #[test]
        fn values_are_read_as_they_were_written(text in "[ !#-\\[\\]-~]{1,60}", topic in "[a-z/$%&=?]{1,40}") {
            let text = text.replace(';', ",");
            let checked = read(DOCUMENT.as_bytes()).unwrap();
            let values = Parameters::from([("text".to_owned(), text), ("topic".to_owned(), topic)]);
            let query = query(&values);
            // No program takes a part of it for the end of a link.
            prop_assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte)), "{}", query);
            prop_assert_eq!(parameters(query.trim_start_matches('?'), &checked).unwrap(), values);
        }
    }
}
