//! A small partnership to test on: one scheme in one area of a whole tree, its agencies, and
//! somebody in every role. All names are obviously invented.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use domain::agency::AgencyKind;
use domain::id::{AgencyId, AreaId, Id, SchemeId, UserId};
use domain::user::Role;

use super::{TestApp, databases};
use crate::actor::Actor;
use crate::db::{Value, args};
use crate::error::AppResult;
use crate::user::hash_password;

/// The password of everybody in a test.
pub const PASSWORD: &str = "correct horse battery staple";

/// The agencies of the scheme.
const AGENCIES: [(AgencyKind, &str); 6] = [
    (AgencyKind::Police, "Alder Police"),
    (AgencyKind::Probation, "Alder Probation"),
    (AgencyKind::Prison, "HMP Alderwood"),
    (AgencyKind::YouthOffendingTeam, "Alder Youth Offending Team"),
    (AgencyKind::InterventionTeam, "Alder CJIT"),
    (AgencyKind::CommunitySafety, "Alderton Council Community Safety"),
];

const INSERT_AREA: &str = "
    insert into area (area_id, level, country, name, opened_on, version)
    values ($1, $2, $3, $4, '2003-04-01', 1)";
const INSERT_MEMBERSHIP: &str = "
    insert into area_membership (area_id, parent_area_id, from_on)
    values ($1, $2, '2003-04-01')";
const INSERT_AGENCY: &str = "
    insert into agency (agency_id, kind, name, area_id, version) values ($1, $2, $3, $4, 1)";
const INSERT_SCHEME: &str = "
    insert into scheme
        (scheme_id, name, edition, established_on, capacity, prison_close_by, version)
    values ($1, $2, 'ppo-england', '2004-08-01', 20, 'releases_here', 1)";
const INSERT_COVER: &str = "
    insert into scheme_area (scheme_id, area_id, from_on) values ($1, $2, '2004-08-01')";
const INSERT_PARTNER: &str = "
    insert into scheme_agency (scheme_id, agency_id, from_on) values ($1, $2, '2004-08-01')";
const INSERT_USER: &str = "
    insert into app_user
        (user_id, email, name, agency_id, password_hash, language, is_demo, created_at,
         password_changed_at, version)
    values ($1, $2, $3, $4, $5, 'en', 0, '2004-08-01T09:00:00.000000Z',
            '2004-08-01T09:00:00.000000Z', 1)";
const INSERT_HOLDING: &str = "
    insert into role_holding (role_holding_id, user_id, role, scheme_id, area_id, from_on)
    values ($1, $2, $3, $4, $5, '2004-08-01')";

/// A partnership over one database.
#[derive(Debug)]
pub struct Partnership {
    /// The application.
    pub app: TestApp,
    /// The scheme of Alderton.
    pub scheme: SchemeId,
    /// Another scheme, of Birchford, where nobody here has a role.
    pub other_scheme: SchemeId,
    /// Alderton's area, the nation's, and those between, by level.
    pub areas: BTreeMap<&'static str, AreaId>,
    agencies: BTreeMap<AgencyKind, AgencyId>,
    users: BTreeMap<Role, UserId>,
}

impl Deref for Partnership {
    type Target = TestApp;
    fn deref(&self) -> &TestApp {
        &self.app
    }
}

impl Partnership {
    /// A partnership over an embedded database.
    ///
    /// # Errors
    /// When the database cannot be had.
    pub async fn sqlite() -> anyhow::Result<Self> {
        Ok(Self::over(TestApp::sqlite().await?).await?)
    }

    pub(crate) async fn over(app: TestApp) -> AppResult<Self> {
        let mut made = Self {
            scheme: app.ids().next(),
            other_scheme: app.ids().next(),
            areas: BTreeMap::new(),
            agencies: BTreeMap::new(),
            users: BTreeMap::new(),
            app,
        };
        made.make_areas().await?;
        made.make_agencies().await?;
        made.make_users().await?;
        Ok(made)
    }

