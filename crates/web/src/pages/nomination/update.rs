//! What is added to a nomination: the answer about MAPPA, evidence, its withdrawal.

use app::AppError;
use app::nomination::{add_evidence, answer_mappa, withdraw as take_back};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::id::NominationId;

use super::form::{self, piece, reasons};
use super::show::{on, read, render};
use super::{href, key, today, words};
use crate::form::{FieldErrors, Fields, FormReader};
use crate::i18n::{Msg, Words};
use crate::pages::conflict::{self, Clash};
use crate::render::Difference;
use crate::server::{PageResult, Visit};
use crate::{msg, refusal};

pub(super) async fn mappa(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NominationId = key(&id)?;
    let mut form = FormReader::new(&fields);
    let answer = form::mappa(&mut form, today(&visit));
    let answer = match form.finish((answer,)) {
        Ok((answer,)) => answer,
        Err(errors) => return render(&visit, id, &fields, errors).await,
    };
    let (on, answer) = (on(id, &fields), &answer);
    let work = visit.web.app.write(&visit.actor, |tx| Box::pin(answer_mappa(tx, on, answer)));
    let yours = visit.language.say(&words::mappa(answer));
    finish(&visit, id, (work.await, &fields), ("mappa", yours)).await
}

pub(super) async fn evidence(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NominationId = key(&id)?;
    let mut form = FormReader::new(&fields);
    let new = piece(&mut form, "evidence-0-", today(&visit));
    let new = match form.finish((new,)) {
        Ok((new,)) => new,
        Err(errors) => return render(&visit, id, &fields, errors).await,
    };
    let (on, new, once) = (on(id, &fields), &new, super::once(&visit, &fields));
    let work = visit.web.app.write_once(&visit.actor, &once, |tx| {
        Box::pin(async move {
            add_evidence(tx, on, new).await?;
            Ok(on.id)
        })
    });
    let done = work.await.map(drop);
    finish(&visit, id, (done, &fields), ("evidence-0-what", new.what.clone())).await
}

pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NominationId = key(&id)?;
    let mut form = FormReader::new(&fields);
    let why = reasons(&mut form, "reasons", msg!("Say why it is withdrawn"));
    let why = match form.finish((why,)) {
        Ok((why,)) => why,
        Err(errors) => return render(&visit, id, &fields, errors).await,
    };
    let (on, why, once) = (on(id, &fields), &why, super::once(&visit, &fields));
    let work = visit.web.app.write_once(&visit.actor, &once, |tx| {
        Box::pin(async move {
            take_back(tx, on, why).await?;
            Ok(on.id)
        })
    });
    let done = work.await.map(drop);
    match done {
        // Whoever withdrew it may not be among those who still see it.
        Ok(()) => {
            visit.say_next(&msg!("The nomination is withdrawn")).await;
            Ok(Redirect::to("/nominations").into_response())
        }
        refused => finish(&visit, id, (refused, &fields), ("reasons", why.text().to_owned())).await,
    }
}

async fn finish(
    visit: &Visit,
    id: NominationId,
    (done, fields): (Result<(), AppError>, &Fields),
    (field, yours): (&'static str, String),
) -> PageResult {
    match done {
        Ok(()) => {
            visit.say_next(&msg!("The nomination is brought up to date")).await;
            Ok(Redirect::to(&href(id)).into_response())
        }
        Err(AppError::Refused(
            refused @ (Refusal::Answer(_)
            | Refusal::Nominate(_)
            | Refusal::Happened(_)
            | Refusal::Withdraw(_)),
        )) => {
            let is_of_evidence = matches!(refused, Refusal::Nominate(_) | Refusal::Happened(_));
            let field = if is_of_evidence { "evidence" } else { field };
            let errors = FieldErrors::one(field, refusal::words(&refused));
            render(visit, id, fields, errors).await
        }
        Err(AppError::Stale { .. }) => conflict(visit, id, fields, (field, yours)).await,
        Err(error) => Err(error.into()),
    }
}

/// Somebody was quicker: what stands there now, beside what was sent.
async fn conflict(
    visit: &Visit,
    id: NominationId,
    fields: &Fields,
    (field, yours): (&'static str, String),
) -> PageResult {
    let (now, today) = read(visit, id).await?;
    let nomination = &now.record.nomination;
    let (label, theirs): (Msg, Option<String>) = match field {
        "mappa" => {
            (msg!("MAPPA"), now.mappa.as_ref().map(|it| visit.language.say(&words::mappa(it))))
        }
        "reasons" => {
            let withdrawn = nomination.withdrawn.as_ref().map(|it| it.reasons.text().to_owned());
            (msg!("Why it is withdrawn"), withdrawn)
        }
        _ => {
            let all: Vec<&str> = now.record.pieces.iter().map(|it| it.what.as_str()).collect();
            (msg!("Evidence"), Some(all.join("\n\n")).filter(|it| !it.is_empty()))
        }
    };
    let standing = match words::standing(nomination.standing(today)).text {
        Words::Ours(msg) => Some(visit.language.say(&msg)),
        Words::Typed { typed } => Some(typed),
    };
    let action = match field {
        "mappa" => "mappa",
        "reasons" => "withdrawal",
        _ => "evidence",
    };
    let ruled = nomination.rulings.last().map(|it| ("decision", it.decision.to_string()));
    let clash = Clash {
        about: [Some(("nomination", id.to_string())), ruled].into_iter().flatten().collect(),
        differences: vec![
            Difference { label: label.into(), theirs, yours: Some(yours) },
            Difference { label: msg!("Standing").into(), theirs: standing, yours: None },
        ],
        action: format!("{}/{action}", href(id)),
        fields,
        version: now.record.version,
        current_href: href(id),
    };
    conflict::conflict(visit, clash).await
}
