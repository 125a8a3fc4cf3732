//! Accounts and roles.

mod form;
mod own;
mod view;

use app::AppError;
use app::user::{self, Account};
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use domain::id::UserId;

use self::view::{UserPage, UsersPage};
use crate::render::Registered;
use crate::server::{PageResult, Visit, Web};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/users", get(index).post(form::create))
        .route("/users/new", get(form::new))
        .route("/users/{user}", get(show))
        .route("/users/{user}/role", get(form::grant).post(form::granted))
        .route("/users/{user}/role/{holding}", get(form::end).post(form::ended))
        .route("/users/{user}/close", get(form::close).post(form::closed))
        .route("/account", get(own::show))
        .route("/account/language", post(own::language))
        .route("/account/password", post(own::password))
        .route("/users/{user}/password", get(form::password).post(form::password_set))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<UsersPage>(),
        Registered::of::<UserPage>(),
        Registered::of::<own::OwnPage>(),
    ]
}

async fn index(visit: Visit) -> PageResult {
    let accounts = visit.web.app.read(&visit.actor, |rx| Box::pin(user::accounts(rx))).await?;
    visit.render(&UsersPage::of(&accounts, today(&visit)))
}

async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let account = account_of(&visit, &id).await?;
    visit.render(&UserPage::of(&account, today(&visit)))
}

async fn account_of(visit: &Visit, id: &str) -> Result<Account, AppError> {
    let id: UserId = id.parse().map_err(|_| AppError::Hidden)?;
    visit.web.app.read(&visit.actor, |rx| Box::pin(user::account(rx, id))).await
}

fn today(visit: &Visit) -> domain::Date {
    app::clock::london_date(visit.web.app.clock().now())
}
