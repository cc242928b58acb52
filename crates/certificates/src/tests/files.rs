//! What a file is read for, and what of it is sent.

use super::made::{Authority, END, Rsa, START, ed25519, p256, p384, pem, request, sec1};
use crate::{Change, Container, Content, Curve, Damage, Encoding, File, KeyForm, KeyKind, Use};

fn content(text: &[u8]) -> Content {
    let file = File::read(text).unwrap();
    assert_eq!(file.parts().len(), 1, "{:?}", file.parts());
    file.parts()[0].content.clone()
}

fn damage(text: &str) -> Damage {
    match content(text.as_bytes()) {
        Content::Damaged { damage, .. } => damage,
        other => panic!("not damaged: {other:?}"),
    }
}

#[test]
fn a_certificate_is_read_for_what_it_says() {
    let authority = Authority::new("Bench CA");
    let Content::Certificate(read) = content(authority.issue("meter-1", &p384()).as_bytes()) else { panic!() };
    assert_eq!((read.subject.short(), read.issuer.short()), ("meter-1", "Bench CA"));
    assert_eq!(read.subject.full, "O=Bench,CN=meter-1");
    assert_eq!((read.not_before, read.not_after), (START, END));
    assert_eq!(read.serial, [0x1F, 0x2E]);
    assert_eq!(read.key.as_ref().unwrap().kind(), KeyKind::Ec(Curve::P384));
    assert_eq!(read.used_for, Use::Clients);
    assert!(!read.is_authority && !read.is_self_issued() && !read.is_for_trust());

    let Content::Certificate(root) = content(authority.1.as_bytes()) else { panic!() };
    assert!(root.is_authority && root.is_self_issued() && root.is_for_trust());
    assert!(read.names_as_issuer(&root) && !root.names_as_issuer(&read));
    let Content::Certificate(other) = content(Authority::new("Bench CA").1.as_bytes()) else { panic!() };
    assert!(!read.names_as_issuer(&other), "the name is the same, the key is another");
    assert_ne!(root.fingerprint, other.fingerprint);
}

#[test]
fn each_form_of_key_is_told_and_so_is_its_public_half() {
    let (rsa, curve) = (Rsa::of(3), p256());
    for (text, form, kind) in [
        (pem("RSA PRIVATE KEY", &rsa.pkcs1()), KeyForm::Pkcs1, KeyKind::Rsa(2048)),
        (pem("PRIVATE KEY", &rsa.pkcs8()), KeyForm::Pkcs8, KeyKind::Rsa(2048)),
        (pem("EC PRIVATE KEY", &sec1(&curve, true)), KeyForm::Sec1, KeyKind::Ec(Curve::P256)),
        (pem("EC PRIVATE KEY", &sec1(&curve, false)), KeyForm::Sec1, KeyKind::Ec(Curve::P256)),
        (p384().serialize_pem(), KeyForm::Pkcs8, KeyKind::Ec(Curve::P384)),
        (ed25519().serialize_pem(), KeyForm::Pkcs8, KeyKind::Ed25519),
    ] {
        let Content::PrivateKey(key) = content(text.as_bytes()) else { panic!("{text}") };
        assert_eq!((key.form, &key.kind), (form, &kind));
        assert_eq!(key.public.map(|public| public.kind()), Some(kind));
    }
}

#[test]
fn what_is_neither_certificate_nor_key_is_named() {
    let locked = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    assert_eq!(content(locked.as_bytes()), Content::EncryptedKey);
    assert_eq!(content(pem("ENCRYPTED PRIVATE KEY", &[1, 2]).as_bytes()), Content::EncryptedKey);
    assert_eq!(content(pem("EC PARAMETERS", &[1]).as_bytes()), Content::Parameters);
    assert_eq!(content(pem("PKCS7", &[1]).as_bytes()), Content::Container(Container::Pkcs7));
    assert_eq!(
        content(pem("OPENSSH PRIVATE KEY", &[1]).as_bytes()),
        Content::Unfamiliar("OPENSSH PRIVATE KEY".to_owned())
    );
    let Content::Request(request) = content(request().as_bytes()) else { panic!() };
    assert_eq!((request.subject.short(), request.key), ("meter-1", Some(KeyKind::Ec(Curve::P256))));
    // The beginning of a PKCS#12 file: version 3, then what it holds.
    assert_eq!(content(&[0x30, 5, 2, 1, 3, 0x30, 0]), Content::Container(Container::Pkcs12));
    assert_eq!(File::read(b"hello").unwrap().parts(), []);
    assert_eq!(File::read(b"").unwrap().parts(), []);
}

#[test]
fn damage_is_named_with_its_place() {
    let whole = Authority::new("Bench CA").1;
    let lines: Vec<&str> = whole.lines().collect();
    for (text, expected) in [
        (lines[..lines.len() - 1].join("\n"), Damage::NoEnd),
        (lines[1..].join("\n"), Damage::NoBegin),
        (whole.replace("END CERTIFICATE", "END PRIVATE KEY"), Damage::OtherEnd { label: "PRIVATE KEY".to_owned() }),
        (
            whole.replacen(lines[2], &lines[2].replacen(|_: char| true, "…", 1), 1),
            Damage::Character { line: 3, found: '…' },
        ),
        (whole.replacen(lines[2], &lines[2][1..], 1), Damage::Incomplete),
        (whole.replacen(lines[2], &lines[2][4..], 1), Damage::Structure),
        ([lines[0], lines[lines.len() - 1]].join("\n"), Damage::Empty),
        (whole.replace("CERTIFICATE", "PRIVATE KEY"), Damage::Structure),
    ] {
        assert_eq!(damage(&text), expected, "{text}");
    }
}

