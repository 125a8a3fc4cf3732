//! One's own account: the language of the pages, and the password.

use domain::id::UserId;
use domain::user::Language;

use super::sign_in::{Confirmed, confirm_password};
use super::{KeepOwnAccount, User, hash_checked, sql};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, Reasons};
use crate::gate::{Action as _, App, Resource, Tx};

/// Chooses the language of one's own pages, from the next time one signs in.
pub async fn choose_language(tx: &mut Tx<'_>, language: Language) -> AppResult<UserId> {
    let permit = tx.permit(&KeepOwnAccount(Resource::System))?;
    let id = own(tx)?;
    sql::set_language(tx, &permit, id, language).await?;
    tx.record(Event::new(Verb::Alteration, "user_language_chosen").about("user", id));
    Ok(id)
}

/// Changes one's own password, for whoever knows the present one.
pub async fn change_password(
    app: &App,
    (actor, user): (&Actor, &User),
    present: &str,
    next: &str,
) -> AppResult<Confirmed> {
    let confirmed = confirm_password(app, user, present).await?;
    if confirmed != Confirmed::Right {
        return Ok(confirmed);
    }
    let hash = &hash_checked(next, &user.name, &user.email).await?;
    let version = user.version;
    let work = app.write(actor, move |tx| {
        Box::pin(async move {
            let permit = tx.permit(&KeepOwnAccount(Resource::System))?;
            let id = own(tx)?;
            sql::set_own_password(tx, &permit, (id, version), hash).await?;
            tx.record(Event::new(Verb::Alteration, "user_password_changed").about("user", id));
            Ok(())
        })
    });
    work.await?;
    Ok(Confirmed::Right)
}

/// Whose account it is; a job has none.
fn own(tx: &Tx<'_>) -> AppResult<UserId> {
    let nobody = Reasons { action: KeepOwnAccount::NAME, policies: Vec::new() };
    tx.actor().user_id().ok_or(AppError::Forbidden(nobody))
}
