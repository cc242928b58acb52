//! Bytes within a call, a list of texts or a value of JSON: `bytes.fromhex("AA 55")`, `["AA", "55"]`, `<Buffer aa 55>`.

use super::{BASE64, Way, hex, number};
use crate::literal::literal_bytes;

/// What such a text can be meant as. All of it can be meant as it stands, too.
pub(super) fn readings(text: &str) -> Vec<(Way, Vec<u8>)> {
    let text = text.trim();
    let hexadecimal = |text: &str| hex::bytes(text).map(|(_, bytes)| (Way::Hex, bytes));
    if let Some(inner) = text.strip_prefix("<Buffer ").and_then(|text| text.strip_suffix('>')) {
        return hexadecimal(inner).into_iter().collect();
    }
    if let Some((_, coded)) = text.strip_prefix("data:").and_then(|text| text.split_once(";base64,")) {
        let bytes = BASE64.iter().find_map(|alphabet| base64::Engine::decode(alphabet, coded).ok());
        return bytes.map(|bytes| (Way::Base64, bytes)).into_iter().collect();
    }
    if let Some(list) = buffer(text) {
        return number::bytes(list).map(|(_, bytes)| (Way::Numbers, bytes)).into_iter().collect();
    }
    if let Some(joined) = texts(text) {
        return hexadecimal(&joined).into_iter().collect();
    }
    let Some(quoted) = within_quotes(text) else { return Vec::new() };
    let inside = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    let literal = inside.contains("\\x").then(|| literal_bytes(quoted)).flatten();
    let bytes = literal.map(|bytes| (Way::Literal, bytes));
    bytes.or_else(|| hexadecimal(inside).filter(|(_, bytes)| bytes.len() > 1)).into_iter().collect()
}

/// The list of a buffer that Node.js wrote as JSON.
fn buffer(text: &str) -> Option<&str> {
    let (_, data) = text.strip_prefix('{').filter(|text| text.contains("\"Buffer\""))?.split_once("\"data\"")?;
    let data = data.trim_start().strip_prefix(':')?.trim_start();
    let end = data.find(']')?;
    data.starts_with('[').then(|| data.get(..=end))?
}

/// The texts of a list, where each is a byte.
fn texts(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let one = |item: &str| {
        let item = item.trim();
        let quote = item.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let digits = item.strip_prefix(quote)?.strip_suffix(quote)?;
        let is_byte = digits.strip_prefix("0x").unwrap_or(digits);
        (is_byte.len() == 2 && is_byte.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| digits.to_owned())
    };
    let items: Vec<String> = inner.split(',').map(one).collect::<Option<_>>()?;
    (items.len() > 1).then(|| items.join(" "))
}

/// What stands in the only quotes of a call or behind a letter, with the quotes and the letter `b` before them.
fn within_quotes(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let quote = text.get(start..)?.chars().next()?;
    let inside = text.get(start + 1..)?;
    let end = start + 1 + inside.find(quote)?;
    let (before, after) = (text.get(..start)?, text.get(end + 1..)?);
    let is_before = before.chars().all(|c| c.is_ascii_alphanumeric() || "_.(!= \n:".contains(c));
    let is_after = after.chars().all(|c| c.is_ascii_alphanumeric() || "_.();:,' \"-".contains(c));
    let is_call = before.ends_with(['(', 'b', 'r', 'B', 'R']) || after.starts_with(['.', ':']);
    (is_before && is_after && is_call && !(before.is_empty() && after.is_empty())).then(|| text.get(start..=end))?
}
