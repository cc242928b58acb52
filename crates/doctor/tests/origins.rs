//! Logs as other programs write them, a file each in `origins`, named after the finding that has to come first: written after the forms of
//! real terminals, services and firmware, not by the virtual module.

use std::path::Path;

use workbench_doctor::diagnose;

#[test]
fn each_log_of_another_origin_has_its_finding_first() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origins");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (expected, _) = name.split_once("--").unwrap();
        let found = diagnose(&std::fs::read(&path).unwrap());
        let said: Vec<_> = found.findings.iter().map(|finding| (finding.rule.id, &finding.lines)).collect();
        assert_eq!(said.first().map_or("none", |(id, _)| id), expected, "{name}: {said:?}");
        count += 1;
    }
    assert!(count >= 25, "{count}");
}
