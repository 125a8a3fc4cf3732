//! The rules of the house that no other tool checks. Each rule is a function from the tree to
//! what is wrong with it; `cargo test -p xtask` runs them all on the real tree.

mod adr;
mod citations;
mod files;
mod layers;
mod packages;
mod secrets;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use crate::{Outcome, paths};
use tree::Tree;

/// One thing that is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    place: String,
    problem: String,
}

impl Finding {
    fn at_line(path: &str, index: usize, problem: impl Into<String>) -> Self {
        Self { place: format!("{path}:{}", index + 1), problem: problem.into() }
    }

    fn at(path: &str, problem: impl Into<String>) -> Self {
        Self { place: path.to_owned(), problem: problem.into() }
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: [(&str, Rule); 16] = [
    ("files are short", files::short),
    ("lines are short", files::narrow),
    ("files are small", files::small),
    ("modules say what they are", files::introduced),
    ("nothing is left to do", files::finished),
    ("words are British and spelt right", words::spelling),
    ("citations resolve", citations::resolve),
    ("decisions are well formed", adr::well_formed),
    ("dialects stay in the seam", layers::dialect_in_seam),
    ("drivers stay in the seam", layers::driver_in_seam),
    ("one file names the policy engine", layers::policy_engine_in_policy),
    ("pages hold no SQL", layers::no_sql_in_pages),
    ("the domain stays pure", layers::pure_domain),
    ("migrations are numbered and listed", layers::migrations_listed),
    ("templates and pages share their nouns", layers::same_nouns),
    ("nothing of a machine or a registry is named", secrets::none_named),
];

/// Every rule on the tree, and the rules on packages.
pub(crate) fn run() -> Outcome {
    let tree = Tree::read(&paths::root())?;
    let mut findings = all(&tree);
    findings.extend(packages::licences()?);
    if findings.is_empty() {
        println!("{} rules, {} files, nothing to tidy", RULES.len() + 2, tree.files.len());
        return Ok(());
    }
    for Finding { place, problem } in &findings {
        eprintln!("{place}: {problem}");
    }
    Err(format!("{} things to tidy", findings.len()))
}

fn all(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|(_, rule)| rule(tree)).collect();
    findings.extend(packages::budget(tree));
    findings
}
