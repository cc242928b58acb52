//! Which cloud was chosen and what was typed for each, which a reload leaves as they were: all but secrets.

use std::collections::BTreeMap;

use fibocom_cloud::{Key, Scheme, Values};
use leptos::prelude::*;

use crate::state::keep_draft;

/// By the names of schemes and keys.
type Typed = BTreeMap<String, BTreeMap<String, String>>;

/// Gives the form what was kept, and keeps it from now on.
pub(super) fn keep(scheme: RwSignal<&'static Scheme>, typed: RwSignal<BTreeMap<&'static str, Values>>) {
    keep_draft(
        "credentials.scheme",
        move || scheme.get().id.to_owned(),
        |kept| {
            if let Some(kept) = Scheme::named(&kept) {
                scheme.set(kept);
            }
        },
    );
    keep_draft("credentials.values", move || typed.with(written), |kept| typed.set(read(&kept)));
}

/// What was typed, without secrets.
fn written(typed: &BTreeMap<&'static str, Values>) -> String {
    let open = |values: &Values| {
        let open = values.iter().filter(|(key, text)| !key.is_secret() && !text.is_empty());
        open.map(|(key, text)| (key.name().to_owned(), text.to_owned())).collect::<BTreeMap<_, _>>()
    };
    let typed: Typed = typed.iter().map(|(id, values)| ((*id).to_owned(), open(values))).collect();
    serde_json::to_string(&typed).unwrap_or_default()
}

/// The same, read. A scheme or a key that there is not is left out, and so is a secret.
fn read(kept: &str) -> BTreeMap<&'static str, Values> {
    let kept: Typed = serde_json::from_str(kept).unwrap_or_default();
    let named = kept.into_iter().filter_map(|(id, values)| Some((Scheme::named(&id)?.id, values)));
    let values = |values: BTreeMap<String, String>| {
        let keys = values.into_iter().filter_map(|(name, text)| Some((Key::named(&name)?, text)));
        keys.filter(|(key, _)| !key.is_secret()).fold(Values::new(), |all, (key, text)| all.with(key, &text))
    };
    named.map(|(id, kept)| (id, values(kept))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_without_any_secret() {
        let all = Key::ALL.iter().fold(Values::new(), |all, key| all.with(*key, "typed-by-a-person"));
        let typed = BTreeMap::from([("aliyun-triple", all)]);
        let kept = written(&typed);
        let back = read(&kept).remove("aliyun-triple").unwrap();
        for key in Key::ALL {
            assert_eq!(back.get(*key).is_some(), !key.is_secret(), "{key:?}");
            assert_eq!(kept.contains(&format!("{:?}", key.name())), !key.is_secret(), "{key:?}");
        }
    }

    #[test]
    fn what_this_page_does_not_know_is_left_out() {
        for kept in ["", "[]", "{\"nobody\":{\"host\":\"x\"}}", "{\"aliyun-triple\":1}"] {
            assert!(read(kept).is_empty(), "{kept}");
        }
        let back = read("{\"aliyun-triple\":{\"devicesecret\":\"x\",\"nothing\":\"x\",\"host\":\"h\"}}");
        let values = back.get("aliyun-triple").unwrap();
        assert_eq!(values.iter().map(|(key, _)| key).collect::<Vec<_>>(), [Key::Host]);
    }
}
