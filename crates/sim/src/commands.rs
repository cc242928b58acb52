//! Every command the virtual module knows: one file each, one list of them all.

mod attention;
mod cclk;
mod cfun;
mod cgatt;
mod cgpaddr;
mod cmee;
mod cops;
mod cpin;
mod csq;
mod echo;
mod gtssl;
mod identity;
mod mipcall;
mod mipntp;
mod mqttauthcfg;
mod mqttauthdyn;
mod mqttclose;
mod mqttconf;
mod mqttopen;
mod mqttpub;
mod mqttread;
mod mqttsncid;
mod mqttsnreg;
mod mqttsub;
mod mqttunsub;
mod mqttuser;
mod mqttwill;
mod mqttwmsgud;
mod mqttwtopicud;
mod registration;
mod reset;
mod sim_numbers;
mod topic;
mod verbose;
mod xflood;

use fibocom_at::codes::CmeError;

use crate::call::{Call, Parameter, small, text};
use crate::config::Config;
use crate::device::{Device, is_gateway_client};
use crate::reply::Outcome;

/// How a command words its errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// `+CME ERROR: <n>`, as far as `AT+CMEE` allows.
    Numbered,
    /// The same without the blank, `+CME ERROR:<n>`, as the cloud commands have it.
    NumberedTightly,
    /// Always the bare `ERROR`.
    Bare,
}

/// A command.
pub(crate) struct Command {
    /// Upper case, with its plus sign.
    pub(crate) name: &'static str,
    pub(crate) errors: Errors,
    /// Shortest and longest time to the reply, in milliseconds.
    pub(crate) takes: (u64, u64),
    /// Whether this module has the command at all.
    pub(crate) exists: fn(&Config) -> bool,
    pub(crate) run: fn(&mut Device, &Call) -> Outcome,
}

impl Command {
    /// Whether a status line follows its `OK` (000, 001 and 003, 1.2 to 1.7; 003, 1.14 to 1.16).
    pub(crate) fn has_status(&self) -> bool {
        STATUS_LINES.contains(&self.name)
    }

    /// Whether this is its status line, success or failure.
    pub(crate) fn is_status(&self, line: &[u8]) -> bool {
        let values = line.strip_prefix(self.name.as_bytes()).and_then(|rest| rest.strip_prefix(b": "));
        let status = values.and_then(|values| values.split(|byte| *byte == b',').nth(1));
        self.has_status() && matches!(status, Some(b"0" | b"1"))
    }

    /// Whether it is the status line of any command.
    pub(crate) fn is_any_status(line: &[u8]) -> bool {
        COMMANDS.iter().any(|command| command.is_status(line))
    }

    /// Whether the MQTT manuals define it.
    pub(crate) fn is_mqtt(&self) -> bool {
        self.name.starts_with("+MQTT")
    }
}

/// The commands whose outcome comes in a line of their own, `<name>: <client>,<status>`.
const STATUS_LINES: [&str; 8] =
    ["+MQTTOPEN", "+MQTTCLOSE", "+MQTTSUB", "+MQTTUNSUB", "+MQTTPUB", "+MQTTSNREG", "+MQTTWTOPICUD", "+MQTTWMSGUD"];

