//! Which source each record is from, and its id there.

use std::sync::OnceLock;

use super::dictionary::hash;
use super::places::{Place, Places, TOGETHER};
use super::texts::Texts;
use super::{RecordsError, Row, SourceNumber, ValueId};

/// The sources and ids of a set of records.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    sources: Vec<Source>,
    /// Which of several lists is being read; `None` where each source is a list of its own.
    list: Option<SourceNumber>,
    /// The source of each record.
    of: Vec<SourceNumber>,
    /// The id of record `n` is text `n + 1`; several sources may have one id.
    texts: Texts,
    /// Where ids are found, once somebody has looked for one.
    places: OnceLock<Places>,
}

/// A source, and whether its ids came in order: then rows are compared in place of texts, which lie
/// anywhere.
#[derive(Debug)]
struct Source {
    name: String,
    /// The name, unlike that of any other source: several lists may have one of this name.
    label: String,
    list: Option<SourceNumber>,
    last: Option<Row>,
    order: Came,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    InOrder,
    Anyhow,
}

impl Ids {
    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    pub(crate) fn id(&self, row: Row) -> &str {
        self.texts.get(row + 1)
    }

    /// Calls `see` for each of these records with its id.
    pub(crate) fn each(&self, rows: impl Iterator<Item = Row>, mut see: impl FnMut(Row, &str)) {
        let mut rows = rows.fuse();
        let mut some = Vec::with_capacity(TOGETHER);
        loop {
            some.clear();
            some.extend(rows.by_ref().take(TOGETHER));
            if some.is_empty() {
                return;
            }
            self.texts.approach(some.iter().map(|it| it + 1));
            for row in &some {
                see(*row, self.id(*row));
            }
        }
    }

    pub(crate) fn source(&self, row: Row) -> SourceNumber {
        self.of[row as usize]
    }

    /// The list that the record is on: that which was read, or else its source.
    pub(crate) fn side(&self, row: Row) -> SourceNumber {
        let source = self.source(row);
        self.sources[usize::from(source)].list.unwrap_or(source)
    }

    /// What follows is of another list, whatever its sources are called.
    pub(super) fn begin_list(&mut self) {
        self.list = Some(self.list.map_or(0, |it| it.saturating_add(1)));
    }

    pub(crate) fn label_of(&self, row: Row) -> &str {
        &self.sources[usize::from(self.source(row))].label
    }

    pub(crate) fn name(&self, source: SourceNumber) -> &str {
        &self.sources[usize::from(source)].name
    }

    /// Whether `one` is before `other`: by list, by source name, then by id, as text.
    pub(crate) fn in_order(&self, one: Row, other: Row) -> bool {
        let (left, right) = (self.source(one), self.source(other));
        if left != right {
            let place = |it| (self.sources[usize::from(it)].list, self.name(it));
            return place(left) < place(right);
        }
        match self.sources[usize::from(left)].order {
            Came::InOrder => one < other,
            Came::Anyhow => self.id(one) < self.id(other),
        }
    }

    /// How many records each side has.
    pub(crate) fn sizes(&self) -> Vec<u64> {
        let lists = self.list.map_or(0, |it| usize::from(it) + 1);
        let mut sizes = vec![0; self.sources.len().max(lists)];
        for row in 0..Row::try_from(self.len()).unwrap_or(Row::MAX) {
            sizes[usize::from(self.side(row))] += 1;
        }
        sizes
    }

    /// The number of a source, given now if it is new.
    pub(super) fn source_number(&mut self, name: &str) -> SourceNumber {
        let list = self.list;
        let known = self.sources.iter().position(|it| it.name == name && it.list == list);
        let number = known.unwrap_or_else(|| {
            let (name, label) = (name.to_owned(), self.label(name));
            self.sources.push(Source { name, label, list, last: None, order: Came::InOrder });
            self.sources.len() - 1
        });
        SourceNumber::try_from(number).unwrap_or(SourceNumber::MAX)
    }

