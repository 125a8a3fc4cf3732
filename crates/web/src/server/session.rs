//! Sessions in the application's own database.

use app::App;
use async_trait::async_trait;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Keeps sessions where the records are, so that any process can serve any request.
#[derive(Debug, Clone)]
pub(crate) struct Store(pub(crate) App);

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let text = serde_json::to_string(record).map_err(|it| Error::Encode(it.to_string()))?;
        app::user::keep_session(&self.0, &record.id.to_string(), &text).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let text = app::user::load_session(&self.0, &id.to_string()).await.map_err(backend)?;
        let Some(text) = text else { return Ok(None) };
        serde_json::from_str(&text).map(Some).map_err(|it| Error::Decode(it.to_string()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        app::user::drop_session(&self.0, &id.to_string()).await.map_err(backend)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the signature that map_err wants")]
fn backend(error: app::AppError) -> Error {
    Error::Backend(error.to_string())
}
