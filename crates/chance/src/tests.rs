//! The stream is that of the paper, to the last bit.

use super::Chance;

#[test]
fn the_stream_is_that_of_the_reference() {
    // What the program of Vigna (`splitmix64.c`), which is public, gives for this start.
    let mut chance = Chance::starting_at(1_234_567);
    let found = [(); 5].map(|()| chance.bits());
    let reference = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
    ];
    assert_eq!(found, reference);
}

#[test]
fn every_draw_takes_one_number_from_its_upper_bits() {
    let mut chance = Chance::starting_at(7);
    let thousand = [(); 8].map(|()| chance.below(1_000));
    assert_eq!(thousand, [389, 16, 900, 582, 452, 249, 467, 328]);
    let mut chance = Chance::starting_at(7);
    let units = [(); 3].map(|()| chance.unit().to_bits());
    let expected = [0.389_829_748_391_271_5, 0.016_788_294_528_156_11, 0.900_760_680_606_883_4];
    assert_eq!(units, expected.map(f64::to_bits));
    let mut chance = Chance::starting_at(7);
    assert_eq!([(); 3].map(|()| chance.happens(0.5)), [true, true, false]);
}

#[test]
fn nothing_is_below_nothing() {
    assert_eq!(Chance::starting_at(7).below(0), 0);
}
