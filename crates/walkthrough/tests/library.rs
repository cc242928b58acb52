//! Is each walkthrough of the library sound, short enough for a link, and does a link lead back to the same document?

use workbench_walkthrough::draft::{Act, Draft, History, Spot};
use workbench_walkthrough::{Fault, Language, Of, Part, library, link, parse, read};

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

/// A broker may ask for no login; what else is asked for is needed.
#[test]
fn only_what_a_login_is_made_of_may_be_left_empty() {
    for entry in library::all() {
        let checked = read(entry.json.as_bytes()).unwrap();
        for value in &checked.document().values {
            let is_of_login = matches!(value.name.as_str(), "user" | "username" | "password" | "id" | "client_id");
            assert!(is_of_login || !checked.may_be_empty(&value.name), "{}: {}", entry.id, value.name);
        }
    }
    let mqtt = library::all().into_iter().find(|entry| entry.id == "mqtt").unwrap();
    let checked = read(mqtt.json.as_bytes()).unwrap();
    assert_eq!(["user", "password", "id", "host"].map(|name| checked.may_be_empty(name)), [true, true, true, false]);
    // Nothing but a login takes a secret, so no other command goes out with an empty one.
    let elsewhere = br#"{"walkthrough":1,"id":"one","title":"One","about":"One","values":[{"name":"user","kind":"secret","from":"person"}],"steps":[
        {"id":"ask","title":"Ask","does":{"ask":["user"]}},
        {"id":"send","title":"Send","does":{"send":"AT+MIPCALL=1,\"{user}\""},"branches":[{"when":"otherwise","say":"No.","go":"end"}]},
        {"id":"end","title":"End","does":{"end":"found"}}]}"#;
    assert_eq!(read(elsewhere).unwrap_err().len(), 1);
}

/// The documents of docs/walkthroughs.md, which people copy.
#[test]
fn the_example_of_the_documentation_is_sound() {
    let page = include_str!("../../../docs/walkthroughs.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(read(example.as_bytes()).map(|checked| checked.most()), Ok(1 + 1 + 3 * 2));
}

/// What the editor makes of a document that nobody changes.
#[test]
fn every_walkthrough_of_the_library_opens_in_the_editor_and_saves_to_the_same_json() {
    let page = include_str!("../../../docs/walkthroughs.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for json in library::all().into_iter().map(|entry| entry.json).chain([example.to_owned()]) {
        let document = parse(json.as_bytes()).unwrap();
        let (again, outlook) = Draft::of(&document).outlook();
        assert_eq!(outlook.problems, [], "{}", document.id);
        assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&document).unwrap());
        let as_read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), as_read, "{}", document.id);
        let checked = read(json.as_bytes()).unwrap();
        assert_eq!((outlook.commands.as_slice(), outlook.most), (checked.commands(), Some(checked.most())));
    }
}

/// Each thing that is wrong is told at the field that it is in, and stays there as it was typed.
#[test]
fn a_problem_names_the_field_that_it_is_in() {
    let entry = library::named("first-connection").unwrap();
    let sound = Draft::of(&parse(entry.json.as_bytes()).unwrap());
    let sends = sound.steps.iter().position(|step| step.act == Act::Dial).unwrap();
    let english = |step, part| Spot { step, part, language: Language::En };
    for (step, part, typed) in [
        (None, Part::Id, "No Name"),
        (None, Part::Title, ""),
        (None, Part::About, "<b>"),
        (None, Part::Value(0, Of::Name), "A"),
        (None, Part::Value(0, Of::Is), "a\"b"),
        (Some(sends), Part::Title, " "),
        (Some(sends), Part::Text, "a\u{202e}b"),
        (Some(sends), Part::Picture, "https://example.com/a.png"),
        (Some(sends), Part::Button, "javascript:"),
        (Some(sends), Part::Argument(0), "nobody"),
        (Some(sends), Part::Again(Of::Times), "often"),
        (Some(sends), Part::Again(Of::Every), "9999"),
        (Some(sends), Part::Branch(0, Of::Say), ""),
        (Some(sends), Part::Branch(0, Of::Go), "nowhere"),
        (Some(sends), Part::Branch(0, Of::Times), "-1"),
        (Some(sends), Part::Good(Of::Go), "nowhere"),
    ] {
        let mut history = History::new(sound.clone());
        if matches!(part, Part::Again(_)) {
            history.change(|draft| {
                let step = draft.steps.get_mut(sends).unwrap();
                (step.times, step.every) = ("1".into(), "1".into());
            });
        }
        history.write(english(step, part), typed.to_owned());
        let (_, outlook) = history.now().outlook();
        let is_told = outlook.problems.iter().any(|one| one.step == step.map(|at| at + 1) && one.part == part);
        assert!(is_told, "{step:?} {part:?} {typed:?}: {:?}", outlook.problems);
        assert_eq!(history.now().text(english(step, part)).map(String::as_str), Some(typed));
    }
}

/// A file of a thousand steps would keep a page busy; one with a mistake is for the editor to mend.
#[test]
fn a_file_that_is_too_large_is_not_opened_in_the_editor_and_one_with_a_mistake_is() {
    let end = r#"{"id":"a","title":"","does":{"end":"works"}}"#;
    let of = |steps: &str| format!(r#"{{"walkthrough":1,"id":"d","title":"T","about":"A","steps":[{steps}]}}"#);
    assert!(Draft::read(of(end).as_bytes()).is_ok());
    assert!(matches!(Draft::read(of(&vec![end; 1_000].join(",")).as_bytes()), Err(Fault::TooMuch(_))));
    assert!(matches!(Draft::read(b"{}"), Err(Fault::NotADocument(_))));
}
