//! The encoding that Parquet uses for levels and for numbers of dictionary entries: runs of one
//! value, and groups of eight packed into as few bits as they need. Values that nobody wants are
//! passed over without being unpacked.
//!
//! ```
//! // Four times 7, then 0 to 7, each in three bits.
//! let bytes = [0b1000, 7, 0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010];
//! let mut values = Vec::new();
//! hybrid::decode(&bytes, 3, 12, &mut values)?;
//! assert_eq!(values, [7, 7, 7, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
//! # Ok::<(), hybrid::Torn>(())
//! ```

use std::ops::Range;

/// The bytes end before the values do, or say what cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Torn;

/// Values unpacked at a time.
const BLOCK: usize = 64;

/// Where in packed values a reader stands.
#[derive(Debug)]
pub struct Hybrid<'a> {
    rest: &'a [u8],
    width: usize,
    run: Run<'a>,
    /// Values left in the run.
    left: usize,
}

#[derive(Debug, Clone, Copy)]
enum Run<'a> {
    Same(u32),
    /// Packed values, and the bit at which the next one begins.
    Packed(&'a [u8], usize),
}

/// Values in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys<'a> {
    /// One value so many times.
    Same(u32, usize),
    /// Each by itself.
    Each(&'a [u32]),
}

/// Appends so many values of `width` bits to `values`.
///
/// # Errors
/// Fewer values than that, or more than 32 bits for one.
pub fn decode(bytes: &[u8], width: u8, count: usize, values: &mut Vec<u32>) -> Result<(), Torn> {
    values.reserve(count);
    Hybrid::new(bytes, width)?.take(count, |keys| match keys {
        Keys::Same(value, count) => values.resize(values.len() + count, value),
        Keys::Each(each) => values.extend_from_slice(each),
    })
}

impl<'a> Hybrid<'a> {
    /// Values of so many bits.
    ///
    /// # Errors
    /// More than 32 bits.
    pub fn new(rest: &'a [u8], width: u8) -> Result<Self, Torn> {
        if width > 32 {
            return Err(Torn);
        }
        Ok(Self { rest, width: usize::from(width), run: Run::Same(0), left: 0 })
    }

    /// Values of one bit each and nothing between them.
    pub fn bits(packed: &'a [u8]) -> Self {
        let left = packed.len().saturating_mul(8);
        Self { rest: &[], width: 1, run: Run::Packed(packed, 0), left }
    }

    /// Passes over values.
    ///
    /// # Errors
    /// Fewer values than that.
    pub fn skip(&mut self, mut count: usize) -> Result<(), Torn> {
        while count > 0 {
            let step = self.step(count)?;
            if let Run::Packed(_, bit) = &mut self.run {
                *bit += step * self.width;
            }
            count -= step;
        }
        Ok(())
    }

    /// Passes over values of one bit, and says how many of them are 1.
    ///
    /// # Errors
    /// Fewer values than that.
    pub fn ones(&mut self, mut count: usize) -> Result<usize, Torn> {
        let mut ones = 0;
        while count > 0 {
            let step = self.step(count)?;
            match &mut self.run {
                Run::Same(level) => ones += if *level == 1 { step } else { 0 },
                Run::Packed(packed, bit) => {
                    ones += ones_of(packed, *bit..*bit + step).ok_or(Torn)?;
                    *bit += step;
                }
            }
            count -= step;
        }
        Ok(ones)
    }

