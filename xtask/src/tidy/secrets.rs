//! Nothing of one machine, and no registry's address, stands in what is committed: clients know
//! where their registries are.

use super::Finding;
use super::tree::Tree;

/// In two halves, so that this file does not name them either.
const HOSTS: [(&str, &str); 6] = [
    ("registry.npm", "js.org"),
    ("crates", ".io/"),
    ("index.crates", ".io"),
    ("py", "pi.org"),
    ("files.python", "hosted.org"),
    ("registry.yarn", "pkg.com"),
];
const MACHINES: [(&str, &str); 5] =
    [("/ro", "ot/"), ("/wo", "rk/"), ("/Us", "ers/"), ("/home/run", "ner"), ("C:\\Us", "ers")];

/// Findings for every such name, in any tracked text except lock files.
pub(super) fn none_named(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|it| !it.is_lock()) {
        for (index, line) in file.lines() {
            if let Some(host) = first(&HOSTS, |name| line.contains(name)) {
                let problem = format!("names a registry ({host}); clients are configured for it");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
            if let Some(path) = first(&MACHINES, |name| starts_a_path(line, name)) {
                let problem = format!("names a folder of one machine ({path})");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
        }
    }
    findings.extend(lock_without_addresses(tree));
    findings
}

/// The lock file of npm records what, not from where.
fn lock_without_addresses(tree: &Tree) -> Vec<Finding> {
    let Some(lock) = tree.find("package-lock.json") else { return Vec::new() };
    lock.lines()
        .filter(|(_, line)| line.trim_start().starts_with("\"resolved\""))
        .map(|(index, _)| {
            let problem = "records an address: npm install --omit-lockfile-registry-resolved";
            Finding::at_line(&lock.path, index, problem)
        })
        .collect()
}

fn first(halves: &[(&str, &str)], is_here: impl Fn(&str) -> bool) -> Option<String> {
    halves.iter().map(|(left, right)| format!("{left}{right}")).find(|name| is_here(name))
}

/// Whether an absolute path begins so; `crates/work/` is not one.
fn starts_a_path(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(start, _)| {
        let before = line.get(..start).and_then(|it| it.chars().next_back());
        !before.is_some_and(|it| it.is_alphanumeric() || "._-/}>~".contains(it))
    })
}
