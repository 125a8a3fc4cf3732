//! The form of a nomination: its fields, how they are read, and what is wrong with them.

use app::nomination::{NewNomination, NewPiece};
use domain::edition::StrandKey;
use domain::id::{PersonId, SchemeId};
use domain::nomination::{
    EvidenceKind, MappaAnswer, MappaCategory, MappaLevel, NominateRefusal, Reasons, Shown, Speaker,
};
use domain::when::Sense;
use domain::{Date, Refusal};
use serde::Serialize;

use crate::form::{FieldErrors, FieldView, Fields, FormReader, FormView, Read};
use crate::i18n::Msg;
use crate::words::read_date;
use crate::{msg, refusal};

/// The most pieces of evidence that one form takes; more are added afterwards.
const PIECES_MAX: usize = 30;

/// The fields of one piece of evidence, each after `evidence-N-`.
const PIECE: [&str; 7] =
    ["kind", "detail", "happened_on", "known_on", "what", "source", "verified_on"];

/// The fields about MAPPA.
pub(super) const MAPPA: [&str; 5] =
    ["mappa", "mappa_category", "mappa_level", "mappa_who", "mappa_by"];

/// One piece of evidence in the form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PieceView {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) kind: FieldView,
    pub(crate) detail: FieldView,
    pub(crate) happened_on: FieldView,
    pub(crate) known_on: FieldView,
    pub(crate) what: FieldView,
    pub(crate) source: FieldView,
    pub(crate) verified_on: FieldView,
}

/// How many pieces of evidence the form has room for.
pub(super) fn room(fields: &Fields) -> usize {
    let asked = fields.first("pieces").and_then(|it| it.parse().ok()).unwrap_or(1);
    asked.clamp(1, PIECES_MAX)
}

/// Every name of a form with room for so many pieces.
pub(super) fn names(room: usize) -> Vec<String> {
    let base = ["strand", "reasons", "looked_for", "clinical_need"];
    let pieces = (0..room).flat_map(|n| PIECE.map(|it| format!("evidence-{n}-{it}")));
    base.into_iter().chain(MAPPA).map(str::to_owned).chain(pieces).collect()
}

/// The form as it was sent, with what is wrong.
pub(super) fn view(room: usize, fields: &Fields, errors: FieldErrors) -> FormView {
    let names = names(room);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    FormView::again(&names, fields, errors)
}

/// The pieces of evidence of a form.
pub(super) fn pieces(room: usize, form: &FormView) -> Vec<PieceView> {
    let piece = |n: usize| {
        let field = |name| form.field.get(&format!("evidence-{n}-{name}")).cloned();
        Some(PieceView {
            number: n + 1,
            kind: field("kind")?,
            detail: field("detail")?,
            happened_on: field("happened_on")?,
            known_on: field("known_on")?,
            what: field("what")?,
            source: field("source")?,
            verified_on: field("verified_on")?,
        })
    };
    (0..room).filter_map(piece).collect()
}

/// Reads the whole form.
pub(super) fn read(
    (scheme, person): (SchemeId, PersonId),
    fields: &Fields,
    today: Date,
) -> Result<NewNomination, FieldErrors> {
    let mut form = FormReader::new(fields);
    let strand = form.required_text("strand", msg!("Choose a strand"));
    let why = reasons(&mut form, "reasons", msg!("Say why this person"));
    let looked_for = form.checkboxes("looked_for", EvidenceKind::from_key);
    let pieces = (0..room(fields))
        .map(|n| format!("evidence-{n}-"))
        .filter(|prefix| PIECE.iter().any(|it| is_typed(fields, &format!("{prefix}{it}"))))
        .map(|prefix| piece(&mut form, &prefix, today))
        .collect::<Vec<Read<NewPiece>>>()
        .into_iter()
        .collect::<Read<Vec<NewPiece>>>();
    let mappa = mappa(&mut form, today);
    let clinical_need = optional_reasons(&mut form, "clinical_need");
    let read = form.finish((strand, why, looked_for, pieces, mappa, clinical_need))?;
    let (strand, reasons, mut looked_for, pieces, mappa, clinical_need) = read;
    for kind in pieces.iter().map(|it| it.shows.kind()) {
        if !looked_for.contains(&kind) {
            looked_for.push(kind);
        }
    }
    let strand = StrandKey(strand);
    Ok(NewNomination { person, scheme, strand, reasons, pieces, looked_for, mappa, clinical_need })
}

fn is_typed(fields: &Fields, name: &str) -> bool {
    fields.first(name).is_some_and(|it| !it.trim().is_empty())
}

