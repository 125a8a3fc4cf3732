//! A flat column page by page: of each page only the rows that are wanted.

use std::ops::Range;

use hybrid::{Hybrid, Keys, Torn};
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};

use crate::schema::Optional;

use super::Fault;
use super::delta::Delta;
use super::values::{Kind, sized};

/// A column that is being read.
pub(super) struct Column<'a, K: Kind> {
    pub(super) kind: K,
    /// Whether rows can be empty in the file.
    pub(super) optional: Optional,
    /// What empty rows become.
    pub(super) empty: K::Value,
    /// How many rows were empty.
    pub(super) holes: u64,
    pub(super) values: &'a mut Vec<K::Value>,
    /// By row, of those at hand: whether there is a value.
    filled: Vec<bool>,
    spare: Vec<K::Value>,
}

/// A data page.
struct Data<'p> {
    rows: usize,
    /// What says which rows have a value, where not all must.
    levels: Option<&'p [u8]>,
    encoding: Encoding,
    bytes: &'p [u8],
}

/// Where a reader stands in the values of a page.
enum Values<'p> {
    Plain(&'p [u8]),
    Keys(Hybrid<'p>),
    Steps(Delta<'p>),
}

/// Whether pages of this encoding can be read here.
pub(super) fn is_known<K: Kind>(encoding: Encoding) -> bool {
    let numbers = encoding == Encoding::DELTA_BINARY_PACKED && K::NUMBERS;
    let others =
        [Encoding::PLAIN, Encoding::RLE, Encoding::PLAIN_DICTIONARY, Encoding::RLE_DICTIONARY];
    numbers || others.contains(&encoding)
}

impl<'a, K: Kind> Column<'a, K> {
    pub(super) fn new(
        kind: K,
        optional: Optional,
        empty: K::Value,
        values: &'a mut Vec<K::Value>,
    ) -> Self {
        values.clear();
        Self { kind, optional, empty, holes: 0, values, filled: Vec::new(), spare: Vec::new() }
    }

    /// Reads these rows, which are in order.
    pub(super) fn read(
        &mut self,
        mut pages: impl PageReader,
        mut rows: &[Range<usize>],
    ) -> Result<(), Fault> {
        self.values.reserve(rows.iter().map(ExactSizeIterator::len).sum());
        let mut first = 0;
        while let Some(wanted) = rows.first() {
            let about = pages.peek_next_page()?.ok_or(Torn)?;
            if about.is_dict {
                if let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page()? {
                    self.kind.dictionary(&buf, usize::try_from(num_values).map_err(|_| Torn)?)?;
                }
                continue;
            }
            let count = about.num_rows.or(about.num_levels).ok_or(Torn)?;
            let end = first + count;
            if wanted.start >= end {
                pages.skip_next_page()?;
            } else {
                let page = pages.get_next_page()?.ok_or(Torn)?;
                let data = data(&page, self.optional)?;
                if data.rows != count {
                    return Err(Torn.into());
                }
                self.page(&data, first, rows)?;
                rows = rows.get(rows.partition_point(|it| it.end <= end)..).unwrap_or_default();
            }
            first = end;
        }
        Ok(())
    }

    /// Appends a value that stands as it would in a page, or none.
    pub(super) fn push(&mut self, value: Option<impl AsRef<[u8]>>) -> Result<(), Fault> {
        let value = match value {
            Some(bytes) => self.kind.plain(&mut bytes.as_ref())?,
            None => self.empty,
        };
        self.values.push(value);
        Ok(())
    }

    /// Appends the value of an entry, or none.
    pub(super) fn push_entry(&mut self, key: Option<u32>) {
        if !key.is_some_and(|it| self.kind.entries(&[it], self.values)) {
            self.values.push(self.empty);
        }
    }

    /// Reads the rows of a page, which begins at a row of the column.
    fn page(&mut self, page: &Data<'_>, first: usize, rows: &[Range<usize>]) -> Result<(), Fault> {
        let end = first + page.rows;
        let within = rows.get(..rows.partition_point(|it| it.start < end)).unwrap_or_default();
        let within = within.iter().map(|it| it.start.max(first) - first..it.end.min(end) - first);
        let mut levels = page.levels.map(|it| Hybrid::new(it, 1)).transpose()?;
        let mut values = open::<K>(page)?;
        let mut at = 0;
        for Range { start, end } in within {
            match &mut levels {
                None => {
                    self.skip(&mut values, start - at)?;
                    self.take(&mut values, end - start)?;
                }
                Some(levels) => {
                    self.skip(&mut values, levels.ones(start - at)?)?;
                    self.spread(levels, &mut values, end - start)?;
                }
            }
            at = end;
        }
        Ok(())
    }

    /// Takes the values of rows of which some have none.
    fn spread(
        &mut self,
        levels: &mut Hybrid<'_>,
        values: &mut Values<'_>,
        rows: usize,
    ) -> Result<(), Fault> {
        let filled = &mut self.filled;
        filled.clear();
        levels.take(rows, |keys| match keys {
            Keys::Same(level, count) => filled.resize(filled.len() + count, level == 1),
            Keys::Each(levels) => filled.extend(levels.iter().map(|it| *it == 1)),
        })?;
        let count = filled.iter().filter(|it| **it).count();
        self.holes += u64::try_from(rows - count).unwrap_or(u64::MAX);
        let first = self.values.len();
        self.take(values, count)?;
        if count == rows {
            return Ok(());
        }
        self.spare.clear();
        self.spare.extend(self.values.drain(first..));
        let mut spare = self.spare.iter();
        let empty = self.empty;
        let next = |it: &bool| if *it { spare.next().copied() } else { None }.unwrap_or(empty);
        self.values.extend(self.filled.iter().map(next));
        Ok(())
    }

    fn skip(&mut self, values: &mut Values<'_>, count: usize) -> Result<(), Fault> {
        match values {
            Values::Keys(keys) => keys.skip(count)?,
            Values::Steps(steps) => steps.take(count, |_| {})?,
            Values::Plain(bytes) => {
                for _ in 0..count {
                    self.kind.plain(bytes)?;
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, values: &mut Values<'_>, count: usize) -> Result<(), Fault> {
        let keys = match values {
            Values::Keys(keys) => keys,
            Values::Steps(steps) => {
                let Self { kind, values, .. } = self;
                steps.take(count, |it| values.push(kind.number(it)))?;
                return Ok(());
            }
            Values::Plain(bytes) => {
                for _ in 0..count {
                    self.values.push(self.kind.plain(bytes)?);
                }
                return Ok(());
            }
        };
        let Self { kind, values, .. } = self;
        let mut known = true;
        keys.take(count, |keys| match keys {
            Keys::Same(key, count) => {
                known &= kind.entries(&[key], values);
                let value = values.pop().unwrap_or_default();
                values.resize(values.len() + count, value);
            }
            Keys::Each(keys) => known &= kind.entries(keys, values),
        })?;
        if known { Ok(()) } else { Err(Torn.into()) }
    }
}

/// What a page holds, apart from a dictionary.
fn data(page: &Page, optional: Optional) -> Result<Data<'_>, Fault> {
    let (levels, bytes) = match page {
        Page::DictionaryPage { .. } => return Err(Torn.into()),
        Page::DataPage { buf, .. } if optional == Optional::Yes => {
            let (levels, bytes) = sized(buf).ok_or(Torn)?;
            (Some(levels), bytes)
        }
        Page::DataPage { buf, .. } => (None, buf.as_ref()),
        Page::DataPageV2 { buf, def_levels_byte_len, .. } => {
            let length = usize::try_from(*def_levels_byte_len).map_err(|_| Torn)?;
            let (levels, bytes) = buf.split_at_checked(length).ok_or(Torn)?;
            ((optional == Optional::Yes).then_some(levels), bytes)
        }
    };
    let rows = usize::try_from(page.num_values()).map_err(|_| Torn)?;
    Ok(Data { rows, levels, encoding: page.encoding(), bytes })
}

#[expect(deprecated, reason = "files can still say that they are bit-packed")]
fn open<'p, K: Kind>(page: &Data<'p>) -> Result<Values<'p>, Fault> {
    match page.encoding {
        Encoding::PLAIN if K::BITS => Ok(Values::Keys(Hybrid::bits(page.bytes))),
        Encoding::PLAIN => Ok(Values::Plain(page.bytes)),
        Encoding::RLE if K::BITS => {
            let (bytes, _) = sized(page.bytes).ok_or(Torn)?;
            Ok(Values::Keys(Hybrid::new(bytes, 1)?))
        }
        Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY => {
            // A page of empty rows alone may leave out the width, too.
            let (width, bytes) = page.bytes.split_first().unwrap_or((&0, &[]));
            Ok(Values::Keys(Hybrid::new(bytes, *width)?))
        }
        Encoding::DELTA_BINARY_PACKED if K::NUMBERS => Ok(Values::Steps(Delta::new(page.bytes)?)),
        Encoding::DELTA_BINARY_PACKED
        | Encoding::RLE
        | Encoding::DELTA_LENGTH_BYTE_ARRAY
        | Encoding::DELTA_BYTE_ARRAY
        | Encoding::BYTE_STREAM_SPLIT
        | Encoding::BIT_PACKED => Err(Torn.into()),
    }
}
