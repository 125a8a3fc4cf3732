//! One request by one visitor: who it is, in which language, with what around the page.

use std::convert::Infallible;

use app::Actor;
use app::agency::ManageAgencies;
use app::area::ChangeAreas;
use app::audit::ReadTrail;
use app::gate::{Action, Resource};
use app::import::ImportRegister;
use app::user::{ManageUsers, User, Visitor};
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::UserId;
use tower_sessions::Session;

use super::headers::Nonce;
use super::problem::{PageResult, Problem};
use super::state::Web;
use crate::i18n::{Language, Msg};
use crate::msg;
use crate::render::{Frame, NavItem, Navigation, Notice, NoticeKind, Page, SignedIn, render};

/// Session key of the user.
const USER: &str = "user";
/// Session key of the password it began with, by when that was chosen.
const PASSWORD_OF: &str = "password_of";
/// Session key of the language chosen.
const LANGUAGE: &str = "language";
/// Session key of what is said once on the next page.
const NOTICE: &str = "notice";

/// Anybody: signed in or not.
#[derive(Debug)]
pub(crate) struct Guest {
    /// The application.
    pub(crate) web: Web,
    /// The session.
    pub(crate) session: Session,
    /// The language of the page.
    pub(crate) language: Language,
    signed_in: Option<Visitor>,
    path: String,
    referer: Option<String>,
    nonce: String,
    notice: Option<String>,
}

/// Somebody who signed in. Whoever did not is sent to sign in first.
#[derive(Debug)]
pub(crate) struct Visit {
    /// Who acts.
    pub(crate) actor: Actor,
    /// The account.
    pub(crate) user: User,
    guest: Guest,
}

impl std::ops::Deref for Visit {
    type Target = Guest;
    fn deref(&self) -> &Guest {
        &self.guest
    }
}

impl FromRequestParts<Web> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let session = parts.extensions.get::<Session>().cloned().unwrap_or_else(|| {
            Session::new(None, std::sync::Arc::new(super::Store(web.app.clone())), None)
        });
        let signed_in = signed_in(web, &session).await;
        let chosen: Option<String> = session.get(LANGUAGE).await.ok().flatten();
        let own = signed_in.as_ref().map(|it| it.user.language.key());
        let language = chosen.as_deref().or(own).and_then(Language::from_code);
        let nonce = parts.extensions.get::<Nonce>().map(|it| it.0.clone());
        let referer = parts.headers.get("referer").and_then(|it| it.to_str().ok());
        Ok(Self {
            language: language.unwrap_or(Language::English),
            notice: notice(parts, &session).await,
            path: parts.uri.path_and_query().map_or("/", |it| it.as_str()).to_owned(),
            referer: referer.map(str::to_owned),
            nonce: nonce.unwrap_or_default(),
            web: web.clone(),
            session,
            signed_in,
        })
    }
}

/// What is to be said on this page; only a page that is shown takes it.
async fn notice(parts: &Parts, session: &Session) -> Option<String> {
    if parts.method != Method::GET {
        return None;
    }
    session.remove(NOTICE).await.ok().flatten()
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let Ok(guest) = Guest::from_request_parts(parts, web).await;
        let Some(visitor) = guest.signed_in.clone() else {
            let back =
                minijinja::filters::urlencode(&guest.path.as_str().into()).unwrap_or_default();
            return Err(Redirect::to(&format!("/sign-in?back={back}")).into_response());
        };
        Ok(Self { actor: visitor.actor, user: visitor.user, guest })
    }
}

impl Visit {
    /// Whether the policy permits this visitor something; the answer leaves no trace.
    pub(crate) fn may<A: Action>(&self, action: &A) -> bool {
        self.web.app.policy().decide(&self.actor, A::NAME, action.resource()).is_ok()
    }
}

async fn signed_in(web: &Web, session: &Session) -> Option<Visitor> {
    let id: String = session.get(USER).await.ok().flatten()?;
    let password_of: Option<String> = session.get(PASSWORD_OF).await.ok().flatten();
    // An account that was closed has no visitor, and so keeps no session.
    let visitor = web.app.visitor(id.parse().ok()?).await.ok()?;
    let is_of_password = password_of == Some(visitor.user.password_changed_at.to_string());
    is_of_password.then_some(visitor)
}

