//! The plain model: lists in memory and a few rules, written from the guidance and not from the
//! code that is tested against it.

#![expect(
    clippy::fn_params_excessive_bools,
    reason = "small gates that turn a fact into a verdict"
)]

use std::collections::{BTreeMap, BTreeSet};

mod stay;
mod who;

use domain::user::Role;

use super::Outcome;
use super::step::{Age, Based, Ground, Panel, Place, Ruling, Step, Who};
use who::{AGENCIES, PANEL, WITH_CHILDREN, WORKERS, holds, role_at};

/// How many people the scheme has places for in a simulation.
pub(crate) const CAPACITY: usize = 4;

#[derive(Debug)]
struct Person {
    recorded: Place,
    age: Age,
    has_died: bool,
}

#[derive(Debug)]
struct Nomination {
    person: usize,
    place: Place,
    is_withdrawn: bool,
    ruling: Option<Ruling>,
    is_registered: bool,
}

#[derive(Debug)]
struct Registration {
    person: usize,
    place: Place,
    nomination: usize,
    ended_on: Option<i32>,
    proposal: Option<Proposal>,
}

#[derive(Debug, Default)]
struct Proposal {
    has_support: bool,
    views: BTreeSet<View>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum View {
    Police,
    Everybody,
}

/// Everything the model knows.
#[derive(Debug)]
pub(crate) struct Model {
    day: i32,
    people: Vec<Person>,
    nominations: Vec<Nomination>,
    registrations: Vec<Registration>,
}

type Verdict = Result<(), Outcome>;

impl Model {
    pub(crate) const fn new() -> Self {
        Self { day: 0, people: Vec::new(), nominations: Vec::new(), registrations: Vec::new() }
    }

    pub(crate) fn people(&self) -> usize {
        self.people.len()
    }

    pub(crate) fn nominations(&self) -> usize {
        self.nominations.len()
    }

    pub(crate) fn registrations(&self) -> usize {
        self.registrations.len()
    }

    /// What should come of a step; the model is then as it would be after it.
    pub(crate) fn apply(&mut self, step: &Step) -> Outcome {
        let verdict = match *step {
            Step::Record { who, place, age } => self.record(who, place, age),
            Step::Open { who, person } => self.open(who, person),
            Step::Nominate { who, person, place, ground } => {
                self.nominate(who, person, place, ground)
            }
            Step::Withdraw { who, nomination, based } => self.withdraw(who, nomination, based),
            Step::Decide { who, nomination, ruling, panel, based } => {
                self.decide(who, nomination, (ruling, panel), based)
            }
            Step::Register { who, nomination } => self.register(who, nomination),
            Step::Propose { who, registration } => self.propose(who, registration),
            Step::Support { who, registration } => self.support(who, registration),
            Step::View { who, registration } => self.view(who, registration, View::Police),
            Step::Views { who, registration } => self.view(who, registration, View::Everybody),
            Step::Remove { who, registration, answer, based } => {
                self.remove(who, registration, answer, based)
            }
            Step::Die { who, person } => self.die(who, person),
            Step::Wait { days } => {
                self.day += days;
                Ok(())
            }
        };
        verdict.err().unwrap_or(Outcome::Done)
    }

    /// Who may open whom, and where everybody stands: a text, so that sides can be compared.
    pub(crate) fn picture(&self) -> String {
        let mut lines = BTreeMap::new();
        for person in 0..self.people.len() {
            let opened = Who::everybody().map(|who| self.may_open(who, person));
            let opened: String = opened.map(|may| if may { '1' } else { '0' }).collect();
            lines.insert(person, opened);
        }
        let open = self.registrations.iter().filter(|it| it.ended_on.is_none()).count();
        format!("{lines:?} open {open}")
    }

    fn may_open(&self, who: Who, person: usize) -> bool {
        self.is_opened_by(who, person, &self.claims(person))
    }

    /// The schemes that have something to do with somebody.
    fn claims(&self, person: usize) -> BTreeSet<Place> {
        let stays = self.registrations.iter().filter(|it| it.person == person);
        let mut claims: BTreeSet<Place> =
            stays.filter(|it| it.ended_on.is_none()).map(|it| it.place).collect();
        let mut nominated = BTreeSet::new();
        for it in self.nominations.iter().filter(|it| it.person == person) {
            nominated.insert(it.place);
            if it.is_alive() || it.awaits_registration() {
                claims.insert(it.place);
            }
        }
        if let Some(it) = self.people.get(person).filter(|it| !nominated.contains(&it.recorded)) {
            claims.insert(it.recorded);
        }
        claims
    }

    fn is_opened_by(&self, who: Who, person: usize, claims: &BTreeSet<Place>) -> bool {
        claims.iter().any(|place| self.may(who, *place, person, &WORKERS))
    }

    /// Whether somebody holds one of these roles at a place, and for a child one that may.
    fn may(&self, who: Who, place: Place, person: usize, roles: &[Role]) -> bool {
        let is_child = self.people.get(person).is_some_and(|it| it.age == Age::Child);
        role_at(who, place)
            .is_some_and(|it| roles.contains(&it) && (!is_child || WITH_CHILDREN.contains(&it)))
    }

    fn record(&mut self, who: Who, place: Place, age: Age) -> Verdict {
        permit(holds(who, place, &AGENCIES))?;
        self.people.push(Person { recorded: place, age, has_died: false });
        Ok(())
    }

