//! The accountability tree and its gaps.

mod form;
mod view;

use app::AppError;
use app::area::{self, Atlas};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use domain::area::{Country, Level, Size};
use domain::id::AreaId;

use self::view::{AreaPage, AreasPage};
use crate::i18n::Msg;
use crate::msg;
use crate::render::Registered;
use crate::server::{PageResult, Visit, Web};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/areas", get(index))
        .route("/areas/new", get(form::new).post(form::create))
        .route("/areas/{area}", get(show))
        .route("/areas/{area}/{change}", get(form::edit).post(form::update))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<AreasPage>(), Registered::of::<AreaPage>()]
}

async fn index(visit: Visit) -> PageResult {
    let atlas = atlas_of(&visit).await?;
    visit.render(&AreasPage::of(&atlas))
}

async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let atlas = atlas_of(&visit).await?;
    let id: AreaId = id.parse().map_err(|_| AppError::Hidden)?;
    let area = atlas.area(id)?;
    visit.render(&AreaPage::of(&atlas, area))
}

async fn atlas_of(visit: &Visit) -> Result<Atlas, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(area::atlas(rx))).await
}

/// What a level of the tree is called.
pub(crate) fn level(level: Level) -> Msg {
    match level {
        Level::Nation => msg!("Nation"),
        Level::Region => msg!("Region"),
        Level::Lcjb => msg!("Local Criminal Justice Board area"),
        Level::Cdrp => msg!("Crime and Disorder Reduction Partnership area"),
        Level::Csp => msg!("Community Safety Partnership area"),
    }
}

fn country(country: Country) -> Msg {
    match country {
        Country::England => msg!("England"),
        Country::Wales => msg!("Wales"),
    }
}

fn size(size: Size) -> Msg {
    match size {
        Size::Ordinary => msg!("Not a big city"),
        Size::BigCity => msg!("Big city"),
    }
}
