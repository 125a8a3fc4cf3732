//! Random facts as a folder of files.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use facts::schema::{Fact, VERSION, VERSION_KEY};
use facts::write::{Cells, FactWriter};
use measures::fact::{Day, Offence};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{
    EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterVersion,
};

use crate::rows::{ETHNICITIES, Facts, SEXES, STRANDS};

/// How facts are spread over files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One file and one row group each.
    OneFile,
    /// Row groups of a few rows, which end in the middle of people.
    ManyGroups,
    /// Three files in a folder, rows dealt out in an order that is none.
    Shuffled,
    /// Pages of two rows, so that most are passed over.
    TinyPages,
    /// Row groups of a few rows without statistics or an index: nobody knows who is in them.
    NoStatistics,
    /// Values as they stand, without dictionaries, and compressed.
    AsTheyStand,
    /// The second version of pages, in which numbers are told by their steps and words by theirs.
    BySteps,
}

impl Layout {
    pub(crate) const ALL: [Self; 7] = [
        Self::OneFile,
        Self::ManyGroups,
        Self::Shuffled,
        Self::TinyPages,
        Self::NoStatistics,
        Self::AsTheyStand,
        Self::BySteps,
    ];
}

/// Writes facts to a folder for tests.
pub(crate) fn write(name: &str, facts: &Facts, layout: Layout) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("what a test before has left");
    }
    let table = Table { folder: &folder, layout };
    table.write(Fact::Person, &people(facts));
    table.write(Fact::Registration, &registrations(facts));
    table.write(Fact::Nomination, &nominations(facts));
    table.write(Fact::Custody, &custody(facts));
    table.write(Fact::Area, &areas(facts));
    table.write(Fact::Offence, &offences(facts));
    folder
}

/// One value of a row.
#[derive(Debug, Clone, Copy)]
enum Value {
    Number(i64),
    Date(Option<Day>),
    Word(&'static str),
    Flag(bool),
}

type Rows = Vec<Vec<Value>>;

struct Table<'a> {
    folder: &'a Path,
    layout: Layout,
}

impl Table<'_> {
    fn write(&self, fact: Fact, rows: &Rows) {
        let one = self.folder.join(format!("{}.parquet", fact.name()));
        match self.layout {
            Layout::OneFile => file(&one, fact, rows, usize::MAX),
            Layout::ManyGroups => file(&one, fact, rows, 7),
            Layout::TinyPages => plain(&one, fact, rows.chunks(40), tiny_pages()),
            Layout::NoStatistics => plain(&one, fact, rows.chunks(7), no_statistics()),
            Layout::AsTheyStand => plain(&one, fact, rows.chunks(40), as_they_stand()),
            Layout::BySteps => plain(&one, fact, rows.chunks(40), by_steps()),
            Layout::Shuffled => {
                for part in 0..3 {
                    let mut dealt: Rows = rows.iter().skip(part).step_by(3).cloned().collect();
                    dealt.reverse();
                    let path = self.folder.join(fact.name()).join(format!("{part}.parquet"));
                    file(&path, fact, &dealt, 5);
                }
            }
        }
    }
}

fn file(path: &Path, fact: Fact, rows: &Rows, group: usize) {
    let mut writer = FactWriter::create(path, fact).expect("a file can be begun");
    for chunk in rows.chunks(group) {
        writer.group(&mut columns(fact, chunk)).expect("rows can be written");
    }
    writer.finish().expect("a file can be ended");
}

fn tiny_pages() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_data_page_row_count_limit(2)
        .set_write_batch_size(1)
        .set_statistics_enabled(EnabledStatistics::Page)
}

fn as_they_stand() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_compression(Compression::SNAPPY)
        .set_data_page_row_count_limit(11)
        .set_write_batch_size(1)
}

fn by_steps() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_writer_version(WriterVersion::PARQUET_2_0)
        .set_data_page_row_count_limit(11)
        .set_write_batch_size(1)
}

fn no_statistics() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
}

/// Writes a file as another program might.
fn plain<'a>(
    path: &Path,
    fact: Fact,
    groups: impl Iterator<Item = &'a [Vec<Value>]>,
    properties: WriterPropertiesBuilder,
) {
    let version = KeyValue::new(VERSION_KEY.to_owned(), VERSION.to_string());
    let properties = properties.set_key_value_metadata(Some(vec![version])).build();
    std::fs::create_dir_all(path.parent().expect("in a folder")).expect("can be made");
    let to = File::create(path).expect("a file can be begun");
    let mut writer =
        ArrowWriter::try_new(to, fact.schema(), Some(properties)).expect("a file can be begun");
    for rows in groups {
        let arrays = columns(fact, rows).into_iter().map(array).collect();
        let batch = RecordBatch::try_new(fact.schema(), arrays).expect("columns of the schema");
        writer.write(&batch).expect("rows can be written");
        writer.flush().expect("a row group can be ended");
    }
    writer.close().expect("a file can be ended");
}

