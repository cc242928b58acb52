//! What a command line makes the module give up, so that whoever sent it is not alarmed when the module tells so.

use super::{Form, Typed, recognise_all};
use crate::args::ClientIndex;

/// What the module gives up on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consequence {
    /// Everything: it starts anew, or switches itself off.
    Restart,
    /// The radio, and with it address and connections; some firmware also the SIM.
    RadioOff,
    /// The network or a connection to it, and perhaps the address.
    Detach,
    /// The IP address, and every connection with it.
    HangUp,
    /// The connection of a client.
    Close(ClientIndex),
}

/// A command beside the list that gives something up, and the arguments that it begins with.
struct Row {
    name: &'static str,
    arguments: &'static [&'static str],
    consequence: Consequence,
}

const fn row(name: &'static str, arguments: &'static [&'static str], consequence: Consequence) -> Row {
    Row { name, arguments, consequence }
}

/// 3GPP TS 27.007, 8.2, 10.1.9 and 10.1.10; the application guide (004, 4.1.1) for the restart by `AT+CFUN=15`; the rest as in
/// use. What a command of the list gives up stands in its own file.
const BESIDE: &[Row] = &[
    row("+CFUN", &["15"], Consequence::Restart),
    row("+CFUN", &["1", "1"], Consequence::Restart),
    row("+CFUN", &["0", "1"], Consequence::Restart),
    row("+CFUN", &["4", "1"], Consequence::Restart),
    row("+RESET", &[], Consequence::Restart),
    row("+CPWROFF", &[], Consequence::Restart),
    row("+CFUN", &["0"], Consequence::RadioOff),
    row("+CFUN", &["4"], Consequence::RadioOff),
    row("+CGATT", &["0"], Consequence::Detach),
    row("+CGACT", &["0"], Consequence::Detach),
];

/// What a line makes the module give up, with all commands that stand on it.
pub fn consequences(line: &str) -> impl Iterator<Item = Consequence> + use<> {
    recognise_all(line.trim()).into_iter().filter_map(|typed| of_command(&typed))
}

fn of_command(typed: &Typed) -> Option<Consequence> {
    if !matches!(typed.form, Form::Set | Form::Execute) {
        return None;
    }
    if let Some(spec) = typed.spec {
        return (spec.gives_up)(typed);
    }
    let fits = |row: &&Row| {
        row.name == typed.name && row.arguments.iter().enumerate().all(|(at, value)| typed.text(at) == Some(*value))
    };
    BESIDE.iter().find(fits).map(|row| row.consequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_what_the_module_gives_up_for_it() {
        use Consequence::{Close, Detach, HangUp, RadioOff, Restart};
        for (line, expected) in [
            ("AT+MIPCALL=0", &[HangUp][..]),
            ("at+mipcall=0\r", &[HangUp]),
            ("AT+CGACT=0,1", &[Detach]),
            ("AT+MIPCALL=1,\"CMNET\"", &[]),
            ("AT+MIPCALL?", &[]),
            ("AT+CFUN=15", &[Restart]),
            ("AT+CFUN=1,1", &[Restart]),
            ("AT+CFUN=1", &[]),
            ("AT+CFUN=?", &[]),
            ("AT+RESET", &[Restart]),
            ("AT+CPWROFF", &[Restart]),
            ("AT+CFUN=0", &[RadioOff]),
            ("AT+COPS=2", &[Detach]),
            ("AT+CGATT=0", &[Detach]),
            ("AT+MQTTCLOSE=1", &[Close(ClientIndex::ALL[0])]),
            ("AT+MQTTCLOSE?", &[]),
            ("AT+CSQ;+MIPCALL=0;+CFUN=15", &[HangUp, Restart]),
            ("AT+MQTTPUB=1,\"t\",0,0,\";+CFUN=15;\"", &[]),
            ("", &[]),
        ] {
            assert_eq!(consequences(line).collect::<Vec<_>>(), expected, "{line}");
        }
    }
}
