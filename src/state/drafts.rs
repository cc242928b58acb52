//! What a person typed and a reload must not lose: kept by the browser for this tab alone, a text a name.

use std::net::Ipv6Addr;

use fibocom_at::Qos;
use fibocom_at::commands::Retain;
use leptos::prelude::*;
use workbench_record::mask::{Live, Secrets};
use workbench_record::{Direction, Line};

use super::Workbench;
use crate::storage::{DRAFTS, Keep};

/// The longest payload that is kept, in bytes. A longer one is mostly a file, which can be chosen again.
const PAYLOAD_MAX: usize = 4_096;

/// What stands before a payload that was kept, and in place of one that was not.
const KEPT: char = '+';
const WITHHELD: &str = "-";

/// By which names what several screens have to choose is kept.
pub const KEPT_QOS: [(&str, Qos); 3] = [("0", Qos::AtMostOnce), ("1", Qos::AtLeastOnce), ("2", Qos::ExactlyOnce)];
pub const KEPT_RETAIN: [(&str, Retain); 2] = [("no", Retain::No), ("yes", Retain::Yes)];

/// Gives a draft the text that this tab kept of it, and keeps it from now on. Never for a password or a user name: a secret stays on the
/// page. A payload may be one: see [`keep_payload`].
pub fn keep_draft(name: &'static str, text: impl Fn() -> String + 'static, restore: impl FnOnce(String)) {
    let name = format!("{DRAFTS}{name}");
    if let Some(kept) = Keep::InTab.read(&name) {
        restore(kept);
    }
    let mut last = untrack(&text);
    Effect::new(move |_| {
        let now = text();
        if now != last {
            Keep::InTab.write(&name, &now);
            last = now;
        }
    });
}

/// The same for a host, perhaps with a port behind it. People put a whole address there, with a login in it: that is not kept, and at no key of it.
pub fn keep_host(name: &'static str, text: impl Fn() -> String + 'static, restore: impl FnOnce(String)) {
    keep_draft(name, move || kept_host(&text()), move |kept| restore(kept_host(&kept)));
}

/// As much of what stands in the place of a host as may be kept: all of it, or nothing where a login may be in it. Digits behind a colon are a port;
/// whatever else is there may be the beginning of a password.
#[must_use]
pub fn kept_host(text: &str) -> String {
    let is_port = |port: &str| port.len() <= 5 && port.bytes().all(|digit| digit.is_ascii_digit());
    let host = text.trim();
    let (host, port) = match host.rsplit_once(':') {
        _ if host.parse::<Ipv6Addr>().is_ok() => (host, ""),
        Some((host, port)) => (host, port),
        None => (host, ""),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let is_host = bare.parse::<Ipv6Addr>().is_ok() || !bare.contains([':', '@', '/', '?', '#']);
    if is_host && is_port(port) { text.to_owned() } else { String::new() }
}

/// The same for a choice among a few, each of which is kept under its name.
pub fn keep_choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    all: &'static [(&'static str, T)],
    chosen: impl Fn() -> T + 'static,
    restore: impl FnOnce(T),
) {
    let text = move || {
        let chosen = chosen();
        all.iter().find(|(_, one)| *one == chosen).map(|(name, _)| (*name).to_owned()).unwrap_or_default()
    };
    keep_draft(name, text, |kept| {
        if let Some((_, one)) = all.iter().find(|(name, _)| *name == kept) {
            restore(*one);
        }
    });
}

/// What was kept of a payload when the page was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptPayload {
    /// All of it.
    Payload(Vec<u8>),
    /// Nothing: it was too long, or a secret may have been in it.
    Withheld,
}