/// Reads one piece of evidence, whose fields begin with this.
pub(super) fn piece(form: &mut FormReader<'_>, prefix: &str, today: Date) -> Read<NewPiece> {
    let name = |field: &str| format!("{prefix}{field}");
    let day = read_date(Sense::Past, today);
    let kind = form.choice(&name("kind"), EvidenceKind::from_key, msg!("Choose what it is"));
    let detail = form.optional_text(&name("detail"));
    let happened_on = form.optional_date(&name("happened_on"), &day);
    let known_on = form.optional_date(&name("known_on"), &day);
    let what = form.required_long_text(&name("what"), msg!("Say what happened"));
    let source = form.required_text(&name("source"), msg!("Say where it is recorded"));
    let verified_on = form.optional_date(&name("verified_on"), &day);
    let (kind, detail) = (kind?, detail?);
    let Some(shows) = Shown::from_keys(kind, detail.as_deref()) else {
        let problem = if kind == EvidenceKind::AgencyReport {
            msg!("A report by an agency takes no detail")
        } else {
            msg!("Choose the detail that belongs to this kind of evidence")
        };
        return form.refuse(&name("detail"), problem);
    };
    let (happened_on, known_on) = (happened_on?, known_on?);
    let verified_on = verified_on?;
    if verified_on.is_some_and(|it| it > today) {
        let problem = msg!("Evidence cannot be checked after today");
        return form.refuse(&name("verified_on"), problem);
    }
    Some(NewPiece { shows, happened_on, known_on, what: what?, source: source?, verified_on })
}

/// Reads the answer about MAPPA.
pub(super) fn mappa(form: &mut FormReader<'_>, today: Date) -> Read<MappaAnswer> {
    let key = |it: &str| ["no", "yes", "not_known"].into_iter().find(|known| *known == it);
    let missing = msg!("Say whether the person is managed under MAPPA");
    match form.choice("mappa", key, missing)? {
        "no" => Some(MappaAnswer::NotMappa),
        "yes" => {
            let number = |it: &str| it.parse::<u8>().ok();
            let category = form.choice(
                "mappa_category",
                |it| number(it).and_then(MappaCategory::from_number),
                msg!("Choose the category"),
            );
            let level = form.choice(
                "mappa_level",
                |it| number(it).and_then(MappaLevel::from_number),
                msg!("Choose the level"),
            );
            Some(MappaAnswer::Managed { category: category?, level: level? })
        }
        _ => {
            let who = reasons(form, "mappa_who", msg!("Say who finds out"));
            let sense = read_date(Sense::Near, today);
            let by = form.date("mappa_by", sense, msg!("Say by when they find out"));
            Some(MappaAnswer::NotKnown { who_finds_out: who?, by: by? })
        }
    }
}

/// Reasons that must be given.
pub(crate) fn reasons(form: &mut FormReader<'_>, name: &str, missing: Msg) -> Read<Reasons> {
    let text = form.required_long_text(name, missing)?;
    match Reasons::parse(&text) {
        Ok(reasons) => Some(reasons),
        Err(refused) => form.refuse(name, refusal::words(&Refusal::Reasons(refused))),
    }
}

/// Reasons that may be given.
pub(crate) fn optional_reasons(form: &mut FormReader<'_>, name: &str) -> Read<Option<Reasons>> {
    let text = form.long_text(name)?;
    if text.trim().is_empty() {
        return Some(None);
    }
    match Reasons::parse(&text) {
        Ok(reasons) => Some(Some(reasons)),
        Err(refused) => form.refuse(name, refusal::words(&Refusal::Reasons(refused))),
    }
}

/// Somebody's name, as it is signed.
pub(crate) fn speaker(form: &mut FormReader<'_>, name: &str, missing: Msg) -> Read<Speaker> {
    let text = form.required_text(name, missing)?;
    match Speaker::parse(&text) {
        Ok(speaker) => Some(speaker),
        Err(refused) => form.refuse(name, refusal::words(&Refusal::Reasons(refused))),
    }
}

/// The field to mend when the rules refuse a nomination.
pub(super) const fn field_of(refusal: &NominateRefusal) -> &'static str {
    match refusal {
        NominateRefusal::SchemeClosed { .. }
        | NominateRefusal::AlreadyRegistered { .. }
        | NominateRefusal::AlreadyNominated { .. }
        | NominateRefusal::Deceased { .. }
        | NominateRefusal::BelowCriminalResponsibility { .. }
        | NominateRefusal::InFuture { .. } => "person",
        NominateRefusal::AgeNotKnown { .. }
        | NominateRefusal::StrandDoesNotTakeAge { .. }
        | NominateRefusal::UnknownStrand { .. } => "strand",
        NominateRefusal::ReturnNeedsNewFacts { .. }
        | NominateRefusal::TooLittleEvidence { .. }
        | NominateRefusal::OnlyIntelligence
        | NominateRefusal::EvidenceTwice { .. }
        | NominateRefusal::EvidenceInFuture { .. }
        | NominateRefusal::EvidenceKnownTooEarly { .. } => "evidence",
    }
}
