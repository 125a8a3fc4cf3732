//! One timeline of all that happened with a person.

pub(crate) mod sql;

use std::collections::BTreeMap;

use domain::edition::{Edition, Label};
use domain::id::PersonId;
use domain::user::Category;
use domain::{Date, Timestamp};

use crate::clock::london_date;
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::{Rx, actions};
use crate::person::Opened;

actions! {}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An agency nominated.
    Nominated,
    /// The agency withdrew.
    Withdrawn,
    /// The panel decided.
    Decided,
    /// Registered on a scheme.
    Registered,
    /// An order began, which makes the case statutory or not.
    Status,
    /// Somebody was assigned.
    Assigned,
    /// A review was held.
    Reviewed,
    /// Removal was proposed.
    RemovalProposed,
    /// Removal was decided.
    RemovalDecided,
    /// An agency was told.
    Told,
    /// Taken into custody.
    Custody,
    /// At liberty again.
    Liberty,
    /// A note was written.
    Note,
    /// Who the person is was changed.
    Changed,
}

impl Kind {
    /// Every kind, in the order in which filters show them.
    pub const ALL: [Self; 14] = [
        Self::Note,
        Self::Nominated,
        Self::Withdrawn,
        Self::Decided,
        Self::Registered,
        Self::Status,
        Self::Assigned,
        Self::Reviewed,
        Self::RemovalProposed,
        Self::RemovalDecided,
        Self::Told,
        Self::Custody,
        Self::Liberty,
        Self::Changed,
    ];

    /// The word under which filters name it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nominated => "nominated",
            Self::Withdrawn => "withdrawn",
            Self::Decided => "decided",
            Self::Registered => "registered",
            Self::Status => "status",
            Self::Assigned => "assigned",
            Self::Reviewed => "reviewed",
            Self::RemovalProposed => "removal_proposed",
            Self::RemovalDecided => "removal_decided",
            Self::Told => "told",
            Self::Custody => "custody",
            Self::Liberty => "liberty",
            Self::Note => "note",
            Self::Changed => "changed",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The category of information it belongs to, which a reader must be permitted to see.
    pub const fn category(self) -> Category {
        match self {
            Self::Nominated
            | Self::Withdrawn
            | Self::Decided
            | Self::Registered
            | Self::Status
            | Self::Assigned
            | Self::Reviewed
            | Self::RemovalProposed
            | Self::RemovalDecided
            | Self::Told => Category::Registration,
            Self::Custody | Self::Liberty => Category::Custody,
            Self::Note => Category::Contact,
            Self::Changed => Category::Identity,
        }
    }

    /// The category that what was typed belongs to: reasons speak of offences.
    const fn text_category(self) -> Category {
        match self {
            Self::Nominated
            | Self::Withdrawn
            | Self::Decided
            | Self::Reviewed
            | Self::RemovalProposed
            | Self::RemovalDecided => Category::Offending,
            Self::Registered
            | Self::Status
            | Self::Assigned
            | Self::Told
            | Self::Custody
            | Self::Liberty
            | Self::Note
            | Self::Changed => self.category(),
        }
    }

    /// Whether the program wrote it by itself, so that it is shown only where asked for.
    pub const fn is_system(self) -> bool {
        matches!(self, Self::Changed)
    }
}

/// One thing that happened. Printed for debugging, only its kind shows.
#[derive(Clone)]
pub struct Entry {
    /// What kind of thing.
    pub kind: Kind,
    /// The day.
    pub happened_on: Date,
    /// The instant, where it is known.
    pub happened_at: Option<String>,
    /// The nomination, registration or removal it belongs to.
    pub subject: Option<String>,
    /// The scheme, agency or place.
    pub place: Option<String>,
    /// Who: a name or an agency.
    pub who: Option<String>,
    /// A key that the kind explains: an outcome, an order, an event's name.
    pub word: Option<String>,
    /// What was typed, if the reader may see it.
    pub text: Option<String>,
    /// The category for which a text is withheld.
    pub withheld: Option<Category>,
    /// The strand or the ground it is about, as the scheme's edition has it.
    pub rule: Option<RuleShown>,
}

/// What an edition calls a strand or a ground, and the paragraph that it rests on.
#[derive(Debug, Clone)]
pub struct RuleShown {
    /// Its name.
    pub label: Label,
    /// The paragraph.
    pub source: String,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({})", self.kind.key())
    }
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of these kinds; none named wants every kind that people wrote.
    pub kinds: Vec<Kind>,
    /// With this in what was typed, or in a name.
    pub keyword: Option<String>,
}

