//! What counts in one person's history.

use crate::definition::{Breakdown, OffenceClass, PlacedBy, Unit};
use crate::fact::{Day, Offence, Person};
use crate::tally::Exclusion;

use super::History;
use super::plan::Plan;

/// Something that is counted: an offence, or a day in court.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) proven: Day,
    pub(super) placed: Day,
    pub(super) class: OffenceClass,
}

/// What counts in the history of the person at hand, and how much does not.
#[derive(Debug)]
pub(super) struct Events {
    offences: Vec<Event>,
    by_class: Vec<Event>,
    occasions: Vec<Event>,
    left_out: [u64; Exclusion::ALL.len()],
}

impl Default for Events {
    fn default() -> Self {
        Self {
            offences: Vec::new(),
            by_class: Vec::new(),
            occasions: Vec::new(),
            left_out: [0; Exclusion::ALL.len()],
        }
    }
}

impl Events {
    /// Reads a history; what was read before is forgotten.
    pub(super) fn read(&mut self, plan: &Plan, history: &History<'_>) {
        self.offences.clear();
        self.occasions.clear();
        self.left_out = [0; Exclusion::ALL.len()];
        let mut before: Option<&Offence> = None;
        for offence in history.offences {
            let again = before.is_some_and(|it| is_again(it, offence));
            before = Some(offence);
            let judged = if again {
                Err(Exclusion::Duplicate)
            } else {
                judge(plan, history.person, offence)
            };
            match judged {
                Ok(event) => self.offences.push(event),
                Err(reason) => self.left_out[reason as usize] += 1,
            }
        }
    }

    /// What was left out, by the place of the reason.
    pub(super) fn left_out(&self) -> &[u64] {
        &self.left_out
    }

    /// The days on which something was proven that counts.
    pub(super) fn proven(&self) -> impl Iterator<Item = Day> {
        self.offences.iter().map(|it| it.proven)
    }

    /// Makes days in court of offences, where those are counted: all that was proven on one day,
    /// placed where the first of it is.
    ///
    /// What lies outside all windows is forgotten then; before, it may be the first of a day.
    pub(super) fn join(&mut self, plan: &Plan) {
        let within = |it: &Event| plan.span.has(it.placed);
        self.occasions.clear();
        // Placed by their proof, all of a day lie within or none does.
        if plan.counting.placed_by == PlacedBy::ConvictionDate {
            self.offences.retain(within);
        }
        if plan.counting.unit == Unit::ConvictionOccasions {
            self.offences.sort_unstable();
            self.occasions.extend(&self.offences);
            self.occasions.dedup_by_key(|it| it.proven);
            self.occasions.retain(within);
        }
        self.offences.retain(within);
        self.by_class.clear();
        if plan.axes.iter().any(|it| it.breakdown == Some(Breakdown::OffenceClass)) {
            self.by_class.extend(&self.offences);
            self.by_class.sort_unstable_by_key(|it| (it.class, it.proven, it.placed));
        }
    }

    /// What is counted, one by one.
    pub(super) fn units(&self, unit: Unit) -> &[Event] {
        match unit {
            Unit::ConvictionOccasions => &self.occasions,
            Unit::ConvictedOffences | Unit::ProvenOffences => &self.offences,
        }
    }

    /// Every offence that counts, whatever is counted.
    pub(super) fn offences(&self) -> &[Event] {
        &self.offences
    }

    /// The same, in the order of classes and of proof, where the plan asks for classes.
    pub(super) fn by_class(&self) -> &[Event] {
        &self.by_class
    }
}

/// What an offence counts as, or why it does not. Faults of the facts go before choices of the
/// definition.
fn judge(plan: &Plan, person: &Person, offence: &Offence) -> Result<Event, Exclusion> {
    let proven = sound(person, offence)?;
    if plan.known_on.is_some_and(|day| offence.known > day) {
        return Err(Exclusion::NotYetKnown);
    }
    let Some(proven) = proven else { return Err(Exclusion::NotProven) };
    if offence.cautioned && plan.counting.unit != Unit::ProvenOffences {
        return Err(Exclusion::Cautioned);
    }
    let filter = plan.counting.filter;
    if filter.recordable_only && !offence.recordable {
        return Err(Exclusion::NotRecordable);
    }
    if filter.leave_out_breach && offence.breach {
        return Err(Exclusion::Breach);
    }
    let Some(class) = offence.class else { return Err(Exclusion::ClassUnknown) };
    if !filter.classes.has(class) {
        return Err(Exclusion::ClassLeftOut);
    }
    let placed = match plan.counting.placed_by {
        PlacedBy::OffenceDate => offence.offended,
        PlacedBy::ConvictionDate => proven,
        PlacedBy::DateEntered => offence.known,
    };
    Ok(Event { proven, placed, class })
}

/// Whether an offence is the one before it a second time.
pub(crate) fn is_again(before: &Offence, offence: &Offence) -> bool {
    before.offence_id == offence.offence_id && before.offended == offence.offended
}

/// The day of proof, if there is one, of an offence that can have happened so.
pub(crate) fn sound(person: &Person, offence: &Offence) -> Result<Option<Day>, Exclusion> {
    if person.born.is_some_and(|born| offence.offended < born) {
        return Err(Exclusion::BeforeBirth);
    }
    if person.died.is_some_and(|died| offence.offended > died) {
        return Err(Exclusion::AfterDeath);
    }
    if offence.proven.is_some_and(|proven| proven < offence.offended) {
        return Err(Exclusion::ProvenBeforeOffence);
    }
    Ok(offence.proven)
}
