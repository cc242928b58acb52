//! What the log doctor finds in the lines of this session: on the last step, and in the file that goes back.

use leptos::prelude::*;
use workbench_doctor::{Diagnosis, Finding, RecordDoctor, Severity};
use workbench_record::Entry;
use workbench_record::session::Json;

use crate::parts::save_dialog::Examiner;
use crate::parts::slice::Slice;
use crate::state::{WholeRecord, use_workbench};
use crate::t;
use crate::ui::{Card, Glyph, Icon, while_shown};
use crate::words::{LogFinding, log_finding, told_finding};

/// The doctor at the side of a file that is written: it sees what is written, and nothing else.
#[derive(Default)]
struct Beside(RecordDoctor);

impl Examiner for Beside {
    fn take(&mut self, entry: &Entry<'_>) {
        self.0.take(entry);
    }

    fn end(self: Box<Self>) -> Vec<Json> {
        self.0.end().findings.iter().filter_map(|finding| Json::of(&told_finding(finding))).collect()
    }
}

/// Somebody who says what is wrong in a file.
pub(super) fn examiner() -> Box<dyn Examiner> {
    Box::<Beside>::default()
}

/// What is wrong in the record, looked for between the frames of the page.
async fn look(whole: WholeRecord) -> Diagnosis {
    let (mut doctor, mut slice) = (RecordDoctor::default(), Slice::begin());
    for place in 0..whole.parts() {
        // What is missing of a record by now is said where it is saved.
        let Ok(part) = whole.part(place).await else { continue };
        for entry in part.entries() {
            doctor.take(&entry);
            if slice.is_over_after_step() {
                slice.pause().await;
            }
        }
    }
    doctor.end()
}

#[component]
pub(super) fn Found() -> impl IntoView {
    let found = RwSignal::new_local(None::<Diagnosis>);
    let whole = use_workbench().whole_record();
    while_shown(async move { found.set(Some(look(whole).await)) });
    let shown = move || match found.get() {
        None => view! { <p class="muted">{t!("replay-looking")}</p> }.into_any(),
        Some(found) if found.findings.is_empty() => view! { <p>{t!("walkthrough-found-nothing")}</p> }.into_any(),
        Some(found) => view! { <ol class="walk-found">{found.findings.iter().map(one).collect_view()}</ol> }.into_any(),
    };
    view! { <Card title=t!("walkthrough-found")><div role="status">{shown}</div></Card> }
}

fn one(finding: &Finding) -> AnyView {
    let LogFinding { title, cause, next, .. } = log_finding(finding);
    let (icon, tone, gravity) = match finding.rule.severity {
        Severity::Error => (Icon::Cross, "tone-bad", t!("doctor-screen-error")),
        Severity::Warning => (Icon::Warning, "tone-warn", t!("doctor-screen-warning")),
    };
    view! {
        <li>
            <span class=tone><Glyph icon/></span>
            <div>
                <b><span class="hidden">{gravity}" "</span>{title}</b>
                <p class="muted">{cause}</p>
                <p>{next}</p>
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use fibocom_at::Role;
    use workbench_record::export::{Export, FirstLine, Jsonl};
    use workbench_record::session::{self, Header, Limits, Session};
    use workbench_record::{Direction, Line, Record};

    use super::*;

    #[test]
    fn the_file_says_what_is_wrong_in_its_own_lines_behind_them() {
        let mut record = Record::with_budget(1 << 20);
        let lines: [(Direction, &[u8]); 3] = [
            (Direction::Command, b"AT+MQTTOPEN=1,\"b.example\",1883,1,60\r"),
            (Direction::Received(Role::Final), b"\r\nOK\r\n"),
            (Direction::Received(Role::Status), b"\r\n+MQTTOPEN: 1,0\r\n"),
        ];
        for (direction, raw) in lines {
            record.write(Line::new(0, direction, raw));
        }
        let (mut form, mut doctor, mut file) = (Jsonl::new(FirstLine::Header), examiner(), Vec::new());
        form.begin(&mut file, &Header::default());
        for entry in record.entries() {
            form.entry(&mut file, &entry);
            doctor.take(&entry);
        }
        doctor.end().iter().for_each(|finding| form.finding(&mut file, finding));
        let read = Session::read(&file, Limits::default(), 1 << 20);
        let found: Vec<_> = (read.kept.iter())
            .filter_map(|kept| match &kept.what {
                session::Beside::Finding { finding, .. } => Some((kept.before, finding.as_str().to_owned())),
                _ => None,
            })
            .collect();
        assert!(found.iter().any(|(_, finding)| finding.contains("\"rule\":\"no-user\"")), "{found:?}");
        assert!(found.iter().all(|(before, _)| *before >= 3), "{found:?}");
        assert!(read.problems.is_empty(), "{:?}", read.problems);
    }
}
