//! Every row read and judged, and nothing of it written but the judgement.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::Date;
use domain::id::{ImportId, RegistrationId, SchemeId};
use serde_json::json;

use super::entry::{self, Entry, Reading, Terms};
use super::fault::{Day, Fault, Mend};
use super::judge::{About, Held, Known, judge, numbers};
use super::lookup::KnownStay;
use super::mapping::{Mapping, MappingFault};
use super::open::aside;
use super::rows::{RawRecord, extract};
use super::sheet::Sheet;
use super::{ImportRegister, Staged, Verdict, add, lookup, open, read, sql};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{App, Resource, Rx, Tx};
use crate::scheme;

/// How many values one statement is asked about at a time.
pub(super) const LIST_LENGTH: usize = 500;

/// Settle the columns of an import and judge its rows by them.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Which import.
    pub import: ImportId,
    /// What its columns hold.
    pub mapping: Mapping,
    /// The version this is based on.
    pub version: i64,
}

/// A row before the database was asked about it.
struct Parsed {
    number: u32,
    record: Option<RawRecord>,
    entry: Option<Entry>,
    mends: Vec<Mend>,
}

/// Reads every row outside a transaction, then judges them in one.
pub async fn stage(app: &App, actor: &Actor, cmd: &Stage) -> AppResult<Result<(), MappingFault>> {
    let import = cmd.import;
    let (bytes, terms) = app
        .read(actor, |rx| {
            Box::pin(async move {
                let (found, bytes) = read::file(rx, import).await?;
                let today = rx.today();
                Ok((bytes, terms(rx, found.scheme, today).await?))
            })
        })
        .await?;
    let opened = open::read_again(bytes).await?;
    if let Err(fault) = cmd.mapping.check(&opened.sheet) {
        return Ok(Err(fault));
    }
    let (sheet, mapping) = (Arc::clone(&opened.sheet), cmd.mapping.clone());
    let parsed = aside(move || parse(&sheet, &mapping, &terms)).await?;
    let parsed = &parsed;
    app.write(actor, |tx| Box::pin(keep(tx, cmd, parsed))).await?;
    Ok(Ok(()))
}

/// What rows are read against, on a day.
pub(super) async fn terms(rx: &mut Rx<'_>, id: SchemeId, today: Date) -> AppResult<Terms> {
    let brief = scheme::brief(rx, id).await?;
    let parties = scheme::parties(rx, id).await?;
    let edition = scheme::edition(rx, &brief)?.clone();
    Ok(Terms { today, edition, parties })
}

fn parse(sheet: &Sheet, mapping: &Mapping, terms: &Terms) -> Vec<Parsed> {
    let extracted = extract(sheet, mapping);
    let mut rows: BTreeMap<u32, Parsed> = BTreeMap::new();
    for record in extracted.taken {
        let Reading { entry, mends } = entry::read(&record, terms);
        let number = record.number;
        rows.insert(number, Parsed { number, record: Some(record), entry, mends });
    }
    for fault in extracted.refused {
        let number = fault.row;
        let refused = || Parsed { number, record: None, entry: None, mends: Vec::new() };
        let field = fault.place.map(|it| it.field);
        let mend = Mend { field, ..Mend::row(Fault::Cell(fault.fault)) };
        rows.entry(number).or_insert_with(refused).mends.push(mend);
    }
    rows.into_values().collect()
}

async fn keep(tx: &mut Tx<'_>, cmd: &Stage, parsed: &[Parsed]) -> AppResult<()> {
    let found = read::import(tx, cmd.import).await?;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(found.scheme)))?;
    let mapping = cmd.mapping.to_text();
    let version = (cmd.import, cmd.version);
    sql::set_previewed(tx, &permit, version, (&mapping, parsed.len())).await?;
    sql::delete_rows(tx, &permit, cmd.import).await?;
    let mut judged: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut earlier = Earlier::default();
    for part in parsed.chunks(LIST_LENGTH) {
        let ground = Ground::of(tx, found.scheme, part).await?;
        for row in part {
            let mut staged = ground.judge(row, &mut earlier);
            hold_against(tx, found.scheme, row, &mut staged).await?;
            *judged.entry(staged.verdict.key()).or_default() += 1;
            sql::insert_row(tx, &permit, cmd.import, &staged).await?;
        }
    }
    let event = Event::new(Verb::Combination, "register_previewed")
        .about("import", cmd.import)
        .scheme(found.scheme)
        .detail(json!({ "rows": parsed.len(), "judged": judged }));
    tx.record(event);
    Ok(())
}

/// What a row about somebody known comes to: held against their record.
async fn hold_against(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    row: &Parsed,
    staged: &mut Staged,
) -> AppResult<()> {
    let of = row.record.as_ref().zip(row.entry.as_ref());
    let (Some(person), Some(of)) = (staged.person, of) else { return Ok(()) };
    let weighed = add::weigh(rx, (scheme, person), of).await?;
    staged.mends.extend(weighed.mends);
    if weighed.fit.is_some() {
        staged.verdict = Verdict::Known;
        staged.additions = weighed.new.listed();
    }
    Ok(())
}

