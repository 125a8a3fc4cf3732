//! The published components render as GOV.UK Frontend says they do, by its own fixtures.

use super::html::normalised;
use crate::i18n::Language;
use crate::render::Templates;
use minijinja::context;
use minijinja::value::{Serde, Value};
use std::fs::DirEntry;
use std::path::Path;

const FIXTURE_COUNT: usize = 657;

/// A published library: its folder of fixtures, the import path of its macros, and how they begin.
struct Library {
    fixtures: &'static str,
    path: &'static str,
    prefix: &'static str,
}

const GOVUK: Library =
    Library { fixtures: "govuk", path: "govuk_frontend_jinja/components", prefix: "govuk" };
const MOJ: Library = Library { fixtures: "moj", path: "moj/components", prefix: "moj" };

impl Library {
    /// `date-input` is `govukDateInput`, unless the fixtures say otherwise.
    fn macro_name(&self, document: &serde_json::Value) -> String {
        if let Some(name) = document["macro"].as_str() {
            return name.to_owned();
        }
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let component = document["component"].as_str().unwrap();
        let name: String = component.split('-').map(capital).collect();
        format!("{}{name}", self.prefix)
    }

    /// A template that calls the component with `options`, around `inner` where there is one.
    fn call(&self, document: &serde_json::Value, fixture: &serde_json::Value) -> String {
        let (path, name) = (self.path, self.macro_name(document));
        let component = document["component"].as_str().unwrap();
        let import = format!("{{% from \"{path}/{component}/macro.html\" import {name} %}}");
        match fixture["caller"].as_str() {
            Some(inner) => format!("{import}{{% call {name}(options) %}}{inner}{{% endcall %}}"),
            None => format!("{import}{{{{ {name}(options) }}}}"),
        }
    }

    /// How many fixtures there are, and those that come out otherwise.
    fn check(&self) -> (usize, Vec<String>) {
        let templates = Templates::new();
        let env = templates.in_language(Language::English);
        let mut count = 0;
        let mut failures = Vec::new();
        for document in self.documents() {
            for fixture in document["fixtures"].as_array().unwrap() {
                count += 1;
                let call = self.call(&document, fixture);
                let want = normalised(fixture["html"].as_str().unwrap());
                let options = Value::from(Serde(&fixture["options"]));
                let got = env.render_named_str("moj/sample.html", &call, context! { options });
                let got = got.map_or_else(|error| format!("{error:#}"), |html| normalised(&html));
                if got != want {
                    let title = &fixture["name"];
                    failures.push(format!("{call} {title}\nwant:\n{want}\ngot:\n{got}"));
                }
            }
        }
        (count, failures)
    }

    fn documents(&self) -> Vec<serde_json::Value> {
        let web = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = web.join("../../.setup/fixtures").join(self.fixtures);
        let files = std::fs::read_dir(folder).expect("run `cargo xtask setup` first");
        let read = |file: DirEntry| std::fs::read_to_string(file.path()).unwrap();
        files.map(|file| serde_json::from_str(&read(file.unwrap())).unwrap()).collect()
    }
}

#[test]
fn every_fixture_of_govuk_frontend_renders_identically() {
    let (count, failures) = GOVUK.check();
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(count, FIXTURE_COUNT, "the pinned GOV.UK Frontend has another number of fixtures");
}

#[test]
fn every_sample_of_moj_frontend_renders_as_its_own_engine_renders_it() {
    let (count, failures) = MOJ.check();
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 0, "set-up gave no samples");
}
