//! Every way in which modules have been seen to say who they are, and what stands beside it.

use super::*;

fn asked(what: What, way: Way, lines: &[&str]) -> Option<String> {
    let reply = Reply { lines: lines.iter().map(|line| line.as_bytes().to_vec()).collect(), ..Reply::default() };
    Identify { what, way }.read(&reply).ok()
}

#[test]
fn of_several_lines_the_plausible_one_counts() {
    const NMEA: &str = "$GPGGA,092725.00,4717.11399,N,00833.91590,E,1,08,1.01,499.6,M,48.0,M,,*5B";
    const IMEI: &str = "860000000000017";
    for (what, lines, expected) in [
        (What::Model, &["L610-CN-00"][..], Some("L610-CN-00")),
        (What::Model, &["+CGMM: L610-CN-00"], Some("L610-CN-00")),
        (What::Model, &["+CGMM: \"L610-CN-00\""], Some("L610-CN-00")),
        (What::Model, &["+CGMM:“L610-CN-00”"], Some("L610-CN-00")),
        (What::Model, &["\"L610-CN-00\""], Some("L610-CN-00")),
        (What::Model, &["+CGMM: \"FM101-GL\",\"FM101-GL-00\""], Some("FM101-GL")),
        (What::Model, &["+CGMM: \"Fibocom\",\"L716-CN\""], Some("L716-CN")),
        (What::Model, &["Model: FM160-CN"], Some("FM160-CN")),
        (What::Model, &["Fibocom L610"], Some("Fibocom L610")),
        (What::Model, &["AT+CGMM", "L610-CN-00"], Some("L610-CN-00")),
        (What::Model, &[NMEA, "NL668-EAU"], Some("NL668-EAU")),
        (What::Model, &["RING", "NL668-EAU", "NO CARRIER"], Some("NL668-EAU")),
        (What::Model, &["CONNECT 115200", "NL668-EAU"], Some("NL668-EAU")),
        (What::Model, &["Fibocom", "L610-CN-00"], Some("L610-CN-00")),
        (What::Model, &["Example Wireless Inc.", "L610-CN-00"], Some("L610-CN-00")),
        (What::Model, &["+CREG: 1", "PB DONE", "+SIM READY", "L610-CN-00"], Some("L610-CN-00")),
        (What::Model, &["L610-CN-00", "l610-cn-00"], Some("L610-CN-00")),
        (What::Model, &["L610-CN-00", "NL668-EAU"], None),
        (What::Model, &["Fibocom"], None),
        (What::Model, &["3Com Corporation"], None),
        (What::Model, &[NMEA], None),
        (What::Model, &["RING"], None),
        (What::Model, &[IMEI], None),
        (What::Model, &["L61\u{FFFD}-CN"], None),
        (What::Model, &[], None),
        (What::Manufacturer, &["Fibocom Wireless Inc."], Some("Fibocom Wireless Inc.")),
        (What::Manufacturer, &["Fibocom Wireless Inc., Ltd"], Some("Fibocom Wireless Inc., Ltd")),
        (What::Manufacturer, &["+CGMI: \"Fibocom\""], Some("Fibocom")),
        (What::Manufacturer, &["L610-CN-00", "Fibocom"], Some("Fibocom")),
        (What::Manufacturer, &["COMMAND NOT SUPPORT"], None),
        (What::Manufacturer, &["RING"], None),
        (What::Revision, &["16000.1208.00.86.02.02"], Some("16000.1208.00.86.02.02")),
        (What::Revision, &["Revision: 89611.1000.00.04.01.02", "SVN: 01"], Some("89611.1000.00.04.01.02")),
        (What::Revision, &["Fibocom", "89611.1000.00"], Some("89611.1000.00")),
        (What::Revision, &["L610-CN-00", "16000.1208.00"], None),
        (What::Revision, &[IMEI], None),
        (What::SerialNumber, &[IMEI], Some(IMEI)),
        (What::SerialNumber, &["+CGSN: \"860000000000017\""], Some(IMEI)),
        (What::SerialNumber, &["+GSN: 860000000000017"], Some(IMEI)),
        (What::SerialNumber, &["IMEI: 860000000000017"], Some(IMEI)),
        (What::SerialNumber, &["RING", IMEI], Some(IMEI)),
        (What::SerialNumber, &["L610-CN-00", IMEI], Some(IMEI)),
        (What::SerialNumber, &["86000000000001"], None),
        (What::SerialNumber, &["8600000000000170"], None),
        (What::SerialNumber, &[IMEI, "860000000000025"], None),
    ] {
        assert_eq!(asked(what, Way::Standard, lines).as_deref(), expected, "{what:?} {lines:?}");
    }
}

#[test]
fn an_introduction_tells_a_fact_only_where_it_names_it() {
    let named = [
        "Manufacturer: Example Wireless Inc.",
        "Model: FM160-CN",
        "Revision: 89611.1000.00.04.01.02",
        "SVN: 01",
        "IMEI: 860000000000017",
        "+GCAP: +CGSM",
    ];
    for (what, expected) in [
        (What::Manufacturer, "Example Wireless Inc."),
        (What::Model, "FM160-CN"),
        (What::Revision, "89611.1000.00.04.01.02"),
        (What::SerialNumber, "860000000000017"),
    ] {
        assert_eq!(asked(what, Way::Introduction, &named).as_deref(), Some(expected));
        assert_eq!(asked(what, Way::Introduction, &["Fibocom", "L610-CN-00", "16000.1208.00"]), None);
    }
}

#[test]
fn a_line_reads_like_an_answer_to_the_command_that_asks_for_it() {
    let named = |name: &str| super::super::LIST.iter().find(|spec| spec.name == name).copied().unwrap();
    for (name, form, line, expected) in [
        ("+CGMM", Form::Execute, "L610-CN-00", true),
        ("+CGMM", Form::Read, "+CGMM: \"L610-CN-00\"", true),
        ("+CGMM", Form::Execute, "Fibocom", false),
        ("+CGMM", Form::Execute, "$GPRMC,,V,,,,,,,,,,N*53", false),
        ("+CGMM", Form::Test, "anything", true),
        ("+CGSN", Form::Execute, "RING", false),
        ("+CGSN", Form::Execute, "860000000000017", true),
        ("+CGSN", Form::Set, "+CGSN: \"8600000000000101\"", true),
        ("+GMR", Form::Execute, "19006.1000.00.01.01.28", true),
        ("I", Form::Execute, "SVN: 01", true),
        ("I", Form::Execute, "+GCAP: +CGSM", true),
        ("I", Form::Execute, "+CREG: 1", false),
        ("I", Form::Execute, "NO CARRIER", false),
        ("+CCLK", Form::Read, "anything", true),
    ] {
        let spec = named(name);
        assert_eq!((spec.reads_like)(form, &Line::of(line.as_bytes())), expected, "{name} {line}");
    }
}

#[test]
fn each_way_has_its_own_line() {
    let line = |what, way| Identify { what, way }.line().as_str().to_owned();
    let lines: Vec<_> = Way::ALL.into_iter().map(|way| line(What::Model, way)).collect();
    assert_eq!(lines, ["AT+CGMM", "AT+CGMM?", "AT+GMM", "ATI"]);
    assert_eq!(line(What::SerialNumber, Way::Older), "AT+GSN");
}
