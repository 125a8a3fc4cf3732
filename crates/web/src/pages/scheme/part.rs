//! What each form about a part of a scheme asks, and what it begins with.

use app::scheme::SchemeSheet;
use app::user::{DraftForm, DraftKey};
use domain::edition::Ground;
use domain::scheme::{Lead, PostKind, PrisonNearby, threshold_on};

use super::ask::{Ask, Kind, Question};
use super::called;
use super::form::{Part, day};
use crate::i18n::{Language, Words};
use crate::msg;
use crate::render::Choice;
use crate::words::{edition_name, figure};

/// The form for a part; none where the scheme has no such thing.
pub(super) fn ask(part: &Part, sheet: &SchemeSheet, path: &str, language: Language) -> Option<Ask> {
    let (title, questions, mut now) = asked(part, sheet, language)?;
    let subject = format!("{}_{}", sheet.scheme.id, path.replace('/', "_"));
    let has_day = !matches!(part, Part::Capacity | Part::Prison);
    if has_day && now.iter().all(|(name, _)| *name != "on") {
        now.push(("on", sheet.today.to_string()));
    }
    Some(Ask {
        title,
        action: format!("/schemes/{}/change/{path}", sheet.scheme.id),
        back: format!("/schemes/{}", sheet.scheme.id),
        button: msg!("Save"),
        questions,
        now,
        version: Some(sheet.version),
        about: Some(("scheme", sheet.scheme.id.to_string())),
        draft: Some(DraftKey::new(DraftForm::Scheme, subject)),
    })
}

