//! Reads the arguments of calls: JavaScript values become checked types, or an error that names the argument.

use fibocom_at::args::{ClientIndex, Field, Problem, Qos};
use fibocom_at::{Invalid, Profile};
use js_sys::{JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use workbench_payload::visible::half_in;

use super::error::ApiError;
use crate::state::LineOrder;
use crate::t;
use crate::ui::{FIELD_MAX, TEXT_MAX, from_browser};

/// The object that a call was given.
pub(super) struct Arguments(JsValue);

impl Arguments {
    pub(super) const fn new(value: JsValue) -> Self {
        Self(value)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<JsValue> {
        if !self.0.is_object() {
            return None;
        }
        Reflect::get(&self.0, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<String>, ApiError> {
        self.get(name).map(|value| text_of(name, &value)).transpose()
    }

    pub(super) fn required_text(&self, name: &str) -> Result<String, ApiError> {
        self.text(name)?.ok_or_else(|| wrong_type(name, "string"))
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        self.get(name).map(|value| value.as_bool().ok_or_else(|| wrong_type(name, "boolean"))).transpose()
    }

    /// What is to be done with a control line: `true` or `false` sets it, `null` leaves it to the system.
    pub(super) fn line_order(&self, name: &str) -> Result<LineOrder, ApiError> {
        let is_null = self.0.is_object() && Reflect::get(&self.0, &name.into()).is_ok_and(|value| value.is_null());
        if is_null {
            return Ok(LineOrder::System);
        }
        Ok(self.flag(name)?.map_or(LineOrder::Keep, LineOrder::Set))
    }

    /// A whole number; anything outside `u32` is left for the caller's range check.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole number within u32"
    )]
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, ApiError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_f64().ok_or_else(|| wrong_type(name, "whole number"))?;
        if number.fract() != 0.0 || !number.is_finite() {
            return Err(wrong_type(name, "whole number"));
        }
        Ok(Some(number.clamp(0.0, f64::from(u32::MAX)) as u32).map(|n| if number < 0.0 { u32::MAX } else { n }))
    }

    pub(super) fn required_number(&self, name: &str) -> Result<u32, ApiError> {
        self.number(name)?.ok_or_else(|| wrong_type(name, "whole number"))
    }

    /// A text or bytes.
    pub(super) fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, ApiError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        if value.is_string() {
            return text_within(name, &value, TEXT_MAX).map(|text| Some(text.into_bytes()));
        }
        match value.dyn_into::<Uint8Array>() {
            Ok(array) => Ok(Some(array.to_vec())),
            Err(_) => Err(wrong_type(name, "string | Uint8Array")),
        }
    }

    /// The values of an object, by name: texts, numbers and switches, all as texts.
    pub(super) fn entries(&self, name: &str) -> Result<Vec<(String, String)>, ApiError> {
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let object: Object = value.dyn_into().map_err(|_| wrong_type(name, "object"))?;
        let names = Object::keys(&object).into_iter().filter_map(|name| name.as_string());
        let inner = Self(object.clone().into());
        names
            .filter(|name| inner.has(name))
            .map(|name| {
                let value = inner.get(&name).unwrap_or_default();
                match entry(&value) {
                    Some(text) => Ok((name, text)),
                    None if value.is_string() => text_of(&name, &value).map(|text| (name, text)),
                    None => Err(wrong_type(&name, "string | number")),
                }
            })
            .collect()
    }

    pub(super) fn client(&self, profile: &Profile) -> Result<ClientIndex, ApiError> {
        let number = self.required_number("client")?;
        Ok(ClientIndex::on(profile, number).map_err(|problem| problem.at(Field::Client))?)
    }

    pub(super) fn qos(&self) -> Result<Qos, ApiError> {
        let number = self.number("qos")?.unwrap_or(0);
        Ok(Qos::new(number).map_err(|problem| problem.at(Field::Qos))?)
    }

    /// A checked text of the protocol. An error names the argument.
    pub(super) fn parsed<T>(
        &self,
        name: &str,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Result<T, ApiError> {
        let text = self.required_text(name)?;
        parse(&text).map_err(|problem| ApiError::from(Invalid { field, problem }).at(name))
    }
}

/// A number is written as JavaScript writes it: whole ones without a point.
fn entry(value: &JsValue) -> Option<String> {
    let number = value.as_f64().map(|number| number.to_string());
    number.or_else(|| value.as_bool().map(|flag| flag.to_string()))
}

/// A text of one line's length at most, all of whose characters are whole.
pub(super) fn text_of(name: &str, value: &JsValue) -> Result<String, ApiError> {
    text_within(name, value, FIELD_MAX)
}

/// A log, whose characters may be anything. What is too long has a call of its own.
pub(super) fn log_of(name: &str, value: &JsValue) -> Result<String, ApiError> {
    let text: &JsString = value.dyn_ref().ok_or_else(|| wrong_type(name, "string"))?;
    if text.length() > TEXT_MAX {
        return Err(ApiError::argument(name, t!("api-explain-long", most = TEXT_MAX, other = "explainFile")));
    }
    Ok(text.as_string().unwrap_or_default())
}

fn text_within(name: &str, value: &JsValue, most: u32) -> Result<String, ApiError> {
    let text: &JsString = value.dyn_ref().ok_or_else(|| wrong_type(name, "string"))?;
    if text.length() > most {
        return Err(ApiError::argument(name, t!("api-too-long", name = name, found = text.length(), most = most)));
    }
    let text = from_browser(value).ok_or_else(|| wrong_type(name, "string"))?;
    match half_in(&text) {
        Some(half) => {
            let code = format!("U+{:04X}", half.unit);
            Err(ApiError::argument(name, t!("api-half", name = name, code = code, at = half.at)))
        }
        None => Ok(text),
    }
}

fn wrong_type(name: &str, expected: &str) -> ApiError {
    ApiError::argument(name, t!("api-wrong-type", name = name, expected = expected))
}
