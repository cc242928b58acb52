//! What a USB identifier tells about a device: the likely model, how many serial ports it shows, which of them answer AT.
//!
//! A page learns no more of a port than vendor and product, the same for every port of a device, so this is a hint for
//! the words on the screen; the module itself says what it is. Rows from ModemManager's Fibocom rules (interface roles),
//! Linux's `option` driver (identifiers), and what owners of the modules have published.

/// A device as its USB identifier names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDevice {
    pub vendor_id: u16,
    pub product_id: u16,
    /// The model that usually has this identifier, and its USB mode where that makes the identifier.
    pub model: &'static str,
    /// The USB interfaces that answer AT, the primary one first; empty where no source names them.
    pub at_interfaces: &'static [u8],
    /// How many serial ports the chooser shows for one device, where a source tells.
    pub total_ports: Option<u8>,
    /// What its other serial interfaces are, where a source names them.
    pub other_interfaces: &'static [(u8, Role)],
}

/// What a serial interface is that takes no AT commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Diagnostics of the chip's maker, in binary.
    Diagnostics,
    Log,
    /// The settings of the radio, for the vendor's tools.
    Settings,
    /// The system on the chip's second side.
    System,
    /// It only gives back what it is sent.
    Echo,
    /// It says nothing.
    Silent,
    /// For calls by a modem driver. It may answer AT.
    Modem,
}

/// The USB vendor identifiers of Fibocom's modules: Fibocom itself, Unisoc (L610 and others; shared with other makers),
/// the one of NL668, and that of Rolling Wireless, which sells some of them under names of its own.
pub const FIBOCOM_VENDORS: [u16; 4] = [0x2CB7, 0x1782, 0x1508, 0x33F8];

/// The device with this identifier, if it is known.
#[must_use]
pub fn known_device(vendor_id: u16, product_id: u16) -> Option<KnownDevice> {
    KNOWN_DEVICES.iter().find(|device| (device.vendor_id, device.product_id) == (vendor_id, product_id)).copied()
}

/// The maker and the chips of a USB adapter for serial lines, by its vendor identifier: that is what its driver is called after.
#[must_use]
pub const fn adapter(vendor_id: u16) -> Option<&'static str> {
    match vendor_id {
        0x0403 => Some("FTDI"),
        0x067B => Some("Prolific PL2303"),
        0x10C4 => Some("Silicon Labs CP210x"),
        0x1A86 => Some("WCH CH34x"),
        _ => None,
    }
}

const KNOWN_DEVICES: &[KnownDevice] = &[
    row(0x1782, 0x4D10, "L610 (GTUSBMODE 31)", &[0, 5, 6], Some(7)).with(&[
        (1, Role::Settings),
        (2, Role::System),
        (3, Role::Diagnostics),
        (4, Role::Log),
    ]),
    row(0x1782, 0x4D11, "L610 (GTUSBMODE 32, 33)", &[2, 7, 8], Some(7)).with(&[
        (3, Role::Settings),
        (4, Role::System),
        (5, Role::Diagnostics),
        (6, Role::Log),
    ]),
    row(0x1508, 0x1001, "NL668", &[1, 2, 3], Some(4)).with(&[(0, Role::Diagnostics)]),
    row(0x2CB7, 0x01A0, "NL668-AM, NL652-EU", &[2, 3], Some(3)).with(&[(4, Role::Diagnostics)]),
    row(0x2CB7, 0x0106, "MA510 (GTUSBMODE 31)", &[1, 2], Some(3)).with(&[(0, Role::Diagnostics)]),
    row(0x2CB7, 0x010A, "MA510 (GTUSBMODE 32)", &[0, 1], None),
    row(0x2CB7, 0x0001, "L716-EU, L718", &[2, 4], None).with(&[(3, Role::Modem), (5, Role::Log)]),
    row(0x2CB7, 0x0D01, "LE370", &[], None),
    row(0x2CB7, 0x0104, "NL678, FM150, FM160, FM170", &[1, 2], None).with(&[(0, Role::Diagnostics), (3, Role::Echo)]),
    row(0x2CB7, 0x0105, "NL678", &[], None),
    row(0x2CB7, 0x0112, "FG132", &[], None),
    row(0x2CB7, 0x010B, "FG150", &[], None),
    row(0x2CB7, 0x0115, "FM135", &[3], None),
    row(0x2CB7, 0x01A2, "FM101-GL (MBIM)", &[2, 3], None),
    row(0x2CB7, 0x01A3, "FM101-GL", &[], None),
    row(0x2CB7, 0x01A4, "FM101-GL (ADB)", &[3], None),
    row(0x2CB7, 0x0110, "NL668-EAU, FM160 (GTUSBMODE 29)", &[], None),
    row(0x2CB7, 0x0111, "FM160", &[], None),
    row(0x0E8D, 0x7126, "FM350-GL (GTUSBMODE 40, MediaTek's identifier)", &[4], None),
    row(0x0E8D, 0x7127, "FM350-GL (GTUSBMODE 41, MediaTek's identifier)", &[6], None),
    row(0x413C, 0x8213, "FM101-GL (Dell's identifier)", &[], None),
    row(0x2CB7, 0x0A04, "FM650-CN", &[], None),
    row(0x2CB7, 0x0A05, "FM650-CN", &[], None),
    row(0x2CB7, 0x0A06, "FM650-CN", &[], None),
    row(0x2CB7, 0x0A07, "FM650-CN", &[], None),
    row(0x2CB7, 0x0007, "L850-GL", &[2, 6], None).with(&[(4, Role::Silent)]),
    row(0x8087, 0x095A, "L850-GL (Intel's identifier)", &[0, 4], None).with(&[(2, Role::Silent)]),
    row(0x2CB7, 0x000B, "L860-GL (usbmode 11)", &[], Some(3)),
];