/// Rows of the same sheet that are of people still on the scheme, by their numbers.
#[derive(Default)]
struct Earlier {
    rows: HashMap<(&'static str, String), u32>,
}

impl Earlier {
    /// The earlier row about the same person, by number; and from now on this one.
    fn same_person(&mut self, number: u32, entry: &Entry) -> Option<u32> {
        if !entry.stay.is_open() {
            return None;
        }
        let mut same = None;
        for (kind, text) in numbers(&entry.who) {
            match self.rows.get(&(kind.key(), text.to_owned())) {
                Some(row) => same = same.or(Some(*row)),
                None => drop(self.rows.insert((kind.key(), text.to_owned()), number)),
            }
        }
        same
    }
}

/// What the database knows that bears on some rows.
struct Ground {
    imported: BTreeSet<String>,
    held: Vec<Held>,
    known: Vec<Known>,
}

impl Ground {
    async fn of(rx: &mut Rx<'_>, scheme: SchemeId, rows: &[Parsed]) -> AppResult<Self> {
        let prints: Vec<String> = rows
            .iter()
            .filter_map(|it| Some(it.record.as_ref()?.fingerprint.to_string()))
            .collect();
        let imported = lookup::imported(rx, scheme, &prints).await?;
        let entries: Vec<&Entry> = rows.iter().filter_map(|it| it.entry.as_ref()).collect();
        let (held, known) = people(rx, &entries).await?;
        let imported = imported.into_iter().map(|(print, _)| print).collect();
        Ok(Self { imported, held, known })
    }

    fn judge(&self, row: &Parsed, earlier: &mut Earlier) -> Staged {
        let mut staged = Staged {
            number: row.number,
            fingerprint: String::new(),
            record: BTreeMap::new(),
            verdict: Verdict::Refused,
            mends: row.mends.clone(),
            candidates: Vec::new(),
            additions: Vec::new(),
            person: None,
        };
        let Some(record) = &row.record else { return staged };
        staged.fingerprint = record.fingerprint.to_string();
        staged.record = record.values().clone();
        if self.imported.contains(&staged.fingerprint) {
            staged.verdict = Verdict::Unchanged;
            staged.mends.clear();
            return staged;
        }
        let Some(entry) = &row.entry else { return staged };
        if let Some(row) = earlier.same_person(row.number, entry) {
            staged.mends.push(Mend::row(Fault::SamePerson { row }));
            return staged;
        }
        match judge(&entry.who, &self.held, &self.known) {
            About::Nobody => staged.verdict = Verdict::New,
            About::Perhaps(people) => {
                staged.verdict = Verdict::Possible;
                staged.candidates = people;
            }
            About::Certain(person) | About::BornOtherwise(person) => staged.person = Some(person),
        }
        staged
    }
}

/// People who share a number, a day of birth or a surname with any of the rows.
pub(super) async fn people(
    rx: &mut Rx<'_>,
    entries: &[&Entry],
) -> AppResult<(Vec<Held>, Vec<Known>)> {
    let all = entries.iter().flat_map(|it| numbers(&it.who)).map(|(_, text)| text.to_owned());
    let held = lookup::by_identifier(rx, &all.collect::<Vec<String>>()).await?;
    let days: BTreeSet<Date> = entries.iter().filter_map(|it| it.who.born).collect();
    let mut known = lookup::by_birth(rx, &days.into_iter().collect::<Vec<Date>>()).await?;
    let undated = entries.iter().map(|it| &it.who);
    let surnames: BTreeSet<String> = undated.flat_map(|it| spellings(it.name.surname())).collect();
    let surnames: Vec<String> = surnames.into_iter().collect();
    known.extend(lookup::by_surname(rx, &surnames).await?);
    Ok((held, known))
}

/// A surname as people type it: as it stands, in capitals, and with one.
fn spellings(surname: &str) -> [String; 3] {
    let lower = surname.to_lowercase();
    let mut letters = lower.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    [surname.to_owned(), surname.to_uppercase(), first + letters.as_str()]
}

/// What stands against one more stay of a person, and which stay it is: somebody has at most one
/// open registration on a scheme, and no stay is recorded twice.
pub(super) fn clash(entry: &Entry, stays: Vec<KnownStay>) -> Option<(Fault, RegistrationId)> {
    for KnownStay { registration, since, ended_on } in stays {
        if since == entry.stay.registered_on {
            return Some((Fault::AlreadyRecorded { since: Day(since) }, registration));
        }
        if ended_on.is_none() && entry.stay.is_open() {
            return Some((Fault::AlreadyOpen { since: Day(since) }, registration));
        }
    }
    None
}
