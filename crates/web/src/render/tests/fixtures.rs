//! The published components render as GOV.UK Frontend says they do, by its own fixtures.

use super::html::normalised;
use crate::i18n::Language;
use crate::render::Templates;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use std::path::{Path, PathBuf};

const FIXTURE_COUNT: usize = 657;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.setup/fixtures/govuk")
}

/// `date-input` is `govukDateInput`.
fn macro_name(component: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    format!("govuk{}", component.split('-').map(capital).collect::<String>())
}

fn check(env: &Environment<'_>, component: &str, fixture: &serde_json::Value) -> Option<String> {
    let name = macro_name(component);
    let path = format!("govuk_frontend_jinja/components/{component}/macro.html");
    let source = format!("{{% from \"{path}\" import {name} %}}{{{{ {name}(options) }}}}");
    let options = Value::from(Serde(&fixture["options"]));
    let title = format!("{component}: {}", fixture["name"].as_str().unwrap());
    let template = match env.template_from_named_str("govuk_frontend_jinja/test.html", &source) {
        Ok(template) => template,
        Err(error) => return Some(format!("{title}: {error:#}")),
    };
    match template.render(context! { options }) {
        Err(error) => Some(format!("{title}: {error:#}")),
        Ok(html) => {
            let expected = normalised(fixture["html"].as_str().unwrap());
            let actual = normalised(&html);
            (expected != actual).then(|| format!("{title}\nwant:\n{expected}\ngot:\n{actual}"))
        }
    }
}

#[test]
fn every_fixture_of_govuk_frontend_renders_identically() {
    let templates = Templates::new();
    let env = templates.in_language(Language::English);
    let files = std::fs::read_dir(folder()).expect("run `cargo xtask setup` first");
    let mut count = 0;
    let mut failures = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let component = document["component"].as_str().unwrap();
        for fixture in document["fixtures"].as_array().unwrap() {
            count += 1;
            failures.extend(check(env, component, fixture));
        }
    }
    assert_eq!(failures, Vec::<String>::new(), "{} of {count} differ", failures.len());
    assert_eq!(count, FIXTURE_COUNT, "the pinned GOV.UK Frontend has another number of fixtures");
}
