//! What a check finds: every fault of rows by itself, and every column that is not as it should be.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test may fall over"
)]

#[path = "common/folder.rs"]
#[expect(dead_code, reason = "facts of one layout are enough to be checked")]
mod folder;
#[path = "../../measures/tests/oracle/rows.rs"]
#[expect(dead_code, reason = "the rows of this test are not sorted")]
mod rows;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use arrow::array::new_null_array;
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use facts::check::check;
use facts::folder::Facts as Files;
use facts::schema::{Fact, Optional, VERSION, VERSION_KEY};
use measures::definition::OffenceClass;
use measures::fact::{Area, Day, Nomination, Offence, Person, Registration, Stay};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use folder::Layout;
use rows::Facts;

/// The day on which everything is right in the facts below.
const DAY: Day = 13_000;

/// Two people, of whom one has a row of everything and two offences.
fn right() -> Facts {
    let person = Person { person_id: 1, sex: 1, ethnicity: 1, born: Some(5000), died: None };
    let offence = Offence {
        offence_id: 1,
        offended: DAY,
        proven: Some(DAY + 50),
        known: DAY + 60,
        class: Some(OffenceClass::Other),
        cautioned: false,
        recordable: true,
        breach: false,
    };
    let area = Area {
        scheme_id: 1,
        cdrp_id: 11,
        lcjb_id: 21,
        region_id: 31,
        from: 0,
        until: Some(DAY + 900),
    };
    Facts {
        people: vec![person, Person { person_id: 2, ..person }],
        registrations: vec![registration(DAY, DAY + 400)],
        nominations: vec![Nomination { person_id: 1, scheme_id: 1, day: DAY, taken_on: true }],
        stays: vec![(1, Stay { from: DAY, until: DAY + 10 })],
        offences: vec![(1, offence), (1, Offence { offence_id: 2, ..offence })],
        areas: vec![area],
    }
}

fn registration(entered: Day, left: Day) -> Registration {
    Registration {
        registration_id: 1,
        person_id: 1,
        scheme_id: 1,
        strand: 1,
        statutory: true,
        entered,
        left: Some(left),
        known: entered,
    }
}

fn dead(facts: &mut Facts, died: Day) {
    facts.people[0].died = Some(died);
}