    fn open(&self, who: Who, person: usize) -> Verdict {
        known(self.may_open(who, person))
    }

    fn nominate(&mut self, who: Who, person: usize, place: Place, ground: Ground) -> Verdict {
        permit(holds(who, place, &AGENCIES))?;
        let mut claims = self.claims(person);
        if claims.is_empty() {
            claims.insert(place);
        }
        known(self.is_opened_by(who, person, &claims))?;
        permit(who != Who::OtherCoordinator)?;
        refuse(self.has_died(person), "Deceased")?;
        let mut stays = self.registrations.iter();
        let is_open = stays.any(|it| it.is_open_at(person, place));
        refuse(is_open, "AlreadyRegistered")?;
        let here = |it: &&Nomination| it.person == person && it.place == place;
        let pending = |it: &Nomination| it.is_alive() || it.awaits_registration();
        refuse(self.nominations.iter().filter(here).any(pending), "AlreadyNominated")?;
        refuse(ground == Ground::WrongStrand, "StrandDoesNotTakeAge")?;
        refuse(ground == Ground::Nothing, "TooLittleEvidence")?;
        refuse(ground == Ground::OnlyIntelligence, "OnlyIntelligence")?;
        let stays = self.registrations.iter().filter(|it| it.person == person);
        let removed = stays.filter(|it| it.place == place).filter_map(|it| it.ended_on).max();
        refuse(removed.is_some_and(|on| on >= self.day), "ReturnNeedsNewFacts")?;
        self.nominations.push(Nomination {
            person,
            place,
            is_withdrawn: false,
            ruling: None,
            is_registered: false,
        });
        Ok(())
    }

    /// A nomination alive is known to its scheme; one that led nowhere to those who answer for it.
    fn sees(&self, who: Who, nomination: &Nomination) -> bool {
        let mut claims = self.claims(nomination.person);
        let answers = [Role::Coordinator, Role::Chair, Role::DataProtectionOfficer];
        if nomination.awaits_registration() || holds(who, nomination.place, &answers) {
            claims.insert(nomination.place);
        }
        self.is_opened_by(who, nomination.person, &claims)
    }

    fn withdraw(&mut self, who: Who, at: usize, based: Based) -> Verdict {
        let Some(nomination) = self.nominations.get(at) else { return Err(Outcome::NotFound) };
        known(self.sees(who, nomination))?;
        permit(holds(who, nomination.place, &AGENCIES))?;
        refuse(nomination.is_withdrawn, "AlreadyWithdrawn")?;
        refuse(nomination.is_settled(), "AlreadyDecided")?;
        fresh(based)?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.is_withdrawn = true;
        }
        Ok(())
    }

    fn decide(
        &mut self,
        who: Who,
        at: usize,
        (ruling, panel): (Ruling, Panel),
        based: Based,
    ) -> Verdict {
        let Some(nomination) = self.nominations.get(at) else { return Err(Outcome::NotFound) };
        let (person, place) = (nomination.person, nomination.place);
        known(self.sees(who, nomination))?;
        permit(holds(who, place, &PANEL))?;
        refuse(nomination.is_withdrawn, "NominationWithdrawn")?;
        refuse(nomination.is_settled(), "AlreadyDecided")?;
        let is_child = self.people.get(person).is_some_and(|it| it.age == Age::Child);
        let lacks = panel == Panel::Police || (panel == Panel::Adults && is_child);
        refuse(lacks, "NotMultiAgency")?;
        refuse(ruling == Ruling::Register && self.is_full(place), "SchemeFull")?;
        fresh(based)?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.ruling = Some(ruling);
        }
        Ok(())
    }

    fn has_died(&self, person: usize) -> bool {
        self.people.get(person).is_some_and(|it| it.has_died)
    }

    fn is_full(&self, place: Place) -> bool {
        let open = |it: &&Registration| it.place == place && it.ended_on.is_none();
        self.registrations.iter().filter(open).count() >= CAPACITY
    }

    fn proposal_mut(&mut self, at: usize) -> Option<&mut Proposal> {
        self.registrations.get_mut(at).and_then(|it| it.proposal.as_mut())
    }
}

impl Nomination {
    fn is_settled(&self) -> bool {
        self.is_registered || matches!(self.ruling, Some(Ruling::Register | Ruling::Refuse))
    }

    /// The panel has still to settle it.
    fn is_alive(&self) -> bool {
        !self.is_withdrawn && !self.is_settled()
    }

    fn awaits_registration(&self) -> bool {
        let taken_on = self.ruling == Some(Ruling::Register);
        !self.is_withdrawn && taken_on && !self.is_registered
    }
}

impl Registration {
    fn is_open_at(&self, person: usize, place: Place) -> bool {
        self.person == person && self.place == place && self.ended_on.is_none()
    }
}

fn permit(may: bool) -> Verdict {
    if may { Ok(()) } else { Err(Outcome::Forbidden) }
}

fn known(is: bool) -> Verdict {
    if is { Ok(()) } else { Err(Outcome::Hidden) }
}

fn refuse(is_so: bool, name: &str) -> Verdict {
    if is_so { Err(Outcome::refused(name)) } else { Ok(()) }
}

fn fresh(based: Based) -> Verdict {
    match based {
        Based::OnNewest => Ok(()),
        Based::OnOlder => Err(Outcome::Stale),
    }
}
