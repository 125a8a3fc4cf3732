//! Columns with few distinct values: these stand once, and each row says which it has in as few
//! bits as that needs.

use super::pages::varint;

/// More distinct values than that are left to the library.
const MOST: usize = 16;
/// Rows whose numbers fill whole bytes, however many bits each has.
const TOGETHER: usize = 8;

/// The distinct values in order of first coming, and which each is; `None` if they are many.
pub(super) fn distinct<T: Copy + PartialEq>(
    values: impl Iterator<Item = T>,
) -> Option<(Vec<T>, Vec<u8>)> {
    let mut distinct: Vec<T> = Vec::with_capacity(MOST);
    let mut numbers = Vec::with_capacity(values.size_hint().0);
    for value in values {
        let known = distinct.iter().position(|it| *it == value);
        let number = known.unwrap_or(distinct.len());
        if number == MOST {
            return None;
        }
        if known.is_none() {
            distinct.push(value);
        }
        numbers.push(u8::try_from(number).ok()?);
    }
    Some((distinct, numbers))
}

/// Appends numbers of distinct values to a page, the width in bits before them.
pub(super) fn pack(numbers: &[u8], distinct: usize, page: &mut Vec<u8>) {
    let width = match distinct {
        0..=2 => 1,
        3..=4 => 2,
        _ => 4,
    };
    page.push(width);
    let groups = numbers.len().div_ceil(TOGETHER);
    varint((groups as u64) << 1 | 1, page);
    let bytes = usize::from(width) * groups;
    let until = page.len() + bytes;
    let a_byte = TOGETHER / usize::from(width);
    page.extend(
        numbers
            .chunks(a_byte)
            .map(|some| some.iter().rev().fold(0, |byte, number| byte << width | number)),
    );
    page.resize(until, 0);
}

#[cfg(test)]
mod tests;
