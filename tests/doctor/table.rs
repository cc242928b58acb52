//! What a doctor should say of each scenario.

/// A scenario, what may be found first in it, and what else is true of it.
pub(crate) struct Row {
    pub(crate) scenario: &'static str,
    /// Of a log without times or without the bytes themselves, less can be said: then another of these is right.
    pub(crate) first: &'static [&'static str],
    /// What the sample program does wrong beside, because of the fault or on its way.
    pub(crate) also: &'static [&'static str],
}

const fn row(scenario: &'static str, first: &'static [&'static str], also: &'static [&'static str]) -> Row {
    Row { scenario, first, also }
}

/// Where all is well, or well enough that nobody has to do anything.
const NONE: &[&str] = &["none"];

/// Every scenario.
pub(crate) const TABLE: &[Row] = &[
    row("healthy", NONE, &[]),
    row("no-echo", NONE, &[]),
    row("double-echo", NONE, &[]),
    row("pieces", NONE, &[]),
    row("endless-codes", NONE, &[]),
    row("codes-inside", NONE, &[]),
    row("burst", NONE, &[]),
    row("large-messages", NONE, &[]),
    row("ipv6-only", NONE, &[]),
    row("slow-sim", NONE, &["no-answer", "sim-missing"]),
    row("refuses", &["open-refused", "login-refused"], &[]),
    row("wrong-password", &["open-refused", "login-refused"], &[]),
    row("unreachable", &["unreachable", "open-refused"], &[]),
    row("drops", &["kicked-off"], &["unopened"]),
    row("id-taken", &["kicked-off"], &["unopened"]),
    row("wrong-apn", &["no-address"], &["open-refused", "unreachable"]),
    row("stale-ip", &["address-zero"], &["open-refused", "unreachable", "no-address"]),
    row("ip-lost", &["address-lost"], &["open-refused", "unreachable", "unopened"]),
    row("network-lost", &["network-lost"], &["address-lost", "open-refused", "unreachable", "unopened"]),
    row("registration-refused", &["not-registered"], &["no-address", "open-refused"]),
    row("slow-registration", &["not-registered"], &["no-address", "open-refused"]),
    row("wrong-baud", &["baud", "no-answer"], &[]),
    row("noise", &["baud", "no-answer"], &[]),
    row("lost-bytes", &["damaged"], &["datasize", "certificate", "restart-unnoticed", "data-missing"]),
    row("doubled-bytes", &["damaged"], &["datasize", "certificate"]),
    row("disturbed-bytes", &["damaged"], &["datasize", "certificate", "line-end-typed"]),
    row("late", &["short-wait", "no-answer"], &["before-status", "data-missing", "unopened", "open-refused"]),
    row("late-status", &["short-wait", "before-status"], &[]),
    row("hang", &["no-answer", "before-status"], &["short-wait", "session-gone", "data-missing"]),
    row("slow-boot", &["no-answer"], &["short-wait"]),
    row("open-prompt", &["no-answer"], &["short-wait", "data-missing"]),
    row("stuck-upload", &["short-wait", "no-answer", "before-status"], &[]),
    row("restart", &["restart-unnoticed"], &["no-answer", "open-refused", "no-address"]),
    row("restarts-twice", &["restart-unnoticed"], &["no-answer", "open-refused", "no-address"]),
    row("usb-restart", &["restart-unnoticed"], &["no-answer", "open-refused", "no-address"]),
    row("silent-restart", &["session-gone"], &["no-answer"]),
    row("unplugged", &["no-answer", "restart-unnoticed"], &["session-gone"]),
    row("silent", &["no-answer", "only-echo"], &[]),
    row("echo-only", &["only-echo", "no-answer"], &[]),
    row("nmea", &["wrong-port"], &["no-answer"]),
    row("weak-signal", &["weak-signal"], &["not-registered"]),
    row("no-sim", &["sim-missing"], &["not-registered", "no-address"]),
    row("locked-sim", &["sim-locked"], &["not-registered", "no-address"]),
    row("clock-ahead", &["tls-clock"], &["open-refused"]),
    row("wrong-ca", &["wrong-ca"], &[]),
    row("wrong-key", &["key-pair"], &[]),
];
