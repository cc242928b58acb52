//! The address of a broker as people copy it, taken apart into what a form asks for; and what is odd about a host.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fibocom_at::args::Port;
use fibocom_at::commands::Security;

use crate::t;

/// What an address said, part by part. Never printed whole: it may hold a password.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct Parts {
    /// The scheme as it stood, and what it says of encryption. A scheme of another protocol says nothing.
    pub scheme: Option<(String, Option<Security>)>,
    pub username: Option<String>,
    pub password: Option<String>,
    pub host: String,
    pub port: Option<u16>,
    /// What stood behind the host and has no place in MQTT.
    pub unused: Option<String>,
}

impl Parts {
    /// Whether it is the address of a web page, or of MQTT inside one: its port is not the one that a module wants.
    pub fn is_web(&self) -> bool {
        self.scheme.as_ref().is_some_and(|(scheme, _)| is_web(&format!("{scheme}://")))
    }
}

/// Takes an address apart: `mqtts://user:password@host:8883/path`, or `host:1883`. A plain host is no address to take apart.
pub fn take_apart(typed: &str) -> Option<Parts> {
    let typed = typed.trim();
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, typed),
    };
    if scheme.is_some_and(|scheme| scheme.is_empty() || !scheme.chars().all(|one| one.is_ascii_alphanumeric())) {
        return None;
    }
    // A password may hold anything where nobody wrote it with percent signs, an @ and a slash too: the last @ ends it.
    let (login, rest) = match rest.rsplit_once('@') {
        Some((login, rest)) => (Some(login), rest),
        None => (None, rest),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (place, behind) = rest.split_at(end);
    let (host, port) = host_and_port(place)?;
    if host.is_empty() || (scheme.is_none() && login.is_none() && port.is_none() && behind.is_empty()) {
        return None;
    }
    let (username, password) =
        match login.map(|login| login.split_once(':').map_or((login, None), |(user, word)| (user, Some(word)))) {
            Some((user, password)) => (Some(decoded(user)), password.map(decoded)),
            None => (None, None),
        };
    Some(Parts {
        scheme: scheme.map(|scheme| (scheme.to_owned(), encryption(scheme))),
        username: username.filter(|user| !user.is_empty()),
        password: password.filter(|password| !password.is_empty()),
        host: host.to_owned(),
        port,
        unused: Some(behind).filter(|behind| !behind.trim_matches('/').is_empty()).map(str::to_owned),
    })
}

/// The host and the number behind its colon. An IPv6 address stands in brackets; colons without them are no port.
fn host_and_port(place: &str) -> Option<(&str, Option<u16>)> {
    if let Some(rest) = place.strip_prefix('[') {
        let (host, behind) = rest.split_once(']')?;
        return match behind.strip_prefix(':') {
            None if behind.is_empty() => Some((host, None)),
            None => None,
            Some(port) => Some((host, Some(number(port)?))),
        };
    }
    match place.split_once(':') {
        Some((_, port)) if port.contains(':') => None,
        Some((host, port)) => Some((host, Some(number(port)?))),
        None => Some((place, None)),
    }
}

fn number(port: &str) -> Option<u16> {
    port.parse().ok().filter(|port| *port > 0)
}

/// What the schemes in use say: no standard names them.
fn encryption(scheme: &str) -> Option<Security> {
    match scheme.to_ascii_lowercase().as_str() {
        "mqtt" | "tcp" => Some(Security::Plain),
        "mqtts" | "ssl" | "tls" => Some(Security::Tls),
        _ => None,
    }
}

/// The port that a scheme stands for, where the address has none.
pub const fn port_of(security: Security) -> u16 {
    match security {
        Security::Plain => Port::MQTT,
        Security::Tls => Port::MQTTS,
    }
}

/// A login without its percent signs (RFC 3986, 2.1). A percent sign without two digits stays as it is, and so do bytes that are not text.
fn decoded(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.filter(|hex| *byte == b'%' && hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// What is odd about a host. The module connects over the cellular network, not over this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// It means the module itself.
    Itself,
    /// An address of a private network, which the cellular network does not reach.
    Private,
    /// A name that is known in one's own network alone (RFC 6762).
    Local,
    /// Numbers and dots that are no IPv4 address.
    NoAddress,
    /// The scheme of a web page, or of MQTT inside one: the module does not speak it.
    Web,
}

impl Oddity {
    /// Whether it is no host at all. The broker inside the page goes by any other name.
    #[must_use]
    pub const fn is_no_host(self) -> bool {
        matches!(self, Self::NoAddress | Self::Web)
    }
}

/// Whether it is the address of a web page, or of MQTT inside one.
pub fn is_web(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["ws://", "wss://", "http://", "https://"].iter().any(|web| address.starts_with(web))
}

/// What to know of an odd host, for the hint of its field.
pub fn said_of(oddity: Oddity) -> String {
    match oddity {
        Oddity::Itself => t!("session-host-itself"),
        Oddity::Private => t!("session-host-private"),
        Oddity::Local => t!("session-host-local"),
        Oddity::NoAddress => t!("session-host-no-address"),
        Oddity::Web => t!("session-host-web"),
    }
}

/// What is odd about a host as it was typed, if anything is.
pub fn oddity(host: &str) -> Option<Oddity> {
    let host = host.trim();
    if is_web(host) {
        return Some(Oddity::Web);
    }
    if host.eq_ignore_ascii_case("localhost") {
        return Some(Oddity::Itself);
    }
    if host.trim_end_matches('.').to_ascii_lowercase().ends_with(".local") {
        return Some(Oddity::Local);
    }
    // An address of IPv4 in the clothes of one of IPv6 is the same address.
    match host.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(address) if address.is_loopback() || address.is_unspecified() => Some(Oddity::Itself),
        Ok(IpAddr::V4(address)) if is_private(address) => Some(Oddity::Private),
        Ok(IpAddr::V6(address)) if is_private_v6(address) => Some(Oddity::Private),
        Ok(_) => None,
        Err(_) if !host.is_empty() && host.chars().all(|one| one.is_ascii_digit() || one == '.') => {
            Some(Oddity::NoAddress)
        }
        Err(_) => None,
    }
}

