//! The forms by which the administrator changes the tree.

use app::AppError;
use app::area::{self, Atlas};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::Date;
use domain::area::{
    Area, Country, Level, Merge, MoveArea, Newcomer, OpenArea, Part, Size, Split, TreeOn,
};
use domain::id::AreaId;
use domain::when::Sense;

use super::{atlas_of, country, level, size};
use crate::form::{FieldErrors, Fields, FormReader, Read};
use crate::i18n::Words;
use crate::msg;
use crate::pages::scheme::ask::{Ask, Kind, Question, once_of};
use crate::render::Choice;
use crate::server::{PageResult, Visit};
use crate::words::read_date;

/// The parts that one form can split an area into.
const PARTS: [(&str, &str); 4] = [
    ("part_1", "children_1"),
    ("part_2", "children_2"),
    ("part_3", "children_3"),
    ("part_4", "children_4"),
];

/// A decided form: what is asked of the tree.
#[derive(Debug, Clone)]
enum Command {
    Open(OpenArea),
    Move(MoveArea),
    Merge(Merge),
    Split(Split),
}

/// What a form does to an area.
#[derive(Debug, Clone, Copy)]
enum Verb {
    Move,
    Merge,
    Split,
}

pub(super) async fn new(visit: Visit) -> PageResult {
    let atlas = changing(&visit).await?;
    open_form(&atlas).show(&visit).await
}

pub(super) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let atlas = changing(&visit).await?;
    let read = read_open(&visit, &atlas, &fields);
    send(&visit, &fields, open_form(&atlas), read).await
}

pub(super) async fn edit(visit: Visit, Path(path): Path<(String, String)>) -> PageResult {
    let atlas = changing(&visit).await?;
    let (area, verb) = named(&atlas, &path)?;
    form(&atlas, area, verb).show(&visit).await
}

pub(super) async fn update(
    visit: Visit,
    Path(path): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let atlas = changing(&visit).await?;
    let (area, verb) = named(&atlas, &path)?;
    let read = match verb {
        Verb::Move => read_move(area, atlas.today, &fields),
        Verb::Merge => read_merge(&visit, &atlas, area, &fields),
        Verb::Split => read_split(&visit, &atlas, area, &fields),
    };
    send(&visit, &fields, form(&atlas, area, verb), read).await
}

/// The tree, for whoever may change it.
async fn changing(visit: &Visit) -> Result<Atlas, AppError> {
    let policy = visit.web.app.policy();
    let system = app::gate::Resource::System;
    policy.decide(&visit.actor, "change_areas", &system).map_err(AppError::Forbidden)?;
    atlas_of(visit).await
}

fn named<'a>(
    atlas: &'a Atlas,
    (id, verb): &(String, String),
) -> Result<(&'a Area, Verb), AppError> {
    let id: AreaId = id.parse().map_err(|_| AppError::Hidden)?;
    let verb = match verb.as_str() {
        "move" => Verb::Move,
        "merge" => Verb::Merge,
        "split" => Verb::Split,
        _ => return Err(AppError::Hidden),
    };
    Ok((atlas.area(id)?, verb))
}

async fn send(
    visit: &Visit,
    fields: &Fields,
    ask: Ask,
    read: Result<Command, FieldErrors>,
) -> PageResult {
    let cmd = match read {
        Ok(cmd) => cmd,
        Err(errors) => return ask.again(visit, fields, errors),
    };
    let once = once_of(visit, fields);
    let cmd = &cmd;
    let write = visit.web.app.write_once(&visit.actor, &once, |tx| {
        Box::pin(async move {
            match cmd {
                Command::Open(cmd) => area::open(tx, cmd).await,
                Command::Move(cmd) => area::move_to(tx, cmd).await,
                Command::Merge(cmd) => area::merge(tx, cmd).await,
                Command::Split(cmd) => area::split(tx, cmd).await,
            }
        })
    });
    match write.await {
        Ok(id) => {
            visit.say_next(&msg!("Your changes are saved")).await;
            Ok(Redirect::to(&format!("/areas/{id}")).into_response())
        }
        Err(error) => ask.refused(visit, fields, error).await,
    }
}

fn open_form(atlas: &Atlas) -> Ask {
    let levels = Level::ALL.map(|it| Choice::new(it.key(), level(it)));
    let countries = Country::ALL.map(|it| Choice::new(it.key(), country(it)));
    let above = atlas.tree.areas_at(atlas.today);
    let above = above.into_iter().filter(|it| !it.level.is_partnership());
    let country_hint = msg!("Leave this for the nation, which is both");
    let mut questions = vec![
        Question::new(Kind::Text, "name", msg!("Name")),
        Question::new(Kind::Radios, "level", msg!("Level")).among(levels),
        Question::new(Kind::Select, "country", msg!("Country"))
            .hinted(country_hint)
            .among(countries),
        Question::new(Kind::Select, "parent", msg!("Answers to")).among(above.map(choice)),
    ];
    questions.extend(size_and_day());
    Ask {
        title: msg!("Open an area").into(),
        action: "/areas/new".to_owned(),
        back: "/areas".to_owned(),
        button: msg!("Open the area"),
        questions,
        now: vec![("size", Size::Ordinary.key().to_owned()), ("on", atlas.today.to_string())],
        version: None,
        about: None,
        draft: None,
    }
}

