//! `throughcare import register`.

use std::path::Path;

use app::import::mapping::Mapping;
use app::import::{Accept, Outcome as Taken, RunFault, RunRegister, run_register};
use app::{Actor, App, operator, user};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use web::i18n::Language;

use crate::cli::ImportRegister;
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::open;
use crate::user::only;

pub(crate) async fn register(asked: ImportRegister, config: &Config) -> Outcome {
    let app = open::app(config).await?;
    let outcome = run(&app, asked).await;
    app.db().close().await;
    outcome
}

async fn run(app: &App, asked: ImportRegister) -> Outcome {
    let actor = somebody(app, &asked.by).await?;
    let (operator, name) = (Actor::operator(), asked.scheme.as_str());
    let found = app.read(&operator, |rx| Box::pin(operator::schemes_named(rx, name))).await?;
    let run = RunRegister {
        scheme: only(&found, "scheme", name)?,
        file_name: file_name(&asked.file),
        bytes: read(&asked.file)?,
        mapping: asked.mapping.as_deref().map(mapping).transpose()?,
        accept: if asked.accept { Accept::All } else { Accept::PreviewOnly },
        wording: web::import_wording(Language::English),
    };
    let bar = bar(&asked);
    let taken = run_register(app, &actor, run, |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    })
    .await;
    bar.finish_and_clear();
    let taken = taken.map_err(told)?;
    if let Some(out) = &asked.annotated {
        std::fs::write(out, &taken.annotated).map_err(|error| {
            Failure::refused(format!("cannot write {}: {error}", out.display()))
        })?;
    }
    tell(&asked, &taken);
    Ok(())
}

async fn somebody(app: &App, email: &str) -> Outcome<Actor> {
    let operator = Actor::operator();
    let found = app.read(&operator, |rx| Box::pin(user::find_by_email(rx, email))).await?;
    let found = found.ok_or_else(|| {
        Failure::refused(format!(
            "nobody signs in as {email}; `throughcare user list` shows who does"
        ))
    })?;
    Ok(app.actor(found.id).await?)
}

fn tell(asked: &ImportRegister, taken: &Taken) {
    if asked.json.json {
        println!(
            "{}",
            json!({
                "import": taken.import.to_string(),
                "accepted": asked.accept,
                "taken": taken.taken,
                "unchanged": taken.unchanged,
                "needs_choice": taken.needs_choice,
                "refused": taken.refused,
                "over_capacity_by": taken.over_capacity_by,
            })
        );
        return;
    }
    let verb = if asked.accept { "taken in" } else { "would be taken in" };
    println!("{:>6}  {verb}", taken.taken);
    println!("{:>6}  taken in before: nothing changes", taken.unchanged);
    println!("{:>6}  may be about somebody known, and wait for a choice", taken.needs_choice);
    println!("{:>6}  refused for their faults", taken.refused);
    if let Some(over) = taken.over_capacity_by {
        println!("The scheme is over its capacity by {over}.");
    }
    println!("The import’s page: /imports/{}", taken.import);
    if !asked.accept {
        println!("Nobody was registered. Run it again with --accept to take the rows in.");
    }
}

fn bar(asked: &ImportRegister) -> ProgressBar {
    if !asked.accept || asked.json.json {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} rows");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn told(fault: RunFault) -> Failure {
    match fault {
        RunFault::Sheet(it) => {
            let sentence = Language::English.say(&web::sheet_fault(&it));
            Failure::refused(format!("the file cannot be read: {sentence}"))
        }
        RunFault::Mapping(it) => Failure::refused(format!("the columns cannot be read so: {it}")),
        RunFault::App(it) => it.into(),
    }
}

fn mapping(path: &Path) -> Outcome<Mapping> {
    let text = String::from_utf8(read(path)?)
        .map_err(|_| Failure::usage(format!("the mapping {} is not text", path.display())))?;
    Mapping::parse(&text)
        .map_err(|fault| Failure::usage(format!("the mapping {}: {fault}", path.display())))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path)
        .map_err(|error| Failure::refused(format!("cannot read {}: {error}", path.display())))
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}
