//! Which screens are there? One list for the rail, the address and the pieces; what walks it has an arm for each, or does not compile.

/// A screen. Those of a group are a piece of the code together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Choose a port or the virtual module.
    #[default]
    Connect,
    /// The whole way, shown at one click. It belongs to Connect, where it begins.
    Demo,
    /// A step of the journey after that.
    Journey(Journey),
    /// A tool.
    Tool(Tool),
    /// Every widget, in debug builds.
    #[cfg(debug_assertions)]
    Gallery,
}

/// A group of screens, a line each: its id, which is its name in the address, and its name's id in the catalogue.
macro_rules! screens {
    ($(#[$group_about:meta])* $group:ident { $($(#[$about:meta])* $screen:ident: $id:literal, $name:literal;)* }) => {
        $(#[$group_about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $group {
            $($(#[$about])* $screen,)*
        }

        impl $group {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$screen,)*];

            const fn id(self) -> &'static str {
                match self {
                    $(Self::$screen => $id,)*
                }
            }

            const fn name(self) -> &'static str {
                match self {
                    $(Self::$screen => $name,)*
                }
            }
        }
    };
}

screens! {
    /// The steps of the journey after Connect, in order.
    Journey {
        /// The seven checks, and dialling.
        Network: "network", "rail-network";
        /// What a cloud wants as user name, password and client id.
        Credentials: "credentials", "rail-credentials";
        /// Certificates, the key and the clock.
        Tls: "tls", "rail-tls";
        /// Connect a client to its broker.
        Session: "session", "rail-session";
        /// Send messages.
        Publish: "publish", "rail-publish";
        /// Subscribe, and see what comes.
        Messages: "messages", "rail-messages";
    }
}

screens! {
    /// The tools.
    Tool {
        /// Raw commands.
        Terminal: "terminal", "rail-terminal";
        /// One step at a time.
        Walkthrough: "walkthrough", "rail-walkthrough";
        /// What is wrong in a log.
        Doctor: "doctor", "rail-doctor";
        /// A session is saved, or one that was saved is looked at.
        Replay: "replay", "rail-replay";
        /// What every command takes and answers.
        Reference: "reference", "rail-reference";
    }
}

impl Screen {
    /// The steps of the journey, in order.
    pub fn journey() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Connect).chain(Journey::ALL.iter().copied().map(Self::Journey))
    }

    /// The screens that an address can ask for.
    pub fn all() -> impl Iterator<Item = Self> {
        let all = Self::journey().chain([Self::Demo]).chain(Tool::ALL.iter().copied().map(Self::Tool));
        #[cfg(debug_assertions)]
        let all = all.chain(std::iter::once(Self::Gallery));
        all
    }

    /// Its name in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Demo => "demo",
            Self::Journey(step) => step.id(),
            Self::Tool(tool) => tool.id(),
            #[cfg(debug_assertions)]
            Self::Gallery => "gallery",
        }
    }

    /// The id of its name in the catalogue. The gallery is no part of the page and has none.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Connect | Self::Demo => "rail-connect",
            Self::Journey(step) => step.name(),
            Self::Tool(tool) => tool.name(),
            #[cfg(debug_assertions)]
            Self::Gallery => "",
        }
    }
}
