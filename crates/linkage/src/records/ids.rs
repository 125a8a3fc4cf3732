//! Which source each record is from, and its id there.

use super::dictionary::hash;
use super::places::{Place, Places, TOGETHER};
use super::texts::Texts;
use super::{RecordsError, Row, SourceNumber, ValueId};

/// The sources and ids of a set of records.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    sources: Vec<Source>,
    /// The source of each record.
    of: Vec<SourceNumber>,
    /// The id of record `n` is text `n + 1`; several sources may have one id.
    texts: Texts,
    /// Of those that have been settled.
    places: Places,
}

/// A source, and whether its ids came in order: then rows are compared in place of texts, which lie
/// anywhere.
#[derive(Debug)]
struct Source {
    name: String,
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

    pub(crate) fn source(&self, row: Row) -> SourceNumber {
        self.of[row as usize]
    }

    pub(crate) fn name(&self, source: SourceNumber) -> &str {
        &self.sources[usize::from(source)].name
    }

    /// Whether `one` is before `other`: by source name, then by id, as text.
    pub(crate) fn in_order(&self, one: Row, other: Row) -> bool {
        let (left, right) = (self.source(one), self.source(other));
        if left != right {
            return self.name(left) < self.name(right);
        }
        match self.sources[usize::from(left)].order {
            Came::InOrder => one < other,
            Came::Anyhow => self.id(one) < self.id(other),
        }
    }

    /// How many records each source has.
    pub(crate) fn sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.sources.len()];
        for source in &self.of {
            sizes[usize::from(*source)] += 1;
        }
        sizes
    }

    /// The number of a source, given now if it is new.
    pub(super) fn source_number(&mut self, name: &str) -> SourceNumber {
        let known = self.sources.iter().position(|it| it.name == name);
        let number = known.unwrap_or_else(|| {
            self.sources.push(Source { name: name.to_owned(), last: None, order: Came::InOrder });
            self.sources.len() - 1
        });
        SourceNumber::try_from(number).unwrap_or(SourceNumber::MAX)
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

    /// Makes ids findable.
    ///
    /// # Errors
    /// An id that stands twice in one source.
    pub(super) fn settle(&mut self) -> Result<(), RecordsError> {
        self.places.make_room(self.len());
        let rows: Vec<Row> = (0..Row::try_from(self.len()).unwrap_or(Row::MAX)).collect();
        for rows in rows.chunks(TOGETHER) {
            let hashes: Vec<u64> = rows.iter().map(|it| hash(self.id(*it))).collect();
            self.places.approach(hashes.iter().copied());
            for (row, hash) in rows.iter().zip(hashes) {
                self.index(*row, hash)?;
            }
        }
        Ok(())
    }

    /// Makes an id findable; there is room for it.
    fn index(&mut self, row: Row, hash: u64) -> Result<(), RecordsError> {
        let (source, id) = (self.source(row), self.id(row));
        // Two sources may have one id.
        let same = |it: ValueId| self.source(it - 1) == source && self.texts.is(it, id);
        match self.places.find(hash, same) {
            Place::Of(_) => Err(self.repeated(row)),
            Place::Before(at) => {
                self.places.put(at, hash, row + 1);
                Ok(())
            }
        }
    }

    /// One more record, whose id must be new in its source.
    pub(crate) fn append(&mut self, source: &str, id: &str) -> Result<Row, RecordsError> {
        let source = self.source_number(source);
        if let Some(row) = self.find(|it| it == source, id) {
            return Err(self.repeated(row));
        }
        let row = self.add(source, id)?;
        self.places.make_room(1);
        self.index(row, hash(id))?;
        Ok(row)
    }

    /// The first record of this id whose source is wanted.
    pub(crate) fn find(&self, wanted: impl Fn(SourceNumber) -> bool, id: &str) -> Option<Row> {
        let rows = self.places.all(hash(id)).map(|it| it - 1);
        rows.filter(|row| self.texts.is(row + 1, id) && wanted(self.source(*row))).min()
    }

    fn repeated(&self, row: Row) -> RecordsError {
        let (source_name, id) = (self.name(self.source(row)).to_owned(), self.id(row).to_owned());
        RecordsError::Repeated { source_name, id }
    }
}
