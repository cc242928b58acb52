//! The bars above the grid: to find and replace, to go to an offset, to fill what is selected.

use leptos::{ev::KeyboardEvent, html, prelude::*, task::tick};
use workbench_payload::{Editor, Extend, Motion, Towards};

use super::Parts;
use super::model::{Sought, Written, hex_bytes, offset};
use crate::ui::hex_grid::Access;
use crate::ui::hex_words::use_hex_words;
use crate::ui::{Binding, Button, Choice, Field, FieldKind, Icon, Segmented, Variant, while_shown};

/// A bar with its fields. Enter does what it is for, Escape closes it.
#[component]
fn Frame(
    parts: Parts,
    #[prop(into)] label: String,
    #[prop(into)] on_enter: UnsyncCallback<()>,
    /// What came of it, read out.
    #[prop(into)]
    outcome: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    // The bar takes the focus when it opens.
    Effect::new(move |_| {
        let field = bar.get().and_then(|bar| bar.query_selector("input").ok().flatten());
        if let Some(field) =
            field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(field).ok())
        {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = field.focus();
            // What stands in it is put there after this, and would end the selection.
            while_shown(async move {
                tick().await;
                field.select();
            });
        }
    });
    let keyed = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Escape" => parts.close(),
            "Enter" if !event.ctrl_key() && !event.meta_key() && is_input(&event) => on_enter.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="hex-bar" role="group" aria-label=label node_ref=bar on:keydown=keyed>
            {children()}
            <span class="hex-bar-says" role="status">{move || outcome.get()}</span>
            <Button variant=Variant::Quiet icon=Icon::Cross name=use_hex_words().close on_press=move || parts.close()/>
        </div>
    }
}

/// Enter on a button presses the button.
fn is_input(event: &KeyboardEvent) -> bool {
    event.target().is_some_and(|target| wasm_bindgen::JsCast::has_type::<web_sys::HtmlInputElement>(&target))
}

#[component]
pub(super) fn FindBar(parts: Parts) -> impl IntoView {
    let Parts { editor, sought, encoding, access, .. } = parts;
    let words = use_hex_words();
    let outcome = RwSignal::new(None::<String>);
    let (not_found, no_pattern, replaced) = (StoredValue::new(words.not_found), words.no_pattern, words.replaced);
    // What is typed is counted at once; what came of a button is said until something else is typed.
    let revision = Memo::new(move |_| editor.with(Editor::revision));
    let count = Memo::new(move |_| {
        revision.get();
        let pattern = sought.with(|sought| sought.pattern(encoding.get())).ok()?;
        Some(editor.with_untracked(|editor| pattern.all(editor.bytes()).count()))
    });
    Effect::new(move |_| {
        sought.track();
        outcome.set(None);
    });
    let (found, says) = (words.found, outcome);
    let outcome_or_count = Signal::derive(move || says.get().or_else(|| count.get().map(found)));
    let look = move |towards: Towards| {
        outcome.set(match sought.with_untracked(|sought| sought.pattern(encoding.get_untracked())) {
            Err(why) => Some(no_pattern(why)),
            Ok(pattern) => {
                let found = editor.try_update(|editor| editor.find(&pattern, towards)).flatten();
                found.is_none().then(|| not_found.get_value())
            }
        });
    };
    let replace = move || {
        let (pattern, bytes) = sought.with_untracked(|sought| {
            (sought.pattern(encoding.get_untracked()), sought.replacement(encoding.get_untracked()))
        });
        let (Ok(pattern), Some(bytes)) = (pattern, bytes) else { return look(Towards::Next) };
        editor.update(|editor| {
            let range = editor.selection().range();
            if pattern.next(editor.bytes(), range.start) == Some(range.clone()) {
                editor.replace(&range, &bytes);
            }
        });
        look(Towards::Next);
    };
    let replace_all = move || {
        let (pattern, bytes) = sought.with_untracked(|sought| {
            (sought.pattern(encoding.get_untracked()), sought.replacement(encoding.get_untracked()))
        });
        outcome.set(match (pattern, bytes) {
            (Err(why), _) => Some(no_pattern(why)),
            (_, None) => Some(no_pattern(workbench_payload::find::NoPattern::NotHex(0))),
            (Ok(pattern), Some(bytes)) => {
                editor.try_update(|editor| editor.replace_all(&pattern, &bytes)).map(replaced)
            }
        });
    };
    let kinds = words.find_kinds.clone();
    let kinds = vec![Choice::new(Written::Hex, kinds[0].clone()), Choice::new(Written::Text, kinds[1].clone())];
    let written = Binding::part(sought, |sought: &Sought| &sought.written, |sought| &mut sought.written);
    let what = Binding::part(sought, |sought: &Sought| &sought.what, |sought| &mut sought.what);
    let hint = StoredValue::new(words.find_hint);
    let placeholder = move || (written.get() == Written::Hex).then(|| hint.get_value());
    let [one, all] = words.replace;
    let (one, all) = (StoredValue::new(one), StoredValue::new(all));
    let (next, previous) = (words.next, words.previous);
    let instead = Binding::part(sought, |sought: &Sought| &sought.instead, |sought| &mut sought.instead);
    let replacing = (access == Access::Edit).then(|| {
        view! {
            <div class="hex-bar-row">
                <Field label=words.replace_with value=instead kind=FieldKind::Mono/>
                <Button on_press=replace>{move || one.get_value()}</Button>
                <Button on_press=replace_all>{move || all.get_value()}</Button>
            </div>
        }
    });
    view! {
        <Frame parts label=words.find.clone() on_enter=UnsyncCallback::new(move |()| look(Towards::Next)) outcome=outcome_or_count>
            <div class="hex-bar-row">
                <Segmented label=words.find_as value=written options=kinds label_hidden=true/>
                <Field label=words.find value=what kind=FieldKind::Mono placeholder/>
                <Button icon=Icon::Search on_press=move || look(Towards::Next)>{next.clone()}</Button>
                <Button on_press=move || look(Towards::Previous)>{previous.clone()}</Button>
            </div>
            {replacing}
        </Frame>
    }
}

