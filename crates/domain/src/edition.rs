//! Guidance editions: the rules of the programme as dated data, each with its source paragraph.
//!
//! An edition is read from `editions/*.toml`; ask it for the rules in force on a day with
//! [`Edition::on`]. Nothing here decides about a person: registration, review and removal do.

mod on;
mod rule;
mod topic;

#[cfg(test)]
pub(crate) mod tests;

pub use on::RulesOn;
pub use rule::{Basis, Rule};
pub use topic::{
    AgeRange, Checklist, Countable, Deciding, Entry, EntryNeed, Ground, GroundKey, Indicator,
    Interval, Label, Level, LevelKind, Member, MemberWhen, Minimum, MinimumThing, Returns,
    ReviewInterval, Setting, SizeGuide, Strand, StrandKind, Threshold, ThresholdSide,
    ThresholdUnit, adult_from, age_on,
};

/// Where a rule comes from: a paragraph of a document listed in `docs/guidance/sources.toml`,
/// written as it is cited, for instance `RR04 ¶11`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source(pub String);

/// The key of a strand (2004) or cohort (today) within an edition, for instance
/// `catch_and_convict` or `fixed`. Which keys exist is the edition's to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StrandKey(pub String);

/// One edition of the guidance: everything that was ever in force under it, with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The key a scheme follows it by, for instance `ppo-england`.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// The levels of accountability and what they are called [RR04 ¶20-24].
    pub levels: Vec<Rule<Level>>,
    /// The strands or cohorts people are registered on [RR04 ¶4].
    pub strands: Vec<Rule<Strand>>,
    /// What must be so before somebody is taken on [RR04 ¶1, A.2].
    pub entries: Vec<Rule<Entry>>,
    /// How long a registration runs before it is reviewed.
    pub reviews: Vec<Rule<ReviewInterval>>,
    /// Days before a review on which it starts to show as coming.
    pub amber_days: Vec<Rule<u16>>,
    /// Days past a review after which the registration is queued for removal.
    pub grace_days: Vec<Rule<u16>>,
    /// How often the case conference meets [RR04 ¶26].
    pub conferences: Vec<Rule<Interval>>,
    /// The grounds of removal [SG05 ¶3].
    pub grounds: Vec<Rule<Ground>>,
    /// What had to be in place for a scheme to be established [CC04].
    pub minimums: Vec<Rule<Minimum>>,
    /// How many people a scheme is expected to hold [RR04 ¶3].
    pub sizes: Vec<Rule<SizeGuide>>,
    /// Who sits, as a minimum, in the scheme's multi-agency group [RR04 ¶24].
    pub members: Vec<Rule<Member>>,
    /// How often schemes return figures [TY06].
    pub returns: Vec<Rule<Returns>>,
    /// The indicators an area must report [BS08 ¶4].
    pub indicators: Vec<Rule<Indicator>>,
    /// The checklists to be made [CC04; RR04 ¶18; SG05 ¶3].
    pub checklists: Vec<Rule<Checklist>>,
}

impl Edition {
    /// The rules in force on this day.
    pub const fn on(&self, day: crate::Date) -> RulesOn<'_> {
        RulesOn::new(self, day)
    }
}