    /// Whoever holds a role here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn as_(&self, role: Role) -> AppResult<Actor> {
        self.app.actor(self.user(role)).await
    }

    /// The user who holds a role.
    ///
    /// # Panics
    /// Never: there is a user for every role.
    #[expect(clippy::expect_used, reason = "made for every role")]
    pub fn user(&self, role: Role) -> UserId {
        self.users.get(&role).copied().expect("a user for every role")
    }

    /// The address a role signs in with, for instance `coordinator@alder.example`.
    pub fn email(role: Role) -> String {
        format!("{}@alder.example", role.key())
    }

    /// The agency of a kind.
    ///
    /// # Panics
    /// When the scheme has no agency of the kind.
    #[expect(clippy::expect_used, reason = "a test that names another kind is mistaken")]
    pub fn agency(&self, kind: AgencyKind) -> AgencyId {
        self.agencies.get(&kind).copied().expect("an agency of this kind")
    }

    /// The application itself, to be cloned into a server.
    pub const fn app_ref(&self) -> &TestApp {
        &self.app
    }

    async fn keep<T: Id>(&self, sql: &'static str, id: T, rest: Vec<Value>) -> AppResult<T> {
        let mut args = args![id.uuid().to_string()];
        args.extend(rest);
        self.app.housekeep(sql, args).await?;
        Ok(id)
    }

    async fn make_areas(&mut self) -> AppResult<()> {
        let levels = [
            ("nation", "England and Wales"),
            ("region", "Middle Region"),
            ("lcjb", "Aldershire"),
            ("cdrp", "Alderton"),
        ];
        let mut parent: Option<AreaId> = None;
        for (level, name) in levels {
            let id: AreaId = self.app.ids().next();
            let country = (level != "nation").then_some("england");
            self.keep(INSERT_AREA, id, args![level, country, name]).await?;
            if let Some(parent) = parent {
                self.app.housekeep(INSERT_MEMBERSHIP, args![id, parent]).await?;
            }
            parent = Some(id);
            self.areas.insert(level, id);
        }
        self.keep(INSERT_SCHEME, self.scheme, args!["Alderton PPO scheme"]).await?;
        self.keep(INSERT_SCHEME, self.other_scheme, args!["Birchford PPO scheme"]).await?;
        self.app.housekeep(INSERT_COVER, args![self.scheme, parent]).await
    }

    async fn make_agencies(&mut self) -> AppResult<()> {
        for (kind, name) in AGENCIES {
            let id: AgencyId = self.app.ids().next();
            let area = self.areas.get("lcjb").copied();
            self.keep(INSERT_AGENCY, id, args![kind.key(), name, area]).await?;
            self.app.housekeep(INSERT_PARTNER, args![self.scheme, id]).await?;
            self.agencies.insert(kind, id);
        }
        Ok(())
    }

    async fn make_users(&mut self) -> AppResult<()> {
        for role in Role::ALL {
            let id: UserId = self.app.ids().next();
            let name = format!("{role:?} of Alder");
            let agency = self.agencies.get(&agency_of(role)).copied();
            let args = args![Self::email(role), name, agency, password_hash()?];
            self.keep(INSERT_USER, id, args).await?;
            let (scheme, area) = self.place_of(role);
            let holding = self.app.ids().uuid().to_string();
            let args = args![holding, id, role.key(), scheme, area];
            self.app.housekeep(INSERT_HOLDING, args).await?;
            self.users.insert(role, id);
        }
        Ok(())
    }

    fn place_of(&self, role: Role) -> (Option<SchemeId>, Option<AreaId>) {
        match role {
            Role::AreaLead => (None, self.areas.get("lcjb").copied()),
            Role::RegionalLead => (None, self.areas.get("region").copied()),
            Role::NationalLead | Role::Administrator => (None, None),
            Role::Coordinator
            | Role::OffenderManager
            | Role::OffenderSupervisor
            | Role::PoliceOfficer
            | Role::YouthWorker
            | Role::Provider
            | Role::PanelMember
            | Role::Chair
            | Role::SentencerLiaison
            | Role::Analyst
            | Role::DataProtectionOfficer
            | Role::Auditor => (Some(self.scheme), None),
        }
    }
}

const fn agency_of(role: Role) -> AgencyKind {
    match role {
        Role::OffenderManager | Role::PanelMember => AgencyKind::Probation,
        Role::OffenderSupervisor => AgencyKind::Prison,
        Role::PoliceOfficer | Role::Chair => AgencyKind::Police,
        Role::YouthWorker => AgencyKind::YouthOffendingTeam,
        Role::Provider => AgencyKind::InterventionTeam,
        Role::Coordinator
        | Role::SentencerLiaison
        | Role::Analyst
        | Role::AreaLead
        | Role::RegionalLead
        | Role::NationalLead
        | Role::DataProtectionOfficer
        | Role::Auditor
        | Role::Administrator => AgencyKind::CommunitySafety,
    }
}

/// The slow hash of [`PASSWORD`], made once.
fn password_hash() -> AppResult<String> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash.clone());
    }
    let hash = hash_password(PASSWORD)?;
    Ok(HASH.get_or_init(|| hash).clone())
}

/// Runs a test on a partnership over every database there is.
///
/// # Panics
/// When a database cannot be had.
#[expect(clippy::expect_used, reason = "a test that cannot have its database has failed")]
pub async fn each_partnership(test: impl AsyncFn(&Partnership)) {
    for app in databases().await.expect("databases to test on") {
        let partnership = Partnership::over(app).await.expect("a partnership");
        test(&partnership).await;
        partnership.app.close().await;
    }
}
