//! Spelling: British, and without the commonest slips. Short on purpose; `typos` knows more.

use super::Finding;
use super::tree::{File, Tree};

/// Beginnings of words as they must not be written, and what is meant. Beginnings, so that
/// `offenses` and `behavioral` are found too.
const WRONG: [(&str, &str); 40] = [
    ("accomodat", "accommodat"),
    ("acheiv", "achiev"),
    ("adress", "address"),
    ("agressi", "aggressi"),
    ("analyze", "analyse"),
    ("apparant", "apparent"),
    ("artefect", "artefact"),
    ("begining", "beginning"),
    ("behavior", "behaviour"),
    ("beleive", "believe"),
    ("calender", "calendar"),
    ("canceled", "cancelled"),
    ("commited", "committed"),
    ("commitee", "committee"),
    ("concensus", "consensus"),
    ("definate", "definite"),
    ("enrollment", "enrolment"),
    ("existance", "existence"),
    ("favorite", "favourite"),
    ("fulfillment", "fulfilment"),
    ("goverment", "government"),
    ("independant", "independent"),
    ("labeled", "labelled"),
    ("labeling", "labelling"),
    ("maintainance", "maintenance"),
    ("neccessar", "necessar"),
    ("neighbor", "neighbour"),
    ("occured", "occurred"),
    ("occurence", "occurrence"),
    ("offense", "offence"),
    ("organiza", "organisa"),
    ("organize", "organise"),
    ("persue", "pursue"),
    ("probaton", "probation"),
    ("reccomm", "recomm"),
    ("recieve", "receive"),
    ("recognize", "recognise"),
    ("seperat", "separat"),
    ("summarize", "summarise"),
    ("untill", "until"),
];

/// Names that others gave.
const FOREIGN: [&str; 2] = ["undefined_behavior", "undefined behavior"];

/// Words of ours that are not spelt as the rest of the repository.
pub(super) fn spelling(tree: &Tree) -> Vec<Finding> {
    let ours = ["rs", "mjs", "js", "scss", "html", "cedar", "sql", "md"];
    tree.files
        .iter()
        .filter(|it| it.has_extension(&ours) && it.path != "xtask/src/tidy/words.rs")
        .filter(|it| !it.path.starts_with("xtask/src/tidy/tests"))
        .flat_map(slips)
        .collect()
}

fn slips(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.lines() {
        let line = FOREIGN.iter().fold(line.to_lowercase(), |it, name| it.replace(name, ""));
        for word in line.split(|it: char| !it.is_alphabetic()) {
            let slip = WRONG.iter().find(|(wrong, _)| word.starts_with(wrong));
            if let Some((wrong, right)) = slip {
                let problem = format!("`{word}`: write `{right}…`, not `{wrong}…`");
                findings.push(Finding::at_line(&file.path, index, problem));
            }
        }
    }
    findings
}
