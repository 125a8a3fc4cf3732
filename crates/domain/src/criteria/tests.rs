//! What the matrix must hold to, and small makers of evidence for the tests beside this file.

mod change;
mod check;
mod properties;
mod score;
mod version;
mod window;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::id::{EvidenceId, Id};
use crate::nomination::{Evidence, EvidenceKind, OffenceType, Reasons, Shown, Verification};

const TODAY: Date = date(2004, 12, 31);
const BURGLARY: Shown = Shown::Conviction(OffenceType::BurglaryDwelling);
const SHOP_THEFT: Shown = Shown::Conviction(OffenceType::ShopTheft);
const TIP: Shown = Shown::Intelligence(OffenceType::Robbery);

fn evidence_id(n: u128) -> EvidenceId {
    EvidenceId::from_uuid(Uuid::from_u128(n))
}

fn piece(n: u128, shows: Shown, happened_on: Date) -> Evidence {
    Evidence {
        id: evidence_id(n),
        shows,
        happened_on: Some(happened_on),
        known_on: happened_on,
        brought_by: AgencyKind::Police,
        verification: Verification::Verified { on: happened_on },
    }
}

fn known(evidence: &[Evidence]) -> Known<'_> {
    Known { evidence, looked_for: EvidenceKind::ALL, custody: Some(&[]) }
}

/// Six points for a burglary, two for any other conviction, over twelve calendar months.
fn burglaries() -> Factor {
    let weights = vec![
        Weight { counted: Counted::Only(BURGLARY), points: 6 },
        Weight { counted: Counted::Any(EvidenceKind::Conviction), points: 2 },
    ];
    Factor {
        key: "burglaries".to_owned(),
        title: "Burglaries".to_owned(),
        source: Provenance::Local,
        measure: Measure::PerOccasion { weights, decay: Decay::Full },
        window_months: 12,
        basis: Basis::Calendar,
        cap: 30,
        justification: None,
    }
}

/// Ten points for six convictions in twelve months at liberty, four for three.
fn six_at_liberty() -> Factor {
    let bands = vec![Band { at_least: 3, points: 4 }, Band { at_least: 6, points: 10 }];
    Factor {
        key: "six_at_liberty".to_owned(),
        title: "Six or more".to_owned(),
        measure: Measure::Bands { counts: vec![Counted::Any(EvidenceKind::Conviction)], bands },
        basis: Basis::AtLiberty,
        cap: 10,
        ..burglaries()
    }
}

/// Three points for each piece of intelligence, justified.
fn tips() -> Factor {
    let weights = vec![Weight { counted: Counted::Any(EvidenceKind::Intelligence), points: 3 }];
    Factor {
        key: "tips".to_owned(),
        title: "Intelligence".to_owned(),
        measure: Measure::PerOccasion { weights, decay: Decay::Full },
        cap: 9,
        justification: Some(Justification {
            reasons: Reasons::parse("Robberies here are seldom reported.").unwrap(),
            given_on: date(2004, 1, 1),
        }),
        ..burglaries()
    }
}

fn matrix(factors: Vec<Factor>) -> Criteria {
    let agreed_on = Some(date(2004, 1, 1));
    Criteria {
        id: CriteriaId::from_uuid(Uuid::from_u128(1)),
        scheme: SchemeId::from_uuid(Uuid::from_u128(1)),
        version: 1,
        title: "Matrix".to_owned(),
        agreed: Agreement { police_on: agreed_on, probation_on: agreed_on },
        in_force_from: date(2004, 1, 1),
        in_force_to: None,
        consider_at: 10,
        factors,
    }
}

fn held(received_on: Date, released_on: Date) -> CustodyPeriod {
    CustodyPeriod { received_on: Some(received_on), release: Release::On(released_on) }
}
