//! What it may send: the list that somebody has to agree to before anything goes out.

use fibocom_at::commands::recognise;
use fibocom_at::meaning::of_command;
use leptos::prelude::*;
use workbench_walkthrough::Listed;

use super::draft::{Origin, WalkDraft};
use super::prose::{line, prose};
use crate::state::use_workbench;
use crate::ui::{ActionBar, Button, Card, Glyph, Icon, Note, Tone, Variant, outside};
use crate::{t, words};

#[component]
pub(super) fn Consent(draft: WalkDraft) -> impl IntoView {
    let workbench = use_workbench();
    let (connected, origin) = (workbench.is_connected(), draft.origin.get_untracked());
    let Some((checked, values)) = draft.opened() else { return ().into_any() };
    let document = checked.document();
    let title = if origin == Origin::Outside { t!("walkthrough-asks") } else { line(&document.title) };
    let from = document.from.as_ref().map(|from| {
        let contact = from.contact.clone().map(|contact| view! { <dt>{t!("walkthrough-contact")}</dt><dd>{outside(contact)}</dd> });
        let made = from.made.clone().map(|made| view! { <dt>{t!("walkthrough-made")}</dt><dd>{outside(made)}</dd> });
        view! { <dl class="walk-who"><dt>{t!("walkthrough-from")}</dt><dd>{outside(&from.name)}</dd>{contact}{made}</dl> }
    });
    // What a value is for stands beside it, where the document says it.
    let label = |name: &String| {
        let value = document.values.iter().find(|value| value.name == *name);
        value.and_then(|value| value.label.as_ref()).map_or_else(|| name.clone(), line)
    };
    let row = |name: &str, label: String, value: &str| Brought {
        label,
        value: outside(value).to_string(),
        places: places(checked.commands(), name),
    };
    let brought = values.iter().map(|(name, value)| row(name, label(name), value)).collect();
    let brought = table(t!("walkthrough-brings"), brought);
    let usual = document.values.iter().filter(|value| !values.contains_key(&value.name));
    let usual = usual.filter_map(|value| Some(row(&value.name, label(&value.name), value.usual.as_ref()?))).collect();
    let usual = table(t!("walkthrough-usual"), usual);
    let doubt = (origin == Origin::Outside).then(|| view! { <Note tone=Tone::Warn>{t!("walkthrough-doubt")}</Note> });
    let heading = t!("walkthrough-may-send", count = checked.commands().len(), most = checked.most());
    let commands = checked.commands().iter().map(one).collect_view();
    let about = prose(&document.about);
    let named = (origin == Origin::Outside).then(|| view! { <p class="walk-name">{line(&document.title)}</p> });
    let begin = move || {
        match connected.get() {
        true => view! {
            <Button variant=Variant::Primary icon=Icon::Check on_press=move || draft.agree(workbench)>{t!("walkthrough-agree")}</Button>
        }
        .into_any(),
        false => view! { <a class="button is-primary" href="#/connect">{t!("walkthrough-connect")}</a> }.into_any(),
    }
    };
    let says = move || if connected.get() { t!("walkthrough-nothing-sent") } else { t!("walkthrough-connect-first") };
    view! {
        <div class="walk">
            <h1>{title}</h1>
            {named}
            <div class="walk-lead">{about}<p>{t!("walkthrough-length", count = document.length())}</p></div>
            {from}
            {doubt}
            {brought}
            {usual}
            <Card title=heading>
                <ul class="walk-commands" aria-label=t!("walkthrough-commands")>{commands}</ul>
                <p class="walk-else"><Glyph icon=Icon::Lock/><span><b>{t!("walkthrough-nothing-else")}</b>" "{t!("walkthrough-places")}</span></p>
            </Card>
        </div>
        <ActionBar title=Signal::derive(says)>
            <Button on_press=move || draft.close()>{t!("walkthrough-no")}</Button>
            {begin}
        </ActionBar>
    }
    .into_any()
}

/// A value that nobody here has typed.
struct Brought {
    label: String,
    value: String,
    /// The commands that it stands in.
    places: Vec<String>,
}

/// The commands that a value goes into, each once.
fn places(commands: &[Listed], name: &str) -> Vec<String> {
    let takes = commands.iter().filter(|listed| listed.takes(name));
    let mut names: Vec<_> = takes.map(|listed| format!("AT{}", recognise(&listed.sample).name)).collect();
    names.sort();
    names.dedup();
    names
}

/// Values with what they are and where they go; nothing where there are none.
fn table(caption: String, rows: Vec<Brought>) -> Option<AnyView> {
    let row = |Brought { label, value, places }: Brought| {
        let place = match places.as_slice() {
            [] => t!("walkthrough-only-shown").into_any(),
            places => view! { <code>{places.join(", ")}</code> }.into_any(),
        };
        view! { <tr><th scope="row">{label}</th><td><code>{value}</code></td><td>{place}</td></tr> }
    };
    (!rows.is_empty()).then(|| {
        view! {
            <Card title=caption.clone()>
                <table class="walk-values" aria-label=caption>
                    <thead><tr>
                        <th scope="col">{t!("walkthrough-column-name")}</th>
                        <th scope="col">{t!("walkthrough-column-value")}</th>
                        <th scope="col">{t!("walkthrough-column-place")}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </Card>
        }
        .into_any()
    })
}

pub(super) fn one(listed: &Listed) -> AnyView {
    // What has places is said of the command as a whole: the examples in them mean nothing.
    let is_whole = listed.shown == listed.sample;
    let asked = of_command(listed.sample.as_bytes()).filter(|_| is_whole);
    let meaning = asked.map_or_else(|| name_of(&listed.sample), |meaning| words::meaning(&meaning));
    let changes = listed.changes.then(|| view! { <em>{t!("walkthrough-changes")}</em> });
    view! {
        <li>
            <code>{outside(&listed.shown)}</code>
            <span>{meaning}{changes}</span>
        </li>
    }
    .into_any()
}

/// What a command is for.
fn name_of(line: &str) -> String {
    recognise(line).spec.map(words::command_purpose).unwrap_or_default()
}
