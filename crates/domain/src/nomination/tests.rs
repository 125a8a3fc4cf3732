//! Who may be nominated, on what, and where a nomination stands.

mod evidence;
mod nominate;
mod reasons;
mod standing;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::decision::Outcome;
use crate::id::{DecisionId, Id};

const TODAY: Date = date(2004, 9, 20);

fn evidence_id(n: u128) -> EvidenceId {
    EvidenceId::from_uuid(Uuid::from_u128(n))
}

fn because(text: &str) -> Reasons {
    Reasons::parse(text).unwrap()
}

fn burglary(n: u128, happened_on: Date) -> Evidence {
    Evidence {
        id: evidence_id(n),
        shows: Shown::Conviction(OffenceType::BurglaryDwelling),
        happened_on: Some(happened_on),
        known_on: happened_on,
        brought_by: AgencyKind::Police,
        verification: Verification::Verified { on: happened_on },
    }
}

fn strand() -> StrandRule {
    StrandRule {
        key: StrandKey("catch_and_convict".to_owned()),
        from_age: Some(18),
        to_age: None,
        evidence_at_least: 1,
    }
}

fn candidate() -> Candidate {
    Candidate { born_on: Some(date(1980, 5, 1)), ..Candidate::default() }
}

fn nominate() -> Nominate {
    Nominate {
        id: NominationId::from_uuid(Uuid::from_u128(1)),
        person: PersonId::from_uuid(Uuid::from_u128(1)),
        scheme: SchemeId::from_uuid(Uuid::from_u128(1)),
        agency: AgencyId::from_uuid(Uuid::from_u128(1)),
        agency_kind: AgencyKind::Police,
        strand: strand().key,
        reasons: because("Burglaries in the Northgate estate since he came out."),
        evidence: vec![burglary(1, date(2004, 9, 1))],
        mappa: MappaAnswer::NotMappa,
        clinical_need: None,
        nominated_on: TODAY,
    }
}

fn nomination() -> Nomination {
    Nomination { said: nominate(), withdrawn: None, rulings: vec![] }
}

fn ruling(on: Date, outcome: Outcome) -> Ruling {
    Ruling { decision: DecisionId::from_uuid(Uuid::from_u128(1)), on, outcome }
}
