//! The coefficients, as printed, to nine places. A published service has the signs of the three
//! youngest female bands and the size of the sexual offences not against a child wrong; these are
//! right. Source: [OGRS3 §A].

use super::{Sex, Status};
use crate::definition::OffenceClass;

/// The constant for one year.
pub(super) const ONE_YEAR: f64 = 1.402_562_384;
/// The constant for two years.
pub(super) const TWO_YEARS: f64 = 2.121_705_678;
/// For the rate of sanctions.
pub(super) const COPAS: f64 = 1.251_124_464;

/// Up to which age, men, women.
const AGE_AND_SEX: [(i32, f64, f64); 10] = [
    (11, 0.0, -0.785_038_489),
    (13, 0.083_922_902, -0.613_852_078),
    (15, 0.075_775_765, -0.669_521_331),
    (17, -0.061_594_199, -0.959_179_629),
    (20, -0.625_103_618, -0.897_480_934),
    (24, -1.051_515_067, -1.028_488_454),
    (29, -1.166_679_288, -1.052_777_806),
    (34, -1.325_976_554, -1.129_127_959),
    (39, -1.368_045_933, -1.421_874_94),
    (49, -1.499_690_953, -1.524_652_221),
];
const FIFTY_AND_OVER: (f64, f64) = (-2.025_261_458, -2.449_837_16);

/// By age at the start of the follow-up.
pub(super) fn age_and_sex(sex: Sex, age: i32) -> f64 {
    let band = AGE_AND_SEX.iter().find(|(up_to, _, _)| age <= *up_to);
    let (male, female) = band.map_or(FIFTY_AND_OVER, |(_, male, female)| (*male, *female));
    match sex {
        Sex::Male => male,
        Sex::Female => female,
    }
}

/// By where the current sanction stands in the record.
pub(super) fn status(status: Status) -> f64 {
    match status {
        Status::FirstCaution => 0.0,
        Status::FurtherCaution => 0.083_100_501,
        Status::FirstConviction => 0.126_142_106,
        Status::FirstConvictionAfterCautions => 0.348_595_87,
        Status::Repeat => 0.463_062_792,
    }
}

/// By the class of the current offence.
pub(super) fn offence(class: OffenceClass) -> f64 {
    match class {
        OffenceClass::Violence => 0.0,
        OffenceClass::Robbery => -0.634_795_912,
        OffenceClass::PublicOrder => 0.181_917_975,
        OffenceClass::Sexual => 0.003_276_327,
        OffenceClass::SexualChild => -0.653_434_071,
        OffenceClass::Soliciting => 0.760_608_858,
        OffenceClass::BurglaryDomestic => -0.123_943_52,
        OffenceClass::BurglaryOther => 0.240_604_429,
        OffenceClass::Theft => 0.661_244_321,
        OffenceClass::Handling => 0.351_866_973,
        OffenceClass::Fraud => 0.159_910_192,
        OffenceClass::Absconding => 0.733_378_677,
        OffenceClass::TakingVehicle => 0.380_059_431,
        OffenceClass::TheftFromVehicle => 0.427_225_615,
        OffenceClass::Motoring => 0.262_228_428,
        OffenceClass::DrinkDriving => -0.121_439_408,
        OffenceClass::CriminalDamage => 0.204_960_477,
        OffenceClass::DrugImport => -0.795_556_373,
        OffenceClass::DrugPossession => 0.077_165_871,
        OffenceClass::Other => -0.060_667_525,
    }
}
