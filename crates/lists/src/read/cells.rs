//! Cells from values and levels, which say where a value or a list is missing and where a list goes
//! on.

use ::parquet::basic::Repetition;
use ::parquet::schema::types::{ColumnDescriptor, Type};
use hybrid::Torn;

use super::parquet::Fault;
use crate::table::{Cell, Cells, Lists, Missing};

/// So many records are read at a time.
pub(super) const AT_ONCE: usize = 1 << 15;

/// What a level says about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    /// There is a value.
    pub(super) value: u32,
    /// There is a list, though it may be empty; `None` for a column that is no list.
    pub(super) list: Option<u32>,
}

/// Cells in the making.
#[derive(Debug)]
pub(super) struct Built {
    levels: Levels,
    one: Vec<Cell>,
    lists: Lists,
    /// Of the list at hand, if there is one.
    open: Option<Missing>,
}

impl Levels {
    pub(super) fn of(described: &ColumnDescriptor, root: &Type) -> Result<Self, Fault> {
        let value = u32::try_from(described.max_def_level()).map_err(|_| Torn)?;
        let root = root.get_basic_info();
        match (described.max_rep_level(), described.path().parts().len()) {
            (0, 1) => Ok(Self { value, list: None }),
            // A list that may be missing has a level for that, before those of its values.
            (1, 1..=3) => {
                let may_miss = root.has_repetition() && root.repetition() == Repetition::OPTIONAL;
                Ok(Self { value, list: Some(u32::from(may_miss)) })
            }
            _ => Err(Fault::WrongType("values within values".to_owned())),
        }
    }
}

impl Built {
    pub(super) fn new(levels: Levels, rows: usize) -> Self {
        // What a damaged file says of its rows may be more than any memory holds.
        let some = rows.min(AT_ONCE);
        let lists = levels.list.map_or_else(Lists::default, |_| Lists::with_capacity(some));
        Self { levels, one: Vec::new(), lists, open: None }
    }

    /// Takes the numbers of the values that are there. No levels are needed of a column that is
    /// everywhere, and none that say what goes on of one that is no list.
    pub(super) fn take(
        &mut self,
        numbers: impl IntoIterator<Item = Cell>,
        defined: &[u32],
        repeated: &[u32],
    ) -> Result<(), Fault> {
        let mut numbers = numbers.into_iter();
        let full = self.levels.value;
        let Some(list) = self.levels.list else {
            if full == 0 {
                self.one.extend(numbers);
            } else {
                let mut next = |it: &u32| if *it == full { numbers.next() } else { None };
                self.one.extend(defined.iter().map(|it| next(it).unwrap_or(0)));
            }
            return Ok(());
        };
        for (defined, repeated) in defined.iter().zip(repeated) {
            if *repeated == 0 {
                self.close()?;
                let none = *defined < list;
                self.open = Some(if none { Missing::Yes } else { Missing::No });
            } else if self.open.is_none() {
                return Err(Torn.into());
            }
            if *defined == full {
                // A value missing within a list says nothing.
                self.lists.values.extend(numbers.next().filter(|it| *it != 0));
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let Some(missing) = self.open.take() else { return Ok(()) };
        Ok(self.lists.end(missing)?)
    }

    pub(super) fn finish(mut self, rows: usize) -> Result<Cells, Fault> {
        self.close()?;
        let (found, cells) = if self.levels.list.is_some() {
            (self.lists.ends.len(), Cells::Many(self.lists))
        } else {
            (self.one.len(), Cells::One(self.one))
        };
        if found == rows { Ok(cells) } else { Err(Torn.into()) }
    }
}
