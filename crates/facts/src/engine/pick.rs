//! Which rows of a row group to read for some people: by the pages that can hold them, and then by
//! the rows that do.

use std::ops::Range;

use parquet::file::page_index::column_index::ColumnIndexMetaData;
use parquet::file::statistics::Statistics;

use crate::error::FactsError;
use crate::folder::FactFile;
use crate::packed::Group;
use crate::schema::Fact;

const PERSON: &str = "person_id";

/// People from a number to another, both among them, and of them perhaps only some.
#[derive(Debug, Clone, Copy)]
pub(super) struct People<'a> {
    pub(super) from: i64,
    pub(super) to: i64,
    /// Their numbers, sorted; everybody if there is no list.
    pub(super) only: Option<&'a [i64]>,
}

impl<'a> People<'a> {
    /// The people of a range, of a list for all ranges only those that lie in this one. Ranges are
    /// known by where they begin; the first takes in whoever comes before it.
    pub(super) fn of_range(begins: &[i64], range: usize, all: Option<&'a [i64]>) -> Self {
        let from = if range == 0 { None } else { begins.get(range).copied() };
        let from = from.unwrap_or(i64::MIN);
        let to = begins.get(range + 1).map_or(i64::MAX, |it| it - 1);
        let only = all.map(|all| between(all, from, to));
        Self { from, to, only }
    }

    /// Whether any of them can have a number from one to another, with both.
    fn meets(&self, low: i64, high: i64) -> bool {
        match self.only {
            Some(only) => {
                only.get(only.partition_point(|it| *it < low)).is_some_and(|it| *it <= high)
            }
            None => low <= self.to && self.from <= high,
        }
    }

    /// Whether all of them that have a number from one to another are wanted.
    fn covers(&self, low: i64, high: i64) -> bool {
        self.only.is_none() && self.from <= low && high <= self.to
    }
}

fn between(all: &[i64], from: i64, to: i64) -> &[i64] {
    let first = all.partition_point(|it| *it < from);
    let end = all.partition_point(|it| *it <= to);
    all.get(first..end).unwrap_or_default()
}

/// Rows of a row group, and whom each is about.
#[derive(Debug)]
pub(super) struct Picked<'a> {
    pub(super) group: Group<'a>,
    pub(super) rows: Vec<Range<usize>>,
    pub(super) whose: Vec<i64>,
}

/// Finds the rows of a row group that are about these people.
pub(super) fn pick<'a>(
    fact: Fact,
    file: &'a FactFile,
    number: usize,
    people: &People<'_>,
) -> Result<Option<Picked<'a>>, FactsError> {
    let known = span(file, number).filter(|_| is_filled(file, number));
    if known.is_some_and(|(low, high)| !people.meets(low, high)) {
        return Ok(None);
    }
    let all = || std::iter::once(0..rows(file, number)).collect();
    let pages = match known {
        Some((low, high)) if people.covers(low, high) => all(),
        Some(_) | None => pages(file, number, people).unwrap_or_else(all),
    };
    if pages.is_empty() {
        return Ok(None);
    }
    let group = Group::open(fact, file, number)?;
    let mut whose = Vec::new();
    group.numbers(PERSON, &pages, &mut whose)?;
    let (rows, whose) = narrow(people, pages, whose);
    Ok((!whose.is_empty()).then_some(Picked { group, rows, whose }))
}

/// The lowest and the highest person of a row group.
pub(super) fn span(file: &FactFile, group: usize) -> Option<(i64, i64)> {
    let place = file.place(PERSON)?;
    let columns = file.metadata().row_groups().get(group)?.columns();
    match columns.get(place)?.statistics()? {
        Statistics::Int64(it) => Some((*it.min_opt()?, *it.max_opt()?)),
        Statistics::Boolean(_)
        | Statistics::Int32(_)
        | Statistics::Int96(_)
        | Statistics::Float(_)
        | Statistics::Double(_)
        | Statistics::ByteArray(_)
        | Statistics::FixedLenByteArray(_) => None,
    }
}

/// Whether every row of a group is known to have a person. Where that is not sure it is read, so
/// that empty places do not pass unseen.
fn is_filled(file: &FactFile, group: usize) -> bool {
    let Some(place) = file.place(PERSON) else { return false };
    let group = file.metadata().row_groups().get(group);
    let statistics = group.and_then(|it| it.columns().get(place)?.statistics());
    is_never_empty(file, place) || statistics.is_some_and(|it| it.null_count_opt() == Some(0))
}

/// Whether the file has no way of leaving a column empty.
fn is_never_empty(file: &FactFile, place: usize) -> bool {
    file.metadata().file_metadata().schema_descr().column(place).max_def_level() == 0
}

fn rows(file: &FactFile, group: usize) -> usize {
    let group = file.metadata().row_groups().get(group);
    group.map_or(0, |it| usize::try_from(it.num_rows()).unwrap_or(0))
}