/// Gives a draft the payload that was kept when the page was left, and keeps it when the page is left again: only then is it known what is secret.
/// Nothing of it is kept meanwhile.
pub fn keep_payload(
    workbench: Workbench,
    name: &'static str,
    payload: impl Fn() -> Vec<u8> + 'static,
    restore: impl FnOnce(KeptPayload),
) {
    let name = format!("{DRAFTS}{name}");
    if let Some(kept) = Keep::InTab.read(&name).as_deref().and_then(read) {
        restore(kept);
    }
    Keep::InTab.remove(&name);
    let leaving = window_event_listener_untyped("pagehide", move |_| {
        let payload = untrack(&payload);
        if !payload.is_empty() {
            let text = workbench.with_secrets(|_, secrets| written(secrets, &payload));
            Keep::InTab.write(&name, &text);
        }
    });
    on_cleanup(move || leaving.remove());
}

/// What is kept of a payload: each byte as the character of its number.
fn written(secrets: &Secrets, payload: &[u8]) -> String {
    let line = Line::new(0, Direction::Data, payload);
    let is_plain = payload.len() <= PAYLOAD_MAX && Live::default().line(secrets, &line) == payload;
    if is_plain {
        [KEPT].into_iter().chain(payload.iter().copied().map(char::from)).collect()
    } else {
        WITHHELD.to_owned()
    }
}

fn read(kept: &str) -> Option<KeptPayload> {
    if kept == WITHHELD {
        return Some(KeptPayload::Withheld);
    }
    let bytes = kept.strip_prefix(KEPT)?.chars().map(|character| u8::try_from(character).ok());
    bytes.collect::<Option<Vec<_>>>().map(KeptPayload::Payload)
}

#[cfg(test)]
mod tests {
    use workbench_record::mask::Kind;

    use super::*;

    fn back(payload: &[u8]) -> Option<KeptPayload> {
        let mut secrets = Secrets::new();
        secrets.give(Kind::Password, b"hunter2-and-more");
        read(&written(&secrets, payload))
    }

    #[test]
    fn a_host_is_kept_and_an_address_with_a_login_at_no_key_of_it() {
        for host in ["", "h", "broker.example", "10.0.0.7:1884", "h:", "2001:db8::1", "[2001:db8::1]:8883", " h "] {
            assert_eq!(kept_host(host), host);
        }
        for (whole, begin) in [
            ("mqtts://alice:canary@h:8883", "mqtts:/"),
            ("alice:canary@h:1883", "alice:c"),
            ("alice@h", "alice@"),
            ("mqtt://u:p/w?#@h:0", "mqtt:/"),
            ("u:123456@h", "u:123456"),
            ("u:1@h:1883", "u:1@"),
        ] {
            for end in begin.len()..=whole.len() {
                assert_eq!(kept_host(&whole[..end]), "", "{}", &whole[..end]);
            }
        }
    }

    #[test]
    fn a_payload_comes_back_byte_for_byte() {
        let all: Vec<u8> = (0..=255).collect();
        for payload in [&b"{\"t\":21.5}"[..], "21 °C\r\n".as_bytes(), b"-", b"+", &all, &vec![0xFF; PAYLOAD_MAX]] {
            assert_eq!(back(payload), Some(KeptPayload::Payload(payload.to_vec())), "{payload:?}");
        }
    }

    #[test]
    fn what_holds_a_known_secret_in_any_notation_or_is_long_is_not_kept_at_all() {
        for payload in [
            &b"hunter2-and-more"[..],
            b"{\"t\":1,\"p\":\"hunter2-and-more\"}",
            b"line\r\nx hunter2-and-more y\r\n",
            b"68756E746572322D616E642D6D6F7265",
            b"aHVudGVyMi1hbmQtbW9yZQ==",
            &vec![b'x'; PAYLOAD_MAX + 1],
        ] {
            assert_eq!(back(payload), Some(KeptPayload::Withheld), "{:?}", String::from_utf8_lossy(payload));
        }
    }

    #[test]
    fn what_is_no_payload_of_this_page_is_ignored() {
        for kept in ["", "x", "--", "+\u{100}"] {
            assert_eq!(read(kept), None, "{kept}");
        }
    }
}
