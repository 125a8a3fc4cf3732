//! What explains an act, in words: the one place that says what each key is called and how its
//! value reads. What only an auditor needs stays in the raw record.

use app::audit::{Entry, Named};
use app::caseload::{AgeGroup, ReviewIs, Supervised};
use app::import::Verdict;
use app::review::Kept;
use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{Edition, Label};
use domain::identifier::IdentifierKind;
use domain::nomination::EvidenceKind;
use domain::notice::Occasion;
use domain::person::{Abode, NameKind, PersonField};
use domain::registration::{OrderKind, Post};
use domain::user::Role;
use serde::Serialize;
use serde_json::Value;

use crate::i18n::{Language, Msg, Words, date_words};
use crate::msg;
use crate::pages::{caseload, import, notice, person, review};
use crate::words::{agency_kind, duty, edition_name, identifier_kind, order_kind, role};

/// One thing that explains an act.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Detail {
    pub(super) label: Msg,
    pub(super) value: Words,
}

/// How a value reads.
#[derive(Debug, Clone, Copy)]
enum Reads {
    /// A civil day.
    Day,
    /// A number, or text that is shown as it is.
    Plain,
    /// Yes or no.
    Answer,
    /// A word of a list that we have words for.
    Word(fn(&str) -> Option<Msg>),
    /// Several of them.
    Several(fn(&str) -> Option<Msg>),
    /// A word that the act explains.
    OfAct,
    /// Agencies or areas by their keys.
    Places,
    /// A strand or a ground of the scheme's edition.
    Rule,
    /// An edition.
    Edition,
    /// How many rows of a register had each result.
    Counts,
}

/// What a key is called and how its value reads; nothing for what stays in the raw record.
#[rustfmt::skip]
fn field(key: &str) -> Option<(Msg, Reads)> {
    Some(match key {
        "abode" => (msg!("Kind of address"), Reads::Word(abode)),
        "accounts" => (msg!("Accounts"), Reads::Plain),
        "addresses" => (msg!("Addresses"), Reads::Plain),
        "age" => (msg!("Ages"), Reads::Word(|it| AgeGroup::from_key(it).map(caseload::words::age))),
        "agencies" => (msg!("Agencies that took part"), Reads::Plain),
        "agencies_to_tell" => (msg!("Agencies to tell"), Reads::Plain),
        "agency" => (msg!("Agency"), Reads::Places),
        "agency_kind" => (msg!("Kind of agency"),
            Reads::Word(|it| AgencyKind::from_key(it).map(agency_kind))),
        "assigned" => (msg!("People assigned"), Reads::Plain),
        "changed" => (msg!("What changed"), Reads::Several(changed)),
        "choice" => (msg!("Choice"), Reads::Word(choice)),
        "closed" => (msg!("Areas that ended"), Reads::Places),
        "died_on" => (msg!("Day of death"), Reads::Day),
        "due_on" | "was_due_on" => (msg!("Was due on"), Reads::Day),
        "edition" => (msg!("Guidance it follows"), Reads::Edition),
        "ended_on" => (msg!("Ended on"), Reads::Day),
        "evidence" => (msg!("Pieces of evidence"), Reads::Plain),
        "for" => (msg!("Seen by"), Reads::Word(seen_by)),
        "from" | "from_on" => (msg!("From"), Reads::Day),
        "ground" => (msg!("Ground"), Reads::Rule),
        "identifiers" => (msg!("Numbers"), Reads::Plain),
        "in_custody" => (msg!("Recorded as in custody"), Reads::Answer),
        "judged" => (msg!("Rows by result"), Reads::Counts),
        "kind" => (msg!("Kind"), Reads::OfAct),
        "last_day" => (msg!("Last day"), Reads::Day),
        "matter" => (msg!("Told of"), Reads::Word(|it| Occasion::from_key(it).map(notice::matter))),
        "measured" => (msg!("Measured"), Reads::Plain),
        "names" => (msg!("Names"), Reads::Plain),
        "next_due_on" => (msg!("Next review by"), Reads::Day),
        "on" => (msg!("On"), Reads::Day),
        "opened" => (msg!("Areas that began"), Reads::Places),
        "order" => (msg!("Order or sentence"),
            Reads::Word(|it| OrderKind::from_key(it).map(order_kind))),
        "outcome" => (msg!("Outcome"), Reads::OfAct),
        "over_capacity" => (msg!("Beyond the places there are"), Reads::Answer),
        "people" => (msg!("People"), Reads::Plain),
        "post" => (msg!("Duty"), Reads::Word(|it| Post::from_key(it).map(duty))),
        "registered_on" => (msg!("Registered on"), Reads::Day),
        "returned" => (msg!("Returned after a removal"), Reads::Answer),
        "review" => (msg!("Reviews"),
            Reads::Word(|it| ReviewIs::from_key(it).map(caseload::words::review))),
        "review_due_on" => (msg!("Review due by"), Reads::Day),
        "role" => (msg!("Role"), Reads::Word(|it| Role::from_key(it).map(role))),
        "row" => (msg!("Row"), Reads::Plain),
        "rows" => (msg!("Rows"), Reads::Plain),
        "scheduled" => (msg!("Reviews set"), Reads::Plain),
        "schemes" => (msg!("Schemes"), Reads::Plain),
        "strand" => (msg!("Strand"), Reads::Rule),
        "supervised" => (msg!("Supervision"),
            Reads::Word(|it| Supervised::from_key(it).map(caseload::words::supervised))),
        "ticked" => (msg!("People ticked"), Reads::Plain),
        "to" => (msg!("Until"), Reads::Day),
        "told_on" => (msg!("Told on"), Reads::Day),
        "used_for_matching" => (msg!("Used to find the person"), Reads::Answer),
        "verdict" => (msg!("Result"),
            Reads::Word(|it| Verdict::from_key(it).map(import::words::verdict))),
        _ => return None,
    })
}

