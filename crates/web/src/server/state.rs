//! What every handler can reach.

use std::sync::Arc;

use app::App;
use app::user::DemoAccounts;

use crate::render::{Setting, Templates};

/// How this installation is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Whether the accounts of a demo may sign in, which also puts the banner on every page.
    pub demo: DemoAccounts,
    /// Whether the cookie is sent over an encrypted connection only.
    pub cookie: CookieTravels,
}

/// Over what the session cookie may travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieTravels {
    /// HTTPS only: everywhere but on one's own machine.
    Encrypted,
    /// Also plain HTTP: a demo on 127.0.0.1.
    Anyhow,
}

/// The web application. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// The templates, in both languages.
    pub templates: Arc<Templates>,
    /// How it is set up.
    pub settings: Settings,
}

impl Web {
    /// A web application over an application.
    pub fn new(app: App, settings: Settings) -> Self {
        Self { app, templates: Arc::new(Templates::new()), settings }
    }

    pub(crate) const fn setting(&self) -> Setting {
        match self.settings.demo {
            DemoAccounts::Accepted => Setting::Demonstration,
            DemoAccounts::Refused => Setting::Live,
        }
    }
}
