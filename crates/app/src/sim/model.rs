//! The plain model: lists in memory and a few rules, written from the guidance and not from the
//! code that is tested against it.

use std::collections::{BTreeMap, BTreeSet};

mod desk;
mod import;
mod office;
mod panel;
mod picture;
mod stay;
mod way_out;
mod who;

use domain::agency::AgencyKind;
use domain::user::Role;

use super::Outcome;
use super::step::{Age, Based, Ground, Mappa, Place, Ruling, Step, Who};
use import::Imported;
use who::{AGENCIES, WITH_CHILDREN, WITH_RESTRICTED, WORKERS, holds};

/// How many people each scheme has places for when a simulation begins.
pub(crate) const CAPACITY: usize = 4;

/// The day on which somebody turns 18 who does so while a simulation runs: each on their own.
pub(crate) fn turns_eighteen_on(at: usize) -> i32 {
    i32::try_from(at).unwrap_or_default().saturating_mul(2).saturating_add(2)
}

#[derive(Debug)]
struct Person {
    recorded: Place,
    /// The day from which they are an adult.
    adult_on: i32,
    has_died: bool,
    is_restricted: bool,
    /// First and last days of the orders they were under.
    orders: Vec<(i32, Option<i32>)>,
}

impl Person {
    fn new(recorded: Place, adult_on: i32) -> Self {
        let (has_died, is_restricted) = (false, false);
        Self { recorded, adult_on, has_died, is_restricted, orders: Vec::new() }
    }
}

#[derive(Debug)]
struct Nomination {
    person: usize,
    place: Place,
    is_for_young: bool,
    mappa: Mappa,
    is_withdrawn: bool,
    ruling: Option<Ruling>,
    is_registered: bool,
}

#[derive(Debug)]
struct Registration {
    person: usize,
    place: Place,
    /// None where a register told of it.
    nomination: Option<usize>,
    is_for_young: bool,
    due_on: i32,
    lapse_noted_for: Option<i32>,
    ended_on: Option<i32>,
    proposal: Option<Proposal>,
    was_decided: bool,
    /// The last days of those who led the case.
    led_until: Vec<Option<i32>>,
    reviewed_on: Option<i32>,
    to_tell: BTreeSet<AgencyKind>,
    told: BTreeSet<AgencyKind>,
}

#[derive(Debug, Default)]
struct Proposal {
    has_support: bool,
    has_every_view: bool,
    police: Police,
}

/// What the police think of a removal.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Police {
    #[default]
    Agree,
    Object,
    Resolved,
}

/// Whose views are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    PoliceAgree,
    PoliceObject,
    EverybodyAgrees,
}

/// Everything the model knows.
#[derive(Debug)]
pub(crate) struct Model {
    day: i32,
    people: Vec<Person>,
    nominations: Vec<Nomination>,
    registrations: Vec<Registration>,
    /// How many people each scheme has places for, this one's first.
    places: [usize; 2],
    /// Who was brought in by a sheet.
    imported: Vec<Imported>,
    /// What somebody was typing about somebody, and on which day.
    drafts: BTreeMap<(String, usize), i32>,
    /// The last night on which a worker did its work.
    worked_on: Option<i32>,
    /// How often each event should stand in the trail.
    trail: BTreeMap<&'static str, i64>,
}

type Verdict = Result<(), Outcome>;