/// The rows of the pages that can hold these people; none if the file has no page index.
fn pages(file: &FactFile, group: usize, people: &People<'_>) -> Option<Vec<Range<usize>>> {
    let place = file.place(PERSON)?;
    let index = file.metadata().column_index()?.get(group)?.get(place)?;
    let ColumnIndexMetaData::INT64(spans) = index else { return None };
    let places = file.metadata().offset_index()?.get(group)?.get(place)?.page_locations();
    let mut starts = Vec::new();
    for page in places {
        starts.push(usize::try_from(page.first_row_index).ok()?);
    }
    starts.push(rows(file, group));
    let never_empty = is_never_empty(file, place);
    let mut wanted: Vec<Range<usize>> = Vec::new();
    for (page, ends) in starts.windows(2).enumerate() {
        let (low, high) = (spans.min_value(page)?, spans.max_value(page)?);
        let [start, end] = *ends else { continue };
        let filled = never_empty || spans.null_count(page) == Some(0);
        if !filled || people.meets(*low, *high) {
            extend(&mut wanted, start..end);
        }
    }
    Some(wanted)
}

/// The rows, of those in some pages, that belong to these people.
fn narrow(
    people: &People<'_>,
    pages: Vec<Range<usize>>,
    whose: Vec<i64>,
) -> (Vec<Range<usize>>, Vec<i64>) {
    let within = |it: &i64| (people.from..=people.to).contains(it);
    if people.only.is_none() && whose.iter().all(within) {
        return (pages, whose);
    }
    let mut wanted = Wanted::new(pages);
    match people.only {
        Some(only) if whose.is_sorted() => wanted.leap(&whose, only),
        Some(only) => {
            let mut hint = 0;
            wanted.each(&whose, |it| seek(only, &mut hint, *it));
        }
        None => wanted.each(&whose, within),
    }
    (wanted.rows, wanted.whose)
}

/// Where in the row group the rows lie that are gone through, and those that are wanted.
struct Wanted {
    ranges: std::vec::IntoIter<Range<usize>>,
    here: Range<usize>,
    rows: Vec<Range<usize>>,
    whose: Vec<i64>,
}

impl Wanted {
    fn new(ranges: Vec<Range<usize>>) -> Self {
        Self { ranges: ranges.into_iter(), here: 0..0, rows: Vec::new(), whose: Vec::new() }
    }

    /// Goes through people in order, from one that is wanted to the next.
    fn leap(&mut self, people: &[i64], only: &[i64]) {
        let (Some(first), Some(last)) = (people.first(), people.last()) else { return };
        let wanted = only.partition_point(|it| it < first)..only.partition_point(|it| it <= last);
        let mut rest = people;
        for person in only.get(wanted).unwrap_or_default() {
            let (before, from) = rest.split_at(rest.partition_point(|it| it < person));
            let (theirs, after) = from.split_at(from.partition_point(|it| it == person));
            self.pass(before.len());
            self.take(theirs);
            rest = after;
        }
    }

    /// Goes through people one by one.
    fn each(&mut self, people: &[i64], mut is_wanted: impl FnMut(&i64) -> bool) {
        for person in people {
            if is_wanted(person) {
                self.take(std::slice::from_ref(person));
            } else {
                self.pass(1);
            }
        }
    }

    /// Goes on by the rows of people who are wanted.
    fn take(&mut self, people: &[i64]) {
        self.whose.extend_from_slice(people);
        let mut left = people.len();
        while let Some(step) = self.step(left) {
            left -= step.len();
            extend(&mut self.rows, step);
        }
    }

    /// Goes on by rows that nobody wants.
    fn pass(&mut self, mut rows: usize) {
        while let Some(step) = self.step(rows) {
            rows -= step.len();
        }
    }

    /// Goes on by as many of these rows as lie side by side.
    fn step(&mut self, rows: usize) -> Option<Range<usize>> {
        if rows == 0 {
            return None;
        }
        while self.here.is_empty() {
            self.here = self.ranges.next()?;
        }
        let start = self.here.start;
        self.here.start += rows.min(self.here.len());
        Some(start..self.here.start)
    }
}

/// Whether a number is in a sorted list, where numbers asked for mostly grow.
fn seek(only: &[i64], hint: &mut usize, number: i64) -> bool {
    if *hint > 0 && only.get(*hint - 1).is_some_and(|it| *it >= number) {
        *hint = only.partition_point(|it| *it < number);
    }
    while only.get(*hint).is_some_and(|it| *it < number) {
        *hint += 1;
    }
    only.get(*hint) == Some(&number)
}

fn extend(ranges: &mut Vec<Range<usize>>, next: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == next.start => last.end = next.end,
        Some(_) | None => ranges.push(next),
    }
}
