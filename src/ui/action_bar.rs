//! The end of a screen with one action: a bar that stays in view below what scrolls. It says what will be done or what came of it, and
//! has the buttons.

use leptos::{html, prelude::*};

use super::{focus::focus_next_step, icon::Glyph, lasting::next_frame, outside::seen, text::MaybeText, tone::Tone};

/// The bar, the last part of its screen. Its buttons come in the order of the page: the primary one last, at most one of them.
#[component]
pub fn ActionBar(
    /// How what it says is meant.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The gist, in a few words. It is read out when it changes.
    #[prop(into)]
    title: Signal<String>,
    #[prop(optional, into)] text: MaybeText,
    /// A line as it will be sent, in the place of more words.
    #[prop(optional, into)]
    code: MaybeText,
    /// What stands before it all, such as how full something is.
    #[prop(optional, into)]
    lead: ViewFnOnce,
    /// How far something under way is, from 0 to 1.
    #[prop(optional, into)]
    fraction: Signal<Option<f64>>,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    // A button that goes with what it began leaves the keyboard here, not at the top of the page.
    Effect::new(move |before: Option<()>| {
        title.track();
        if before.is_some()
            && let Some(bar) = bar.get_untracked()
        {
            next_frame(bar, |bar| keep_the_keyboard(&bar));
        }
    });
    let icon = move || match tone.get() {
        Tone::Plain | Tone::Info => None,
        tone => Some(view! { <Glyph icon=tone.icon()/> }),
    };
    let width = move || fraction.get().map(|part| format!("{}%", (part.clamp(0.0, 1.0) * 100.0).round()));
    view! {
        <div class="action-bar" tabindex="-1" node_ref=bar>
            {move || width().map(|width| view! { <i class="action-progress" style:width=width></i> })}
            {lead.run()}
            <div class=move || format!("action-says {}", tone.get().class()) role="status" aria-atomic="false">
                <b>{icon}<span>{move || seen(title.get())}</span></b>
                {move || text.get().map(|text| view! { <span>{text}</span> })}
                {move || code.get().map(|line| view! { <code class="action-code" title=line.clone()>{line.clone()}</code> })}
            </div>
            <div class="action-buttons">{children()}</div>
        </div>
    }
}

/// Has the keyboard go on here, if nothing else has it: on the next step, or, while something is under way, on the bar itself. So Enter
/// leads on, and never ends what it has just begun.
fn keep_the_keyboard(bar: &web_sys::HtmlDivElement) {
    let at = document().active_element();
    if at.is_none_or(|at| at.tag_name() == "BODY" || at.is_same_node(Some(bar))) {
        focus_next_step(bar);
    }
}
