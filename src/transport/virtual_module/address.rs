//! The address of a broker that a page can reach: WebSocket, plain or encrypted.

use std::fmt;
use std::net::Ipv6Addr;

use thiserror::Error;

/// Where a plane of Unicode begins that no address has anything of: forms keep halves of characters there.
const PRIVATE: char = '\u{100000}';

/// Where a broker listens for MQTT over WebSocket: `ws://host:port/path` or `wss://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerAddress {
    text: String,
    is_encrypted: bool,
}

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AddressProblem {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It begins with neither `ws://` nor `wss://`.
    #[error("no WebSocket address")]
    Scheme,
    /// There is no host, or it is not one.
    #[error("no host")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("no port")]
    Port,
    /// A user name or password stands in it; the module brings its own.
    #[error("user name in the address")]
    User,
    /// A page that came over https may not open a plain connection, but to its own machine.
    #[error("mixed content")]
    MixedContent,
}

/// How the page came here, which decides what it may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageOrigin {
    /// Over https.
    Encrypted,
    /// Over http, or from a file.
    Plain,
}

impl BrokerAddress {
    /// Reads an address for this page.
    ///
    /// # Errors
    /// [`AddressProblem`].
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let secure = web_sys::window().and_then(|window| window.location().protocol().ok());
        let origin = if secure.as_deref() == Some("https:") { PageOrigin::Encrypted } else { PageOrigin::Plain };
        Self::parse_from(text, origin)
    }

    /// Reads an address for a page that came from there.
    ///
    /// # Errors
    /// [`AddressProblem`].
    pub fn parse_from(text: &str, origin: PageOrigin) -> Result<Self, AddressProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressProblem::Empty);
        }
        let (scheme, rest) = text.split_once("://").ok_or(AddressProblem::Scheme)?;
        let is_encrypted = match scheme.to_ascii_lowercase().as_str() {
            "ws" => false,
            "wss" => true,
            _ => return Err(AddressProblem::Scheme),
        };
        let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if place.contains('@') {
            return Err(AddressProblem::User);
        }
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (place, None),
        };
        let is_bare = |c: char| c.is_whitespace() || c.is_control() || c >= PRIVATE || "\"<>\\^`{|}".contains(c);
        // An address of IPv6 stands in brackets, and nothing else does or has colons.
        let inside = host.strip_prefix('[').and_then(|inside| inside.strip_suffix(']'));
        let is_name =
            inside.map_or_else(|| !host.contains(['[', ']', ':']), |inside| inside.parse::<Ipv6Addr>().is_ok());
        if host.is_empty() || !is_name || rest.contains(is_bare) || rest.contains('#') {
            return Err(AddressProblem::Host);
        }
        let is_port =
            |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0);
        if port.is_some_and(|port| !is_port(port)) {
            return Err(AddressProblem::Port);
        }
        let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if origin == PageOrigin::Encrypted && !is_encrypted && !is_here {
            return Err(AddressProblem::MixedContent);
        }
        Ok(Self { text: text.to_owned(), is_encrypted })
    }

    /// The address, as the browser wants it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the way there is encrypted.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }
}

impl fmt::Display for BrokerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_held_against_what_a_browser_can_open() {
        let (plain, encrypted) = (PageOrigin::Plain, PageOrigin::Encrypted);
        for (text, origin, expected) in [
            ("ws://broker.local:9001/mqtt", plain, Ok(false)),
            (" WSS://broker.local ", plain, Ok(true)),
            ("wss://broker.local/mqtt?a=b", encrypted, Ok(true)),
            ("ws://[::1]:9001", encrypted, Ok(false)),
            ("ws://localhost:9001", encrypted, Ok(false)),
            ("ws://127.0.0.1", encrypted, Ok(false)),
            ("ws://broker.local", encrypted, Err(AddressProblem::MixedContent)),
            ("", plain, Err(AddressProblem::Empty)),
            ("broker.local:1883", plain, Err(AddressProblem::Scheme)),
            ("mqtt://broker.local", plain, Err(AddressProblem::Scheme)),
            ("https://broker.local", plain, Err(AddressProblem::Scheme)),
            ("ws://", plain, Err(AddressProblem::Host)),
            ("ws://:9001", plain, Err(AddressProblem::Host)),
            ("ws://a b", plain, Err(AddressProblem::Host)),
            ("ws://a\u{10F83D}", plain, Err(AddressProblem::Host)),
            ("ws://broker/#part", plain, Err(AddressProblem::Host)),
            ("ws://[::1", plain, Err(AddressProblem::Host)),
            ("ws://::1", plain, Err(AddressProblem::Host)),
            ("ws://[broker]", plain, Err(AddressProblem::Host)),
            ("ws://broker:+80", plain, Err(AddressProblem::Port)),
            ("ws://broker:0", plain, Err(AddressProblem::Port)),
            ("ws://broker:65536", plain, Err(AddressProblem::Port)),
            ("ws://broker:mqtt", plain, Err(AddressProblem::Port)),
            ("ws://alice:secret@broker", plain, Err(AddressProblem::User)),
        ] {
            let read = BrokerAddress::parse_from(text, origin).map(|address| address.is_encrypted());
            assert_eq!(read, expected, "{text} {origin:?}");
        }
    }
}
