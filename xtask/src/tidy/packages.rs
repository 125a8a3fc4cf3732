//! What we take from others: how many packages, under which licences, and which never.

use std::collections::BTreeMap;

use super::Finding;
use super::tree::Tree;
use crate::{Outcome, paths, shell};

/// The lock files, and how many packages each may hold. That goes down freely; going up needs a
/// decision in `docs/adr`, the last of them 0013 and 0015.
const LOCKS: [(&str, usize); 2] = [("Cargo.lock", 480), ("crates/cluster/Cargo.lock", 410)];
/// A second TLS stack, and one that is not ours to build.
const NEVER: [&str; 3] = ["openssl", "openssl-sys", "native-tls"];
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// The budget, the packages never to be used, and where packages may come from.
pub(super) fn budget(tree: &Tree) -> Vec<Finding> {
    LOCKS.iter().flat_map(|(path, most)| lock(tree, path, *most)).collect()
}

fn lock(tree: &Tree, path: &str, most: usize) -> Vec<Finding> {
    let Some(lock) = tree.find(path) else { return Vec::new() };
    let mut findings = Vec::new();
    let count = lock.text.matches("[[package]]").count();
    if count > most {
        findings.push(Finding::at(&lock.path, format!("{count} packages, over {most}")));
    }
    for (index, line) in lock.lines() {
        let name = line.strip_prefix("name = \"").and_then(|it| it.strip_suffix('"'));
        if name.is_some_and(|it| NEVER.contains(&it)) {
            findings.push(Finding::at_line(&lock.path, index, "is never to be used"));
        }
        if line.starts_with("source = \"") && !line.starts_with("source = \"registry+") {
            let problem = "comes from somewhere else than the registry";
            findings.push(Finding::at_line(&lock.path, index, problem));
        }
    }
    findings
}

/// Packages under a licence that we have not allowed, as cargo knows them.
pub(super) fn licences() -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for manifest in [paths::root().join("Cargo.toml"), paths::cluster()] {
        let mut command = shell::program("cargo", &["tree", "--workspace", "--locked"]);
        command.args(["--prefix", "none", "--format", "{p}|{l}", "--manifest-path"]);
        findings.extend(refused(&shell::capture(command.arg(manifest))?));
    }
    Ok(findings)
}

fn refused(listed: &str) -> Vec<Finding> {
    let packages: BTreeMap<&str, &str> =
        listed.lines().filter_map(|line| line.split_once('|')).collect();
    packages
        .into_iter()
        // Shown again further down in the tree, marked with a star.
        .map(|(package, licence)| (package, licence.trim_end_matches(" (*)")))
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(package, licence)| {
            let name = package.split(' ').next().unwrap_or_default();
            Finding::at(name, format!("its licence is not on the list: {licence}"))
        })
        .collect()
}

/// Whether an expression such as `(MIT OR GPL-3.0) AND Unicode-3.0` can be met. `OR` binds less
/// tightly than `AND`; the old `/` means `OR`.
pub(super) fn is_allowed(licence: &str) -> bool {
    let licence = licence.replace('/', " OR ");
    let licence = licence.split_whitespace().collect::<Vec<_>>().join(" ");
    either(&licence)
}

fn either(expression: &str) -> bool {
    split(expression, " OR ").iter().any(|it| split(it, " AND ").iter().all(|it| single(it)))
}

fn single(term: &str) -> bool {
    let term = term.trim();
    match term.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        Some(inside) => either(inside),
        None => ALLOWED.contains(&term),
    }
}

/// Splits where no bracket is open.
fn split<'text>(text: &'text str, word: &str) -> Vec<&'text str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(word) {
        let before = text.get(start..at).unwrap_or_default();
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(before);
            start = at + word.len();
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}
