//! Numbers known by their steps.

use hybrid::Torn;

use super::Delta;

/// Numbers packed as the description of the format says.
fn packed(numbers: &[i64]) -> Vec<u8> {
    let mut bytes = vec![128, 1, 4];
    varint(u64::try_from(numbers.len()).unwrap(), &mut bytes);
    zigzag(numbers.first().copied().unwrap_or(0), &mut bytes);
    let steps: Vec<i64> = numbers.windows(2).map(|it| it[1].wrapping_sub(it[0])).collect();
    for block in steps.chunks(128) {
        let least = block.iter().min().unwrap();
        zigzag(*least, &mut bytes);
        let over: Vec<u64> =
            block.iter().map(|it| it.wrapping_sub(*least).cast_unsigned()).collect();
        let parts: Vec<&[u64]> = over.chunks(32).collect();
        let width = |it: &&[u64]| 64 - it.iter().fold(0, |all, it| all | it).leading_zeros();
        let widths: Vec<u32> = parts.iter().map(width).collect();
        bytes.extend(widths.iter().map(|it| u8::try_from(*it).unwrap()));
        bytes.resize(bytes.len() + 4 - widths.len(), 0);
        for (part, width) in parts.iter().zip(widths) {
            let mut bits: Vec<u64> =
                part.iter().flat_map(|it| (0..width).map(move |bit| (it >> bit) & 1)).collect();
            bits.resize(usize::try_from(width).unwrap() * 32, 0);
            let byte = |it: &[u64]| it.iter().rev().fold(0, |byte, bit| (byte << 1) | bit);
            bytes.extend(bits.chunks(8).map(|it| u8::try_from(byte(it)).unwrap()));
        }
    }
    bytes
}

fn varint(mut number: u64, bytes: &mut Vec<u8>) {
    while number > 127 {
        bytes.push(u8::try_from(number & 127).unwrap() | 128);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap());
}

fn zigzag(number: i64, bytes: &mut Vec<u8>) {
    varint(((number << 1) ^ (number >> 63)).cast_unsigned(), bytes);
}

fn take(reader: &mut Delta<'_>, count: usize) -> Result<Vec<i64>, Torn> {
    let mut numbers = Vec::new();
    reader.take(count, |it| numbers.push(it))?;
    Ok(numbers)
}

fn check(wanted: &[i64]) {
    let bytes = packed(wanted);
    for from in (0..wanted.len()).step_by(3) {
        let mut reader = Delta::new(&bytes).unwrap();
        take(&mut reader, from).unwrap();
        assert_eq!(take(&mut reader, wanted.len() - from).as_deref(), Ok(&wanted[from..]));
        assert_eq!(take(&mut reader, 1), Err(Torn));
    }
}

#[test]
fn numbers_come_back_from_their_steps() {
    check(&[7]);
    check(&[7, 7, 7]);
    check(&[i64::MIN, i64::MAX, 0, -1, i64::MIN]);
    for (count, step) in [(129, 1), (130, -5), (300, 4096), (33, i64::MAX / 7)] {
        check(&(0..count).map(|it: i64| it.wrapping_mul(step)).collect::<Vec<_>>());
        let uneven = |it: i64| it.wrapping_mul(it % 5).wrapping_mul(step);
        check(&(0..count).map(uneven).collect::<Vec<_>>());
    }
}

#[test]
fn bytes_that_end_too_soon_are_torn() {
    let bytes = packed(&[1, 20, 300, 4000]);
    for length in 0..bytes.len() {
        let read = Delta::new(&bytes[..length]).and_then(|mut it| take(&mut it, 4));
        assert_eq!(read, Err(Torn), "{length}");
    }
    // Parts of no steps, and steps of more bits than a number has.
    assert!(Delta::new(&[0, 4, 2, 2]).is_err());
    assert!(Delta::new(&[128, 1, 0, 2, 2]).is_err());
    let mut reader = Delta::new(&[8, 1, 2, 2, 2, 65]).unwrap();
    assert_eq!(take(&mut reader, 2), Err(Torn));
}
