//! `AT+GTSSLVER`, `AT+GTSSLMODE`, `AT+GTSSLFILE`, `AT+GTSSLERR`: what TLS is made of, and how it failed last.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, integer, small, text};
use crate::config::Config;
use crate::device::{Device, File, TlsSettings};
use crate::reply::{Outcome, Reply};

/// Shortest and longest file in bytes, as on L610 modules in use.
const FILE_BYTES: (u32, u32) = (4, 8192);

const GTSSL: Command = Command { exists: has_tls, takes: (3, 10), ..PLAIN };

/// Query or set the TLS version, +GTSSLVER (004, 3.3 and 4.2.1): 1 SSL 3.0, 2 TLS 1.0, 3 TLS 1.1, 4 TLS 1.2. Volatile.
pub(super) const GTSSLVER: Command = Command { name: "+GTSSLVER", run: version, ..GTSSL };

/// Set whether to verify the server certificate, +GTSSLMODE (004, 3.3): 0 no, 1 yes. Volatile.
pub(super) const GTSSLMODE: Command = Command { name: "+GTSSLMODE", run: mode, ..GTSSL };

/// Load TLS certificate and key, +GTSSLFILE (004, 3.3 and 4.2.1).
///
/// # Wire
/// `AT+GTSSLFILE="CERTFILE",<bytes>`, or `"KEYFILE"`, or `"TRUSTFILE"`: the prompt, exactly so many bytes, `OK`. What is
/// there already stays, and the new bytes go behind it. `?` shows how often something was loaded: the trust file always, the
/// others where there is something. Nothing is checked before a connection is opened. Volatile.
pub(super) const GTSSLFILE: Command = Command { name: "+GTSSLFILE", run: file, takes: (10, 30), ..GTSSL };

/// Get SSL error code, +GTSSLERR (004, 3.3): why the last connection with TLS failed, 0 when it did not.
pub(super) const GTSSLERR: Command = Command { name: "+GTSSLERR", run: error, ..GTSSL };

const fn has_tls(config: &Config) -> bool {
    config.profile.tls
}

fn version(device: &mut Device, call: &Call) -> Outcome {
    let lowest = if TlsSettings::first_version(device.config.profile) == 0 { 0 } else { 1 };
    match call.form {
        Form::Set => {
            device.tls.version = small(call.parameters(1, 1)?.first(), (lowest, 4))?;
            Ok(Reply::ok())
        }
        Form::Read => Ok(Reply::line(format!("+GTSSLVER: {}", device.tls.version))),
        Form::Test => Ok(Reply::line(format!("+GTSSLVER: ({lowest}-4)"))),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}

fn mode(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Set => {
            device.tls.verify_server = small(call.parameters(1, 1)?.first(), (0, 1))? == 1;
            Ok(Reply::ok())
        }
        Form::Read => Ok(Reply::line(format!("+GTSSLMODE: {}", u8::from(device.tls.verify_server)))),
        Form::Test => Ok(Reply::line("+GTSSLMODE: (0,1)")),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}

fn file(device: &mut Device, call: &Call) -> Outcome {
    let shown =
        |device: &Device, file: File| format!("+GTSSLFILE: {},{}", file.name(), device.tls.uploads(file)).into();
    match call.form {
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let name = text(parameters.first(), (1, 16))?;
            let file = File::ALL.into_iter().find(|file| file.name() == name).ok_or(CmeError::InvalidParameter)?;
            let size = integer(parameters.get(1), FILE_BYTES)?;
            let size = usize::try_from(size).map_err(|_| CmeError::InvalidParameter)?;
            Ok(Reply::prompt(
                size,
                Box::new(move |device, bytes| {
                    device.tls.upload(file, &bytes);
                    Ok(Reply::ok())
                }),
            ))
        }
        Form::Read => Ok(Reply::lines(
            File::ALL
                .into_iter()
                .filter(|file| *file == File::Trust || device.tls.uploads(*file) > 0)
                .map(|file| shown(device, file))
                .collect(),
        )),
        Form::Test => Ok(Reply::line(format!(
            "+GTSSLFILE: (\"CERTFILE\",\"KEYFILE\",\"TRUSTFILE\"),({}-{})",
            FILE_BYTES.0, FILE_BYTES.1
        ))),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}

fn error(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read => Ok(Reply::line(format!("+GTSSLERR: {}", device.tls.last_error))),
        Form::Test => Ok(Reply::ok()),
        Form::Set | Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
