//! Selection, as the demo's users do it: recording, nominating, deciding.

use domain::Date;
use domain::agency::AgencyKind;
use domain::decision::{Outcome, Overrides, View};
use domain::edition::StrandKey;
use domain::id::{NominationId, PersonId};
use domain::nomination::{MappaAnswer, OffenceType, Reasons, Shown, Speaker};
use domain::user::Role;

use super::chance::Chance;
use super::people::{Wanted, person};
use super::places::SCHEMES;
use super::stage::Scheme;
use super::story::{Ending, Story, back, is_restricted, on};
use super::tell::{Case, OpenOn};
use crate::decision::{self, NewDecision, NewView};
use crate::error::AppResult;
use crate::gate::App;
use crate::nomination::{self, NewNomination, NewPiece, On};

/// The strand of the edition that fits the story.
pub(super) fn strand(app: &App, scheme: &Scheme, story: &Story) -> String {
    let plan = SCHEMES.iter().find(|it| it.name == scheme.plan);
    let Some(edition) = plan.and_then(|it| app.editions().get(it.edition)) else {
        return String::new();
    };
    let has_order = match &story.ending {
        Ending::TakenOn(stay) => stay.order.is_some(),
        Ending::Awaiting
        | Ending::Deferred
        | Ending::Waiting
        | Ending::Refused
        | Ending::Withdrawn => false,
    };
    let age = if story.is_child { 15 } else { 30 };
    let rules = edition.on(story.nominated_on);
    let fitting: Vec<String> = rules
        .strands()
        .filter(|it| it.value.ages.holds(age))
        .map(|it| it.value.key.0.clone())
        // The fixed cohort is for those under statutory supervision.
        .filter(|it| has_order || it != "fixed")
        .collect();
    let at = story.strand % fitting.len().max(1);
    fitting.get(at).cloned().unwrap_or_default()
}

pub(super) async fn record(app: &App, case: &Case, chance: &mut Chance) -> AppResult<PersonId> {
    let wanted = Wanted {
        id: app.ids().next(),
        on: case.story.nominated_on,
        is_child: case.story.is_child,
        in_wales: case.in_wales(),
        place: case.place,
        has_slip: case.place % 40 == 4,
        is_restricted: is_restricted(case.place),
    };
    let cmd = person(chance, &wanted)?;
    let (actor, scheme) = (case.actor(app, case.story.nominator).await?, case.scheme.id);
    let cmd = &cmd;
    app.write(&actor, |tx| Box::pin(crate::person::record(tx, scheme, cmd))).await
}

pub(super) async fn nominate(
    app: &App,
    case: &Case,
    evidence: &[(Shown, i32)],
) -> AppResult<NominationId> {
    let day = crate::clock::london_date(app.clock().now());
    let mut looked_for: Vec<_> = evidence.iter().map(|(shown, _)| shown.kind()).collect();
    looked_for.sort_unstable();
    looked_for.dedup();
    let cmd = NewNomination {
        person: case.person()?,
        scheme: case.scheme.id,
        strand: StrandKey(case.strand.clone()),
        reasons: Reasons::parse(
            "Offends often and does much harm locally; the agencies together can do more than \
             each alone.",
        )?,
        pieces: evidence.iter().map(|it| piece(*it, day)).collect(),
        looked_for,
        mappa: MappaAnswer::NotMappa,
        clinical_need: None,
    };
    let (actor, cmd) = (case.actor(app, case.story.nominator).await?, &cmd);
    app.write(&actor, |tx| Box::pin(nomination::nominate(tx, cmd))).await
}

fn piece((shows, days): (Shown, i32), day: Date) -> NewPiece {
    let happened_on = back(day, days);
    let checked = days % 3 != 0;
    NewPiece {
        shows,
        happened_on: Some(happened_on),
        known_on: Some(on(happened_on, 1).min(day)),
        what: what(shows).to_owned(),
        source: "Crime system of the demo".to_owned(),
        verified_on: checked.then_some(day),
    }
}

