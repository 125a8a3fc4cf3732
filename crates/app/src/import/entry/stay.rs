//! A stay on the scheme, as a row tells it.

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{GroundKey, Rule, Strand, StrandKind, age_on};
use domain::id::AgencyId;
use domain::person::NAME_LIMIT_CHARS;
use domain::registration::{OrderKind, Post, Supervision};
use domain::when::{Sense, parse_date};

use super::words::{self, Supervised};
use super::{Reader, Status, Stay, Who};
use crate::import::fault::{Day, Fault, Mend};
use crate::import::field::Field;
use crate::registration::{Ended, HeldPost};

/// Ages to find a review interval by where the day of birth is not known.
const ADULT_AGE: u8 = 18;
const YOUNG_AGE: u8 = 17;

/// Values that have no column of their own once they are taken in.
const DETAILS: [Field; 4] =
    [Field::NominatingAgency, Field::NominatedOn, Field::Statutory, Field::Notes];

impl Reader<'_> {
    pub(super) fn stay(&mut self, who: Option<&Who>) -> Option<Stay> {
        let strand = self.strand();
        let registered_on = self.registered_on(who);
        let removed_on = self.day(Field::RemovedOn, Sense::Past);
        self.check_nominated_on();
        let (strand, registered_on) = (strand?, registered_on?);
        if removed_on.is_some_and(|it| it < registered_on) {
            self.mends.push(Mend::refuse(Field::RemovedOn, Fault::RemovedBeforeRegistered));
        }
        let ended = removed_on.map(|on| self.ended(on, &strand));
        let review_due_on = self.review_due_on(&strand, registered_on, who);
        let mut details = self.details();
        let status = self.status(strand.kind);
        let posts = self.posts(status, &mut details);
        Some(Stay {
            strand: strand.key,
            registered_on,
            review_due_on,
            ended,
            status,
            posts,
            reference: self.record.get(Field::Reference).map(str::to_owned),
            details,
        })
    }

    /// Any strand the edition ever had: the decision was taken in its time.
    fn strand(&mut self) -> Option<Strand> {
        let strands: Vec<&Rule<Strand>> = self.terms.edition.strands.iter().collect();
        let mut known: Vec<String> = strands.iter().map(|it| it.value.label.en.clone()).collect();
        known.dedup();
        let Some(text) = self.record.get(Field::Strand) else {
            self.mends.push(Mend::refuse(Field::Strand, Fault::NoStrand { known }));
            return None;
        };
        let found = words::strand(text, &strands).cloned();
        if found.is_none() {
            self.mends.push(Mend::refuse(Field::Strand, Fault::UnknownStrand { known }));
        }
        found
    }

    fn registered_on(&mut self, who: Option<&Who>) -> Option<Date> {
        let unknown = self.record.get(Field::RegisteredOn).is_none_or(words::is_unknown);
        if unknown {
            self.mends.push(Mend::refuse(Field::RegisteredOn, Fault::NoRegisteredOn));
        }
        let on = self.day(Field::RegisteredOn, Sense::Past)?;
        if who.and_then(|it| it.born).is_some_and(|born| on < born) {
            self.mends.push(Mend::refuse(Field::RegisteredOn, Fault::RegisteredBeforeBorn));
        }
        Some(on)
    }

    /// Kept as it was written; said where it is not a day.
    fn check_nominated_on(&mut self) {
        let Some(text) = self.record.get(Field::NominatedOn) else { return };
        if let Err(fault) = parse_date(text, Sense::Past, self.terms.today) {
            self.mends.push(Mend::warn(Field::NominatedOn, Fault::of_date(&fault)));
        }
    }

    fn ended(&mut self, on: Date, strand: &Strand) -> Ended {
        let reasons = self.record.get(Field::RemovalReason).unwrap_or_default().to_owned();
        let ground = self.ground(&reasons, strand);
        Ended { on, ground, reasons }
    }

    /// The ground that shares a telling word with the reason given; else the scheme's own.
    fn ground(&mut self, reasons: &str, strand: &Strand) -> GroundKey {
        let said = reasons.to_lowercase();
        let key = GROUND_WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|it| said.contains(it)))
            .map(|(key, _)| *key);
        let has = |key: &str| {
            let grounds = self.terms.edition.grounds.iter();
            let mut grounds = grounds.filter(|it| it.value.strands.contains(&strand.key));
            grounds.any(|it| it.value.key.0 == key)
        };
        if let Some(key) = key.filter(|it| has(it)) {
            return GroundKey(key.to_owned());
        }
        self.mends.push(Mend::warn(Field::RemovalReason, Fault::GroundNotRead));
        GroundKey(OWN_GROUND.to_owned())
    }

    /// The review date given; else one interval after registering, and not before today, so that
    /// a stay nobody reviewed comes up at once [SG05 ¶3].
    fn review_due_on(&mut self, strand: &Strand, registered_on: Date, who: Option<&Who>) -> Date {
        let today = self.terms.today;
        let given = self.record.get(Field::ReviewOn).filter(|it| !words::is_unknown(it));
        if let Some(Ok(day)) = given.map(|it| parse_date(it, Sense::Near, today)) {
            return day;
        }
        let age = who.and_then(|it| it.born).and_then(|born| age_on(born, today));
        let age = age.unwrap_or(match strand.kind {
            StrandKind::Adult => ADULT_AGE,
            StrandKind::Young => YOUNG_AGE,
        });
        let rule = self.terms.edition.on(today).review(&strand.key, age);
        let next = rule.map_or(today, |it| it.value.every.after(registered_on));
        let due_on = next.max(today);
        if self.record.get(Field::RemovedOn).is_none() {
            let fault = Fault::NoReviewDate { due_on: Day(due_on) };
            self.mends.push(Mend::warn(Field::ReviewOn, fault));
        }
        due_on
    }

    fn status(&mut self, kind: StrandKind) -> Option<Status> {
        let text = self.record.get(Field::Statutory)?;
        let unnamed = match kind {
            StrandKind::Adult => OrderKind::CommunityOrder,
            StrandKind::Young => OrderKind::YouthOrder,
        };
        let order = match words::supervised(text, kind) {
            Some(Supervised::By(order)) => order,
            Some(Supervised::Somehow) => {
                self.mends.push(Mend::warn(Field::Statutory, Fault::OrderNotNamed));
                unnamed
            }
            Some(Supervised::Not) => return None,
            None => {
                self.mends.push(Mend::warn(Field::Statutory, Fault::StatutoryNotRead));
                return None;
            }
        };
        let to =
            words::until(text).and_then(|it| parse_date(it, Sense::Near, self.terms.today).ok());
        Some(Status { order, to })
    }

    /// A statutory case has an offender manager, another a lead worker [RR04 A.5]; a name that
    /// stands in the other column is kept as a detail.
    fn posts(
        &mut self,
        status: Option<Status>,
        details: &mut Vec<(Field, String)>,
    ) -> Vec<HeldPost> {
        let supervision = status.map_or(Supervision::Nobody, |it| it.order.supervision());
        let agencies: &[AgencyKind] = match supervision {
            Supervision::Probation => &[AgencyKind::Probation],
            Supervision::YouthOffendingTeam => &[AgencyKind::YouthOffendingTeam],
            Supervision::Nobody => &[AgencyKind::Police, AgencyKind::CommunitySafety],
        };
        let (own, post, other, fault) = match supervision {
            Supervision::Probation | Supervision::YouthOffendingTeam => (
                Field::OffenderManager,
                Post::OffenderManager,
                Field::LeadWorker,
                Fault::LeadWorkerOfStatutoryCase,
            ),
            Supervision::Nobody => (
                Field::LeadWorker,
                Post::LeadWorker,
                Field::OffenderManager,
                Fault::ManagerOfNonStatutoryCase,
            ),
        };
        if let Some(name) = self.record.get(other) {
            self.mends.push(Mend::warn(other, fault));
            details.push((other, name.to_owned()));
        }
        let Some(name) = self.record.get(own) else { return Vec::new() };
        let agency = self.agency(agencies);
        if let Some(agency) = agency.filter(|_| name.chars().count() <= NAME_LIMIT_CHARS) {
            return vec![HeldPost { post, name: name.to_owned(), agency }];
        }
        self.mends.push(Mend::warn(own, Fault::NoAgencyForPost));
        details.push((own, name.to_owned()));
        Vec::new()
    }

    fn agency(&self, kinds: &[AgencyKind]) -> Option<AgencyId> {
        let of = |kind: &AgencyKind| self.terms.parties.iter().find(|it| it.kind == *kind);
        kinds.iter().find_map(of).map(|it| it.agency)
    }

    fn details(&self) -> Vec<(Field, String)> {
        let kept = DETAILS.into_iter().filter_map(|it| Some((it, self.record.get(it)?)));
        kept.map(|(field, text)| (field, text.to_owned())).collect()
    }
}

/// The ground of an edition that leaves the measure to the scheme.
const OWN_GROUND: &str = "local_criteria";

/// Telling words of reasons, and the ground that each means.
const GROUND_WORDS: [(&str, &[&str]); 6] = [
    ("death", &["deceased", "died", "death", "wedi marw"]),
    ("no_offending", &["no longer offend", "not offend", "stopped offend", "no offending"]),
    ("moved_away", &["moved", "transferred", "out of area", "wedi symud"]),
    ("mappa", &["mappa"]),
    ("turned_eighteen", &["turned 18", "reached 18"]),
    ("mistaken", &["mistake", "in error"]),
];
