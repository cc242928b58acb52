//! What to look at when a module does not appear in the browser's list.

use leptos::prelude::*;

use crate::t;
use crate::ui::{Code, CopyButton, Step, StepStatus, Steps};

/// The help, most likely cause first.
#[component]
pub(super) fn Help() -> impl IntoView {
    view! {
        <Steps>
                <Step status=StepStatus::Wait number=1 title=t!("connect-help-power") detail=t!("connect-help-power-text")/>
                <Step status=StepStatus::Wait number=2 title=t!("connect-help-windows") detail=t!("connect-help-windows-text")/>
                <Step status=StepStatus::Wait number=3 title=t!("connect-help-linux") detail=t!("connect-help-linux-text")>
                    <div class="connect-commands">
                        <Line text=t!("connect-help-linux-group")/>
                        <Line text=t!("connect-help-linux-modem")/>
                    </div>
                    <p class="muted small">{t!("connect-help-linux-snap")}</p>
                </Step>
                <Step status=StepStatus::Wait number=4 title=t!("connect-help-mac") detail=t!("connect-help-mac-text")/>
                <Step status=StepStatus::Wait number=5 title=t!("connect-help-busy") detail=t!("connect-help-busy-text")/>
        </Steps>
    }
}

/// A line for the shell, to be copied.
#[component]
fn Line(text: String) -> impl IntoView {
    view! { <div class="bar"><Code text=text.clone()/><CopyButton text/></div> }
}
