//! Runs and packed groups.

use super::{Torn, decode};

fn check(bytes: &[u8], width: u32, count: usize, wanted: Result<&[u32], Torn>) {
    let mut values = Vec::new();
    let done = decode(bytes, width, count, &mut values);
    assert_eq!(done.map(|()| values.as_slice()), wanted);
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
fn every_width_packs_and_unpacks() {
    for width in 1..=32_u32 {
        let mask = u32::MAX >> (32 - width);
        let wanted: Vec<u32> = (0..24_u32).map(|it| it.wrapping_mul(0x9E37_79B9) & mask).collect();
        let mut bits = Vec::new();
        for value in &wanted {
            bits.extend((0..width).map(|bit| u8::from((value >> bit) & 1 == 1)));
        }
        let mut bytes = vec![0b111];
        bytes.extend(
            bits.chunks(8).map(|it| it.iter().rev().fold(0_u8, |byte, bit| (byte << 1) | bit)),
        );
        check(&bytes, width, 24, Ok(&wanted));
    }
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
}
