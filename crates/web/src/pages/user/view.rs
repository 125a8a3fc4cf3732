//! The pages that show accounts.

use app::user::{Account, HeldRole};
use domain::Date;
use domain::user::{Language, Role};
use serde::Serialize;

use crate::i18n::{Msg, Words};
use crate::msg;
use crate::render::{Page, SummaryRow, Tag, Tone};
use crate::words::role;

/// Every account.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct UsersPage {
    rows: Vec<UserRow>,
}

#[derive(Debug, Clone, Serialize)]
struct UserRow {
    name: String,
    href: String,
    email: String,
    agency: Option<String>,
    roles: Vec<Msg>,
    standing: Tag,
}

impl UsersPage {
    pub(super) fn of(accounts: &[Account], today: Date) -> Self {
        let row = |it: &Account| UserRow {
            name: it.user.name.clone(),
            href: format!("/users/{}", it.user.id),
            email: it.user.email.clone(),
            agency: it.agency.clone(),
            roles: it
                .roles
                .iter()
                .filter(|held| held.dates.hold_on(today))
                .map(|held| role(held.role))
                .collect(),
            standing: standing(it.user.deactivated_on, today),
        };
        Self { rows: accounts.iter().map(row).collect() }
    }
}

fn standing(deactivated_on: Option<Date>, today: Date) -> Tag {
    match deactivated_on {
        None => Tag::new(msg!("Can sign in"), Tone::Good),
        Some(on) if today < on => {
            Tag::new(msg!("Can sign in until {date}", date = on), Tone::Waiting)
        }
        Some(on) => Tag::new(msg!("Closed since {date}", date = on), Tone::Neutral),
    }
}

/// One account with its roles.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct UserPage {
    name: String,
    href: String,
    standing: Tag,
    facts: Vec<SummaryRow>,
    roles: Vec<RoleRow>,
    is_open: bool,
}

#[derive(Debug, Clone, Serialize)]
struct RoleRow {
    role: Msg,
    over: Words,
    from: String,
    until: Option<String>,
    /// Where it ends, while it has no end.
    end_href: Option<String>,
}

impl UserPage {
    pub(super) fn of(account: &Account, today: Date) -> Self {
        let user = &account.user;
        let href = format!("/users/{}", user.id);
        let agency = account.agency.as_ref();
        let label = msg!("Agency");
        let agency = match agency {
            Some(name) => SummaryRow::new(label, Words::typed(name)),
            None => SummaryRow::not_given(label),
        };
        Self {
            name: user.name.clone(),
            standing: standing(user.deactivated_on, today),
            facts: vec![
                SummaryRow::new(msg!("E-mail address"), Words::typed(&user.email)),
                agency,
                SummaryRow::new(msg!("Language of their pages"), language(user.language)),
            ],
            roles: account.roles.iter().map(|it| row(it, &href)).collect(),
            is_open: user.deactivated_on.is_none_or(|on| today < on),
            href,
        }
    }
}

fn row(held: &HeldRole, href: &str) -> RoleRow {
    let over = held.over_name.as_ref().map(Words::typed);
    let until = held.dates.ends_on();
    RoleRow {
        role: role(held.role),
        over: over.unwrap_or_else(|| msg!("England and Wales").into()),
        from: held.dates.starts_on().to_string(),
        until: until.map(|it| it.to_string()),
        end_href: until.is_none().then(|| format!("{href}/role/{}", held.id)),
    }
}

/// A language by its name.
pub(super) fn language(language: Language) -> Msg {
    match language {
        Language::English => msg!("English"),
        Language::Welsh => msg!("Welsh"),
    }
}

impl Page for UsersPage {
    const TEMPLATE: &'static str = "pages/user/index.html";

    fn samples() -> Vec<Self> {
        let row = UserRow {
            name: "Ana Sample".to_owned(),
            href: "/users/1".to_owned(),
            email: "ana@sample.example".to_owned(),
            agency: Some("Sample Police".to_owned()),
            roles: vec![role(Role::Coordinator)],
            standing: Tag::new(msg!("Can sign in"), Tone::Good),
        };
        let bare = UserRow { agency: None, roles: Vec::new(), ..row.clone() };
        vec![Self { rows: vec![row, bare] }]
    }
}

impl Page for UserPage {
    const TEMPLATE: &'static str = "pages/user/show.html";

    fn samples() -> Vec<Self> {
        let held = RoleRow {
            role: role(Role::Coordinator),
            over: Words::typed("Sampleton PPO scheme"),
            from: "2004-09-08".to_owned(),
            until: None,
            end_href: Some("/users/1/role/1".to_owned()),
        };
        let ended =
            RoleRow { until: Some("2005-01-01".to_owned()), end_href: None, ..held.clone() };
        let open = Self {
            name: "Ana Sample".to_owned(),
            href: "/users/1".to_owned(),
            standing: Tag::new(msg!("Can sign in"), Tone::Good),
            facts: vec![SummaryRow::not_given(msg!("Agency"))],
            roles: vec![held, ended],
            is_open: true,
        };
        vec![open.clone(), Self { roles: Vec::new(), is_open: false, ..open }]
    }
}
