//! Private keys: in their armour, over one line or many, and bare.

use fibocom_at::secrets::{Kind, Span};
use memchr::memmem;

const DASHES: &[u8] = b"-----";
/// How armours of all private keys begin to end (RFC 7468, 10, 11 and 13).
pub(super) const ARMOUR: &[u8] = b"PRIVATE KEY-----";

/// Adds the body of a key whose armour ends at a place, and tells whether it is still open at the end of the text.
pub(super) fn armoured(text: &[u8], armour_end: usize, spans: &mut Vec<Span>) -> bool {
    let head = text.get(..armour_end.saturating_sub(ARMOUR.len())).unwrap_or_default();
    let label = memmem::rfind(head.get(head.len().saturating_sub(40)..).unwrap_or_default(), DASHES);
    let label = label.map(|at| head.len() - head.len().min(40) + at + DASHES.len());
    let is_begin = label.and_then(|at| head.get(at..)).is_some_and(|label| label.starts_with(b"BEGIN"));
    if !is_begin {
        return false;
    }
    let body = text.get(armour_end..).unwrap_or_default();
    let close = memmem::find(body, DASHES);
    push(text, armour_end, armour_end + close.unwrap_or(body.len()), spans);
    close.is_none()
}

/// Adds a line of a key that began in a line before, and tells whether the key is still open behind it.
pub(super) fn continued(line: &[u8], spans: &mut Vec<Span>) -> bool {
    let body = line.trim_ascii();
    if let Some(close) = memmem::find(line, b"-----END") {
        push(line, 0, close, spans);
        return false;
    }
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let is_header = body.starts_with(b"Proc-Type:") || body.starts_with(b"DEK-Info:");
    if matches!(body, b"OK" | b"ERROR") {
        return false;
    }
    if body.iter().all(is_base64) || is_header {
        push(line, 0, line.len(), spans);
    }
    // Codes may come between the lines of a file.
    true
}

/// Whether data is a private key without armour: a sequence that begins with the version of PKCS #1, PKCS #8 or SEC 1.
pub(super) fn is_bare(data: &[u8]) -> bool {
    let [0x30, length, rest @ ..] = data else { return false };
    let skipped = usize::from(length & 0x7F);
    let inner = if *length < 0x80 { Some(rest) } else { rest.get(skipped..).filter(|_| skipped <= 3) };
    matches!(inner, Some([0x02, 0x01, 0x00 | 0x01, 0x02 | 0x04 | 0x30, ..])) && data.len() > 32
}

/// Adds what is within, without line ends and blanks around it.
fn push(text: &[u8], start: usize, end: usize, spans: &mut Vec<Span>) {
    let inside = text.get(start..end).unwrap_or_default();
    let start = start + inside.len() - inside.trim_ascii_start().len();
    let length = inside.trim_ascii().len();
    if length > 0 {
        spans.push(Span { range: start..start + length, kind: Kind::Key });
    }
}
