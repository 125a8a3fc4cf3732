//! A score with its whole working: every point traced to a piece of evidence, what nobody knows,
//! and what would change the result.

use app::nomination::{Page, Piece, Scored};
use domain::criteria::{Factor, FactorScore, Provenance, ScoreShown, Unknown, Why, WouldChange};
use domain::id::EvidenceId;
use serde::Serialize;

use super::words;
use crate::i18n::{Msg, Words};
use crate::render::{Why as WhyView, WhyInput};
use crate::{msg, msg_n};

/// A score as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ScoreView {
    pub(crate) total: u32,
    /// Points without intelligence, for a reader who may see some.
    pub(crate) without_intelligence: Option<u32>,
    pub(crate) consider_at: u32,
    pub(crate) version: u32,
    pub(crate) criteria_href: String,
    pub(crate) as_at: String,
    pub(crate) factors: Vec<FactorView>,
    pub(crate) unknown: Vec<Words>,
    pub(crate) change: Vec<Words>,
}

/// One factor of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FactorView {
    pub(crate) title: String,
    pub(crate) points: u32,
    pub(crate) cap: u32,
    pub(crate) why: WhyView,
    pub(crate) lines: Vec<LineView>,
}

/// What one piece of evidence does in it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineView {
    pub(crate) shows: Words,
    pub(crate) happened_on: Option<String>,
    pub(crate) points: u32,
    pub(crate) why: Words,
}

/// The score of a nomination, as far as its reader may see it.
pub(crate) fn view(page: &Page) -> Option<ScoreView> {
    let scored = page.scored.as_ref()?;
    let score = &scored.score;
    let factors = scored.criteria.factors.iter().zip(&score.factors);
    let without = score.without_intelligence;
    Some(ScoreView {
        total: score.total,
        without_intelligence: page.sees_intelligence.then_some(without),
        consider_at: score.consider_at,
        version: score.version,
        criteria_href: format!("/criteria/{}", score.criteria),
        as_at: score.as_at.to_string(),
        factors: factors.map(|(it, given)| factor(it, given, &page.record.pieces)).collect(),
        unknown: score.unknown.iter().map(|it| unknown(it, page, scored).into()).collect(),
        change: would_change(scored, &page.record.pieces),
    })
}

/// What a decision kept of a score: the points that this reader may know.
pub(crate) fn shown(kept: ScoreShown, page: &Page) -> Option<Msg> {
    if !page.sees_offending {
        return None;
    }
    if !page.sees_intelligence {
        return Some(msg!(
            "{points} points without intelligence, by version {version}, on {date}",
            points = kept.without_intelligence,
            version = kept.version,
            date = kept.as_at
        ));
    }
    Some(msg!(
        "{points} points ({without} without intelligence), by version {version}, on {date}",
        points = kept.total,
        without = kept.without_intelligence,
        version = kept.version,
        date = kept.as_at
    ))
}

fn factor(factor: &Factor, given: &FactorScore, pieces: &[Piece]) -> FactorView {
    let counted = given.workings.iter().filter(|it| it.why != Why::NotCountedByFactor);
    let line = |it: &domain::criteria::Working| LineView {
        shows: piece_words(it.evidence, pieces),
        happened_on: it.happened_on.map(|it| it.to_string()),
        points: it.points,
        why: why(it.why).into(),
    };
    FactorView {
        title: factor.title.clone(),
        points: given.points,
        cap: factor.cap,
        lines: counted.map(line).collect(),
        why: WhyView {
            rule: msg!("It looks at these days and gives no more than its limit.").into(),
            source: Some(source(factor)),
            in_force_on: None,
            inputs: vec![
                input(msg!("From"), &msg!("{date}", date = given.window.from)),
                input(msg!("To"), &msg!("{date}", date = given.window.to)),
                WhyInput {
                    label: msg!("At most").into(),
                    value: msg_n!("{n} point", "{n} points", i64::from(factor.cap)).into(),
                },
            ],
        },
    }
}

fn input(label: Msg, value: &Msg) -> WhyInput {
    WhyInput { label: label.into(), value: value.clone().into() }
}

/// Where a factor comes from: a paragraph, or police and probation together.
pub(crate) fn source(factor: &Factor) -> String {
    match &factor.source {
        Provenance::Guidance(source) => source.0.clone(),
        Provenance::Local => "RR04 A.2".to_owned(),
    }
}

fn piece_words(id: EvidenceId, pieces: &[Piece]) -> Words {
    let piece = pieces.iter().find(|it| it.evidence.id == id);
    piece.map_or_else(|| msg!("Evidence").into(), |it| words::shown(it.evidence.shows).into())
}

