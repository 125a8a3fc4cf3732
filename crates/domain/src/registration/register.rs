//! Taking somebody on to a scheme.

use super::{Registration, Standing, StatutoryPeriod, StatutoryStatus, statutory_on};
use crate::Date;
use crate::edition::{AgeRange, EntryNeed, RulesOn, StrandKey, age_on};
use crate::id::{DecisionId, PersonId, RegistrationId, SchemeId};
use crate::removal::new_facts_since;

/// The wish to register somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The identity the registration will have.
    pub id: RegistrationId,
    /// Who.
    pub person: PersonId,
    /// On which scheme.
    pub scheme: SchemeId,
    /// On which strand.
    pub strand: StrandKey,
    /// From which day.
    pub on: Date,
}

/// A decision of the panel, as far as registering needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate {
    /// The decision.
    pub decision: DecisionId,
    /// Whom it is about.
    pub person: PersonId,
    /// The scheme whose panel decided.
    pub scheme: SchemeId,
    /// When.
    pub decided_on: Date,
    /// What it says.
    pub says: MandateSays,
}

/// What a decision says about registering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MandateSays {
    /// Register, if there is a place.
    Register,
    /// Register even though the scheme is full; the reasons stand in the decision.
    RegisterOverCapacity,
    /// Wait, and be registered when a place comes free.
    WaitForPlace,
    /// Do not register.
    Refuse,
}

/// How full the scheme is on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// How many people the scheme has the resources for [RR04 ¶3].
    pub capacity: u32,
    /// How many are open on it.
    pub open: u32,
}

/// What is known when somebody is to be registered.
#[derive(Debug, Clone, Copy)]
pub struct RegisterFacts<'a> {
    /// The decision the registration would rest on, if there is one.
    pub mandate: Option<&'a Mandate>,
    /// Every registration of the person that the actor may know of, on any scheme, open or closed.
    pub registrations: &'a [Registration],
    /// Date of birth, if known.
    pub born: Option<Date>,
    /// Date of death, if known.
    pub died_on: Option<Date>,
    /// The day on which the scheme closed.
    pub scheme_closed_on: Option<Date>,
    /// How full the scheme is.
    pub places: Places,
    /// The person's statutory periods.
    pub statutory: &'a [StatutoryPeriod],
    /// The days of the facts the nomination rests on.
    pub facts_on: &'a [Date],
}

/// A registration, and what whoever registers is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The new registration.
    pub registration: Registration,
    /// The person's open registrations on other schemes [RR04 ¶11].
    pub open_elsewhere: Vec<RegistrationId>,
}

/// Why somebody cannot be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterRefusal {
    /// The person has died.
    Deceased {
        /// When.
        died_on: Date,
    },
    /// The scheme takes on nobody any more.
    SchemeClosed {
        /// Since when.
        on: Date,
    },
    /// No decision of the agencies is recorded [RR04 ¶14].
    NoDecision,
    /// The decision is about somebody else, or of another scheme.
    DecisionOfAnother,
    /// The decision was not to register.
    DecidedAgainst {
        /// When.
        decided_on: Date,
    },
    /// A registration already rests on the decision.
    DecisionUsed {
        /// That registration.
        registration: RegistrationId,
    },
    /// The day lies before the decision.
    BeforeDecision {
        /// When it was decided.
        decided_on: Date,
    },
    /// The day lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The person is on the scheme already.
    AlreadyOpen {
        /// The open registration.
        registration: RegistrationId,
        /// Since when.
        since: Date,
    },
    /// The day lies before the end of an earlier stay.
    BeforeEarlierRemoval {
        /// The day of that removal.
        removed_on: Date,
    },
    /// Nothing new has happened since the person was removed.
    NothingNewSinceRemoval {
        /// The day of that removal.
        removed_on: Date,
    },
    /// The edition has no such strand on the day.
    StrandNotInForce {
        /// The strand asked for.
        strand: StrandKey,
    },
    /// The date of birth is not known, and the strand is for certain ages only.
    AgeUnknown {
        /// Those ages.
        ages: AgeRange,
    },
    /// The strand is not for somebody of this age.
    OutsideAges {
        /// Age on the day.
        age: u8,
        /// The ages the strand takes on.
        ages: AgeRange,
    },
    /// The strand is for people under statutory supervision, and the person is not.
    NotStatutory {
        /// The strand asked for.
        strand: StrandKey,
    },
    /// The scheme is full, and the decision does not go over its capacity [RR04 ¶3].
    Full {
        /// How full.
        places: Places,
    },
}

