//! What the commands take and say that have no file of their own: those of 3GPP and of Fibocom that people type at a terminal.
//!
//! A command that stands neither here nor in the list of commands is unknown, and its arguments are hidden.

use super::{Behind, Kind, Place};

/// One command.
pub(super) struct Row {
    /// Without the sign before it.
    pub(super) name: &'static str,
    /// What stands in the places of its set form. Places behind the last are closed.
    pub(super) takes: &'static [Place],
    /// What stands in the places of its replies, and of the code of the same name.
    pub(super) says: &'static [Place],
    /// What its reply is as a whole, with its tag and without.
    pub(super) whole: Option<Kind>,
    /// What the data behind its prompt is.
    pub(super) behind: Behind,
}

const O: Place = Place::Open;
const PIN: Place = Place::Is(Kind::Pin);
const PUK: Place = Place::Is(Kind::Puk);
const LOCK: Place = Place::Is(Kind::LockCode);
const USER: Place = Place::Is(Kind::User);
const PASSWORD: Place = Place::Is(Kind::Password);
const PHONE: Place = Place::Is(Kind::PhoneNumber);
const HOST: Place = Place::Is(Kind::Host);
const ADDRESS: Place = Place::Is(Kind::Address);
const IMEI: Place = Place::Is(Kind::Imei);
const KEY: Place = Place::Is(Kind::Key);
const OTHER: Place = Place::Is(Kind::Other);

/// More places than any of these commands has.
const ALL_OPEN: &[Place] = &[O; 24];

const fn open(name: &'static str) -> Row {
    Row { name, takes: ALL_OPEN, says: &[], whole: None, behind: Behind::Open }
}

const fn places(name: &'static str, takes: &'static [Place], says: &'static [Place]) -> Row {
    Row { name, takes, says, whole: None, behind: Behind::Open }
}

const fn whole(name: &'static str, kind: Kind) -> Row {
    Row { name, takes: &[], says: &[], whole: Some(kind), behind: Behind::Open }
}

