//! Giving the ticked people somebody: who and from when, what would come of it, what came of it.

use std::collections::BTreeSet;

use app::caseload::{
    AssignMany, Foreseen, OtherHolder, Row, Verdict, Worker, assign_many, foresee, workers,
};
use app::person::listed;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::id::RegistrationId;
use domain::registration::Post;
use domain::when::Sense;
use serde::Serialize;

use super::today;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::{Msg, Words};
use crate::pages::sign_in::own_path;
use crate::refusal;
use crate::render::{Choice, Page};
use crate::server::{PageResult, Visit};
use crate::words::{duty, read_date};
use crate::{msg, msg_n};

const FIELDS: &[&str] = &["post", "to", "from", "hand_over", "back"];

/// Who is to have the ticked people, as what, and from when.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AssignPage {
    pub(crate) form: FormView,
    pub(crate) ticked: Vec<String>,
    pub(crate) count: i64,
    pub(crate) posts: Vec<Choice>,
    pub(crate) workers: Vec<Choice>,
    pub(crate) hand_over: Vec<Choice>,
    pub(crate) back: String,
}

/// What would change, and what would not and why. Nothing has changed yet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PreviewPage {
    pub(crate) to: String,
    pub(crate) post: Words,
    /// ISO date.
    pub(crate) from: String,
    pub(crate) changes: Vec<Line>,
    pub(crate) refused: Vec<Line>,
    /// What is sent when it is confirmed.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) back: String,
}

/// What came of anything that was done to many people at once.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ResultPage {
    pub(crate) done: Msg,
    pub(crate) changes: Vec<Line>,
    pub(crate) refused: Vec<Line>,
    pub(crate) back: String,
}

/// One person, and what becomes of their case.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) what: Words,
}

pub(super) async fn new(visit: Visit, fields: Fields) -> PageResult {
    let form = FormView::blank(FIELDS).typed(&fields).with("from", today(&visit).to_string());
    if ticked(&fields).is_empty() {
        visit.say_next(&msg!("Nobody was ticked. Tick those whom you want to assign.")).await;
        return Ok(Redirect::to(&back(&fields)).into_response());
    }
    ask(&visit, &fields, form).await
}

async fn ask(visit: &Visit, fields: &Fields, form: FormView) -> PageResult {
    let known = visit.web.app.read(&visit.actor, |rx| Box::pin(workers(rx))).await?;
    let ticked = ticked(fields);
    let first = Choice::new("", msg!("Choose somebody"));
    visit.render(&AssignPage {
        form,
        count: i64::try_from(ticked.len()).unwrap_or(i64::MAX),
        ticked: ticked.iter().map(ToString::to_string).collect(),
        posts: posts(),
        workers: std::iter::once(first).chain(known.iter().map(worker)).collect(),
        hand_over: hand_over(),
        back: back(fields),
    })
}

pub(super) async fn preview(visit: Visit, fields: Fields) -> PageResult {
    let cmd = match read(&visit, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => {
            return ask(&visit, &fields, FormView::again(FIELDS, &fields, errors)).await;
        }
    };
    let wanted = &cmd;
    let known = visit.web.app.read(&visit.actor, |rx| Box::pin(workers(rx))).await?;
    let seen = visit.web.app.read(&visit.actor, |rx| Box::pin(foresee(rx, wanted))).await?;
    let name = known.iter().find(|it| it.user == cmd.to).map(|it| it.name.clone());
    let (changes, refused) = parted(seen, |_| true);
    visit.render(&PreviewPage {
        to: name.unwrap_or_default(),
        post: duty(cmd.post).into(),
        from: cmd.from.to_string(),
        changes,
        refused,
        fields: sent(&fields, &cmd),
        back: back(&fields),
    })
}

pub(super) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let cmd = match read(&visit, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => {
            return ask(&visit, &fields, FormView::again(FIELDS, &fields, errors)).await;
        }
    };
    let (cmd, once) = (&cmd, fields.first("once").unwrap_or_default());
    let seen = visit.web.app.read(&visit.actor, |rx| Box::pin(foresee(rx, cmd))).await?;
    let done = visit.web.app.write_once(&visit.actor, once, move |tx| {
        Box::pin(async move {
            let done = assign_many(tx, cmd).await?;
            let done: Vec<String> = done.iter().map(ToString::to_string).collect();
            Ok(done.join(" "))
        })
    });
    let done: BTreeSet<RegistrationId> =
        done.await?.split(' ').filter_map(|it| it.parse().ok()).collect();
    let (changes, refused) = results(seen, &done);
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let done = msg_n!("{n} person was assigned.", "{n} people were assigned.", count);
    visit.render(&ResultPage { done, changes, refused, back: back(&fields) })
}

/// What was done, whatever was foreseen a moment before.
fn results(seen: Vec<Foreseen>, done: &BTreeSet<RegistrationId>) -> (Vec<Line>, Vec<Line>) {
    let mut all = seen;
    for it in &mut all {
        if done.contains(&it.row.registration) && !matches!(it.verdict, Verdict::Assigned { .. }) {
            it.verdict = Verdict::Assigned { ends: None };
        }
    }
    parted(all, |id| done.contains(&id))
}

