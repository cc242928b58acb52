//! Saves the record as a file: what it is for, and what must not be in it.

mod form;
pub mod preview;
mod work;

use std::ops::Range;
use std::rc::Rc;

use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use workbench_record::mask::Plan;
use workbench_record::session::{Header, Json, Masking, Members, Module};
use workbench_record::{Entry, LetGo};

use self::form::FileForm;
use self::preview::Preview;
use self::work::Into;
use crate::parts::log::use_shared_log;
use crate::parts::slice::pause;
use crate::state::{WholeRecord, Workbench, use_workbench};
use crate::t;
use crate::ui::{Button, Choice, Dialog, Icon, Note, Progress, Select, Tone, Variant, share, use_toaster, while_shown};

/// A record that is about to be saved, as it was when the dialog was opened, and what must not be in the file.
struct PreparedSave {
    whole: WholeRecord,
    plan: Plan,
}

#[derive(Clone, Copy)]
pub struct SaveState {
    open: RwSignal<bool>,
    form: RwSignal<FileForm>,
    /// Nothing while it is being looked for.
    prepared: StoredValue<Option<Rc<PreparedSave>>, LocalStorage>,
    /// Changes whenever the prepared does.
    changes: RwSignal<u64>,
    /// What is under way, and how far it is.
    work: RwSignal<Option<(Work, f64)>>,
    stop: StoredValue<Option<AbortHandle>, LocalStorage>,
    /// What a person wants changed, and is not yet.
    wanted: StoredValue<Vec<Change>, LocalStorage>,
}

/// A change of what goes out of the file.
type Change = Box<dyn FnOnce(&mut Plan)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Looking,
    Writing,
}

/// Looks at what goes into a session file, line by line as it is written, and says in the end what is wrong in it.
pub trait Examiner {
    /// Takes the next entry, as it stands in the file.
    fn take(&mut self, entry: &Entry<'_>);

    /// What was found.
    fn end(self: Box<Self>) -> Vec<Json>;
}

/// Saves the record as a file.
#[component]
pub fn SaveMenu(
    /// What the button says, where saving is what the screen is for. Without it, it is an icon among others.
    #[prop(optional, into)]
    label: Option<String>,
    /// Makes somebody who says what is wrong in the lines; it stands behind them in a session file.
    #[prop(optional)]
    examiner: Option<fn() -> Box<dyn Examiner>>,
) -> impl IntoView {
    let state = SaveState {
        open: RwSignal::new(false),
        form: RwSignal::new(FileForm::default()),
        prepared: StoredValue::new_local(None),
        changes: RwSignal::new(0),
        work: RwSignal::new(None),
        stop: StoredValue::new_local(None),
        wanted: StoredValue::new_local(Vec::new()),
    };
    let workbench = use_workbench();
    let (shared, toaster) = (use_shared_log(), use_toaster());
    // Whoever leaves the dialog leaves what it was doing.
    Effect::new(move |_| {
        if !state.open.get() {
            state.cease();
        }
    });
    // The signals go with the menu, and what shows them may still be there for a moment: they are not set any more.
    on_cleanup(move || state.call_off());
    let save = move || {
        state.write(
            workbench,
            examiner.map(|make| make()),
            move |prepared, form| {
                format!("wire-{}.{}", shared.clock().file_stamp(prepared.whole.last_at()), form.extension())
            },
            move || toaster.show(Tone::Bad, t!("wire-save-failed")),
        );
    };
    let busy = move || state.work.get().map(|_| t!("wire-save-busy"));
    let look = move || state.look(workbench);
    let button = match label {
        Some(label) => {
            let label = Signal::stored(label);
            view! { <Button variant=Variant::Primary icon=Icon::Download on_press=look>{label}</Button> }.into_any()
        }
        None => {
            view! { <Button variant=Variant::Quiet icon=Icon::Download name=t!("wire-save") on_press=look/> }.into_any()
        }
    };
    view! {
        {button}
        <Dialog open=state.open title=t!("wire-save-title")
            actions=move || view! {
                <Button on_press=move || state.open.set(false)>{t!("wire-cancel")}</Button>
                <Button variant=Variant::Primary icon=Icon::Download disabled_reason=busy on_press=save>{t!("wire-save-do")}</Button>
            }>
            <SaveForm state/>
        </Dialog>
    }
}

#[component]
fn SaveForm(state: SaveState) -> impl IntoView {
    let forms = FileForm::ALL.map(|form| Choice::new(form, form.name())).to_vec();
    let missing = move || {
        state.changes.track();
        let lines =
            state.prepared.with_value(|prepared| prepared.as_ref().map_or(0, |prepared| prepared.whole.let_go().lines));
        (lines > 0).then(|| view! { <Note tone=Tone::Warn>{t!("wire-save-let-go", lines = lines)}</Note> })
    };
    let work = move || {
        let (work, _) = state.work.get()?;
        let label = match work {
            Work::Looking => t!("wire-save-looking"),
            Work::Writing => t!("wire-save-writing"),
        };
        let far = Signal::derive(move || state.work.get().map(|(_, far)| far));
        Some(view! { <Progress label fraction=far/> })
    };
    view! {
        <div class="stack">
            <p class="muted">{t!("wire-save-lede")}</p>
            <Select label=t!("wire-save-form") value=state.form options=Signal::stored(forms)
                hint=Signal::derive(move || state.form.get().hint())/>
            {missing}
            {work}
            <Preview state/>
        </div>
    }
}

impl SaveState {
    /// Leaves what was being done, and shows nothing of it.
    fn cease(self) {
        self.call_off();
        self.prepared.set_value(None);
        self.wanted.set_value(Vec::new());
        self.work.set(None);
    }

