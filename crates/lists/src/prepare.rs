//! Preparing a list of people: the columns that people type become the columns that a model
//! compares. What is done to a text is done once for each distinct text of a piece of the list.
//!
//! What is not well formed is set aside: it is not compared, and it is counted. The list itself
//! stays as it was typed.

mod clean;
mod names;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::table::{Cell, Cells, Column, Table, Texts, TooLong};

/// The columns that preparing makes, in the order in which they are written.
pub const PREPARED: [&str; 13] = [
    "forename",
    "middle_name",
    "surname",
    "forename_surname",
    "names",
    "dob",
    "sex",
    "postcode",
    "outcode",
    "pnc_id",
    "cro_number",
    "prison_number",
    "crn",
];

/// Forename and surname together.
pub(crate) const FULL_NAME: &str = "forename_surname";
/// All such names that somebody has used.
pub(crate) const ALL_NAMES: &str = "names";
/// The first half of a postcode.
pub(crate) const OUTCODE: &str = "outcode";
/// Other names that somebody has used, several of them with `;` between or as a list.
pub(crate) const ALIAS_FORENAME: &str = "alias_forename";
pub(crate) const ALIAS_SURNAME: &str = "alias_surname";
/// The number of an arrest or summons. It is prepared where a model reads it: the default model
/// does not, and files that are prepared for it have no such column.
const ASN: &str = "asn";

/// Why a value is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The check letter does not follow from the digits.
    CheckLetter,
    /// An identifier has not the form of its kind.
    Form,
    /// An identifier names a year in which none was given.
    Year,
    /// A number that stands where there is none.
    Placeholder,
    /// It is no day of the calendar.
    NotADate,
    /// Nobody on the list was born then.
    OutOfRange,
    /// It has not the form of a postcode.
    NotAPostcode,
    /// A postcode that says that there is no fixed abode.
    NoFixedAbode,
    /// It is none of M, F and X.
    NotASex,
    /// A well-formed identifier, in a field that has another one before it.
    MoreThanOne,
}

/// What preparing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Records.
    pub records: u64,
    /// Values set aside, by column and reason.
    pub set_aside: BTreeMap<(String, Reason), u64>,
}

/// What is prepared, and on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Preparing {
    wanted: Vec<String>,
    today: Date,
}

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is what was written.
    Kept,
    /// There is nothing in it.
    Blank,
    SetAside(Reason),
    /// Several stand in it: one may be written, and these are not.
    Several(Vec<Reason>),
}

/// The columns that nobody types.
pub(crate) const MADE: [&str; 3] = [FULL_NAME, ALL_NAMES, OUTCODE];

/// Whether a column is one that nobody types.
pub(crate) fn is_made(column: &str) -> bool {
    MADE.contains(&column)
}

/// Whether it is known what a column says of people; others stay as they are typed.
pub(crate) fn is_known(column: &str) -> bool {
    !passes(column)
}

/// Whether a column holds several texts a record, which text files write with `;` between.
pub(crate) fn is_list(column: &str) -> bool {
    matches!(column, "names" | ALIAS_FORENAME | ALIAS_SURNAME)
}

/// Prepares records whose columns have the names of the raw layout.
pub fn prepared(table: Table, today: Date) -> (Table, Prepared) {
    Preparing::new(&PREPARED, today).prepare(table)
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::CheckLetter,
        Self::Form,
        Self::Year,
        Self::Placeholder,
        Self::NotADate,
        Self::OutOfRange,
        Self::NotAPostcode,
        Self::NoFixedAbode,
        Self::NotASex,
        Self::MoreThanOne,
    ];

    /// The word for it in summaries that programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CheckLetter => "check_letter",
            Self::Form => "form",
            Self::Year => "year",
            Self::Placeholder => "placeholder",
            Self::NotADate => "not_a_date",
            Self::OutOfRange => "out_of_range",
            Self::NotAPostcode => "not_a_postcode",
            Self::NoFixedAbode => "no_fixed_abode",
            Self::NotASex => "not_a_sex",
            Self::MoreThanOne => "more_than_one",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CheckLetter => "the check letter is wrong",
            Self::Form => "not of the form of its kind",
            Self::Year => "an impossible year",
            Self::Placeholder => "stands where there is no number",
            Self::NotADate => "no day of the calendar",
            Self::OutOfRange => "before 1880 or in the future",
            Self::NotAPostcode => "not of the form of a postcode",
            Self::NoFixedAbode => "says that there is no fixed abode",
            Self::NotASex => "none of M, F and X",
            Self::MoreThanOne => "more than one in a field, of which the first is compared",
        })
    }
}

impl Prepared {
    /// Adds what was done to other records of the list.
    pub fn add(&mut self, other: Self) {
        self.records += other.records;
        for (what, count) in other.set_aside {
            *self.set_aside.entry(what).or_default() += count;
        }
    }
}

impl Preparing {
    pub(crate) fn new(wanted: &[&str], today: Date) -> Self {
        Self { wanted: wanted.iter().map(|it| (*it).to_owned()).collect(), today }
    }

    fn wants(&self, column: &str) -> bool {
        self.wanted.iter().any(|it| it == column)
    }

