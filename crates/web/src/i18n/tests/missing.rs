//! Every sentence is there in Welsh, says the same, and none is left over.

use super::extract::used;
use crate::i18n::{Catalogue, placeholders};

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn welsh() -> Catalogue {
    let (catalogue, mistakes) = Catalogue::load();
    none("mistakes in locales/cy", &mistakes);
    catalogue
}

#[test]
fn every_sentence_has_its_welsh() {
    let (used, welsh) = (used(), welsh());
    let mut missing = Vec::new();
    for (id, files) in &used.singular {
        if welsh.text(id).is_none() {
            missing.push(format!("msgid {id:?} in {files:?}"));
        }
    }
    for ((one, many), files) in &used.plural {
        if welsh.counted(one, 5).is_none() {
            missing.push(format!("msgid {one:?} msgid_plural {many:?} in {files:?}"));
        }
    }
    none("missing from locales/cy", &missing);
}

#[test]
fn no_translation_is_left_over() {
    let (used, welsh) = (used(), welsh());
    let singular = welsh.singular_entries().map(|(id, _)| id);
    let mut unused: Vec<String> =
        singular.filter(|id| !used.singular.contains_key(*id)).map(str::to_owned).collect();
    for (id, _) in welsh.plural_entries() {
        if !used.plural.keys().any(|(one, _)| one == id) {
            unused.push(id.to_owned());
        }
    }
    unused.sort();
    none("in locales/cy but nowhere used", &unused);
}

#[test]
fn both_languages_have_the_same_gaps() {
    let (used, welsh) = (used(), welsh());
    let mut different: Vec<String> = welsh
        .singular_entries()
        .filter(|(id, text)| placeholders(id) != placeholders(text))
        .map(|(id, text)| format!("{id:?} and {text:?}"))
        .collect();
    for (id, forms) in welsh.plural_entries() {
        let plurals = used.plural.keys().filter(|(one, _)| one == id);
        for (_, many) in plurals {
            // "One person" may leave the number out.
            let unknown = forms.iter().find(|it| !placeholders(it).is_subset(&placeholders(many)));
            different.extend(unknown.map(|it| format!("{many:?} and {it:?}")));
        }
    }
    none("gaps differ", &different);
}
