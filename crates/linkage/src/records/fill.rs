//! Records are filled source by source and column by column.

use rayon::prelude::*;

use super::{
    Dictionary, Field, Layout, MISSING, Records, RecordsError, Row, Source, ValueId, Values,
};

/// Records in the making.
#[derive(Debug)]
pub struct Filling {
    records: Records,
    seen: Vec<bool>,
}

/// One column of one source in the making.
#[derive(Debug)]
pub struct FillingField<'a> {
    dictionary: &'a mut Dictionary,
    values: &'a mut Values,
}

impl Filling {
    /// Nothing yet, for these columns.
    pub fn new(layout: &Layout) -> Self {
        let grouped = layout.grouped();
        let groups = grouped.iter().map(|(_, group)| group + 1).max().unwrap_or(0);
        let fields: Vec<Field> = grouped
            .into_iter()
            .map(|(name, dictionary)| Field {
                name: name.to_owned(),
                dictionary,
                values: Values::One(Vec::new()),
            })
            .collect();
        let seen = vec![false; fields.len()];
        let dictionaries = (0..groups).map(|_| Dictionary::default()).collect();
        Self { records: Records { fields, dictionaries, sources: Vec::new(), rows: 0 }, seen }
    }

    /// Begins a source: its ids follow, then its columns, then [`Filling::end_source`].
    pub fn begin_source(&mut self, name: &str) {
        self.records.begin_source(name);
    }

    /// The next record's id in the source that was begun.
    ///
    /// # Errors
    /// An id that is empty, and too many records. An id that was there before is told at the end of
    /// the source.
    pub fn id(&mut self, id: &str) -> Result<(), RecordsError> {
        self.records.take_id(id)?;
        if let Some(source) = self.records.sources.last_mut() {
            source.ids.add(id);
        }
        Ok(())
    }

    /// The column to fill, if it is wanted.
    pub fn field(&mut self, column: &str) -> Option<FillingField<'_>> {
        let at = self.records.field(column)?;
        self.seen[at] = true;
        let field = &mut self.records.fields[at];
        let dictionary = &mut self.records.dictionaries[field.dictionary];
        Some(FillingField { dictionary, values: &mut field.values })
    }

    /// Ends a source; columns that it does not have are missing in all its records.
    ///
    /// # Errors
    /// A column with more or fewer values than ids, an id that stands twice.
    pub fn end_source(&mut self) -> Result<(), RecordsError> {
        if let Some(source) = self.records.sources.last_mut() {
            let numbers = source.ids.settle();
            if let Some(repeated) = Dictionary::first_repeated(&numbers) {
                let id = source.ids.text(repeated).to_owned();
                return Err(RecordsError::Repeated { source_name: source.name.clone(), id });
            }
        }
        let wanted = self.records.len();
        let first = self.records.sources.last().map_or(0, |it| it.first as usize);
        for field in &mut self.records.fields {
            let found = field.values.len();
            if found == first {
                field.values.fill_missing(wanted);
            }
            if field.values.len() != wanted {
                return Err(RecordsError::Uneven {
                    source_name: self
                        .records
                        .sources
                        .last()
                        .map(|it| it.name.clone())
                        .unwrap_or_default(),
                    column: field.name.clone(),
                    found: found - first,
                    wanted: wanted - first,
                });
            }
        }
        Ok(())
    }

    /// The records.
    ///
    /// # Errors
    /// A column of the layout that no source had.
    pub fn finish(self) -> Result<Records, RecordsError> {
        match self.seen.iter().position(|seen| !seen) {
            Some(at) => {
                Err(RecordsError::NoColumn { column: self.records.fields[at].name.clone() })
            }
            None => Ok(self.records.settled()),
        }
    }
}

impl Records {
    fn begin_source(&mut self, name: &str) {
        let source = Source { name: name.to_owned(), first: self.rows, ids: Dictionary::default() };
        self.sources.push(source);
    }

