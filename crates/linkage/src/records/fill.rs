//! Records are filled piece by piece, and each piece column by column.

use super::ids::Ids;
use super::{
    Dictionary, Field, Layout, MISSING, Records, RecordsError, SourceNumber, ValueId, Values,
};

/// Room is made for no more at once, whatever a damaged file says of itself.
const MOST_EXPECTED: usize = 1 << 27;

/// Records in the making.
#[derive(Debug)]
pub struct Filling {
    records: Records,
    seen: Vec<bool>,
    source: SourceNumber,
    /// Records of pieces that have ended.
    before: usize,
}

/// One column of one source in the making.
#[derive(Debug)]
pub struct FillingField<'a> {
    dictionary: &'a mut Dictionary,
    values: &'a mut Values,
}

/// The columns that share a dictionary, in the making.
#[derive(Debug)]
pub struct FillingGroup<'a> {
    dictionary: &'a mut Dictionary,
    fields: Vec<(&'a str, &'a mut Values, &'a mut bool)>,
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
        Self {
            records: Records { fields, dictionaries, ids: Ids::default() },
            seen,
            source: 0,
            before: 0,
        }
    }

    /// Makes room for so many more records, so that columns need not be copied as they grow. Where
    /// the system has no room, or fewer come, nothing is lost.
    pub fn expect(&mut self, more: usize) {
        let more = more.min(MOST_EXPECTED);
        for field in &mut self.records.fields {
            if let Values::One(values) = &mut field.values {
                // Without the room they are taken all the same.
                values.try_reserve(more).unwrap_or_default();
            }
        }
    }

    /// Says that what follows is of another list. Lists are the sides of a link then, and a source
    /// of the same name in another list is another source.
    pub fn begin_list(&mut self) {
        self.records.ids.begin_list();
    }

    /// Says which source the ids that follow are of; the same one may come again.
    pub fn source(&mut self, name: &str) {
        self.source = self.records.ids.source_number(name);
    }

    /// The next record's id in its source.
    ///
    /// # Errors
    /// An id that is empty, and too many records. An id that stands twice is told at the end.
    pub fn id(&mut self, id: &str) -> Result<(), RecordsError> {
        self.records.ids.add(self.source, id).map(drop)
    }

    /// The column to fill, if it is wanted.
    pub fn field(&mut self, column: &str) -> Option<FillingField<'_>> {
        let at = self.records.field(column)?;
        self.seen[at] = true;
        let field = &mut self.records.fields[at];
        let dictionary = &mut self.records.dictionaries[field.dictionary];
        Some(FillingField { dictionary, values: &mut field.values })
    }

    /// All columns by the dictionaries that they share. Each group may be filled by a thread of its
    /// own.
    pub fn groups(&mut self) -> Vec<FillingGroup<'_>> {
        let dictionaries = self.records.dictionaries.iter_mut();
        let mut groups: Vec<FillingGroup<'_>> = dictionaries
            .map(|dictionary| FillingGroup { dictionary, fields: Vec::new() })
            .collect();
        for (field, seen) in self.records.fields.iter_mut().zip(&mut self.seen) {
            let Field { name, dictionary, values } = field;
            groups[*dictionary].fields.push((name, values, seen));
        }
        groups
    }

    /// Ends a piece: ids, and then every column that it has. Columns that it does not have are
    /// missing in all its records.
    ///
    /// # Errors
    /// A column with more or fewer values than ids.
    pub fn end_piece(&mut self) -> Result<(), RecordsError> {
        let (before, wanted) = (self.before, self.records.len());
        for field in &mut self.records.fields {
            if field.values.len() == before {
                field.values.fill_missing(wanted);
            }
            let found = field.values.len();
            if found != wanted {
                let (column, found, wanted) = (field.name.clone(), found - before, wanted - before);
                return Err(RecordsError::Uneven { column, found, wanted });
            }
        }
        self.before = wanted;
        Ok(())
    }

    /// The records.
    ///
    /// # Errors
    /// A column of the layout that no piece had, an id that stands twice in a source.
    pub fn finish(self) -> Result<Records, RecordsError> {
        self.records.ids.settle()?;
        match self.seen.iter().position(|seen| !seen) {
            Some(at) => {
                Err(RecordsError::NoColumn { column: self.records.fields[at].name.clone() })
            }
            None => Ok(self.records),
        }
    }
}

impl<'a> FillingGroup<'a> {
    /// The names of the columns, in order.
    pub fn columns(&self) -> Vec<&'a str> {
        self.fields.iter().map(|it| it.0).collect()
    }

    /// The column to fill, if it is of the group.
    pub fn field(&mut self, column: &str) -> Option<FillingField<'_>> {
        let (_, values, seen) = self.fields.iter_mut().find(|it| it.0 == column)?;
        **seen = true;
        Some(FillingField { dictionary: self.dictionary, values })
    }
}

impl FillingField<'_> {
    /// Adds the number of each of these texts to `numbers`, to be pushed as often as it stands in
    /// the column.
    pub fn number_all<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        numbers: &mut Vec<ValueId>,
    ) {
        self.dictionary.number_all(texts, numbers);
    }

    /// The next records' values, by number.
    pub fn push_numbers(&mut self, values: impl IntoIterator<Item = ValueId>) {
        match self.values {
            Values::One(all) => all.extend(values),
            Values::Many { .. } => values.into_iter().for_each(|it| self.values.push(it)),
        }
    }

    /// The next record's list, by number; `None` if there is none.
    pub fn push_list_of_numbers(&mut self, list: Option<impl Iterator<Item = ValueId>>) {
        self.values.push_list(list);
    }

    /// The next record's value.
    pub fn push(&mut self, text: Option<&str>) {
        let value = text.map_or(MISSING, |text| self.dictionary.number(text));
        self.values.push(value);
    }

    /// The next record's list; `None` if there is none.
    pub fn push_list<'t>(&mut self, texts: Option<impl IntoIterator<Item = &'t str>>) {
        let number = |text| self.dictionary.number(text);
        self.values.push_list(texts.map(|it| it.into_iter().map(number)));
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
            Self::Many { .. } => self.push_list((value != MISSING).then_some([value])),
        }
    }

    /// A list; the first list makes the whole column one of lists.
    pub(crate) fn push_list(&mut self, list: Option<impl IntoIterator<Item = ValueId>>) {
        self.become_many();
        let Self::Many { ends, values, missing } = self else { return };
        missing.push(list.is_none());
        values.extend(list.into_iter().flatten());
        ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
    }

    fn become_many(&mut self) {
        let Self::One(one) = self else { return };
        let one = std::mem::take(one);
        *self = Self::Many { ends: Vec::new(), values: Vec::new(), missing: Vec::new() };
        for value in one {
            self.push(value);
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
