//! Rules on single files.

use super::Finding;
use super::tree::{File, Tree};

const FILE_LINES: usize = 400;
const LINE_CHARS: usize = 100;
const FILE_SIZE_BYTES: u64 = 500_000;

/// A file that does not fit in a head is two files.
pub(super) fn short(tree: &Tree) -> Vec<Finding> {
    let ours = ["rs", "mjs", "js", "scss", "html", "cedar", "sql"];
    tree.files
        .iter()
        .filter(|it| it.has_extension(&ours) && !it.is_test())
        .map(|it| (it, it.text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES)
        .map(|(it, lines)| Finding::at(&it.path, format!("{lines} lines, over {FILE_LINES}")))
        .collect()
}

/// Lines that fit beside one another in a review.
pub(super) fn narrow(tree: &Tree) -> Vec<Finding> {
    let ours = ["rs", "mjs", "js", "scss", "cedar", "sql"];
    let files = tree.files.iter().filter(|it| it.has_extension(&ours));
    files.flat_map(wide_lines).collect()
}

fn wide_lines(file: &File) -> Vec<Finding> {
    file.lines()
        .map(|(index, line)| (index, line.chars().count()))
        .filter(|(_, width)| *width > LINE_CHARS)
        .map(|(index, width)| {
            let problem = format!("{width} characters, over {LINE_CHARS}");
            Finding::at_line(&file.path, index, problem)
        })
        .collect()
}

/// Big files belong elsewhere: a clone carries them for ever.
pub(super) fn small(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|it| it.size_bytes > FILE_SIZE_BYTES)
        .map(|it| Finding::at(&it.path, format!("{} bytes, over 500 kB", it.size_bytes)))
        .collect()
}

/// The first line of a module says what it is for.
pub(super) fn introduced(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .filter(|it| !it.text.trim_start().starts_with("//!"))
        .map(|it| Finding::at(&it.path, "does not begin with `//!` and what the module is for"))
        .collect()
}

/// Work left undone is an issue, not a comment.
pub(super) fn finished(tree: &Tree) -> Vec<Finding> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let ours = ["rs", "mjs", "js", "scss", "html", "cedar", "sql", "toml", "md"];
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|it| it.has_extension(&ours)) {
        for (index, line) in file.lines() {
            for mark in marks.iter().filter(|mark| has_word(line, mark)) {
                let problem = format!("{mark}: make it an issue or do it");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
        }
    }
    findings
}

/// Whether a word stands by itself in a line.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|it| it.chars().next_back());
        let after = line.get(start + word.len()..).and_then(|it| it.chars().next());
        let is_part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
        !is_part(before) && !is_part(after)
    })
}
