//! Which part of a scheme a form changes, what it asks, and what it sends.

use app::scheme::{Change, SchemeSheet};
use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, AreaId, MembershipId, PostId};
use domain::scheme::{
    Basis, ChangeLead, CoverArea, EndCover, EndMember, EndPost, FillPost, Lead, Minimum, PostKind,
    PrisonNearby, RecordAlternative, RecordMinimum, SeniorLead, SetCapacity, SetPost, SetThreshold,
    VacatePost,
};
use domain::when::Sense;

use super::ask::{Kind, Question};
use crate::form::{FieldErrors, Fields, FormReader, Read};
use crate::i18n::Msg;
use crate::msg;
use crate::words::read_date;

/// The part of a scheme that a form changes, with the thing it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Capacity,
    Lead,
    Member,
    EndMember(MembershipId),
    Arrangement,
    Prison,
    Post,
    Fill(PostId),
    Vacate(PostId),
    EndPost(PostId),
    Minimum(Minimum),
    Threshold(String),
    Cover,
    EndCover(AreaId),
    Join,
    Leave(AgencyId),
}

impl Part {
    /// The part that an address names.
    pub(super) fn of(part: &str, item: Option<&str>) -> Option<Self> {
        Some(match (part, item) {
            ("capacity", None) => Self::Capacity,
            ("lead", None) => Self::Lead,
            ("member", None) => Self::Member,
            ("member", Some(id)) => Self::EndMember(id.parse().ok()?),
            ("arrangement", None) => Self::Arrangement,
            ("prison", None) => Self::Prison,
            ("post", None) => Self::Post,
            ("fill", Some(id)) => Self::Fill(id.parse().ok()?),
            ("vacate", Some(id)) => Self::Vacate(id.parse().ok()?),
            ("post", Some(id)) => Self::EndPost(id.parse().ok()?),
            ("minimum", Some(key)) => Self::Minimum(Minimum::from_key(key)?),
            ("threshold", Some(key)) => Self::Threshold(key.to_owned()),
            ("area", None) => Self::Cover,
            ("area", Some(id)) => Self::EndCover(id.parse().ok()?),
            ("agency", None) => Self::Join,
            ("agency", Some(id)) => Self::Leave(id.parse().ok()?),
            _ => return None,
        })
    }

    /// Reads what was sent. `fresh` is the key of a post that is set up.
    pub(super) fn read(
        &self,
        sheet: &SchemeSheet,
        fields: &Fields,
        fresh: PostId,
    ) -> Result<Change, FieldErrors> {
        let (form, today) = (FormReader::new(fields), sheet.today);
        match self {
            Self::Capacity => capacity(form),
            Self::Lead => lead(form, today),
            Self::Member => member(form, today),
            Self::Arrangement => arrangement(form, today),
            Self::Prison => prison(form),
            Self::Post => post(form, sheet, fresh),
            Self::Fill(id) => fill(form, *id, today),
            Self::Minimum(minimum) => met(form, *minimum, today),
            Self::Threshold(ground) => threshold(form, ground, today),
            Self::Cover => cover(form, today),
            Self::Join => {
                let agency = agency(form, today)?;
                Ok(Change::Join(agency.0, agency.1))
            }
            Self::EndMember(id) => {
                Ok(Change::EndMember(*id, EndMember { on: only_day(form, today)? }))
            }
            Self::Vacate(id) => {
                Ok(Change::VacatePost(*id, VacatePost { on: only_day(form, today)? }))
            }
            Self::EndPost(id) => Ok(Change::EndPost(*id, EndPost { on: only_day(form, today)? })),
            Self::EndCover(area) => {
                Ok(Change::EndCover(EndCover { area: *area, on: only_day(form, today)? }))
            }
            Self::Leave(agency) => Ok(Change::Leave(*agency, only_day(form, today)?)),
        }
    }
}

/// The question for a day.
pub(super) const fn day(label: Msg) -> Question {
    Question::new(Kind::Date, "on", label)
}

fn on(form: &mut FormReader<'_>, today: Date) -> Read<Date> {
    form.date("on", read_date(Sense::Near, today), msg!("Enter a date"))
}

fn only_day(mut form: FormReader<'_>, today: Date) -> Result<Date, FieldErrors> {
    let day = on(&mut form, today);
    Ok(form.finish((day,))?.0)
}

fn capacity(mut form: FormReader<'_>) -> Result<Change, FieldErrors> {
    let read = |text: &str| text.parse::<u32>().map_err(|_| msg!("Enter a whole number"));
    let places = form.parsed("places", read);
    let places = places.and_then(|it| {
        it.or_else(|| form.refuse("places", msg!("Enter how many people there is room for")))
    });
    let (places,) = form.finish((places,))?;
    Ok(Change::Capacity(SetCapacity { places }))
}