pub(super) static ROWS: &[Row] = &[
    // Who the SIM is (3GPP TS 27.007, 5.6, 7.1; makers' own).
    whole("CIMI", Kind::Imsi),
    whole("QIMI", Kind::Imsi),
    whole("CCID", Kind::Iccid),
    whole("ICCID", Kind::Iccid),
    whole("QCCID", Kind::Iccid),
    whole("MCCID", Kind::Iccid),
    whole("EID", Kind::Eid),
    whole("CEID", Kind::Eid),
    whole("MEID", Kind::SerialNumber),
    whole("ESN", Kind::SerialNumber),
    whole("CFSN", Kind::SerialNumber),
    places("EGMR", &[O, O, IMEI], &[IMEI]),
    places("CNUM", &[], &[USER, PHONE, O, O, O, O]),
    places("CSCA", &[PHONE, O], &[PHONE, O]),
    places("CLIP", &[O], &[PHONE, O, O, O, USER]),
    places("COLP", &[O], &[PHONE, O]),
    places("CLCC", &[O], &[O, O, O, O, O, PHONE, O, USER]),
    places("CCWA", &[O, O, O], &[PHONE, O, O, USER]),
    places("CCFC", &[O, O, PHONE, O, O, O, O, O], &[O, O, PHONE, O]),
    places("CPBR", &[O, O], &[O, PHONE, O, USER]),
    places("CPBF", &[USER], &[O, PHONE, O, USER]),
    places("CPBW", &[O, PHONE, O, USER], &[]),
    places("CMGS", &[PHONE, O], &[O, O]),
    places("CMGW", &[PHONE, O, O], &[O]),
    places("CMT", &[], &[PHONE, USER, O, O, O, O, O, PHONE]),
    places("CMGR", &[O, O], &[O, PHONE, USER, O, O, O, O, O, PHONE]),
    places("CMGL", &[O, O], &[O, O, PHONE, USER, O]),
    places("CDS", &[], &[O, O, PHONE]),
    // A code of the network's own, which may have a PIN in it, and what the network says to it.
    places("CUSD", &[O, OTHER, O], &[O, OTHER, O]),
    // What opens it, and locks (7.4, 7.5, 8.3 and makers' own).
    places("CPIN2", &[PIN, PIN], &[]),
    places("CPUK", &[PUK, PIN], &[]),
    places("CLCK", &[O, O, LOCK, O], &[O, O]),
    places("CPWD", &[O, LOCK, LOCK], &[O, O]),
    // Packet domain (10.1).
    places("CGAUTH", &[O, O, USER, PASSWORD], &[O, O, USER, PASSWORD]),
    places("CGPCO", &[O, PASSWORD, PASSWORD, O], &[O, PASSWORD, PASSWORD, O]),
    places("CGDCONT", &[O, O, O, ADDRESS, O, O, O, O, O, O, O, O, O], &[O, O, O, ADDRESS]),
    places("CGCONTRDP", &[O], &[O, O, O, ADDRESS, ADDRESS, ADDRESS, ADDRESS]),
    // Fibocom's own.
    places("MIPOPEN", &[O, O, HOST, O, O], &[]),
    places("MPING", &[O, HOST, O, O, O], &[]),
    places("MIPDNSR", &[O, HOST], &[O, HOST, ADDRESS]),
    places("MIPAUTH", &[O, USER, PASSWORD, O], &[O, USER, PASSWORD, O]),
    places("FTPOPEN", &[HOST, O, USER, PASSWORD, O, O, O], &[]),
    places("HMCON", &[O, O, HOST, O, USER, PASSWORD, O], &[]),
    places("TCDEVINFOSET", &[O, O, O, KEY, KEY], &[O, O, O, KEY, KEY]),
    // The next takes a header or an address, which are looked into.
    open("HTTPSET"),
    open("HTTPACT"),
    open("HTTPDATA"),
    open("HTTPREAD"),
    open("MIPCLOSE"),
    open("MIPSEND"),
    open("MIPREAD"),
    open("MIPSETS"),
    open("MIPPUSH"),
    open("MIPODM"),
    open("GTUSBMODE"),
    open("GTACT"),
    open("GTRNDIS"),
    open("GTRAT"),
    open("GTCCINFO"),
    open("GTCAINFO"),
    open("GTPKGVER"),
    open("GTLPMSET"),
    open("GTSET"),
    open("GTDUALSIM"),
    open("GTAUTOCONNECT"),
    open("GTIPPASS"),
    open("GTGPSPOWER"),
    open("XACT"),
    open("CPWROFF"),
    open("CTM2MREADYSTATE"),
    // V.250 and 3GPP TS 27.007 and 27.005, where no argument can be a secret.
    open("CFUN"),
    open("CESQ"),
    open("C5GREG"),
    open("CGATT"),
    open("CGACT"),
    open("CGDATA"),
    open("CGCLASS"),
    open("CGEREP"),
    open("CGQREQ"),
    open("CGQMIN"),
    open("CGEQREQ"),
    open("CGTFT"),
    open("CGSMS"),
    open("CGDSCONT"),
    open("CMGF"),
    open("CMGD"),
    open("CMMS"),
    open("CNMI"),
    open("CNMA"),
    open("CSMS"),
    open("CSMP"),
    open("CSDH"),
    open("CSCB"),
    open("CSCS"),
    open("CPMS"),
    open("CPBS"),
    open("CTZU"),
    open("CTZR"),
    open("CPSMS"),
    open("CEDRXS"),
    open("CEDRXRDP"),
    open("CCIOTOPT"),
    open("CSCON"),
    open("CSCLK"),
    open("CIND"),
    open("CMER"),
    open("CLAC"),
    open("CLAN"),
    open("CPAS"),
    open("CPOL"),
    open("CPLS"),
    open("COPN"),
    open("CRC"),
    open("CREC"),
    open("CRSM"),
    open("CHLD"),
    open("CHUP"),
    open("CLVL"),
    open("CMUT"),
    open("CMUX"),
    open("CSTA"),
    open("CPINR"),
    open("CBC"),
    open("CALA"),
    open("CEER"),
    open("CEMODE"),
    open("CNMPSD"),
    open("CPWC"),
    open("CSSN"),
    open("CVHU"),
    open("DS"),
    open("FCLASS"),
    open("GCAP"),
    open("ICF"),
    open("IFC"),
    open("ILRR"),
    open("IPR"),
    open("WS46"),
];
