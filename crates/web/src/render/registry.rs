//! Every page there is, so that one test can render them all.

use super::{
    AccessibilityPage, ConflictPage, Frame, NotFoundPage, Page, PrivacyPage, RefusedPage, Rendered,
    ServerErrorPage, Templates, render,
};
use axum::response::Html;
use minijinja::value::{Serde, Value};

/// A page type, without its type.
#[derive(Debug, Clone, Copy)]
pub struct Registered {
    pub template: &'static str,
    /// Its samples in this frame.
    pub render: fn(&Templates, &Frame) -> Rendered<Vec<Html<String>>>,
    /// What its samples give the template.
    pub values: fn() -> Vec<Value>,
}

impl Registered {
    pub fn of<P: Page + 'static>() -> Self {
        Self {
            template: P::TEMPLATE,
            render: |templates, frame| {
                P::samples().iter().map(|page| render(templates, frame, page)).collect()
            },
            values: || P::samples().iter().map(|page| Value::from(Serde(page))).collect(),
        }
    }
}

/// Every page: those that belong to no subject, and those of each.
pub fn pages() -> Vec<Registered> {
    let mut pages = vec![
        Registered::of::<AccessibilityPage>(),
        Registered::of::<PrivacyPage>(),
        Registered::of::<NotFoundPage>(),
        Registered::of::<RefusedPage>(),
        Registered::of::<ConflictPage>(),
        Registered::of::<ServerErrorPage>(),
    ];
    pages.extend(crate::pages::registered());
    pages
}
