//! Reads what people paste: a device certificate, a connection string, JSON, C definitions, a table row, or three strings.

use serde_json::Value;

use crate::judge::Triple;
use crate::key::Key;
use crate::scheme::{Cloud, Kind, Need, SCHEMES, Scheme};
use crate::secret::Secret;
use crate::values::Values;

/// What was found in a pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// What a device is made of, and the scheme that it is for.
    Device(&'static Scheme, Values),
    /// User name, password and client id string, made elsewhere.
    Triple(Triple),
}

/// Finds names and values in a text, whatever form it has. A person's own choice of cloud settles what the names leave open.
#[must_use]
pub fn read_paste(text: &str, chosen: &'static Scheme) -> Option<Pasted> {
    let pairs = pairs(text);
    if let Some(triple) = triple(text, &pairs) {
        return Some(Pasted::Triple(triple));
    }
    // Of equals the last wins: what was chosen, or else the first of the list.
    let others = SCHEMES.iter().rev().copied().filter(|scheme| *scheme != chosen);
    let found = others.chain([chosen]).map(|scheme| (scheme, values(scheme, &pairs)));
    let best = found.filter(|(_, values)| !values.is_empty()).max_by_key(|(scheme, values)| {
        let required = scheme.entries.iter().filter(|entry| entry.need == Need::Required);
        let missing = required.filter(|entry| values.get(entry.key).is_none()).count();
        let is_base64 = scheme
            .entries
            .iter()
            .any(|entry| entry.kind == Kind::Base64 && values.get(entry.key).is_some_and(|text| text.ends_with('=')));
        (missing == 0, values.iter().count(), is_base64)
    });
    best.map(|(scheme, values)| Pasted::Device(scheme, values))
}

/// The values of a scheme that a text names.
fn values(scheme: &Scheme, pairs: &[(String, String)]) -> Values {
    let mut values = Values::new();
    for entry in scheme.entries {
        if let Some((_, value)) = pairs.iter().find(|(name, _)| is_called(scheme, entry.key, name)) {
            values.set(entry.key, value);
        }
    }
    values
}

/// The value of a scheme that consoles, certificates and SDKs call so.
#[must_use]
pub fn key_called(scheme: &Scheme, name: &str) -> Option<Key> {
    let plain = plain(name);
    scheme.entries.iter().map(|entry| entry.key).find(|key| is_called(scheme, *key, &plain))
}

fn is_called(scheme: &Scheme, key: Key, name: &str) -> bool {
    plain(key.name()) == name || aliases(scheme.cloud, key).contains(&name)
}

/// What a value is called in consoles, certificates and SDKs: letters and digits alone, in lower case.
const fn aliases(cloud: Cloud, key: Key) -> &'static [&'static str] {
    match (cloud, key) {
        (Cloud::Alibaba | Cloud::Unicom, Key::ProductKey) => &["pk", "iotproductkey"],
        (Cloud::Alibaba, Key::DeviceName) | (Cloud::OneNet, Key::DeviceName) => &["dn", "name", "devname"],
        (Cloud::Alibaba, Key::DeviceSecret) => &["ds", "iotdevicesecret"],
        (Cloud::Alibaba, Key::Instance) => &["instanceid", "iotinstanceid"],
        (Cloud::Alibaba | Cloud::Tuya | Cloud::Tencent, Key::Region) => &["regionid"],
        (Cloud::Tencent, Key::ProductKey) => &["productid", "pid"],
        (Cloud::Tencent, Key::DeviceName) => &["devname"],
        (Cloud::Tencent, Key::DeviceSecret) => &["psk", "devicepsk", "devpsk", "devicekey"],
        (Cloud::Huawei, Key::DeviceId) => &["id"],
        (Cloud::Huawei, Key::DeviceSecret) => &["secret"],
        (Cloud::Huawei, Key::Host) => &["hostname", "server", "serveruri", "address"],
        (Cloud::OneNet, Key::ProductId) => &["pid"],
        (Cloud::OneNet, Key::AccessKey) => &["key", "devicekey", "seckey", "devkey"],
        (Cloud::Baidu, Key::IotCoreId) => &["instanceid", "iotcore", "coreid"],
        (Cloud::Baidu, Key::DeviceKey) | (Cloud::Unicom, Key::DeviceKey) => &["dk"],
        (Cloud::Baidu, Key::DeviceSecret) => &["secret"],
        (Cloud::Amazon, Key::ClientIdChoice) => &["thingname", "thing", "clientid"],
        (Cloud::Amazon, Key::Host) => &["endpoint", "endpointaddress"],
        (Cloud::Aep, Key::DeviceNumber) => &["devicenum", "devicesn", "imei"],
        (Cloud::Aep, Key::Token) => &["devicetoken", "password"],
        (Cloud::Aep, Key::AepUsername) => &["username", "tenant"],
        (Cloud::Unicom, Key::DeviceIdChoice) => &["deviceid", "iccid"],
        (Cloud::Unicom, Key::DeviceSecret) => &["ds"],
        _ => &[],
    }
}