/// What happened with somebody whose record is open, the newest first, as far as the reader may
/// see it.
pub async fn timeline(rx: &mut Rx<'_>, opened: &Opened, filter: &Filter) -> AppResult<Vec<Entry>> {
    let person = opened.standing.id;
    let found = rx.all(sql::EVERYTHING, args![person], entry).await?;
    let deciders = deciders(rx, person).await?;
    let mut entries: Vec<Entry> = found.into_iter().map(|it| it.shown(rx, &deciders)).collect();
    entries.sort_by(|a, b| (b.happened_on, &b.happened_at).cmp(&(a.happened_on, &a.happened_at)));
    entries.retain(|it| rx.may_see(it.kind.category(), &opened.standing));
    for entry in &mut entries {
        let needed = entry.kind.text_category();
        if entry.text.is_some() && !rx.may_see(needed, &opened.standing) {
            entry.text = None;
            entry.withheld = Some(needed);
            // A ground can say as much as the reasons do.
            if matches!(entry.kind, Kind::RemovalProposed | Kind::RemovalDecided) {
                entry.rule = None;
            }
        }
    }
    entries.retain(|it| filter.wants(it));
    Ok(entries)
}

impl Filter {
    fn wants(&self, entry: &Entry) -> bool {
        let kind = match self.kinds.as_slice() {
            [] => !entry.kind.is_system(),
            kinds => kinds.contains(&entry.kind),
        };
        kind && self.keyword.as_deref().is_none_or(|it| entry.mentions(it))
    }
}

impl Entry {
    fn mentions(&self, keyword: &str) -> bool {
        let keyword = keyword.to_lowercase();
        [&self.text, &self.who, &self.place]
            .into_iter()
            .flatten()
            .any(|it| it.to_lowercase().contains(&keyword))
    }
}

/// An entry as it is read: the rule still by its key, the day perhaps only as an instant.
struct Found {
    entry: Entry,
    day_known: Option<Date>,
    edition: Option<String>,
    rule_key: Option<String>,
}

impl Found {
    fn shown(self, rx: &Rx<'_>, deciders: &BTreeMap<String, Vec<String>>) -> Entry {
        let Self { mut entry, day_known, edition, rule_key } = self;
        let at = entry.happened_at.as_deref().and_then(|it| it.parse::<Timestamp>().ok());
        entry.happened_on = day_known.or_else(|| at.map(london_date)).unwrap_or_default();
        let edition = edition.and_then(|it| rx.editions().get(&it));
        entry.rule = edition.zip(rule_key).and_then(|(edition, key)| rule(edition, &entry, &key));
        if entry.kind == Kind::RemovalDecided {
            let names = entry.subject.as_ref().and_then(|it| deciders.get(it));
            entry.who = names.map(|it| it.join(", "));
        }
        entry
    }
}

fn rule(edition: &Edition, entry: &Entry, key: &str) -> Option<RuleShown> {
    let on = entry.happened_on;
    let mut strands = edition.strands.iter().filter(|it| it.value.key.0 == key);
    let strand = strands.find(|it| it.in_force_on(on));
    let (label, source) = match entry.kind {
        Kind::RemovalProposed | Kind::RemovalDecided => {
            let mut rules = edition.grounds.iter().filter(|it| it.value.key.0 == key);
            let ground = rules.find(|it| it.in_force_on(on))?;
            (&ground.value.label, &ground.source)
        }
        Kind::Reviewed => {
            let mut rules = edition.reviews.iter().filter(|it| it.value.strand.0 == key);
            let source = &rules.find(|it| it.in_force_on(on))?.source;
            (&strand?.value.label, source)
        }
        Kind::Nominated | Kind::Registered => (&strand?.value.label, &strand?.source),
        Kind::Withdrawn
        | Kind::Decided
        | Kind::Status
        | Kind::Assigned
        | Kind::Told
        | Kind::Custody
        | Kind::Liberty
        | Kind::Note
        | Kind::Changed => return None,
    };
    Some(RuleShown { label: label.clone(), source: source.0.clone() })
}

async fn deciders(rx: &mut Rx<'_>, id: PersonId) -> AppResult<BTreeMap<String, Vec<String>>> {
    let read = |row: Row| Ok((row.get::<String>("removal_id")?, row.get::<String>("name")?));
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (removal, name) in rx.all(sql::DECIDERS, args![id], read).await? {
        all.entry(removal).or_default().push(name);
    }
    Ok(all)
}

fn entry(row: Row) -> AppResult<Found> {
    let day_known: Option<Date> = row.get("happened_on")?;
    let entry = Entry {
        kind: row.key("kind", Kind::from_key)?,
        happened_on: day_known.unwrap_or_default(),
        happened_at: row.get("happened_at")?,
        subject: row.get("subject_id")?,
        place: row.get("scheme_name")?,
        who: row.get("who")?,
        word: row.get("word")?,
        text: row.get("note")?,
        withheld: None,
        rule: None,
    };
    let (edition, rule_key) = (row.get("edition")?, row.get("rule_key")?);
    Ok(Found { entry, day_known, edition, rule_key })
}
