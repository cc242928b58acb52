//! One of the commands on a line, and which lines of the module belong to it.

use super::Outcome;
use crate::commands::{Form, Lines, Spec, Typed};
use crate::frame::Line;
use crate::urc::Urc;

/// One of the commands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is known of it.
    pub spec: Option<&'static Spec>,
    /// Its name as typed, in capitals and without `AT`.
    pub name: String,
    /// Which of its forms it is.
    pub form: Form,
}

impl Part {
    pub(super) fn of(typed: &Typed) -> Self {
        Self { spec: typed.spec, name: typed.name.clone(), form: typed.form }
    }

    /// Whether a line is part of its reply, rather than the unsolicited code of the same name.
    pub(crate) fn owns(&self, line: &Line<'_>, outcome: &Outcome) -> bool {
        let Some(tag) = line.tag() else { return self.owns_text(line) };
        let Some(spec) = self.spec else {
            let name = tag.split(' ').next().unwrap_or(tag);
            return name.eq_ignore_ascii_case(&self.name);
        };
        if !spec.owns_tag(tag) || !(spec.reads_like)(self.form, line) {
            return false;
        }
        match self.form {
            Form::Read => spec.is_reply(line),
            Form::Set => !matches!(outcome, Outcome::Status { .. }) && !spec.set_line_is_code,
            Form::Execute | Form::Test => true,
        }
    }

    /// Whether bare text can be part of its reply.
    pub(crate) fn expects_text(&self) -> bool {
        self.spec.is_none_or(|spec| spec.lines == Lines::Text)
    }

    fn owns_text(&self, line: &Line<'_>) -> bool {
        let reads_like_it = self.spec.is_none_or(|spec| (spec.reads_like)(self.form, line));
        self.expects_text() && reads_like_it && Urc::parse(line).is_none()
    }
}
