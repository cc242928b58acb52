//! Objects of JSON that do not stand in a line each: a list in one line, and objects in several lines.

use super::lines::TextLine;
use super::structured;

/// How many lines one object has at most, and how many bytes.
const LINES_MAX: usize = 32;
const BYTES_MAX: usize = 8 * 1_024;

/// A line of an object that has not ended.
#[derive(Debug)]
struct Kept {
    number: u64,
    offset: u64,
    text: Vec<u8>,
}

/// What is held back until its object has ended.
#[derive(Debug, Default)]
pub(crate) struct Objects(Vec<Kept>);

impl Objects {
    /// Takes a line, and hands over what is to be read as one: an object of a log, or the lines as they are.
    pub(crate) fn take(&mut self, line: TextLine<'_>, is_known: bool, mut each: impl FnMut(TextLine<'_>)) {
        let text = line.text.trim_ascii();
        if self.0.is_empty() && text != b"{" {
            return match text {
                [b'[', b'{', .., b'}', b']'] => list(line, text, is_known, each),
                _ => each(line),
            };
        }
        self.0.push(Kept { number: line.number, offset: line.offset, text: line.text.to_vec() });
        let is_end = matches!(text, b"}" | b"},");
        let bytes: usize = self.0.iter().map(|kept| kept.text.len()).sum();
        if !is_end && self.0.len() < LINES_MAX && bytes <= BYTES_MAX {
            return;
        }
        let joined: Vec<u8> = self.0.iter().flat_map(|kept| kept.text.trim_ascii()).copied().collect();
        if is_end
            && structured::reading(&joined, is_known).is_some()
            && let Some(Kept { number, offset, .. }) = self.0.first()
        {
            each(TextLine { number: *number, offset: *offset, text: &joined });
            self.0.clear();
        } else {
            self.end(each);
        }
    }

    /// The text has ended, or what was held back is no object of a log.
    pub(crate) fn end(&mut self, mut each: impl FnMut(TextLine<'_>)) {
        for Kept { number, offset, text } in self.0.drain(..) {
            each(TextLine { number, offset, text: &text });
        }
    }
}

/// The objects of a list, if the first of them is one of a log; the whole line if not.
fn list(line: TextLine<'_>, text: &[u8], is_known: bool, mut each: impl FnMut(TextLine<'_>)) {
    let objects = objects(text);
    if objects.first().is_none_or(|object| structured::reading(object, is_known).is_none()) {
        return each(line);
    }
    objects.iter().for_each(|object| each(TextLine { text: object, ..line }));
}

/// What stands in the outermost braces.
fn objects(text: &[u8]) -> Vec<&[u8]> {
    let (mut objects, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (place, byte) in text.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => {
                if depth == 0 {
                    begin = place;
                }
                depth += 1;
            }
            b'}' if !is_quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    objects.extend(text.get(begin..=place));
                }
            }
            _ => {}
        }
    }
    objects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, is_known: bool) -> Vec<(u64, String)> {
        let (mut objects, mut lines) = (Objects::default(), Vec::new());
        let mut each = |line: TextLine<'_>| lines.push((line.number, String::from_utf8_lossy(line.text).into_owned()));
        for (text, number) in text.lines().zip(1..) {
            objects.take(TextLine { number, offset: 0, text: text.as_bytes() }, is_known, &mut each);
        }
        objects.end(&mut each);
        lines
    }

    #[test]
    fn objects_of_a_log_are_read_one_by_one_and_payloads_stay_as_they_are() {
        let one = "[{\"d\":\"tx\",\"data\":\"AT\\r\"}, {\"d\":\"rx\",\"data\":\"\\r\\n+X: \\\"}\\\"\\r\\n\"}]";
        assert_eq!(read(one, false).len(), 2);
        let several = "[\n  {\n    \"d\": \"tx\",\n    \"data\": \"AT\\r\"\n  },\n]";
        assert_eq!(read(several, false)[1], (2, "{\"d\": \"tx\",\"data\": \"AT\\r\"},".to_owned()));
        let payloads = ["[{\"t\":1},{\"t\":2}]", "{\n  \"t\": 21\n}", "{", "{\n\"a\":", "AT+CSQ"];
        for text in payloads {
            let lines: Vec<_> = read(text, false).into_iter().map(|(_, text)| text).collect();
            assert_eq!(lines, text.lines().collect::<Vec<_>>(), "{text}");
        }
        let long = format!("{{\n{}", "x\n".repeat(100));
        assert_eq!(read(&long, true).len(), 101);
    }
}
