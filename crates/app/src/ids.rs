//! Where identities come from.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::id::Id;
use uuid::Uuid;

/// A maker of identities.
#[derive(Debug, Clone)]
pub enum Ids {
    /// `UUIDv7` from the clock and chance.
    Random,
    /// One, two, three: for tests whose expected text must not change.
    Sequential(Arc<AtomicU64>),
}

impl Ids {
    /// Identities that count up from one.
    pub fn sequential() -> Self {
        Self::Sequential(Arc::new(AtomicU64::new(0)))
    }

    /// A new identity of the kind asked for.
    pub fn next<T: Id>(&self) -> T {
        T::from_uuid(self.uuid())
    }

    /// A new UUID, for keys that no slice names.
    #[expect(clippy::disallowed_methods, reason = "this is where identities are made")]
    pub fn uuid(&self) -> Uuid {
        match self {
            Self::Random => Uuid::now_v7(),
            Self::Sequential(last) => {
                let next = last.fetch_add(1, Ordering::Relaxed).saturating_add(1);
                Uuid::from_u128((0x7 << 76) | (0x8 << 60) | u128::from(next))
            }
        }
    }
}
