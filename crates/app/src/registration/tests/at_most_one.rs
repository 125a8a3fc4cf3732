//! Whatever is tried, and in whatever order: at most one open registration for each person and
//! scheme [RR04 ¶14].

use domain::agency::AgencyKind;
use domain::edition::GroundKey;
use domain::id::{NominationId, PersonId, RegistrationId};
use domain::removal::Answer;
use domain::user::Role;
use proptest::prelude::*;

use super::day;
use crate::actor::Actor;
use crate::error::AppResult;
use crate::registration::testing::{Ruled, Somebody, person, registered, ruled};
use crate::removal::{
    AddSupport, Death, Decide, GiveViewOf, Propose, add_support, decide, give_view, propose,
    record_death, show,
};
use crate::testing::Partnership;

/// Something that somebody tries. What the rules refuse is part of the game.
#[derive(Debug, Clone, Copy)]
enum Try {
    /// The panel decides on new facts.
    Rule,
    /// To register on the newest decision.
    Register,
    /// To register on the first decision of all, once more.
    RegisterAsBefore,
    /// To remove from the newest stay.
    Remove,
    /// To record a death.
    Die,
    /// Months go by.
    Later,
}

/// Days on which things are tried, with facts and a decision shortly before each.
const DAYS: [(&str, Ruled); 3] = [
    ("2004-09-06T09:00:00Z", at("2004-09-01", "2004-08-10")),
    ("2004-12-01T09:00:00Z", at("2004-11-20", "2004-11-10")),
    ("2005-02-01T09:00:00Z", at("2005-01-20", "2005-01-10")),
];

const KINDS: [AgencyKind; 6] = [
    AgencyKind::Police,
    AgencyKind::Probation,
    AgencyKind::Prison,
    AgencyKind::YouthOffendingTeam,
    AgencyKind::InterventionTeam,
    AgencyKind::CommunitySafety,
];

const fn at(decided_on: &'static str, fact_on: &'static str) -> Ruled {
    Ruled { outcome: "register", decided_on, fact_on, over_capacity: None }
}

/// One person's way through the scheme.
struct Way<'p> {
    p: &'p Partnership,
    actor: Actor,
    person: PersonId,
    decisions: Vec<NominationId>,
    stays: Vec<RegistrationId>,
    now: usize,
}

impl<'p> Way<'p> {
    async fn begin(p: &'p Partnership) -> AppResult<Self> {
        let person = person(p, &Somebody::default()).await?;
        let actor = p.as_(Role::Coordinator).await?;
        Ok(Self { p, actor, person, decisions: Vec::new(), stays: Vec::new(), now: 0 })
    }

    async fn attempt(&mut self, what: Try) -> AppResult<()> {
        match what {
            Try::Rule => {
                let decision = ruled(self.p, self.person, &DAYS[self.now].1).await?;
                self.decisions.push(decision);
            }
            Try::Register => self.register(self.decisions.last().copied()).await?,
            Try::RegisterAsBefore => self.register(self.decisions.first().copied()).await?,
            Try::Remove => {
                if let Some(stay) = self.stays.last().copied() {
                    self.remove(stay).await?;
                }
            }
            Try::Die => self.die().await?,
            Try::Later => {
                self.now = (self.now + 1).min(DAYS.len() - 1);
                self.p.clock().set(DAYS[self.now].0.parse().unwrap());
            }
        }
        Ok(())
    }

    async fn register(&mut self, decision: Option<NominationId>) -> AppResult<()> {
        let Some(decision) = decision else { return Ok(()) };
        let stay = registered(self.p, decision).await?;
        self.stays.push(stay);
        Ok(())
    }

    fn today(&self) -> domain::Date {
        crate::clock::london_date(self.p.clock().now())
    }

    async fn remove(&self, registration: RegistrationId) -> AppResult<()> {
        let (p, on) = (self.p, self.today());
        let ground = GroundKey("local_criteria".to_owned());
        let reasons = "Settled, in work".to_owned();
        let cmd = Propose {
            registration,
            ground,
            measured: None,
            threshold_evidence: None,
            reasons: reasons.clone(),
            on,
        };
        p.write(&self.actor, |tx| Box::pin(propose(tx, &cmd))).await?;
        let cmd = AddSupport {
            registration,
            what: "Tenancy support".to_owned(),
            agency: p.agency(AgencyKind::CommunitySafety),
            contact: "Ana Sample".to_owned(),
            until: day("2006-12-31"),
        };
        p.write(&self.actor, |tx| Box::pin(add_support(tx, &cmd))).await?;
        for kind in KINDS {
            let (agency, spoke_for_it) = (p.agency(kind), "Bo Sample".to_owned());
            let cmd = GiveViewOf { registration, agency, spoke_for_it, objection: None, on };
            p.write(&self.actor, |tx| Box::pin(give_view(tx, &cmd))).await?;
        }
        let shown = p.read(&self.actor, |rx| Box::pin(show(rx, registration))).await?;
        let version = shown.proposal.map_or(0, |it| it.version);
        let cmd = Decide { registration, version, answer: Answer::Remove, on, reasons };
        p.write(&self.actor, |tx| Box::pin(decide(tx, &cmd))).await.map(drop)
    }

    async fn die(&self) -> AppResult<()> {
        let (died_on, notified_on) = (self.today(), self.today());
        let notified_by = "By telephone".to_owned();
        let cmd = Death { person: self.person, died_on, notified_on, notified_by };
        self.p.write(&self.actor, |tx| Box::pin(record_death(tx, &cmd))).await.map(drop)
    }

    /// How many registrations there are, and how many of them are open.
    async fn counted(&self) -> (usize, usize) {
        let (p, id, system) = (self.p, self.person, Actor::system());
        let read = p.read(&system, |rx| Box::pin(crate::registration::sql::of_person(rx, id)));
        let all = read.await.unwrap();
        let open = all.iter().filter(|it| it.registration.closed_on().is_none()).count();
        (all.len(), open)
    }
}

/// Tries everything in turn; how many registrations there are in the end, and how many open.
async fn tried(all: &[Try]) -> (usize, usize) {
    let p = Partnership::sqlite().await.unwrap();
    let mut way = Way::begin(&p).await.unwrap();
    for (number, what) in all.iter().enumerate() {
        let done = way.attempt(*what).await;
        let (_, open) = way.counted().await;
        assert!(open <= 1, "{open} are open after try {number} of {all:?}: {done:?}");
    }
    way.counted().await
}

#[tokio::test]
async fn somebody_returns_after_a_removal_and_not_after_a_death() {
    use Try::{Die, Later, Register, RegisterAsBefore, Remove, Rule};
    let check = async |all: &[Try], left| assert_eq!(tried(all).await, left, "{all:?}");
    check(&[Rule, Register, RegisterAsBefore, Register], (1, 1)).await;
    check(&[Rule, Register, Remove, RegisterAsBefore], (1, 0)).await;
    check(&[Rule, Register, Remove, Later, Rule, Register, Register], (2, 1)).await;
    check(&[Rule, Register, Die, Later, Rule, Register], (1, 0)).await;
}

fn a_try() -> impl Strategy<Value = Try> {
    prop_oneof![
        3 => Just(Try::Rule),
        4 => Just(Try::Register),
        2 => Just(Try::RegisterAsBefore),
        3 => Just(Try::Remove),
        1 => Just(Try::Die),
        2 => Just(Try::Later),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn whatever_is_tried_at_most_one_registration_is_open(
        all in prop::collection::vec(a_try(), 1..12),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(tried(&all));
    }
}
