//! Guidance editions: the rules of the programme as dated data, each with its source paragraph.

/// Where a rule comes from: a paragraph of a document listed in `docs/guidance/sources.toml`,
/// written as it is cited, for instance `RR04 ¶11`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source(pub String);

/// The key of a strand (2004) or cohort (today) within an edition, for instance
/// `catch_and_convict` or `fixed`. Which keys exist is the edition's to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StrandKey(pub String);
