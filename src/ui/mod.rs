//! The widgets: a small design system that knows nothing of modules.
//!
//! Text comes in as props, already in the language of the page; the few words the kit says by itself are [`Words`].
//! Every component has a class of its own name, parts are `name-part`, states are `is-state`; style lives in `style/ui`.

pub mod binding;
pub mod button;
pub mod card;
pub mod checkbox;
pub mod choice;
pub mod count;
pub mod field;
mod frame;
pub mod icon;
pub mod id;
pub mod meter;
pub mod note;
pub mod pill;
pub mod segmented;
pub mod select;
pub mod steps;
pub mod textarea;
pub mod tone;
pub mod words;

pub use binding::Binding;
pub use button::{Button, Variant};
pub use card::Card;
pub use checkbox::{Checkbox, CheckboxKind};
pub use choice::Choice;
pub use count::{Count, Limit};
pub use field::{Field, FieldKind};
pub use icon::{Glyph, Icon};
pub use id::fresh as fresh_id;
pub use meter::Meter;
pub use note::Note;
pub use pill::Pill;
pub use segmented::Segmented;
pub use select::Select;
pub use steps::{Step, StepStatus, Steps};
pub use textarea::TextArea;
pub use tone::Tone;
pub use words::{Words, provide_words, use_words};
