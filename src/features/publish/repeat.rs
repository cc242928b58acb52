//! Sends again and again: the payload of the form, or the templates in order.

use leptos::prelude::*;

use super::draft::MessageForm;
use super::model::run::{Item, Run, What};
use crate::t;
use crate::ui::{Binding, Button, Choice, Details, Field, FieldKind, Icon, Segmented};

/// The settings and where a run stands.
#[component]
pub(super) fn Repeat(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let every = Binding::part(draft.repeating, |typed| &typed.every, |typed| &mut typed.every);
    let times = Binding::part(draft.repeating, |typed| &typed.times, |typed| &mut typed.times);
    let what = Binding::part(draft.repeating, |typed| &typed.what, |typed| &mut typed.what);
    let no_templates = Signal::derive(move || draft.templates.with(Vec::is_empty).then(|| t!("publish-template-none")));
    let options = Signal::derive(move || {
        vec![
            Choice::new(What::This, t!("publish-repeat-this")),
            Choice::new(What::Templates, t!("publish-repeat-templates")).unless(no_templates.get()),
        ]
    });
    let seconds = move || every.get().trim().parse::<u32>().ok().filter(|seconds| (1..=86_400).contains(seconds));
    let rounds = move || {
        let text = times.get();
        if text.trim().is_empty() { Some(None) } else { text.trim().parse().ok().filter(|n: &u32| *n > 0).map(Some) }
    };
    let every_wrong = move || seconds().is_none().then(|| t!("publish-repeat-every-wrong"));
    let times_wrong = move || rounds().is_none().then(|| t!("publish-repeat-times-wrong"));
    let start = move || {
        let (Some(every), Some(rounds)) = untrack(|| (seconds(), rounds())) else { return };
        if draft.unread.with_untracked(Option::is_some) {
            return;
        }
        let items = match what.get_untracked() {
            What::This => vec![form.composed()],
            What::Templates => draft.templates.with_untracked(|templates| {
                templates.iter().map(|kept| Item { message: kept.message(), payload: kept.payload() }).collect()
            }),
        };
        form.start(Run::new(items, rounds, every));
    };
    let reason = move || form.unready().or_else(every_wrong).or_else(times_wrong);
    view! {
        <Details summary=t!("publish-repeat")>
            <div class="form">
                <div class="span-3"><Field label=t!("publish-repeat-every") value=every kind=FieldKind::Number error=every_wrong/></div>
                <div class="span-3"><Field label=t!("publish-repeat-times") value=times kind=FieldKind::Number hint=t!("publish-repeat-times-hint") error=times_wrong/></div>
                <div class="span-6"><Segmented label=t!("publish-repeat-what") value=what options/></div>
            </div>
            <div class="bar publish-send">
                <Show when=move || !form.running.get()>
                    <Button sends=true icon=Icon::Play disabled_reason=reason on_press=start>{t!("publish-repeat-start")}</Button>
                </Show>
            </div>
        </Details>
    }
}