    fn call_off(self) {
        if let Some(Some(stop)) = self.stop.try_update_value(Option::take) {
            stop.abort();
        }
    }

    /// Opens the dialog, and looks for what a file must not hold.
    fn look(self, workbench: Workbench) {
        self.cease();
        self.open.set(true);
        self.work.set(Some((Work::Looking, 0.0)));
        let secrets = workbench.with_secrets(|_, secrets| secrets.clone());
        let whole = workbench.whole_record();
        self.begin(async move {
            let far = self.far(&whole, Work::Looking);
            let mut plan = work::plan(&whole, &secrets, salt(), &far).await;
            let counts = work::count(&whole, &plan, far).await;
            plan.set_counts(counts);
            self.prepared.set_value(Some(Rc::new(PreparedSave { whole, plan })));
            self.changes.update(|changes| *changes += 1);
            self.work.set(None);
        });
    }

    /// Begins work in the place of what was being done, which can be called off.
    fn begin(self, work: impl Future<Output = ()> + 'static) {
        self.call_off();
        let (work, stop) = abortable(work);
        self.stop.set_value(Some(stop));
        // Nobody waits for the end of what was stopped.
        while_shown(async move {
            let _ = work.await;
        });
    }

    /// Writes the file, and closes the dialog.
    fn write(
        self,
        workbench: Workbench,
        examiner: Option<Box<dyn Examiner>>,
        name: impl FnOnce(&PreparedSave, FileForm) -> String + 'static,
        failed: impl FnOnce() + 'static,
    ) {
        let Some(prepared) = self.prepared.get_value() else { return };
        let form = self.form.get_untracked();
        let about = header(workbench, &prepared);
        self.work.set(Some((Work::Writing, 0.0)));
        self.begin(async move {
            let mut writer = form.writer();
            let far = self.far(&prepared.whole, Work::Writing);
            let into = Into { form: writer.as_mut(), examiner };
            let parts = work::write(&prepared.whole, &about, &prepared.plan, into, far).await;
            let name = name(&prepared, form);
            let saved = if form.is_compressed() { parts.save_compressed(&name).await } else { parts.save(&name) };
            self.work.set(None);
            match saved {
                Ok(()) => self.open.set(false),
                Err(_) => failed(),
            }
        });
    }

