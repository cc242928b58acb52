//! Reads the arguments of calls: JavaScript values become checked types, or an error that names the argument.

use fibocom_at::args::{ClientIndex, Field, Problem, Qos};
use fibocom_at::{Invalid, Profile};
use js_sys::{Array, ArrayBuffer, Function, JsString, Object, Reflect, Uint8Array};
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

    pub(super) fn has(&self, name: &str) -> Result<bool, ApiError> {
        Ok(self.get(name)?.is_some())
    }

    /// A value that is there. One that cannot be read, since whoever made the object throws there, is not taken for one that is missing.
    pub(super) fn get(&self, name: &str) -> Result<Option<JsValue>, ApiError> {
        if !self.0.is_object() {
            return Ok(None);
        }
        let value = Reflect::get(&self.0, &JsValue::from_str(name))
            .map_err(|_| ApiError::argument(name, t!("api-unreadable", name = name)))?;
        Ok(Some(value).filter(|value| !value.is_undefined() && !value.is_null()))
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<String>, ApiError> {
        self.get(name)?.map(|value| text_of(name, &value)).transpose()
    }

    pub(super) fn required_text(&self, name: &str) -> Result<String, ApiError> {
        self.text(name)?.ok_or_else(|| wrong_type(name, "string"))
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        self.get(name)?.map(|value| value.as_bool().ok_or_else(|| wrong_type(name, "boolean"))).transpose()
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
        let Some(value) = self.get(name)? else { return Ok(None) };
        let number = value.as_f64().ok_or_else(|| wrong_type(name, "whole number"))?;
        if number.fract() != 0.0 || !number.is_finite() {
            return Err(wrong_type(name, "whole number"));
        }
        Ok(Some(number.clamp(0.0, f64::from(u32::MAX)) as u32).map(|n| if number < 0.0 { u32::MAX } else { n }))
    }

    /// A whole number that nobody checks behind this: one outside the range is refused, not bent to it.
    pub(super) fn count(&self, name: &str, min: u32) -> Result<Option<u32>, ApiError> {
        let number = self.number(name)?;
        let is_bent =
            || self.get(name).is_ok_and(|value| value.and_then(|value| value.as_f64()) != number.map(f64::from));
        match number {
            Some(found) if found < min || is_bent() => {
                Err(ApiError::argument(name, t!("api-number", name = name, min = min, max = u32::MAX)))
            }
            number => Ok(number),
        }
    }

    pub(super) fn required_number(&self, name: &str) -> Result<u32, ApiError> {
        self.number(name)?.ok_or_else(|| wrong_type(name, "whole number"))
    }

    /// A text or bytes.
    pub(super) fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, ApiError> {
        let Some(value) = self.get(name)? else { return Ok(None) };
        if value.is_string() {
            return text_within(name, &value, TEXT_MAX).map(|text| Some(text.into_bytes()));
        }
        bytes_of(name, &value).map(Some)
    }

    /// The values of an object, by name: texts, numbers and switches, all as texts.
    pub(super) fn entries(&self, name: &str) -> Result<Vec<(String, String)>, ApiError> {
        let Some(value) = self.get(name)? else { return Ok(Vec::new()) };
        let object: Object = value.dyn_into().map_err(|_| wrong_type(name, "object"))?;
        let names =
            Reflect::own_keys(&object).map_err(|_| ApiError::argument(name, t!("api-unreadable", name = name)))?;
        if names.length() > ENTRIES_MAX {
            let text = t!("api-too-many-values", name = name, found = names.length(), most = ENTRIES_MAX);
            return Err(ApiError::argument(name, text));
        }
        let inner = Self(object.into());
        let mut entries = Vec::new();
        for key in names.iter().filter(JsValue::is_string) {
            let key = text_of(name, &key)?;
            let Some(value) = inner.get(&key)? else { continue };
            let text = match entry(&value) {
                Some(text) => text,
                None if value.is_string() => text_of(&key, &value)?,
                None => return Err(wrong_type(&key, "string | number")),
            };
            entries.push((key, text));
        }
        Ok(entries)
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

/// More values than any cloud takes are no inputs of one.
const ENTRIES_MAX: u32 = 100;

/// The bytes of a `Uint8Array`. What merely looks like one, as a proxy does, is refused before anything asks it for its length; and a length that a
/// script gave it does not count, since the browser copies the bytes first.
fn bytes_of(name: &str, value: &JsValue) -> Result<Vec<u8>, ApiError> {
    let no_bytes = || wrong_type(name, "string | Uint8Array");
    if !ArrayBuffer::is_view(value) || !value.is_instance_of::<Uint8Array>() {
        return Err(no_bytes());
    }
    let admit = |size: f64| {
        if size <= f64::from(TEXT_MAX) {
            return Ok(());
        }
        Err(ApiError::argument(name, t!("api-too-many-bytes", name = name, found = size, most = TEXT_MAX)))
    };
    let size = Reflect::get(value, &JsValue::from_str("byteLength")).ok().and_then(|size| size.as_f64());
    admit(size.ok_or_else(no_bytes)?)?;
    let make = Reflect::get(&js_sys::global(), &JsValue::from_str("Uint8Array")).and_then(JsCast::dyn_into::<Function>);
    let copy =
        make.and_then(|make| Reflect::construct(&make, &Array::of1(value))).and_then(JsCast::dyn_into::<Uint8Array>);
    let copy = copy.map_err(|_| no_bytes())?;
    admit(copy.length().into())?;
    Ok(copy.to_vec())
}

/// The word of a call that has a few of them. A longer text is none of them, whatever stands in it.
pub(super) fn word_of(value: &JsValue) -> Option<String> {
    let text: &JsString = value.dyn_ref()?;
    if text.length() > FIELD_MAX { None } else { value.as_string() }
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

pub(super) fn wrong_type(name: &str, expected: &str) -> ApiError {
    ApiError::argument(name, t!("api-wrong-type", name = name, expected = expected))
}