fn form(atlas: &Atlas, area: &Area, verb: Verb) -> Ask {
    let now = atlas.tree.on(atlas.today);
    let name = area.name.as_str();
    let first_day = || Question::new(Kind::Date, "on", msg!("First day"));
    let (title, path, questions) = match verb {
        Verb::Move => {
            let question = Question::new(Kind::Select, "parent", msg!("Answers to"));
            let parents =
                now.areas().into_iter().filter(|it| Some(it.level) == area.level.parent());
            let questions = vec![question.among(parents.map(choice)), first_day()];
            (msg!("Move {area}", area = name), "move", questions)
        }
        Verb::Merge => {
            let alike = now.areas().into_iter().filter(|it| {
                it.id != area.id && it.level == area.level && it.country == area.country
            });
            let others = Question::new(Kind::Checkboxes, "areas", msg!("Merges with"));
            let mut questions = vec![
                others.among(alike.map(choice)),
                Question::new(Kind::Text, "name", msg!("Name of the new area")),
            ];
            questions.extend(size_and_day());
            (msg!("Merge {area} with others", area = name), "merge", questions)
        }
        Verb::Split => {
            let mut questions = vec![first_day()];
            questions.extend(part_questions(&now, area.id));
            (msg!("Split {area}", area = name), "split", questions)
        }
    };
    Ask {
        title: title.into(),
        action: format!("/areas/{}/{path}", area.id),
        back: format!("/areas/{}", area.id),
        button: msg!("Save"),
        questions,
        now: vec![("size", area.size.key().to_owned()), ("on", atlas.today.to_string())],
        version: None,
        about: None,
        draft: None,
    }
}

fn part_questions(now: &TreeOn<'_>, area: AreaId) -> Vec<Question> {
    let children = now.children(area);
    let mut questions = Vec::new();
    for (at, (part, below)) in PARTS.into_iter().enumerate() {
        let label = msg!("Name of part {number}", number = at + 1);
        questions.push(Question::new(Kind::Text, part, label));
        if !children.is_empty() {
            let label = msg!("What answers to part {number}", number = at + 1);
            let choices = children.iter().copied().map(choice);
            questions.push(Question::new(Kind::Checkboxes, below, label).among(choices));
        }
    }
    questions
}

fn size_and_day() -> [Question; 2] {
    let sizes = Size::ALL.map(|it| Choice::new(it.key(), size(it)));
    [
        Question::new(Kind::Radios, "size", msg!("Size")).among(sizes),
        Question::new(Kind::Date, "on", msg!("First day")),
    ]
}

fn choice(area: &Area) -> Choice {
    Choice::new(area.id.to_string(), Words::typed(&area.name)).hinted(level(area.level))
}

fn on(form: &mut FormReader<'_>, today: Date) -> Read<Date> {
    form.date("on", read_date(Sense::Near, today), msg!("Enter a date"))
}

fn key(text: &str) -> Option<AreaId> {
    text.parse().ok()
}

fn read_open(visit: &Visit, atlas: &Atlas, fields: &Fields) -> Result<Command, FieldErrors> {
    let mut form = FormReader::new(fields);
    let name = form.required_text("name", msg!("Enter a name"));
    let level = form.choice("level", Level::from_key, msg!("Choose a level"));
    let country = form.optional_choice("country", Country::from_key);
    let parent = form.optional_choice("parent", key);
    let size = form.choice("size", Size::from_key, msg!("Choose a size"));
    let on = on(&mut form, atlas.today);
    let (name, level, country, parent, size, on) =
        form.finish((name, level, country, parent, size, on))?;
    let area = Newcomer { id: visit.web.app.ids().next(), name, size, parent };
    Ok(Command::Open(OpenArea { area, level, country, on }))
}

fn read_move(area: &Area, today: Date, fields: &Fields) -> Result<Command, FieldErrors> {
    let mut form = FormReader::new(fields);
    let to = form.id("parent", key, msg!("Choose what it answers to"));
    let on = on(&mut form, today);
    let (to, on) = form.finish((to, on))?;
    Ok(Command::Move(MoveArea { area: area.id, to, on }))
}

fn read_merge(
    visit: &Visit,
    atlas: &Atlas,
    area: &Area,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let mut form = FormReader::new(fields);
    let others = form.some_checkboxes("areas", key, msg!("Choose the areas it merges with"));
    let name = form.required_text("name", msg!("Enter a name"));
    let size = form.choice("size", Size::from_key, msg!("Choose a size"));
    let on = on(&mut form, atlas.today);
    let (others, name, size, on) = form.finish((others, name, size, on))?;
    let parent = atlas.tree.on(atlas.today).parent(area.id);
    let into = Newcomer { id: visit.web.app.ids().next(), name, size, parent };
    let areas = std::iter::once(area.id).chain(others).collect();
    Ok(Command::Merge(Merge { areas, into, on }))
}

fn read_split(
    visit: &Visit,
    atlas: &Atlas,
    area: &Area,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let mut form = FormReader::new(fields);
    let parent = atlas.tree.on(atlas.today).parent(area.id);
    let mut into = Vec::new();
    for (part, below) in PARTS {
        let name = form.optional_text(part).flatten();
        let children = form.checkboxes(below, key).unwrap_or_default();
        let Some(name) = name else { continue };
        let newcomer = Newcomer { id: visit.web.app.ids().next(), name, size: area.size, parent };
        into.push(Part { area: newcomer, children });
    }
    let on = on(&mut form, atlas.today);
    let (on,) = form.finish((on,))?;
    Ok(Command::Split(Split { area: area.id, into, on }))
}