fn parted(seen: Vec<Foreseen>, is_done: impl Fn(RegistrationId) -> bool) -> (Vec<Line>, Vec<Line>) {
    let (mut changed, mut refused) = (Vec::new(), Vec::new());
    for it in seen {
        let (is_change, what) = match it.verdict {
            Verdict::Assigned { ends: _ } if !is_done(it.row.registration) => {
                (false, msg!("Somebody else changed this case first").into())
            }
            Verdict::Assigned { ends: Some(name) } => {
                (true, msg!("Taken over from {name}", name = name).into())
            }
            Verdict::Assigned { ends: None } => (true, msg!("Newly assigned").into()),
            Verdict::Refused(refusal) => (false, refusal::words(&Refusal::Assign(refusal)).into()),
            Verdict::NotPermitted => (false, msg!("You do not hand out this case").into()),
            Verdict::NotOfScheme => {
                (false, msg!("This worker has no role in the person's scheme").into())
            }
        };
        let line = Line::of(&it.row, what);
        if is_change { changed.push(line) } else { refused.push(line) }
    }
    (changed, refused)
}

impl Line {
    pub(super) fn of(row: &Row, what: Words) -> Self {
        Self {
            name: listed(&row.forenames, &row.surname),
            href: format!("/registrations/{}", row.registration),
            what,
        }
    }
}

fn read(visit: &Visit, fields: &Fields) -> Result<AssignMany, FieldErrors> {
    let mut form = FormReader::new(fields);
    let post = form.choice("post", Post::from_key, msg!("Choose what they are assigned as"));
    let to = form.id("to", |it| it.parse().ok(), msg!("Choose who is to have these cases"));
    let parse = read_date(Sense::Near, today(visit));
    let from = form.date("from", parse, msg!("Enter the first day"));
    let other = form.choice("hand_over", other_holder, msg!("Choose what happens to others"));
    let (post, to, from, other) = form.finish((post, to, from, other))?;
    Ok(AssignMany { ticked: ticked(fields), post, to, from, other })
}

pub(super) fn ticked(fields: &Fields) -> Vec<RegistrationId> {
    fields.all("ticked").filter_map(|it| it.parse().ok()).collect()
}

pub(super) fn back(fields: &Fields) -> String {
    fields.first("back").map_or_else(|| "/caseload".to_owned(), |it| own_path(Some(it)))
}

/// Everything that was typed, as the confirmation sends it again.
fn sent(fields: &Fields, cmd: &AssignMany) -> Vec<(String, String)> {
    let mut sent = vec![
        ("post", cmd.post.key().to_owned()),
        ("to", cmd.to.to_string()),
        ("from", cmd.from.to_string()),
        ("hand_over", fields.first("hand_over").unwrap_or_default().to_owned()),
        ("back", back(fields)),
    ];
    sent.extend(cmd.ticked.iter().map(|it| ("ticked", it.to_string())));
    sent.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn other_holder(key: &str) -> Option<OtherHolder> {
    match key {
        "no" => Some(OtherHolder::Keeps),
        "yes" => Some(OtherHolder::HandsOver),
        _ => None,
    }
}

fn posts() -> Vec<Choice> {
    Post::ALL.into_iter().map(|it| Choice::new(it.key(), duty(it))).collect()
}

fn hand_over() -> Vec<Choice> {
    let end = msg!("End theirs on the day before");
    vec![Choice::new("no", msg!("Leave those cases as they are")), Choice::new("yes", end)]
}

fn worker(it: &Worker) -> Choice {
    let text =
        msg!("{name} ({agency})", name = it.name.as_str(), agency = it.agency_name.as_str(),);
    Choice::new(it.user.to_string(), text)
}

pub(super) fn sample_line(what: Words) -> Line {
    Line { name: "Sample, Sam".to_owned(), href: "/registrations/1".to_owned(), what }
}

impl Page for AssignPage {
    const TEMPLATE: &'static str = "pages/caseload/assign.html";

    fn samples() -> Vec<Self> {
        let wrong = FieldErrors::one("to", msg!("Choose who is to have these cases"));
        let blank = Self {
            form: FormView::blank(FIELDS),
            ticked: vec!["1".to_owned(), "2".to_owned()],
            count: 2,
            posts: posts(),
            workers: vec![Choice::new("", msg!("Choose somebody"))],
            hand_over: hand_over(),
            back: "/caseload".to_owned(),
        };
        let form = FormView::again(FIELDS, &Fields::default(), wrong);
        vec![Self { form, count: 1, ..blank.clone() }, blank]
    }
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "pages/caseload/assign_preview.html";

    fn samples() -> Vec<Self> {
        let page = Self {
            to: "Ana Sample".to_owned(),
            post: duty(Post::LeadWorker).into(),
            from: "2004-09-06".to_owned(),
            changes: vec![sample_line(msg!("Newly assigned").into())],
            refused: vec![sample_line(msg!("You do not hand out this case").into())],
            fields: vec![("ticked".to_owned(), "1".to_owned())],
            back: "/caseload".to_owned(),
        };
        let none = Self { changes: Vec::new(), ..page.clone() };
        let all = Self { refused: Vec::new(), ..page.clone() };
        vec![page, none, all]
    }
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "pages/caseload/result.html";

    fn samples() -> Vec<Self> {
        let done = |n| msg_n!("{n} person was assigned.", "{n} people were assigned.", n);
        let changes = vec![sample_line(msg!("Taken over from {name}", name = "Bo").into())];
        let refused = vec![sample_line(msg!("You do not hand out this case").into())];
        let back = "/caseload".to_owned();
        vec![
            Self { done: done(1), changes, refused: Vec::new(), back: back.clone() },
            Self { done: done(0), changes: Vec::new(), refused, back },
        ]
    }
}