    /// Tells how far the work is, by the number of the line that it is at.
    fn far(self, whole: &WholeRecord, work: Work) -> impl Fn(u64) + use<> {
        let Range { start: first, end } = whole.numbers();
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        move |at| self.work.set(Some((work, share(count(at.saturating_sub(first)), count(end - first)))))
    }

    /// Hides values, or shows them. What is counted follows.
    fn change(self, change: impl FnOnce(&mut Plan) + 'static) {
        // A file that is being written stays what it was begun as.
        if matches!(self.work.get_untracked(), Some((Work::Writing, _))) {
            return self.changes.update(|changes| *changes += 1);
        }
        self.wanted.update_value(|wanted| wanted.push(Box::new(change)));
        self.work.set(Some((Work::Looking, 0.0)));
        self.begin(async move {
            // What was being done has ended by then.
            pause().await;
            let wanted = self.wanted.try_update_value(std::mem::take).unwrap_or_default();
            self.with_plan(|plan| wanted.into_iter().for_each(|change| change(plan)));
            let Some(prepared) = self.prepared.get_value() else { return };
            let far = self.far(&prepared.whole, Work::Looking);
            let counts = work::count(&prepared.whole, &prepared.plan, far).await;
            drop(prepared);
            self.with_plan(|plan| plan.set_counts(counts));
            self.work.set(None);
        });
    }

    /// Changes the plan, and has it shown anew.
    fn with_plan(self, change: impl FnOnce(&mut Plan)) {
        self.prepared.update_value(|prepared| {
            if let Some(prepared) = prepared.as_mut().and_then(Rc::get_mut) {
                change(&mut prepared.plan);
            }
        });
        self.changes.update(|changes| *changes += 1);
    }
}

/// What the file says of itself.
fn header(workbench: Workbench, prepared: &PreparedSave) -> Header {
    let masking = Some(prepared.plan.masking());
    let let_go = prepared.whole.let_go();
    if let Some(file) = workbench.session_file().get_untracked() {
        return saved_again(&file.header, masking, let_go);
    }
    let (module, series) = workbench.facts().with_untracked(|facts| {
        let module = facts.module.as_ref().map(|module| Module {
            manufacturer: Some(module.identity.manufacturer.clone()).filter(|text| !text.is_empty()),
            model: module.identity.model.clone(),
            revision: Some(module.identity.revision.clone()).filter(|text| !text.is_empty()),
            is_virtual: module.is_virtual,
            others: Members::NONE,
        });
        (module, facts.series.row().name.to_owned())
    });
    Header {
        page: env!("CARGO_PKG_VERSION").to_owned(),
        zero: workbench.zero(),
        module,
        series: Some(series),
        browser: web_sys::window().and_then(|window| window.navigator().user_agent().ok()),
        masking,
        let_go,
        ..Header::default()
    }
}

/// The header of a session file that was opened here: it is still a record of what it was of, and lacks what it lacked.
fn saved_again(file: &Header, masking: Option<Masking>, let_go: LetGo) -> Header {
    Header { masking, let_go: file.let_go.and(let_go), ..file.clone() }
}

/// A number that is in no file: the order of the stand-ins follows it.
fn salt() -> u64 {
    let mut bytes = [0; 8];
    let filled = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = filled {
        // Without it the order follows the values alone, which tells as little of the order of the lines.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use workbench_record::Zero;

    use super::*;

    #[test]
    fn a_file_that_is_saved_again_is_of_what_it_was_of_and_lacks_what_it_lacked() {
        let (series, browser) = (Some("L610".to_owned()), Some("another".to_owned()));
        let file =
            Header { zero: Zero(7), series, browser, let_go: LetGo { lines: 2, bytes: 20 }, ..Header::default() };
        let again = saved_again(&file, None, LetGo { lines: 1, bytes: 5 });
        assert_eq!(again, Header { masking: None, let_go: LetGo { lines: 3, bytes: 25 }, ..file });
    }
}
