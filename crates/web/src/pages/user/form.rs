//! The forms about accounts: make one, give and end roles, close it, set its password.

use app::gate::Resource;
use app::user::{
    self, Account, CloseAccount, CreateUser, EndHolding, HoldRole, ManageUsers, NewPassword,
};
use app::{AppError, agency, area, scheme};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::area::Level;
use domain::id::{AgencyId, RoleHoldingId, UserId};
use domain::user::{Language, Role};
use domain::when::Sense;

use super::view::language;
use super::{account_of, today};
use crate::form::{FieldErrors, Fields, FormReader, Read};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::pages::area::level;
use crate::pages::scheme::ask::{Ask, Kind, Question, once_of, version_of};
use crate::render::Choice;
use crate::server::{PageResult, Visit};
use crate::words::{read_date, role};

pub(super) async fn new(visit: Visit) -> PageResult {
    creating(&visit).await?.show(&visit).await
}

pub(super) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let ask = creating(&visit).await?;
    let mut form = FormReader::new(&fields);
    let name = form.required_text("name", msg!("Enter a name"));
    let email = form.required_text("email", msg!("Enter an e-mail address"));
    let email = email.and_then(|it| {
        if it.contains('@') {
            Some(it)
        } else {
            form.refuse("email", msg!("Enter an e-mail address"))
        }
    });
    let agency = form.optional_choice("agency", |it| it.parse::<AgencyId>().ok());
    let spoken = form.choice("language", Language::from_key, msg!("Choose a language"));
    let password = secret(&fields, &mut form, "password");
    let read = form.finish((name, email, agency, spoken, password));
    let (name, email, agency, language, password) = match read {
        Ok(read) => read,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let password_hash = match user::hash_checked(&password, &name, &email).await {
        Ok(hash) => hash,
        Err(error) => return refused_at(ask, &visit, &fields, ("password", error)).await,
    };
    let cmd = CreateUser { email, name, agency, password_hash, language, is_demo: false };
    let (once, cmd) = (once_of(&visit, &fields), &cmd);
    let write = visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(user::create(tx, cmd)));
    done(&visit, ask, &fields, write.await).await
}

/// A password as it was typed: spaces at its ends are part of it.
pub(super) fn secret(fields: &Fields, form: &mut FormReader<'_>, name: &str) -> Read<String> {
    let typed = fields.first(name).filter(|it| !it.is_empty());
    typed.map(str::to_owned).or_else(|| form.refuse(name, msg!("Enter a password")))
}

async fn creating(visit: &Visit) -> Result<Ask, AppError> {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            rx.require(&ManageUsers(Resource::System))?;
            agency::all(rx).await
        })
    });
    let agencies = query.await?.into_iter();
    let agencies = agencies.map(|it| Choice::new(it.id.to_string(), Words::typed(it.name)));
    let languages = Language::ALL.map(|it| Choice::new(it.key(), language(it)));
    Ok(Ask {
        title: msg!("Make an account").into(),
        action: "/users".to_owned(),
        back: "/users".to_owned(),
        button: msg!("Make the account"),
        questions: vec![
            Question::new(Kind::Text, "name", msg!("Name")),
            Question::new(Kind::Text, "email", msg!("E-mail address")),
            Question::new(Kind::Select, "agency", msg!("Agency")).among(agencies),
            Question::new(Kind::Radios, "language", msg!("Language of their pages"))
                .among(languages),
            password_question(),
        ],
        now: vec![("language", Language::English.key().to_owned())],
        version: None,
        about: None,
        draft: None,
    })
}

fn password_question() -> Question {
    let hint = msg!("At least 12 characters. Three words that do not belong together are good");
    Question::new(Kind::Password, "password", msg!("Password")).hinted(hint)
}

pub(super) async fn grant(visit: Visit, Path(id): Path<String>) -> PageResult {
    let account = account_of(&visit, &id).await?;
    granting(&visit, &account).await?.show(&visit).await
}

