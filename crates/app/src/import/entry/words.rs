//! Words that people write in registers where a rule wants one of a few things.

use domain::edition::{Rule, Strand, StrandKind};
use domain::registration::OrderKind;

/// Whether a cell only says that nothing is known.
pub(super) fn is_unknown(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|it: char| !it.is_alphanumeric());
    matches!(
        text,
        "" | "not known"
            | "unknown"
            | "n/k"
            | "nk"
            | "n/a"
            | "na"
            | "none"
            | "tbc"
            | "not recorded"
            | "anhysbys"
            | "dim"
    )
}

/// Yes or no, in either language; none where it is neither.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "true" | "1" | "x" | "nfa" | "ie" | "oes" | "ydy" => Some(true),
        "n" | "no" | "false" | "0" | "na" | "nac oes" => Some(false),
        _ => None,
    }
}

/// `White British` as `white_british`.
pub(super) fn as_key(text: &str) -> String {
    words(text).join("_")
}

/// Lower-case words, `&` and joining words left out.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

fn telling(text: &str) -> Vec<String> {
    let mut found = words(text);
    found.retain(|it| it != "and" && it != "a" && it != "ac");
    found
}

/// The strand a cell names: by key, by name in either language, or by the beginnings of its
/// words, as `C&C`, `CC` and `Rehab & Resettle` do. None where it fits none or several.
pub(super) fn strand<'a>(text: &str, strands: &[&'a Rule<Strand>]) -> Option<&'a Strand> {
    let exact = |it: &&&'a Rule<Strand>| it.value.key.0 == as_key(text);
    if let Some(found) = strands.iter().find(exact) {
        return Some(&found.value);
    }
    let typed = telling(text);
    let mut fitting: Vec<&'a Strand> = Vec::new();
    for rule in strands {
        let strand = &rule.value;
        let welsh = strand.label.cy.as_deref().into_iter();
        let named = std::iter::once(strand.label.en.as_str()).chain(welsh);
        let fits = named.map(telling).any(|name| begins(&typed, &name));
        if fits && !fitting.iter().any(|it| it.key == strand.key) {
            fitting.push(strand);
        }
    }
    match fitting.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

fn begins(typed: &[String], name: &[String]) -> bool {
    let initials: String = name.iter().filter_map(|it| it.chars().next()).collect();
    if let [one] = typed
        && name.len() > 1
    {
        return *one == initials;
    }
    let pairs = typed.iter().zip(name);
    !typed.is_empty() && typed.len() == name.len() && pairs.clone().all(|(a, b)| b.starts_with(a))
}

/// What a cell says of supervision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Supervised {
    /// Under this order.
    By(OrderKind),
    /// Under supervision, by an order that is not named.
    Somehow,
    /// Not under supervision.
    Not,
}

/// Reads `Stat`, `Non-stat`, `Yes`, or the kind of order.
pub(super) fn supervised(text: &str, kind: StrandKind) -> Option<Supervised> {
    let found = words(text);
    let has = |any: &[&str]| found.iter().any(|it| any.contains(&it.as_str()));
    let lower = text.to_lowercase();
    if has(&["non", "nonstat", "nonstatutory", "voluntary", "anstatudol"]) {
        return Some(Supervised::Not);
    }
    if has(&["dto"]) || lower.contains("detention and training") {
        return Some(Supervised::By(OrderKind::DetentionAndTraining));
    }
    if has(&["suspended", "sso"]) {
        return Some(Supervised::By(OrderKind::SuspendedSentence));
    }
    if has(&["licence", "license", "licensed", "trwydded"]) {
        return Some(Supervised::By(OrderKind::Licence));
    }
    if has(&["yro", "youth", "supervision", "referral"]) && kind == StrandKind::Young {
        return Some(Supervised::By(OrderKind::YouthOrder));
    }
    if has(&["dtto", "dttos", "community", "cro", "cpo", "cpro", "drr", "probation", "order"]) {
        return Some(Supervised::By(OrderKind::CommunityOrder));
    }
    if has(&["stat", "statutory", "statudol"]) {
        return Some(Supervised::Somehow);
    }
    yes_or_no(text).map(|yes| if yes { Supervised::Somehow } else { Supervised::Not })
}

/// What comes after `to` or `until`, where an end date stands in the same cell.
pub(super) fn until(text: &str) -> Option<&str> {
    [" to ", " until ", " till ", " ends ", " hyd "]
        .iter()
        .find_map(|word| text.split_once(word))
        .map(|(_, after)| after.trim())
}