type Asked = (Words, Vec<Question>, Vec<(&'static str, String)>);

fn asked(part: &Part, sheet: &SchemeSheet, language: Language) -> Option<Asked> {
    let first_day = || day(msg!("First day"));
    let ends = |title: Words| (title, vec![day(msg!("First day without"))], Vec::new());
    Some(match part {
        Part::Capacity => capacity(sheet),
        Part::Lead => lead(sheet),
        Part::Member => {
            let named = Question::new(Kind::Text, "representative", msg!("Who sits for it"));
            let named = named.hinted(msg!("Leave blank if nobody is named yet"));
            let questions = vec![agency(sheet), named, first_day()];
            (msg!("Add a member of the group").into(), questions, Vec::new())
        }
        Part::Arrangement => {
            let label = msg!("What is in place instead");
            let text = Question::new(Kind::LongText, "arrangement", label);
            (msg!("Alternative arrangement").into(), vec![text, first_day()], Vec::new())
        }
        Part::Prison => prison(sheet),
        Part::Post => post(sheet),
        Part::Fill(_) => {
            let name = Question::new(Kind::Text, "name", msg!("Name of the holder"));
            let home = Question::new(Kind::Select, "home", msg!("Seconded from"))
                .hinted(msg!("Leave this for the agency's own staff"))
                .among(agencies(sheet));
            (msg!("Fill a post").into(), vec![name, home, first_day()], Vec::new())
        }
        Part::Minimum(minimum) => {
            let evidence = Question::new(Kind::LongText, "evidence", msg!("What shows it"));
            let on = day(msg!("Day on which it was met"));
            let recorded = sheet.minimums.iter().rev().find(|it| it.minimum == *minimum);
            let now = recorded.map_or_else(Vec::new, |it| {
                vec![("on", it.met_on.to_string()), ("evidence", it.evidence.clone())]
            });
            (called::minimum(*minimum).into(), vec![on, evidence], now)
        }
        Part::Threshold(key) => threshold(key, sheet, language)?,
        Part::Cover => {
            let label = msg!("Area");
            let area = Question::new(Kind::Select, "area", label).among(areas(sheet));
            (msg!("Cover one more area").into(), vec![area, first_day()], Vec::new())
        }
        Part::Join => {
            let title = msg!("An agency takes part").into();
            (title, vec![agency(sheet), first_day()], Vec::new())
        }
        Part::EndMember(id) => {
            let seat = sheet.members.iter().find(|it| it.id == *id)?;
            let name = sheet.agency_name(seat.agency);
            ends(msg!("{agency} sits in the group no longer", agency = name).into())
        }
        Part::Vacate(id) => {
            let post = sheet.posts.iter().find(|it| it.id == *id)?;
            let name = post.holder_on(sheet.today)?.name.as_str();
            ends(msg!("{name} leaves the post", name = name).into())
        }
        Part::EndPost(id) => {
            let post = sheet.posts.iter().find(|it| it.id == *id)?;
            ends(msg!("The post ends: {post}", post = called::post(post.kind)).into())
        }
        Part::EndCover(id) => {
            let area = sheet.tree.find(*id)?;
            ends(msg!("Stop covering {area}", area = area.name.as_str()).into())
        }
        Part::Leave(id) => {
            let agency = sheet.agencies.get(id)?;
            ends(msg!("{agency} takes part no longer", agency = agency.name.as_str()).into())
        }
    })
}

fn capacity(sheet: &SchemeSheet) -> Asked {
    let label = msg!("How many people there is room for");
    let places = Question::new(Kind::Text, "places", label);
    let places = places.hinted(msg!("A number, for example 20"));
    let now = sheet.scheme.capacity.map(|it| ("places", it.to_string()));
    (msg!("Places").into(), vec![places], now.into_iter().collect())
}

fn lead(sheet: &SchemeSheet) -> Asked {
    let lead = Question::new(Kind::Select, "agency", msg!("Lead agency")).among(agencies(sheet));
    let name = Question::new(Kind::Text, "name", msg!("Lead individual, at senior level"));
    let position = Question::new(Kind::Text, "position", msg!("Position held"));
    let label = msg!("Or what is in place instead of a lead agency");
    let arrangement = Question::new(Kind::LongText, "arrangement", label);
    let now = match sheet.scheme.lead_on(sheet.today).map(|it| &it.lead) {
        Some(Lead::Agency { agency, individual }) => {
            let mut now = vec![("agency", agency.to_string())];
            if let Some(it) = individual {
                now.push(("name", it.name.clone()));
                now.push(("position", it.position.clone()));
            }
            now
        }
        Some(Lead::Alternative { arrangement }) => vec![("arrangement", arrangement.clone())],
        None => Vec::new(),
    };
    let questions = vec![lead, name, position, arrangement, day(msg!("First day"))];
    (msg!("Who leads the scheme").into(), questions, now)
}

fn prison(sheet: &SchemeSheet) -> Asked {
    let key = |prison| match prison {
        PrisonNearby::ReleasesHere => "yes",
        PrisonNearby::None => "no",
    };
    let both = [PrisonNearby::ReleasesHere, PrisonNearby::None];
    let choices = both.map(|it| Choice::new(key(it), called::prison(it)));
    let label = msg!("Prison close by");
    let question = Question::new(Kind::Radios, "prison", label.clone()).among(choices);
    (label.into(), vec![question], vec![("prison", key(sheet.prison).to_owned())])
}

fn post(sheet: &SchemeSheet) -> Asked {
    let kinds = PostKind::ALL.map(|it| Choice::new(it.key(), called::post(it)));
    let kind = Question::new(Kind::Select, "kind", msg!("What the post is for")).among(kinds);
    let wte = Question::new(Kind::Text, "wte", msg!("Whole-time equivalent"));
    let wte = wte.hinted(msg!("1 is full time, 0.5 is half; a prison liaison point may have 0"));
    let questions = vec![agency(sheet), kind, wte, day(msg!("First day"))];
    (msg!("Set up a post").into(), questions, Vec::new())
}

fn threshold(key: &str, sheet: &SchemeSheet, language: Language) -> Option<Asked> {
    let ground = ground(key, sheet)?;
    let question = Question::new(Kind::Text, "value", msg!("Threshold"));
    let limits = ground.threshold.as_ref()?;
    let question = question.hinted(msg!(
        "From {lowest} to {highest}",
        lowest = figure(limits.unit, limits.lowest),
        highest = figure(limits.unit, limits.highest),
    ));
    let now = threshold_on(&sheet.thresholds, key, sheet.today);
    let now = now.map(|it| ("value", it.figure.to_string()));
    let title = edition_name(&ground.label, language);
    Some((title, vec![question, day(msg!("First day"))], now.into_iter().collect()))
}

fn ground<'a>(key: &str, sheet: &'a SchemeSheet) -> Option<&'a Ground> {
    let rules = sheet.edition.grounds.iter().filter(|it| it.in_force_on(sheet.today));
    rules.map(|it| &it.value).find(|it| it.key.0 == key)
}

fn agency(sheet: &SchemeSheet) -> Question {
    Question::new(Kind::Select, "agency", msg!("Agency")).among(agencies(sheet))
}

fn agencies(sheet: &SchemeSheet) -> Vec<Choice> {
    let mut all: Vec<_> = sheet.agencies.values().collect();
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    all.into_iter().map(|it| Choice::new(it.id.to_string(), Words::typed(&it.name))).collect()
}

fn areas(sheet: &SchemeSheet) -> Vec<Choice> {
    let open = sheet.tree.areas_at(sheet.today);
    open.into_iter()
        .filter(|it| it.level.is_partnership())
        .map(|it| Choice::new(it.id.to_string(), Words::typed(&it.name)))
        .collect()
}
