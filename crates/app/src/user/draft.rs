//! Drafts: what somebody was typing, kept for one user, one form and the one thing it is about,
//! so that a session that ends loses nothing and two tabs with two people never mix.

use std::fmt::{self, Display};
use std::str::FromStr;

use domain::Timestamp;
use domain::id::{PersonId, SchemeId, UserId};
use jiff::ToSpan as _;

use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::{App, Resource, Rx};
use crate::person::{self, OpenPerson};
use crate::scheme;

/// How long a draft is kept after it was last saved.
pub const DRAFT_DAYS: i32 = 30;
/// The longest name of what a form is about.
const SUBJECT_LIMIT_CHARS: usize = 100;

/// The forms of which drafts are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftForm {
    /// A nomination.
    Nomination,
    /// The panel's decision on a nomination.
    Decision,
    /// A registration.
    Registration,
    /// A review.
    Review,
    /// The proposal of a removal.
    Removal,
    /// An agency's view of a removal.
    RemovalView,
    /// The decision on a removal.
    RemovalDecision,
    /// Somebody new.
    Person,
    /// An addition to a record, such as a note.
    Addition,
    /// A scheme, or a part of one.
    Scheme,
}

impl DraftForm {
    /// Every form.
    pub const ALL: [Self; 10] = [
        Self::Nomination,
        Self::Decision,
        Self::Registration,
        Self::Review,
        Self::Removal,
        Self::RemovalView,
        Self::RemovalDecision,
        Self::Person,
        Self::Addition,
        Self::Scheme,
    ];

    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nomination => "nomination",
            Self::Decision => "decision",
            Self::Registration => "registration",
            Self::Review => "review",
            Self::Removal => "removal",
            Self::RemovalView => "removal_view",
            Self::RemovalDecision => "removal_decision",
            Self::Person => "person",
            Self::Addition => "addition",
            Self::Scheme => "scheme",
        }
    }

    /// The form stored under this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Of what the keys of its subjects are.
    const fn subject(self) -> Subject {
        match self {
            Self::Nomination | Self::Addition => Subject::Person,
            Self::Decision | Self::Registration => Subject::Nomination,
            Self::Review | Self::Removal | Self::RemovalView | Self::RemovalDecision => {
                Subject::Registration
            }
            Self::Person | Self::Scheme => Subject::Scheme,
        }
    }
}

#[derive(Clone, Copy)]
enum Subject {
    Person,
    Nomination,
    Registration,
    Scheme,
}

/// Which draft: the form, and what it is about. What it is about is the key of a person, a
/// nomination, a registration or a scheme, after which more may follow from a `_` on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftKey {
    form: DraftForm,
    subject: String,
}

impl DraftKey {
    /// The draft of a form about something.
    pub fn new(form: DraftForm, subject: impl Display) -> Self {
        Self { form, subject: subject.to_string() }
    }

    /// The form.
    pub const fn form(&self) -> DraftForm {
        self.form
    }

    /// What it is about, and the part of it.
    pub fn subject(&self) -> (&str, Option<&str>) {
        let parts = self.subject.split_once('_');
        parts.map_or((self.subject.as_str(), None), |(whole, part)| (whole, Some(part)))
    }
}

/// `review/0190d2c1-…`, as it stands in addresses.
impl Display for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.form.key(), self.subject)
    }
}

impl FromStr for DraftKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (form, subject) = text.split_once('/').ok_or(())?;
        let form = DraftForm::from_key(form).ok_or(())?;
        let plain = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
        let fits = (1..=SUBJECT_LIMIT_CHARS).contains(&subject.len());
        if fits && subject.chars().all(plain) { Ok(Self::new(form, subject)) } else { Err(()) }
    }
}

/// What was typed into one form.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The form and what it is about.
    pub key: DraftKey,
    /// The fields as they were sent, form-encoded.
    pub fields: String,
    /// When they were saved.
    pub saved_at: Timestamp,
}

/// A draft in its writer's list.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The draft.
    pub draft: Draft,
    /// Whom or what it is about, as far as its writer may still know.
    pub about: About,
}

/// Whom or what a draft is about.
#[derive(Clone, PartialEq, Eq)]
pub enum About {
    /// A person, by name.
    Person(String),
    /// A scheme, by name.
    Scheme(String),
    /// Something to be made.
    New,
    /// Somebody or something that the reader may not open, or that is there no longer.
    Hidden,
}

