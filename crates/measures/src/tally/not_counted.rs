//! What a measure left out that counts no windows.

use super::{Exclusion, Exclusions};

/// What was left out where no windows are counted: of those at whom a measure looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotCounted {
    /// Registrations that would have mattered.
    pub registrations: Exclusions,
    /// Offences, over the whole history.
    pub offences: Exclusions,
}

impl NotCounted {
    pub(crate) fn registration(&mut self, reason: Exclusion) {
        *self.registrations.entry(reason).or_default() += 1;
    }

    pub(crate) fn offence(&mut self, reason: Exclusion) {
        *self.offences.entry(reason).or_default() += 1;
    }
}
