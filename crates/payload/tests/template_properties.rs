//! Whatever a template and a payload say: nothing panics, nothing takes long, and what was decoded is encoded again.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use workbench_payload::template::{Change, Decoded, Follows, Holds, SHIPPED, Template};

static TEMPLATES: LazyLock<Vec<Template>> =
    LazyLock::new(|| SHIPPED.iter().map(|shipped| Template::parse(shipped.text).unwrap()).collect());

/// What was decoded without a mistake is encoded again, and an edit that is accepted gives bytes that fit.
fn holds(template: &Template, bytes: &[u8], row: usize, text: &str) {
    let decoded = template.decode(bytes);
    if decoded.mistake.is_none() {
        assert_eq!(template.encode(&decoded), bytes);
    }
    for row in &decoded.rows {
        assert!(row.range.start <= row.range.end && row.range.end <= bytes.len(), "{row:?}");
    }
    let row = row % decoded.rows.len().max(1);
    for change in [Change::Value(text.to_owned()), Change::Add, Change::Remove] {
        if let Ok(edited) = template.edit(bytes, row, &change) {
            let decoded = template.decode(&edited);
            assert_eq!(decoded.mistake, None);
            assert_eq!(template.encode(&decoded), edited);
        }
    }
}

/// A frame that is one of the template's own, with some bytes changed.
fn near_an_example() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let bytes = (0..SHIPPED.len()).prop_flat_map(|which| {
        let examples = TEMPLATES[which].examples().to_vec();
        (
            Just(which),
            proptest::sample::select(examples),
            proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4),
        )
    });
    bytes.prop_map(|(which, mut bytes, changes)| {
        for (at, byte) in changes {
            let length = bytes.len();
            if let Some(place) = bytes.get_mut(at % length) {
                *place = byte;
            }
        }
        (which, bytes)
    })
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9]{1,6}", "0x[0-9A-F]{1,6}", "-?[0-9]{1,4}\\.[0-9]{0,3}", "[0-9A-F]{0,12}", any::<String>()]
}

/// A shipped template with lines taken out, doubled or put elsewhere, and numbers replaced.
fn broken_template() -> impl Strategy<Value = String> {
    let which = (0..SHIPPED.len(), proptest::collection::vec((any::<usize>(), any::<usize>(), 0..4_u8), 0..6));
    which.prop_map(|(which, changes)| {
        let mut lines: Vec<String> = SHIPPED[which].text.lines().map(str::to_owned).collect();
        for (one, other, how) in changes {
            let (one, other) = (one % lines.len(), other % lines.len());
            match how {
                0 if lines.len() > 1 => drop(lines.remove(one)),
                1 => lines.insert(one, lines[other].clone()),
                2 => lines.swap(one, other),
                _ => lines[one] = lines[one].replace(['1', '2', '4', '6'], "999999999"),
            }
        }
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), row in any::<usize>(), text in value()) {
        for template in TEMPLATES.iter() {
            holds(template, &bytes, row, &text);
        }
    }

    #[test]
    fn bytes_near_an_example((which, bytes) in near_an_example(), row in any::<usize>(), text in value()) {
        holds(&TEMPLATES[which], &bytes, row, &text);
    }

    #[test]
    fn templates_near_a_shipped_one(
        text in broken_template(),
        bytes in proptest::collection::vec(any::<u8>(), 0..100),
        row in any::<usize>(),
        value in value(),
    ) {
        let Ok(template) = Template::parse(&text) else { return Ok(()) };
        for bytes in template.examples().iter().chain([&bytes]) {
            holds(&template, bytes, row, &value);
        }
    }

    #[test]
    fn any_text_as_template(text in any::<String>()) {
        let _ = Template::parse(&text);
    }

    #[test]
    fn any_yaml_as_template(text in "(seq:|types:|- id: [a-c]|type: [u1-8strbz]{1,4}|[a-z]{1,4}: |-|\\[|\\]|\\{|\\}|\"|[ ]{1,4}|\\n|[&*!?|>]|[0-9]{1,3}){0,40}") {
        let _ = Template::parse(&text);
    }

    #[test]
    fn any_expression(text in "(a|b|_parent|\\.|_io\\.size|[0-9]{1,20}|0x|[+*/%&|^~<>=!?:()-]|<<| and | or | not ){0,30}") {
        let whole = format!("seq:\n  - {{id: a, type: u1}}\n  - {{id: b, type: u1}}\n  - {{id: c, size: '{text}'}}\n");
        if let Ok(template) = Template::parse(&whole) {
            holds(&template, &[3, 4, 5, 6, 7, 8, 9, 10], 0, "2");
        }
    }
}

