//! The accessibility statement.

use super::Page;
use serde::Serialize;

/// Public: it is shown to people who have not signed in.
#[derive(Debug, Clone, Serialize)]
pub struct AccessibilityPage {
    /// Where to write when something cannot be used; from the configuration.
    pub contact: Option<String>,
}

impl Page for AccessibilityPage {
    const TEMPLATE: &'static str = "pages/accessibility/show.html";

    fn samples() -> Vec<Self> {
        let contact = Some("help@throughcare.example".to_owned());
        vec![Self { contact: None }, Self { contact }]
    }
}
