//! Brokers and gateways to begin with.

use super::typed::{FarEnd, Typed};

/// Public test brokers that speak plain MQTT on port 1883, and MQTT over TLS on port 8883.
const PUBLIC_BROKERS: [&str; 5] =
    ["broker.emqx.io", "test.mosquitto.org", "broker.hivemq.com", "mqtt.eclipseprojects.io", "public.mqtthq.com"];

/// The broker or gateway inside the page, which a virtual module reaches under this name as under any other.
const fn inside(far_end: FarEnd) -> &'static str {
    match far_end {
        FarEnd::Broker => "broker.virtual",
        FarEnd::Gateway => "gateway.virtual",
    }
}

/// A broker or gateway to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Preset {
    /// The person's own.
    Own,
    /// One that the whole world may use, and read.
    Public(&'static str),
    /// The one inside the page.
    Virtual,
}

/// Who connects: what presets there are depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Connected {
    Real,
    Virtual,
}

impl Preset {
    /// The presets to offer. Gateways that the whole world may use are not known.
    pub(in super::super) fn offered(connected: Connected, far_end: FarEnd) -> Vec<Self> {
        let inside = (connected == Connected::Virtual).then_some(Self::Virtual);
        let public = PUBLIC_BROKERS.into_iter().filter(|_| far_end == FarEnd::Broker).map(Self::Public);
        [Self::Own].into_iter().chain(inside).chain(public).collect()
    }

    /// The preset that the form shows now.
    pub(in super::super) fn of(typed: &Typed) -> Self {
        let far_end = typed.far_end();
        let public =
            PUBLIC_BROKERS.into_iter().find(|host| far_end == FarEnd::Broker && **host == typed.address().host);
        match public {
            Some(host) if typed.address().port == typed.usual_port() => Self::Public(host),
            None if typed.address().host == inside(far_end) => Self::Virtual,
            _ => Self::Own,
        }
    }

    /// Takes the broker and the gateway inside the page where nothing was typed, and takes them out where they cannot be reached.
    pub(in super::super) fn begin(typed: &mut Typed, connected: Connected) {
        for (far_end, host) in [(FarEnd::Broker, &mut typed.broker.host), (FarEnd::Gateway, &mut typed.gateway.host)] {
            match connected {
                Connected::Virtual if host.is_empty() => *host = inside(far_end).to_owned(),
                Connected::Real if host == inside(far_end) => host.clear(),
                Connected::Virtual | Connected::Real => {}
            }
        }
    }

    /// Fills in the form. The person's own broker has no address to fill in: that of another preset is taken out.
    pub(in super::super) fn fill_in(self, typed: &mut Typed) {
        let host = match self {
            Self::Own if Self::of(typed) == Self::Own => return,
            Self::Own => "",
            Self::Public(host) => host,
            Self::Virtual => inside(typed.far_end()),
        };
        typed.change_host(host);
        typed.address_mut().port = typed.usual_port();
    }
}
