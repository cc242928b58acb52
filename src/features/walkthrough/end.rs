//! The end: what was found, and the masked file to send back.

use leptos::prelude::*;
use workbench_walkthrough::{Ending, Step, Taken, Verdict};

use super::draft::WalkDraft;
use super::found::{self, Found};
use super::prose::{line, prose};
use crate::parts::log::provide_shared_log;
use crate::parts::save_dialog::SaveMenu;
use crate::t;
use crate::ui::{ActionBar, Button, Card, Glyph, Icon, Tone};

#[component]
pub(super) fn End(draft: WalkDraft, step: Step, ending: Ending) -> impl IntoView {
    provide_shared_log();
    let rows = draft.now(|runner| {
        let steps = &runner.checked().document().steps;
        let row = |taken: &Taken| steps.get(taken.step - 1).map(|step| (taken.step, line(&step.title), taken.verdict));
        runner.taken().iter().filter_map(row).collect::<Vec<_>>()
    });
    let rows = rows.unwrap_or_default().into_iter().map(|(number, title, verdict)| {
        let (icon, tone, word) = match verdict {
            Verdict::Good => (Icon::Check, "tone-ok", t!("walkthrough-was-good")),
            Verdict::Branch(_) => (Icon::Warning, "tone-warn", t!("walkthrough-was-other")),
        };
        view! { <li><span class=tone><Glyph icon/></span><span>{number}". "{title}</span><span class="muted small">{word}</span></li> }
    });
    let (tone, says) = match ending {
        Ending::Works => (Tone::Ok, t!("walkthrough-end-works")),
        Ending::Found => (Tone::Warn, t!("walkthrough-end-found")),
        Ending::Open => (Tone::Warn, t!("walkthrough-end-open")),
    };
    view! {
        <div class="walk">
            <h1>{line(&step.title)}</h1>
            {step.text.as_ref().map(|text| view! { <div class="walk-lead">{prose(text)}</div> })}
            <Card title=t!("walkthrough-went")><ol class="walk-went">{rows.collect_view()}</ol></Card>
            <Found/>
            <Card title=t!("walkthrough-file")>
                <p>{t!("walkthrough-file-text")}</p>
            </Card>
        </div>
        <ActionBar tone=tone title=says text=t!("walkthrough-end-sent")>
            <Button icon=Icon::Book on_press=move || draft.close()>{draft.way_back()}</Button>
            <SaveMenu label=t!("walkthrough-save") examiner=found::examiner/>
        </ActionBar>
    }
}
