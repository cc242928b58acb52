//! The report of a run as JUnit writes it, for whatever shows the results of tests.

use std::fmt::Write;

use super::judge::Verdict;
use crate::fault::Place;
use crate::scenario::Scenario;

/// How a host did in one scenario.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) verdict: Verdict,
    /// Why that is said.
    pub(super) why: String,
    /// What the log doctor finds in what went over the line, most serious first.
    pub(super) found: Vec<Found>,
    /// How long it was looked at, in milliseconds of the module's time.
    pub(super) took: u64,
}

/// What a rule of the log doctor found.
#[derive(Debug)]
pub(super) struct Found {
    /// Its name, as `docs/log-doctor.md` has it.
    pub(super) rule: &'static str,
    /// How often.
    pub(super) count: u64,
    /// The number of the first line that proves it, and the line.
    pub(super) line: u64,
    pub(super) text: String,
}

impl Found {
    /// In one line.
    pub(super) fn says(&self) -> String {
        let Self { rule, count, line, text } = self;
        let times = if *count > 1 { format!(", {count} times") } else { String::new() };
        format!("{rule}{times}: line {line}: {text}")
    }
}

/// The report: a test case a scenario. What a host saw stands with each, and why a case failed.
pub(super) fn report(model: &str, cases: &[Case]) -> String {
    let failed = cases.iter().filter(|case| case.verdict != Verdict::Right).count();
    let millis: u64 = cases.iter().map(|case| case.took).sum();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a text does not fail.
    let _ = writeln!(
        xml,
        "<testsuite name=\"virtual-module {}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\" time=\"{}\">",
        escaped(model),
        cases.len(),
        seconds(millis)
    );
    for Case { scenario, verdict, why, found, took } in cases {
        let place = scenario.place().map_or("none", Place::name);
        let _ = writeln!(
            xml,
            "  <testcase classname=\"virtual-module.{place}\" name=\"{}\" time=\"{}\">",
            scenario.name(),
            seconds(*took)
        );
        let lines: Vec<String> = found.iter().map(|found| escaped(&found.says())).collect();
        if *verdict != Verdict::Right {
            let (words, why, lines) = (verdict.words(), escaped(why), lines.join("\n"));
            let _ = writeln!(xml, "    <failure type=\"{words}\" message=\"{words}: {why}\">{lines}</failure>");
        }
        let about = format!("{} {} {}: {why}", scenario.says(), scenario.shows(), verdict.words());
        let about = [vec![escaped(&about)], lines].concat().join("\n");
        let _ = writeln!(xml, "    <system-out>{about}</system-out>\n  </testcase>");
    }
    xml.push_str("</testsuite>\n");
    xml
}

fn seconds(millis: u64) -> String {
    format!("{}.{:03}", millis / 1_000, millis % 1_000)
}

/// A text as XML has it: marks are written out, and what no document may hold is a question mark (XML 1.0, 2.2).
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut done, char| {
        match char {
            '&' => done.push_str("&amp;"),
            '<' => done.push_str("&lt;"),
            '>' => done.push_str("&gt;"),
            '"' => done.push_str("&quot;"),
            char if char.is_control() || matches!(char, '\u{FFFE}' | '\u{FFFF}') => done.push('?'),
            char => done.push(char),
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::sim;

    #[test]
    fn a_failure_says_what_it_is_and_nothing_breaks_the_document() {
        let found = || Found { rule: "sim-missing", count: 2, line: 7, text: "+CPIN: <\"NOT\">".to_owned() };
        let case = |scenario, verdict, why: &str| Case {
            scenario,
            verdict,
            why: why.to_owned(),
            found: vec![found()],
            took: 61_005,
        };
        let cases = [
            case(Scenario::HEALTHY, Verdict::Right, "2 messages came through"),
            case(sim::NO_SIM, Verdict::Nonsense, "first: <\"&\u{0}'>"),
        ];
        let xml = report("L610 & \"more\"", &cases);
        assert!(
            xml.contains("name=\"virtual-module L610 &amp; &quot;more&quot;\" tests=\"2\" failures=\"1\""),
            "{xml}"
        );
        assert!(xml.contains("<testcase classname=\"virtual-module.none\" name=\"healthy\" time=\"61.005\">"), "{xml}");
        let failure = "<failure type=\"sent nonsense\" message=\"sent nonsense: first: &lt;&quot;&amp;?'&gt;\">\
                       sim-missing, 2 times: line 7: +CPIN: &lt;&quot;NOT&quot;&gt;</failure>";
        assert!(xml.contains(failure), "{xml}");
        assert_eq!(xml.matches("</testcase>").count(), 2);
    }
}
