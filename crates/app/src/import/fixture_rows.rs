//! The rows of the made-up register. Every name is invented so that anybody can see it.

use domain::Date;

/// What a cell of the register holds.
#[derive(Clone)]
pub(super) enum Value {
    Text(String),
    Day(Date),
}

impl Value {
    /// As typed into a text file.
    pub(super) fn as_typed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        }
    }
}

pub(super) const HEADINGS: [&str; 24] = [
    "Ref",
    "Name",
    "AKA",
    "D.O.B.",
    "M/F",
    "Ethnic Origin",
    "PNC No",
    "CRO No",
    "Prison No.",
    "CRN",
    "Address",
    "Post Code",
    "NFA",
    "Strand",
    "Nominated by",
    "Date Nominated",
    "Date Adopted",
    "Stat / Non-stat",
    "Offender Manager",
    "Lead Officer",
    "Next Review",
    "Date Removed",
    "Reason for Removal",
    "Comments",
];

/// A small register of a Welsh scheme.
pub(super) const WELSH: [[&str; 7]; 4] = [
    ["Cyfeirnod", "Cyfenw", "Enw cyntaf", "Dyddiad geni", "Rhif PNC", "Carfan", "Nodiadau"],
    ["W/1", "Enghraifft", "Siôn", "03/04/1981", "81/34U", "Dal a Chollfarnu", "tŷ gwag"],
    ["W/2", "ap Prawf", "Llŷr", "12.11.1979", "79/163001B", "Adsefydlu", "gweler y ŵyl"],
    ["W/3", "Dychmygol", "Ffion", "1980-02-29", "00/223R", "Adsefydlu", ""],
];

const SURNAMES: [&str; 8] =
    ["Sampleton", "Madeup", "Fixture", "Testcase", "Exampleson", "Inventley", "Notreal", "Dummett"];
const FORENAMES: [&str; 9] = ["Robin", "Alex", "Sam", "Jo", "Kit", "Lee", "Pat", "Chris", "Terry"];
const STRANDS: [&str; 4] = ["C&C", "R&R", "Catch and Convict", "Rehab & Resettle"];
const AGENCIES: [&str; 4] = ["Police", "Probation", "YOT", "HMP Exampleton"];
const NUMBER_OF_ROWS: usize = 38;
const CHECK_LETTERS: &[u8; 23] = b"ZABCDEFGHJKLMNPQRTUVWXY";

fn check_letter(number: u64) -> char {
    char::from(CHECK_LETTERS[usize::try_from(number % 23).unwrap()])
}

/// Valid, as the computer writes it.
fn pnc_id(year: u64, serial: u64) -> String {
    format!("{year}/{serial:07}{}", check_letter(year % 100 * 10_000_000 + serial))
}

fn cro_number(serial: u64, year: u64) -> String {
    format!("{serial:06}/{year:02}{}", check_letter(year * 1_000_000 + serial))
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// A day in one of the ways people type it, or as the spreadsheet's own.
fn in_some_form(at: usize, day: Date) -> Value {
    let (y, m, d) = (day.year(), day.month(), day.day());
    match at % 5 {
        0 | 1 => Value::Day(day),
        2 => text(format!("{d}/{m}/{:02}", y % 100)),
        3 => text(day.strftime("%-d %B %Y").to_string()),
        _ => text(format!("{d:02}.{m:02}.{y}")),
    }
}

/// Every row, the tidy ones and those with faults.
pub(super) fn register() -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<Value>> = (0..NUMBER_OF_ROWS).map(tidy).collect();
    spoil(&mut rows);
    rows.push(rows[5].clone());
    rows
}