    /// The columns that are read to make those that are wanted.
    pub(crate) fn reads(&self) -> Vec<&str> {
        let mut columns: Vec<&str> =
            self.wanted.iter().map(String::as_str).filter(|it| !is_made(it)).collect();
        let mut also = |made, from: &[&'static str]| {
            if self.wants(made) {
                columns.extend(from);
            }
        };
        also("forename_surname", &["forename", "surname"]);
        also("names", &["forename", "surname", ALIAS_FORENAME, ALIAS_SURNAME]);
        also(OUTCODE, &["postcode"]);
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// Prepares some records. Every wanted column of people is there afterwards.
    pub(crate) fn prepare(&self, table: Table) -> (Table, Prepared) {
        let rows = table.rows;
        let mut prepared = Prepared { records: rows as u64, ..Prepared::default() };
        let (mut kept, typed): (Vec<_>, Vec<_>) =
            table.columns.into_iter().partition(|(name, _)| passes(name));
        let cleaned: Vec<(String, Cleaned)> = typed
            .into_par_iter()
            .map(|(name, column)| {
                let cleaned = self.clean(&name, &column);
                (name, cleaned)
            })
            .collect();
        for (name, cleaned) in cleaned {
            for (reason, count) in cleaned.set_aside {
                prepared.set_aside.insert((name.clone(), reason), count);
            }
            kept.push((name, cleaned.column));
        }
        let mut table = Table { rows, columns: kept.into_iter().collect() };
        self.make(&mut table);
        (table, prepared)
    }

    fn clean(&self, name: &str, column: &Column) -> Cleaned {
        let today = self.today;
        let of = |clean: &dyn Fn(&str, &mut String) -> Fate| cleaned(column, clean);
        match name {
            "dob" => of(&|text, out| clean::date(text, today, out)),
            "sex" => of(&clean::sex),
            "postcode" => of(&clean::postcode),
            "pnc_id" => of(&|text, out| clean::pnc(text, today.year(), out)),
            "cro_number" => of(&clean::cro),
            "prison_number" => of(&clean::prison_number),
            "crn" => of(&clean::crn),
            ASN => of(&clean::asn),
            ALIAS_FORENAME | ALIAS_SURNAME => {
                let lists = crate::read::taken_apart(column);
                cleaned(&lists, &clean::name)
            }
            _ => of(&clean::name),
        }
    }

    /// Makes the columns that are made of others, and those that are missing.
    fn make(&self, table: &mut Table) {
        if self.wants(OUTCODE) {
            let postcode = table.columns.get("postcode");
            let outcode = postcode.map(|it| cleaned(it, &clean::outcode).column);
            table.columns.extend(outcode.map(|it| (OUTCODE.to_owned(), it)));
        }
        if self.wants("forename_surname") || self.wants("names") {
            let joined = names::joined(table);
            if self.wants("names") {
                let names = names::all(table, &joined);
                table.columns.insert("names".to_owned(), names);
            }
            table.columns.insert("forename_surname".to_owned(), joined);
        }
        let of_record = |it: &str| it == crate::read::ID || it == crate::read::SOURCE;
        table.columns.retain(|name, _| of_record(name) || self.wants(name));
        for name in self.wanted.iter().filter(|it| is_known(it)) {
            if !table.columns.contains_key(name) {
                table.columns.insert(name.clone(), Column::missing(table.rows));
            }
        }
    }
}

/// Whether a column stays as it is typed.
fn passes(column: &str) -> bool {
    !PREPARED.contains(&column) && !matches!(column, ALIAS_FORENAME | ALIAS_SURNAME | ASN)
}

/// A column whose texts have been seen to.
struct Cleaned {
    column: Column,
    set_aside: BTreeMap<Reason, u64>,
}

/// Sees to every text of a column once. Of a list where one text is wanted, the first counts.
fn cleaned(column: &Column, clean: &dyn Fn(&str, &mut String) -> Fate) -> Cleaned {
    let mut texts = Texts::default();
    let mut numbers: Vec<Cell> = vec![0];
    let mut refused: Vec<(Cell, Reason)> = Vec::new();
    let mut out = String::new();
    for (text, cell) in column.texts.iter().zip(1..) {
        out.clear();
        numbers.push(match clean(text, &mut out) {
            Fate::Kept => texts.push(&out).unwrap_or_else(never),
            Fate::Blank => 0,
            Fate::SetAside(reason) => {
                refused.push((cell, reason));
                0
            }
            Fate::Several(reasons) => {
                refused.extend(reasons.into_iter().map(|it| (cell, it)));
                if out.is_empty() { 0 } else { texts.push(&out).unwrap_or_else(never) }
            }
        });
    }
    let new = |cell: &Cell| numbers.get(*cell as usize).copied().unwrap_or(0);
    let cells = match &column.cells {
        Cells::One(cells) => Cells::One(cells.iter().map(new).collect()),
        Cells::Many(lists) => {
            let mut lists = lists.clone();
            lists.values.iter_mut().for_each(|it| *it = new(it));
            Cells::Many(lists)
        }
    };
    let set_aside = counted(&column.cells, &refused, numbers.len());
    Cleaned { column: Column { texts, cells }, set_aside }
}

/// No text grows when it is seen to by more than its own length, and a piece of a list is far
/// smaller than what can be numbered; what does not fit is missing.
fn never(_: TooLong) -> Cell {
    0
}

/// In how many records each refused text stood.
fn counted(cells: &Cells, refused: &[(Cell, Reason)], texts: usize) -> BTreeMap<Reason, u64> {
    let mut set_aside = BTreeMap::new();
    if refused.is_empty() {
        return set_aside;
    }
    let mut times = vec![0_u64; texts];
    let all = match cells {
        Cells::One(cells) => cells,
        Cells::Many(lists) => &lists.values,
    };
    for cell in all {
        if let Some(times) = times.get_mut(*cell as usize) {
            *times += 1;
        }
    }
    for (cell, reason) in refused {
        *set_aside.entry(*reason).or_default() += times.get(*cell as usize).copied().unwrap_or(0);
    }
    set_aside
}

#[cfg(test)]
mod tests;
