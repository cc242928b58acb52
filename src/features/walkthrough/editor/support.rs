//! The same document for somebody who has a phone in the hand: what the customer sees, what to say, and what follows which answer.

use leptos::{html, prelude::*};
use workbench_walkthrough::{Document, Does, Step};

use super::super::draft::WalkDraft;
use super::super::prose::{line, prose};
use super::super::step::{line_of_first, usual_button};
use super::says;
use crate::t;
use crate::ui::{ActionBar, Button, Card, Glyph, Icon, Variant, once_drawn, scroll_into_view};

/// An answer that the customer reads out, and where it leads.
struct Answer {
    /// What they say: `step 4, way 2`.
    code: String,
    /// What they see then.
    sees: Option<String>,
    /// The place of the step that follows.
    to: usize,
    /// How often it may lead there, where it leads back.
    times: Option<u32>,
}

fn place(document: &Document, name: &str) -> Option<usize> {
    document.steps.iter().position(|step| step.id == name)
}

/// What can come of a step, in the order of the ways that the customer reads out.
fn answers(document: &Document, at: usize, step: &Step) -> Vec<Answer> {
    let number = at + 1;
    let mut answers = Vec::new();
    match &step.does {
        Does::End(_) => {}
        Does::Choose(options) => answers.extend(options.iter().filter_map(|option| {
            let (code, to) = (line_of_first(&option.text), place(document, &option.go)?);
            Some(Answer { code, sees: None, to, times: option.times })
        })),
        _ => {
            let good = step.good.as_ref();
            let to = good.and_then(|good| good.go.as_deref()).map_or(Some(at + 1), |name| place(document, name));
            let sees = good.and_then(|good| good.say.as_ref()).map(line_of_first);
            let code = match step.does.hears() {
                true => t!("walkthrough-say-good", number = number),
                false => t!("walkthrough-phone-done"),
            };
            answers.extend(to.map(|to| Answer { code, sees, to, times: None }));
        }
    }
    answers.extend(step.branches.iter().enumerate().filter_map(|(way, branch)| {
        let code = t!("walkthrough-say-branch", number = number, way = way + 1);
        let (sees, to) = (Some(line_of_first(&branch.say)), place(document, &branch.go)?);
        Some(Answer { code, sees, to, times: branch.times })
    }));
    answers
}

#[component]
pub(super) fn Support(draft: WalkDraft) -> impl IntoView {
    let Some(checked) = draft.phone.get_untracked() else { return ().into_any() };
    let document = StoredValue::new(checked.document().clone());
    // The way that the call has taken, to go back.
    let way = RwSignal::new(vec![0_usize]);
    let at = Memo::new(move |_| way.with(|way| way.last().copied().unwrap_or_default()));
    let go = move |to: usize| way.update(|way| way.push(to));
    let back = move || way.update(|way| way.truncate(way.len().saturating_sub(1).max(1)));
    let first = move || way.with(|way| way.len() < 2).then(|| t!("walkthrough-edit-is-first"));
    let list = document.with_value(|document| {
        let rows = document.steps.iter().enumerate().map(|(to, step)| {
            let name = says::step(to, &step.title.en);
            view! {
                <li><button type="button" class="walk-edit-step" aria-current=move || (at.get() == to).then_some("true")
                    on:click=move |_| go(to)>{name}</button></li>
            }
        });
        rows.collect_view()
    });
    let title = document.with_value(|document| line(&document.title));
    let shown = move || {
        let at = at.get();
        document.with_value(|document| document.steps.get(at).map(|step| one(document, at, step, go)))
    };
    let length = document.with_value(Document::length);
    view! {
        <h1>{title}</h1>
        <p class="lede">{t!("walkthrough-phone-lede")}</p>
        <div class="walk-edit"><div class="walk-phone">
            <div class="walk-edit-form">{shown}</div>
            <nav class="card walk-edit-steps" aria-label=t!("walkthrough-edit-steps")><ol>{list}</ol></nav>
        </div></div>
        <ActionBar title=Signal::derive(move || t!("walkthrough-step", number = at.get() + 1, count = length.max(at.get() + 1)))>
            <Button variant=Variant::Quiet icon=Icon::Book on_press=move || draft.leave_the_phone()>{t!("walkthrough-phone-end")}</Button>
            <Button icon=Icon::Undo disabled_reason=first on_press=back>{t!("walkthrough-phone-back")}</Button>
        </ActionBar>
    }
    .into_any()
}

