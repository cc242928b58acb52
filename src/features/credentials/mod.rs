//! The Credentials screen: what a cloud wants as user name, password and client id, worked out in the page and shown step by step.

mod check;
mod chooser;
mod device;
mod draft;
mod files;
mod kept;
mod login;
mod model;
mod module_task;
mod table;
mod tuya;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::t;
use crate::ui::{Card, focus_first_mistake};

pub use draft::provide_draft;

use check::Check;
use chooser::Chooser;
use device::{Device, Register, Saved};
use draft::use_form;
use login::{Bar, FirstTopics, TheResult};
use table::Many;
use tuya::Tuya;

/// The form by its id: its button stands in the bar, behind other cards.
const FORM: &str = "credentials-form";

#[component]
pub fn CredentialsScreen() -> impl IntoView {
    let form = use_form();
    let element = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_ready() {
            form.use_them();
        } else {
            focus_first_mistake(element);
        }
    };
    view! {
        <h1>{t!("credentials-title")}</h1>
        <p class="lede">{t!("credentials-lede")}</p>
        <form class="credentials" id=FORM novalidate node_ref=element on:submit=submit aria-label=t!("credentials-form")>
            <Chooser form/>
            <Device form/>
            <TheResult form/>
        </form>
        <FirstTopics form/>
        <Tuya form/>
        <Register form/>
        <Check form/>
        <Card><Many form/></Card>
        <Card><Saved form/></Card>
        <Bar form/>
    }
}
