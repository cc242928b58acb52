//! What comes later than the first load? Pieces: parts of the code that the release build cuts out into files of their own.
//!
//! A piece is one function. All that only it reaches leaves the first load with it, and what two pieces reach is shared by
//! them. Calling the function fetches the piece, once; where nothing is cut, as in `make serve` and in tests, the code is
//! there already. `scripts/finish/split.mjs` does the cutting, and ARCHITECTURE.md says why.

/// A piece that could not be fetched: there is no network, or a newer page has taken the place of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part of the page could not be fetched")]
pub struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes a function a piece: `piece! { name, fetched by fetch; pub fn call(argument: Type) -> Answer { … } }`. `name` is the
/// name of its file, `call` becomes asynchronous and answers `Result<Answer, Missing>`, and `fetch`, which may be left out, is
/// an asynchronous function that fetches it without calling it. Every piece brings the texts that the first load leaves out.
macro_rules! piece {
    (
        $piece:ident $(, fetched by $fetch:ident)?;
        $(#[$about:meta])*
        $visible:vis fn $name:ident($($argument:ident: $type:ty),*) -> $answer:ty $body:block
    ) => {
        $(#[$about])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($piece, fallible, $(preload($fetch))?)]
        $visible fn $name($($argument: $type),*) -> Result<$answer, $crate::piece::Missing> {
            $crate::i18n::complete();
            Ok($body)
        }

        $(#[$about])*
        #[cfg(not(feature = "split"))]
        $visible async fn $name($($argument: $type),*) -> Result<$answer, $crate::piece::Missing> {
            $crate::i18n::complete();
            Ok($body)
        }

        $(
            #[cfg(not(feature = "split"))]
            $visible async fn $fetch() -> Result<(), $crate::piece::Missing> {
                Ok(())
            }
        )?
    };
}

pub(crate) use piece;
