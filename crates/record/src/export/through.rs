//! What stands between a record and a form: it chooses lines, or puts others in their place.

use std::fmt;

use super::Export;
use crate::line::Entry;
use crate::record::LetGo;
use crate::session::Header;

/// A form that gets the lines that are handed on to it: none where a filter says so, one with stand-ins where it held a secret.
pub struct Through<'a, F> {
    form: &'a mut dyn Export,
    hand_on: F,
}

impl<'a, F: FnMut(&Entry<'_>, &mut dyn FnMut(&Entry<'_>))> Through<'a, F> {
    /// Each line goes to `hand_on`, with what hands one on to the form.
    pub fn new(form: &'a mut dyn Export, hand_on: F) -> Self {
        Self { form, hand_on }
    }
}

impl<F> fmt::Debug for Through<'_, F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Through").finish_non_exhaustive()
    }
}

impl<F: FnMut(&Entry<'_>, &mut dyn FnMut(&Entry<'_>))> Export for Through<'_, F> {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        self.form.begin(out, about);
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        let form = &mut *self.form;
        (self.hand_on)(entry, &mut |handed| form.entry(out, handed));
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        self.form.let_go(out, let_go);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        self.form.end(out);
    }
}
