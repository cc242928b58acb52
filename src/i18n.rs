//! Text by message id: the Fluent catalogues in `locales/`, compiled into the page.
//!
//! Views call [`t!`] and get a plain `String`. Switching the language mounts the whole shell anew, so that no view has to
//! listen for it.

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// The English catalogue, one file an area. A new file is listed here and nowhere else.
const ENGLISH: &[(&str, &str)] = &[
    ("shell", include_str!("../locales/en/shell.ftl")),
    ("connect", include_str!("../locales/en/connect.ftl")),
    ("network", include_str!("../locales/en/network.ftl")),
    ("session", include_str!("../locales/en/session.ftl")),
    ("publish", include_str!("../locales/en/publish.ftl")),
    ("messages", include_str!("../locales/en/messages.ftl")),
    ("terminal", include_str!("../locales/en/terminal.ftl")),
    ("api", include_str!("../locales/en/api.ftl")),
    ("wire", include_str!("../locales/en/wire.ftl")),
];

thread_local! {
    static BUNDLE: OnceCell<FluentBundle<FluentResource>> = const { OnceCell::new() };
}

/// The text with this id, its variables filled in. An id that the catalogue lacks comes back as itself, in brackets; a
/// native test proves that no id in the sources does.
#[must_use]
pub fn text(id: &str, args: &FluentArgs<'_>) -> String {
    BUNDLE.with(|cell| {
        let bundle = cell.get_or_init(english);
        let (name, attribute) = id.split_once('.').map_or((id, None), |(name, attribute)| (name, Some(attribute)));
        let pattern = bundle.get_message(name).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return format!("[{id}]") };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    })
}

/// Whether the catalogue has a text with this id.
#[must_use]
pub fn has(id: &str) -> bool {
    BUNDLE.with(|cell| cell.get_or_init(english).has_message(id))
}

fn english() -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new("en".parse().into_iter().collect());
    bundle.set_use_isolating(false);
    for (_, source) in ENGLISH {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The text with this message id: `t!("connect-title")`, or with variables `t!("signal-weak", rssi = 9)`.
#[macro_export]
macro_rules! t {
    ($id:expr) => { $crate::i18n::text($id, &fluent_bundle::FluentArgs::new()) };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $crate::i18n::text($id, &args)
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_file_parses_and_repeats_no_id() {
        let mut seen = std::collections::HashSet::new();
        for (file, source) in ENGLISH {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{file}.ftl: {errors:?}");
            }
            for line in source.lines() {
                let Some((id, _)) = line.split_once(" =") else { continue };
                if id.starts_with(|c: char| c.is_ascii_lowercase()) {
                    assert!(seen.insert(id.to_owned()), "{file}.ftl defines {id} a second time");
                }
            }
        }
    }

    #[test]
    fn a_missing_id_shows_itself() {
        assert_eq!(t!("no-such-text"), "[no-such-text]");
    }
}
