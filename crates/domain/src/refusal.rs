//! Every way a rule can say no, gathered in one type so that wording stays at the top.
//!
//! A slice defines its own refusal enum beside its rule and adds a variant and a `From` here.

/// A rule said no. Carries the facts behind the answer; the words are chosen by the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {}
