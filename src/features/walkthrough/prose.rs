//! Texts of a document as parts of the page: paragraphs, lists, bold and code, and nothing else.

use leptos::prelude::*;
use workbench_walkthrough::{Block, Language, Span, Words};

use crate::ui::outside;

/// The language that the page speaks.
pub(super) const LANGUAGE: Language = Language::En;

/// A text as one line.
pub(super) fn line(words: &Words) -> String {
    outside(words.in_language(LANGUAGE))
}

/// A text as paragraphs and lists.
pub(super) fn prose(words: &Words) -> AnyView {
    words.blocks(LANGUAGE).into_iter().map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(spans) => view! { <p>{spans.into_iter().map(span).collect_view()}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item.into_iter().map(span).collect_view()}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    }
}

fn span(span: Span) -> AnyView {
    match span {
        Span::Plain(text) => outside(text).into_any(),
        Span::Bold(text) => view! { <b>{outside(text)}</b> }.into_any(),
        Span::Code(text) => view! { <code>{outside(text)}</code> }.into_any(),
    }
}
