//! Commands that no document may send, by name, with the reason.
//!
//! Beside this list, a document sends only commands that this project knows ([`fibocom_at::commands::LIST`]). These have a reason of their own,
//! so that whoever wrote one by mistake is told why.

use fibocom_at::Form;
use fibocom_at::commands::recognise_all;

/// Why a command is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Danger {
    /// It forgets or overwrites what the module was set to.
    #[error("it puts the module's settings back or overwrites them")]
    Settings,
    /// It changes the firmware.
    #[error("it changes the firmware")]
    Firmware,
    /// It tries a PIN or PUK, or changes a lock.
    #[error("it tries or changes a PIN, and few tries lock the SIM")]
    Lock,
    /// It calls somebody.
    #[error("it makes or ends a call, which can cost money")]
    Call,
    /// It sends, reads or deletes text messages.
    #[error("it handles text messages, which can cost money")]
    TextMessage,
    /// It restarts the module or switches it or its radio off.
    #[error("it restarts the module or switches it off")]
    Restart,
    /// It changes what the module says it is.
    #[error("it changes the identity of the module")]
    Identity,
    /// It changes the port that this page speaks through.
    #[error("it changes the port, so that nothing is heard any more")]
    Port,
    /// It reaches the SIM or the memory past the module.
    #[error("it reaches the SIM or the memory directly")]
    Inside,
    /// Several commands stand on the line.
    #[error("several commands stand on one line")]
    Several,
}

impl Danger {
    /// Whether a text may not even name such a command. A PIN is entered by hand where a person is told to.
    pub(crate) const fn is_forbidden_in_words(self) -> bool {
        !matches!(self, Self::Lock | Self::Several)
    }
}

/// Names, and the forms that are meant: all but the questions, where nothing is said.
const NAMES: &[(&str, Danger)] = &[
    ("&F", Danger::Settings),
    ("&W", Danger::Settings),
    ("Z", Danger::Settings),
    ("+GTRESTORE", Danger::Settings),
    ("+GTNVWRITE", Danger::Settings),
    ("+NVWRITE", Danger::Settings),
    ("+CRST", Danger::Settings),
    ("+GTFOTA", Danger::Firmware),
    ("+FOTA", Danger::Firmware),
    ("+GTOTA", Danger::Firmware),
    ("+GTUPGRADE", Danger::Firmware),
    ("+GTDOWNLOAD", Danger::Firmware),
    ("+FDOWNLOAD", Danger::Firmware),
    ("+CPIN", Danger::Lock),
    ("+CPIN2", Danger::Lock),
    ("+CLCK", Danger::Lock),
    ("+CPWD", Danger::Lock),
    ("+EPIN", Danger::Lock),
    ("D", Danger::Call),
    ("A", Danger::Call),
    ("H", Danger::Call),
    ("+CHUP", Danger::Call),
    ("+CUSD", Danger::Call),
    ("+CMGS", Danger::TextMessage),
    ("+CMSS", Danger::TextMessage),
    ("+CMGW", Danger::TextMessage),
    ("+CMGC", Danger::TextMessage),
    ("+CMGD", Danger::TextMessage),
    ("+CMGR", Danger::TextMessage),
    ("+CMGL", Danger::TextMessage),
    ("+CNMI", Danger::TextMessage),
    ("+CFUN", Danger::Restart),
    ("+RESET", Danger::Restart),
    ("+CPWROFF", Danger::Restart),
    ("+MPWROFF", Danger::Restart),
    ("+CPOF", Danger::Restart),
    ("+TRB", Danger::Restart),
    ("+EGMR", Danger::Identity),
    ("+GTIMEI", Danger::Identity),
    ("+SIMEI", Danger::Identity),
    ("+GTUSBMODE", Danger::Port),
    ("+GTUSBDETECTEN", Danger::Port),
    ("+IPR", Danger::Port),
    ("+ICF", Danger::Port),
    ("+IFC", Danger::Port),
    ("+CMUX", Danger::Port),
    ("E", Danger::Port),
    ("V", Danger::Port),
    ("Q", Danger::Port),
    ("&C", Danger::Port),
    ("&D", Danger::Port),
    ("+CSIM", Danger::Inside),
    ("+CRSM", Danger::Inside),
    ("+CGLA", Danger::Inside),
    ("+CCHO", Danger::Inside),
    ("+GTFS", Danger::Inside),
    ("+FSDEL", Danger::Inside),
];

/// Why a line must not be sent, if it must not.
#[must_use]
pub fn danger(line: &str) -> Option<Danger> {
    let upper = line.trim().to_ascii_uppercase();
    // Blanks stand for nothing between the parts of a command (V.250, 5.2.1).
    let body: String = upper.strip_prefix("AT")?.split_whitespace().collect();
    // What is dialled is no argument: a letter alone begins these, with anything behind it.
    let is_basic = |name: &str| name.len() <= 2 && !name.starts_with('+');
    let basic = NAMES.iter().find(|(name, _)| {
        let rest = body.strip_prefix(name);
        is_basic(name) && rest.is_some_and(|rest| *name == "D" || rest.chars().all(|one| one.is_ascii_digit()))
    });
    if let Some((_, danger)) = basic {
        return Some(*danger);
    }
    let commands = recognise_all(line.trim());
    let named = commands.iter().find_map(|typed| {
        let (_, danger) = NAMES.iter().find(|(name, _)| *name == typed.name && !is_basic(name))?;
        matches!(typed.form, Form::Set | Form::Execute).then_some(*danger)
    });
    named.or_else(|| (commands.len() > 1).then_some(Danger::Several))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_harms_is_known_by_name() {
        for (line, expected) in [
            ("AT&F", Some(Danger::Settings)),
            ("at&f0", Some(Danger::Settings)),
            ("ATZ", Some(Danger::Settings)),
            ("ATD+41791234567;", Some(Danger::Call)),
            ("ATA", Some(Danger::Call)),
            ("ATE0", Some(Danger::Port)),
            ("AT E0", Some(Danger::Port)),
            ("AT &F", Some(Danger::Settings)),
            ("AT & F 0", Some(Danger::Settings)),
            ("AT D1;", Some(Danger::Call)),
            ("AT +CFUN=15", Some(Danger::Restart)),
            ("AT I", None),
            ("AT+CFUN=15", Some(Danger::Restart)),
            ("AT+CFUN?", None),
            ("AT+CPIN?", None),
            ("AT+CPIN=\"0000\"", Some(Danger::Lock)),
            ("at+cpin=0000", Some(Danger::Lock)),
            ("AT+CMGS=\"1\"", Some(Danger::TextMessage)),
            ("AT+GTFOTA=\"http\"", Some(Danger::Firmware)),
            ("AT+CSQ;+CPWROFF", Some(Danger::Restart)),
            ("AT+CSQ;+CPIN?", Some(Danger::Several)),
            ("AT+CSQ", None),
            ("ATI", None),
            ("AT", None),
            ("Attention", None),
        ] {
            assert_eq!(danger(line), expected, "{line}");
        }
    }
}
