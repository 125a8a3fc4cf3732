//! The field's words for what nominations, criteria and decisions hold.

use domain::criteria::Counted;
use domain::decision::{Outcome, View};
use domain::nomination::{
    DrugTestResult, EvidenceKind, HarmType, MappaAnswer, OffenceType, Shown, Standing,
};

use crate::i18n::Msg;
use crate::msg;
use crate::render::{Choice, Tag, Tone};

pub(crate) fn evidence_kind(kind: EvidenceKind) -> Msg {
    match kind {
        EvidenceKind::Conviction => msg!("Conviction"),
        EvidenceKind::Charge => msg!("Charge"),
        EvidenceKind::Arrest => msg!("Arrest"),
        EvidenceKind::Intelligence => msg!("Intelligence"),
        EvidenceKind::DrugTest => msg!("Drug test"),
        EvidenceKind::Harm => msg!("Harm to others or the community"),
        EvidenceKind::AgencyReport => msg!("Report by an agency"),
    }
}

fn offence(offence: OffenceType) -> Msg {
    match offence {
        OffenceType::BurglaryDwelling => msg!("Burglary of a home"),
        OffenceType::BurglaryOther => msg!("Other burglary"),
        OffenceType::Robbery => msg!("Robbery"),
        OffenceType::TheftFromPerson => msg!("Theft from the person"),
        OffenceType::VehicleCrime => msg!("Theft of or from a vehicle"),
        OffenceType::ShopTheft => msg!("Theft from a shop"),
        OffenceType::OtherTheft => msg!("Other theft, or handling"),
        OffenceType::Fraud => msg!("Fraud or forgery"),
        OffenceType::Violence => msg!("Violence against the person"),
        OffenceType::Sexual => msg!("Sexual offence"),
        OffenceType::DrugSupply => msg!("Supply of drugs"),
        OffenceType::DrugPossession => msg!("Possession of drugs"),
        OffenceType::Weapon => msg!("Possession of a weapon"),
        OffenceType::CriminalDamage => msg!("Criminal damage or arson"),
        OffenceType::PublicOrder => msg!("Public order offence"),
        OffenceType::Breach => msg!("Breach of an order or of bail"),
        OffenceType::Motoring => msg!("Motoring offence"),
        OffenceType::Other => msg!("Other offence"),
    }
}

fn harm(harm: HarmType) -> Msg {
    match harm {
        HarmType::AntiSocialBehaviour => msg!("Anti-social behaviour"),
        HarmType::GangLeadership => msg!("Leading others into crime"),
        HarmType::RepeatVictim => msg!("The same victim harmed again"),
        HarmType::CommunityImpact => msg!("A street or an estate that suffers"),
    }
}

fn drug_test(result: DrugTestResult) -> Msg {
    match result {
        DrugTestResult::Positive => msg!("Positive test"),
        DrugTestResult::Refused => msg!("Test or treatment refused"),
    }
}

/// What a piece of evidence shows.
pub(crate) fn shown(shown: Shown) -> Msg {
    let kind = evidence_kind(shown.kind());
    match shown {
        Shown::Conviction(it) | Shown::Charge(it) | Shown::Arrest(it) | Shown::Intelligence(it) => {
            msg!("{kind}: {detail}", kind = kind, detail = offence(it))
        }
        Shown::DrugTest(it) => msg!("{kind}: {detail}", kind = kind, detail = drug_test(it)),
        Shown::Harm(it) => msg!("{kind}: {detail}", kind = kind, detail = harm(it)),
        Shown::AgencyReport => kind,
    }
}

/// What a factor counts.
pub(crate) fn counted(it: Counted) -> Msg {
    match it {
        Counted::Any(kind) => msg!("{kind}: any", kind = evidence_kind(kind)),
        Counted::Only(it) => shown(it),
    }
}

pub(crate) fn outcome(outcome: Outcome) -> Msg {
    match outcome {
        Outcome::Register => msg!("Take on to the scheme"),
        Outcome::WaitingList => msg!("Accept for the waiting list"),
        Outcome::Refuse => msg!("Do not take on"),
        Outcome::Defer { until } => msg!("Put off until {date}", date = until),
    }
}

pub(crate) fn view(view: View) -> Msg {
    match view {
        View::For => msg!("For taking the person on"),
        View::Against => msg!("Against"),
        View::NoView => msg!("Took part without a view"),
    }
}

pub(crate) fn standing(standing: Standing) -> Tag {
    let (text, tone) = match standing {
        Standing::Awaiting { since } => {
            (msg!("Awaiting decision since {date}", date = since), Tone::Waiting)
        }
        Standing::Deferred { until } => (msg!("Put off until {date}", date = until), Tone::Warning),
        Standing::OnWaitingList { since } => {
            (msg!("On the waiting list since {date}", date = since), Tone::Waiting)
        }
        Standing::Decided { on, outcome: Outcome::Register } => {
            (msg!("Accepted on {date}", date = on), Tone::Good)
        }
        Standing::Decided { on, .. } => (msg!("Refused on {date}", date = on), Tone::Neutral),
        Standing::Withdrawn { on } => (msg!("Withdrawn on {date}", date = on), Tone::Neutral),
    };
    Tag::new(text, tone)
}

pub(crate) fn mappa(answer: &MappaAnswer) -> Msg {
    match answer {
        MappaAnswer::NotMappa => msg!("Not managed under MAPPA"),
        MappaAnswer::Managed { category, level } => msg!(
            "Managed under MAPPA: category {category}, level {level}",
            category = u32::from(category.number()),
            level = u32::from(level.number())
        ),
        MappaAnswer::NotKnown { who_finds_out, by } => {
            msg!("Not known yet. {who} finds out by {date}", who = who_finds_out.text(), date = *by)
        }
    }
}

/// The kinds of evidence, after a blank line.
pub(crate) fn kind_choices() -> Vec<Choice> {
    let kinds = EvidenceKind::ALL.iter().map(|it| Choice::new(it.key(), evidence_kind(*it)));
    std::iter::once(Choice::new("", msg!("Choose"))).chain(kinds).collect()
}

/// What a piece can show in detail, after a blank line.
pub(crate) fn detail_choices(blank: Msg) -> Vec<Choice> {
    let offences = OffenceType::ALL.iter().map(|it| Choice::new(it.key(), offence(*it)));
    let harms = HarmType::ALL.iter().map(|it| Choice::new(it.key(), harm(*it)));
    let tests = DrugTestResult::ALL.iter().map(|it| Choice::new(it.key(), drug_test(*it)));
    std::iter::once(Choice::new("", blank)).chain(offences).chain(harms).chain(tests).collect()
}
