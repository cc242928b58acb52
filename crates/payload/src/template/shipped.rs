//! The templates that come with the page. They are texts like a user's own.

/// A template that comes with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// The name of its file, without its ending.
    pub name: &'static str,
    /// What it is of, in its users' words.
    pub title: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! shipped {
    ($($name:literal $title:literal)*) => {
        &[$(Shipped { name: $name, title: $title, text: include_str!(concat!("../../templates/", $name, ".ksy")) }),*]
    };
}

/// Those that there are, in the order of a menu.
pub const SHIPPED: &[Shipped] = shipped! {
    "modbus_rtu_request" "Modbus RTU, request"
    "modbus_rtu_response" "Modbus RTU, response"
    "dlt645_2007" "DL/T 645-2007"
    "cjt188_2004" "CJ/T 188-2004"
    "jtt808" "JT/T 808"
    "cayenne_lpp" "Cayenne LPP"
    "mbus" "M-Bus (EN 13757)"
};