    /// Gives each distinct text its one number, in all fields.
    fn settled(mut self) -> Self {
        let numbers: Vec<Vec<ValueId>> =
            self.dictionaries.par_iter_mut().map(Dictionary::settle).collect();
        self.fields.par_iter_mut().for_each(|field| {
            let numbers = &numbers[field.dictionary];
            let (Values::One(values) | Values::Many { values, .. }) = &mut field.values;
            for value in values {
                *value = numbers[*value as usize];
            }
        });
        self
    }

    fn take_id(&mut self, id: &str) -> Result<(), RecordsError> {
        let Some(source) = self.sources.last() else { return Ok(()) };
        if id.is_empty() {
            let row = source.ids.len() + 1;
            return Err(RecordsError::NoId { source_name: source.name.clone(), row });
        }
        if self.rows >= MOST_RECORDS {
            return Err(RecordsError::TooMany { most: MOST_RECORDS });
        }
        self.rows += 1;
        Ok(())
    }

    /// The id of one more record, of the last source if it has this name and else of a new one.
    pub(crate) fn append_id(&mut self, source: &str, id: &str) -> Result<Row, RecordsError> {
        if self.sources.last().is_none_or(|it| it.name != source) {
            self.begin_source(source);
        }
        let held = self.sources.last().filter(|it| it.ids.find(id).is_some());
        if let Some(held) = held {
            let (source_name, id) = (held.name.clone(), id.to_owned());
            return Err(RecordsError::Repeated { source_name, id });
        }
        self.take_id(id)?;
        if let Some(source) = self.sources.last_mut() {
            source.ids.number(id);
        }
        Ok(self.rows - 1)
    }
}

/// Half of the numbers are kept free, for texts that a set does not know.
const MOST_RECORDS: Row = 1 << 31;

impl FillingField<'_> {
    /// The number of a text, to be pushed as often as it stands in the column.
    pub fn number(&mut self, text: &str) -> ValueId {
        self.dictionary.note(text)
    }

    /// The next record's value, by number.
    pub fn push_number(&mut self, value: ValueId) {
        self.values.push(value);
    }

    /// The next record's value.
    pub fn push(&mut self, text: Option<&str>) {
        let value = text.map_or(MISSING, |text| self.dictionary.note(text));
        self.values.push(value);
    }

    /// The next record's list; `None` if there is none.
    pub fn push_list<'t>(&mut self, texts: Option<impl IntoIterator<Item = &'t str>>) {
        let Some(texts) = texts else { return self.values.push_list(None) };
        let numbers: Vec<ValueId> =
            texts.into_iter().map(|it| self.dictionary.note(it)).collect();
        self.values.push_list(Some(numbers));
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::One(values) => values.len(),
            Self::Many { ends, .. } => ends.len(),
        }
    }

    fn push(&mut self, value: ValueId) {
        match self {
            Self::One(values) => values.push(value),
            Self::Many { .. } => self.push_list((value != MISSING).then(|| vec![value])),
        }
    }

    /// A list; the first list makes the whole column one of lists.
    pub(crate) fn push_list(&mut self, list: Option<Vec<ValueId>>) {
        self.become_many();
        let Self::Many { ends, values, missing } = self else { return };
        missing.push(list.is_none());
        values.extend(list.unwrap_or_default());
        ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
    }

    fn become_many(&mut self) {
        let Self::One(one) = self else { return };
        let one = std::mem::take(one);
        *self = Self::Many { ends: Vec::new(), values: Vec::new(), missing: Vec::new() };
        for value in one {
            self.push_list((value != MISSING).then(|| vec![value]));
        }
    }

    fn fill_missing(&mut self, until: usize) {
        match self {
            Self::One(values) => values.resize(until, MISSING),
            Self::Many { ends, values, missing } => {
                ends.resize(until, u32::try_from(values.len()).unwrap_or(u32::MAX));
                missing.resize(until, true);
            }
        }
    }
}