fn one(document: &Document, at: usize, step: &Step, go: impl Fn(usize) + Copy + 'static) -> AnyView {
    let top = NodeRef::<html::Div>::new();
    if at > 0 {
        once_drawn(top, |part| {
            scroll_into_view(&part);
            // Where it cannot be had, the step is read all the same.
            let _ = part.focus();
        });
    }
    let title = line(&step.title);
    let button = step.button.as_ref().map_or_else(|| usual_button(&step.does), line);
    let say = match &step.does {
        Does::End(_) => t!("walkthrough-phone-say-end"),
        Does::Choose(_) => t!("walkthrough-phone-say-choose", number = at + 1, title = title.as_str()),
        Does::Ask(_) => {
            t!("walkthrough-phone-say-ask", number = at + 1, title = title.as_str(), button = button.as_str())
        }
        _ => t!("walkthrough-phone-say", number = at + 1, title = title.as_str(), button = button.as_str()),
    };
    let text = step.text.as_ref().map(prose);
    let picture = step.picture.clone().map(|picture| view! { <img class="walk-picture" src=picture alt=""/> });
    let has_button = !matches!(step.does, Does::End(_) | Does::Choose(_));
    let pressed = has_button.then(|| view! { <p class="walk-edit-seen-button" aria-hidden="true">{button}</p> });
    let rows = answers(document, at, step).into_iter().map(|answer| {
        let Answer { code, sees, to, times } = answer;
        let next = document.steps.get(to).map(|step| says::step(to, &step.title.en)).unwrap_or_default();
        let leads = match times {
            Some(times) => t!("walkthrough-phone-again", step = next.as_str(), times = times),
            None => t!("walkthrough-phone-next", step = next.as_str()),
        };
        view! {
            <li><button type="button" class="walk-choice" on:click=move |_| go(to)>
                <span><b>"“"{code}"”"</b>{sees.map(|sees| view! { <span class="walk-phone-sees">{sees}</span> })}<span class="muted small">{leads}</span></span>
                <Glyph icon=Icon::Chevron/>
            </button></li>
        }
    });
    let rows = rows.collect_view();
    let ask = (!matches!(step.does, Does::End(_))).then(
        || view! { <Card title=t!("walkthrough-phone-answers")><ul class="walk-phone-answers">{rows}</ul></Card> },
    );
    view! {
        <div class="walk-phone-step" tabindex="-1" node_ref=top>
            <Card title=t!("walkthrough-phone-tell")><p class="walk-phone-say">{say}</p></Card>
            <Card title=t!("walkthrough-edit-customer")>
                <div class="walk-edit-seen">
                    <p class="muted small">{t!("walkthrough-phone-number", number = at + 1)}</p>
                    <p class="walk-edit-seen-title">{title}</p>
                    {text}
                    {picture}
                    {pressed}
                </div>
            </Card>
        </div>
        {ask}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use workbench_walkthrough::{library, read};

    use super::*;

    #[test]
    fn whatever_the_customer_reads_out_leads_to_a_step_that_there_is() {
        for entry in library::all() {
            let checked = read(entry.json.as_bytes()).unwrap();
            let document = checked.document();
            for (at, step) in document.steps.iter().enumerate() {
                let answers = answers(document, at, step);
                let is_end = matches!(step.does, Does::End(_));
                assert_eq!(answers.is_empty(), is_end, "{} {}", entry.id, step.id);
                assert!(answers.iter().all(|answer| answer.to < document.steps.len()), "{} {}", entry.id, step.id);
                let mut codes: Vec<_> = answers.iter().map(|answer| &answer.code).collect();
                codes.sort();
                codes.dedup();
                assert_eq!(codes.len(), answers.len(), "{} {}: two ways are read out alike", entry.id, step.id);
            }
        }
    }
}