    /// The name of a new source, with the number of its list as often as makes it the only one.
    fn label(&self, name: &str) -> String {
        let mut label = name.to_owned();
        while self.sources.iter().any(|it| it.label == label) {
            let number = self.list.map_or(0, usize::from) + 1;
            label = format!("{label} ({number})");
        }
        label
    }

    /// One more record, whose id may have been there before.
    pub(super) fn add(&mut self, source: SourceNumber, id: &str) -> Result<Row, RecordsError> {
        if id.is_empty() {
            let row = self.of.iter().filter(|it| **it == source).count() + 1;
            return Err(RecordsError::NoId { source_name: self.name(source).to_owned(), row });
        }
        if self.len() >= super::MOST_RECORDS as usize {
            return Err(RecordsError::TooMany { most: super::MOST_RECORDS });
        }
        let row = self.texts.push(id) - 1;
        self.of.push(source);
        let last = self.sources[usize::from(source)].last.replace(row);
        if self.sources[usize::from(source)].order == Came::InOrder
            && last.is_some_and(|last| self.id(last) >= id)
        {
            self.sources[usize::from(source)].order = Came::Anyhow;
        }
        Ok(row)
    }

    /// Says that no more ids come.
    ///
    /// # Errors
    /// An id that stands twice in one source. Where ids came in order none does.
    pub(super) fn settle(&self) -> Result<(), RecordsError> {
        if self.sources.iter().all(|it| it.order == Came::InOrder) {
            return Ok(());
        }
        let mut twice = None;
        self.places.get_or_init(|| self.placed(|row| twice = twice.or(Some(row))));
        twice.map_or(Ok(()), |row| Err(self.repeated(row)))
    }

    /// Where all ids are found; `twice` is called for those that stand twice in one source.
    fn placed(&self, mut twice: impl FnMut(Row)) -> Places {
        let mut places = Places::default();
        places.make_room(self.len());
        let rows: Vec<Row> = (0..Row::try_from(self.len()).unwrap_or(Row::MAX)).collect();
        for rows in rows.chunks(TOGETHER) {
            let hashes: Vec<u64> = rows.iter().map(|it| hash(self.id(*it))).collect();
            places.approach(hashes.iter().copied());
            for (row, hash) in rows.iter().zip(hashes) {
                match places.find(hash, |it| self.is_of(*row, it)) {
                    Place::Of(_) => twice(*row),
                    Place::Before(at) => places.put(at, hash, row + 1),
                }
            }
        }
        places
    }

    /// Whether a text is this record's id, in its source: two sources may have one id.
    fn is_of(&self, row: Row, text: ValueId) -> bool {
        self.source(text - 1) == self.source(row) && self.texts.is(text, self.id(row))
    }

    /// Makes ids findable now, and not once somebody looks for one.
    pub(crate) fn make_findable(&self) {
        self.places();
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| self.placed(|_| {}))
    }

    /// One more record, whose id must be new in its source.
    pub(crate) fn append(&mut self, source: &str, id: &str) -> Result<Row, RecordsError> {
        let source = self.source_number(source);
        if let Some(row) = self.find(|it| self.source(it) == source, id) {
            return Err(self.repeated(row));
        }
        let row = self.add(source, id)?;
        let mut places = self.places.take().unwrap_or_default();
        places.make_room(1);
        if let Place::Before(at) = places.find(hash(id), |it| self.is_of(row, it)) {
            places.put(at, hash(id), row + 1);
        }
        self.places = places.into();
        Ok(row)
    }

    /// The first record of this id that is wanted.
    pub(crate) fn find(&self, wanted: impl Fn(Row) -> bool, id: &str) -> Option<Row> {
        let rows = self.places().all(hash(id)).map(|it| it - 1);
        rows.filter(|row| self.texts.is(row + 1, id) && wanted(*row)).min()
    }

    fn repeated(&self, row: Row) -> RecordsError {
        let (source_name, id) = (self.name(self.source(row)).to_owned(), self.id(row).to_owned());
        RecordsError::Repeated { source_name, id }
    }
}
