//! Decisions in `docs/adr`: a folder of them decays unless something looks.

use std::collections::BTreeMap;

use super::Finding;
use super::tree::{File, Tree};

const FOLDER: &str = "docs/adr/";
const STATUSES: [&str; 5] = ["proposed", "accepted", "rejected", "deprecated", "superseded by "];
const HEADINGS: [&str; 3] = ["context", "decision", "consequences"];

/// Names, numbers, status, headings.
pub(super) fn well_formed(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
    for file in tree.under(FOLDER).filter(|it| it.has_extension(&["md"])) {
        let name = file.path.trim_start_matches(FOLDER);
        if name == "README.md" {
            continue;
        }
        let Some(number) = number(name) else {
            findings.push(Finding::at(&file.path, "is not named `0001-title-in-words.md`"));
            continue;
        };
        if let Some(other) = numbers.insert(number, name) {
            findings.push(Finding::at(&file.path, format!("has the number of {other}")));
        }
        findings.extend(form(file));
    }
    findings
}

fn number(name: &str) -> Option<&str> {
    let (number, title) = name.strip_suffix(".md")?.split_once('-')?;
    let is_number = number.len() == 4 && number.chars().all(|it| it.is_ascii_digit());
    (is_number && !title.is_empty() && title == title.to_lowercase()).then_some(number)
}

fn form(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.text.starts_with("# ") {
        findings.push(Finding::at(&file.path, "does not begin with `# ` and its title"));
    }
    if !has_status(&file.text) {
        findings.push(Finding::at(&file.path, "has no status such as `Status: accepted`"));
    }
    let headings: Vec<String> = file.text.lines().filter_map(heading).collect();
    for wanted in HEADINGS.iter().filter(|it| !headings.iter().any(|had| had == *it)) {
        findings.push(Finding::at(&file.path, format!("has no heading `## {wanted}`")));
    }
    findings.extend(empty_headings(file));
    findings
}

fn heading(line: &str) -> Option<String> {
    line.strip_prefix("## ").map(|it| it.trim().to_lowercase())
}

/// `Status: accepted`, also in bold or as a list item, or a heading with the word below it.
fn has_status(text: &str) -> bool {
    let plain = |line: &str| line.replace(['*', '_'], "").trim_start_matches("- ").to_lowercase();
    let is_status = |it: &str| STATUSES.iter().any(|status| it.trim().starts_with(status));
    let mut below_heading = false;
    for line in text.lines().map(plain).filter(|it| !it.trim().is_empty()) {
        if below_heading || line.starts_with("status:") {
            return is_status(line.trim_start_matches("status:"));
        }
        below_heading = line.trim() == "## status";
    }
    false
}

fn empty_headings(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let lines = file.lines().filter(|(_, line)| !line.trim().is_empty());
    for (index, line) in lines {
        let is_heading = line.starts_with("## ");
        if let Some((at, title)) = open.filter(|_| is_heading) {
            findings.push(Finding::at_line(&file.path, at, format!("`{title}` is empty")));
        }
        open = is_heading.then_some((index, line));
    }
    if let Some((at, title)) = open {
        findings.push(Finding::at_line(&file.path, at, format!("`{title}` is empty")));
    }
    findings
}
