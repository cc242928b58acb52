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
mod mqttclose;
mod mqttconf;
mod mqttopen;
mod mqttpub;
mod mqttread;
mod mqttsub;
mod mqttunsub;
mod mqttuser;
mod mqttwill;
mod registration;
mod reset;
mod xflood;

use fibocom_at::codes::CmeError;

use crate::call::{Call, Parameter, small};
use crate::config::Config;
use crate::device::Device;
use crate::reply::Outcome;

/// How a command words its errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// `+CME ERROR: <n>`, as far as `AT+CMEE` allows.
    Numbered,
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
    /// Whether the MQTT manuals define it.
    pub(crate) fn is_mqtt(&self) -> bool {
        self.name.starts_with("+MQTT")
    }
}

/// All commands.
static COMMANDS: &[Command] = &[
    attention::AT,
    echo::ATE,
    identity::ATI,
    identity::CGMI,
    identity::CGMM,
    identity::CGMR,
    identity::CGSN,
    cmee::CMEE,
    cpin::CPIN,
    csq::CSQ,
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

/// The command of this name, if this module has it.
pub(crate) fn find(name: &str, config: &Config) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name && (command.exists)(config))
}

/// The client ids of the series as a test command lists them: `(1,2,101,102)`.
fn client_list(config: &Config) -> String {
    let ids: Vec<_> = config.profile.clients.iter().map(u8::to_string).collect();
    format!("({})", ids.join(","))
}

/// A client id of MQTT. The ids of MQTT-SN, where the series has them, are not supported yet: error 4.
fn mqtt_client(device: &Device, parameter: Option<&Parameter>) -> Result<u8, CmeError> {
    let id = small(parameter, (1, u8::MAX))?;
    match id {
        1 | 2 => Ok(id),
        _ if device.config.profile.clients.contains(&id) => Err(CmeError::OperationNotSupported),
        _ => Err(CmeError::InvalidParameter),
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
