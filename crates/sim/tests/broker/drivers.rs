//! The two sample drivers under a handful of faults, with the broker inside the program, and what the report says of them.

use std::path::PathBuf;
use std::process::Command;

const PYTHON: &str = "/usr/bin/python3";

/// Runs a driver through these scenarios; its report, and whether all was right. Whoever is right ends a scenario early, so that
/// time is plenty: nothing depends on how fast this machine is.
fn run(driver: &str, scenarios: &str, seconds: &str) -> (String, bool) {
    assert!(
        PathBuf::from(PYTHON).exists(),
        "{PYTHON} is missing: install the package python3; no driver is tried without it"
    );
    let name = format!("driver-{driver}-{}", std::process::id());
    let link = std::env::temp_dir().join(&name);
    let sessions = std::env::temp_dir().join(format!("{name}-sessions"));
    let driver = format!("{PYTHON} {}/drivers/{driver}.py", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_virtual-module"))
        .args(["--report", "junit", "--speed", "8", "--scenario", scenarios, "--for", seconds, "--driver", &driver])
        .arg("--link")
        .arg(&link)
        .arg("--sessions")
        .arg(&sessions)
        .output()
        .unwrap();
    assert!(!link.exists(), "the link is left");
    for scenario in scenarios.split(',') {
        let session = std::fs::read_to_string(sessions.join(format!("{scenario}.jsonl"))).unwrap();
        assert!(session.contains("AT+CPIN?") && !session.contains("secret"), "{scenario}: {session}");
    }
    std::fs::remove_dir_all(&sessions).unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

/// The part of a report that is about this scenario.
fn case<'a>(report: &'a str, scenario: &str) -> &'a str {
    let begin = report.find(&format!("name=\"{scenario}\" time=")).unwrap_or_else(|| panic!("{scenario}: {report}"));
    report[begin..].split("</testcase>").next().unwrap()
}

#[test]
fn a_careful_driver_copes_with_restarts_late_status_lines_and_a_pulled_cable() {
    let (report, all_right) = run("careful", "healthy,restart,late-status,unplugged", "900");
    assert!(all_right && report.contains("tests=\"4\" failures=\"0\""), "{report}");
    assert!(case(&report, "unplugged").contains("right: "), "{report}");
}

#[test]
fn a_naive_driver_gives_up_or_sends_nonsense_and_the_report_says_so() {
    let (report, all_right) = run("naive", "no-sim,restart", "120");
    assert!(!all_right && report.contains("tests=\"2\" failures=\"2\""), "{report}");
    assert!(
        case(&report, "no-sim").contains("<failure type=\"gave up\" message=\"gave up: It ended with "),
        "{report}"
    );
    // The log doctor names what it did not handle, and the line that proves it.
    assert!(
        case(&report, "no-sim").contains("sim-missing: line ") || case(&report, "no-sim").contains("sim-missing, ")
    );
    assert!(case(&report, "restart").contains("restart-unnoticed"), "{report}");
    // It publishes on, to clients that are gone, and its data goes where no data is asked for.
    let restart = case(&report, "restart");
    assert!(restart.contains("type=\"sent nonsense\"") || restart.contains("type=\"hung\""), "{report}");
}

#[test]
fn what_a_driver_has_started_ends_with_its_scenario_and_a_driver_that_reads_nothing_holds_nothing_up() {
    let left = std::env::temp_dir().join(format!("driver-left-{}", std::process::id()));
    let script = std::env::temp_dir().join(format!("driver-script-{}.sh", std::process::id()));
    // What it starts writes to the port without end, and says who it is.
    let text = format!("#!/bin/sh\nyes AT > \"$1\" &\necho $! >> {}\nwait\n", left.display());
    std::fs::write(&script, text).unwrap();
    let driver = format!("/bin/sh {}", script.display());
    let output = Command::new(env!("CARGO_BIN_EXE_virtual-module"))
        .args([
            "--report",
            "junit",
            "--speed",
            "200",
            "--scenario",
            "usb-restart,no-sim",
            "--for",
            "120",
            "--driver",
            &driver,
        ])
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("tests=\"2\""), "{report}");
    let started = std::fs::read_to_string(&left).unwrap();
    assert_eq!(started.lines().count(), 2, "{started}");
    for id in started.lines() {
        // What has ended and is not fetched yet runs no more.
        let state = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z "), "{state}");
    }
    std::fs::remove_file(left).unwrap();
    std::fs::remove_file(script).unwrap();
}

#[test]
fn a_report_is_of_scenarios_that_exist_and_its_flags_stand_with_it() {
    for flags in [
        ["--report", "junit", "", ""],
        ["--report", "junit", "--scenario", "rain"],
        ["--report", "html", "--scenario", "all"],
        ["--scenario", "all", "", ""],
        ["--driver", "true", "--scenario", "healthy"],
    ] {
        let flags = flags.into_iter().filter(|flag| !flag.is_empty());
        let output = Command::new(env!("CARGO_BIN_EXE_virtual-module")).args(flags).output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
    }
}
