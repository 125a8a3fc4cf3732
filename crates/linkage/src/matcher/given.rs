//! A record that came from outside, read as a plan reads those of the set.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Plan, Reading, Slot, SlotNumber, list_bits, read_moment, read_number};
use crate::records::{MISSING, Records, Row, ValueId, Values};
use crate::text::Letters;

/// A record from outside: what is known of it, by column, and what people have decided of it.
///
/// Texts are compared as they stand. Where the standing records were prepared, this one must be
/// too: a record as somebody typed it is prepared by `given` of the crate `lists`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Given {
    pub(crate) columns: BTreeMap<String, Vec<String>>,
    /// Standing records that people have decided it is.
    pub(super) must: BTreeSet<Row>,
    /// Standing records that people have decided it is not.
    pub(super) must_not: BTreeSet<Row>,
}

/// Names only what columns there are: the texts are about a person.
impl std::fmt::Debug for Given {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_list().entries(self.columns.keys()).finish()
    }
}

impl Given {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text of a column; an empty one is missing.
    #[must_use]
    pub fn with(mut self, column: &str, text: &str) -> Self {
        if !text.is_empty() {
            self.columns.insert(column.to_owned(), vec![text.to_owned()]);
        }
        self
    }

    /// The list of a column.
    #[must_use]
    pub fn with_list<'t>(mut self, column: &str, texts: impl IntoIterator<Item = &'t str>) -> Self {
        self.columns.insert(column.to_owned(), texts.into_iter().map(str::to_owned).collect());
        self
    }

    /// People have decided that it is this standing record, whatever the score and whether or not a
    /// rule finds it. Of what is said about one standing record the last counts.
    ///
    /// Decisions are about the rows of one [`Matcher`](crate::Matcher), which does not keep them
    /// when it takes the record in: those of standing records are [`Decided`](crate::Decided).
    ///
    /// ```
    /// # use linkage::Filling;
    /// use linkage::{Best, Given, Matcher, Model, Thresholds};
    ///
    /// # let columns = [("pnc_id", "1999/0000001H"), ("crn", "X123456")];
    /// let model = Model::person()?;
    /// # let layout = model.layout();
    /// # let mut filling = Filling::new(&layout);
    /// # filling.source("custody");
    /// # filling.id("1")?;
    /// # for column in layout.columns() {
    /// #     let Some(mut field) = filling.field(column) else { continue };
    /// #     field.push(columns.iter().find(|it| it.0 == column).map(|it| it.1));
    /// # }
    /// # filling.end_piece()?;
    /// # let records = filling.finish()?;
    /// let matcher = Matcher::new(&model, records, Thresholds { certain: 0.99, possible: 0.5 })?;
    /// let row = matcher.records().find(Some("custody"), "1").ok_or("not on the list")?;
    ///
    /// let stranger = Given::new().with("crn", "J246810");
    /// assert_eq!(matcher.best(&stranger), Best::None);
    /// assert!(matches!(matcher.best(&stranger.must(row)), Best::Certain(it) if it.row == row));
    ///
    /// let alike = Given::new().with("pnc_id", "1999/0000001H").with("crn", "X123456");
    /// assert!(matches!(matcher.best(&alike), Best::Certain(_)));
    /// assert_eq!(matcher.best(&alike.must_not(row)), Best::None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn must(mut self, row: Row) -> Self {
        self.must_not.remove(&row);
        self.must.insert(row);
        self
    }

    /// People have decided that it is not this standing record, whatever the score: it is never
    /// offered. See [`Given::must`].
    #[must_use]
    pub fn must_not(mut self, row: Row) -> Self {
        self.must.remove(&row);
        self.must_not.insert(row);
        self
    }

    /// The text of a column, for people to read; lists are joined as [`Records::shown`] does.
    pub(crate) fn shown(&self, column: &str) -> Option<String> {
        self.columns.get(column).map(|it| it.join(", "))
    }
}

/// Numbers from here on stand for texts that the set does not have.
const FIRST_UNKNOWN: ValueId = 1 << 31;

/// A given record with its texts looked up.
pub(crate) struct Asked<'a> {
    plan: &'a Plan,
    records: &'a Records,
    cells: Vec<ValueId>,
    slots: Vec<AskedSlot>,
    unknown: Vec<(String, Letters)>,
}

