//! Permission as a type: a statement that changes data asks for the permit of its own action, so
//! code that was not permitted does not compile.

use std::marker::PhantomData;

use super::action::Action;

/// Proof that the policy said yes to an action in this transaction. It cannot be made elsewhere.
#[derive(Debug)]
#[must_use]
pub struct Permit<A: Action>(PhantomData<A>);

impl<A: Action> Permit<A> {
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }

    /// The permit of a part of what was permitted.
    pub const fn part<P: Action>(&self) -> Permit<P>
    where
        A: Includes<P>,
    {
        Permit::new()
    }
}

/// An action that takes others in: whoever may do the whole may do these parts of it. Said beside
/// the action of the whole, so that a review sees what it opens.
pub trait Includes<Part: Action>: Action {}
