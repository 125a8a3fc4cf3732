//! Each rule on a tree with one fault, and all of them on the real one.

use super::tree::{File, Tree};
use super::{Rule, adr, all, citations, files, layers, packages, secrets, words};
use crate::paths;

fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files
        .iter()
        .map(|(path, text)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
            size_bytes: text.len() as u64,
        })
        .collect();
    Tree { files }
}

/// The rule finds exactly this many things in these files.
fn check(rule: Rule, files: &[(&str, &str)], expected: usize) {
    let found = rule(&tree(files));
    assert_eq!(found.len(), expected, "{found:?}");
}

#[test]
fn the_real_tree_is_tidy() {
    let tree = Tree::read(&paths::root()).expect("git lists the files");
    let findings = all(&tree);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn long_files_and_lines_are_found_but_not_long_tests() {
    let long = "//! x\n".repeat(401);
    check(files::short, &[("a/src/lib.rs", &long)], 1);
    check(files::short, &[("a/src/scheme/tests.rs", &long), ("a/tests/x.rs", &long)], 0);
    check(files::narrow, &[("a.rs", &"x".repeat(101)), ("b.rs", &"é".repeat(100))], 1);
}

#[test]
fn a_module_without_a_first_line_of_doc_is_found() {
    check(files::introduced, &[("a.rs", "fn main() {}"), ("b.rs", "//! B.\n")], 1);
}

#[test]
fn work_left_undone_is_found_as_a_word() {
    let mark = concat!("TO", "DO");
    check(files::finished, &[("a.rs", &format!("// {mark}: x")), ("b.rs", "MASTODON")], 1);
}

#[test]
fn big_files_are_found() {
    check(files::small, &[("a.bin", &"x".repeat(500_001))], 1);
}

#[test]
fn american_spelling_is_found_wherever_it_stands() {
    check(words::spelling, &[("a.md", "An offense, and his behavior.\nAn offence.")], 2);
    check(words::spelling, &[("a.rs", "fn prior_offenses() {}\nenv.set_undefined_behavior(x)")], 1);
}

#[test]
fn a_citation_of_an_unknown_source_is_found() {
    let sources = ("docs/guidance/sources.toml", "[RR04]\ntitle = \"x\"\n");
    check(citations::resolve, &[sources, ("a.rs", "/// [RR04 ¶11] and [RR99 ¶1]")], 1);
    check(citations::resolve, &[("a.rs", "/// [RR99 ¶1]")], 0);
}

#[test]
fn a_decision_needs_number_status_and_full_headings() {
    let good = "# T\n\nStatus: accepted\n\n## Context\nc\n\n## Decision\nd\n\n## Consequences\ne\n";
    check(adr::well_formed, &[("docs/adr/0001-t.md", good)], 0);
    let below = "# T\n\n## Status\n\n**Superseded by 0002**\n\n";
    let below = format!("{below}## Context\nc\n## Decision\nd\n## Consequences\ne\n");
    check(adr::well_formed, &[("docs/adr/0001-t.md", &below)], 0);
    check(adr::well_formed, &[("docs/adr/1-t.md", good)], 1);
    check(adr::well_formed, &[("docs/adr/0001-a.md", good), ("docs/adr/0001-b.md", good)], 1);
    let empty = good.replace("\nd\n", "\n");
    check(adr::well_formed, &[("docs/adr/0001-t.md", &empty)], 1);
    let vague = good.replace("accepted", "perhaps");
    check(adr::well_formed, &[("docs/adr/0001-t.md", &vague)], 1);
}

#[test]
fn the_seam_keeps_dialect_and_driver_to_itself() {
    let dialect = concat!("match Dialect", "::Sqlite {}");
    check(layers::dialect_in_seam, &[("crates/app/src/person/sql.rs", dialect)], 1);
    check(layers::dialect_in_seam, &[("crates/app/src/db/mod.rs", dialect)], 0);
    let driver = concat!("use sqlx", "::Row;");
    check(layers::driver_in_seam, &[("crates/web/src/lib.rs", driver)], 1);
    let engine = concat!("use cedar_policy", "::Policy;");
    check(layers::policy_engine_in_policy, &[("crates/app/src/lib.rs", engine)], 1);
    check(layers::policy_engine_in_policy, &[("crates/app/src/policy.rs", engine)], 0);
}

#[test]
fn sql_in_a_page_is_found_but_not_the_word_select() {
    let page = "crates/web/src/pages/person.rs";
    check(layers::no_sql_in_pages, &[(page, "\"select name from person\"")], 1);
    check(layers::no_sql_in_pages, &[(page, "select_all(rows)\n// select x from y")], 0);
    let test = "crates/web/src/pages/tests.rs";
    check(layers::no_sql_in_pages, &[(test, "\"delete from person\"")], 0);
}

#[test]
fn the_domain_may_not_take_serde() {
    let manifest = "[dependencies]\njiff.workspace = true\nserde.workspace = true\n\
                    [dev-dependencies]\nserde_json = \"1\"\n";
    check(layers::pure_domain, &[("crates/domain/Cargo.toml", manifest)], 1);
}

#[test]
fn migrations_have_no_gaps_and_are_listed() {
    let list = ("crates/app/src/db/migrate.rs", "\"0001_area.sql\", \"0003_user.sql\"");
    let good = ("migrations/0001_area.sql", "");
    check(layers::migrations_listed, &[list, good], 0);
    check(layers::migrations_listed, &[list, good, ("migrations/0003_user.sql", "")], 1);
    check(layers::migrations_listed, &[list, good, ("migrations/0002_note.sql", "")], 1);
}

#[test]
fn templates_without_a_page_of_their_noun_are_found() {
    let page = ("crates/web/src/pages/person.rs", "");
    let person = ("templates/pages/person/show.html", "");
    let stray = ("templates/pages/people/show.html", "");
    check(layers::same_nouns, &[page, person, stray], 1);
    let error = ("crates/web/src/error.rs", "\"pages/people/show.html\"");
    check(layers::same_nouns, &[error, stray], 0);
}

#[test]
fn registries_and_machines_are_not_named() {
    let host = concat!("see py", "pi.org");
    check(secrets::none_named, &[("README.md", host), ("Cargo.lock", host)], 1);
    let path = concat!("cd /ro", "ot/x");
    check(secrets::none_named, &[("README.md", path), ("a.md", "GET /people/work/1")], 1);
    check(secrets::none_named, &[("package-lock.json", "  \"resolved\": \"x\"")], 1);
}

#[test]
fn licences_are_expressions() {
    for licence in ["MIT", "MIT OR GPL-3.0", "(MIT OR X) AND ISC", "Unlicense/MIT"] {
        assert!(packages::is_allowed(licence), "{licence}");
    }
    for licence in ["GPL-3.0", "MIT AND GPL-3.0", "", "(MIT OR ISC) AND X"] {
        assert!(!packages::is_allowed(licence), "{licence}");
    }
}

#[test]
fn a_package_that_is_never_used_is_found() {
    let lock = format!("[[package]]\nname = \"{}\"\nsource = \"git+x\"\n", "native-tls");
    check(packages::budget, &[("Cargo.lock", &lock)], 2);
}