#[test]
fn a_file_with_one_thing_in_it_is_sent_byte_for_byte() {
    let text = Authority::new("Bench CA").1;
    for text in [text.clone(), text.replace('\n', "\r\n"), text.trim_end().to_owned(), format!("\n{text}\n\n")] {
        let sent = File::read(text.as_bytes()).unwrap().excerpt(|_| true);
        assert_eq!((sent.bytes.expose(), sent.changes), (text.as_bytes(), vec![]));
    }
}

#[test]
fn what_no_module_reads_is_taken_off_and_said() {
    let text = Authority::new("Bench CA").1;
    let dense: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    let bytes = crate::armour::base64(dense.as_bytes()).unwrap().to_vec();
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.bytes().flat_map(|byte| [byte, 0])).collect();
    let high_first: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.bytes().flat_map(|byte| [0, byte])).collect();
    let (wide_bare, high_first_bare) = (wide[2..].to_vec(), high_first[2..].to_vec());
    for (file, encoding, changes) in [
        (format!("\u{FEFF}{text}").into_bytes(), Encoding::Armoured, vec![Change::NoMark]),
        (wide, Encoding::Armoured, vec![Change::FromUtf16]),
        (high_first, Encoding::Armoured, vec![Change::FromUtf16]),
        (wide_bare, Encoding::Armoured, vec![Change::FromUtf16]),
        (high_first_bare, Encoding::Armoured, vec![Change::FromUtf16]),
        // The end of a string in C, and a name in Windows-1252 before it.
        (format!("{text}\0").into_bytes(), Encoding::Armoured, vec![Change::NoTextAround]),
        ([b"CN=M\xFCller\r\n", text.as_bytes()].concat(), Encoding::Armoured, vec![Change::NoTextAround]),
        (format!("subject=CN = Bench CA\n{text}").into_bytes(), Encoding::Armoured, vec![Change::NoTextAround]),
        (text.replace('\n', " ").into_bytes(), Encoding::Untidy, vec![Change::Armour]),
        (bytes, Encoding::Binary, vec![Change::Armour]),
        (dense.into_bytes(), Encoding::Bare, vec![Change::Armour]),
    ] {
        let read = File::read(&file).unwrap();
        assert_eq!(read.parts()[0].encoding, encoding);
        let sent = read.excerpt(|_| true);
        assert_eq!((String::from_utf8_lossy(sent.bytes.expose()), sent.changes), (text.as_str().into(), changes));
    }
}

#[test]
fn what_stands_in_the_strings_of_a_program_is_read() {
    let text = Authority::new("Bench CA").1;
    let lines: Vec<&str> = text.lines().collect();
    let each =
        |before: &str, behind: &str| lines.iter().map(|line| format!("{before}{line}{behind}")).collect::<String>();
    let (code, around) = (vec![Change::FromCode], vec![Change::FromCode, Change::NoTextAround]);
    for (file, changes) in [
        (text.replace('\n', "\\n"), &code),
        (text.replace('\n', "\\r\\n"), &code),
        (text.replace('\n', "\\\\n"), &code),
        (format!("\"{}\"", text.replace('\n', "\\n")), &code),
        (format!("{{\"ca\": \"{}\"}}", text.replace('\n', "\\n").replace('/', "\\/")), &around),
        (format!("static const char ca[] =\n{};\n", each("    \"", "\\n\"\n")), &around),
        (each("\"", "\\r\\n\" \\\n"), &code),
        (each("'", "',\n"), &around),
        (each("\"", "\\n\" +\r\n"), &around),
        (each("", "\\n\\\n"), &code),
    ] {
        let read = File::read(file.as_bytes()).unwrap();
        let sent = read.excerpt(|_| true);
        assert_eq!(
            (String::from_utf8_lossy(sent.bytes.expose()), &sent.changes),
            (text.as_str().into(), changes),
            "{file}"
        );
    }
    // What is wrong inside the strings is still told.
    let torn = text.replace(lines[2], &lines[2][1..]).replace('\n', "\\n");
    assert_eq!(damage(&torn), Damage::Incomplete);
}

#[test]
fn several_things_in_one_file_are_told_apart() {
    let (authority, key) = (Authority::new("Bench CA"), p256());
    let (own, secret) = (authority.issue("meter-1", &key), key.serialize_pem());
    let file = File::read(format!("{own}{secret}{}", authority.1).as_bytes()).unwrap();
    assert_eq!(file.parts().iter().map(super::super::Part::is_secret).collect::<Vec<_>>(), [false, true, false]);
    let kept = file.excerpt(|part| matches!(part.content, Content::PrivateKey(_)));
    assert_eq!((kept.bytes.expose(), kept.changes), (secret.as_bytes(), vec![Change::SomeParts]));
    let certificates = file.excerpt(|part| matches!(part.content, Content::Certificate(_)));
    assert_eq!(certificates.bytes.expose(), format!("{own}{}", authority.1).as_bytes());
    // Parameters before a key are left out: the key names its curve itself.
    let with_parameters = format!("{}{secret}", pem("EC PARAMETERS", &[1]));
    assert_eq!(File::read(with_parameters.as_bytes()).unwrap().excerpt(|_| true).bytes.expose(), secret.as_bytes());
}

#[test]
fn nothing_that_is_shown_holds_a_key() {
    let secret = p256().serialize_pem();
    let line = secret.lines().nth(1).unwrap().to_owned();
    let file = File::read(secret.as_bytes()).unwrap();
    for shown in [format!("{file:?}"), format!("{:?}", file.excerpt(|_| true))] {
        assert!(!shown.contains(&line) && shown.contains("bytes)"), "{shown}");
    }
}
