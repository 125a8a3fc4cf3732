//! `throughcare user`: accounts and roles, by whoever runs the program.

use std::io::{IsTerminal as _, Read as _, stdin};
use std::process::{Command, Stdio};

use app::user::{self, Account, CloseAccount, CreateUser, HeldRole, HoldRole, User, hash_password};
use app::{Actor, App, operator};
use domain::Date;
use domain::id::{AgencyId, AreaId, SchemeId};
use domain::user::{Language, Role, check_password};
use serde_json::json;

use crate::cli::{AddUser, GrantRole, Json, Over, UserVerb};
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::open;

/// Whoever runs the program.
static OPERATOR: Actor = Actor::operator();

pub(crate) async fn run(verb: UserVerb, config: &Config) -> Outcome {
    let app = open::app(config).await?;
    let outcome = match verb {
        UserVerb::Add(asked) => add(&app, &asked).await,
        UserVerb::List(asked) => list(&app, &asked).await,
        UserVerb::Deactivate(asked) => deactivate(&app, &asked.email).await,
        UserVerb::Grant(asked) => grant(&app, &asked).await,
    };
    app.db().close().await;
    outcome
}

async fn add(app: &App, asked: &AddUser) -> Outcome {
    let agency = match &asked.agency {
        Some(name) => Some(agency_named(app, name).await?),
        None => None,
    };
    if !asked.email.contains('@') {
        return Err(Failure::usage(format!("{} is not an e-mail address", asked.email)));
    }
    let password = read_password()?;
    check_password(&password, &asked.name, &asked.email)
        .map_err(|refusal| Failure::from(app::AppError::from(refusal)))?;
    let cmd = CreateUser {
        email: asked.email.trim().to_lowercase(),
        name: asked.name.clone(),
        agency,
        password_hash: hash_password(&password)?,
        language: Language::from_key(&asked.language).unwrap_or(Language::English),
        is_demo: false,
    };
    let cmd = &cmd;
    app.write(&OPERATOR, |tx| Box::pin(user::create(tx, cmd))).await?;
    println!("{} can sign in. Give a role with `throughcare user grant`.", cmd.email);
    Ok(())
}

async fn list(app: &App, asked: &Json) -> Outcome {
    let (accounts, today) = accounts(app).await?;
    if asked.json {
        let told: Vec<_> = accounts.iter().map(|it| as_json(it, today)).collect();
        println!("{}", serde_json::Value::from(told));
        return Ok(());
    }
    for account in &accounts {
        let user = &account.user;
        let closed = user.deactivated_on.map(|on| format!(", closed from {on}"));
        let agency = account.agency.as_deref().unwrap_or("no agency");
        println!("{}  {} ({agency}{})", user.email, user.name, closed.unwrap_or_default());
        for held in held_on(account, today) {
            let over = held.over_name.as_deref().unwrap_or("England and Wales");
            println!("    {} over {over}", held.role.key());
        }
    }
    Ok(())
}

/// Every account with its roles, and the day it is.
pub(crate) async fn accounts(app: &App) -> Outcome<(Vec<Account>, Date)> {
    let read = app
        .read(&OPERATOR, |rx| Box::pin(async move { Ok((user::accounts(rx).await?, rx.today())) }));
    Ok(read.await?)
}

/// The roles that somebody holds on a day.
pub(crate) fn held_on(account: &Account, day: Date) -> impl Iterator<Item = &HeldRole> {
    account.roles.iter().filter(move |it| it.dates.hold_on(day))
}

fn as_json(account: &Account, today: Date) -> serde_json::Value {
    let user = &account.user;
    let role = |it: &HeldRole| json!({ "role": it.role.key(), "over": it.over_name });
    let roles: Vec<_> = held_on(account, today).map(role).collect();
    json!({
        "user_id": user.id.to_string(),
        "email": user.email,
        "name": user.name,
        "agency": account.agency,
        "is_demo": user.is_demo,
        "deactivated_on": user.deactivated_on.map(|on| on.to_string()),
        "roles": roles,
    })
}

