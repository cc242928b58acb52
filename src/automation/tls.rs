//! `workbench.tls`: certificates and keys, the version, whether the broker is verified, and why a connection failed.

use fibocom_at::Field;
use fibocom_at::args::{Problem, TlsFile};
use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::{TlsFileKind, Verification};
use fibocom_at::meaning::of_tls_error;
use fibocom_at::profile::Feature;
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::Arguments;
use super::error::ApiError;
use super::object::promise;
use super::shapes::plain;
use crate::state::Workbench;
use crate::{t, words};

#[derive(Serialize)]
struct Loaded {
    bytes: usize,
}

pub(super) fn object(workbench: Workbench) -> Object {
    let tls = Object::new();
    promise(&tls, "load", move |options, _| load(workbench, Arguments::new(options)));
    promise(&tls, "setVersion", move |version, _| async move {
        let version = number(&version, "version", 1, 4)?;
        supported(workbench)?;
        workbench.set_tls_version(TlsVersion::from(version)).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&tls, "setVerify", move |mode, _| async move {
        let verification = if number(&mode, "mode", 0, 1)? == 0 { Verification::Off } else { Verification::On };
        supported(workbench)?;
        workbench.set_verification(verification).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&tls, "lastError", move |_, _| async move {
        supported(workbench)?;
        let error = workbench.tls_error().await?;
        Ok(JsValue::from_str(&words::meaning(&of_tls_error(error))))
    });
    tls
}

/// Loads bytes as they are: a script knows what it has.
async fn load(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let slot = options.required_text("slot")?;
    let known = TlsFileKind::ALL.into_iter().find(|kind| kind.name() == slot);
    let kind = known.ok_or_else(|| ApiError::argument("slot", t!("api-tls-slot")))?;
    let data = options.bytes("data")?.unwrap_or_default();
    let bytes = data.len();
    let too_long_or_short = |problem: Problem| ApiError::from(problem.at(Field::TlsFile)).at("data");
    let file = TlsFile::new(&workbench.profile_now(), data).map_err(too_long_or_short)?;
    supported(workbench)?;
    workbench.load_tls_file(fibocom_at::commands::LoadTlsFile { kind, file }).await?;
    Ok(plain(&Loaded { bytes }))
}

fn supported(workbench: Workbench) -> Result<(), ApiError> {
    Ok(workbench.profile_now().require(Feature::Tls).map_err(|problem| problem.at(Field::Security))?)
}

/// A whole number between two others.
fn number(value: &JsValue, name: &str, min: u8, max: u8) -> Result<u8, ApiError> {
    let whole = (min..=max).find(|number| value.as_f64() == Some(f64::from(*number)));
    whole.ok_or_else(|| ApiError::argument(name, t!("api-number", name = name, min = min, max = max)))
}
