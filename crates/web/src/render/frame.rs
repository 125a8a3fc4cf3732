//! What stands around every page: who is signed in, where they are, in which language.

use super::NavItem;
use crate::i18n::{Language, Words};
use serde::Serialize;

/// Header, navigation, banners and footer of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    pub language: Language,
    /// Path and query of this page, to come back to after a change of language.
    pub path: String,
    /// Of the content security policy, made anew for each response.
    pub nonce: String,
    pub signed_in: Option<SignedIn>,
    pub navigation: Navigation,
    pub setting: Setting,
    pub notice: Option<Notice>,
    /// A key for one submission: the second arrival of a form that carries it changes nothing.
    pub once: String,
}

impl Frame {
    /// The frame of a visitor who has not signed in.
    pub fn new(language: Language, path: impl Into<String>, nonce: impl Into<String>) -> Self {
        Self {
            language,
            path: path.into(),
            nonce: nonce.into(),
            signed_in: None,
            navigation: Navigation::default(),
            setting: Setting::Live,
            notice: None,
            once: String::new(),
        }
    }

    /// A frame for samples and tests, with everything in it.
    pub fn sample(language: Language) -> Self {
        let items = vec![
            NavItem::new(crate::msg!("Today"), "/").here(),
            NavItem::new(crate::msg!("Caseload"), "/caseload"),
            NavItem::new(crate::msg!("Nominations"), "/nominations"),
            NavItem::new(crate::msg!("Reviews"), "/reviews"),
            NavItem::new(crate::msg!("Schemes"), "/schemes"),
            NavItem::new(crate::msg!("Audit"), "/audit"),
        ];
        let text = crate::msg!("Your changes are saved");
        Self {
            signed_in: Some(SignedIn {
                name: "Ana Sample".to_owned(),
                agency: "Sampleshire Police".to_owned(),
            }),
            navigation: Navigation { items, search: Some("Sample".to_owned()) },
            setting: Setting::Demonstration,
            notice: Some(Notice { kind: NoticeKind::Done, text: text.into() }),
            ..Self::new(language, "/caseload?strand=catch&page=2", "sample-nonce")
        }
    }
}

/// Who is reading.
#[derive(Debug, Clone, Serialize)]
pub struct SignedIn {
    pub name: String,
    pub agency: String,
}

/// The main sections that the reader may open. Without items there is no navigation at all.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Navigation {
    pub items: Vec<NavItem>,
    /// What was last searched for; nothing where the reader may not search.
    pub search: Option<String>,
}

/// Whether what is shown is about real people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    Live,
    Demonstration,
    Practice,
}

/// Said once, at the top of the page after something was done.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    Done,
    Important,
}
