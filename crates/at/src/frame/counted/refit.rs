//! Gives a reply by lengths the lengths that it has now: stand-ins have taken the place of what was secret in it.

use super::TAG;

/// The same line with lengths that fit its topic and payload. `None` where it is no such reply with both in quotes on one line.
#[must_use]
pub fn refit(line: &[u8]) -> Option<Vec<u8>> {
    let start = memchr::memmem::find(line, TAG)?;
    let (before, rest) = line.split_at_checked(start + TAG.len())?;
    let quote = memchr::memchr(b'"', rest)?;
    let (numbers, texts) = rest.split_at_checked(quote)?;
    let numbers: Vec<&[u8]> = numbers.split(|byte| *byte == b',').collect();
    let [client, qos, _, _, behind] = numbers.as_slice() else { return None };
    if !behind.iter().all(|byte| *byte == b' ') {
        return None;
    }
    let texts = texts.get(1..)?;
    let between = memchr::memmem::find(texts, b"\",\"")?;
    let (topic, payload) = (texts.get(..between)?, texts.get(between + 3..)?);
    let payload = payload.get(..memchr::memrchr(b'"', payload)?)?;
    let mut fitted = before.to_vec();
    fitted.extend_from_slice(client);
    fitted.push(b',');
    fitted.extend_from_slice(qos);
    fitted.extend(format!(",{},{},\"", topic.len(), payload.len()).bytes());
    fitted.extend_from_slice(texts);
    Some(fitted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_follow_what_stands_between_the_quotes() {
        for (line, fitted) in [
            ("+MQTTREAD: 1,0,9,90,\"t\",\"abc\"\r\n", Some("+MQTTREAD: 1,0,1,3,\"t\",\"abc\"\r\n")),
            (
                "\r\n+MQTTREAD: 2,1,1,1,\"a/b\",\"x\"y\r\n\"\r\n",
                Some("\r\n+MQTTREAD: 2,1,3,5,\"a/b\",\"x\"y\r\n\"\r\n"),
            ),
            ("+MQTTREAD: 1,0,1,9,\"t\",\"\"", Some("+MQTTREAD: 1,0,1,0,\"t\",\"\"")),
            ("+MQTTREAD: 1,0,0,0\r\n", None),
            ("+MQTTREAD: 101,0,1,3,t,abc\r\n", None),
            ("+CSQ: 31,99\r\n", None),
            ("+MQTTREAD: 1,0,1,9,\"t", None),
        ] {
            assert_eq!(refit(line.as_bytes()), fitted.map(|fitted| fitted.as_bytes().to_vec()), "{line}");
        }
    }
}
