//! `throughcare user`: accounts and roles, by whoever runs the program.

use std::io::{IsTerminal as _, Read as _, stdin};
use std::process::{Command, Stdio};

use app::operator::{self, Account, GrantOver};
use app::user::{self, CreateUser, hash_password};
use app::{Actor, App};
use domain::id::{AgencyId, UserId};
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
    let read = app.read(&OPERATOR, |rx| Box::pin(operator::accounts(rx)));
    let accounts = read.await?;
    if asked.json {
        let told: Vec<_> = accounts.iter().map(as_json).collect();
        println!("{}", serde_json::Value::from(told));
        return Ok(());
    }
    for account in &accounts {
        let closed = account.deactivated_on.map(|on| format!(", closed from {on}"));
        let agency = account.agency.as_deref().unwrap_or("no agency");
        println!("{}  {} ({agency}{})", account.email, account.name, closed.unwrap_or_default());
        for held in &account.roles {
            let over = held.over.as_deref().unwrap_or("England and Wales");
            println!("    {} over {over}", held.role.key());
        }
    }
    Ok(())
}

fn as_json(account: &Account) -> serde_json::Value {
    let roles: Vec<_> =
        account.roles.iter().map(|it| json!({ "role": it.role.key(), "over": it.over })).collect();
    json!({
        "user_id": account.id.to_string(),
        "email": account.email,
        "name": account.name,
        "agency": account.agency,
        "is_demo": account.is_demo,
        "deactivated_on": account.deactivated_on.map(|on| on.to_string()),
        "roles": roles,
    })
}

async fn deactivate(app: &App, email: &str) -> Outcome {
    user_of(app, email).await?;
    let write = app.write(&OPERATOR, |tx| Box::pin(operator::deactivate(tx, email)));
    let on = write.await?;
    println!("{email} can no longer sign in, from {on} on.");
    Ok(())
}

async fn grant(app: &App, asked: &GrantRole) -> Outcome {
    let role = role_named(&asked.role)?;
    let user = user_of(app, &asked.email).await?;
    let over = over_named(app, &asked.over).await?;
    let write = app.write(&OPERATOR, |tx| Box::pin(operator::grant(tx, user, role, over)));
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

async fn user_of(app: &App, email: &str) -> Outcome<UserId> {
    let read = app.read(&OPERATOR, |rx| Box::pin(user::find_by_email(rx, email)));
    let found = read.await?;
    found.map(|it| it.id).ok_or_else(|| {
        Failure::refused(format!(
            "nobody signs in as {email}; `throughcare user list` shows who does"
        ))
    })
}

async fn over_named(app: &App, over: &Over) -> Outcome<GrantOver> {
    if let Some(name) = &over.scheme {
        let read = app.read(&OPERATOR, |rx| Box::pin(operator::schemes_named(rx, name)));
        return only(&read.await?, "scheme", name).map(GrantOver::Scheme);
    }
    let Some(name) = &over.area else { return Ok(GrantOver::Everywhere) };
    let read = app.read(&OPERATOR, |rx| Box::pin(operator::areas_named(rx, name)));
    let (area, level) = only(&read.await?, "area", name)?;
    Ok(GrantOver::Area(area, level))
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