pub(super) async fn granted(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let account = account_of(&visit, &id).await?;
    let ask = granting(&visit, &account).await?;
    let today = today(&visit);
    let mut form = FormReader::new(&fields);
    let role = form.choice("role", Role::from_key, msg!("Choose a role"));
    let over = form.choice("over", |it| Some(it.to_owned()), msg!("Choose over what it is held"));
    let on = form.date("on", read_date(Sense::Near, today), msg!("Enter a date"));
    let until = form.optional_date("until", read_date(Sense::Near, today));
    let read = form.finish((role, over, on, until));
    let (role, over, from_on, until_on) = match read {
        Ok(read) => read,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let scheme = over.strip_prefix("scheme:").and_then(|it| it.parse().ok());
    let area = over.strip_prefix("area:").and_then(|it| it.parse().ok());
    if over != "everywhere" && scheme.is_none() && area.is_none() {
        let wrong = FieldErrors::one("over", msg!("Choose over what it is held"));
        return ask.again(&visit, &fields, wrong);
    }
    let user = account.user.id;
    let cmd = HoldRole { user, role, scheme, area, from_on, until_on };
    let (once, cmd) = (once_of(&visit, &fields), &cmd);
    let write = visit.web.app.write_once(&visit.actor, &once, |tx| {
        Box::pin(async move { user::grant_role(tx, cmd).await.map(|_| user) })
    });
    done(&visit, ask, &fields, write.await).await
}

async fn granting(visit: &Visit, account: &Account) -> Result<Ask, AppError> {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move { Ok((scheme::list(rx).await?, area::tree(rx).await?)) })
    });
    let (schemes, tree) = query.await?;
    let today = today(visit);
    let roles = Role::ALL.map(|it| Choice::new(it.key(), role(it)));
    let mut over = vec![Choice::new("everywhere", msg!("England and Wales"))];
    over.extend(
        schemes
            .into_iter()
            .filter(|it| it.brief.closed_on.is_none())
            .map(|it| Choice::new(format!("scheme:{}", it.brief.id), Words::typed(it.brief.name))),
    );
    let areas = tree.areas_at(today).into_iter().filter(|it| it.level != Level::Nation);
    over.extend(areas.map(|it| {
        let name = Words::typed(it.name.as_str());
        Choice::new(format!("area:{}", it.id), name).hinted(level(it.level))
    }));
    let until = msg!("First day without");
    Ok(Ask {
        title: msg!("Give {name} a role", name = account.user.name.as_str()).into(),
        action: format!("/users/{}/role", account.user.id),
        back: format!("/users/{}", account.user.id),
        button: msg!("Give the role"),
        questions: vec![
            Question::new(Kind::Select, "role", msg!("Role")).among(roles),
            Question::new(Kind::Select, "over", msg!("Held over")).among(over),
            Question::new(Kind::Date, "on", msg!("First day")),
            Question::new(Kind::Date, "until", until)
                .hinted(msg!("The first day without the role. Leave blank if none is known")),
        ],
        now: vec![("on", today.to_string())],
        version: None,
        about: None,
        draft: None,
    })
}

pub(super) async fn end(visit: Visit, Path(path): Path<(String, String)>) -> PageResult {
    ending(&visit, &path).await?.1.show(&visit).await
}

pub(super) async fn ended(
    visit: Visit,
    Path(path): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let ((user, holding), ask) = ending(&visit, &path).await?;
    let on = match day(&visit, &fields) {
        Ok(on) => on,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let cmd = EndHolding { user, holding, on };
    let (once, cmd) = (once_of(&visit, &fields), &cmd);
    let write =
        visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(user::end_role(tx, cmd)));
    done(&visit, ask, &fields, write.await).await
}

async fn ending(
    visit: &Visit,
    (id, holding): &(String, String),
) -> Result<((UserId, RoleHoldingId), Ask), AppError> {
    let account = account_of(visit, id).await?;
    let holding: RoleHoldingId = holding.parse().map_err(|_| AppError::Hidden)?;
    let held = account.roles.iter().find(|it| it.id == holding).ok_or(AppError::Hidden)?;
    let title = msg!("End the role: {role}", role = role(held.role));
    let ask = dated(visit, &account, (title, &format!("role/{holding}")));
    Ok(((account.user.id, holding), Ask { version: None, ..ask }))
}

