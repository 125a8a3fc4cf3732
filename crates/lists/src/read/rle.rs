//! The encoding that Parquet uses for levels and for numbers of dictionary entries: runs of one
//! value, and groups of eight packed into as few bits as they need.

/// The bytes end before the values do, or say what cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Torn;

/// Appends `count` values of `width` bits to `values`.
pub(super) fn decode(
    mut bytes: &[u8],
    width: u32,
    count: usize,
    values: &mut Vec<u32>,
) -> Result<(), Torn> {
    if width > 32 {
        return Err(Torn);
    }
    let wanted = values.len() + count;
    values.reserve(count);
    while values.len() < wanted {
        let header = varint(&mut bytes)?;
        let left = wanted - values.len();
        let length = usize::try_from(header >> 1).map_err(|_| Torn)?;
        if header & 1 == 0 {
            let value = run_value(&mut bytes, width)?;
            values.resize(values.len() + length.min(left), value);
            if length == 0 {
                return Err(Torn);
            }
        } else {
            let size = length.checked_mul(width as usize).ok_or(Torn)?;
            // Some writers leave out the end of the last group.
            let (packed, rest) = bytes.split_at(size.min(bytes.len()));
            bytes = rest;
            unpack(packed, width, length.saturating_mul(8).min(left), values)?;
        }
    }
    Ok(())
}

fn varint(bytes: &mut &[u8]) -> Result<u64, Torn> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let (first, rest) = bytes.split_first().ok_or(Torn)?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Torn)
}

fn run_value(bytes: &mut &[u8], width: u32) -> Result<u32, Torn> {
    let (own, rest) = bytes.split_at_checked(width.div_ceil(8) as usize).ok_or(Torn)?;
    *bytes = rest;
    Ok(own.iter().rev().fold(0, |value, byte| (value << 8) | u32::from(*byte)))
}

/// Values packed from the lowest bit up.
fn unpack(packed: &[u8], width: u32, count: usize, values: &mut Vec<u32>) -> Result<(), Torn> {
    if width == 0 {
        values.resize(values.len() + count, 0);
        return Ok(());
    }
    if count == 0 || (count * width as usize).div_ceil(8) > packed.len() {
        return Err(Torn);
    }
    let mask = (1_u64 << width) - 1;
    let mut held = 0_u64;
    let mut bits = 0;
    let mut words = packed.chunks(4);
    values.extend((0..count).map(|_| {
        if bits < width {
            let word = words.next().map_or(0, word);
            held |= u64::from(word) << bits;
            bits += 32;
        }
        let value = held & mask;
        held >>= width;
        bits -= width;
        #[expect(clippy::cast_possible_truncation, reason = "the mask leaves 32 bits at most")]
        let value = value as u32;
        value
    }));
    Ok(())
}

fn word(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or_else(
        || bytes.iter().rev().fold(0, |value, byte| (value << 8) | u32::from(*byte)),
        |whole| u32::from_le_bytes(*whole),
    )
}

#[cfg(test)]
mod tests;
