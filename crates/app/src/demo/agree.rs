//! The selection criteria of a scheme, agreed by police and probation before anybody is chosen.

use domain::user::Role;

use super::stage::Scheme;
use crate::criteria::{self, On};
use crate::error::{AppError, AppResult, What};
use crate::gate::App;

/// Drafts the starter matrix, has both agencies agree to it, and puts it in force.
pub(super) async fn criteria(app: &App, scheme: &Scheme) -> AppResult<()> {
    let actor = |role| async move {
        let user = scheme.users.get(&role).and_then(|it| it.first()).copied();
        app.actor(user.ok_or(AppError::NotFound(What::User))?).await
    };
    let (chair, panel) = (actor(Role::Chair).await?, actor(Role::PanelMember).await?);
    let scheme = scheme.id;
    let id = app.write(&chair, |tx| Box::pin(criteria::draft(tx, scheme))).await?;
    for who in [&chair, &panel] {
        let based_on = app.read(who, |rx| Box::pin(criteria::version(rx, id))).await?.version;
        let on = On { id, based_on };
        app.write(who, |tx| Box::pin(criteria::agree(tx, on))).await?;
    }
    let based_on = app.read(&chair, |rx| Box::pin(criteria::version(rx, id))).await?.version;
    let on = On { id, based_on };
    app.write(&chair, |tx| {
        Box::pin(async move {
            let today = tx.today();
            criteria::adopt(tx, on, today).await
        })
    })
    .await
}
