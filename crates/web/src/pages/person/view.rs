//! What every page about one person shows: whose record it is, and its sections.

use std::str::FromStr;

use app::AppError;
use app::clock::london_date;
use app::person::{File, KnownAddress, Overview, Search, file, overview};
use domain::Date;
use domain::id::PersonId;
use domain::person::{Abode, RecordAccess, is_under_18_on};
use domain::registration::StatutoryStatus;
use serde::{Deserialize, Serialize};

use crate::msg;
use crate::render::{Identity, NavItem, Tag, Tone};
use crate::server::{Problem, Visit};
use crate::words;

/// Whether removed people were asked for: `?removed=include`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    pub(crate) removed: Option<String>,
}

impl Asked {
    pub(crate) fn which(&self) -> Search {
        match self.removed.as_deref() {
            Some("include") => Search::PresentAndRemoved,
            Some(_) | None => Search::Present,
        }
    }
}

/// The identity in an address; one that is none leads nowhere.
pub(crate) fn key<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem(AppError::Hidden))
}

/// The end of an address that keeps asking for removed people.
pub(crate) const fn suffix(which: Search) -> &'static str {
    match which {
        Search::Present => "",
        Search::PresentAndRemoved => "?removed=include",
    }
}

/// The sections of a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Overview,
    Timeline,
    Identity,
    Sharing,
}

/// A record that is open, with what stands above every section of it.
pub(crate) struct Record {
    pub(crate) file: File,
    pub(crate) overview: Overview,
    pub(crate) today: Date,
}

/// Opens a record; the opening is in the trail under this name.
pub(crate) async fn record(
    visit: &Visit,
    id: PersonId,
    which: Search,
    what: &'static str,
) -> Result<Record, Problem> {
    let read = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let file = file(rx, id, which, what).await?;
            let overview = overview(rx, &file.opened).await?;
            Ok((file, overview))
        })
    });
    let (file, overview) = read.await?;
    Ok(Record { file, overview, today: today(visit) })
}

pub(crate) fn today(visit: &Visit) -> Date {
    london_date(visit.web.app.clock().now())
}

/// What stands above every section: the bar and the sections.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Head {
    pub(crate) bar: Identity,
    pub(crate) sections: Vec<NavItem>,
    /// Whether every scheme has removed this person.
    pub(crate) removed: bool,
}

impl Record {
    pub(crate) fn id(&self) -> PersonId {
        self.file.person.id
    }

    pub(crate) fn href(&self, path: &str) -> String {
        format!("/people/{}{path}{}", self.id(), suffix(self.file.opened.which))
    }

    pub(crate) fn head(&self, here: Section) -> Head {
        let sections = [
            (Section::Overview, msg!("Overview"), ""),
            (Section::Timeline, msg!("Timeline"), "/timeline"),
            (Section::Identity, msg!("Identity"), "/identity"),
            (Section::Sharing, msg!("Sharing"), "/sharing"),
        ];
        let item = |(section, label, path)| {
            let item = NavItem::new(label, self.href(path));
            if section == here { item.here() } else { item }
        };
        Head {
            bar: self.bar(),
            sections: sections.into_iter().map(item).collect(),
            removed: self.file.opened.which == Search::PresentAndRemoved,
        }
    }

    fn bar(&self) -> Identity {
        let person = &self.file.person;
        let mut identifiers: Vec<_> = self
            .file
            .identifiers
            .iter()
            .filter(|it| it.canonical.is_some())
            .map(|it| (words::identifier_kind(it.kind), it.shown().to_owned()))
            .collect();
        for registration in self.overview.registrations.iter().flatten() {
            let posts = registration.posts.iter().filter(|it| it.duty == registration.needs);
            identifiers.extend(
                posts.map(|it| (words::duty(it.duty), format!("{}, {}", it.name, it.agency))),
            );
        }
        Identity {
            name: person.name.full(),
            href: self.href(""),
            born_on: person.born.map(|it| it.to_string()),
            age_years: person.age_on(self.today).map(i32::from),
            identifiers,
            tags: self.tags(),
            warnings: Vec::new(),
        }
    }

    /// As far as the reader may see where the person lives.
    fn has_no_fixed_abode(&self) -> bool {
        let holds = |it: &&KnownAddress| {
            it.from_on.is_none_or(|from| from <= self.today)
                && it.until_on.is_none_or(|until| self.today < until)
        };
        let now = self.file.addresses.iter().flatten().find(holds);
        now.is_some_and(|it| it.abode == Abode::NoFixedAbode)
    }

    fn tags(&self) -> Vec<Tag> {
        let person = &self.file.person;
        let mut tags = Vec::new();
        if person.died_on.is_some() {
            tags.push(Tag::new(msg!("Has died"), Tone::Neutral));
        }
        if self.has_no_fixed_abode() {
            tags.push(Tag::new(msg!("No fixed abode"), Tone::Warning));
        }
        if person.access == RecordAccess::Restricted {
            tags.push(Tag::new(msg!("Restricted record"), Tone::Urgent));
        }
        if person.born.is_some_and(|it| is_under_18_on(it, self.today)) {
            tags.push(Tag::new(msg!("Under 18"), Tone::Warning));
        }
        for it in self.overview.registrations.iter().flatten() {
            tags.push(match it.status {
                StatutoryStatus::Statutory(_) => Tag::new(msg!("Statutory"), Tone::Good),
                StatutoryStatus::NonStatutory => Tag::new(msg!("Non-statutory"), Tone::Neutral),
            });
        }
        if self.file.opened.which == Search::PresentAndRemoved {
            tags.push(Tag::new(msg!("Removed"), Tone::Neutral));
        }
        tags
    }
}

/// A head for samples.
pub(crate) fn sample_head() -> Head {
    let bar = Identity {
        name: "Robin Testwood".to_owned(),
        href: "/people/1".to_owned(),
        born_on: Some("1980-05-01".to_owned()),
        age_years: Some(24),
        identifiers: vec![(msg!("Prison number"), "A1234BC".to_owned())],
        tags: vec![Tag::new(msg!("Restricted record"), Tone::Urgent)],
        warnings: Vec::new(),
    };
    let sections = vec![NavItem::new(msg!("Overview"), "/people/1").here()];
    Head { bar, sections, removed: false }
}

/// The same of somebody whom every scheme removed.
pub(crate) fn sample_removed_head() -> Head {
    Head { removed: true, ..sample_head() }
}
