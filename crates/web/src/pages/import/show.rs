//! An import: its preview before it is accepted, its progress after, its result in the end.

use app::import::fault::Weight;
use app::import::field::Field;
use app::import::{self, Candidate, Counts, ImportRow, Preview, State, Verdict};
use axum::extract::Path;
use serde::Serialize;

use super::faults::fault;
use super::words::{field_name, progress_text, verdict_tag};
use super::{import_id, words};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::render::{Choice, Page, Tag};
use crate::server::{PageResult, Visit};

/// How many rows one page lists; the sheet given back has them all.
const ROWS_SHOWN: usize = 200;
/// How many choices are asked for at a time.
const CHOICES_SHOWN: usize = 50;

/// One import.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ImportPage {
    base: String,
    file_name: String,
    scheme: String,
    uploaded_at: String,
    stage: Stage,
    version: i64,
    counts: Vec<CountLine>,
    over_capacity: Option<Msg>,
    /// ISO instant.
    unchanged_since: Option<String>,
    nothing_changes: bool,
    to_take: usize,
    choices: Vec<ChoiceLine>,
    choices_left: usize,
    rows: Vec<RowLine>,
    rows_left: usize,
    additions: Vec<AddsLine>,
    additions_left: usize,
    progress: ProgressLine,
}

/// How far it has come, for the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Uploaded,
    Previewed,
    Accepted,
    Finished,
    Abandoned,
}

#[derive(Debug, Clone, Serialize)]
struct CountLine {
    tag: Tag,
    count: usize,
    meaning: Msg,
}

#[derive(Debug, Clone, Serialize)]
struct RowLine {
    number: u32,
    name: String,
    tag: Tag,
    mends: Vec<MendLine>,
}

