//! What values of a column become.

use bytes::Bytes;
use hybrid::Torn;
use measures::fact::TooManyWords;

use super::Fault;

/// What the values of a column become, and how they lie in pages.
pub(super) trait Kind {
    /// What a value becomes.
    type Value: Copy + Default;

    /// Takes note of the dictionary.
    fn dictionary(&mut self, page: &Bytes, count: usize) -> Result<(), Fault>;

    /// Appends the values of entries of the dictionary, and says whether there are such entries.
    fn entries(&self, keys: &[u32], values: &mut Vec<Self::Value>) -> bool;

    /// The next value that stands as it is.
    fn plain(&mut self, bytes: &mut &[u8]) -> Result<Self::Value, Fault>;

    /// What a number becomes that is known by its step from the one before.
    fn number(&self, _number: i64) -> Self::Value {
        Self::Value::default()
    }

    /// Whether values that stand as they are take a bit each.
    const BITS: bool = false;

    /// Whether values are numbers.
    const NUMBERS: bool = false;
}

/// Values of so many bytes each.
pub(super) struct Fixed<const N: usize, F> {
    dictionary: Bytes,
    make: F,
}

impl<const N: usize, F> Fixed<N, F> {
    pub(super) fn new(make: F) -> Self {
        Self { dictionary: Bytes::new(), make }
    }
}

impl<const N: usize, T: Copy + Default, F: Fn([u8; N]) -> T> Kind for Fixed<N, F> {
    type Value = T;

    fn dictionary(&mut self, page: &Bytes, _count: usize) -> Result<(), Fault> {
        self.dictionary = page.clone();
        Ok(())
    }

    fn entries(&self, keys: &[u32], values: &mut Vec<T>) -> bool {
        let (entries, _) = self.dictionary.as_chunks();
        append(entries, keys, values, |it| (self.make)(*it))
    }

    fn plain(&mut self, bytes: &mut &[u8]) -> Result<T, Fault> {
        let (value, rest) = bytes.split_first_chunk().ok_or(Torn)?;
        *bytes = rest;
        Ok((self.make)(*value))
    }

    fn number(&self, number: i64) -> T {
        number.to_le_bytes().first_chunk().map(|it| (self.make)(*it)).unwrap_or_default()
    }

    const NUMBERS: bool = true;
}

/// Words, each made into something else: those of a dictionary once for all rows.
pub(super) struct Words<T, F> {
    entries: Vec<T>,
    make: F,
}

impl<T, F> Words<T, F> {
    pub(super) fn new(make: F) -> Self {
        Self { entries: Vec::new(), make }
    }
}

impl<T: Copy + Default, F: FnMut(&str) -> Result<T, TooManyWords>> Kind for Words<T, F> {
    type Value = T;

    fn dictionary(&mut self, page: &Bytes, count: usize) -> Result<(), Fault> {
        let mut bytes = page.as_ref();
        self.entries.clear();
        for _ in 0..count {
            let value = self.plain(&mut bytes)?;
            self.entries.push(value);
        }
        Ok(())
    }

    fn entries(&self, keys: &[u32], values: &mut Vec<T>) -> bool {
        append(&self.entries, keys, values, |it| *it)
    }

    fn plain(&mut self, bytes: &mut &[u8]) -> Result<T, Fault> {
        let (word, rest) = sized(bytes).ok_or(Torn)?;
        *bytes = rest;
        Ok((self.make)(std::str::from_utf8(word).map_err(|_| Fault::NotUtf8)?)?)
    }
}

/// Yes or no.
pub(super) struct Flags;

impl Kind for Flags {
    type Value = bool;

    const BITS: bool = true;

    fn dictionary(&mut self, _page: &Bytes, _count: usize) -> Result<(), Fault> {
        Err(Torn.into())
    }

    fn entries(&self, keys: &[u32], values: &mut Vec<bool>) -> bool {
        values.extend(keys.iter().map(|it| *it != 0));
        true
    }

    fn plain(&mut self, _bytes: &mut &[u8]) -> Result<bool, Fault> {
        Err(Torn.into())
    }
}

fn append<E, T: Default>(
    entries: &[E],
    keys: &[u32],
    values: &mut Vec<T>,
    make: impl Fn(&E) -> T,
) -> bool {
    let mut known = true;
    values.extend(keys.iter().map(|key| {
        let entry = usize::try_from(*key).ok().and_then(|it| entries.get(it));
        known &= entry.is_some();
        entry.map(&make).unwrap_or_default()
    }));
    known
}

/// The bytes whose length stands before them, and what follows.
pub(super) fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}
