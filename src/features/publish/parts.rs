//! A payload over the limit: not sent, but offered in parts.

use leptos::prelude::*;
use workbench_payload::split::Cut;

use super::draft::MessageForm;
use super::model::run::{Item, Run};
use crate::t;
use crate::ui::{Button, Icon, Note, Tone};

/// Seconds between two parts: as soon as the one before is confirmed.
const EVERY: u32 = 0;

/// The offer, while it is needed.
#[component]
pub(super) fn Parts(form: MessageForm) -> impl IntoView {
    let limit = Memo::new(move |_| form.profile.get().payload_max);
    // Placeholders are filled in as a whole: a part might end inside one.
    let fill = Memo::new(move |_| form.draft.message.with(|message| message.fill));
    let cut = form.of_bytes(move |bytes| {
        let limit = limit.get();
        (bytes.len() > limit && !fill.get()).then(|| {
            let cut = Cut::of(bytes, limit);
            (cut, cut.parts(bytes, limit).len())
        })
    });
    let send = move |cut: Cut| {
        if form.draft.unread.with_untracked(Option::is_some) {
            return;
        }
        let Item { message, payload } = form.composed();
        let parts = cut.parts(&payload, limit.get_untracked());
        let items = parts
            .into_iter()
            .filter_map(|part| payload.get(part).map(|part| Item { message: message.clone(), payload: part.to_vec() }));
        form.start(Run::new(items.collect(), Some(1), EVERY));
    };
    move || {
        cut.get().map(|(cut, count)| {
            let how = match cut {
                Cut::Lines => t!("publish-parts-lines"),
                Cut::Characters => t!("publish-parts-characters"),
                Cut::Bytes => t!("publish-parts-bytes"),
            };
            view! {
                <Note tone=Tone::Warn title=t!("publish-parts-title", limit = limit.get())>
                    <p>{how} " " {t!("publish-parts-receiver")}</p>
                    <Button sends=true icon=Icon::Send disabled_reason=move || form.unready() on_press=move || send(cut)>{t!("publish-parts-send", count = count)}</Button>
                </Note>
            }
        })
    }
}
