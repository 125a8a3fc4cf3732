//! What the service keeps about those who use it and those it is about.

use super::Page;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct PrivacyPage {
    /// The data protection officer's address; from the configuration.
    pub contact: Option<String>,
}

impl Page for PrivacyPage {
    const TEMPLATE: &'static str = "pages/privacy/show.html";

    fn samples() -> Vec<Self> {
        let contact = Some("dpo@throughcare.example".to_owned());
        vec![Self { contact: None }, Self { contact }]
    }
}
