//! What is linked by after training. A rule that explodes is found before anything is learnt.

use crate::block::{Blocking, BlockingError};
use crate::model::{LinkType, Model, Rule};
use crate::plan::Plan;
use crate::records::Records;

/// The rules that are linked by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Linking<'a> {
    pub(super) rules: &'a [Rule],
    /// How many pairs each may make; `None` if that need not be checked, or has been.
    most_pairs_a_rule: Option<u64>,
}

impl<'a> Linking<'a> {
    pub(super) fn by(model: &'a Model, most_pairs_a_rule: u64) -> Self {
        Self { rules: &model.rules, most_pairs_a_rule: Some(most_pairs_a_rule) }
    }

    /// Need not be checked again where training begins anew without some rules.
    pub(super) fn check_no_more(&mut self) {
        self.most_pairs_a_rule = None;
    }

    /// Refuses rules that explode: those of the plan from `first` on. The plan keeps their blocks,
    /// so that they are not made twice.
    pub(super) fn check(
        self,
        plan: &Plan,
        records: &Records,
        link_type: LinkType,
        first: usize,
    ) -> Result<(), BlockingError> {
        let Some(most) = self.most_pairs_a_rule else { return Ok(()) };
        if self.rules.is_empty() {
            return Err(BlockingError::NoRule);
        }
        let rules = first..first + self.rules.len();
        Blocking::some(plan, records, link_type, rules).guard(most).map(drop)
    }
}
