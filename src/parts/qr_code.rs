//! A QR code, drawn as one path.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcodegen::{QrCode as Code, QrCodeEcc};

/// The white edge that readers need, in modules (ISO/IEC 18004).
const EDGE: i32 = 4;

/// The code of a text, dark on white in either theme, as readers want it. Nothing, where the text is too long for any code.
#[component]
pub fn QrCode(text: String, name: String) -> impl IntoView {
    let code = Code::encode_text(&text, QrCodeEcc::Medium).ok();
    code.map(|code| {
        let size = code.size() + 2 * EDGE;
        view! {
            <svg class="qr-code" role="img" aria-label=name viewBox=format!("0 0 {size} {size}") shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"/>
                <path d=path(&code) fill="#000"/>
            </svg>
        }
    })
}

/// A square for each dark module.
fn path(code: &Code) -> String {
    let mut path = String::new();
    for (x, y) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))) {
        if code.get_module(x, y) {
            // Writing to a String does not fail.
            let _ = write!(path, "M{},{}h1v1h-1z", x + EDGE, y + EDGE);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link as long as a walkthrough's may be is read back from what is drawn, with its edge.
    #[cfg(not(target_family = "wasm"))]
    #[test]
    fn what_is_drawn_is_read_back() {
        let link = format!("https://workbench.example.com/#/walkthrough/1.{}", "aZ0-_".repeat(390));
        for text in [link.as_str(), "https://broker.example/?p=1"] {
            let code = Code::encode_text(text, QrCodeEcc::Medium).unwrap();
            let drawn = path(&code);
            let side = usize::try_from(code.size() + 2 * EDGE).unwrap();
            const SCALE: usize = 4;
            let mut dark = vec![false; side * side];
            for square in drawn.split('M').skip(1) {
                let (x, rest) = square.split_once(',').unwrap();
                let (y, _) = rest.split_once('h').unwrap();
                dark[y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap()] = true;
            }
            let mut image = rqrr::PreparedImage::prepare_from_bitmap(side * SCALE, side * SCALE, |x, y| {
                dark[y / SCALE * side + x / SCALE]
            });
            let (_, read) = image.detect_grids()[0].decode().unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn a_code_begins_with_its_finder_pattern() {
        let code = Code::encode_text("https://broker.example/?p=1", QrCodeEcc::Medium).unwrap();
        assert!(path(&code).starts_with("M4,4h1v1h-1zM5,4h1v1h-1z"));
    }
}