/// A fault, what makes it, and in how many rows.
type Case = (Fact, &'static str, fn(&mut Facts), u64);

const CASES: [Case; 25] = [
    (Fact::Person, "died before birth", |it| it.people[1].died = Some(4999), 1),
    (Fact::Person, "without a date of birth", |it| it.people[1].born = None, 1),
    (Fact::Person, "a person twice", |it| it.people[1].person_id = 1, 1),
    (
        Fact::Area,
        "ends before it begins",
        |it| it.areas.push(Area { from: 9, until: Some(8), scheme_id: 2, ..it.areas[0] }),
        1,
    ),
    (Fact::Area, "a scheme in two areas at once", |it| it.areas.push(it.areas[0]), 1),
    (
        Fact::Registration,
        "on a scheme in no area",
        |it| it.registrations[0] = registration(DAY + 900, DAY + 901),
        1,
    ),
    (Fact::Registration, "on a scheme in no area", |it| it.registrations[0].scheme_id = 2, 1),
    (Fact::Registration, "left before entry", |it| it.registrations[0].left = Some(DAY - 1), 1),
    (Fact::Registration, "of nobody", |it| it.registrations[0].person_id = 3, 1),
    (
        Fact::Registration,
        "after death",
        |it| {
            it.registrations[0].entered = DAY + 2;
            dead(it, DAY + 1);
        },
        1,
    ),
    (
        Fact::Registration,
        "overlaps another on the same scheme",
        |it| it.registrations.push(registration(DAY + 399, DAY + 400)),
        1,
    ),
    (
        // The second ends before the third begins, and the first does not.
        Fact::Registration,
        "overlaps another on the same scheme",
        |it| {
            it.registrations.push(registration(DAY + 100, DAY + 200));
            it.registrations.push(registration(DAY + 300, DAY + 350));
        },
        2,
    ),
    (Fact::Nomination, "of nobody", |it| it.nominations[0].person_id = 3, 1),
    (Fact::Nomination, "for a scheme in no area", |it| it.nominations[0].scheme_id = 2, 1),
    (Fact::Custody, "of nobody", |it| it.stays[0].0 = 3, 1),
    (Fact::Custody, "ends before it begins", |it| it.stays[0].1.until = DAY - 1, 1),
    (Fact::Offence, "a second time", |it| it.offences[1].1.offence_id = 1, 1),
    (
        Fact::Offence,
        "not in the order of person, date and number: counted, but slowly",
        |it| it.offences.reverse(),
        1,
    ),
    (Fact::Offence, "of a class that there is not", |it| it.offences[0].1.class = None, 1),
    (
        Fact::Offence,
        "proven before it was committed",
        |it| it.offences[0].1.proven = Some(DAY - 1),
        1,
    ),
    (Fact::Offence, "of nobody", |it| it.offences[1].0 = 3, 1),
    (Fact::Offence, "before birth", |it| it.offences[0].1.offended = 4999, 1),
    (
        Fact::Offence,
        "after death",
        |it| {
            it.offences[1].1.offended = DAY + 2;
            dead(it, DAY + 1);
        },
        1,
    ),
    // What ends on the day on which the next begins is no fault, nor is it to be born that day.
    (Fact::Registration, "", |it| it.registrations.push(registration(DAY + 400, DAY + 401)), 0),
    (Fact::Offence, "", |it| it.people[0].born = Some(DAY), 0),
];

#[test]
fn every_fault_of_rows_is_found_by_itself() {
    for (number, (fact, fault, spoil, rows)) in CASES.into_iter().enumerate() {
        let mut facts = right();
        spoil(&mut facts);
        let folder = folder::write(&format!("checked-{number}"), &facts, Layout::OneFile);
        let expected: BTreeMap<_, _> =
            [((fact, fault), rows)].into_iter().filter(|it| it.1 > 0).collect();
        let found = check(&folder).expect("can be read");
        assert_eq!(found.faults, expected, "{number}: {} {fault}", fact.name());
        assert_eq!(found.to_string().contains("nothing wrong"), rows == 0);
    }
}

/// Writes a file again after a change to its rows.
fn again(
    path: &Path,
    version: &str,
    statistics: EnabledStatistics,
    change: impl Fn(RecordBatch) -> RecordBatch,
) {
    let file = fs::File::open(path).unwrap();
    let mut batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let batch = change(batches.next().unwrap().unwrap());
    let pair = KeyValue::new(VERSION_KEY.to_owned(), version.to_owned());
    let properties = WriterProperties::builder()
        .set_key_value_metadata(Some(vec![pair]))
        .set_statistics_enabled(statistics)
        .build();
    let file = fs::File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// A batch whose column at this place is of another type, or as it was, and empty in all rows.
fn emptied(batch: &RecordBatch, place: usize, of: Option<DataType>) -> RecordBatch {
    let mut fields = batch.schema().fields().to_vec();
    let mut columns = batch.columns().to_vec();
    let of = of.unwrap_or_else(|| fields[place].data_type().clone());
    fields[place] = Field::new(fields[place].name(), of.clone(), true).into();
    columns[place] = new_null_array(&of, batch.num_rows());
    RecordBatch::try_new(Schema::new(fields).into(), columns).unwrap()
}

/// Writes the facts that are right, spoils a file, and tells why that is refused.
fn refused(test: &str, fact: Fact, place: usize, spoil: impl Fn(&Path)) -> String {
    let name = format!("{test}-{}-{place}", fact.name());
    let folder = folder::write(&name, &right(), Layout::OneFile);
    check(&folder).expect("is right before it is spoilt");
    spoil(&folder.join(format!("{}.parquet", fact.name())));
    let error = check(&folder).expect_err("is refused").to_string();
    error.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn every_column_that_is_missing_or_of_another_type_is_named() {
    let version = VERSION.to_string();
    for fact in Fact::ALL {
        for (place, column) in fact.columns().iter().enumerate() {
            let said = refused("form", fact, place, |path| {
                again(path, &version, EnabledStatistics::Chunk, |mut it| {
                    it.remove_column(place);
                    it
                });
            });
            let words = format!("{}.parquet has no column {}, which", fact.name(), column.name);
            assert!(said.starts_with(&words), "{said}");
            let said = refused("form", fact, place, |path| {
                again(path, &version, EnabledStatistics::Chunk, |it| {
                    emptied(&it, place, Some(DataType::Float64))
                });
            });
            let words =
                format!("{}.parquet: the column {} holds Float64", fact.name(), column.name);
            assert!(said.starts_with(&words), "{said}");
        }
    }
}

#[test]
fn empty_places_are_found_in_every_column_that_must_be_filled() {
    let version = VERSION.to_string();
    for fact in Fact::ALL {
        for (place, column) in fact.columns().iter().enumerate() {
            if column.optional == Optional::Yes {
                continue;
            }
            // Without statistics only whoever reads the column can know.
            for statistics in [EnabledStatistics::None, EnabledStatistics::Chunk] {
                let empty = |path: &Path| {
                    again(path, &version, statistics, |it| emptied(&it, place, None));
                    let opened = Files::open(path.parent().unwrap());
                    assert_eq!(opened.is_err(), statistics == EnabledStatistics::Chunk);
                };
                let said = refused("filled", fact, place, empty);
                let file = fact.name();
                let words = format!("{file}.parquet: the column {} is empty in ", column.name);
                assert!(said.starts_with(&words), "{said}");
            }
        }
    }
}

#[test]
fn every_file_of_an_older_version_or_cut_off_is_refused() {
    for fact in Fact::ALL {
        let older = refused("whole", fact, 0, |path| {
            again(path, "0", EnabledStatistics::Chunk, |batch| batch);
        });
        let file = fact.name();
        assert!(older.starts_with(&format!("{file}.parquet has facts of version 0")), "{older}");
        let cut = refused("whole", fact, 0, |path| {
            let whole = fs::read(path).unwrap();
            fs::write(path, &whole[..whole.len() - 9]).unwrap();
        });
        assert!(cut.starts_with(&format!("{file}.parquet is not a whole Parquet file")), "{cut}");
    }
}
