//! Comments in code and beside bytes, taken out before the bytes are read.

/// The text without `/* … */`, `// …`, `# …` and `; …`. A `#` or a `;` without a blank behind it may be a mark or a gap, and so may one whose rest
/// of the line is hexadecimal digits.
pub(super) fn without(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        kept.push_str(rest.get(..at).unwrap_or_default());
        let comment = rest.get(at + 2..).unwrap_or_default();
        rest = comment.find("*/").and_then(|end| comment.get(end + 2..)).unwrap_or_default();
        kept.push(' ');
    }
    kept.push_str(rest);
    let lines: Vec<&str> = kept.lines().map(of_line).collect();
    lines.join("\n")
}

/// A line up to its comment.
fn of_line(line: &str) -> &str {
    let code = line.split_once("//").map_or(line, |(code, _)| code);
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit() || c.is_whitespace() || ",;".contains(c));
    let start = code.match_indices(['#', ';']).find(|(at, _)| {
        let behind = code.get(at + 1..).unwrap_or_default();
        behind.starts_with([' ', '\t']) && !is_digits(behind) && !behind.contains(['x', 'X', '=', '{', '['])
    });
    start.and_then(|(at, _)| code.get(..at)).unwrap_or(code)
}
