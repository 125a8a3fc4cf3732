//! The rules of an edition that are in force on one day.

use super::{
    Checklist, Edition, Entry, Ground, GroundKey, Indicator, Interval, Level, LevelKind, Member,
    Minimum, Returns, ReviewInterval, Rule, Setting, SizeGuide, Strand, StrandKey,
};
use crate::Date;

/// An edition as it stood on a day. Every answer is the whole rule, so that a page can say where
/// it comes from.
#[derive(Debug, Clone, Copy)]
pub struct RulesOn<'a> {
    edition: &'a Edition,
    day: Date,
}

fn in_force<T>(rules: &[Rule<T>], day: Date) -> impl Iterator<Item = &Rule<T>> {
    rules.iter().filter(move |it| it.in_force_on(day))
}

impl<'a> RulesOn<'a> {
    pub(super) const fn new(edition: &'a Edition, day: Date) -> Self {
        Self { edition, day }
    }

    /// The day the rules are asked for.
    pub const fn day(self) -> Date {
        self.day
    }

    /// The edition the rules are of.
    pub const fn edition(self) -> &'a Edition {
        self.edition
    }

    /// What a level of accountability is called.
    pub fn level(self, kind: LevelKind) -> Option<&'a Rule<Level>> {
        in_force(&self.edition.levels, self.day).find(|it| it.value.kind == kind)
    }

    /// The strands, in the order of the edition.
    pub fn strands(self) -> impl Iterator<Item = &'a Rule<Strand>> {
        in_force(&self.edition.strands, self.day)
    }

    /// One strand.
    pub fn strand(self, key: &StrandKey) -> Option<&'a Rule<Strand>> {
        self.strands().find(|it| it.value.key == *key)
    }

    /// What must be so before somebody is taken on to a strand.
    pub fn entry(self, strand: &StrandKey) -> Option<&'a Rule<Entry>> {
        in_force(&self.edition.entries, self.day).find(|it| it.value.strand == *strand)
    }

    /// How long a registration runs before it is reviewed, for somebody of this age.
    pub fn review(self, strand: &StrandKey, age: u8) -> Option<&'a Rule<ReviewInterval>> {
        in_force(&self.edition.reviews, self.day)
            .find(|it| it.value.strand == *strand && it.value.ages.holds(age))
    }

    /// Days before a review on which it starts to show as coming.
    pub fn amber_days(self) -> Option<&'a Rule<u16>> {
        in_force(&self.edition.amber_days, self.day).next()
    }

    /// Days past a review after which the registration is queued for removal.
    pub fn grace_days(self) -> Option<&'a Rule<u16>> {
        in_force(&self.edition.grace_days, self.day).next()
    }

    /// How often the case conference meets.
    pub fn conference(self) -> Option<&'a Rule<Interval>> {
        in_force(&self.edition.conferences, self.day).next()
    }

    /// The grounds on which somebody can be removed from a strand.
    pub fn grounds(self, strand: &StrandKey) -> impl Iterator<Item = &'a Rule<Ground>> {
        in_force(&self.edition.grounds, self.day).filter(|it| it.value.strands.contains(strand))
    }

    /// One ground, if it holds for the strand.
    pub fn ground(self, key: &GroundKey, strand: &StrandKey) -> Option<&'a Rule<Ground>> {
        self.grounds(strand).find(|it| it.value.key == *key)
    }

    /// What a scheme needs to be established.
    pub fn minimums(self) -> impl Iterator<Item = &'a Rule<Minimum>> {
        in_force(&self.edition.minimums, self.day)
    }

    /// How many people a scheme in such a place is expected to hold.
    pub fn size(self, setting: Setting) -> Option<&'a Rule<SizeGuide>> {
        in_force(&self.edition.sizes, self.day).find(|it| it.value.setting == setting)
    }

    /// The minimum membership of a scheme's multi-agency group.
    pub fn members(self) -> impl Iterator<Item = &'a Rule<Member>> {
        in_force(&self.edition.members, self.day)
    }

    /// How often schemes return figures.
    pub fn returns(self) -> Option<&'a Rule<Returns>> {
        in_force(&self.edition.returns, self.day).next()
    }

    /// The indicators every area must report.
    pub fn indicators(self) -> impl Iterator<Item = &'a Rule<Indicator>> {
        in_force(&self.edition.indicators, self.day)
    }

    /// The checklists to be made.
    pub fn checklists(self) -> impl Iterator<Item = &'a Rule<Checklist>> {
        in_force(&self.edition.checklists, self.day)
    }
}
