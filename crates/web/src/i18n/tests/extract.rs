//! Finds every sentence in templates and code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Sentences used, each with the files that use it.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) singular: BTreeMap<String, BTreeSet<String>>,
    /// One and many.
    pub(super) plural: BTreeMap<(String, String), BTreeSet<String>>,
}

pub(super) fn used() -> Used {
    let web = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = Used::default();
    for file in files(&web.join("../../templates"), "html") {
        used.scan(&file, "t", "tn");
    }
    for file in files(&web.join("src"), "rs") {
        let path = file.to_string_lossy().into_owned();
        if !path.contains("/tests/") && !path.ends_with("/tests.rs") {
            used.scan(&file, "msg!", "msg_n!");
        }
    }
    used
}

impl Used {
    fn scan(&mut self, file: &Path, one: &str, counted: &str) {
        let text = without_comments(&std::fs::read_to_string(file).unwrap());
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for call in calls(&text, one) {
            if let Some((id, _)) = literal(call) {
                self.singular.entry(id).or_default().insert(name.clone());
            }
        }
        for call in calls(&text, counted) {
            let Some((id, rest)) = literal(call) else { continue };
            let rest = rest.trim_start().trim_start_matches(',');
            let (many, _) = literal(rest).expect("a counted sentence has two forms");
            self.plural.entry((id, many)).or_default().insert(name.clone());
        }
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found
}

/// Rust's whole-line comments, which show examples.
fn without_comments(text: &str) -> String {
    let lines = text.lines().filter(|it| !it.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What follows the bracket of every call of this name.
fn calls<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(name).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let part_of_a_name = before.is_some_and(|it| it.is_alphanumeric() || "_.".contains(it));
        text[at + name.len()..].strip_prefix('(').filter(|_| !part_of_a_name)
    })
}

/// A string literal at the start, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|it| "\"'".contains(*it))?;
    let mut out = String::new();
    let mut chars = text[1..].char_indices().peekable();
    while let Some((at, it)) = chars.next() {
        match it {
            it if it == quote => return Some((out, &text[at + 2..])),
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                '\n' => while chars.next_if(|(_, it)| it.is_whitespace()).is_some() {},
                other => out.push(other),
            },
            it => out.push(it),
        }
    }
    None
}

#[test]
fn sentences_are_found_in_templates_and_in_code() {
    let found = |text, name| calls(text, name).filter_map(literal).map(|it| it.0).collect();
    let template: Vec<String> = found("{{ t('It\\'s') }} {{ not(\"x\") }} {{ t(y) }}", "t");
    assert_eq!(template, ["It's"]);
    let code: Vec<String> = found("msg!(\n  \"One \\\n   line\", a = b)", "msg!");
    assert_eq!(code, ["One line"]);
}
