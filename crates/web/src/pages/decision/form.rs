//! The form of a decision: its fields, how they are read, and what is wrong with them.

use app::decision::{NewDecision, NewView};
use app::scheme::Party;
use domain::Date;
use domain::decision::{DecideRefusal, Outcome, Overrides, View};
use domain::id::{AgencyId, NominationId};
use domain::when::Sense;
use serde::Serialize;

use crate::form::{FieldErrors, FieldView, Fields, FormReader, FormView, Read};
use crate::msg;
use crate::pages::nomination::form::{optional_reasons, reasons, speaker};
use crate::words::read_date;

/// The fields that are there once.
const FIELDS: [&str; 7] =
    ["outcome", "until", "reasons", "chair", "decided_on", "over_capacity", "mappa_reason"];

/// One agency in the form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AgencyView {
    pub(super) name: String,
    pub(super) view: FieldView,
    pub(super) spoken_by: FieldView,
    pub(super) why: FieldView,
}

fn name(what: &str, agency: AgencyId) -> String {
    format!("{what}-{agency}")
}

/// The form as it was sent, with what is wrong.
pub(super) fn view(parties: &[Party], fields: &Fields, errors: FieldErrors) -> FormView {
    let own =
        parties.iter().flat_map(|it| ["view", "spoken", "why"].map(|field| name(field, it.agency)));
    let names: Vec<String> = FIELDS.map(str::to_owned).into_iter().chain(own).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    FormView::again(&names, fields, errors)
}

/// The agencies of a form.
pub(super) fn agencies(parties: &[Party], form: &FormView) -> Vec<AgencyView> {
    let agency = |it: &Party| {
        let field = |what| form.field.get(&name(what, it.agency)).cloned();
        Some(AgencyView {
            name: it.name.clone(),
            view: field("view")?,
            spoken_by: field("spoken")?,
            why: field("why")?,
        })
    };
    parties.iter().filter_map(agency).collect()
}

/// Reads the whole form.
pub(super) fn read(
    nomination: NominationId,
    (parties, fields): (&[Party], &Fields),
    today: Date,
) -> Result<NewDecision, FieldErrors> {
    let mut form = FormReader::new(fields);
    let outcome = outcome(&mut form, today);
    let why = reasons(&mut form, "reasons", msg!("Say why the panel decided so"));
    let chair = speaker(&mut form, "chair", msg!("Say who was in the chair"));
    let decided_on = form.optional_date("decided_on", read_date(Sense::Past, today));
    let views: Vec<Read<Option<NewView>>> =
        parties.iter().map(|it| one_view(&mut form, it.agency)).collect();
    let views: Read<Vec<Option<NewView>>> = views.into_iter().collect();
    let over_capacity = optional_reasons(&mut form, "over_capacity");
    let mappa = optional_reasons(&mut form, "mappa_reason");
    let read = form.finish((outcome, why, chair, decided_on, views, over_capacity, mappa))?;
    let (outcome, reasons, chair, decided_on, views, over_capacity, mappa) = read;
    Ok(NewDecision {
        nomination,
        based_on: fields.first("version").and_then(|it| it.parse().ok()).unwrap_or(0),
        outcome,
        reasons,
        chair,
        views: views.into_iter().flatten().collect(),
        overrides: Overrides { over_capacity, mappa },
        decided_on: decided_on.unwrap_or(today),
    })
}

fn outcome(form: &mut FormReader<'_>, today: Date) -> Read<Outcome> {
    let keys = ["register", "waiting_list", "refuse", "defer"];
    let key = |it: &str| keys.into_iter().find(|known| *known == it);
    let chosen = form.choice("outcome", key, msg!("Choose what the panel decided"))?;
    let until = if chosen == "defer" {
        let missing = msg!("Say until when it is put off");
        Some(form.date("until", read_date(Sense::Near, today), missing)?)
    } else {
        None
    };
    Outcome::from_stored(chosen, until)
}

/// The view of one agency; none where it took no part.
fn one_view(form: &mut FormReader<'_>, agency: AgencyId) -> Read<Option<NewView>> {
    let Some(view) = form.optional_choice(&name("view", agency), View::from_key)? else {
        return Some(None);
    };
    let spoken_by = speaker(form, &name("spoken", agency), msg!("Say who spoke for this agency"));
    let reasons = optional_reasons(form, &name("why", agency));
    Some(Some(NewView { agency, spoken_by: spoken_by?, view, reasons: reasons? }))
}

/// The field to mend when the rules refuse a decision.
pub(super) fn field_of(refusal: &DecideRefusal, parties: &[Party]) -> String {
    match refusal {
        DecideRefusal::NominationWithdrawn { .. }
        | DecideRefusal::AlreadyDecided { .. }
        | DecideRefusal::MappaNotAnswered => "outcome".to_owned(),
        DecideRefusal::TooEarly { .. } | DecideRefusal::InFuture { .. } => "decided_on".to_owned(),
        DecideRefusal::DeferredIntoThePast { .. } => "until".to_owned(),
        DecideRefusal::NotMultiAgency { missing, .. } => parties
            .iter()
            .find(|it| missing.contains(&it.kind))
            .map_or_else(|| "views".to_owned(), |it| name("view", it.agency)),
        DecideRefusal::AgencyTwice { agency } => name("view", *agency),
        DecideRefusal::DissentWithoutReasons { agency } => name("why", *agency),
        DecideRefusal::MappaTakesPrecedence { .. } => "mappa_reason".to_owned(),
        DecideRefusal::SchemeFull { .. } => "over_capacity".to_owned(),
    }
}
