//! What commands mean, in the exact words of `commands.txt`.

use super::*;

/// The rows of the table: a command and its sentence.
pub(super) fn rows() -> Vec<(&'static str, &'static str)> {
    let mut rows = Vec::new();
    let mut command = None;
    for line in include_str!("commands.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.split_at(2), command) {
            (("> ", sent), None) => command = Some(sent),
            (("= ", sentence), Some(sent)) => {
                rows.push((sent, sentence));
                command = None;
            }
            _ => panic!("out of place: {line}"),
        }
    }
    rows
}

#[test]
fn each_command_reads_as_the_table_says() {
    for (command, sentence) in rows() {
        let found = at::of_command(command.as_bytes()).expect("a command");
        assert_eq!(meaning(&found), sentence, "{command}");
    }
}