/// Prints no name.
impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person(_) => "Person(..)",
            Self::Scheme(_) => "Scheme(..)",
            Self::New => "New",
            Self::Hidden => "Hidden",
        })
    }
}

statements! {
    UPSERT = "
        insert into draft (user_id, form, subject, fields, saved_at)
        values ($1, $2, $3, $4, $5)
            on conflict (user_id, form, subject)
            do update set fields = excluded.fields, saved_at = excluded.saved_at";

    FIND = "
        select form, subject, fields, saved_at
          from draft
         where user_id = $1
           and form = $2
           and subject = $3
           and saved_at >= $4";

    OF_USER = "
        select form, subject, fields, saved_at
          from draft
         where user_id = $1
           and saved_at >= $2
         order by saved_at desc, form, subject";

    /// One draft, and all of everybody that were kept long enough.
    DELETE = "
        delete from draft
         where (user_id = $1 and form = $2 and subject = $3)
            or saved_at < $4";

    NOMINATED = "
        select person_id
          from nomination
         where nomination_id = $1";

    REGISTERED = "
        select person_id
          from registration
         where registration_id = $1";
}

/// Keeps what somebody has typed so far, in place of what was kept before.
pub async fn keep_draft(app: &App, user: UserId, key: &DraftKey, fields: &str) -> AppResult<()> {
    let now = app.clock().now();
    app.housekeep(UPSERT, args![user, key.form.key(), key.subject.as_str(), fields, now]).await
}

/// Forgets a draft, once its form has been sent or its writer gave it up.
pub async fn discard_draft(app: &App, user: UserId, key: &DraftKey) -> AppResult<()> {
    let oldest = oldest(app.clock().now());
    app.housekeep(DELETE, args![user, key.form.key(), key.subject.as_str(), oldest]).await
}

/// The draft of one form about one thing.
pub async fn draft(rx: &mut Rx<'_>, user: UserId, key: &DraftKey) -> AppResult<Option<Draft>> {
    let args = args![user, key.form.key(), key.subject.as_str(), oldest(rx.now())];
    rx.maybe(FIND, args, read).await
}

/// Everything somebody has begun and not sent, newest first, with whom or what it is about.
pub async fn drafts(rx: &mut Rx<'_>, user: UserId) -> AppResult<Vec<Begun>> {
    let mut begun = Vec::new();
    for draft in rx.all(OF_USER, args![user, oldest(rx.now())], read).await? {
        let about = about(rx, &draft.key).await?;
        begun.push(Begun { draft, about });
    }
    Ok(begun)
}

fn oldest(now: Timestamp) -> Timestamp {
    now.checked_sub((i64::from(DRAFT_DAYS) * 24).hours()).unwrap_or(now)
}

async fn about(rx: &mut Rx<'_>, key: &DraftKey) -> AppResult<About> {
    let (id, _) = key.subject();
    let found = match key.form.subject() {
        Subject::Person => match id.parse() {
            Ok(id) => named(rx, id).await,
            Err(_) => return Ok(About::Hidden),
        },
        Subject::Nomination => person_of(rx, NOMINATED, id).await,
        Subject::Registration => person_of(rx, REGISTERED, id).await,
        Subject::Scheme => match id.parse::<SchemeId>() {
            Ok(id) => scheme::brief(rx, id).await.map(|it| About::Scheme(it.name)),
            Err(_) => return Ok(About::New),
        },
    };
    match found {
        Err(AppError::NotFound(_) | AppError::Hidden) => Ok(About::Hidden),
        found => found,
    }
}

async fn person_of(rx: &mut Rx<'_>, sql: &'static str, id: &str) -> AppResult<About> {
    match rx.maybe(sql, args![id], |row| row.get("person_id")).await? {
        Some(person) => named(rx, person).await,
        None => Ok(About::Hidden),
    }
}

async fn named(rx: &mut Rx<'_>, id: PersonId) -> AppResult<About> {
    let standing = person::standing(rx, id).await?;
    if !rx.may(&OpenPerson(Resource::Person(standing))) {
        return Ok(About::Hidden);
    }
    let person = person::brief(rx, id).await?;
    let name = format!("{} {}", person.forenames, person.surname);
    Ok(About::Person(name.trim().to_owned()))
}

fn read(row: Row) -> AppResult<Draft> {
    let form = row.key("form", DraftForm::from_key)?;
    let subject: String = row.get("subject")?;
    Ok(Draft {
        key: DraftKey { form, subject },
        fields: row.get("fields")?,
        saved_at: row.get("saved_at")?,
    })
}
