//! Runs and packed groups, all of them or only some.

use super::{Hybrid, Keys, Torn, decode};

fn take(reader: &mut Hybrid<'_>, count: usize) -> Result<Vec<u32>, Torn> {
    let mut values = Vec::new();
    reader.take(count, |keys| match keys {
        Keys::Same(value, count) => values.resize(values.len() + count, value),
        Keys::Each(each) => values.extend_from_slice(each),
    })?;
    Ok(values)
}

fn check(bytes: &[u8], width: u8, count: usize, wanted: Result<&[u32], Torn>) {
    let mut values = Vec::new();
    let done = decode(bytes, width, count, &mut values);
    assert_eq!(done.map(|()| values.as_slice()), wanted);
}

/// Values of so many bits as one packed run.
fn packed(values: &[u32], width: u8) -> Vec<u8> {
    let bit = |value: &u32, bit| u8::from((value >> bit) & 1 == 1);
    let bits: Vec<u8> =
        values.iter().flat_map(|it| (0..width).map(move |place| bit(it, place))).collect();
    let mut bytes = vec![u8::try_from(values.len() / 8 * 2 + 1).unwrap()];
    let byte = |it: &[u8]| it.iter().rev().fold(0, |byte, bit| (byte << 1) | bit);
    bytes.extend(bits.chunks(8).map(byte));
    bytes
}

fn some(count: u32, width: u8) -> Vec<u32> {
    let mask = u32::MAX >> (32 - width);
    (0..count).map(|it| it.wrapping_mul(0x9E37_79B9) & mask).collect()
}

#[test]
fn a_run_stands_for_one_value_many_times() {
    check(&[0b1000, 7], 3, 4, Ok(&[7, 7, 7, 7]));
    check(&[0b100, 0x34, 0x12], 16, 2, Ok(&[0x1234, 0x1234]));
}

#[test]
fn packed_values_begin_at_the_lowest_bit() {
    // The example of the format's own description: 0 to 7 in three bits each.
    let packed = [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010];
    check(&packed, 3, 8, Ok(&[0, 1, 2, 3, 4, 5, 6, 7]));
    check(&packed, 3, 5, Ok(&[0, 1, 2, 3, 4]));
}

#[test]
fn runs_and_groups_follow_one_another() {
    check(&[0b110, 1, 0b11, 0b0000_0101], 1, 8, Ok(&[1, 1, 1, 1, 0, 1, 0, 0]));
}

#[test]
fn every_width_unpacks_from_every_place_to_every_other() {
    for width in 1..=32 {
        let wanted = some(88, width);
        let bytes = packed(&wanted, width);
        for from in 0..20 {
            for to in from..wanted.len() {
                let mut reader = Hybrid::new(&bytes, width).unwrap();
                reader.skip(from).unwrap();
                assert_eq!(take(&mut reader, to - from).unwrap(), wanted[from..to], "{width}");
                assert_eq!(take(&mut reader, 1).unwrap(), [wanted[to]], "{width} {from} {to}");
            }
        }
    }
}

#[test]
fn what_is_passed_over_is_counted_as_it_is() {
    let values = some(160, 1);
    let bytes = [vec![0b110, 1, 0b100, 0], packed(&values, 1)].concat();
    let all = [vec![1; 3], vec![0; 2], values].concat();
    for from in 0..all.len() {
        for to in from..all.len() {
            let mut reader = Hybrid::new(&bytes, 1).unwrap();
            let ones = |it: &[u32]| it.iter().filter(|it| **it == 1).count();
            assert_eq!(reader.ones(from), Ok(ones(&all[..from])), "{from}");
            assert_eq!(reader.ones(to - from), Ok(ones(&all[from..to])), "{from} {to}");
            assert_eq!(take(&mut reader, 1).unwrap(), [all[to]], "{from} {to}");
        }
    }
}

#[test]
fn bits_alone_are_yes_and_no() {
    assert_eq!(take(&mut Hybrid::bits(&[0b101]), 4).unwrap(), [1, 0, 1, 0]);
    assert_eq!(take(&mut Hybrid::bits(&[0b101]), 9), Err(Torn));
}

#[test]
fn bytes_that_end_too_soon_are_torn() {
    check(&[], 1, 1, Err(Torn));
    check(&[0b1000], 3, 4, Err(Torn));
    check(&[0b11, 0xff], 3, 8, Err(Torn));
    check(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 3, 8, Err(Torn));
    // A run of nothing would go on for ever.
    check(&[0, 1], 3, 8, Err(Torn));
    check(&[0b1000, 7], 33, 4, Err(Torn));
    assert_eq!(Hybrid::new(&[0b11], 1).unwrap().ones(1), Err(Torn));
    assert_eq!(Hybrid::new(&[], 1).unwrap().skip(1), Err(Torn));
}