const fn what(shows: Shown) -> &'static str {
    match shows {
        Shown::Conviction(_) => "Convicted at the magistrates’ court",
        Shown::Charge(_) => "Charged, not yet tried",
        Shown::Arrest(_) => "Arrested and bailed",
        Shown::Intelligence(_) => "Said to be active by two sources",
        Shown::DrugTest(_) => "Tested positive for opiates on charge",
        Shown::Harm(_) => "Residents and shops tell of it again and again",
        Shown::AgencyReport => "Report of the agency",
    }
}

/// What the panel decides: police, probation, the prison, and for a child the youth offending
/// team.
pub(super) async fn decide(app: &App, case: &Case, open: &OpenOn) -> AppResult<()> {
    let day = crate::clock::london_date(app.clock().now());
    let outcome = match &case.story.ending {
        Ending::Deferred => Outcome::Defer { until: on(day, 60) },
        Ending::Waiting => Outcome::WaitingList,
        Ending::Refused => Outcome::Refuse,
        Ending::Awaiting | Ending::Withdrawn | Ending::TakenOn(_) => Outcome::Register,
    };
    let plan = SCHEMES.iter().find(|it| it.name == case.scheme.plan);
    let registered = open.get(&case.scheme.id).copied().unwrap_or_default();
    let is_full = outcome == Outcome::Register && plan.is_some_and(|it| registered >= it.capacity);
    let over_capacity = "Too much harm to wait; two who are settled leave soon.";
    let cmd = NewDecision {
        nomination: case.nomination()?,
        based_on: 1,
        outcome,
        reasons: Reasons::parse(reasons(outcome))?,
        chair: Speaker::parse("The chair of the panel")?,
        views: views(case, outcome)?,
        overrides: Overrides {
            over_capacity: if is_full { Some(Reasons::parse(over_capacity)?) } else { None },
            mappa: None,
        },
        decided_on: day,
    };
    let (actor, cmd) = (case.actor(app, Role::Chair).await?, &cmd);
    app.write(&actor, |tx| Box::pin(decision::decide(tx, cmd))).await.map(drop)
}

const fn reasons(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Register => "Among those who do most harm here, and likely to go on without us.",
        Outcome::WaitingList => "Meets the criteria; no place is free this month.",
        Outcome::Refuse => "Has stopped since the spring; ordinary supervision is enough.",
        Outcome::Defer { .. } => "The trial in two months decides what can be offered.",
    }
}

fn views(case: &Case, outcome: Outcome) -> AppResult<Vec<NewView>> {
    let view = match outcome {
        Outcome::Register | Outcome::WaitingList => View::For,
        Outcome::Refuse => View::Against,
        Outcome::Defer { .. } => View::NoView,
    };
    let mut kinds = vec![AgencyKind::Police, AgencyKind::Probation, AgencyKind::InterventionTeam];
    if case.story.is_child {
        kinds.push(AgencyKind::YouthOffendingTeam);
    }
    let agencies = kinds.iter().filter_map(|it| case.scheme.agencies.get(it).map(|id| (it, id)));
    agencies
        .map(|(kind, agency)| {
            Ok(NewView {
                agency: *agency,
                spoken_by: Speaker::parse(&format!("The member for {}", kind.key()))?,
                view,
                reasons: None,
            })
        })
        .collect()
}

pub(super) async fn withdraw(app: &App, case: &Case) -> AppResult<()> {
    let on = On { id: case.nomination()?, based_on: 1 };
    let reasons = Reasons::parse("Moved to another force’s area; their scheme has been told.")?;
    let (actor, reasons) = (case.actor(app, case.story.nominator).await?, &reasons);
    app.write(&actor, |tx| Box::pin(nomination::withdraw(tx, on, reasons))).await
}

/// Nominated again, on what has come to be known since the removal.
pub(super) async fn come_back(app: &App, case: &Case) -> AppResult<()> {
    let fresh = [(Shown::Conviction(OffenceType::BurglaryDwelling), 0)];
    nominate(app, case, &fresh).await.map(drop)
}
