//! Who spoke with whom about the chosen finding: drawn here, saved as SVG, or copied as Mermaid.

use leptos::prelude::*;
use workbench_doctor::sequence::{Arrow, Label, Picture, Placed, Who, mermaid, svg};

use super::reading::DoctorDraft;
use crate::t;
use crate::ui::{Button, CopyButton, Icon, Variant, outside, save_file};

/// How many arrows are drawn at once.
const ARROWS: usize = 36;

#[component]
pub(super) fn SequenceDiagram(draft: DoctorDraft) -> impl IntoView {
    let arrows = Memo::new(move |_| {
        draft.version.track();
        let chosen = draft.chosen.get();
        draft.log.with_value(|log| {
            let finding = log.findings().and_then(|found| found.get(chosen));
            let line = finding.and_then(|finding| finding.lines.first().copied()).unwrap_or_default();
            let proof = finding.map(|finding| finding.lines.clone()).unwrap_or_default();
            let around = log.sequence.around(line, ARROWS);
            (around.is_none(), around.unwrap_or_default(), proof)
        })
    });
    let refused = RwSignal::new(false);
    let save = move || {
        let picture = arrows.with_untracked(|(_, arrows, _)| svg(arrows, &t!("doctor-screen-sequence"), who, says));
        refused.set(save_file("sequence.svg", picture.as_bytes()).is_err());
    };
    let text = Signal::derive(move || arrows.with(|(_, arrows, _)| mermaid(arrows, who, says)));
    move || {
        let (is_gone, arrows, proof) = arrows.get();
        let (Some(first), Some(last)) = (arrows.first(), arrows.last()) else {
            let why = if is_gone { t!("doctor-screen-sequence-gone") } else { t!("doctor-screen-no-sequence") };
            return view! { <p class="muted">{why}</p> }.into_any();
        };
        let lines = t!("doctor-screen-sequence-lines", first = first.line, last = last.line);
        view! {
            <div class="doctor-tools">
                <p class="small muted">{lines}</p>
                <span class="doctor-buttons">
                    <CopyButton text label=t!("doctor-screen-copy-mermaid")/>
                    <Button variant=Variant::Quiet icon=Icon::Download on_press=save>{t!("doctor-screen-save-svg")}</Button>
                </span>
            </div>
            {move || refused.get().then(|| view! { <p class="tone-bad" role="alert">{t!("doctor-screen-not-saved")}</p> })}
            {drawing(&arrows, &proof)}
        }
        .into_any()
    }
}

/// The picture, in the colours of the page.
fn drawing(arrows: &[Arrow], proof: &[u64]) -> AnyView {
    let Picture { width, height, arrows } = Picture::of(arrows);
    let lives = Who::ALL.map(|one| {
        let x = Picture::lifeline(one);
        view! {
            <path class="life" d=format!("M{x} 40V{}", height - 8)/>
            <rect class="box" x=x - Picture::BOX / 2 y="8" width=Picture::BOX height="32" rx="6"/>
            <text class="who" x=x y="29">{who(one)}</text>
        }
    });
    let drawn = arrows.into_iter().map(|Placed { arrow, path, x, y }| {
        let (class, _) = arrow.mood.look();
        let is_proof = proof.contains(&arrow.line);
        view! {
            <path class=class d=path/>
            <text class=class x=x y=y - 6>{outside(says(&arrow.label))}</text>
            <text class="ln" class:is-proof=is_proof x="4" y=y + 4>{arrow.line}</text>
        }
    });
    view! {
        <div class="doctor-sequence" tabindex="0" role="region" aria-label=t!("doctor-screen-sequence")>
            <svg viewBox=format!("0 0 {width} {height}") width=width height=height role="img" aria-label=t!("doctor-screen-sequence")>
                {lives.collect_view()}
                {drawn.collect_view()}
            </svg>
        </div>
    }
    .into_any()
}

fn who(who: Who) -> String {
    t!(&format!("doctor-screen-who-{}", who.id()))
}

fn says(label: &Label) -> String {
    match label {
        Label::Line(text) => text.clone(),
        Label::Said(said) => t!(&format!("doctor-screen-said-{}", said)),
    }
}