/// Three strings under their own names, or the answer of a module, or a command line that sets them.
fn triple(text: &str, pairs: &[(String, String)]) -> Option<Triple> {
    from_line(text).or_else(|| {
        let find = |names: &[&str]| {
            pairs.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| value.clone())
        };
        let client_id = find(&["clientid", "mqttclientid", "clientidstr"])?;
        let password = find(&["password", "passwd", "mqttpassword"])?;
        let username = find(&["username", "user", "mqttusername"])?;
        Some(Triple { username, password: Secret::new(&password), client_id })
    })
}

/// `+MQTTAUTHCFG: 1,"…","…","…"` and `AT+MQTTUSER=1,"…","…","…"`: the last three quoted texts.
fn from_line(text: &str) -> Option<Triple> {
    let upper = text.to_ascii_uppercase();
    let at = ["+MQTTAUTHCFG:", "+MQTTUSER=", "+MQTTUSER:"].into_iter().find_map(|name| upper.find(name))?;
    let line = text.get(at..)?.lines().next()?;
    let quoted: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    let [.., username, password, client_id] = *quoted.as_slice() else { return None };
    Some(Triple { username: username.to_owned(), password: Secret::new(password), client_id: client_id.to_owned() })
}

/// Names and values in a text, the names as letters and digits in lower case.
fn pairs(text: &str) -> Vec<(String, String)> {
    let text = text.trim();
    if let Ok(json) = serde_json::from_str::<Value>(text) {
        let mut found = Vec::new();
        gather(&json, &mut found);
        return found;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let [head, row] = *lines.as_slice()
        && let Some(found) = table(head, row)
    {
        return found;
    }
    let separators: &[char] = if lines.len() > 1 { &['\n'] } else { &[';', ',', '&', '\n'] };
    text.split(separators).filter_map(pair).collect()
}

/// Every text and number of a JSON value, with its name.
fn gather(json: &Value, found: &mut Vec<(String, String)>) {
    match json {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) => found.push((plain(name), text.clone())),
                    Value::Number(number) => found.push((plain(name), number.to_string())),
                    other => gather(other, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        _ => {}
    }
}

/// A head with names and a row with values, separated alike.
fn table(head: &str, row: &str) -> Option<Vec<(String, String)>> {
    let separator = ['\t', ',', ';'].into_iter().find(|separator| head.contains(*separator))?;
    let names: Vec<_> = head.split(separator).map(plain).collect();
    let values: Vec<_> = row.split(separator).map(unquoted).collect();
    let is_head = names.iter().all(|name| !name.is_empty()) && !head.contains(['=', ':']);
    (is_head && names.len() == values.len()).then(|| names.into_iter().zip(values).collect())
}

/// `name: value`, `name = value`, `#define NAME "value"`, `"name": "value",`, or a name and a value on one line.
fn pair(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_end_matches([',', ';']);
    let line = line.strip_prefix("#define").map_or(line, str::trim_start);
    let line = ["const char *", "static const char *", "export "]
        .iter()
        .find_map(|word| line.strip_prefix(word))
        .unwrap_or(line);
    let (name, value) = line.split_once([':', '=', '\t', '：']).or_else(|| line.split_once(' '))?;
    let (name, value) = (plain(name), unquoted(value));
    (!name.is_empty() && !value.is_empty()).then_some((name, value))
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches(['"', '\'', '`']).to_owned()
}
