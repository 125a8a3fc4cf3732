//! The data of our components in `templates/components`, one type for each macro that needs one.

use crate::i18n::{Msg, Words};
use serde::Serialize;

/// A link of the main or of a page's own navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    pub label: Msg,
    pub href: String,
    pub here: bool,
}

impl NavItem {
    pub fn new(label: Msg, href: impl Into<String>) -> Self {
        Self { label, href: href.into(), here: false }
    }

    /// The section that the page belongs to.
    #[must_use]
    pub fn here(mut self) -> Self {
        self.here = true;
        self
    }
}

/// A status in words. The colour only repeats them.
#[derive(Debug, Clone, Serialize)]
pub struct Tag {
    pub text: Words,
    pub tone: Tone,
}

impl Tag {
    pub fn new(text: impl Into<Words>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// What a status means for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Neutral,
    Good,
    Waiting,
    Warning,
    Urgent,
}

/// The bar that says whose record this is, the same on every page about a person.
#[derive(Debug, Clone, Serialize)]
pub struct Identity {
    pub name: String,
    pub href: String,
    /// ISO date.
    pub born_on: Option<String>,
    pub age_years: Option<i32>,
    /// Kind and number, such as the police number.
    pub identifiers: Vec<(Msg, String)>,
    pub tags: Vec<Tag>,
    /// What a worker must know before anything else.
    pub warnings: Vec<Words>,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineItem {
    pub title: Words,
    pub href: Option<String>,
    /// ISO date of the day it happened.
    pub on: String,
    /// ISO instant, where the time matters.
    pub at: Option<String>,
    pub by: Option<String>,
    /// A note, shown as it was typed.
    pub text: Option<String>,
    pub tags: Vec<Tag>,
}

/// The filters that are on, each with a link that takes it off.
#[derive(Debug, Clone, Serialize)]
pub struct FilterPanel {
    /// Where the form of filters goes, by GET, so that the address keeps them.
    pub action: String,
    pub clear_href: String,
    pub groups: Vec<ChipGroup>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChipGroup {
    pub heading: Msg,
    pub chips: Vec<Chip>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    pub text: Words,
    pub remove_href: String,
}

/// One answer of radios, checkboxes or a select.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub text: Words,
    pub hint: Option<Words>,
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<Words>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None }
    }

    #[must_use]
    pub fn hinted(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Which part of a list is shown, and links to the others.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    pub from: usize,
    pub to: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub links: Vec<PageLink>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PageLink {
    Here { number: usize, href: String },
    Other { number: usize, href: String },
    Gap,
}

impl Pagination {
    /// Page `number`, from 1, of a list of `total` things, `size` on a page. A number past the
    /// end is the last page.
    pub fn new(number: usize, size: usize, total: usize, href: impl Fn(usize) -> String) -> Self {
        let size = size.max(1);
        let last = total.div_ceil(size).max(1);
        let number = number.clamp(1, last);
        let mut links = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|it| *it == 1 || *it == last || it.abs_diff(number) <= 1) {
            if page > before + 1 {
                links.push(PageLink::Gap);
            }
            links.push(if page == number {
                PageLink::Here { number, href: href(number) }
            } else {
                PageLink::Other { number: page, href: href(page) }
            });
            before = page;
        }
        Self {
            from: if total == 0 { 0 } else { (number - 1) * size + 1 },
            to: (number * size).min(total),
            total,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < last).then(|| href(number + 1)),
            links,
        }
    }
}

/// The answer to "why?": the inputs, the rule, where the rule stands.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    pub rule: Words,
    /// Document and paragraph.
    pub source: Option<String>,
    /// ISO date from which the rule is in force.
    pub in_force_on: Option<String>,
    pub inputs: Vec<WhyInput>,
}

#[derive(Debug, Clone, Serialize)]
pub struct WhyInput {
    pub label: Words,
    pub value: Words,
}

/// A row of check-your-answers, or of any list of facts.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryRow {
    pub label: Msg,
    /// Shown as paragraphs where it was typed; nothing reads as "Not given".
    pub value: Option<Words>,
    pub change_href: Option<String>,
}

impl SummaryRow {
    pub fn new(label: Msg, value: impl Into<Words>) -> Self {
        Self { label, value: Some(value.into()), change_href: None }
    }

    pub fn not_given(label: Msg) -> Self {
        Self { label, value: None, change_href: None }
    }

    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change_href = Some(href.into());
        self
    }
}
