//! The payload beside another one: the last one sent, the last one that came on its topic, or a template.

use fibocom_at::args::TopicForm;
use leptos::prelude::*;
use workbench_payload::Editor;
use workbench_payload::diff::differences;

use super::draft::{MessageForm, PublishDraft};
use super::model::Message;
use crate::parts::changes::{Changes, ChangesTable, bytes_changed, changes};
use crate::state::Workbench;
use crate::t;
use crate::ui::{Choice, Details, Select};

/// How many messages are looked at for the last one on the topic.
const LOOK_BACK: usize = 50_000;

/// Larger payloads are compared byte by byte, whatever they are: that is quick at every key. In bytes.
const BY_FIELD: usize = 65_536;

/// What the payload is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Against {
    #[default]
    Nothing,
    LastSent,
    LastReceived,
    /// The template with this name.
    Template(String),
}

/// A comparison: what was chosen, and the bytes that it stands for as long as there are any. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Comparison {
    against: RwSignal<Against>,
    other: Memo<Option<Vec<u8>>>,
}

impl Comparison {
    pub(super) fn new(workbench: Workbench, draft: PublishDraft) -> Self {
        let against = RwSignal::new(Against::Nothing);
        let other = Memo::new(move |_| match against.get() {
            Against::Nothing => None,
            Against::LastSent => last_sent(draft),
            Against::LastReceived => last_received(workbench, draft),
            Against::Template(name) => draft.templates.with(|templates| {
                templates.iter().find(|template| template.name == name).map(super::model::template::Template::payload)
            }),
        });
        Self { against, other }
    }

    /// The bytes of the payload that differ, while it is compared with something.
    pub(super) fn marks(self, bytes: &[u8]) -> Option<Vec<std::ops::Range<usize>>> {
        self.other.with(|other| other.as_ref().map(|other| differences(other, bytes)))
    }

    fn is_chosen(self) -> bool {
        self.against.with_untracked(|against| *against != Against::Nothing)
    }
}

/// What this page sent last, and what became of it does not matter.
fn last_sent(draft: PublishDraft) -> Option<Vec<u8>> {
    draft.history.with(|history| history.newest().map(|sent| sent.payload.clone()))
}

/// What came last on the topic in the form.
fn last_received(workbench: Workbench, draft: PublishDraft) -> Option<Vec<u8>> {
    workbench.messages_version().track();
    draft.message.with(|message| {
        let is_on_it = |came: &fibocom_at::Message| is_on(message, came);
        workbench.with_messages(|messages| {
            let mut newest_first = messages.iter().rev().take(LOOK_BACK);
            newest_first.find(|stored| is_on_it(&stored.message)).map(|stored| stored.message.payload.clone())
        })
    })
}

/// Whether a message came on the topic of the form.
fn is_on(form: &Message, came: &fibocom_at::Message) -> bool {
    match form.topic_form {
        TopicForm::Name => came.topic == form.topic,
        TopicForm::Id => came.topic_id.is_some_and(|id| id.to_string() == form.topic.trim()),
    }
}

/// The choice, and the table of what differs.
#[component]
pub(super) fn Compare(form: MessageForm) -> impl IntoView {
    let (draft, Comparison { against, other }) = (form.draft, form.compared);
    let has_received = Memo::new(move |_| last_received(form.workbench, draft).is_some());
    let options = Signal::derive(move || {
        let nothing_sent = draft.history.with(|history| history.newest().is_none());
        let sent = nothing_sent.then(|| t!("publish-compare-none-sent"));
        let received = (!has_received.get()).then(|| t!("publish-compare-none-received"));
        let first = [
            Choice::new(Against::Nothing, t!("publish-compare-nothing")),
            Choice::new(Against::LastSent, t!("publish-compare-sent")).unless(sent),
            Choice::new(Against::LastReceived, t!("publish-compare-received")).unless(received),
        ];
        let templates = draft.templates.with(|templates| {
            let choice = |name: &String| {
                Choice::new(Against::Template(name.clone()), t!("publish-compare-template", name = name.as_str()))
            };
            templates.iter().map(|template| choice(&template.name)).collect::<Vec<_>>()
        });
        first.into_iter().chain(templates).collect()
    });
    let found = Memo::new(move |_| {
        form.revision.get();
        other.with(|other| {
            let other = other.as_ref()?;
            Some(draft.editor.with_untracked(|editor| compared(other, editor)))
        })
    });
    // What has nothing to say takes no room.
    let is_offered = Memo::new(move |_| {
        has_received.get()
            || against.with(|against| *against != Against::Nothing)
            || draft.history.with(|history| !history.is_empty())
            || draft.templates.with(|templates| !templates.is_empty())
    });
    let count = move || {
        found.with(|found| {
            Some(match found.as_ref()? {
                Changes::Nothing => t!("publish-compare-same"),
                Changes::Fields(rows) => {
                    t!("publish-compare-fields", count = rows.iter().filter(|row| !row.is_same()).count())
                }
                Changes::Bytes(_, all) => t!("publish-compare-places", count = *all),
            })
        })
    };
    let table = move || {
        match found.get() {
        Some(changes) => view! {
            <ChangesTable changes before=name(&against.get()) now=t!("publish-compare-now") nothing=t!("publish-compare-equal")/>
        }
        .into_any(),
        None if against.with(|against| *against != Against::Nothing) => {
            view! { <p class="muted small">{t!("publish-compare-gone")}</p> }.into_any()
        }
        None => ().into_any(),
    }
    };
    view! {
        <Show when=move || is_offered.get()>
            <Details summary=t!("publish-compare") open=form.compared.is_chosen() value=count>
                <div class="stack">
                    <div class="compare-with"><Select label=t!("publish-compare-with") value=against options/></div>
                    <div>{table}</div>
                </div>
            </Details>
        </Show>
    }
}

fn compared(other: &[u8], editor: &Editor) -> Changes {
    if other.len().max(editor.len()) > BY_FIELD {
        bytes_changed(other, editor.bytes())
    } else {
        changes(other, editor.bytes())
    }
}

/// What stands above the values of the other payload.
fn name(against: &Against) -> String {
    match against {
        Against::Nothing => String::new(),
        Against::LastSent => t!("publish-compare-sent"),
        Against::LastReceived => t!("publish-compare-received"),
        Against::Template(name) => t!("publish-compare-template", name = name.as_str()),
    }
}
