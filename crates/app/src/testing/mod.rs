//! What tests stand on: an application over a scratch database, with a clock that stands still
//! and identities that count.

mod enrol;
mod partnership;

use std::ops::Deref;

use domain::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::clock::Clock;
use crate::db::Scratch;
use crate::gate::App;
use crate::ids::Ids;

pub use enrol::Enrolled;
pub use partnership::{PASSWORD, Partnership, each_partnership};

/// An application for one test.
#[derive(Debug)]
pub struct TestApp {
    app: App,
    // Held so that the files outlive the application.
    scratch: Scratch,
}

impl Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.app
    }
}

impl TestApp {
    /// Over an embedded database.
    pub async fn sqlite() -> anyhow::Result<Self> {
        Self::over(Scratch::sqlite().await?)
    }

    /// Over PostgreSQL, where `TEST_POSTGRES_URL` says where one is.
    pub async fn postgres() -> anyhow::Result<Option<Self>> {
        let Some(url) = postgres_url() else { return Ok(None) };
        Self::postgres_at(&url).await.map(Some)
    }

    /// Over a database of its own in the server at this address.
    pub async fn postgres_at(url: &str) -> anyhow::Result<Self> {
        Self::over(Scratch::postgres(url).await?)
    }

    fn over(scratch: Scratch) -> anyhow::Result<Self> {
        let clock = Clock::fixed(test_instant());
        let app = App::new(scratch.db().clone(), clock, Ids::sequential())?;
        Ok(Self { app, scratch })
    }

    /// Ends the test's connections; a server has only so many.
    pub async fn close(self) {
        self.scratch.db().close().await;
    }
}

/// Half past nine on the morning of 6 September 2004, the day on which every area was to have
/// a scheme [CC04].
pub fn test_instant() -> Timestamp {
    let morning = date(2004, 9, 6).at(8, 30, 0, 0);
    morning.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |it| it.timestamp())
}

/// Runs a test on every database there is. In continuous integration both must be there.
///
/// # Panics
/// When a database cannot be had.
#[expect(clippy::expect_used, reason = "a test that cannot have its database has failed")]
pub async fn each_database(test: impl AsyncFn(&TestApp)) {
    for app in databases().await.expect("databases to test on") {
        test(&app).await;
        app.close().await;
    }
}

/// An application over every database there is.
pub(crate) async fn databases() -> anyhow::Result<Vec<TestApp>> {
    let mut found = vec![TestApp::sqlite().await?];
    found.extend(TestApp::postgres().await?);
    Ok(found)
}

#[expect(clippy::disallowed_methods, reason = "tests are told of the server in no other way")]
pub(crate) fn postgres_url() -> Option<String> {
    let url = std::env::var("TEST_POSTGRES_URL").ok();
    // A run without PostgreSQL must not look like one with it.
    let needed = std::env::var("CI").is_ok_and(|it| it == "true");
    assert!(url.is_some() || !needed, "TEST_POSTGRES_URL is not set, and in CI it must be");
    url
}