/// The keys that only an auditor needs, in the raw record.
#[cfg(test)]
const RAW: &[&str] = &[
    "address",
    "file",
    "import",
    "length_bytes",
    "name",
    "policies",
    "registration",
    "removal",
    "version",
];

fn abode(key: &str) -> Option<Msg> {
    Some(match Abode::from_key(key)? {
        Abode::Fixed => msg!("Fixed address"),
        Abode::NoFixedAbode => msg!("No fixed abode"),
    })
}

fn changed(key: &str) -> Option<Msg> {
    Some(match PersonField::from_key(key)? {
        PersonField::Name => msg!("Name"),
        PersonField::OtherNames => msg!("Other names"),
        PersonField::Born => msg!("Date of birth"),
        PersonField::DiedOn => msg!("Day of death"),
        PersonField::Sex => msg!("Sex"),
        PersonField::Ethnicity => msg!("Ethnicity"),
        PersonField::Access => msg!("Who may open the record"),
    })
}

fn choice(key: &str) -> Option<Msg> {
    Some(match key {
        "new" => msg!("New person"),
        "person" => msg!("Known person"),
        "leave_out" => msg!("Left out"),
        _ => return None,
    })
}

fn seen_by(key: &str) -> Option<Msg> {
    Some(match key {
        "scheme" => msg!("Everybody on the scheme"),
        "own" => msg!("Whoever saved it"),
        _ => return None,
    })
}

/// What explains an act, in the order of the record.
pub(super) fn details(
    entry: &Entry,
    named: &Named,
    (edition, language): (Option<&Edition>, Language),
) -> Vec<Detail> {
    let Some(keys) = entry.detail.as_object() else { return Vec::new() };
    let some = keys.iter().filter(|(_, value)| !value.is_null());
    some.filter_map(|(key, value)| {
        let (label, reads) = field(key)?;
        let words = match reads {
            Reads::OfAct => of_act(&entry.event, plain(value).as_str()),
            Reads::Rule => rule(edition, key, &plain(value)).map(|it| edition_name(it, language)),
            Reads::Edition => edition.map(|it| edition_name(&it.label, language)),
            Reads::Places => Some(places(named, value)),
            Reads::Day | Reads::Plain | Reads::Answer | Reads::Counts => {
                read(reads, value, language)
            }
            Reads::Word(word) | Reads::Several(word) => several(value, word, language),
        };
        let value = words.unwrap_or_else(|| Words::typed(plain(value)));
        Some(Detail { label, value }).filter(|it| it.value != Words::typed(""))
    })
    .collect()
}