impl Guest {
    /// The page in its frame, as HTML.
    pub(crate) fn render<P: Page>(&self, page: &P) -> PageResult {
        let html = render(&self.web.templates, &self.frame(), page)?;
        Ok(html.into_response())
    }

    /// Keeps something to be said once, on the next page.
    pub(crate) async fn say_next(&self, msg: &Msg) {
        self.say_next_in(self.language, msg).await;
    }

    /// The same in a language that was just chosen.
    pub(crate) async fn say_next_in(&self, language: Language, msg: &Msg) {
        // A notice that is lost is a pity, not a failure.
        drop(self.session.insert(NOTICE, language.say(msg)).await);
    }

    /// Chooses the language of this session.
    pub(crate) async fn choose(&self, language: Language) {
        drop(self.session.insert(LANGUAGE, language.code()).await);
    }

    /// Has the session be that of somebody who gave their password, under a new key, so that one
    /// planted beforehand opens nothing.
    pub(crate) async fn begin(&self, user: &User) -> Result<(), Problem> {
        let password_of = user.password_changed_at.to_string();
        let kept = async {
            self.session.cycle_id().await?;
            self.session.insert(USER, user.id.to_string()).await?;
            self.session.insert(PASSWORD_OF, password_of).await
        };
        kept.await.map_err(|error| Problem(app::AppError::Internal(error.into())))
    }

    /// Who has signed in.
    pub(crate) fn user(&self) -> Option<UserId> {
        self.signed_in.as_ref().map(|it| it.user.id)
    }

    /// Path and query of the page visited.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The page of ours that the visitor came from, as a path.
    pub(crate) fn came_from(&self) -> Option<String> {
        let uri: axum::http::Uri = self.referer.as_deref()?.parse().ok()?;
        uri.path_and_query().map(ToString::to_string)
    }

    fn frame(&self) -> Frame {
        let mut frame = Frame::new(self.language, self.path.clone(), self.nonce.clone());
        frame.setting = self.web.setting();
        frame.once = tower_sessions::session::Id::default().to_string();
        frame.notice = self
            .notice
            .clone()
            .map(|text| Notice { kind: NoticeKind::Done, text: crate::i18n::Words::typed(text) });
        if let Some(visitor) = &self.signed_in {
            frame.signed_in = Some(SignedIn {
                name: visitor.user.name.clone(),
                agency: visitor.agency_name.clone().unwrap_or_default(),
            });
            frame.navigation = self.navigation(&visitor.actor);
        }
        frame
    }

    /// The sections that this visitor may open.
    fn navigation(&self, actor: &Actor) -> Navigation {
        let policy = self.web.app.policy();
        let may = |name| policy.decide(actor, name, &Resource::System).is_ok();
        let mut sections = Vec::new();
        let mut add = |label, href| sections.push(NavItem::new(label, href));
        let people = may("list_people");
        add(msg!("Today"), "/");
        if people {
            add(msg!("Caseload"), "/caseload");
            add(msg!("Nominations"), "/nominations");
            add(msg!("Reviews"), "/reviews");
        }
        add(msg!("Schemes"), "/schemes");
        if may(ImportRegister::NAME) {
            add(msg!("Imports"), "/imports");
        }
        if may(ChangeAreas::NAME) {
            add(msg!("Areas"), "/areas");
        }
        if may(ManageAgencies::NAME) {
            add(msg!("Agencies"), "/agencies");
        }
        if may(ManageUsers::NAME) {
            add(msg!("Users"), "/users");
        }
        if may(ReadTrail::NAME) {
            add(msg!("Audit"), "/audit");
        }
        let section = self.path.split(['?', '/']).nth(1).unwrap_or_default();
        let items = sections
            .into_iter()
            .map(|it| if it.href.trim_start_matches('/') == section { it.here() } else { it })
            .collect();
        Navigation { items, search: people.then(String::new) }
    }
}

/// What an address that leads nowhere gives.
pub(crate) async fn no_such_page() -> Problem {
    Problem(app::AppError::Hidden)
}