/// All commands.
static COMMANDS: &[Command] = &[
    attention::AT,
    echo::ATE,
    verbose::ATV,
    verbose::ATQ,
    identity::ATI,
    identity::CGMI,
    identity::CGMM,
    identity::CGMR,
    identity::CGSN,
    cmee::CMEE,
    cpin::CPIN,
    csq::CSQ,
    sim_numbers::CCID,
    sim_numbers::CIMI,
    cops::COPS,
    registration::CREG,
    registration::CGREG,
    registration::CEREG,
    cgatt::CGATT,
    cgpaddr::CGPADDR,
    cfun::CFUN,
    reset::RESET,
    mipcall::MIPCALL,
    mipntp::MIPNTP,
    cclk::CCLK,
    gtssl::GTSSLVER,
    gtssl::GTSSLMODE,
    gtssl::GTSSLFILE,
    gtssl::GTSSLERR,
    mqttuser::MQTTUSER,
    mqttopen::MQTTOPEN,
    mqttclose::MQTTCLOSE,
    mqttsub::MQTTSUB,
    mqttunsub::MQTTUNSUB,
    mqttpub::MQTTPUB,
    mqttconf::MQTTCONF,
    mqttread::MQTTREAD,
    mqttwill::MQTTWILL,
    mqttsncid::MQTTSNCID,
    mqttsnreg::MQTTSNREG,
    mqttwtopicud::MQTTWTOPICUD,
    mqttwmsgud::MQTTWMSGUD,
    mqttauthdyn::MQTTAUTHDYN,
    mqttauthcfg::MQTTAUTHCFG,
    xflood::XFLOOD,
];

/// A command that every module has, quick and with numbered errors.
const PLAIN: Command = Command {
    name: "",
    errors: Errors::Numbered,
    takes: (2, 8),
    exists: |_| true,
    run: |_, _| Err(CmeError::OperationNotSupported),
};

/// A command of the series that have those for MQTT-SN (003, 1.13 to 1.16).
const SN: Command =
    Command { errors: Errors::Bare, takes: (15, 40), exists: |config| config.profile.sn_commands, ..PLAIN };

/// A command of the series that have those for cloud credentials (003, 1.17 and 1.18).
const CLOUD: Command =
    Command { errors: Errors::NumberedTightly, takes: (30, 90), exists: |config| config.profile.cloud_auth, ..PLAIN };

/// The command of this name, if this module has it.
pub(crate) fn find(name: &str, config: &Config) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name && (command.exists)(config))
}

/// The client ids of the series as a test command lists them: `(1,2,101,102)`.
fn client_list(config: &Config) -> String {
    list(config.profile.clients.iter())
}

/// Those of them that speak MQTT-SN: `(101,102)`.
fn sn_client_list(config: &Config) -> String {
    list(config.profile.clients.iter().filter(|id| is_gateway_client(**id)))
}

fn list<'a>(ids: impl Iterator<Item = &'a u8>) -> String {
    let ids: Vec<_> = ids.map(u8::to_string).collect();
    format!("({})", ids.join(","))
}

/// A client id of the series: 1 and 2 everywhere, 101 and 102 where it has MQTT-SN. Else error 53.
fn client(device: &Device, parameter: Option<&Parameter>) -> Result<u8, CmeError> {
    let id = small(parameter, (1, u8::MAX))?;
    if device.config.profile.clients.contains(&id) { Ok(id) } else { Err(CmeError::InvalidParameter) }
}

/// A client id of MQTT alone: 1 or 2.
fn mqtt_client(parameter: Option<&Parameter>) -> Result<u8, CmeError> {
    small(parameter, (1, 2))
}

/// A client id of MQTT-SN alone: 101 or 102.
fn sn_client(device: &Device, parameter: Option<&Parameter>) -> Result<u8, CmeError> {
    client(device, parameter)
        .and_then(|id| if is_gateway_client(id) { Ok(id) } else { Err(CmeError::InvalidParameter) })
}

/// A text with or without quotes, as the cloud commands are written in use.
fn word(parameter: Option<&Parameter>, longest: usize) -> Result<String, CmeError> {
    match parameter {
        Some(Parameter::Missing) => Ok(String::new()),
        Some(Parameter::Bare(word)) if word.len() <= longest => {
            String::from_utf8(word.clone()).map_err(|_| CmeError::InvalidParameter)
        }
        _ => text(parameter, (0, longest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_listed_once_in_upper_case() {
        for (index, command) in COMMANDS.iter().enumerate() {
            assert_eq!(command.name, command.name.to_ascii_uppercase());
            assert!(COMMANDS.iter().skip(index + 1).all(|other| other.name != command.name), "{}", command.name);
        }
    }
}