pub(super) async fn close(visit: Visit, Path(id): Path<String>) -> PageResult {
    let account = account_of(&visit, &id).await?;
    closing(&visit, &account).show(&visit).await
}

pub(super) async fn closed(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let account = account_of(&visit, &id).await?;
    let ask = closing(&visit, &account);
    let on = match day(&visit, &fields) {
        Ok(on) => on,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let cmd = CloseAccount { user: account.user.id, version: version_of(&fields), on };
    let (once, cmd) = (once_of(&visit, &fields), &cmd);
    let write =
        visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(user::deactivate(tx, cmd)));
    done(&visit, ask, &fields, write.await).await
}

fn closing(visit: &Visit, account: &Account) -> Ask {
    let name = account.user.name.as_str();
    dated(visit, account, (msg!("Close the account of {name}", name = name), "close"))
}

pub(super) async fn password(visit: Visit, Path(id): Path<String>) -> PageResult {
    let account = account_of(&visit, &id).await?;
    setting(&visit, &account).show(&visit).await
}

pub(super) async fn password_set(
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let account = account_of(&visit, &id).await?;
    let ask = setting(&visit, &account);
    let mut form = FormReader::new(&fields);
    let password = secret(&fields, &mut form, "password");
    let (password,) = match form.finish((password,)) {
        Ok(read) => read,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let of = &account.user;
    let password_hash = match user::hash_checked(&password, &of.name, &of.email).await {
        Ok(hash) => hash,
        Err(error) => return ask.refused(&visit, &fields, error).await,
    };
    let cmd = NewPassword { user: of.id, version: version_of(&fields), password_hash };
    let (once, cmd) = (once_of(&visit, &fields), &cmd);
    let write =
        visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(user::set_password(tx, cmd)));
    done(&visit, ask, &fields, write.await).await
}

fn setting(visit: &Visit, account: &Account) -> Ask {
    let title = msg!("Set the password of {name}", name = account.user.name.as_str());
    let ask = dated(visit, account, (title, "password"));
    Ask { questions: vec![password_question()], now: Vec::new(), ..ask }
}

/// A form about an account that asks for the first day without something.
fn dated(visit: &Visit, account: &Account, (title, path): (Msg, &str)) -> Ask {
    let user = &account.user;
    Ask {
        title: title.into(),
        action: format!("/users/{}/{path}", user.id),
        back: format!("/users/{}", user.id),
        button: msg!("Save"),
        questions: vec![Question::new(Kind::Date, "on", msg!("First day without"))],
        now: vec![("on", today(visit).to_string())],
        version: Some(user.version),
        about: Some(("user", user.id.to_string())),
        draft: None,
    }
}

fn day(visit: &Visit, fields: &Fields) -> Result<domain::Date, FieldErrors> {
    let mut form = FormReader::new(fields);
    let on = form.date("on", read_date(Sense::Near, today(visit)), msg!("Enter a date"));
    Ok(form.finish((on,))?.0)
}

async fn refused_at(
    ask: Ask,
    visit: &Visit,
    fields: &Fields,
    (field, error): (&str, AppError),
) -> PageResult {
    match &error {
        AppError::Refused(it) => {
            let errors = FieldErrors::one(field, crate::refusal::words(it));
            ask.again(visit, fields, errors)
        }
        AppError::Forbidden(_)
        | AppError::Hidden
        | AppError::NotFound(_)
        | AppError::Conflict(_)
        | AppError::Stale { .. }
        | AppError::Unavailable
        | AppError::Internal(_) => ask.refused(visit, fields, error).await,
    }
}

async fn done(
    visit: &Visit,
    ask: Ask,
    fields: &Fields,
    done: Result<UserId, AppError>,
) -> PageResult {
    match done {
        Ok(id) => {
            visit.say_next(&msg!("Your changes are saved")).await;
            Ok(Redirect::to(&format!("/users/{id}")).into_response())
        }
        Err(error) => ask.refused(visit, fields, error).await,
    }
}
