//! Citations such as `[RR04 ¶11]`: each key must stand in `docs/guidance/sources.toml`.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::{File, Tree};

const SOURCES: &str = "docs/guidance/sources.toml";

/// Every key that is cited is the key of a source.
pub(super) fn resolve(tree: &Tree) -> Vec<Finding> {
    let Some(sources) = tree.find(SOURCES) else { return Vec::new() };
    let known = keys(&sources.text);
    let mut findings = Vec::new();
    let cites =
        |it: &&File| it.has_extension(&["rs", "cedar", "toml"]) && !it.path.starts_with("xtask/");
    for file in tree.files.iter().filter(cites) {
        for (index, line) in file.lines() {
            for key in cited(file, line).into_iter().filter(|key| !known.contains(*key)) {
                let problem = format!("`{key}` is cited and is not in {SOURCES}");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
        }
    }
    findings
}

/// The keys of the sources: names of tables, or values of `key`.
fn keys(text: &str) -> BTreeSet<&str> {
    text.lines()
        .map(str::trim)
        .filter_map(|line| table_name(line).or_else(|| value(line)))
        .collect()
}

/// `RR04` in `[RR04]`, `[source.RR04]` and `[source."RR04"]`.
fn table_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?.trim_matches(['[', ']']);
    name.rsplit('.').next().map(|it| it.trim_matches('"'))
}

/// `RR04` in `key = "RR04"`.
fn value(line: &str) -> Option<&str> {
    let value = line.strip_prefix("key")?.trim_start().strip_prefix('=')?;
    value.trim().strip_prefix('"')?.split('"').next()
}

/// The keys that a line cites. In Rust only comments cite; `[A1]` elsewhere is an index.
fn cited<'line>(file: &File, line: &'line str) -> Vec<&'line str> {
    let line = if file.has_extension(&["rs"]) {
        line.find("//").and_then(|start| line.get(start..)).unwrap_or_default()
    } else if line.trim_start().starts_with('[') {
        // The name of a table in TOML.
        ""
    } else {
        line
    };
    let brackets = line.split('[').skip(1).filter_map(|it| it.split(']').next());
    brackets.flat_map(|it| it.split(';')).filter_map(|it| key(it.trim())).collect()
}

/// The key in `RR04 ¶11`, or nothing if this is no citation.
fn key(inside: &str) -> Option<&str> {
    let (key, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let is_key = key.len() >= 3
        && key.starts_with(|it: char| it.is_ascii_uppercase())
        && key.chars().filter(char::is_ascii_uppercase).count() >= 2
        && key.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '-');
    let has_number = key.contains(|it: char| it.is_ascii_digit());
    let has_place = rest.starts_with(['¶', '§']);
    (is_key && (has_number || has_place)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{cited, key, keys};
    use crate::tidy::tree::File;

    #[test]
    fn a_key_is_capitals_with_a_number_or_a_place() {
        assert_eq!(key("RR04 ¶11"), Some("RR04"));
        assert_eq!(key("PSI12-2010"), Some("PSI12-2010"));
        assert_eq!(key("RR04 A.5"), Some("RR04"));
        assert_eq!(key("SCHEME-GUIDE §3"), Some("SCHEME-GUIDE"));
        assert_eq!(key("Register"), None);
        assert_eq!(key("PPO"), None);
        assert_eq!(key("`RR04`"), None);
    }

    #[test]
    fn sources_are_tables_or_keys() {
        let text = "[RR04]\n[source.SG05]\n[[source]]\nkey = \"PSI12-2010\"\n[\"TY06\"]";
        let known = keys(text);
        for expected in ["RR04", "SG05", "PSI12-2010", "TY06"] {
            assert!(known.contains(expected), "{expected}");
        }
    }

    #[test]
    fn in_rust_only_comments_cite() {
        let file = File { path: "a.rs".to_owned(), text: String::new(), size_bytes: 0 };
        assert_eq!(
            cited(&file, "/// Source: [RR04 ¶11; SG05 ¶3], [CC04]"),
            ["RR04", "SG05", "CC04"]
        );
        assert!(cited(&file, "table[AB12]").is_empty());
    }
}