/// The values of the rows, each with its way through the tree.
fn values(decoded: &Decoded) -> Vec<(String, String, bool)> {
    let mut path: Vec<String> = Vec::new();
    let one = |row: &workbench_payload::template::Row| {
        path.truncate(row.depth);
        // A type that is another one now is another layout, even where its fields have the same names.
        let of = if row.holds == Holds::Group { row.meaning.as_deref() } else { None };
        path.push(format!("{}{}", row.label, of.unwrap_or_default()));
        (path.join("."), row.value().to_owned(), row.follows.is_some())
    };
    decoded.rows.iter().map(one).collect()
}

#[test]
fn an_edit_changes_only_what_follows_from_it() {
    let mut tried = 0;
    for template in TEMPLATES.iter() {
        for example in template.examples() {
            let before = template.decode(example);
            for (place, row) in before.rows.iter().enumerate() {
                for text in ["0", "1", "7", "1.0", "00 11 22", "123456123456"] {
                    // A length or a count that is changed has its data changed.
                    if !row.is_editable() || matches!(row.follows, Some(Follows::Length(_) | Follows::Count(_))) {
                        continue;
                    }
                    let Ok(edited) = template.edit(example, place, &Change::Value(text.into())) else { continue };
                    let after = template.decode(&edited);
                    let (old, new) = (values(&before), values(&after));
                    // Another layout has other fields; what stands before the changed one stays.
                    let same_layout = old.iter().map(|(path, ..)| path).eq(new.iter().map(|(path, ..)| path));
                    let compared = if same_layout { old.len() } else { place };
                    for (index, (one, other)) in old.iter().zip(&new).take(compared).enumerate() {
                        assert!(
                            one.1 == other.1 || index == place || one.2,
                            "{} = {text} changed {}",
                            row.label,
                            one.0
                        );
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn a_hostile_template_ends_within_its_bounds() {
    let nested = format!(
        "seq:\n  - {{id: a, type: t}}\ntypes:\n  t:\n    seq:\n      - {{id: a, type: t}}\n{}",
        "# x\n".repeat(1_000)
    );
    let endless = "seq:\n  - {id: a, type: t, repeat: eos}\ntypes:\n  t: {}\n".to_owned();
    let many =
        "seq:\n  - {id: n, type: u4be}\n  - {id: a, type: t, repeat: expr, repeat-expr: n * n}\ntypes:\n  t: {}\n"
            .to_owned();
    let large = "seq:\n  - {id: n, type: u1}\n  - {id: a, size: 'n == 0 ? 0 : 4000000000 * n'}\n".to_owned();
    let zeros = "seq:\n  - {id: n, type: u1}\n  - {id: a, type: t, repeat: expr, repeat-expr: n * 16}\ntypes:\n  t:\n    seq:\n      - {id: z, size: 60000}\n".to_owned();
    let brackets = format!("seq: {}", "[".repeat(30_000));
    let parentheses = format!("seq:\n  - {{id: a, size: '{}1{}'}}\n", "(".repeat(20_000), ")".repeat(20_000));
    let checksums = {
        let mut text =
            "seq:\n  - {id: a, type: t, repeat: eos}\ntypes:\n  t:\n    seq:\n      - {id: a, type: u1}\n".to_owned();
        for index in 0..190 {
            text.push_str(&format!("      - {{id: c{index}, type: u1, -checksum: sum8}}\n"));
        }
        text
    };
    let laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n".to_owned();
    let bytes: Vec<u8> = (0..16_384_u32).map(|index| (index % 251) as u8 | 1).collect();
    for text in [nested, endless, many, large, zeros, brackets, parentheses, checksums, laughs] {
        if let Ok(template) = Template::parse(&text) {
            let decoded = template.decode(&bytes);
            assert!(decoded.rows.len() <= 5_000);
            let lists = decoded.rows.iter().filter(|row| matches!(row.holds, Holds::List { .. })).count();
            assert!(lists <= 5_000);
            // Where it makes bytes up, these are bounded too.
            if let Ok(made) = template.edit(&[0], 0, &Change::Value("255".into())) {
                assert!(made.len() <= 128 * 1024, "{}", made.len());
            }
            for row in [0, 1, decoded.rows.len() / 2] {
                for change in [Change::Value("255".into()), Change::Add] {
                    let _ = template.edit(&bytes, row, &change);
                }
            }
        }
    }
}
