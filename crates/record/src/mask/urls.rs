//! Who logs in, in addresses: `mqtts://user:password@host`, and the same without a scheme.

use fibocom_at::secrets::{Kind, Span};

use super::tokens::is_random;

/// How far is looked for the end of an address, or for its beginning.
const NEAR: usize = 512;

/// What stands before a colon and an `@` where it is no login.
const NO_LOGIN: &[&[u8]] =
    &[b"mailto", b"sip", b"sips", b"tel", b"xmpp", b"mail", b"email", b"e-mail", b"from", b"to", b"cc", b"contact"];

/// Adds the login and the host of an address whose `://` ends at a place.
pub(super) fn with_scheme(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.get(..rest.len().min(NEAR)).unwrap_or_default();
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/?#\"'<>\\`".contains(byte);
    let authority = rest.split(ends).next().unwrap_or_default();
    let login = authority.iter().rposition(|byte| *byte == b'@');
    let host_at = login.map_or(0, |login| login + 1);
    let host = authority.get(host_at..).unwrap_or_default();
    let host = host.split(|byte| b":,;)".contains(byte)).next().unwrap_or_default();
    push(at + host_at, host.len(), Kind::Host, spans);
    let Some(login) = login else { return };
    let who = authority.get(..login).unwrap_or_default();
    match who.iter().position(|byte| *byte == b':') {
        Some(colon) => {
            push(at, colon, Kind::User, spans);
            push(at + colon + 1, login - colon - 1, Kind::Password, spans);
        }
        None if is_random(who) => push(at, login, Kind::Token, spans),
        None => push(at, login, Kind::User, spans),
    }
}

/// Adds the login before an `@` that stands at a place, where there is one and no scheme before it.
pub(super) fn without_scheme(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let before = text.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let begins = |byte: &u8| byte.is_ascii_whitespace() || b"\"'<>\\/,;=(){}[]@|`".contains(byte);
    let who = before.rsplit(begins).next().unwrap_or_default();
    let host = text.get(at + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'[');
    let Some(colon) = who.iter().position(|byte| *byte == b':') else { return };
    let (user, password) = (who.get(..colon).unwrap_or_default(), who.get(colon + 1..).unwrap_or_default());
    let is_time = |text: &[u8]| text.len() <= 2 && text.iter().all(u8::is_ascii_digit);
    let is_login = !NO_LOGIN.iter().any(|word| user.eq_ignore_ascii_case(word));
    let is_clock = is_time(user) && is_time(password);
    if host && is_login && !is_clock && !user.is_empty() && !password.is_empty() {
        let start = at - who.len();
        push(start, colon, Kind::User, spans);
        push(start + colon + 1, password.len(), Kind::Password, spans);
    }
}

fn push(start: usize, length: usize, kind: Kind, spans: &mut Vec<Span>) {
    if length > 0 {
        spans.push(Span { range: start..start + length, kind });
    }
}