/// What a row adds to the record of somebody known.
#[derive(Debug, Clone, Serialize)]
struct AddsLine {
    number: u32,
    name: String,
    href: Option<String>,
    adds: Vec<(Msg, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct MendLine {
    field: Option<Msg>,
    text: Msg,
    refuses: bool,
}

#[derive(Debug, Clone, Serialize)]
struct ChoiceLine {
    id: String,
    number: u32,
    name: String,
    chosen: String,
    options: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
struct ProgressLine {
    done: usize,
    total: usize,
    text: Msg,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "pages/import/show.html";

    fn samples() -> Vec<Self> {
        let choice = ChoiceLine {
            id: "choice-8".to_owned(),
            number: 8,
            name: "Sampleton, Jo".to_owned(),
            chosen: "new".to_owned(),
            options: options(&[]),
        };
        let done = AddsLine { href: Some("/people/1".to_owned()), ..sample_additions() };
        let at = |stage| Self {
            base: "/imports/0".to_owned(),
            file_name: "register.xlsx".to_owned(),
            scheme: "Sampleton".to_owned(),
            uploaded_at: "2006-04-01T09:00:00Z".to_owned(),
            stage,
            version: 2,
            counts: counts(Counts { new: 3, ..Counts::default() }),
            over_capacity: None,
            unchanged_since: None,
            nothing_changes: false,
            to_take: 3,
            choices: vec![],
            choices_left: 0,
            rows: vec![],
            rows_left: 0,
            additions: vec![],
            additions_left: 0,
            progress: ProgressLine { done: 1, total: 3, text: progress_text(sample_progress()) },
        };
        let full = Self {
            over_capacity: Some(over(2)),
            unchanged_since: Some("2006-04-01T09:00:00Z".to_owned()),
            choices: vec![choice],
            choices_left: 4,
            rows: vec![sample_row()],
            rows_left: 3,
            additions: vec![sample_additions()],
            additions_left: 2,
            ..at(Stage::Previewed)
        };
        let since = full.unchanged_since.clone();
        let nothing = Self {
            nothing_changes: true,
            unchanged_since: since,
            to_take: 0,
            ..at(Stage::Previewed)
        };
        let added = Self { additions: vec![done], ..at(Stage::Finished) };
        let mut all = vec![full, nothing, added];
        all.extend(
            [Stage::Uploaded, Stage::Previewed, Stage::Accepted, Stage::Finished, Stage::Abandoned]
                .map(at),
        );
        all
    }
}

fn sample_row() -> RowLine {
    RowLine {
        number: 7,
        name: "Sampleton, Sam".to_owned(),
        tag: verdict_tag(Verdict::Refused),
        mends: vec![
            MendLine {
                field: Some(field_name(Field::DateOfBirth)),
                text: fault(&import::fault::Fault::NotADate),
                refuses: true,
            },
            MendLine {
                field: None,
                text: fault(&import::fault::Fault::SamePerson { row: 5 }),
                refuses: false,
            },
        ],
    }
}

fn sample_additions() -> AddsLine {
    AddsLine {
        number: 9,
        name: "Madeup, Jo".to_owned(),
        href: None,
        adds: vec![
            (field_name(Field::Alias), "Joey Madeup".to_owned()),
            (field_name(Field::NoFixedAbode), String::new()),
        ],
    }
}

const fn sample_progress() -> import::Progress {
    import::Progress { done: 1, total: 3 }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let import = import_id(&id)?;
    let shown =
        visit.web.app.read(&visit.actor, |rx| Box::pin(import::preview(rx, import))).await?;
    visit.render(&page(&shown))
}

fn page(shown: &Preview) -> ImportPage {
    let import = &shown.import;
    let stage = match import.state {
        State::Uploaded => Stage::Uploaded,
        State::Previewed { .. } => Stage::Previewed,
        State::Accepted { .. } => Stage::Accepted,
        State::Finished { .. } => Stage::Finished,
        State::Abandoned { .. } => Stage::Abandoned,
    };
    let to_take = shown.rows.iter().filter(|it| it.done_at.is_none() && it.is_to_take()).count();
    let done = shown.rows.iter().filter(|it| it.done_at.is_some()).count();
    let listed: Vec<&ImportRow> = shown.rows.iter().filter(|it| !it.mends.is_empty()).collect();
    let adding: Vec<&ImportRow> = shown.rows.iter().filter(|it| !it.additions.is_empty()).collect();
    let asked: Vec<(u32, &Vec<Candidate>)> =
        shown.candidates.iter().map(|(row, people)| (*row, people)).collect();
    let progress = import::Progress { done, total: done + to_take };
    let Counts { unchanged, undecided, taken, .. } = shown.counts;
    ImportPage {
        base: format!("/imports/{}", import.id),
        file_name: import.file_name.clone(),
        scheme: import.scheme_name.clone(),
        uploaded_at: import.uploaded_at.to_string(),
        stage,
        version: import.version,
        counts: counts(shown.counts),
        over_capacity: shown.over_capacity_by.map(over),
        unchanged_since: shown.unchanged_since.map(|it| it.to_string()),
        nothing_changes: unchanged > 0 && to_take == 0 && undecided == 0 && taken == 0,
        to_take,
        choices_left: asked.len().saturating_sub(CHOICES_SHOWN),
        choices: asked
            .into_iter()
            .take(CHOICES_SHOWN)
            .filter_map(|(row, people)| choice_line(shown, row, people))
            .collect(),
        rows_left: listed.len().saturating_sub(ROWS_SHOWN),
        rows: listed.into_iter().take(ROWS_SHOWN).map(row_line).collect(),
        additions_left: adding.len().saturating_sub(ROWS_SHOWN),
        additions: adding.into_iter().take(ROWS_SHOWN).map(adds_line).collect(),
        progress: ProgressLine {
            done: progress.done,
            total: progress.total,
            text: progress_text(progress),
        },
    }
}

fn over(by: u32) -> Msg {
    msg!("With these people the scheme is over its capacity by {number}", number = by)
}

fn counts(counts: Counts) -> Vec<CountLine> {
    let lines = [
        (Verdict::Taken, counts.taken, msg!("Taken in by this import")),
        (Verdict::New, counts.new, msg!("Nobody like them is known. They will be recorded")),
        (Verdict::Known, counts.known, msg!("Known by the same valid number")),
        (Verdict::Possible, counts.possible, msg!("Perhaps somebody known. Somebody has to say")),
        (Verdict::Unchanged, counts.unchanged, msg!("Taken in before. Nothing changes")),
        (Verdict::Refused, counts.refused, msg!("Not taken in until they are mended")),
    ];
    lines
        .into_iter()
        .filter(|(verdict, count, _)| *count > 0 || *verdict != Verdict::Taken)
        .map(|(verdict, count, meaning)| CountLine { tag: verdict_tag(verdict), count, meaning })
        .collect()
}

fn row_line(row: &ImportRow) -> RowLine {
    let mends = row.mends.iter().map(|it| MendLine {
        field: it.field.map(field_name),
        text: fault(&it.fault),
        refuses: it.weight == Weight::Refuses,
    });
    RowLine {
        number: row.number,
        name: row.name().unwrap_or_default(),
        tag: words::row_tag(row),
        mends: mends.collect(),
    }
}

fn adds_line(row: &ImportRow) -> AddsLine {
    let adds = row.additions.iter().map(|it| (field_name(it.field), it.text.clone()));
    let taken = row.person.filter(|_| row.done_at.is_some());
    AddsLine {
        number: row.number,
        name: row.name().unwrap_or_default(),
        href: taken.map(|it| format!("/people/{it}")),
        adds: adds.collect(),
    }
}

fn choice_line(shown: &Preview, number: u32, people: &[Candidate]) -> Option<ChoiceLine> {
    let row = shown.rows.iter().find(|it| it.number == number)?;
    let chosen = match row.choice {
        Some(import::Choice::New) => "new".to_owned(),
        Some(import::Choice::LeaveOut) => "leave_out".to_owned(),
        Some(import::Choice::Person(person)) => person.to_string(),
        None => String::new(),
    };
    Some(ChoiceLine {
        id: format!("choice-{number}"),
        number,
        name: row.name().unwrap_or_default(),
        chosen,
        options: options(people),
    })
}

fn options(people: &[Candidate]) -> Vec<Choice> {
    let mut all: Vec<Choice> = people
        .iter()
        .map(|it| {
            let words: Words = match &it.known {
                Some((name, Some(born))) => msg!(
                    "The same person as {name}, born {date}",
                    name = name.clone(),
                    date = *born
                )
                .into(),
                Some((name, None)) => msg!("The same person as {name}", name = name.clone()).into(),
                None => msg!("The same person as in a record that is not open to you").into(),
            };
            Choice::new(it.person.to_string(), words)
        })
        .collect();
    all.push(Choice::new("new", msg!("Somebody else: record a new person")));
    all.push(Choice::new("leave_out", msg!("Leave this row out")));
    all
}
