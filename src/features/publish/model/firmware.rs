//! A publication as C code, for those who move it into their firmware.

use workbench_payload::notation::numbers;

use super::Sequence;

/// The commands as comments and the bytes as C: what to send, what to wait for, and what to send then.
pub(in super::super) fn c_code(sequence: &Sequence, words: &Words) -> String {
    let Sequence { line, data, prompt_seconds, status, seconds, .. } = sequence;
    // The length, because `sizeof` counts the final 0, which the module would read as the first byte of what follows.
    let command = format!(
        "/* {} */\nstatic const char command[] = \"{}\\r\";\nenum {{ COMMAND_LENGTH = sizeof command - 1 }};\n",
        words.send.replace("*/", ""),
        escaped(line)
    );
    let bytes = data.as_ref().map(|data| {
        format!(
            "\n/* {} */\nstatic const uint8_t payload[{}] = {{{}}};\n",
            words.prompt.replace("{seconds}", &prompt_seconds.to_string()),
            data.len(),
            numbers(data)
        )
    });
    let end = words.end.replace("{line}", status).replace("{seconds}", &seconds.to_string());
    format!("#include <stdint.h>\n\n{command}{}\n/* {end} */\n", bytes.unwrap_or_default())
}

/// What the comments say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Words {
    pub(in super::super) send: String,
    /// With `{seconds}` in it.
    pub(in super::super) prompt: String,
    /// With `{line}` and `{seconds}` in it.
    pub(in super::super) end: String,
}

/// The text inside a C string literal.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_and_its_bytes_are_c() {
        let sequence = Sequence {
            line: "AT+MQTTPUB=1,\"t\",1,0,2".into(),
            data: Some(vec![0xAA, 0x55]),
            prompt_seconds: 5,
            status: "+MQTTPUB: 1,1".into(),
            seconds: 60,
            required: true,
        };
        let words =
            Words { send: "Send".into(), prompt: "Prompt {seconds} s".into(), end: "End {line} {seconds} s".into() };
        let expected = "#include <stdint.h>\n\n/* Send */\nstatic const char command[] = \"AT+MQTTPUB=1,\\\"t\\\",1,0,2\\r\";\n\
                        enum { COMMAND_LENGTH = sizeof command - 1 };\n\n\
                        /* Prompt 5 s */\nstatic const uint8_t payload[2] = {0xAA, 0x55};\n\n/* End +MQTTPUB: 1,1 60 s */\n";
        assert_eq!(c_code(&sequence, &words), expected);
        let quoted = c_code(&Sequence { data: None, ..sequence }, &words);
        assert!(!quoted.contains("payload"), "{quoted}");
    }
}
