//! Notions explained where they are needed, closed until somebody asks.

use leptos::prelude::*;

/// Questions in a row, each of which opens its answer below: for the notions that the fields above depend on.
#[component]
pub fn Explanations(
    /// The questions and their answers.
    of: Vec<(String, String)>,
) -> impl IntoView {
    let one = |(question, answer)| {
        view! { <details class="explanation"><summary>{question}</summary><p>{answer}</p></details> }
    };
    view! { <div class="explanations">{of.into_iter().map(one).collect_view()}</div> }
}

/// The same with their answers in view, for a place that is folded itself.
#[component]
pub fn Answers(
    /// The questions and their answers.
    of: Vec<(String, String)>,
) -> impl IntoView {
    let one = |(question, answer)| view! { <dt>{question}</dt> <dd>{answer}</dd> };
    view! { <dl class="answers">{of.into_iter().map(one).collect_view()}</dl> }
}