fn lead(mut form: FormReader<'_>, today: Date) -> Result<Change, FieldErrors> {
    let agency = form.optional_choice("agency", |it| it.parse::<AgencyId>().ok());
    let name = form.optional_text("name");
    let position = form.optional_text("position");
    let arrangement = form.long_text("arrangement");
    let on = on(&mut form, today);
    if agency == Some(None) && arrangement.as_ref().is_some_and(|it| it.trim().is_empty()) {
        let missing = msg!("Choose the lead agency, or describe what is in place instead");
        form.refuse::<()>("agency", missing);
    }
    let (agency, name, position, arrangement, on) =
        form.finish((agency, name, position, arrangement, on))?;
    let individual = (name.is_some() || position.is_some()).then(|| SeniorLead {
        name: name.unwrap_or_default(),
        position: position.unwrap_or_default(),
    });
    let lead = match agency {
        Some(agency) => Lead::Agency { agency, individual },
        None => Lead::Alternative { arrangement: arrangement.trim().to_owned() },
    };
    Ok(Change::Lead(ChangeLead { lead, on }))
}

fn member(mut form: FormReader<'_>, today: Date) -> Result<Change, FieldErrors> {
    let agency = form.id("agency", |it| it.parse().ok(), msg!("Choose an agency"));
    let representative = form.optional_text("representative");
    let on = on(&mut form, today);
    let (agency, representative, on) = form.finish((agency, representative, on))?;
    Ok(Change::AddMember { agency, representative, on })
}

fn arrangement(mut form: FormReader<'_>, today: Date) -> Result<Change, FieldErrors> {
    let missing = msg!("Describe what is in place instead");
    let arrangement = form.required_long_text("arrangement", missing);
    let on = on(&mut form, today);
    let (arrangement, on) = form.finish((arrangement, on))?;
    Ok(Change::Arrangement(RecordAlternative { arrangement, on }))
}

fn prison(mut form: FormReader<'_>) -> Result<Change, FieldErrors> {
    let read = prison_from_key;
    let prison = form.choice("prison", read, msg!("Choose whether a prison releases here"));
    let (prison,) = form.finish((prison,))?;
    Ok(Change::Prison(prison))
}

pub(super) fn prison_from_key(key: &str) -> Option<PrisonNearby> {
    match key {
        "yes" => Some(PrisonNearby::ReleasesHere),
        "no" => Some(PrisonNearby::None),
        _ => None,
    }
}

fn post(mut form: FormReader<'_>, sheet: &SchemeSheet, id: PostId) -> Result<Change, FieldErrors> {
    let agency = form.id("agency", |it| it.parse().ok(), msg!("Choose an agency"));
    let kind = form.choice("kind", PostKind::from_key, msg!("Choose what the post is for"));
    let wte = form.parsed("wte", hundredths);
    let on = on(&mut form, sheet.today);
    let (agency, kind, wte, on) = form.finish((agency, kind, wte, on))?;
    let known = sheet.agencies.get(&agency);
    let agency_kind = known.map_or(AgencyKind::Other, |it| it.kind);
    let wte_hundredths = wte.unwrap_or_default();
    Ok(Change::SetPost(SetPost { id, agency, agency_kind, kind, wte_hundredths, on }))
}

/// Whole-time equivalents as people write them: `1`, `0.5`, `.75`.
fn hundredths(text: &str) -> Result<u32, Msg> {
    let wrong = || msg!("Enter a number such as 1 or 0.5");
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 || (whole.is_empty() && part.is_empty()) {
        return Err(wrong());
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| wrong())? };
    let part: u32 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
    whole.checked_mul(100).and_then(|it| it.checked_add(part)).ok_or_else(wrong)
}

fn fill(mut form: FormReader<'_>, id: PostId, today: Date) -> Result<Change, FieldErrors> {
    let name = form.required_text("name", msg!("Enter a name"));
    let home = form.optional_choice("home", |it| it.parse::<AgencyId>().ok());
    let on = on(&mut form, today);
    let (name, home, on) = form.finish((name, home, on))?;
    let basis = home.map_or(Basis::OwnStaff, |home| Basis::Seconded { home });
    Ok(Change::FillPost(id, FillPost { name, user: None, basis, on }))
}

fn met(mut form: FormReader<'_>, minimum: Minimum, today: Date) -> Result<Change, FieldErrors> {
    let met_on = on(&mut form, today);
    let evidence = form.required_long_text("evidence", msg!("Say what shows it"));
    let (met_on, evidence) = form.finish((met_on, evidence))?;
    Ok(Change::Minimum(RecordMinimum { minimum, met_on, evidence }))
}

fn threshold(mut form: FormReader<'_>, ground: &str, today: Date) -> Result<Change, FieldErrors> {
    let read = |text: &str| text.parse::<u32>().map_err(|_| msg!("Enter a whole number"));
    let figure = form.parsed("value", read);
    let figure =
        figure.and_then(|it| it.or_else(|| form.refuse("value", msg!("Enter the threshold"))));
    let from = on(&mut form, today);
    let (figure, from) = form.finish((figure, from))?;
    Ok(Change::Threshold(SetThreshold { ground: ground.to_owned(), figure, from }))
}

fn cover(mut form: FormReader<'_>, today: Date) -> Result<Change, FieldErrors> {
    let area = form.id("area", |it| it.parse().ok(), msg!("Choose an area"));
    let on = on(&mut form, today);
    let (area, on) = form.finish((area, on))?;
    Ok(Change::Cover(CoverArea { area, on }))
}

fn agency(mut form: FormReader<'_>, today: Date) -> Result<(AgencyId, Date), FieldErrors> {
    let agency = form.id("agency", |it| it.parse().ok(), msg!("Choose an agency"));
    let on = on(&mut form, today);
    form.finish((agency, on))
}