fn read(reads: Reads, value: &Value, language: Language) -> Option<Words> {
    match reads {
        Reads::Day => {
            let day: Date = value.as_str()?.parse().ok()?;
            Some(Words::typed(date_words(day, language)))
        }
        Reads::Answer => Some(if value.as_bool()? { msg!("Yes") } else { msg!("No") }.into()),
        Reads::Counts => {
            let counts = value.as_object()?.iter().map(|(key, count)| {
                let verdict = Verdict::from_key(key).map(import::words::verdict);
                let name = verdict.map_or_else(|| key.clone(), |it| language.say(&it));
                format!("{name}: {count}")
            });
            Some(Words::typed(counts.collect::<Vec<_>>().join(", ")))
        }
        Reads::Plain
        | Reads::Word(_)
        | Reads::Several(_)
        | Reads::OfAct
        | Reads::Places
        | Reads::Rule
        | Reads::Edition => None,
    }
}

fn several(value: &Value, word: fn(&str) -> Option<Msg>, language: Language) -> Option<Words> {
    let Some(list) = value.as_array() else { return word(value.as_str()?).map(Words::from) };
    let said = list.iter().filter_map(|it| word(it.as_str()?)).map(|it| language.say(&it));
    Some(Words::typed(said.collect::<Vec<_>>().join(", ")))
}

fn places(named: &Named, value: &Value) -> Words {
    let list = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let name = |it: &Value| named.places.get(it.as_str()?).cloned();
    Words::typed(list.iter().filter_map(name).collect::<Vec<_>>().join(", "))
}

fn rule<'a>(edition: Option<&'a Edition>, key: &str, value: &str) -> Option<&'a Label> {
    let edition = edition?;
    if key == "ground" {
        let mut grounds = edition.grounds.iter().map(|it| &it.value);
        return grounds.find(|it| it.key.0 == value).map(|it| &it.label);
    }
    let mut strands = edition.strands.iter().map(|it| &it.value);
    strands.find(|it| it.key.0 == value).map(|it| &it.label)
}

/// A word whose list depends on the act.
fn of_act(event: &str, key: &str) -> Option<Words> {
    let words = match event {
        "added_name" => NameKind::from_key(key).map(person::fields::name_kind),
        "added_identifier" => IdentifierKind::from_key(key).map(identifier_kind),
        "evidence_added" => {
            EvidenceKind::from_key(key).map(crate::pages::nomination::words::evidence_kind)
        }
        "agency_created" => AgencyKind::from_key(key).map(agency_kind),
        "review_held" => Kept::from_key(key).map(review::reviewed),
        "decided" => match key {
            "register" => Some(msg!("Take on to the scheme")),
            "waiting_list" => Some(msg!("Accept for the waiting list")),
            "refuse" => Some(msg!("Do not take on")),
            "defer" => Some(msg!("Put off")),
            _ => None,
        },
        _ => None,
    };
    words.map(Words::from)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use app::audit::{DETAILS, EVENTS};

    use super::{RAW, field};
    use crate::pages::audit::event;

    #[test]
    fn every_act_of_the_trail_has_words() {
        let bare: Vec<_> = EVENTS.iter().filter(|it| event(it).is_none()).collect();
        assert!(bare.is_empty(), "{bare:?}");
    }

    #[test]
    fn what_explains_an_act_has_words_or_is_for_auditors_only() {
        let bare: Vec<_> =
            DETAILS.iter().filter(|it| field(it).is_none() != RAW.contains(*it)).collect();
        assert!(bare.is_empty(), "{bare:?}");
    }
}