#[component]
pub(super) fn GoToBar(parts: Parts) -> impl IntoView {
    let words = use_hex_words();
    let (to, outcome) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let no_offset = StoredValue::new(words.no_offset);
    let go = move || match offset(&to.get_untracked())
        .filter(|at| parts.editor.with_untracked(|editor| *at <= editor.len()))
    {
        Some(at) => {
            parts.editor.update(|editor| editor.go(Motion::To(at), Extend::No));
            parts.close();
        }
        None => outcome.set(Some(no_offset.get_value())),
    };
    let label = words.go.clone();
    view! {
        <Frame parts label=words.go_to.clone() on_enter=UnsyncCallback::new(move |()| go()) outcome>
            <div class="hex-bar-row">
                <Field label=words.go_to value=to kind=FieldKind::Mono placeholder=words.go_to_hint/>
                <Button on_press=go>{label.clone()}</Button>
            </div>
        </Frame>
    }
}

#[component]
pub(super) fn FillBar(parts: Parts) -> impl IntoView {
    let words = use_hex_words();
    let (with, outcome) = (RwSignal::new(String::from("00")), RwSignal::new(None::<String>));
    let (nothing, no_pattern) = (StoredValue::new(words.nothing_selected), words.no_pattern);
    let fill = move || {
        let bytes = hex_bytes(&with.get_untracked()).filter(|bytes| !bytes.is_empty());
        match bytes {
            None => outcome.set(Some(no_pattern(workbench_payload::find::NoPattern::NotHex(0)))),
            Some(_) if parts.editor.with_untracked(|editor| editor.selection().is_empty()) => {
                outcome.set(Some(nothing.get_value()));
            }
            Some(bytes) => {
                parts.editor.update(|editor: &mut Editor| editor.fill(&bytes));
                parts.close();
            }
        }
    };
    let label = words.fill.clone();
    view! {
        <Frame parts label=words.fill_with.clone() on_enter=UnsyncCallback::new(move |()| fill()) outcome>
            <div class="hex-bar-row">
                <Field label=words.fill_with value=with kind=FieldKind::Mono/>
                <Button on_press=fill>{label.clone()}</Button>
            </div>
        </Frame>
    }
}