impl Model {
    pub(crate) const fn new() -> Self {
        Self {
            day: 0,
            people: Vec::new(),
            nominations: Vec::new(),
            registrations: Vec::new(),
            places: [CAPACITY; 2],
            imported: Vec::new(),
            drafts: BTreeMap::new(),
            worked_on: None,
            trail: BTreeMap::new(),
        }
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

    /// Where a nomination was made.
    pub(crate) fn nominated_at(&self, nomination: usize) -> Place {
        self.nominations.get(nomination).map_or(Place::Here, |it| it.place)
    }

    /// Where somebody is registered.
    pub(crate) fn registered_at(&self, registration: usize) -> Place {
        self.registrations.get(registration).map_or(Place::Here, |it| it.place)
    }

    /// Where somebody was written down.
    pub(crate) fn recorded_at(&self, person: usize) -> Place {
        self.people.get(person).map_or(Place::Here, |it| it.recorded)
    }

    /// What should come of a step; the model is then as it would be after it.
    pub(crate) fn apply(&mut self, step: &Step) -> Outcome {
        let verdict = self.enter(step).or_else(|()| self.take_part(step)).unwrap_or(Ok(()));
        // Whoever was kept from changing something is told of in the trail.
        let is_denied = verdict == Err(Outcome::Forbidden);
        if is_denied {
            self.note("denied");
        }
        verdict.err().unwrap_or(Outcome::Done)
    }

    fn enter(&mut self, step: &Step) -> Result<Verdict, ()> {
        Ok(match *step {
            Step::Record { who, place, age } => self.record(who, place, age),
            Step::Open { who, person } => self.open(who, person),
            Step::Search { who, person } => known(self.may_open(who, person)),
            Step::Restrict { who, person, access, based } => {
                self.restrict(who, person, access, based)
            }
            Step::Capacity { who, place, places, based } => {
                self.set_capacity(who, place, places, based)
            }
            Step::Nominate { who, person, place, ground } => {
                self.nominate(who, person, place, ground)
            }
            Step::Evidence { who, nomination, based } => self.evidence(who, nomination, based),
            Step::Withdraw { who, nomination, based } => self.withdraw(who, nomination, based),
            Step::Decide { who, nomination, sitting, based } => {
                self.decide(who, nomination, sitting, based)
            }
            Step::Desk(desk) => self.sit(desk),
            Step::Wait { days } => {
                self.day += days;
                Ok(())
            }
            Step::Register { .. }
            | Step::Assign { .. }
            | Step::EndAssignment { .. }
            | Step::Review { .. }
            | Step::Tell { .. }
            | Step::Propose { .. }
            | Step::Support { .. }
            | Step::Object { .. }
            | Step::Resolve { .. }
            | Step::View { .. }
            | Step::Views { .. }
            | Step::Remove { .. }
            | Step::Die { .. } => return Err(()),
        })
    }

    fn note(&mut self, event: &'static str) {
        *self.trail.entry(event).or_insert(0) += 1;
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
        // Whoever wrote somebody down knows them until the scheme nominates or takes them over.
        nominated
            .extend(self.registrations.iter().filter(|it| it.person == person).map(|it| it.place));
        if let Some(it) = self.people.get(person).filter(|it| !nominated.contains(&it.recorded)) {
            claims.insert(it.recorded);
        }
        claims
    }

    fn is_opened_by(&self, who: Who, person: usize, claims: &BTreeSet<Place>) -> bool {
        claims.iter().any(|place| self.may(who, *place, person, &WORKERS))
    }

    /// Whether somebody holds one of these roles at a place; for a child, and for a record
    /// restricted to a few, one that may.
    fn may(&self, who: Who, place: Place, person: usize, roles: &[Role]) -> bool {
        let Some(it) = self.people.get(person) else { return false };
        holds(who, place, roles)
            && (!self.is_child(person) || holds(who, place, &WITH_CHILDREN))
            && (!it.is_restricted || holds(who, place, &WITH_RESTRICTED))
    }

    fn is_child(&self, person: usize) -> bool {
        self.people.get(person).is_some_and(|it| self.day < it.adult_on)
    }

    fn record(&mut self, who: Who, place: Place, age: Age) -> Verdict {
        permit(holds(who, place, &AGENCIES))?;
        let adult_on = match age {
            Age::Adult => i32::MIN,
            Age::Child => i32::MAX,
            Age::Almost => turns_eighteen_on(self.people.len()),
        };
        self.people.push(Person::new(place, adult_on));
        self.note("recorded_person");
        Ok(())
    }

    fn open(&mut self, who: Who, person: usize) -> Verdict {
        known(self.may_open(who, person))?;
        self.note("opened_person");
        Ok(())
    }

    fn nominate(&mut self, who: Who, person: usize, place: Place, ground: Ground) -> Verdict {
        permit(holds(who, place, &AGENCIES))?;
        let mut claims = self.claims(person);
        if claims.is_empty() {
            claims.insert(place);
        }
        known(self.is_opened_by(who, person, &claims))?;
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
            is_for_young: self.is_child(person),
            mappa: Mappa::Not,
            is_withdrawn: false,
            ruling: None,
            is_registered: false,
        });
        self.note("opened_person");
        self.note("nominated");
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
        fresh(based)?;
        refuse(nomination.is_withdrawn, "AlreadyWithdrawn")?;
        refuse(nomination.is_settled(), "AlreadyDecided")?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.is_withdrawn = true;
        }
        self.note("opened_nomination");
        self.note("nomination_withdrawn");
        Ok(())
    }

    fn has_died(&self, person: usize) -> bool {
        self.people.get(person).is_some_and(|it| it.has_died)
    }

    fn is_full(&self, place: Place) -> bool {
        let open = |it: &&Registration| it.place == place && it.ended_on.is_none();
        self.registrations.iter().filter(open).count() >= self.places_at(place)
    }

    const fn places_at(&self, place: Place) -> usize {
        let [here, there] = self.places;
        match place {
            Place::Here => here,
            Place::There => there,
        }
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

#[expect(clippy::fn_params_excessive_bools, reason = "a condition, not a way to behave")]
fn permit(may: bool) -> Verdict {
    if may { Ok(()) } else { Err(Outcome::Forbidden) }
}

#[expect(clippy::fn_params_excessive_bools, reason = "a condition, not a way to behave")]
fn known(is: bool) -> Verdict {
    if is { Ok(()) } else { Err(Outcome::Hidden) }
}

#[expect(clippy::fn_params_excessive_bools, reason = "a condition, not a way to behave")]
fn refuse(is_so: bool, name: &str) -> Verdict {
    if is_so { Err(Outcome::refused(name)) } else { Ok(()) }
}

fn fresh(based: Based) -> Verdict {
    match based {
        Based::OnNewest => Ok(()),
        Based::OnOlder => Err(Outcome::Stale),
    }
}
