//! A matrix to start from. The guidance prints none: it names what to look at, and leaves the
//! numbers to police and probation. These numbers are examples, to be changed before use.

use jiff::civil::Date;

use super::{
    Agreement, Band, Basis, Counted, Criteria, Decay, Factor, Measure, Provenance, Weight,
};
use crate::edition::Source;
use crate::id::{CriteriaId, SchemeId};
use crate::nomination::{DrugTestResult, EvidenceKind, HarmType, OffenceType, Shown};

/// What a conviction weighs in the starter.
const CONVICTIONS: [(OffenceType, u32); 8] = [
    (OffenceType::BurglaryDwelling, 6),
    (OffenceType::Robbery, 6),
    (OffenceType::TheftFromPerson, 4),
    (OffenceType::VehicleCrime, 4),
    (OffenceType::BurglaryOther, 4),
    (OffenceType::DrugSupply, 4),
    (OffenceType::Violence, 4),
    (OffenceType::ShopTheft, 2),
];

impl Criteria {
    /// A first version to edit: nature and volume of crime, other harm, community impact, and
    /// convictions in twelve months at liberty. Agreed by nobody; counts neither arrests nor
    /// intelligence.
    ///
    /// Source: [RR04 ¶1], the weights are local.
    pub fn starter(id: CriteriaId, scheme: SchemeId, in_force_from: Date) -> Self {
        Self {
            id,
            scheme,
            version: 1,
            title: "Starter matrix".to_owned(),
            agreed: Agreement::default(),
            in_force_from,
            in_force_to: None,
            consider_at: 20,
            factors: vec![
                convictions_at_liberty(),
                nature_and_volume_of_crime(),
                other_harm(),
                community_impact(),
                drug_test(),
            ],
        }
    }
}

// Six convictions or more in twelve months is how the scheme before this one found people.
fn convictions_at_liberty() -> Factor {
    let bands = vec![Band { at_least: 3, points: 4 }, Band { at_least: 6, points: 10 }];
    let counts = vec![Counted::Any(EvidenceKind::Conviction)];
    Factor {
        window_months: 12,
        basis: Basis::AtLiberty,
        cap: 10,
        ..local(
            "convictions_at_liberty",
            "Convictions in 12 months at liberty",
            Measure::Bands { counts, bands },
        )
    }
}

fn nature_and_volume_of_crime() -> Factor {
    let conviction = |(offence, points)| only(Shown::Conviction(offence), points);
    let mut weights: Vec<_> = CONVICTIONS.into_iter().map(conviction).collect();
    weights.push(Weight { counted: Counted::Any(EvidenceKind::Conviction), points: 1 });
    let measure = Measure::PerOccasion { weights, decay: Decay::HalfAfter { months: 12 } };
    Factor {
        source: Provenance::Guidance(Source("RR04 ¶1".to_owned())),
        window_months: 24,
        cap: 30,
        ..local("crime", "Nature and volume of crime", measure)
    }
}

fn other_harm() -> Factor {
    let weights = vec![
        only(Shown::Harm(HarmType::GangLeadership), 4),
        only(Shown::Harm(HarmType::AntiSocialBehaviour), 2),
    ];
    let measure = Measure::PerOccasion { weights, decay: Decay::Full };
    Factor {
        source: Provenance::Guidance(Source("RR04 ¶1".to_owned())),
        cap: 12,
        ..local("other_harm", "Nature and volume of other harm", measure)
    }
}

fn community_impact() -> Factor {
    let weights = vec![
        only(Shown::Harm(HarmType::CommunityImpact), 4),
        only(Shown::Harm(HarmType::RepeatVictim), 3),
    ];
    let measure = Measure::PerOccasion { weights, decay: Decay::Full };
    Factor { cap: 8, ..local("community_impact", "Impact on the community", measure) }
}

fn drug_test() -> Factor {
    let counts = vec![
        Counted::Only(Shown::DrugTest(DrugTestResult::Positive)),
        Counted::Only(Shown::DrugTest(DrugTestResult::Refused)),
    ];
    let measure = Measure::YesNo { counts, points: 5 };
    Factor {
        window_months: 6,
        cap: 5,
        ..local("drug_test", "Positive or refused drug test", measure)
    }
}

fn only(shown: Shown, points: u32) -> Weight {
    Weight { counted: Counted::Only(shown), points }
}

fn local(key: &str, title: &str, measure: Measure) -> Factor {
    Factor {
        key: key.to_owned(),
        title: title.to_owned(),
        source: Provenance::Local,
        measure,
        window_months: 12,
        basis: Basis::Calendar,
        cap: 10,
        justification: None,
    }
}
