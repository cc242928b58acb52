//! Named payloads: saved, used again, exported and imported.

use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::draft::MessageForm;
use super::model::run::Item;
use super::model::template::{NoTemplates, STORED_AS, Template, merged, read, written};
use super::text::glance;
use crate::limits::TEMPLATE_FILE;
use crate::storage::{Keep, says_the_same, when_changed_elsewhere};
use crate::ui::{
    Binding, Button, Checkbox, Details, Field, Icon, Tone, Variant, outside, save_file, use_toaster, while_shown,
};
use crate::{t, words};

/// How much of a payload a row shows.
const SHOWN: usize = 60;

#[component]
pub(super) fn Templates(form: MessageForm) -> impl IntoView {
    let (draft, toaster) = (form.draft, use_toaster());
    let name = RwSignal::new(String::new());
    let kept = RwSignal::new(is_stored());
    let unnamed = move || name.with(|name| name.trim().is_empty()).then(|| t!("publish-template-name-first"));
    let save = move || {
        let Item { message, payload } = form.composed();
        let named = name.get_untracked().trim().to_owned();
        let template = Template::new(named, &message, &payload, draft.encoding.get_untracked());
        match merged(draft.templates.get_untracked(), vec![template]) {
            Ok(templates) => {
                draft.templates.set(templates);
                name.set(String::new());
            }
            Err(problem) => toaster.show(Tone::Bad, refused(problem, "")),
        }
    };
    let keeping = Binding::new(kept, move |keep: bool| kept.set(keep));
    Effect::new(move |before: Option<()>| {
        let (keep, file) = (kept.get(), draft.templates.with(|templates| written(templates)));
        if before.is_some() {
            store(keep.then_some(file.as_str()));
        }
    });
    // Enter would publish.
    let keyed = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            if unnamed().is_none() {
                save();
            }
        }
    };
    let count = move || Some(draft.templates.with(Vec::len)).filter(|count| *count > 0).map(|count| count.to_string());
    let rows = move || {
        let all = draft.templates.get().into_iter().enumerate();
        all.map(|(at, template)| view! { <TemplateRow form at template/> }).collect_view()
    };
    view! {
        <Details summary=t!("publish-templates") value=count>
            <div class="bar templates-new" on:keydown=keyed>
                <div class="grow"><Field label=t!("publish-template-name") value=name/></div>
                <Button icon=Icon::Plus disabled_reason=unnamed on_press=save>{t!("publish-template-save")}</Button>
            </div>
            <ul class="templates">{rows}</ul>
            <Checkbox label=t!("publish-template-keep") value=keeping hint=t!("publish-template-keep-hint")/>
            <div class="bar"><Files form/></div>
        </Details>
    }
}

#[component]
fn TemplateRow(form: MessageForm, at: usize, template: Template) -> impl IntoView {
    let draft = form.draft;
    let (message, payload) = (template.message(), template.payload());
    let (name, topic, shown) =
        (template.name.clone(), words::topic_text(message.topic_form, &message.topic), glance(&payload, SHOWN));
    let encoding = template.encoding;
    let again = StoredValue::new((message, payload));
    let again = move || {
        draft.encoding.set(encoding);
        again.with_value(|(message, payload)| form.use_again(message.clone(), payload));
    };
    let toaster = use_toaster();
    let (forgotten, template_name) = (StoredValue::new(template.clone()), name.clone());
    let forget = move || {
        let template = forgotten.get_value();
        draft.templates.update(|templates| {
            templates.remove(at);
        });
        toaster.offer(t!("publish-template-forgotten", name = template_name.clone()), t!("publish-undo"), move || {
            draft.templates.update(|templates| templates.insert(at.min(templates.len()), template.clone()));
        });
    };
    let label = t!("publish-template-forget", name = name.clone());
    view! {
        <li class="template">
            <div class="grow"><b>{outside(name)}</b> " " <span class="sent-topic">{topic}</span><code class="reading-bytes">{shown}</code></div>
            <Button variant=Variant::Quiet icon=Icon::Undo on_press=again>{t!("publish-use-again")}</Button>
            <Button variant=Variant::Quiet icon=Icon::Trash name=label on_press=forget/>
        </li>
    }
}

#[component]
fn Files(form: MessageForm) -> impl IntoView {
    let (draft, toaster) = (form.draft, use_toaster());
    let file = NodeRef::<html::Input>::new();
    let export = move || {
        let text = draft.templates.with_untracked(|templates| written(templates));
        if save_file("templates.json", text.as_bytes()).is_err() {
            toaster.show(Tone::Bad, t!("publish-template-not-saved"));
        }
    };
    let pick = move || {
        if let Some(file) = file.get_untracked() {
            file.click();
        }
    };
    let picked = move |event: Event| {
        let input: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        // What is taken over is kept by the card as long as it is shown.
        while_shown(async move {
            let name = file.name();
            let all = match TEMPLATE_FILE.admit_file(&file) {
                Err(over) => Err(NoTemplates::Over(over)),
                Ok(()) => {
                    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                    let found = text.as_deref().map_or(Err(NoTemplates::Unreadable), read);
                    found.and_then(|found| merged(draft.templates.get_untracked(), found))
                }
            };
            match all {
                Ok(all) => draft.templates.set(all),
                Err(problem) => toaster.show(Tone::Bad, refused(problem, &name)),
            }
        });
    };
    let nothing = move || draft.templates.with(Vec::is_empty).then(|| t!("publish-template-none"));
    view! {
        <Button variant=Variant::Quiet icon=Icon::Download disabled_reason=nothing on_press=export>{t!("publish-template-export")}</Button>
        <Button variant=Variant::Quiet icon=Icon::Upload on_press=pick>{t!("publish-template-import")}</Button>
        <input type="file" accept=".json,application/json" class="hidden" tabindex="-1" aria-hidden="true" node_ref=file on:change=picked/>
    }
}

/// Why there are no more templates than before.
fn refused(problem: NoTemplates, name: &str) -> String {
    match problem {
        NoTemplates::Unreadable => t!("publish-template-no-file"),
        NoTemplates::Over(over) => words::over(over, name),
    }
}

/// The templates that this browser keeps.
pub(super) fn stored_templates() -> Vec<Template> {
    Keep::InBrowser.read_as(STORED_AS, |file| {
        let templates = read(file).unwrap_or_default();
        // What this page does not know of them would be lost when it writes.
        if says_the_same(file, &written(&templates)) { Ok(templates) } else { Err(templates) }
    })
}

/// Shows what another tab keeps as soon as it does. What it no longer keeps is still here.
pub(super) fn follow_other_tabs(templates: RwSignal<Vec<Template>>) {
    when_changed_elsewhere(STORED_AS, move || {
        if is_stored() {
            templates.set(stored_templates());
        }
    });
}

fn is_stored() -> bool {
    Keep::InBrowser.read(STORED_AS).is_some()
}

/// Keeps the file, or forgets it. A browser that keeps nothing goes on without.
fn store(file: Option<&str>) {
    match file {
        Some(file) => drop(Keep::InBrowser.write(STORED_AS, file)),
        None => Keep::InBrowser.remove(STORED_AS),
    }
}
