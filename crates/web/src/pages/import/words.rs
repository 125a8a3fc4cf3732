//! Names of fields and verdicts, and the words of the sheet that is given back.

use app::import::annotate::Titles;
use app::import::field::Field;
use app::import::{Choice, ImportRow, Progress, Verdict, Wording};

use super::faults::fault;
use crate::i18n::{Language, Msg};
use crate::msg;
use crate::render::{Tag, Tone};

pub(crate) fn field_name(field: Field) -> Msg {
    match field {
        Field::Reference => msg!("The scheme's own number"),
        Field::Surname => msg!("Surname"),
        Field::Forenames => msg!("Forenames"),
        Field::FullName => msg!("Full name"),
        Field::Alias => msg!("Alias"),
        Field::DateOfBirth => msg!("Date of birth"),
        Field::Sex => msg!("Sex"),
        Field::Ethnicity => msg!("Ethnicity"),
        Field::PncId => msg!("PNC number"),
        Field::CroNumber => msg!("CRO number"),
        Field::PrisonNumber => msg!("Prison number"),
        Field::Crn => msg!("Probation case number (CRN)"),
        Field::Address => msg!("Address"),
        Field::Postcode => msg!("Postcode"),
        Field::NoFixedAbode => msg!("No fixed abode"),
        Field::Strand => msg!("Strand or cohort"),
        Field::NominatingAgency => msg!("Nominating agency"),
        Field::NominatedOn => msg!("Date nominated"),
        Field::RegisteredOn => msg!("Date taken on to the scheme"),
        Field::Statutory => msg!("Statutory supervision"),
        Field::OffenderManager => msg!("Offender manager"),
        Field::LeadWorker => msg!("Lead worker"),
        Field::ReviewOn => msg!("Next review"),
        Field::RemovedOn => msg!("Date removed"),
        Field::RemovalReason => msg!("Reason for removal"),
        Field::Notes => msg!("Notes"),
    }
}

pub(super) fn verdict_tag(it: Verdict) -> Tag {
    let tone = match it {
        Verdict::New | Verdict::Known | Verdict::Taken => Tone::Good,
        Verdict::Possible => Tone::Warning,
        Verdict::Unchanged => Tone::Neutral,
        Verdict::Refused => Tone::Urgent,
    };
    Tag::new(verdict(it), tone)
}

/// What came of a row.
pub(crate) fn verdict(it: Verdict) -> Msg {
    match it {
        Verdict::New => msg!("New person"),
        Verdict::Known => msg!("Known person"),
        Verdict::Possible => msg!("Possible match"),
        Verdict::Unchanged => msg!("Imported before"),
        Verdict::Refused => msg!("Refused"),
        Verdict::Taken => msg!("Taken in"),
    }
}

pub(super) fn row_tag(row: &ImportRow) -> Tag {
    match row.choice {
        Some(Choice::LeaveOut) => Tag::new(msg!("Left out"), Tone::Neutral),
        Some(Choice::New | Choice::Person(_)) | None => verdict_tag(row.verdict),
    }
}

pub(super) fn progress_text(progress: Progress) -> Msg {
    msg!("{done} of {total} rows dealt with", done = progress.done, total = progress.total)
}

/// The words of an annotated sheet.
pub(super) fn wording(language: Language) -> Wording {
    let titles =
        Titles { result: language.say(&msg!("Result")), mend: language.say(&msg!("What to mend")) };
    Wording { titles, row: row_words, language: language.code() }
}

fn row_words(wording: &Wording, row: &ImportRow) -> (String, String) {
    let language = Language::from_code(wording.language).unwrap_or(Language::English);
    let result = match row_tag(row).text {
        crate::i18n::Words::Ours(msg) => language.say(&msg),
        crate::i18n::Words::Typed { typed } => typed,
    };
    let mends = row.mends.iter().map(|it| {
        let told = language.say(&fault(&it.fault));
        match it.field {
            Some(field) => format!("{}: {told}", language.say(&field_name(field))),
            None => told,
        }
    });
    let mut mends: Vec<String> = mends.collect();
    let adds = row.additions.iter().map(|it| {
        format!("{} {}", language.say(&field_name(it.field)), it.text).trim_end().to_owned()
    });
    let adds: Vec<String> = adds.collect();
    if !adds.is_empty() {
        mends.push(language.say(&msg!("Added to the record: {what}", what = adds.join(", "))));
    }
    if row.wants_choice() {
        mends.push(language.say(&msg!("Perhaps somebody known. Somebody has to say")));
    }
    (result, mends.join(". "))
}
