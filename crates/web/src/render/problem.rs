//! Pages that say what went wrong and what to do next.

use super::Page;
use crate::i18n::Words;
use crate::msg;
use serde::Serialize;

/// There is nothing here, or nothing that the reader may know of: both look alike.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {}

impl Page for NotFoundPage {
    const TEMPLATE: &'static str = "pages/problem/not_found.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// The reader may not do this, and may know why.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedPage {
    pub reasons: Vec<Words>,
    pub back_href: Option<String>,
}

impl Page for RefusedPage {
    const TEMPLATE: &'static str = "pages/problem/refused.html";

    fn samples() -> Vec<Self> {
        let reason = msg!("Your role does not include this").into();
        let back_href = Some("/caseload".to_owned());
        vec![Self { reasons: vec![], back_href: None }, Self { reasons: vec![reason], back_href }]
    }
}

/// Somebody else changed the same thing first. Both versions stand side by side, and what the
/// reader typed can be sent again on top of the newer one.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictPage {
    /// Whose change stands.
    pub changed_by: Option<String>,
    /// ISO instant of that change.
    pub changed_at: Option<String>,
    pub differences: Vec<Difference>,
    /// Where the form goes again.
    pub action: String,
    /// Everything the reader sent, with the version brought up to date.
    pub fields: Vec<(String, String)>,
    /// The record as it stands now.
    pub current_href: String,
}

/// One thing that the two versions have differently.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub label: Words,
    pub theirs: Option<String>,
    pub yours: Option<String>,
}

impl Page for ConflictPage {
    const TEMPLATE: &'static str = "pages/problem/conflict.html";

    fn samples() -> Vec<Self> {
        let note = Difference {
            label: msg!("Note").into(),
            theirs: Some("Seen at home.\n\nWell.".to_owned()),
            yours: Some("Seen at <b>home</b> -- select 1".to_owned()),
        };
        let blank = Difference { label: msg!("Note").into(), theirs: None, yours: None };
        let known = Self {
            changed_by: Some("Bo Sample".to_owned()),
            changed_at: Some("2026-01-03T14:05:00Z".to_owned()),
            differences: vec![note, blank],
            action: "/people/1/contacts/2".to_owned(),
            fields: vec![("version".to_owned(), "4".to_owned())],
            current_href: "/people/1/contacts/2".to_owned(),
        };
        let unknown = Self { changed_by: None, changed_at: None, ..known.clone() };
        vec![known, unknown]
    }
}

/// Our own fault. The reference finds the log entry and says nothing else.
#[derive(Debug, Clone, Serialize)]
pub struct ServerErrorPage {
    pub reference: Option<String>,
}

impl Page for ServerErrorPage {
    const TEMPLATE: &'static str = "pages/problem/server_error.html";

    fn samples() -> Vec<Self> {
        vec![Self { reference: None }, Self { reference: Some("req-0001".to_owned()) }]
    }
}