fn tidy(at: usize) -> Vec<Value> {
    let n = u64::try_from(at).unwrap();
    let (small, month) = (i8::try_from(at % 27).unwrap() + 1, i8::try_from(at % 12).unwrap() + 1);
    let year = 1965 + i16::try_from(at % 23).unwrap();
    let (surname, forename) = (SURNAMES[at % 8], FORENAMES[at % 9]);
    let statutory = !at.is_multiple_of(3);
    vec![
        text(format!("PPO{:03}", at + 1)),
        text(match at % 3 {
            0 => format!("{}, {forename}", surname.to_uppercase()),
            1 => format!("{surname}, {forename}"),
            _ => format!("{forename} {}", surname.to_uppercase()),
        }),
        text(if at.is_multiple_of(7) { "\"Testy\"" } else { "" }),
        in_some_form(at, day(year, month, small)),
        text(["M", "M", "male", "F"][at % 4]),
        text(["W1", "White British", "A9", "M1", ""][at % 5]),
        text(pnc_id(1984 + n % 20, 10_000 + n * 731)),
        text(if at.is_multiple_of(2) {
            cro_number(1_000 + n * 97, 84 + n % 15)
        } else {
            String::new()
        }),
        text(if at.is_multiple_of(4) { format!("A{:04}ZZ", 1_000 + n) } else { String::new() }),
        text(if statutory { format!("X{:06}", 900_000 + n) } else { String::new() }),
        text(format!("{} Nowhere Street, Exampleton", at + 1)),
        text("ZZ99 9ZZ"),
        text(if at % 11 == 10 { "Y" } else { "N" }),
        text(STRANDS[at % 4]),
        text(AGENCIES[at % 4]),
        in_some_form(at + 1, day(2004, month, small)),
        in_some_form(at + 2, day(2005, month, small)),
        text(if statutory { "Stat" } else { "Non-stat" }),
        text(if statutory { "M. Pretend" } else { "" }),
        text("PC 0000 Placeholder"),
        in_some_form(at + 3, day(2006, month, small)),
        text(""),
        text(""),
        text(if at.is_multiple_of(6) { "Engaging well." } else { "" }),
    ]
}

/// The mess, each in a row of its own so that a test can point at it.
fn spoil(rows: &mut [Vec<Value>]) {
    let mut put = |row: usize, heading: &str, value: &str| {
        let column = HEADINGS.iter().position(|it| *it == heading).unwrap();
        rows[row][column] = text(value);
    };
    // Lower case and no slash, as typed in haste.
    put(1, "PNC No", &pnc_id(2002, 73_319).to_lowercase());
    put(2, "Name", "  Kit   EXAMPLESON \u{a0}");
    put(2, "PNC No", "79/163001b ");
    // No such day; letters that no check gives.
    put(3, "D.O.B.", "31/02/1978");
    put(4, "PNC No", "2001/0171310S");
    put(6, "PNC No", "20120052494O");
    put(7, "D.O.B.", "not known");
    put(8, "Name", "Madonna-Like");
    put(9, "Comments", "<script>alert('x')</script> & <b>bold</b>");
    put(10, "Comments", "'; drop table person; -- select * from registration");
    put(11, "Comments", "Lives with mother, brother;\nfather says \"never again\".\nSee 3/4.");
    put(12, "Comments", "=HYPERLINK(\"http://example.invalid\",\"click\")");
    put(13, "AKA", "@Robbo");
    put(14, "Name", "");
    put(15, "Date Removed", "1/4/06");
    put(15, "Reason for Removal", "No longer offending");
    put(16, "Date Removed", "2006-02-14");
    put(16, "Reason for Removal", "Deceased");
    put(17, "Address", "NFA");
    put(17, "NFA", "Yes");
    put(17, "Post Code", "");
    put(18, "Stat / Non-stat", "DTTO to 12/07/2006");
    put(19, "M/F", "?");
    put(20, "PNC No", "20230583843N");
    put(21, "Name", "van der Made-Up, Sam Lee");
    put(22, "Name", "D\u{2019}Invent\u{e9}, Zo\u{eb}");
    put(23, "Date Adopted", "13/13/2005");
    put(24, "Next Review", "asap");
    put(25, "CRO No", "SF05/482703J");
    put(26, "CRO No", "65656/91H");
    put(27, "Comments", "+44 tel. given\r\n-\r\nno reply");
}