fn array(cells: Cells) -> ArrayRef {
    match cells {
        Cells::Numbers(it) => Arc::new(Int64Array::from(it)),
        Cells::Dates(it) => Arc::new(Date32Array::from(it)),
        Cells::Words(it) => Arc::new(StringArray::from(it)),
        Cells::Flags(it) => Arc::new(BooleanArray::from(it)),
    }
}

fn columns(fact: Fact, rows: &[Vec<Value>]) -> Vec<Cells> {
    let column = |place: usize| {
        let values = rows.iter().map(|row| row[place]);
        match rows[0][place] {
            Value::Number(_) => Cells::Numbers(values.map(number).collect()),
            Value::Date(_) => Cells::Dates(values.map(date).collect()),
            Value::Word(_) => Cells::Words(values.map(word).collect()),
            Value::Flag(_) => Cells::Flags(values.map(flag).collect()),
        }
    };
    (0..fact.columns().len()).map(column).collect()
}

fn number(value: Value) -> i64 {
    let Value::Number(number) = value else { panic!("a column of numbers") };
    number
}

fn date(value: Value) -> Option<Day> {
    let Value::Date(date) = value else { panic!("a column of dates") };
    date
}

fn word(value: Value) -> Option<&'static str> {
    let Value::Word(word) = value else { panic!("a column of words") };
    (!word.is_empty()).then_some(word)
}

fn flag(value: Value) -> bool {
    let Value::Flag(flag) = value else { panic!("a column of flags") };
    flag
}

fn fixed(word: &str) -> &'static str {
    let mut words = SEXES.into_iter().chain(ETHNICITIES).chain(STRANDS);
    words.find(|it| *it == word).unwrap_or_default()
}

fn people(facts: &Facts) -> Rows {
    let words = Facts::words();
    let row = |it: &measures::fact::Person| {
        vec![
            Value::Number(it.person_id),
            Value::Word(fixed(words.sex.word(it.sex))),
            Value::Date(it.born),
            Value::Word(fixed(words.ethnicity.word(it.ethnicity))),
            Value::Date(it.died),
        ]
    };
    facts.people.iter().map(row).collect()
}

fn registrations(facts: &Facts) -> Rows {
    let words = Facts::words();
    let row = |it: &measures::fact::Registration| {
        vec![
            Value::Number(it.registration_id),
            Value::Number(it.person_id),
            Value::Number(it.scheme_id),
            Value::Word(fixed(words.strand.word(it.strand))),
            Value::Flag(it.statutory),
            Value::Date(Some(it.entered)),
            Value::Date(it.left),
            Value::Date(Some(it.known)),
        ]
    };
    facts.registrations.iter().map(row).collect()
}

fn nominations(facts: &Facts) -> Rows {
    let row = |it: &measures::fact::Nomination| {
        vec![
            Value::Number(it.person_id),
            Value::Number(it.scheme_id),
            Value::Date(Some(it.day)),
            Value::Word(if it.taken_on { "taken_on" } else { "not_taken_on" }),
        ]
    };
    facts.nominations.iter().map(row).collect()
}

fn custody(facts: &Facts) -> Rows {
    let row = |(person, it): &(i64, measures::fact::Stay)| {
        let until = (it.until != Day::MAX).then_some(it.until);
        vec![Value::Number(*person), Value::Date(Some(it.from)), Value::Date(until)]
    };
    facts.stays.iter().map(row).collect()
}

fn areas(facts: &Facts) -> Rows {
    let row = |it: &measures::fact::Area| {
        vec![
            Value::Number(it.scheme_id),
            Value::Number(it.cdrp_id),
            Value::Number(it.lcjb_id),
            Value::Number(it.region_id),
            Value::Date(Some(it.from)),
            Value::Date(it.until),
        ]
    };
    facts.areas.iter().map(row).collect()
}

fn offences(facts: &Facts) -> Rows {
    let row = |(person, it): &(i64, Offence)| {
        // Of what is not proven some has a day in court and a verdict that cleared the person.
        let cleared = it.proven.is_none() && it.offence_id % 2 == 1;
        let verdicts = if cleared { ["NG", "NC", "NG"] } else { ["G", "NA", ""] };
        vec![
            Value::Number(it.offence_id),
            Value::Number(*person),
            Value::Date(Some(it.offended)),
            Value::Date(it.proven.or(cleared.then_some(it.known))),
            Value::Date(Some(it.known)),
            Value::Word("X1"),
            Value::Word(it.class.map_or("no_such_class", |it| it.key())),
            Value::Word(one_of(if it.cautioned { CAUTIONS } else { SENTENCES }, it.offence_id)),
            Value::Word(one_of(verdicts, it.offence_id)),
            Value::Flag(it.recordable),
            Value::Flag(it.breach),
        ]
    };
    facts.offences.iter().map(row).collect()
}

const CAUTIONS: [&str; 4] = ["caution", "conditional_caution", "reprimand", "final_warning"];
const SENTENCES: [&str; 4] = ["fine", "custody", "community_order", ""];

/// One of these words, another for each number.
fn one_of<const N: usize>(words: [&'static str; N], number: i64) -> &'static str {
    let count = i64::try_from(N).expect("few words");
    words[usize::try_from((number / 2).rem_euclid(count)).expect("a place")]
}
