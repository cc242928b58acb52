//! A command line, taken apart: name, form and parameters, by the rules of V.250 and the module's own SDK.

use fibocom_at::codes::CmeError;

/// Most parameters of one command (SDK of the 8850 platform).
const PARAMETERS_MAX: usize = 30;

/// Which of the four forms of a command was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `AT+CSQ`
    Execute,
    /// `AT+CSQ?`
    Read,
    /// `AT+CSQ=?`
    Test,
    /// `AT+CSQ=…`
    Set,
}

/// One parameter as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Parameter {
    /// Nothing between two commas.
    Missing,
    /// In double quotes, escapes resolved.
    Quoted(Vec<u8>),
    /// Without quotes.
    Bare(Vec<u8>),
}

/// A command as the host wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// Upper case, with its plus sign; empty for the bare `AT`.
    pub(crate) name: String,
    pub(crate) form: Form,
    /// `Err` when the parameters cannot be read; the command itself may still be unknown.
    parameters: Result<Vec<Parameter>, CmeError>,
}

impl Call {
    /// Takes a line without its CR apart. `None` when it is no command line at all.
    pub(crate) fn parse(line: &[u8]) -> Option<Self> {
        let line = line.trim_ascii();
        let (prefix, rest) = line.split_at_checked(2)?;
        if !prefix.eq_ignore_ascii_case(b"AT") {
            return None;
        }
        let rest = rest.strip_suffix(b";").unwrap_or(rest);
        let extended = matches!(rest.first(), Some(b'+' | b'^' | b'*' | b'$' | b'&'));
        let end = rest
            .iter()
            .position(|byte| if extended { matches!(byte, b'=' | b'?') } else { !byte.is_ascii_alphabetic() })
            .unwrap_or(rest.len());
        let (name, tail) = rest.split_at_checked(end)?;
        let (form, parameters) = match tail {
            [] => (Form::Execute, Ok(Vec::new())),
            b"?" => (Form::Read, Ok(Vec::new())),
            b"=?" => (Form::Test, Ok(Vec::new())),
            [b'=', list @ ..] => (Form::Set, split(list)),
            // ATE0: the number belongs to the letter.
            number => (Form::Set, split(number)),
        };
        let name = String::from_utf8_lossy(name).trim().to_ascii_uppercase();
        Some(Self { name, form, parameters })
    }

    /// The value of a command that switches something: 0, 1, or none, which stands for 0 (V.250, 5.3.1).
    pub(crate) fn switch(&self) -> Result<bool, CmeError> {
        Ok(self.form != Form::Execute && small(self.parameters(1, 1)?.first(), (0, 1))? == 1)
    }

    /// The parameters, when there are at least and at most so many. Else error 50.
    pub(crate) fn parameters(&self, least: usize, most: usize) -> Result<&[Parameter], CmeError> {
        let parameters = self.parameters.as_ref().map_err(|error| *error)?;
        if (least..=most).contains(&parameters.len()) { Ok(parameters) } else { Err(CmeError::IncorrectParameters) }
    }
}

/// A number without quotes in this range. Else error 50 for what is no number, 53 for what is out of range.
pub(crate) fn integer(parameter: Option<&Parameter>, range: (u32, u32)) -> Result<u32, CmeError> {
    let Some(Parameter::Bare(digits)) = parameter else { return Err(CmeError::IncorrectParameters) };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(CmeError::IncorrectParameters);
    }
    let value: Option<u32> = str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    value.filter(|value| (range.0..=range.1).contains(value)).ok_or(CmeError::InvalidParameter)
}

/// Like [`integer`], for numbers up to 255.
pub(crate) fn small(parameter: Option<&Parameter>, range: (u8, u8)) -> Result<u8, CmeError> {
    let value = integer(parameter, (u32::from(range.0), u32::from(range.1)))?;
    u8::try_from(value).map_err(|_| CmeError::InvalidParameter)
}

/// A quoted text with so many bytes. Else error 50 for what is not quoted, 53 for what is too short or too long.
pub(crate) fn bytes(parameter: Option<&Parameter>, length: (usize, usize)) -> Result<Vec<u8>, CmeError> {
    let Some(Parameter::Quoted(bytes)) = parameter else { return Err(CmeError::IncorrectParameters) };
    if (length.0..=length.1).contains(&bytes.len()) { Ok(bytes.clone()) } else { Err(CmeError::InvalidParameter) }
}

