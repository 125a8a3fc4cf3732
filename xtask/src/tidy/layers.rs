//! What may be named where: the invariants of ARCHITECTURE.md that a compiler does not see.

use super::Finding;
use super::files::has_word;
use super::tree::{File, Tree};

const SEAM: &str = "crates/app/src/db";
const POLICY: &str = "crates/app/src/policy";
const SQL: [&str; 4] = ["insert into ", "delete from ", "create table ", "on conflict ("];
/// What would give the domain IO, a clock of its own, or a shape on the wire.
const IMPURE: [&str; 8] =
    ["serde", "serde_json", "tokio", "sqlx", "axum", "anyhow", "tracing", "async-trait"];

/// Only the seam knows which database it speaks to.
pub(super) fn dialect_in_seam(tree: &Tree) -> Vec<Finding> {
    named_outside(tree, concat!("Dialect", "::"), SEAM)
}

/// Only the seam names the driver.
pub(super) fn driver_in_seam(tree: &Tree) -> Vec<Finding> {
    named_outside(tree, concat!("sqlx", "::"), SEAM)
}

/// Only the policy module names Cedar, so that a table could replace it.
pub(super) fn policy_engine_in_policy(tree: &Tree) -> Vec<Finding> {
    named_outside(tree, concat!("cedar_policy", "::"), POLICY)
}

fn named_outside(tree: &Tree, name: &str, place: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust().filter(|it| !it.path.starts_with(place)) {
        for (index, line) in code(file).filter(|(_, line)| line.contains(name)) {
            // `sqlx::` is named, `my_sqlx::` is not.
            if has_word(line, name.trim_end_matches(':')) {
                let problem = format!("`{name}` belongs under {place}");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
        }
    }
    findings
}

/// Pages ask use cases; they do not ask the database.
pub(super) fn no_sql_in_pages(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("crates/web/src/").filter(|it| it.has_extension(&["rs"])) {
        if file.is_test() {
            continue;
        }
        for (index, line) in code(file).filter(|(_, line)| holds_sql(line)) {
            let problem = format!("SQL in a page: {}", line.trim());
            findings.push(Finding::at_line(&file.path, index, problem));
        }
    }
    findings
}

fn holds_sql(line: &str) -> bool {
    let line = line.to_lowercase();
    let selects = line.find("select ").is_some_and(|start| {
        line.get(start..).is_some_and(|rest| rest.contains(" from ") || rest.ends_with(" from"))
    });
    selects || SQL.iter().any(|it| line.contains(it))
}

/// The domain does no IO, knows no time and no wire format.
pub(super) fn pure_domain(tree: &Tree) -> Vec<Finding> {
    let Some(manifest) = tree.find("crates/domain/Cargo.toml") else { return Vec::new() };
    let dependencies = manifest.text.split("[dependencies]").nth(1).unwrap_or_default();
    let dependencies = dependencies.split("\n[").next().unwrap_or_default();
    let mut findings = Vec::new();
    for line in dependencies.lines() {
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        if IMPURE.contains(&name) {
            findings.push(Finding::at(&manifest.path, format!("the domain may not use `{name}`")));
        }
    }
    findings
}

/// Migrations are numbered without gaps, and the seam lists each or embeds the folder.
pub(super) fn migrations_listed(tree: &Tree) -> Vec<Finding> {
    let migrations: Vec<&File> =
        tree.under("migrations/").filter(|it| it.has_extension(&["sql"])).collect();
    let app: String = tree
        .under("crates/app/")
        .filter(|it| it.has_extension(&["rs"]))
        .map(|it| it.text.as_str())
        .collect();
    let embeds_all = app.contains("migrations/\"") || app.contains("/migrations\"");
    let mut findings = Vec::new();
    for (index, file) in migrations.iter().enumerate() {
        let name = file.path.trim_start_matches("migrations/");
        let number: Option<usize> = name.split('_').next().and_then(|it| it.parse().ok());
        if number != Some(index + 1) {
            let problem = format!("is migration {} in order, and is not so numbered", index + 1);
            findings.push(Finding::at(&file.path, problem));
        }
        if !embeds_all && !app.contains(name) {
            findings.push(Finding::at(&file.path, "is not listed in crates/app"));
        }
    }
    findings
}

/// A folder of templates has the noun of the page that renders it, or is named by some page.
pub(super) fn same_nouns(tree: &Tree) -> Vec<Finding> {
    let mut nouns: Vec<&str> = tree
        .under("templates/pages/")
        .filter_map(|it| it.path.trim_start_matches("templates/pages/").split_once('/'))
        .map(|(noun, _)| noun)
        .collect();
    nouns.dedup();
    let web: String = tree.under("crates/web/").map(|it| it.text.as_str()).collect();
    nouns
        .into_iter()
        .filter(|noun| {
            let page = format!("crates/web/src/pages/{noun}");
            let has_page = tree.find(&format!("{page}.rs")).is_some()
                || tree.find(&format!("{page}/mod.rs")).is_some();
            !has_page && !web.contains(&format!("pages/{noun}/"))
        })
        .map(|noun| {
            let folder = format!("templates/pages/{noun}");
            Finding::at(&folder, format!("has no crates/web/src/pages/{noun}.rs"))
        })
        .collect()
}

/// The lines of a file that are not comments.
fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
}