impl Register {
    /// Whether the person can be registered, and as what. `rules` are those of the day the
    /// registration begins.
    ///
    /// Source: the agencies' decision [RR04 ¶14]; numbers match resources [RR04 ¶3]; ages kept
    /// apart [RR04 ¶11, TY06]; one open registration on each scheme, see the module.
    pub fn decide(
        &self,
        facts: &RegisterFacts<'_>,
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Registered, RegisterRefusal> {
        if let Some(died_on) = facts.died_on {
            return Err(RegisterRefusal::Deceased { died_on });
        }
        if let Some(on) = facts.scheme_closed_on {
            return Err(RegisterRefusal::SchemeClosed { on });
        }
        let mandate = self.check_mandate(facts)?;
        self.check_day(mandate, today)?;
        let previous = self.check_earlier(facts)?;
        self.check_strand(facts, rules)?;
        check_places(mandate, facts.places)?;
        Ok(Registered {
            registration: Registration {
                id: self.id,
                person: self.person,
                scheme: self.scheme,
                strand: self.strand.clone(),
                registered_on: self.on,
                decision: mandate.decision,
                previous,
                standing: Standing::Open,
            },
            open_elsewhere: self.open_elsewhere(facts),
        })
    }

    fn check_mandate<'a>(&self, facts: &RegisterFacts<'a>) -> Result<&'a Mandate, RegisterRefusal> {
        let mandate = facts.mandate.ok_or(RegisterRefusal::NoDecision)?;
        if mandate.person != self.person || mandate.scheme != self.scheme {
            return Err(RegisterRefusal::DecisionOfAnother);
        }
        let used = facts.registrations.iter().find(|it| it.decision == mandate.decision);
        if let Some(used) = used {
            return Err(match used.standing {
                Standing::Open => RegisterRefusal::AlreadyOpen {
                    registration: used.id,
                    since: used.registered_on,
                },
                Standing::Closed { .. } => RegisterRefusal::DecisionUsed { registration: used.id },
            });
        }
        match mandate.says {
            MandateSays::Refuse => {
                Err(RegisterRefusal::DecidedAgainst { decided_on: mandate.decided_on })
            }
            MandateSays::Register
            | MandateSays::RegisterOverCapacity
            | MandateSays::WaitForPlace => Ok(mandate),
        }
    }

    fn check_day(&self, mandate: &Mandate, today: Date) -> Result<(), RegisterRefusal> {
        if self.on > today {
            return Err(RegisterRefusal::InFuture { today });
        }
        if self.on < mandate.decided_on {
            return Err(RegisterRefusal::BeforeDecision { decided_on: mandate.decided_on });
        }
        Ok(())
    }

    /// The stay this one returns from, if the person was on the scheme before.
    fn check_earlier(
        &self,
        facts: &RegisterFacts<'_>,
    ) -> Result<Option<RegistrationId>, RegisterRefusal> {
        let here = || facts.registrations.iter().filter(|it| it.scheme == self.scheme);
        if let Some(open) = here().find(|it| it.standing == Standing::Open) {
            return Err(RegisterRefusal::AlreadyOpen {
                registration: open.id,
                since: open.registered_on,
            });
        }
        let last = here().filter_map(|it| it.closed_on().map(|on| (on, it.id))).max();
        let Some((removed_on, previous)) = last else { return Ok(None) };
        if self.on < removed_on {
            return Err(RegisterRefusal::BeforeEarlierRemoval { removed_on });
        }
        if new_facts_since(removed_on, facts.facts_on).is_empty() {
            return Err(RegisterRefusal::NothingNewSinceRemoval { removed_on });
        }
        Ok(Some(previous))
    }

    fn check_strand(
        &self,
        facts: &RegisterFacts<'_>,
        rules: RulesOn<'_>,
    ) -> Result<(), RegisterRefusal> {
        let Some(strand) = rules.strand(&self.strand) else {
            return Err(RegisterRefusal::StrandNotInForce { strand: self.strand.clone() });
        };
        let ages = strand.value.ages;
        let age = facts.born.and_then(|born| age_on(born, self.on));
        let age = age.ok_or(RegisterRefusal::AgeUnknown { ages })?;
        if !ages.holds(age) {
            return Err(RegisterRefusal::OutsideAges { age, ages });
        }
        let entry = rules.entry(&self.strand);
        let must_be_statutory =
            entry.is_some_and(|it| it.value.needs.contains(&EntryNeed::StatutorySupervision));
        match statutory_on(facts.statutory, self.on) {
            StatutoryStatus::NonStatutory if must_be_statutory => {
                Err(RegisterRefusal::NotStatutory { strand: self.strand.clone() })
            }
            StatutoryStatus::NonStatutory | StatutoryStatus::Statutory(_) => Ok(()),
        }
    }

    fn open_elsewhere(&self, facts: &RegisterFacts<'_>) -> Vec<RegistrationId> {
        let elsewhere = facts.registrations.iter().filter(|it| it.scheme != self.scheme);
        elsewhere.filter(|it| it.standing == Standing::Open).map(|it| it.id).collect()
    }
}

/// Somebody on the waiting list is registered when a place is free, never over capacity.
fn check_places(mandate: &Mandate, places: Places) -> Result<(), RegisterRefusal> {
    let over = match mandate.says {
        MandateSays::RegisterOverCapacity => true,
        MandateSays::Register | MandateSays::WaitForPlace | MandateSays::Refuse => false,
    };
    if over || places.open < places.capacity {
        return Ok(());
    }
    Err(RegisterRefusal::Full { places })
}
