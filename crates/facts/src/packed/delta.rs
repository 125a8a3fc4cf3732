//! The encoding that Parquet has for numbers that grow: blocks of steps from one number to the
//! next, packed into as few bits as the largest of a part of a block needs.

use hybrid::{Torn, unpack, varint};

/// Steps unpacked at a time.
const BLOCK: usize = 64;

/// Where in numbers a reader stands.
#[derive(Debug)]
pub(super) struct Delta<'a> {
    rest: &'a [u8],
    /// How many numbers are still to come, and the next of them.
    left: usize,
    next: i64,
    /// How many parts a block has, and how many steps each of them.
    parts: usize,
    of_part: usize,
    /// What is taken off each step of the block.
    least: i64,
    /// How many bits the steps take of each part of the block that is still to come.
    widths: &'a [u8],
    part: Part<'a>,
}

/// What is left of a part of a block.
#[derive(Debug, Default)]
struct Part<'a> {
    packed: &'a [u8],
    width: usize,
    bit: usize,
    steps: usize,
}

impl<'a> Delta<'a> {
    pub(super) fn new(mut rest: &'a [u8]) -> Result<Self, Torn> {
        let of_block = size(&mut rest)?;
        let parts = size(&mut rest)?;
        let left = size(&mut rest)?;
        let next = zigzag(&mut rest)?;
        let of_part = of_block.checked_div(parts).ok_or(Torn)?;
        if of_part == 0 || of_part % 8 != 0 {
            return Err(Torn);
        }
        let part = Part::default();
        Ok(Self { rest, left, next, parts, of_part, least: 0, widths: &[], part })
    }

    /// Hands on numbers.
    pub(super) fn take(&mut self, mut count: usize, mut see: impl FnMut(i64)) -> Result<(), Torn> {
        if count > self.left {
            return Err(Torn);
        }
        let mut block = [0; BLOCK];
        while count > 0 {
            if self.left == 1 {
                see(self.next);
                self.left = 0;
                return Ok(());
            }
            if self.part.steps == 0 {
                self.next_part()?;
            }
            let some = count.min(self.left - 1).min(self.part.steps).min(BLOCK);
            let steps = block.get_mut(..some).ok_or(Torn)?;
            self.part.take(steps);
            for step in steps {
                see(self.next);
                self.next = self.next.wrapping_add(self.least).wrapping_add_unsigned(*step);
            }
            self.left -= some;
            count -= some;
        }
        Ok(())
    }

    fn next_part(&mut self) -> Result<(), Torn> {
        if self.widths.is_empty() {
            self.least = zigzag(&mut self.rest)?;
            (self.widths, self.rest) = self.rest.split_at_checked(self.parts).ok_or(Torn)?;
        }
        let (width, widths) = self.widths.split_first().ok_or(Torn)?;
        let width = usize::from(*width);
        self.widths = widths;
        let size = self.of_part.checked_mul(width).filter(|_| width <= 64).ok_or(Torn)? / 8;
        let (packed, rest) = self.rest.split_at_checked(size).ok_or(Torn)?;
        self.rest = rest;
        self.part = Part { packed, width, bit: 0, steps: self.of_part };
        Ok(())
    }
}

impl Part<'_> {
    fn take(&mut self, steps: &mut [u64]) {
        let count = steps.len();
        if self.width <= 32 {
            let mut block = [0; BLOCK];
            let narrow = block.get_mut(..count).unwrap_or_default();
            unpack(self.packed, self.bit, self.width, narrow);
            steps.iter_mut().zip(narrow).for_each(|(to, from)| *to = u64::from(*from));
        } else {
            for (place, step) in (0..).zip(steps) {
                *step = wide(self.packed, self.bit + place * self.width, self.width);
            }
        }
        self.bit += count * self.width;
        self.steps -= count;
    }
}

/// A step of more than 32 bits.
fn wide(packed: &[u8], bit: usize, width: usize) -> u64 {
    let bytes = packed.get(bit / 8..(bit + width).div_ceil(8)).unwrap_or_default();
    let word = bytes.iter().rev().fold(0_u128, |all, byte| (all << 8) | u128::from(*byte));
    u64::try_from((word >> (bit % 8)) & ((1 << width) - 1)).unwrap_or(u64::MAX)
}

fn size(bytes: &mut &[u8]) -> Result<usize, Torn> {
    usize::try_from(varint(bytes)?).map_err(|_| Torn)
}

/// A number whose sign is its lowest bit.
fn zigzag(bytes: &mut &[u8]) -> Result<i64, Torn> {
    let folded = varint(bytes)?;
    Ok((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
}

#[cfg(test)]
mod tests;
