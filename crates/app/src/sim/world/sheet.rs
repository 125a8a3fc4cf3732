//! A scheme's own sheet of one row, brought in as a coordinator brings one in.

use domain::Date;
use domain::edition::StrandKey;
use jiff::ToSpan as _;

use super::World;
use crate::actor::Actor;
use crate::error::{AppError, AppResult};
use crate::import::annotate::Titles;
use crate::import::{Accept, ImportRow, RunFault, RunRegister, Wording, preview, run_register};
use crate::sim::step::{Age, Place, Sheet, Who};

const HEADINGS: &str = "Surname,Forename,AKA,DOB,CRN,Strand,Date Adopted,Next Review";

/// Somebody who was brought in, as the sheet has them.
#[derive(Debug, Clone)]
pub(super) struct Row {
    number: usize,
    born: Date,
    adopted_on: Date,
}

impl Row {
    fn line(&self, alias: &str) -> String {
        let Self { number, born, adopted_on } = self;
        let (review, crn) = (adopted_on.saturating_add(7.days()), number + 100_001);
        format!("Register{number},Sim,{alias},{born},X{crn:06},C&C,{adopted_on},{review}")
    }
}

impl World {
    pub(super) async fn import(&mut self, who: Who, place: Place, sheet: Sheet) -> AppResult<()> {
        let at = self.people.len();
        let (born, adopted_on) = (super::born(Age::Adult, at), self.today());
        let fresh = Row { number: at, born, adopted_on };
        let line = match sheet {
            Sheet::Fresh => fresh.line(""),
            Sheet::Again(known) => self.row(known)?.line(""),
            Sheet::More(known) => self.row(known)?.line("Simmy Sheet"),
        };
        let run = RunRegister {
            scheme: self.scheme(place),
            file_name: "register.csv".to_owned(),
            bytes: format!("{HEADINGS}\n{line}\n").into_bytes(),
            mapping: None,
            accept: Accept::All,
            wording: Wording {
                titles: Titles { result: "Result".to_owned(), mend: "Mend".to_owned() },
                row: told,
                language: "en",
            },
        };
        let actor = self.actor(who)?;
        let done = run_register(&self.at.app, &actor, run, |_| {}).await.map_err(fault)?;
        if sheet != Sheet::Fresh {
            return Ok(());
        }
        let (system, import) = (Actor::operator(), done.import);
        let seen = self.at.read(&system, |rx| Box::pin(preview(rx, import))).await?;
        let taken = seen.rows.first().and_then(|it| it.person.zip(it.registration));
        let told = || AppError::Internal(anyhow::anyhow!("a row was not taken"));
        let (person, registration) = taken.ok_or_else(told)?;
        self.people.push((person, born));
        self.registrations.push((registration, StrandKey("catch_and_convict".to_owned())));
        self.imported.push(fresh);
        Ok(())
    }

    fn row(&self, known: usize) -> AppResult<&Row> {
        self.imported.get(known).ok_or(AppError::Hidden)
    }
}

fn told(_: &Wording, row: &ImportRow) -> (String, String) {
    (row.verdict.key().to_owned(), String::new())
}

fn fault(fault: RunFault) -> AppError {
    match fault {
        RunFault::App(error) => error,
        RunFault::Sheet(it) => AppError::Internal(it.into()),
        RunFault::Mapping(it) => AppError::Internal(it.into()),
    }
}
