//! The icons: line drawings on a 20 by 20 grid in the colour of the text around them.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The app's own mark: a module with an M.
    Mark,
    Check,
    /// Failed, close.
    Cross,
    /// Look at it.
    Warning,
    /// Worth knowing.
    Info,
    /// A cable's end.
    Plug,
    Signal,
    /// Opens something below; turned by style elsewhere.
    Chevron,
    /// Two sheets.
    Copy,
    /// A lens.
    Search,
    /// Save to disk.
    Download,
    /// Read from disk.
    Upload,
    Trash,
    Play,
    Stop,
    Pause,
    /// One on. Turned round, one back.
    Step,
    Send,
    Menu,
    /// What goes over the cable, both ways.
    Wire,
    Sun,
    Moon,
    /// A connection.
    Link,
    Eye,
    EyeOff,
    /// A lamp.
    Dot,
    Plus,
    /// Again.
    Refresh,
    Filter,
    File,
    /// Secured.
    Lock,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// A call.
    Phone,
    /// What was before.
    History,
    /// Something to look things up in.
    Book,
    /// A command line.
    Prompt,
    /// A finger.
    Touch,
    /// Further on.
    Next,
}

impl Icon {
    /// The outline, as SVG path data.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Mark => {
                "M5 5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM6.5 12V8l3.5 3 3.5-3v4"
            }
            Self::Check => "M4.5 10.5 8.2 14.2 15.5 6.2",
            Self::Cross => "M5.5 5.5l9 9M14.5 5.5l-9 9",
            Self::Warning => "M10 3.2 17.6 16.4H2.4zM10 8.2v3.6M10 14.1v.01",
            Self::Info => "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 9.2v4.4M10 6.5v.01",
            Self::Plug => "M7 2.8v4M13 2.8v4M5 6.8h10v2.4a5 5 0 0 1-10 0zM10 14.2v3",
            Self::Signal => "M4 16v-2.5M8 16v-5M12 16V7.5M16 16V4",
            Self::Chevron => "M5.5 8 10 12.5 14.5 8",
            Self::Copy => "M7.5 7.5h8.5v9H7.5zM12.5 7.5v-4h-8.5v9h3.5",
            Self::Search => "M8.8 3.5a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.6zM12.7 12.7l4 4",
            Self::Download => "M10 3v9M6.3 8.6 10 12.3l3.7-3.7M3.5 16.5h13",
            Self::Upload => "M10 12.5V3.4M6.3 7 10 3.3 13.7 7M3.5 16.5h13",
            Self::Trash => "M3.8 5.8h12.4M7.8 5.6V3.5h4.4v2.1M5.4 5.8l.8 10.7h7.6l.8-10.7M8.4 8.8v4.8M11.6 8.8v4.8",
            Self::Play => "M6.5 4v12l9-6z",
            Self::Stop => "M5.5 5.5h9v9h-9z",
            Self::Step => "M5 4.5v11l8-5.5zM15.5 4.5v11",
            Self::Pause => "M7 4.5v11M13 4.5v11",
            Self::Send => "M3.4 3.8 17 10 3.4 16.2 5.2 10zM5.2 10H10",
            Self::Menu => "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
            Self::Wire => "M3 7h13M12.6 3.6 16 7l-3.4 3.4M17 13H4M7.4 9.6 4 13l3.4 3.4",
            Self::Sun => {
                "M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 \
                 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2"
            }
            Self::Moon => "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
            Self::Link => {
                "M8.4 11.6a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.6 8.4a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1"
            }
            Self::Eye => {
                "M2 10s2.8-5.3 8-5.3S18 10 18 10s-2.8 5.3-8 5.3S2 10 2 10zM10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z"
            }
            Self::EyeOff => {
                "M4.6 6.6C2.9 8.1 2 10 2 10s2.8 5.3 8 5.3c1.5 0 2.8-.4 3.9-1M7.6 5c.7-.2 1.5-.3 2.4-.3 5.2 0 8 5.3 8 5.3s-.7 1.4-2.1 2.8M3 3l14 14"
            }
            Self::Dot => "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Refresh => "M16 8.5A6.3 6.3 0 1 0 16.3 11M16.5 4v4.5H12",
            Self::Filter => "M3.5 5h13M6 10h8M8.5 15h3",
            Self::File => "M5 2.8h6.5L15.5 7v10.2H5zM11.3 3v4.2h4",
            Self::Lock => "M4.8 9h10.4v7.7H4.8zM7 9V6.5a3 3 0 0 1 6 0V9",
            Self::Undo => "M7 4 3.5 7.5 7 11M3.8 7.5H12a4 4 0 0 1 0 8H8",
            Self::Redo => "M13 4l3.5 3.5L13 11M16.2 7.5H8a4 4 0 0 0 0 8h4",
            Self::Phone => {
                "M4 3.5h3.2l1.3 3.7-1.9 1.4a9.5 9.5 0 0 0 4.8 4.8l1.4-1.9 3.7 1.3V16a1.5 1.5 0 0 1-1.5 1.5A13 13 0 0 1 2.5 5 1.5 1.5 0 0 1 4 3.5z"
            }
            Self::History => "M3.6 6.8A7.2 7.2 0 1 1 2.8 10M3.2 3.4v3.8H7M10 6.2V10l2.8 1.8",
            Self::Book => "M5.8 3h9.7v14H5.8a1.8 1.8 0 0 1 0-3.6h9.7M4 15.2V4.8A1.8 1.8 0 0 1 5.8 3M7.8 6.6h4.6",
            Self::Prompt => "M3.5 5.5 8 10l-4.5 4.5M9.5 15h7",
            Self::Touch => {
                "M8 11V4.8a1.5 1.5 0 0 1 3 0V9l4.2 1a1.6 1.6 0 0 1 1.2 1.8l-.7 4.7H9L5.4 12.4a1.4 1.4 0 0 1 2-2z"
            }
            Self::Next => "M8 5.5 12.5 10 8 14.5",
        }
    }

    /// Whether the shape is filled rather than drawn as a line.
    fn solid(self) -> bool {
        matches!(self, Self::Play | Self::Stop | Self::Dot)
    }
}

/// Draws an icon. It is decoration for assistive technology: the text beside it says the same.
#[component]
pub fn Glyph(#[prop(into)] icon: Signal<Icon>) -> impl IntoView {
    view! {
        <svg class="icon" class:is-solid=move || icon.get().solid() viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=move || icon.get().path()></path>
        </svg>
    }
}