async fn deactivate(app: &App, email: &str) -> Outcome {
    let User { id, version, .. } = user_of(app, email).await?;
    let write = app.write(&OPERATOR, |tx| {
        Box::pin(async move {
            let on = tx.today();
            user::deactivate(tx, &CloseAccount { user: id, version, on }).await?;
            Ok(on)
        })
    });
    let on = write.await?;
    println!("{email} can no longer sign in, from {on} on.");
    Ok(())
}

async fn grant(app: &App, asked: &GrantRole) -> Outcome {
    let role = role_named(&asked.role)?;
    let user = user_of(app, &asked.email).await?.id;
    let (scheme, area) = over_named(app, &asked.over).await?;
    let write = app.write(&OPERATOR, |tx| {
        let from_on = tx.today();
        let cmd = HoldRole { user, role, scheme, area, from_on, until_on: None };
        Box::pin(async move { user::grant_role(tx, &cmd).await })
    });
    write.await?;
    println!("{} holds the role {} from today on.", asked.email, role.key());
    Ok(())
}

fn role_named(word: &str) -> Outcome<Role> {
    Role::from_key(word).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|it| it.key()).collect();
        Failure::usage(format!("there is no role {word}; the roles are {}", known.join(", ")))
    })
}

async fn user_of(app: &App, email: &str) -> Outcome<User> {
    let read = app.read(&OPERATOR, |rx| Box::pin(user::find_by_email(rx, email)));
    let found = read.await?;
    found.ok_or_else(|| {
        Failure::refused(format!(
            "nobody signs in as {email}; `throughcare user list` shows who does"
        ))
    })
}

/// The scheme or the area that a role is given over; neither for everywhere.
async fn over_named(app: &App, over: &Over) -> Outcome<(Option<SchemeId>, Option<AreaId>)> {
    if let Some(name) = &over.scheme {
        let read = app.read(&OPERATOR, |rx| Box::pin(operator::schemes_named(rx, name)));
        return only(&read.await?, "scheme", name).map(|it| (Some(it), None));
    }
    let Some(name) = &over.area else { return Ok((None, None)) };
    let read = app.read(&OPERATOR, |rx| Box::pin(operator::areas_named(rx, name)));
    only(&read.await?, "area", name).map(|it| (None, Some(it)))
}

async fn agency_named(app: &App, name: &str) -> Outcome<AgencyId> {
    let read = app.read(&OPERATOR, |rx| Box::pin(operator::agencies_named(rx, name)));
    only(&read.await?, "agency", name)
}

/// The only one of this name, or a sentence that says what to do.
pub(crate) fn only<T: Copy>(found: &[T], kind: &str, name: &str) -> Outcome<T> {
    match found {
        [one] => Ok(*one),
        [] => Err(Failure::refused(format!(
            "there is no {kind} {name}; give its full name as the pages show it, or its key"
        ))),
        [_, ..] => Err(Failure::refused(format!(
            "{} of the name {name} are there; give the key instead",
            found.len()
        ))),
    }
}

/// Reads the password: typed unseen at a terminal, or the first line of what is piped in.
fn read_password() -> Outcome<String> {
    let mut text = String::new();
    if stdin().is_terminal() {
        eprint!("Password: ");
        echo("-echo");
        let read = stdin().read_line(&mut text);
        echo("echo");
        eprintln!();
        read.map_err(|error| Failure::refused(format!("cannot read the password: {error}")))?;
    } else {
        stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::refused(format!("cannot read the password: {error}")))?;
    }
    let password = text.lines().next().unwrap_or_default().to_owned();
    if password.is_empty() {
        return Err(Failure::usage("give the password on the standard input"));
    }
    Ok(password)
}

/// Asks the terminal to show what is typed, or not to. One that cannot is left as it is.
fn echo(setting: &str) {
    drop(Command::new("stty").arg(setting).stdin(Stdio::inherit()).status());
}
