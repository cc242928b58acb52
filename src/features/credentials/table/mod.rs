//! Credentials for many devices at once: a table goes in, as a file or a text, and comes out with more columns.

mod model;

use leptos::prelude::*;

use self::model::{NoTable, Table, compute};
use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::files::TextFile;
use crate::ui::{Button, Details, Icon, Note, TextArea, Tone, save_file, use_toaster};
use crate::{t, words};

/// How many mistakes are told; the rest stand in the saved table.
const TOLD: usize = 5;

/// The part, folded away.
#[component]
pub(super) fn Many(form: CredentialsForm) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let table = Memo::new(move |_| {
        let text = text.get();
        let filled = !text.trim().is_empty();
        filled.then(|| form.values.with(|values| compute(form.scheme.get(), values, &text, &form.moment())))
    });
    let columns = move || {
        let names = form.scheme.get().entries.iter().map(|entry| entry.key.name()).collect::<Vec<_>>();
        Some(t!("credentials-many-columns", names = names.join(", ")))
    };
    view! {
        <Details summary=t!("credentials-many")>
            <p class="muted small credentials-about">{t!("credentials-many-remark")}</p>
            <TextArea label=t!("credentials-many-table") value=text rows=5 hint=columns
                placeholder="devicename,devicesecret"/>
            <TextFile text=t!("credentials-many-drop") on_text=move |read| text.set(read)/>
            <div role="status" class="credential-outcome">{move || table.get().map(|table| found(form, table))}</div>
        </Details>
    }
}

fn found(form: CredentialsForm, table: Result<Table, NoTable>) -> AnyView {
    let table = match table {
        Ok(table) => table,
        Err(no_table) => {
            let text = match no_table {
                NoTable::Empty => t!("credentials-many-empty"),
                NoTable::Head => t!("credentials-many-head"),
                NoTable::Line(line) => t!("credentials-many-line", line = line),
                NoTable::Over(over) => words::over(over, ""),
            };
            return view! { <Note tone=Tone::Warn>{text}</Note> }.into_any();
        }
    };
    let scheme = form.scheme.get_untracked();
    let problem = move |invalid: &_| name_problem(scheme, invalid);
    let wrong = table.rows.iter().filter_map(|row| row.made.as_ref().err().map(|invalid| (row.line, problem(invalid))));
    let wrong: Vec<_> = wrong.collect();
    let tone = if wrong.is_empty() { Tone::Ok } else { Tone::Warn };
    let title = t!("credentials-many-made", made = table.rows.len() - wrong.len(), all = table.rows.len());
    let told = wrong.into_iter().take(TOLD);
    let told = told.map(|(line, text)| view! { <li>{t!("credentials-many-wrong", line = line, text = text)}</li> });
    let told = told.collect_view();
    let toaster = use_toaster();
    let save = move || {
        let saved = table.to_csv(problem).map(|bytes| save_file("credentials.csv", &bytes));
        if !matches!(saved, Some(Ok(()))) {
            toaster.show(Tone::Bad, t!("credentials-many-unsaved"));
        }
    };
    view! {
        <div class="stack">
            <Note tone title><ul class="mistakes">{told}</ul></Note>
            <div class="bar">
                <Button icon=Icon::Download on_press=save>{t!("credentials-many-save")}</Button>
                <span class="muted small">{t!("credentials-many-secret")}</span>
            </div>
        </div>
    }
    .into_any()
}

fn name_problem(scheme: &fibocom_cloud::Scheme, invalid: &fibocom_cloud::Invalid) -> String {
    words::cloud_problem(invalid, &words::cloud_field(scheme, invalid.key))
}