const fn row(
    vendor_id: u16,
    product_id: u16,
    model: &'static str,
    at_interfaces: &'static [u8],
    total_ports: Option<u8>,
) -> KnownDevice {
    KnownDevice { vendor_id, product_id, model, at_interfaces, total_ports, other_interfaces: &[] }
}

impl KnownDevice {
    const fn with(self, other_interfaces: &'static [(u8, Role)]) -> Self {
        Self { other_interfaces, ..self }
    }
}

/// The modules that are known by the identifier of another vendor.
pub(super) fn modules_of_others() -> impl Iterator<Item = (u16, u16)> {
    let others = KNOWN_DEVICES.iter().filter(|device| !FIBOCOM_VENDORS.contains(&device.vendor_id));
    others.map(|device| (device.vendor_id, device.product_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_l610_as_it_leaves_the_factory_shows_seven_ports_and_three_answer() {
        let l610 = known_device(0x1782, 0x4D10).unwrap();
        assert_eq!((l610.model, l610.total_ports), ("L610 (GTUSBMODE 31)", Some(7)));
        assert_eq!(l610.at_interfaces, [0, 5, 6]);
    }

    #[test]
    fn a_usb_adapter_is_not_a_known_device() {
        assert_eq!((known_device(0x1A86, 0x7523), adapter(0x1A86)), (None, Some("WCH CH34x")));
        assert!(KNOWN_DEVICES.iter().all(|device| adapter(device.vendor_id).is_none()));
    }

    #[test]
    fn every_row_can_be_found_by_its_own_identifier() {
        for device in KNOWN_DEVICES {
            assert_eq!(
                known_device(device.vendor_id, device.product_id),
                Some(*device),
                "{} is listed twice",
                device.model
            );
        }
    }

    #[test]
    fn no_device_has_more_interfaces_than_ports_and_none_twice() {
        for device in KNOWN_DEVICES {
            assert!(device.at_interfaces.is_sorted(), "{}", device.model);
            let mut all: Vec<_> = device.other_interfaces.iter().map(|(number, _)| *number).collect();
            all.extend(device.at_interfaces);
            all.sort_unstable();
            assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{}", device.model);
            assert!(device.total_ports.is_none_or(|total| all.len() <= usize::from(total)), "{}", device.model);
        }
    }

    #[test]
    fn the_chooser_shows_every_known_device() {
        let shown = |device: &&KnownDevice| {
            FIBOCOM_VENDORS.contains(&device.vendor_id)
                || modules_of_others().any(|other| other == (device.vendor_id, device.product_id))
        };
        assert!(KNOWN_DEVICES.iter().all(|device| shown(&device)));
        let others: Vec<_> = modules_of_others().collect();
        assert_eq!(others, [(0x0E8D, 0x7126), (0x0E8D, 0x7127), (0x413C, 0x8213), (0x8087, 0x095A)]);
    }

    #[test]
    fn what_owners_found_out_is_in_the_table() {
        for (vendor, product, at_interfaces) in [
            (0x2CB7, 0x0104, &[1, 2][..]),
            (0x2CB7, 0x01A2, &[2, 3]),
            (0x2CB7, 0x0110, &[]),
            (0x0E8D, 0x7126, &[4]),
            (0x0E8D, 0x7127, &[6]),
            (0x413C, 0x8213, &[]),
        ] {
            assert_eq!(
                known_device(vendor, product).unwrap().at_interfaces,
                at_interfaces,
                "{vendor:04x}:{product:04x}"
            );
        }
        assert!(known_device(0x2CB7, 0x0104).unwrap().other_interfaces.contains(&(3, Role::Echo)));
    }

    #[test]
    fn the_policies_for_a_stand_grant_the_devices_of_fibocom() {
        let policy: serde_json::Value = serde_json::from_str(include_str!("../../public/kiosk/policy.json")).unwrap();
        let devices = policy["SerialAllowUsbDevicesForUrls"][0]["devices"].as_array().unwrap();
        let vendors: Vec<_> = devices.iter().filter_map(|device| device["vendor_id"].as_u64()).collect();
        assert_eq!(vendors, FIBOCOM_VENDORS.map(u64::from));
        let listed =
            vendors.iter().map(|vendor| format!(r#"{{\"vendor_id\": {vendor}}}"#)).collect::<Vec<_>>().join(", ");
        for registry in [include_str!("../../public/kiosk/chrome.reg"), include_str!("../../public/kiosk/edge.reg")] {
            assert!(registry.contains(&listed), "{listed} is not in {registry}");
        }
        let adapters: serde_json::Value =
            serde_json::from_str(include_str!("../../public/kiosk/policy-adapters.json")).unwrap();
        assert_eq!(adapters["SerialAllowAllPortsForUrls"], policy["URLAllowlist"]);
    }
}
