//! Is each walkthrough of the library sound, short enough for a link, and does a link lead back to the same document?

use workbench_walkthrough::{library, link, read};

/// The most characters that a link may have, so that mail programs leave it whole.
const LINK_MAX: usize = 2_000;

/// The longest beginning of an address that this page is expected to be served under.
const BEGINNING: usize = "https://workbench.example.com/#/walkthrough/".len();

#[test]
fn every_walkthrough_of_the_library_is_sound_and_fits_into_a_link() {
    for entry in library::all() {
        let checked = read(entry.json.as_bytes()).unwrap_or_else(|problems| panic!("{}: {problems:#?}", entry.id));
        assert_eq!(checked.document().id, entry.id);
        let packed = link::pack(checked.document()).unwrap();
        assert!(BEGINNING + packed.len() <= LINK_MAX, "{}: {} characters", entry.id, BEGINNING + packed.len());
        let (again, values) = link::unpack(&packed).unwrap();
        assert_eq!((again, values.len()), (checked, 0), "{}", entry.id);
    }
}

/// The documents of docs/walkthroughs.md, which people copy.
#[test]
fn the_example_of_the_documentation_is_sound() {
    let page = include_str!("../../../docs/walkthroughs.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(read(example.as_bytes()).map(|checked| checked.most()), Ok(1 + 1 + 3 * 2));
}