    /// Hands on values.
    ///
    /// # Errors
    /// Fewer values than that.
    pub fn take(&mut self, mut count: usize, mut see: impl FnMut(Keys<'_>)) -> Result<(), Torn> {
        let mut block = [0; BLOCK];
        while count > 0 {
            let step = self.step(count)?;
            count -= step;
            match &mut self.run {
                Run::Same(value) => see(Keys::Same(*value, step)),
                Run::Packed(packed, bit) => {
                    let end = *bit + step * self.width;
                    if end.div_ceil(8) > packed.len() {
                        return Err(Torn);
                    }
                    for from in (0..step).step_by(BLOCK) {
                        let values = block.get_mut(..BLOCK.min(step - from)).ok_or(Torn)?;
                        unpack(packed, *bit + from * self.width, self.width, values);
                        see(Keys::Each(values));
                    }
                    *bit = end;
                }
            }
        }
        Ok(())
    }

    /// Takes values off a run, as many of those wanted as it has; after an empty one, the next.
    fn step(&mut self, wanted: usize) -> Result<usize, Torn> {
        if self.left == 0 {
            self.next_run()?;
        }
        let step = wanted.min(self.left);
        self.left -= step;
        Ok(step)
    }

    fn next_run(&mut self) -> Result<(), Torn> {
        let header = varint(&mut self.rest)?;
        let length = usize::try_from(header >> 1).map_err(|_| Torn)?;
        if length == 0 {
            return Err(Torn);
        }
        if header & 1 == 0 {
            let (value, rest) = self.rest.split_at_checked(self.width.div_ceil(8)).ok_or(Torn)?;
            self.rest = rest;
            self.run =
                Run::Same(value.iter().rev().fold(0, |all, byte| (all << 8) | u32::from(*byte)));
            self.left = length;
        } else {
            let size = length.checked_mul(self.width).ok_or(Torn)?;
            // Some writers leave out the end of the last group.
            let (packed, rest) = self.rest.split_at(size.min(self.rest.len()));
            self.rest = rest;
            self.run = Run::Packed(packed, 0);
            self.left = length.checked_mul(8).ok_or(Torn)?;
        }
        Ok(())
    }
}

/// A number of as many bytes as it needs, taken off the bytes.
///
/// # Errors
/// Bytes that end within it.
pub fn varint(bytes: &mut &[u8]) -> Result<u64, Torn> {
    let mut value = 0;
    for shift in (0..70).step_by(7) {
        let (first, rest) = bytes.split_first().ok_or(Torn)?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Torn)
}

/// How many of these bits are 1.
fn ones_of(packed: &[u8], bits: Range<usize>) -> Option<usize> {
    let bytes = packed.get(bits.start / 8..bits.end.div_ceil(8))?;
    let (words, rest) = bytes.as_chunks();
    let ones = words.iter().map(|it| u64::from_le_bytes(*it).count_ones()).sum::<u32>();
    let ones = ones + rest.iter().map(|it| it.count_ones()).sum::<u32>();
    let before = bytes.first().map_or(0, |it| it & !(u8::MAX << (bits.start % 8)));
    let after = bytes.last().map_or(0, |it| match bits.end % 8 {
        0 => 0,
        last => it >> last,
    });
    usize::try_from(ones - before.count_ones() - after.count_ones()).ok()
}

/// Values packed from the lowest bit up, from a bit on: by eights, which begin with a byte, and
/// those around them one by one.
pub fn unpack(packed: &[u8], bit: usize, width: usize, values: &mut [u32]) {
    let before = (8 - bit.checked_div(width).unwrap_or(0) % 8) % 8;
    let (head, rest) = values.split_at_mut(before.min(values.len()));
    each(packed, bit, width, head);
    let at = bit + before * width;
    let (eights, tail) = rest.as_chunks_mut();
    let last = at + eights.len() * 8 * width;
    by_eights(packed.get(at / 8..).unwrap_or_default(), width, eights);
    each(packed, last, width, tail);
}

fn each(packed: &[u8], mut bit: usize, width: usize, values: &mut [u32]) {
    let mask = (1_u64 << width) - 1;
    for value in values {
        let word = word(packed.get(bit / 8..).unwrap_or_default());
        *value = low((word >> (bit % 8)) & mask);
        bit += width;
    }
}

fn by_eights(packed: &[u8], width: usize, eights: &mut [[u32; 8]]) {
    match width {
        1 => narrow::<1>(packed, eights),
        2 => narrow::<2>(packed, eights),
        3 => narrow::<3>(packed, eights),
        4 => narrow::<4>(packed, eights),
        5 => narrow::<5>(packed, eights),
        6 => narrow::<6>(packed, eights),
        7 => narrow::<7>(packed, eights),
        8 => narrow::<8>(packed, eights),
        9 => wide::<9>(packed, eights),
        10 => wide::<10>(packed, eights),
        11 => wide::<11>(packed, eights),
        12 => wide::<12>(packed, eights),
        13 => wide::<13>(packed, eights),
        14 => wide::<14>(packed, eights),
        15 => wide::<15>(packed, eights),
        16 => wide::<16>(packed, eights),
        _ => each(packed, 0, width, eights.as_flattened_mut()),
    }
}

/// Eight values of so many bits are as many bytes: eight at most.
fn narrow<const WIDTH: usize>(packed: &[u8], eights: &mut [[u32; 8]]) {
    for (bytes, values) in packed.as_chunks::<WIDTH>().0.iter().zip(eights) {
        let mut word = [0; 8];
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        let word = u64::from_le_bytes(word);
        for (place, value) in values.iter_mut().enumerate() {
            *value = low((word >> (place * WIDTH)) & ((1 << WIDTH) - 1));
        }
    }
}

/// The same of up to sixteen.
fn wide<const WIDTH: usize>(packed: &[u8], eights: &mut [[u32; 8]]) {
    for (bytes, values) in packed.as_chunks::<WIDTH>().0.iter().zip(eights) {
        let first = u64::from_le_bytes(bytes.first_chunk().copied().unwrap_or_default());
        let last = u64::from_le_bytes(bytes.last_chunk().copied().unwrap_or_default());
        let word = u128::from(first) | u128::from(last) << ((WIDTH - 8) * 8);
        for (place, value) in values.iter_mut().enumerate() {
            let own = (word >> (place * WIDTH)) & ((1 << WIDTH) - 1);
            *value = u32::try_from(own).unwrap_or(u32::MAX);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the mask leaves 32 bits at most")]
fn low(word: u64) -> u32 {
    word as u32
}

/// The first eight bytes; noughts follow the last one.
fn word(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or_else(
        || bytes.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte)),
        |whole| u64::from_le_bytes(*whole),
    )
}

#[cfg(test)]
mod tests;
