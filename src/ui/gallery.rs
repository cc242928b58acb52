//! Every widget in each of its states on one page, to look at and to take pictures of. Debug builds only.

use leptos::prelude::*;

use super::{
    Binding, Button, Card, Choice, Dialog, DialogPlace, Glyph, Icon, Pill, Segmented, SkipLink, Splitter, Toasts, Tone,
    Variant, provide_toaster,
};

pub mod inputs;
pub mod lists;
pub mod status;

/// The theme the gallery is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Auto,
    Light,
    Dark,
}

/// The gallery, inside the frame that screens stand in.
#[component]
pub fn Gallery() -> impl IntoView {
    provide_toaster();
    let wire_width = RwSignal::new(400.0);
    let (menu_open, wire_open) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <div class="shell" data-wire="docked" style:--wire-width=move || format!("{}px", wire_width.get())>
            <SkipLink target="main" label="Skip to the screen"/>
            <header class="shell-header">
                <span class="only-small">
                    <Button variant=Variant::Quiet icon=Icon::Menu name="Menu" on_press=move || menu_open.set(true)/>
                </span>
                <span class="shell-name"><Glyph icon=Icon::Mark/><span>"Module Workbench"</span></span>
                <Pill tone=Tone::Ok>"Ready"</Pill>
                <div class="facts">
                    <span><b>"L610-CN-00"</b></span><span>"Signal "<b>"22"</b>" · good"</span><span>"IP "<b>"10.217.202.45"</b></span>
                </div>
                <ul class="lamps"><li class="lamp is-on">"1 broker.example"</li><li class="lamp">"2"</li><li class="lamp">"101 SN"</li></ul>
                <div class="shell-right">
                    <ThemeChoice/>
                    <span class="only-narrow">
                        <Button icon=Icon::Wire on_press=move || wire_open.set(true)>"Wire"</Button>
                    </span>
                </div>
            </header>
            <div class="shell-rail"><Rail/></div>
            <main class="shell-main" id="main" tabindex="-1">
                <div class="screen">
                    <h1>"Gallery"</h1>
                    <p class="lede">"Every widget in each of its states."</p>
                    <inputs::Inputs/>
                    <status::Status/>
                    <lists::Lists/>
                </div>
            </main>
            <aside class="shell-wire" aria-label="Wire">
                <div class="shell-edge"><Splitter label="Width of the Wire panel" width=wire_width/></div>
                <lists::Wire/>
            </aside>
            <Dialog open=menu_open title="Module Workbench" place=DialogPlace::Left><Rail/></Dialog>
            <Dialog open=wire_open title="Wire" place=DialogPlace::Right><lists::Wire/></Dialog>
            <Toasts/>
        </div>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let theme = RwSignal::new(Theme::Auto);
    let apply = move |chosen: Theme| {
        let Some(root) = document().document_element() else { return };
        // The browser refuses neither, since the name is a valid one.
        let _ = match chosen {
            Theme::Auto => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
        theme.set(chosen);
    };
    let themes = [(Theme::Auto, "Auto"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
    let options: Vec<_> = themes.into_iter().map(|(theme, label)| Choice::new(theme, label)).collect();
    view! { <Segmented label="Theme" label_hidden=true value=Binding::new(theme, apply) options/> }
}

#[component]
fn Rail() -> impl IntoView {
    view! {
        <nav class="rail" aria-label="Screens">
            <h2>"Journey"</h2>
            <a class="rail-link is-done" href="#/gallery"><span class="rail-mark"><Glyph icon=Icon::Check/></span>"Connect"</a>
            <a class="rail-link is-bad" href="#/gallery"><span class="rail-mark"><Glyph icon=Icon::Cross/></span>"Network"</a>
            <a class="rail-link" href="#/gallery" aria-current="page"><span class="rail-mark">"3"</span>"Credentials"</a>
            <a class="rail-link" href="#/gallery">
                <span class="rail-mark">"7"</span>"Messages"<span class="rail-count">"128"</span>
            </a>
            <h2>"Tools"</h2>
            <a class="rail-link" href="#/gallery"><span class="rail-mark is-tool"><Glyph icon=Icon::Send/></span>"Terminal"</a>
            <a class="rail-link" href="#/gallery">
                <span class="rail-mark is-tool"><Glyph icon=Icon::Search/></span>"Command reference"
            </a>
        </nav>
    }
}

/// A titled group of samples.
#[component]
fn Group(title: &'static str, children: Children) -> impl IntoView {
    view! { <Card title>{children()}</Card> }
}
