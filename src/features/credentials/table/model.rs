//! Credentials for a table of devices: a row each, in and out as CSV (RFC 4180).

use csv::{ReaderBuilder, StringRecord, Trim, Writer};
use fibocom_cloud::{Credentials, Invalid, Key, Moment, Scheme, Values, derive, key_called};

use crate::features::credentials::model::half;
use crate::limits::{Over, TABLE, TABLE_ROWS};

/// A table that was read and computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    head: Vec<String>,
    pub(super) rows: Vec<DeviceRow>,
}

/// A device, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeviceRow {
    /// The line it stands on, from 1.
    pub(super) line: u64,
    cells: Vec<String>,
    pub(super) made: Result<Credentials, Invalid>,
}

/// Why a text is no table of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTable {
    /// There is no row below the head.
    Empty,
    /// No column of the head is one of the cloud's values.
    Head,
    /// A line has other columns than the head.
    Line(u64),
    /// There is more of it than is read.
    Over(Over),
}

/// The columns that are added.
const ADDED: [&str; 6] = ["username", "password", "clientid", "host", "port", "problem"];

/// Computes the credentials of each row. What a row does not say, the form says for all of them.
pub(super) fn compute(scheme: &Scheme, common: &Values, text: &str, moment: &Moment) -> Result<Table, NoTable> {
    TABLE.admit(text.len()).map_err(NoTable::Over)?;
    let tabs = text.lines().next().is_some_and(|head| head.contains('\t'));
    let separator = if tabs { b'\t' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(separator).trim(Trim::Headers).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| NoTable::Empty)?.clone();
    let keys: Vec<Option<Key>> = head.iter().map(|name| key_called(scheme, name)).collect();
    if keys.iter().all(Option::is_none) {
        return Err(if head.is_empty() { NoTable::Empty } else { NoTable::Head });
    }
    let mut records = Vec::new();
    for record in reader.records() {
        TABLE_ROWS.admit(records.len() + 1).map_err(NoTable::Over)?;
        records.push(record.map_err(|error| NoTable::Line(error.position().map_or(0, csv::Position::line)))?);
    }
    let made = |(index, record)| row(scheme, common, &keys, record, &of_row(moment, index));
    let rows: Vec<_> = records.iter().enumerate().map(made).collect();
    if rows.is_empty() { Err(NoTable::Empty) } else { Ok(Table { head: owned(&head), rows }) }
}

fn row(scheme: &Scheme, common: &Values, keys: &[Option<Key>], record: &StringRecord, moment: &Moment) -> DeviceRow {
    let mut values = common.clone();
    for (key, cell) in keys.iter().zip(record) {
        if let Some(key) = key.filter(|_| !cell.is_empty()) {
            values.set(key, cell);
        }
    }
    let line = record.position().map_or(0, csv::Position::line);
    DeviceRow { line, cells: owned(record), made: half(&values).map_or_else(|| derive(scheme, &values, moment), Err) }
}

fn owned(record: &StringRecord) -> Vec<String> {
    record.iter().map(str::to_owned).collect()
}

/// The same time with other random bytes: no two devices get the same connection id.
fn of_row(moment: &Moment, index: usize) -> Moment {
    let mut random = moment.random;
    for (byte, shift) in random.iter_mut().zip(index.to_le_bytes()) {
        *byte = byte.wrapping_add(shift);
    }
    Moment { random, ..*moment }
}

impl Table {
    /// The rows with their credentials, or what is wrong with them in words.
    pub(super) fn to_csv(&self, problem: impl Fn(&Invalid) -> String) -> Option<Vec<u8>> {
        let mut writer = Writer::from_writer(Vec::new());
        writer.write_record(self.head.iter().map(String::as_str).chain(ADDED)).ok()?;
        for row in &self.rows {
            let added = match &row.made {
                Ok(made) => {
                    let endpoint = made.endpoint.as_ref();
                    let port = endpoint.and_then(fibocom_cloud::Endpoint::port);
                    [
                        made.username.clone(),
                        made.password.reveal().to_owned(),
                        made.client_id.clone(),
                        endpoint.map(|endpoint| endpoint.host.clone()).unwrap_or_default(),
                        port.map(|port| port.to_string()).unwrap_or_default(),
                        String::new(),
                    ]
                }
                Err(invalid) => {
                    let mut empty: [String; 6] = Default::default();
                    if let Some(last) = empty.last_mut() {
                        *last = problem(invalid);
                    }
                    empty
                }
            };
            writer.write_record(row.cells.iter().chain(&added)).ok()?;
        }
        writer.into_inner().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Moment = Moment { unix: 1_700_000_000, random: [7; 15] };

    fn computed(text: &str) -> Result<Table, NoTable> {
        let common = Values::new().with(Key::ProductKey, "a1Fake");
        compute(Scheme::named("aliyun-triple").unwrap(), &common, text, &MOMENT)
    }

    #[test]
    fn each_row_has_its_credentials_or_its_mistake() {
        let table = computed("Device Name,note,DeviceSecret\ndev-01,\"a, b\",s1\ndev-02,,\n").unwrap();
        let csv = String::from_utf8(table.to_csv(|invalid| invalid.to_string()).unwrap()).unwrap();
        let lines: Vec<_> = csv.lines().collect();
        assert_eq!(lines[0], "Device Name,note,DeviceSecret,username,password,clientid,host,port,problem");
        assert!(lines[1].starts_with("dev-01,\"a, b\",s1,dev-01&a1Fake,"), "{}", lines[1]);
        assert!(lines[1].contains("a1Fake.iot-as-mqtt.cn-shanghai.aliyuncs.com,1883"), "{}", lines[1]);
        assert_eq!(lines[2], "dev-02,,,,,,,,devicesecret: missing");
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn what_is_no_table_is_said_to_be_none() {
        for (text, expected) in [
            ("", NoTable::Empty),
            ("devicename,devicesecret\n", NoTable::Empty),
            ("a,b\n1,2\n", NoTable::Head),
            ("devicename,devicesecret\nd,s\nd\n", NoTable::Line(3)),
        ] {
            assert_eq!(computed(text), Err(expected), "{text:?}");
        }
        assert!(computed("devicename\tdevicesecret\nd\ts\n").is_ok());
    }

    #[test]
    fn a_table_is_read_up_to_its_limits() {
        let rows = |count: usize| format!("devicename,devicesecret\n{}", "d,s\n".repeat(count));
        assert_eq!(computed(&rows(TABLE_ROWS.most)).map(|table| table.rows.len()), Ok(TABLE_ROWS.most));
        let over = Over { limit: TABLE_ROWS, found: TABLE_ROWS.most + 1 };
        assert_eq!(computed(&rows(TABLE_ROWS.most + 9)), Err(NoTable::Over(over)));
        let text = " ".repeat(TABLE.most + 1);
        assert_eq!(computed(&text), Err(NoTable::Over(Over { limit: TABLE, found: text.len() })));
    }

    #[test]
    fn a_row_with_half_of_a_character_has_no_credentials() {
        let table = computed("devicename,devicesecret\nd\u{10F83D},s\n").unwrap();
        assert_eq!(table.rows[0].made.as_ref().unwrap_err().key, Key::DeviceName);
    }

    #[test]
    fn no_two_rows_have_the_same_random_bytes() {
        assert_ne!(of_row(&MOMENT, 0), of_row(&MOMENT, 1));
        assert_ne!(of_row(&MOMENT, 1), of_row(&MOMENT, 257));
    }
}
