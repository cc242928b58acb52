//! Named payloads with where they go, and the file that they are exported to.

use fibocom_at::Qos;
use fibocom_at::args::TopicForm;
use fibocom_at::commands::{Choice, PublishForm, Retain};
use serde::{Deserialize, Serialize};

use super::Message;
use crate::limits::{Over, TEMPLATE_FILE, TEMPLATES};
use workbench_payload::Encoding;
use workbench_payload::notation::pairs;

/// Where templates are kept, when that was asked for.
pub(in super::super) const STORED_AS: &str = "publish-templates";

/// A named message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Template {
    pub(in super::super) name: String,
    client: u32,
    topic: String,
    /// Whether the topic is a topic id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    by_id: bool,
    qos: u8,
    retain: bool,
    form: TemplateForm,
    fill: bool,
    #[serde(default)]
    pub(in super::super) encoding: Encoding,
    /// The bytes in hexadecimal digits.
    payload: String,
}

/// How the payload travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TemplateForm {
    Auto,
    Quoted,
    Length,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    templates: Vec<Template>,
}

impl Template {
    /// A message under a name.
    pub(in super::super) fn new(name: String, message: &Message, payload: &[u8], encoding: Encoding) -> Self {
        Self {
            name,
            client: message.client,
            topic: message.topic.clone(),
            by_id: message.topic_form == TopicForm::Id,
            qos: message.qos.number(),
            retain: message.retain == Retain::Yes,
            form: match message.form {
                Choice::Auto => TemplateForm::Auto,
                Choice::Only(PublishForm::Quoted) => TemplateForm::Quoted,
                Choice::Only(PublishForm::ByLength) => TemplateForm::Length,
            },
            fill: message.fill,
            encoding,
            payload: pairs(payload, ""),
        }
    }

    pub(in super::super) fn message(&self) -> Message {
        Message {
            client: self.client,
            topic: self.topic.clone(),
            topic_form: if self.by_id { TopicForm::Id } else { TopicForm::Name },
            qos: Qos::new(self.qos.into()).unwrap_or(Qos::AtLeastOnce),
            retain: if self.retain { Retain::Yes } else { Retain::No },
            form: match self.form {
                TemplateForm::Auto => Choice::Auto,
                TemplateForm::Quoted => Choice::Only(PublishForm::Quoted),
                TemplateForm::Length => Choice::Only(PublishForm::ByLength),
            },
            fill: self.fill,
        }
    }

    pub(in super::super) fn payload(&self) -> Vec<u8> {
        let digits = &self.payload;
        (0..digits.len()).step_by(2).filter_map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
    }

    fn is_whole(&self) -> bool {
        self.payload.len() == self.payload().len() * 2 && self.qos <= 2
    }
}

/// The templates as a file.
pub(in super::super) fn written(templates: &[Template]) -> String {
    // Texts, numbers and flags always make JSON.
    serde_json::to_string_pretty(&File { templates: templates.to_vec() }).unwrap_or_default()
}

/// Why a file gives no templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum NoTemplates {
    /// It is no such file.
    Unreadable,
    /// There is more in it than is taken.
    Over(Over),
}

/// The templates of a file.
pub(in super::super) fn read(file: &str) -> Result<Vec<Template>, NoTemplates> {
    TEMPLATE_FILE.admit(file.len()).map_err(NoTemplates::Over)?;
    let File { templates } = serde_json::from_str(file).map_err(|_| NoTemplates::Unreadable)?;
    TEMPLATES.admit(templates.len()).map_err(NoTemplates::Over)?;
    if templates.iter().all(Template::is_whole) { Ok(templates) } else { Err(NoTemplates::Unreadable) }
}

/// The same templates and more, each in the place of one with its name.
pub(in super::super) fn merged(
    mut templates: Vec<Template>,
    more: Vec<Template>,
) -> Result<Vec<Template>, NoTemplates> {
    more.into_iter().for_each(|one| keep(&mut templates, one));
    TEMPLATES.admit(templates.len()).map_err(NoTemplates::Over)?;
    Ok(templates)
}

/// Puts a template among the others, in the place of one with its name.
pub(in super::super) fn keep(templates: &mut Vec<Template>, template: Template) {
    match templates.iter_mut().find(|kept| kept.name == template.name) {
        Some(kept) => *kept = template,
        None => templates.push(template),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str, payload: &[u8]) -> Template {
        let message = Message {
            client: 2,
            topic: "7".into(),
            topic_form: TopicForm::Id,
            qos: Qos::ExactlyOnce,
            retain: Retain::Yes,
            form: Choice::Only(PublishForm::ByLength),
            fill: true,
        };
        Template::new(name.into(), &message, payload, Encoding::Gbk)
    }

    #[test]
    fn what_is_exported_is_imported() {
        let templates = vec![template("one", b"\x00\xFF"), template("two", b"")];
        let read = read(&written(&templates)).unwrap();
        assert_eq!(read, templates);
        let message = read[0].message();
        assert_eq!((read[0].payload(), message.qos), (vec![0, 0xFF], Qos::ExactlyOnce));
        assert_eq!((message.topic.as_str(), message.topic_form), ("7", TopicForm::Id));
    }

    #[test]
    fn a_file_that_is_none_is_refused_as_a_whole() {
        for file in [
            "",
            "{}",
            "[]",
            &written(&[template("x", b"ab")]).replace("6162", "616"),
            &written(&[template("x", b"ab")]).replace("6162", "61zz"),
        ] {
            assert_eq!(read(file), Err(NoTemplates::Unreadable), "{file}");
        }
    }

    #[test]
    fn more_than_is_taken_is_refused_as_a_whole() {
        let many = |count: usize| (0..count).map(|at| template(&at.to_string(), b"")).collect::<Vec<_>>();
        assert_eq!(read(&written(&many(TEMPLATES.most))).map(|all| all.len()), Ok(TEMPLATES.most));
        let over = NoTemplates::Over(Over { limit: TEMPLATES, found: TEMPLATES.most + 1 });
        assert_eq!(read(&written(&many(TEMPLATES.most + 1))), Err(over));
        assert_eq!(merged(many(TEMPLATES.most), vec![template("x", b"")]), Err(over));
        let file = " ".repeat(TEMPLATE_FILE.most + 1);
        let over = Over { limit: TEMPLATE_FILE, found: file.len() };
        assert_eq!(read(&file), Err(NoTemplates::Over(over)));
    }

    #[test]
    fn a_name_is_used_once() {
        let mut templates = vec![template("a", b"1"), template("b", b"2")];
        templates = merged(templates, vec![template("a", b"3")]).unwrap();
        let found: Vec<_> = templates.iter().map(|kept| (kept.name.as_str(), kept.payload())).collect();
        assert_eq!(found, [("a", b"3".to_vec()), ("b", b"2".to_vec())]);
    }
}
