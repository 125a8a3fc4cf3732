//! Who is acting: somebody who signed in, an operator at the command line, or the system itself.

use std::collections::BTreeSet;

use domain::id::{AgencyId, AreaId, SchemeId, UserId};
use domain::user::Role;

/// Somebody or something that reads or writes, with the roles held today and how far they reach.
#[derive(Debug, Clone)]
pub struct Actor {
    kind: ActorKind,
    agency: Option<AgencyId>,
    reach: Vec<Reach>,
}

/// What kind of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// Somebody who signed in.
    User(UserId),
    /// Whoever runs the program on the machine it lives on.
    Operator,
    /// The program: jobs and clocks.
    System,
    /// Nobody yet: the sign-in page.
    Anonymous,
}

impl ActorKind {
    /// The word under which the audit trail keeps it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Operator => "operator",
            Self::System => "system",
            Self::Anonymous => "anonymous",
        }
    }
}

/// One role, and one place it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The role held.
    pub role: Role,
    /// Where it holds.
    pub over: ReachOver,
}

/// A place that a role reaches, with the accountability tree already followed down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachOver {
    /// The whole of England and Wales.
    Everywhere,
    /// An area.
    Area(AreaId),
    /// A scheme, held directly or because it covers an area reached.
    Scheme(SchemeId),
}

impl Actor {
    pub(crate) fn user(id: UserId, agency: Option<AgencyId>, reach: Vec<Reach>) -> Self {
        Self { kind: ActorKind::User(id), agency, reach }
    }

    /// The operator at the command line.
    pub const fn operator() -> Self {
        Self { kind: ActorKind::Operator, agency: None, reach: Vec::new() }
    }

    /// The program itself.
    pub(crate) const fn system() -> Self {
        Self { kind: ActorKind::System, agency: None, reach: Vec::new() }
    }

    /// Nobody yet.
    pub const fn anonymous() -> Self {
        Self { kind: ActorKind::Anonymous, agency: None, reach: Vec::new() }
    }

    /// What kind of actor this is.
    pub const fn kind(&self) -> ActorKind {
        self.kind
    }

    /// The user, where it is one.
    pub const fn user_id(&self) -> Option<UserId> {
        match self.kind {
            ActorKind::User(id) => Some(id),
            ActorKind::Operator | ActorKind::System | ActorKind::Anonymous => None,
        }
    }

    /// The agency the user works for.
    pub const fn agency(&self) -> Option<AgencyId> {
        self.agency
    }

    /// The roles that reach any of these schemes; none where there is no scheme, so that somebody
    /// whom every scheme has removed is out of reach of roles held everywhere too.
    pub fn roles_on(&self, schemes: &[SchemeId]) -> BTreeSet<Role> {
        self.roles_where(|over| match over {
            ReachOver::Everywhere => !schemes.is_empty(),
            ReachOver::Scheme(id) => schemes.contains(&id),
            ReachOver::Area(_) => false,
        })
    }

    /// The roles that reach an area.
    pub fn roles_over(&self, area: AreaId) -> BTreeSet<Role> {
        self.roles_where(|over| match over {
            ReachOver::Everywhere => true,
            ReachOver::Area(id) => id == area,
            ReachOver::Scheme(_) => false,
        })
    }

    /// Every role held anywhere.
    pub fn roles(&self) -> BTreeSet<Role> {
        self.roles_where(|_| true)
    }

    /// The schemes reached by a role that these roles include, or `None` for all of them.
    pub(crate) fn schemes_with(&self, may: impl Fn(Role) -> bool) -> Option<Vec<SchemeId>> {
        let counted = || self.reach.iter().filter(|it| may(it.role));
        if counted().any(|it| it.over == ReachOver::Everywhere) {
            return None;
        }
        let schemes: BTreeSet<SchemeId> = counted()
            .filter_map(|it| match it.over {
                ReachOver::Scheme(id) => Some(id),
                ReachOver::Everywhere | ReachOver::Area(_) => None,
            })
            .collect();
        Some(schemes.into_iter().collect())
    }

    fn roles_where(&self, reaches: impl Fn(ReachOver) -> bool) -> BTreeSet<Role> {
        self.reach.iter().filter(|it| reaches(it.over)).map(|it| it.role).collect()
    }
}