#[derive(Default)]
struct AskedSlot {
    list: Option<Vec<ValueId>>,
    number: Option<f64>,
    moment: Option<f64>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(plan: &'a Plan, records: &'a Records, given: &Given) -> Self {
        let mut asked =
            Self { plan, records, cells: Vec::new(), slots: Vec::new(), unknown: Vec::new() };
        for slot in &plan.slots {
            let texts = given.columns.get(&slot.expression.column);
            let (value, read) = texts.map(|texts| asked.read(slot, texts)).unwrap_or_default();
            asked.cells.push(value);
            asked.slots.push(read);
        }
        asked.cells = plan.finished(asked.cells);
        asked
    }

    fn read(&mut self, slot: &Slot, texts: &[String]) -> (ValueId, AskedSlot) {
        let list: Vec<ValueId> = texts.iter().map(|it| self.number_of(slot, it)).collect();
        if let Values::Many { .. } = self.records.fields[slot.field].values {
            let value = list_bits(&list);
            return (value, AskedSlot { list: Some(list), number: None, moment: None });
        }
        let made = texts.first().and_then(|it| slot.expression.make(it));
        let Some(made) = made else { return Default::default() };
        let read = AskedSlot {
            list: Some(list),
            number: Some(read_number(&made)).filter(|it| !it.is_nan()),
            moment: Some(read_moment(&made)).filter(|it| !it.is_nan()),
        };
        (self.number_of(slot, &made), read)
    }

    fn number_of(&mut self, slot: &Slot, text: &str) -> ValueId {
        if let Some(found) = self.records.dictionaries[slot.dictionary].find(text) {
            return found;
        }
        let known = self.unknown.iter().position(|it| it.0 == text);
        let at = known.unwrap_or_else(|| {
            self.unknown.push((text.to_owned(), Letters::of(text, self.plan.units)));
            self.unknown.len() - 1
        });
        FIRST_UNKNOWN + ValueId::try_from(at).unwrap_or(0)
    }

    fn unknown(&self, value: ValueId) -> Option<&(String, Letters)> {
        self.unknown.get(value.checked_sub(FIRST_UNKNOWN)? as usize)
    }
}

impl Reading for Asked<'_> {
    fn cells(&self) -> &[ValueId] {
        &self.cells
    }

    fn list(&self, slot: SlotNumber) -> Option<&[ValueId]> {
        self.slots[slot].list.as_deref()
    }

    fn text(&self, slot: SlotNumber, value: ValueId) -> &str {
        match self.unknown(value) {
            Some((text, _)) => text,
            None => self.records.dictionaries[self.plan.slots[slot].dictionary].text(value),
        }
    }

    fn letters(&self, slot: SlotNumber, value: ValueId) -> Letters {
        match self.unknown(value) {
            Some((_, letters)) => *letters,
            None => self.plan.facts[self.plan.slots[slot].dictionary].letters[value as usize],
        }
    }

    fn number(&self, slot: SlotNumber) -> Option<f64> {
        self.slots[slot].number
    }

    fn moment(&self, slot: SlotNumber) -> Option<f64> {
        self.slots[slot].moment
    }
}

impl Records {
    /// Takes one more record. It joins the last source if that has the name, else it begins one.
    ///
    /// # Errors
    /// An id that is empty or was there before.
    pub(crate) fn append(
        &mut self,
        source: &str,
        id: &str,
        given: &Given,
    ) -> Result<Row, crate::records::RecordsError> {
        let row = self.ids.append(source, id)?;
        for field in &mut self.fields {
            let dictionary = &mut self.dictionaries[field.dictionary];
            let texts = given.columns.get(&field.name);
            let numbers =
                texts.map(|it| it.iter().map(|text| dictionary.number(text)).collect::<Vec<_>>());
            match &mut field.values {
                Values::One(values) => {
                    let first = numbers.and_then(|it| it.first().copied());
                    values.push(first.unwrap_or(MISSING));
                }
                Values::Many { .. } => field.values.push_list(numbers),
            }
        }
        Ok(row)
    }
}
