//! The chain: each entry's hash covers the one before it, so that no entry can be changed, taken
//! out or put in without every later hash telling.

use domain::Timestamp;
use sha2::{Digest as _, Sha256};

use super::event::Event;
use super::{names, sql};
use crate::actor::Actor;
use crate::db::{Link, Row, Value, args};
use crate::error::AppResult;
use crate::gate::Rx;

/// How many entries are read at a time while proving the chain.
const STRETCH_ENTRIES: i64 = 1_000;
/// The hash before the first entry.
const ROOT: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The columns that a hash covers, as text, in order.
struct Sealed([Option<String>; 12]);

impl Sealed {
    /// Lengths go in with the text, so that moving a character from one column to the next
    /// changes the hash; a null is told apart from an empty text.
    fn hash(&self, before: &str) -> String {
        let mut sha = Sha256::new();
        sha.update(before.as_bytes());
        for column in &self.0 {
            match column {
                Some(text) => {
                    sha.update(text.len().to_string().as_bytes());
                    sha.update(b":");
                    sha.update(text.as_bytes());
                }
                None => sha.update(b"-"),
            }
        }
        crate::hash::hex(&sha.finalize())
    }
}

/// Adds entries at the end of the chain, in the transaction of what they record.
pub(crate) async fn append(
    link: &mut Link,
    actor: &Actor,
    now: Timestamp,
    events: &[Event],
) -> AppResult<()> {
    if events.is_empty() {
        return Ok(());
    }
    let (mut seq, mut hash) = head(link).await?;
    for event in events {
        debug_assert!(names::is_known(event), "no page has words for {event:?}");
        seq = seq.saturating_add(1);
        let sealed = sealed(seq, actor, now, event);
        hash = sealed.hash(&hash);
        let mut values = vec![Value::Int(Some(seq))];
        values.extend(sealed.0.into_iter().skip(1).map(Value::Text));
        values.push(Value::from(hash.as_str()));
        link.run(sql::INSERT, values).await?;
    }
    link.run(sql::MOVE_HEAD, args![seq, hash]).await?;
    Ok(())
}

async fn head(link: &mut Link) -> AppResult<(i64, String)> {
    let head = |row: Row| Ok((row.get("seq")?, row.get("hash")?));
    link.one(sql::HEAD, args![], head).await
}

fn sealed(seq: i64, actor: &Actor, now: Timestamp, event: &Event) -> Sealed {
    let (kind, id) = event.subject.clone().unzip();
    Sealed([
        Some(seq.to_string()),
        Some(crate::db::instant_text(now)),
        Some(actor.kind().key().to_owned()),
        actor.user_id().map(|it| it.to_string()),
        actor.agency().map(|it| it.to_string()),
        Some(event.verb.key().to_owned()),
        Some(event.name.to_owned()),
        kind.map(str::to_owned),
        id,
        event.person.map(|it| it.to_string()),
        event.scheme.map(|it| it.to_string()),
        Some(event.detail.to_string()),
    ])
}

/// The chain is whole: so many entries, and the hash that witnesses them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries there are.
    pub entries: i64,
    /// The hash of the last, to be kept where the database's owner cannot reach.
    pub hash: String,
}

/// Where the chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// The entry's hash does not follow from its content and the hash before.
    Altered {
        /// The entry's number.
        seq: i64,
    },
    /// An entry is missing before this one.
    Missing {
        /// The number that should have come next.
        seq: i64,
    },
    /// The trail ends before, or after, the place its head names.
    Cut {
        /// The last entry's number.
        last: i64,
        /// The number the head names.
        head: i64,
    },
}

/// Proves the chain whole, from its first entry to its head.
pub async fn verify(rx: &mut Rx<'_>) -> AppResult<Result<Verified, Break>> {
    let (mut seq, mut hash) = (0_i64, ROOT.to_owned());
    loop {
        let stretch = rx.all(sql::STRETCH, args![seq, STRETCH_ENTRIES], entry).await?;
        if stretch.is_empty() {
            break;
        }
        for (number, sealed, kept) in stretch {
            if number != seq.saturating_add(1) {
                return Ok(Err(Break::Missing { seq: seq.saturating_add(1) }));
            }
            if sealed.hash(&hash) != kept {
                return Ok(Err(Break::Altered { seq: number }));
            }
            (seq, hash) = (number, kept);
        }
    }
    let end = |row: Row| Ok((row.get::<i64>("seq")?, row.get::<String>("hash")?));
    let (head, head_hash) = rx.one(sql::HEAD, args![], end).await?;
    if head != seq || head_hash != hash {
        return Ok(Err(Break::Cut { last: seq, head }));
    }
    Ok(Ok(Verified { entries: seq, hash }))
}

fn entry(row: Row) -> AppResult<(i64, Sealed, String)> {
    let seq: i64 = row.get("seq")?;
    let sealed = Sealed([
        Some(seq.to_string()),
        row.get("at")?,
        row.get("actor_kind")?,
        row.get("user_id")?,
        row.get("agency_id")?,
        row.get("verb")?,
        row.get("event")?,
        row.get("subject_kind")?,
        row.get("subject_id")?,
        row.get("person_id")?,
        row.get("scheme_id")?,
        row.get("detail")?,
    ]);
    Ok((seq, sealed, row.get("hash")?))
}
