//! What the model says of everything that a step does not show by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Model;
use super::who::WORKERS;
use crate::sim::step::Who;

/// Days for which what was being typed is kept.
const DRAFT_DAYS: i32 = 30;

impl Model {
    /// How often each event should stand in the trail.
    pub(crate) fn trail(&self) -> String {
        format!("{:?}", self.trail)
    }

    /// Who may open whom, and who is on whose list: a text, so that sides can be compared.
    pub(crate) fn picture(&self) -> String {
        let mut lines = BTreeMap::new();
        for person in 0..self.people.len() {
            let opened = Who::everybody().map(|who| self.may_open(who, person));
            let opened: String = opened.map(|may| if may { '1' } else { '0' }).collect();
            lines.insert(person, opened);
        }
        let lists: Vec<BTreeSet<usize>> = Who::everybody().map(|who| self.list(who)).collect();
        format!("{lines:?} lists {lists:?} drafts {:?}", self.kept())
    }

    /// What was being typed not too long ago to be shown.
    fn kept(&self) -> BTreeMap<&(String, usize), i32> {
        let kept = |day: i32| day + DRAFT_DAYS >= self.day;
        self.drafts.iter().filter(|(_, day)| kept(**day)).map(|(key, day)| (key, *day)).collect()
    }

    /// The open registrations on somebody's caseload.
    fn list(&self, who: Who) -> BTreeSet<usize> {
        let all = self.registrations.iter().enumerate();
        all.filter(|(_, it)| it.ended_on.is_none())
            .filter(|(_, it)| self.may(who, it.place, it.person, &WORKERS))
            .map(|(at, _)| at)
            .collect()
    }
}
