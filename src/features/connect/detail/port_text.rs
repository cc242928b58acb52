//! What a port said and what it means, in sentences.

use crate::features::connect::model::{Next, interfaces};
use crate::state::{Finding, InterfaceRole, KnownDevice, OpenError, PortRow, SaidBefore, adapter};
use crate::t;

/// What has the port: a module, or an adapter.
pub(super) fn device(row: &PortRow) -> Option<String> {
    let maker = || row.vendor_id.and_then(adapter).map(|maker| t!("connect-known-adapter", maker = maker));
    row.known.map(|device| device.model.to_owned()).or_else(maker)
}

/// What a port said when it was asked last.
pub(super) fn said(row: &PortRow) -> String {
    match &row.asked {
        None => row.before.map_or_else(|| t!("connect-said-none"), said_before),
        Some(Ok(Finding::Answers { milliseconds })) => t!("connect-said-ok", ms = *milliseconds),
        Some(Ok(Finding::Silent)) => t!("connect-said-silent"),
        Some(Ok(Finding::Binary { bytes, .. })) => t!("connect-said-binary", bytes = *bytes),
        Some(Ok(Finding::Text { sample })) => t!("connect-said-text", sample = sample.as_str()),
        Some(Ok(Finding::Echo)) => t!("connect-said-echo"),
        Some(Ok(Finding::Lost(_))) => t!("connect-said-lost"),
        Some(Err(_)) => t!("connect-said-refused"),
    }
}

/// What the port at this place said to an earlier page.
fn said_before(said: SaidBefore) -> String {
    match said {
        SaidBefore::At => t!("connect-before-at"),
        SaidBefore::Silent => t!("connect-before-silent"),
        SaidBefore::Binary => t!("connect-before-binary"),
        SaidBefore::Text => t!("connect-before-text"),
        SaidBefore::Echo => t!("connect-before-echo"),
        SaidBefore::Refused => t!("connect-before-refused"),
    }
}

/// Which port to ask next, and why.
pub(super) fn next(next: Next) -> String {
    match next {
        Next::Answered(index) => t!("connect-ask-answered", port = index + 1),
        Next::Unasked(index) => t!("connect-ask-unasked", port = index + 1),
    }
}

/// What each USB interface of a device is, a line an interface; nothing where no source names them.
pub(super) fn interface_lines(device: &KnownDevice) -> Vec<String> {
    let role = |role| match role {
        None => t!("connect-role-at"),
        Some(InterfaceRole::Diagnostics) => t!("connect-role-diagnostics"),
        Some(InterfaceRole::Log) => t!("connect-role-log"),
        Some(InterfaceRole::Settings) => t!("connect-role-settings"),
        Some(InterfaceRole::System) => t!("connect-role-system"),
        Some(InterfaceRole::Echo) => t!("connect-role-echo"),
        Some(InterfaceRole::Silent) => t!("connect-role-silent"),
        Some(InterfaceRole::Modem) => t!("connect-role-modem"),
    };
    let line = |(number, what)| t!("connect-interface", number = number, what = role(what));
    interfaces(device).into_iter().map(line).collect()
}

/// What that makes the port.
pub(super) fn means(row: &PortRow) -> Option<String> {
    Some(match row.asked.as_ref()? {
        Ok(Finding::Answers { .. }) => t!("connect-means-at"),
        Ok(Finding::Silent) => t!("connect-means-silent"),
        Ok(Finding::Binary { is_stream: true, .. }) => t!("connect-means-binary"),
        Ok(Finding::Binary { is_stream: false, .. }) => t!("connect-means-noise"),
        Ok(Finding::Text { .. }) => t!("connect-means-text"),
        Ok(Finding::Echo) => t!("connect-means-echo"),
        Ok(Finding::Lost(_)) => t!("connect-means-lost"),
        Err(error) => refused(error),
    })
}

/// Why a port did not open, in a few words.
pub(super) fn refused(error: &OpenError) -> String {
    match error {
        OpenError::InUse => t!("connect-means-in-use"),
        OpenError::AlreadyOpen => t!("connect-means-already-open"),
        OpenError::OpenHere => t!("connect-means-open-here"),
        _ => t!("connect-means-refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_port_said_is_told_with_what_it_means() {
        let row = |asked| PortRow { index: 0, vendor_id: None, product_id: None, known: None, asked, before: None };
        for (asked, text, meaning) in [
            (None, "Not asked yet", None),
            (Some(Ok(Finding::Answers { milliseconds: 9 })), "OK after 9 ms", Some("AT port")),
            (Some(Ok(Finding::Silent)), "Nothing", Some("Not the AT port, or the module is off")),
            (
                Some(Ok(Finding::Binary { bytes: 2114, is_stream: true })),
                "2114 bytes, not text",
                Some("Diagnostics or log"),
            ),
            (Some(Ok(Finding::Binary { bytes: 9, is_stream: false })), "9 bytes, not text", Some("Another baud rate")),
            (
                Some(Ok(Finding::Text { sample: "$GPGGA".into() })),
                "“$GPGGA”",
                Some("Not an AT port, or another baud rate"),
            ),
            (Some(Err(OpenError::InUse)), "Did not open", Some("In use by another program")),
            (Some(Err(OpenError::OpenHere)), "Did not open", Some("In use by another tab of this page")),
        ] {
            let row = row(asked);
            assert_eq!((said(&row).as_str(), means(&row).as_deref()), (text, meaning));
        }
        let remembered = PortRow { before: Some(SaidBefore::At), ..row(None) };
        assert_eq!((said(&remembered).as_str(), means(&remembered)), ("Not asked yet; last time: OK", None));
    }

    #[test]
    fn the_interfaces_of_a_known_device_are_told() {
        let fm160 = KnownDevice {
            vendor_id: 0x2CB7,
            product_id: 0x0104,
            model: "FM160",
            at_interfaces: &[1, 2],
            total_ports: None,
            other_interfaces: &[(0, InterfaceRole::Diagnostics), (3, InterfaceRole::Echo)],
        };
        assert_eq!(
            interface_lines(&fm160),
            [
                "Interface 0: diagnostics",
                "Interface 1: AT commands",
                "Interface 2: AT commands",
                "Interface 3: gives back what it is sent",
            ]
        );
    }
}
