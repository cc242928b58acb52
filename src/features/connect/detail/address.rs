//! The address of a broker of one's own.

use leptos::prelude::*;

use crate::features::connect::draft::ConnectDraft;
use crate::state::BrokerAddress;
use crate::ui::{Binding, Field, FieldKind};
use crate::{t, words};

/// The field, with what is wrong in it.
#[component]
pub(super) fn Address(draft: ConnectDraft) -> impl IntoView {
    let problem = move || {
        let problem = draft.address.with(|address| BrokerAddress::parse(address).err());
        problem.filter(|_| draft.address_touched.get()).map(words::address_problem)
    };
    let value = Binding::new(draft.address, move |text: String| {
        draft.address_touched.set(true);
        draft.address.set(text);
    });
    view! {
        <Field label=t!("connect-address") value kind=FieldKind::Mono placeholder=t!("connect-address-example") required=true
            hint=t!("connect-address-hint") error=problem/>
    }
}