fn why(why: Why) -> Msg {
    match why {
        Why::Counted => msg!("Counts in full"),
        Why::Halved { full_from } => {
            msg!("Counts for half: before {date}", date = full_from)
        }
        Why::Occasion { nth } => msg!("Occasion number {n}", n = nth),
        Why::AlreadyMet => msg!("An occasion is found already; more add nothing"),
        Why::OverCap { lost } => {
            msg!("{points} more points are cut off by the limit of the factor", points = lost)
        }
        Why::OutOfWindow { window_from } => {
            msg!("Before the look-back, which begins on {date}", date = window_from)
        }
        Why::InCustody => msg!("Happened in custody; the factor counts what happened at liberty"),
        Why::NotCountedByFactor => msg!("Not what this factor counts"),
        Why::NotVerified => msg!("Nobody has checked it, so it counts for nothing"),
        Why::NotDated => msg!("Nobody knows when it happened, so it counts for nothing"),
        Why::InFuture => msg!("Not known on the day of scoring"),
    }
}

fn title(key: &str, scored: &Scored) -> String {
    let factor = scored.criteria.factors.iter().find(|it| it.key == key);
    factor.map_or_else(|| key.to_owned(), |it| it.title.clone())
}

fn unknown(it: &Unknown, page: &Page, scored: &Scored) -> Msg {
    let pieces = &page.record.pieces;
    let what = |id: EvidenceId| match piece_words(id, pieces) {
        Words::Ours(msg) => msg,
        Words::Typed { .. } => msg!("Evidence"),
    };
    match it {
        Unknown::NotLookedFor { factor, kind } => msg!(
            "Nobody has looked for this: {kind} (counted by {factor})",
            kind = words::evidence_kind(*kind),
            factor = title(factor, scored)
        ),
        Unknown::CustodyNotLookedFor { factor } => msg!(
            "No time in custody is recorded, which {factor} takes into account",
            factor = title(factor, scored)
        ),
        Unknown::CustodyNotDated { received_on: Some(day) } => {
            msg!("The end of the custody that began on {date} is not known", date = *day)
        }
        Unknown::CustodyNotDated { received_on: None } => {
            msg!("A stay in custody has no dates")
        }
        Unknown::ReachLimited { factor, window_from, .. } => msg!(
            "{factor} finds too few months at liberty since {date}",
            factor = title(factor, scored),
            date = *window_from
        ),
        Unknown::NotVerified { evidence } => {
            msg!("Not checked against its source: {what}", what = what(*evidence))
        }
        Unknown::NotDated { evidence } => {
            msg!("Nobody knows when this happened: {what}", what = what(*evidence))
        }
    }
}

fn would_change(scored: &Scored, pieces: &[Piece]) -> Vec<Words> {
    match &scored.would_change {
        WouldChange::Above { over, fall } => {
            let over = msg!(
                "The score is {points} points above the point from which the panel considers",
                points = *over
            );
            let fallen = fall.as_ref().map_or_else(
                || msg!("With nothing new, it stays there"),
                |it| {
                    msg!(
                        "With nothing new, it falls below that point on {date}, to {points}",
                        date = it.on,
                        points = it.total
                    )
                },
            );
            let lost = fall.iter().flat_map(|it| &it.lost).map(|it| {
                let what = match piece_words(it.evidence, pieces) {
                    Words::Ours(msg) => msg,
                    Words::Typed { .. } => msg!("Evidence"),
                };
                msg!("By then it loses {points} points: {what}", points = it.points, what = what)
            });
            [over, fallen].into_iter().chain(lost).map(Words::from).collect()
        }
        WouldChange::Below { short, addition } => {
            let short = msg!(
                "The score is {points} points below the point from which the panel considers",
                points = *short
            );
            let added = addition.as_ref().map(|it| {
                msg!(
                    "The least that would reach it, checked and dated today: \
                     {times} × {what} ({points} points)",
                    times = it.occasions,
                    what = words::counted(it.counted),
                    points = it.points
                )
            });
            std::iter::once(short).chain(added).map(Words::from).collect()
        }
    }
}

/// A score for the samples of pages.
pub(crate) fn sample() -> ScoreView {
    let line = |happened_on: Option<&str>| LineView {
        shows: msg!("Robbery").into(),
        happened_on: happened_on.map(str::to_owned),
        points: 6,
        why: why(Why::Counted).into(),
    };
    let factor = |lines| FactorView {
        title: "Crime".to_owned(),
        points: 6,
        cap: 30,
        lines,
        why: WhyView {
            rule: msg!("It looks at these days and gives no more than its limit.").into(),
            source: Some("RR04 ¶1".to_owned()),
            in_force_on: None,
            inputs: vec![],
        },
    };
    ScoreView {
        total: 12,
        without_intelligence: Some(6),
        consider_at: 20,
        version: 1,
        criteria_href: "/criteria/1".to_owned(),
        as_at: "2004-09-06".to_owned(),
        factors: vec![factor(vec![line(Some("2004-05-01")), line(None)]), factor(vec![])],
        unknown: vec![msg!("A stay in custody has no dates").into()],
        change: vec![msg!("With nothing new, it stays there").into()],
    }
}
