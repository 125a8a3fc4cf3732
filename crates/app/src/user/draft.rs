//! Drafts: what somebody was typing, kept for one user, one form and the one thing it is about,
//! so that a session that ends loses nothing and two tabs with two people never mix.

use domain::Timestamp;
use domain::id::UserId;

use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{App, Rx};

/// How long a draft is kept after it was last saved.
pub const DRAFT_DAYS: i32 = 30;

/// What was typed into one form.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The form, for instance `nomination`.
    pub form: String,
    /// What the form is about: the key of a person, a scheme, a registration.
    pub subject: String,
    /// The fields as they were sent, form-encoded.
    pub fields: String,
    /// When they were saved.
    pub saved_at: Timestamp,
}

statements! {
    UPSERT = "
        insert into draft (user_id, form, subject, fields, saved_at)
        values ($1, $2, $3, $4, $5)
            on conflict (user_id, form, subject)
            do update set fields = excluded.fields, saved_at = excluded.saved_at";

    FIND = "
        select form, subject, fields, saved_at
          from draft
         where user_id = $1
           and form = $2
           and subject = $3";

    OF_USER = "
        select form, subject, fields, saved_at
          from draft
         where user_id = $1
         order by saved_at desc, form, subject";

    DELETE = "
        delete from draft
         where user_id = $1
           and form = $2
           and subject = $3";
}

/// Keeps what somebody has typed so far, in place of what was kept before.
pub async fn keep_draft(
    app: &App,
    user: UserId,
    form: &str,
    subject: &str,
    fields: &str,
) -> AppResult<Timestamp> {
    let now = app.clock().now();
    app.housekeep(UPSERT, args![user, form, subject, fields, now]).await?;
    Ok(now)
}

/// Forgets a draft, once its form has been sent or its writer gave it up.
pub async fn discard_draft(app: &App, user: UserId, form: &str, subject: &str) -> AppResult<()> {
    app.housekeep(DELETE, args![user, form, subject]).await
}

/// The draft of one form about one thing.
pub async fn draft(
    rx: &mut Rx<'_>,
    user: UserId,
    form: &str,
    subject: &str,
) -> AppResult<Option<Draft>> {
    rx.maybe(FIND, args![user, form, subject], read).await
}

/// Everything somebody has begun and not sent, newest first.
pub async fn drafts(rx: &mut Rx<'_>, user: UserId) -> AppResult<Vec<Draft>> {
    rx.all(OF_USER, args![user], read).await
}

fn read(row: Row) -> AppResult<Draft> {
    Ok(Draft {
        form: row.get("form")?,
        subject: row.get("subject")?,
        fields: row.get("fields")?,
        saved_at: row.get("saved_at")?,
    })
}
