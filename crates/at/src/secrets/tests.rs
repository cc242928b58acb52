//! Which places of lines are secret, in a table.

use super::*;

#[test]
fn places_of_secrets_are_found_by_the_name_of_the_command() {
    use Kind::*;
    let command = Way::Command;
    let reply = Way::Received(Role::Response);
    for (way, line, expected) in [
        (command, "AT+CSQ", vec![]),
        (command, "AT+CGAUTH=1,1,\"me\",\"hush\"", vec![("me", User), ("hush", Password)]),
        (command, "at+cpin=\"12345678\",\"0000\"\r", vec![("12345678", Puk), ("0000", Pin)]),
        (command, "AT+CPIN=1234;+CSQ", vec![("1234", Pin)]),
        (command, "AT+CSQ;+CPIN=\"1234\"", vec![("1234", Pin)]),
        (command, "AT+CSQ;E1", vec![]),
        (command, "AT+MQTUSER=\"me\",\"pass\",1", vec![("me", Other), ("pass", Other)]),
        (command, "AT+FOO=1,22,333,4444", vec![("4444", Other)]),
        (command, "AT+MQTTUSER1,u,hush", vec![("u,hush", Other)]),
        (command, "ATE0", vec![]),
        (command, "ATD+491701234567;", vec![("+491701234567", PhoneNumber)]),
        (command, "ATD*99***1#", vec![]),
        (command, "ATD*98*1#", vec![]),
        (command, "ATD**04*1234*5678*5678#;", vec![("**04*1234*5678*5678#", Pin)]),
        (command, "ATD#31#+491701234567;", vec![("#31#+491701234567", PhoneNumber)]),
        (command, "AT+CUSD=1,\"*100*4711#\",15", vec![("*100*4711#", Other)]),
        (reply, "+CUSD: 0,\"Your PUK is 12345678\",15", vec![("Your PUK is 12345678", Other)]),
        (command, "AT+CPIN1234", vec![("1234", Other)]),
        (reply, "+CIMI: 262011234567890", vec![("262011234567890", Imsi)]),
        (reply, "+MQTTUSER: (1,2),128,128", vec![]),
        (reply, "+CNUM: \"me\",\"+49170123\",145", vec![("me", User), ("+49170123", PhoneNumber)]),
        (reply, "+CPIN: READY", vec![]),
        (reply, "+CPIN: 1234", vec![("1234", Pin)]),
        (reply, "AT+CPIN=\"1234\"", vec![("1234", Pin)]),
        (reply, "AT command ready", vec![]),
        (reply, "+NEWKEY: \"abc\",1", vec![("abc", Key)]),
        (reply, "+CSQ: 22,99", vec![]),
    ] {
        let mut spans = Vec::new();
        Finder::new().spans(line.as_bytes(), way, Asked::default(), &mut Spare::default(), &mut spans);
        let found: Vec<_> = spans.iter().map(|span| (&line[span.range.clone()], span.kind)).collect();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn a_bare_line_is_what_was_asked_for() {
    for (command, line, expected) in [
        ("AT+CGSN", "860000000000017", Some(Kind::Imei)),
        ("AT+CGSN=2", "8600000000000123", Some(Kind::ImeiSv)),
        ("AT+CGSN=0", "GX7N2K0123", Some(Kind::SerialNumber)),
        ("AT+CIMI", "262011234567890", Some(Kind::Imsi)),
        ("AT+CIMI", "OK", None),
        ("AT+CSQ", "262011234567890", None),
    ] {
        let mut spans = Vec::new();
        let asked = Asked::by(command.as_bytes());
        Finder::new().spans(line.as_bytes(), Way::Received(Role::Response), asked, &mut Spare::default(), &mut spans);
        assert_eq!(spans.first().map(|span| span.kind), expected, "{command}");
    }
}

#[test]
fn data_of_an_unknown_command_is_closed_and_that_of_a_known_one_is_looked_into() {
    for (command, expected) in [
        ("AT+GTSSLFILE=\"KEYFILE\",65", Behind::Secret(Kind::Key)),
        ("AT+GTSSLFILE=\"TRUSTFILE\",65", Behind::Open),
        ("AT+MQTTPUB=1,\"t\",0,0,3", Behind::Open),
        ("AT+QFUPL=\"key.pem\",300", Behind::Secret(Kind::Other)),
    ] {
        assert_eq!(Asked::by(command.as_bytes()).behind(), expected, "{command}");
    }
}

#[test]
fn a_secret_is_hidden_however_wrong_its_line_was_typed() {
    for command in [
        "AT+MQTTAUTHCFG=1,\"p\",\"d\",\"hush\",0",
        "AT+MQTTAUTHCFG=4,1,\"p\",\"u\",\"hush\"",
        "AT+MQTTAUTHCFG=9,\"p\",\"k\",\"\",\"hush\"",
        "AT+MQTTAUTHDYN=3,\"p\",\"hush\",\"k\",0,1",
        "AT+MQTTAUTHCFG=1,\"p\",\"hush\",0",
        "AT+MQTTAUTHCFG=3,\"d\",\"x\",\"hush\"",
        "AT+MQTTAUTHCFG=4,\"p\",\"u\",\"hush\"",
        "AT+MQTTAUTHDYN=1,\"h\",\"p\",\"hush\",\"d\"",
        "AT+MQTTAUTHCFG=\"3\",\"d\",\"hush\"",
        "AT+MQTTAUTHCFG=12,\"d\",\"hush\"",
        "AT+MQTTUSER=1,\"u\" \"hush\"",
        "AT+MQTTUSER=1;u;hush",
        "AT+MQTTUSER 1,u,hush",
        "AT+MQTTUSER1,u,hush",
        "AT+MQTTUSER =1,\"u\",\"hush\"",
        "AT+MQTTUSER:1,\"u\",\"hush\"",
        "AT+ MQTTUSER=1,\"u\",\"hush\"",
        "mqttuser=1,\"u\",\"hush\"",
        // An argument too many, and a command that nobody knows.
        "AT+MQTTAUTHCFG=3,\"d\",\"hush\",\"p\"",
        "AT+MQTUSER=\"me\",\"hush\"",
    ] {
        let masked = masked(command.as_bytes());
        assert!(!String::from_utf8_lossy(&masked).contains("hush"), "{}", String::from_utf8_lossy(&masked));
    }
}