/// Like [`bytes`], for what must be text.
pub(crate) fn text(parameter: Option<&Parameter>, length: (usize, usize)) -> Result<String, CmeError> {
    String::from_utf8(bytes(parameter, length)?).map_err(|_| CmeError::InvalidParameter)
}

fn split(list: &[u8]) -> Result<Vec<Parameter>, CmeError> {
    let mut parameters = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_ascii_start();
        let (parameter, after) = if let [b'"', quoted @ ..] = rest {
            unquote(quoted)?
        } else {
            let end = rest.iter().position(|byte| *byte == b',').unwrap_or(rest.len());
            let (bare, after) = rest.split_at_checked(end).ok_or(CmeError::IncorrectParameters)?;
            let bare = bare.trim_ascii();
            (if bare.is_empty() { Parameter::Missing } else { Parameter::Bare(bare.to_vec()) }, after)
        };
        parameters.push(parameter);
        match after.trim_ascii_start() {
            [] => break,
            [b',', more @ ..] => rest = more,
            _ => return Err(CmeError::IncorrectParameters),
        }
        if parameters.len() >= PARAMETERS_MAX {
            return Err(CmeError::IncorrectParameters);
        }
    }
    Ok(parameters)
}

/// Reads up to the closing quote. `\HH` stands for one byte (V.250, 5.4.2.2); any other backslash is an error. A text ends at
/// its first NUL, because the firmware keeps strings the way C does.
fn unquote(quoted: &[u8]) -> Result<(Parameter, &[u8]), CmeError> {
    let mut text = Vec::new();
    let mut rest = quoted;
    loop {
        match rest {
            [b'"', after @ ..] => {
                if let Some(end) = text.iter().position(|byte| *byte == 0) {
                    text.truncate(end);
                }
                return Ok((Parameter::Quoted(text), after));
            }
            [b'\\', high, low, after @ ..] => {
                let (Some(high), Some(low)) = (hex(*high), hex(*low)) else {
                    return Err(CmeError::IncorrectParameters);
                };
                text.push(high << 4 | low);
                rest = after;
            }
            [] | [b'\\', ..] => return Err(CmeError::IncorrectParameters),
            [byte, after @ ..] => {
                text.push(*byte);
                rest = after;
            }
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Parameter {
        Parameter::Quoted(text.as_bytes().to_vec())
    }

    fn bare(text: &str) -> Parameter {
        Parameter::Bare(text.as_bytes().to_vec())
    }

    #[test]
    fn lines_fall_apart_into_name_form_and_parameters() {
        for (line, name, form, parameters) in [
            ("AT", "", Form::Execute, vec![]),
            ("at", "", Form::Execute, vec![]),
            ("ATE0", "E", Form::Set, vec![bare("0")]),
            ("ATI", "I", Form::Execute, vec![]),
            ("at+csq", "+CSQ", Form::Execute, vec![]),
            ("AT+CSQ?", "+CSQ", Form::Read, vec![]),
            ("AT+CSQ=?", "+CSQ", Form::Test, vec![]),
            ("AT+CMEE=1;", "+CMEE", Form::Set, vec![bare("1")]),
            ("AT+A=1, \"x\" ,,2", "+A", Form::Set, vec![bare("1"), quoted("x"), Parameter::Missing, bare("2")]),
            ("AT+A=\"a,b\",\"\"", "+A", Form::Set, vec![quoted("a,b"), quoted("")]),
            ("AT+A=\"say \\22hi\\22\"", "+A", Form::Set, vec![quoted("say \"hi\"")]),
            ("AT+A=\"ab\\00cd\"", "+A", Form::Set, vec![quoted("ab")]),
            ("AT+A=", "+A", Form::Set, vec![Parameter::Missing]),
        ] {
            let call = Call::parse(line.as_bytes()).unwrap();
            assert_eq!((call.name.as_str(), call.form, call.parameters), (name, form, Ok(parameters)), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_what_is_no_command_is_nothing() {
        for line in ["AT+A=\"open", "AT+A=\"a\"b\"", "AT+A=\"\\2\"", "AT+A=\"\\\"\"", "AT+A=\"\\"] {
            let call = Call::parse(line.as_bytes()).unwrap();
            assert_eq!(call.parameters(0, 9), Err(CmeError::IncorrectParameters), "{line}");
        }
        for line in ["", "A", "hello", "+CSQ"] {
            assert_eq!(Call::parse(line.as_bytes()), None, "{line}");
        }
    }
}
