//! Tests laid out in a line: each step is one question and says where to go on by its answer, so
//! that asking walks along a few steps and not over a tree. They are laid from the end.

use super::ask::Ask;
use super::marks::{Marks, Test};

/// The steps of all comparisons and rules of a plan.
#[derive(Debug, Default)]
pub(crate) struct Program {
    steps: Vec<Step>,
}

/// Where to go on: at a step, or nowhere, with an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Go(u32);

/// Numbers from here on are outcomes.
const FIRST_OUTCOME: u32 = 1 << 31;

/// A question, and where to go on if this is the answer; else at the step that was laid before it.
/// Most answers can be foreseen, and a step whose place does not depend on them need not wait.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) question: Question,
    pub(super) answer: bool,
    pub(super) to: Go,
}

/// A question with two answers.
#[derive(Debug)]
pub(super) enum Question {
    /// Any of these marks?
    Any(Marks),
    /// Is the answer yes, and not no or unknown?
    Yes(Ask),
    /// Is the answer no, and not yes or unknown?
    No(Ask),
}

/// Whether a test holds, where that is the whole outcome.
pub(super) const HOLDS: usize = 0;
const HOLDS_NOT: usize = 1;

impl Go {
    /// The place of a step, or an outcome.
    pub(super) fn place(self) -> Result<usize, usize> {
        match self.0.checked_sub(FIRST_OUTCOME) {
            None => Ok(self.0 as usize),
            Some(outcome) => Err(outcome as usize),
        }
    }

    /// An outcome.
    fn outcome(number: usize) -> Self {
        Self(FIRST_OUTCOME + u32::try_from(number).unwrap_or(FIRST_OUTCOME - 1))
    }
}

impl Program {
    /// The step of a place.
    pub(super) fn step(&self, place: usize) -> &Step {
        &self.steps[place]
    }

    /// Lays out a test whose outcome is [`HOLDS`] or not.
    pub(super) fn test(&mut self, test: Test) -> Go {
        self.lay(test, Go::outcome(HOLDS), Go::outcome(HOLDS_NOT))
    }

    /// Lays out tests of which the first that holds counts: its number is the outcome, or how many
    /// there are if none holds.
    pub(super) fn first(&mut self, tests: Vec<Test>) -> Go {
        let none = Go::outcome(tests.len());
        self.first_from_each(tests).first().copied().unwrap_or(none)
    }

    /// The same from each test on, where those before it are not asked.
    pub(super) fn first_from_each(&mut self, tests: Vec<Test>) -> Vec<Go> {
        let mut next = Go::outcome(tests.len());
        let mut begins = Vec::with_capacity(tests.len());
        for (number, test) in tests.into_iter().enumerate().rev() {
            next = self.lay(test, Go::outcome(number), next);
            begins.push(next);
        }
        begins.reverse();
        begins
    }

    /// Lays out a test that goes on at `yes` or at `no`; where it begins.
    fn lay(&mut self, test: Test, yes: Go, no: Go) -> Go {
        match test {
            Test::And(tests) => {
                tests.into_iter().rev().fold(yes, |yes, test| self.lay(test, yes, no))
            }
            Test::Or(tests) => tests.into_iter().rev().fold(no, |no, test| self.lay(test, yes, no)),
            Test::Any(any) => self.ask(Question::Any(any), yes, no),
            Test::All(all) => self.ask(Question::Any(all.turned()), no, yes),
            Test::None(none) => self.ask(Question::Any(none), no, yes),
            Test::Yes(ask) => self.ask(Question::Yes(ask), yes, no),
            Test::No(ask) => self.ask(Question::No(ask), yes, no),
        }
    }

    fn ask(&mut self, question: Question, yes: Go, no: Go) -> Go {
        let before = self.last();
        if before == Some(no) {
            return self.push(Step { question, answer: true, to: yes });
        }
        if before != Some(yes) {
            // A step that always goes on elsewhere.
            let never = Question::Any(Marks::default());
            self.push(Step { question: never, answer: false, to: yes });
        }
        self.push(Step { question, answer: false, to: no })
    }

    fn push(&mut self, step: Step) -> Go {
        self.steps.push(step);
        Go(u32::try_from(self.steps.len() - 1).unwrap_or(FIRST_OUTCOME - 1))
    }

    fn last(&self) -> Option<Go> {
        let last = self.steps.len().checked_sub(1)?;
        u32::try_from(last).ok().map(Go)
    }
}
