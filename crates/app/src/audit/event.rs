//! What the trail says of one act.

use std::fmt::Display;

use domain::id::{PersonId, SchemeId};
use serde_json::{Value as Json, json};

use crate::error::Reasons;

/// The six verbs that the law wants logged (DPA 2018 s.62).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Something new was written down.
    Collection,
    /// Something written down was changed.
    Alteration,
    /// A record was looked at.
    Consultation,
    /// Something was told to somebody.
    Disclosure,
    /// Records were joined.
    Combination,
    /// Something was removed.
    Erasure,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 6] = [
        Self::Collection,
        Self::Alteration,
        Self::Consultation,
        Self::Disclosure,
        Self::Combination,
        Self::Erasure,
    ];

    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Alteration => "alteration",
            Self::Consultation => "consultation",
            Self::Disclosure => "disclosure",
            Self::Combination => "combination",
            Self::Erasure => "erasure",
        }
    }

    /// The verb stored under this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// One act, as the trail will tell it. Never holds what was erased, nor the text of a note.
#[derive(Debug, Clone)]
pub struct Event {
    pub(super) verb: Verb,
    pub(super) name: &'static str,
    pub(super) subject: Option<(&'static str, String)>,
    pub(super) person: Option<PersonId>,
    pub(super) scheme: Option<SchemeId>,
    pub(super) detail: Json,
}

impl Event {
    /// An act of this kind under this name: `Event::new(Verb::Collection, "registered")`.
    pub const fn new(verb: Verb, name: &'static str) -> Self {
        Self { verb, name, subject: None, person: None, scheme: None, detail: Json::Null }
    }

    /// The thing acted on: `.about("registration", id)`.
    #[must_use]
    pub fn about(mut self, kind: &'static str, id: impl Display) -> Self {
        self.subject = Some((kind, id.to_string()));
        self
    }

    /// The person concerned.
    #[must_use]
    pub const fn person(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }

    /// The scheme concerned.
    #[must_use]
    pub const fn scheme(mut self, scheme: SchemeId) -> Self {
        self.scheme = Some(scheme);
        self
    }

    /// Dates, keys and counts that explain the act; no free text, no names.
    #[must_use]
    pub fn detail(mut self, detail: Json) -> Self {
        self.detail = detail;
        self
    }

    pub(crate) const fn consulted(what: &'static str) -> Self {
        Self::new(Verb::Consultation, what)
    }

    pub(crate) fn denied(reasons: &Reasons) -> Self {
        Self::new(Verb::Consultation, "denied")
            .about("action", reasons.action)
            .detail(json!({ "policies": reasons.policies }))
    }
}