/// Private use (RFC 1918), link-local (RFC 3927), and what operators give their own networks (RFC 6598). A private network of an operator may reach
/// them all the same.
const fn is_private(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private() || address.is_link_local() || (first == 100 && second & 0b1100_0000 == 64)
}

/// The same of IPv6: unique local (RFC 4193) and link-local (RFC 4291).
const fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_unique_local() || address.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_address_is_taken_apart() {
        let parts = take_apart(" mqtts://press7:k3%40V@mqtt.plant.example:8883/line/7 ").unwrap();
        assert_eq!(
            parts,
            Parts {
                scheme: Some(("mqtts".into(), Some(Security::Tls))),
                username: Some("press7".into()),
                password: Some("k3@V".into()),
                host: "mqtt.plant.example".into(),
                port: Some(8883),
                unused: Some("/line/7".into()),
            }
        );
    }

    #[test]
    fn each_form_gives_its_host_and_port() {
        for (typed, host, port) in [
            ("mqtt://h", "h", None),
            ("tcp://h:1884", "h", Some(1884)),
            ("ssl://h:8883/", "h", Some(8883)),
            ("h:1883", "h", Some(1883)),
            ("user@h", "h", None),
            ("mqtt://a:b@c@h:1", "h", Some(1)),
            ("[2001:db8::1]:8883", "2001:db8::1", Some(8883)),
            ("mqtt://[2001:db8::1]", "2001:db8::1", None),
            ("h/path", "h", None),
            ("wss://h:443/mqtt", "h", Some(443)),
            ("mqtts://u:p/w?#x@h:8883/line", "h", Some(8883)),
            ("u:80/w@h", "h", None),
        ] {
            let parts = take_apart(typed).unwrap();
            assert_eq!((parts.host.as_str(), parts.port), (host, port), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_stays_as_it_was_typed() {
        for typed in [
            "",
            "h",
            "broker.example.com",
            "192.168.1.300",
            "2001:db8::1",
            "h:",
            "h:0",
            "h:70000",
            "h:18x3",
            "://h",
            "a b://h",
            "mqtt://",
            "[::1",
            "[::1]x",
        ] {
            assert_eq!(take_apart(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_schemes_of_other_protocols_say_nothing_of_encryption() {
        for (typed, security) in [
            ("MQTT://h", Some(Security::Plain)),
            ("TLS://h", Some(Security::Tls)),
            ("wss://h", None),
            ("https://h", None),
        ] {
            assert_eq!(take_apart(typed).unwrap().scheme.unwrap().1, security, "{typed}");
        }
    }

    #[test]
    fn percent_signs_that_mean_nothing_stay() {
        for (text, expected) in
            [("a%20b", "a b"), ("100%", "100%"), ("%zz", "%zz"), ("%ff", "%ff"), ("%e2%82%ac", "€"), ("%+1", "%+1")]
        {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn odd_hosts_get_their_word_and_others_none() {
        for (host, expected) in [
            ("localhost", Some(Oddity::Itself)),
            ("127.0.0.1", Some(Oddity::Itself)),
            ("0.0.0.0", Some(Oddity::Itself)),
            ("::1", Some(Oddity::Itself)),
            ("192.168.1.30", Some(Oddity::Private)),
            ("10.0.0.7", Some(Oddity::Private)),
            ("172.32.0.1", None),
            ("169.254.3.4", Some(Oddity::Private)),
            ("100.64.0.1", Some(Oddity::Private)),
            ("100.127.9.9", Some(Oddity::Private)),
            ("100.128.0.1", None),
            ("fd00::7", Some(Oddity::Private)),
            ("fe80::7", Some(Oddity::Private)),
            ("2001:db8::7", None),
            ("::ffff:127.0.0.1", Some(Oddity::Itself)),
            ("::ffff:10.0.0.7", Some(Oddity::Private)),
            ("homeassistant.local", Some(Oddity::Local)),
            ("HomeAssistant.Local.", Some(Oddity::Local)),
            ("local.example", None),
            ("192.168.1.300", Some(Oddity::NoAddress)),
            ("1.2.3", Some(Oddity::NoAddress)),
            ("wss://h", Some(Oddity::Web)),
            ("8.8.8.8", None),
            ("broker.example.com", None),
            ("3com.example", None),
            ("", None),
        ] {
            assert_eq!(oddity(host), expected, "{host}");
        }
    }
}
