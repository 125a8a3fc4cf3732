//! Every page renders in every state and both languages, as sound HTML.

use super::html::problems;
use crate::i18n::Language;
use crate::render::{ConflictPage, Frame, NotFoundPage, Page, Setting, Templates, pages, render};
use minijinja::context;
use minijinja::value::Value;
use std::collections::BTreeSet;

fn frames() -> Vec<Frame> {
    let both = |frame: fn(Language) -> Frame| Language::ALL.map(frame);
    let practice = |language| Frame { setting: Setting::Practice, ..Frame::sample(language) };
    let visitor = |language| Frame::new(language, "/accessibility", "nonce");
    [both(Frame::sample), both(practice), both(visitor)].concat()
}

#[test]
fn every_page_renders_every_sample_in_both_languages_as_sound_html() {
    let templates = Templates::new();
    let mut wrong = Vec::new();
    for page in pages() {
        for frame in frames() {
            let code = frame.language.code();
            match (page.render)(&templates, &frame) {
                Ok(all) if all.is_empty() => wrong.push(format!("{} has no sample", page.template)),
                Ok(all) => wrong.extend(
                    all.iter()
                        .enumerate()
                        .flat_map(|(at, html)| {
                            problems(&html.0).into_iter().map(move |it| (at, it))
                        })
                        .map(|(at, it)| format!("{} sample {at} {code}: {it}", page.template)),
                ),
                Err(error) => wrong.push(format!("{} {code}: {error:#}", page.template)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_template_of_a_page_belongs_to_a_registered_page() {
    let registered: BTreeSet<String> = pages().iter().map(|it| it.template.to_owned()).collect();
    let stored: BTreeSet<String> =
        Templates::names().filter(|it| it.starts_with("pages/")).collect();
    assert_eq!(stored, registered);
}

#[test]
fn every_template_of_ours_compiles() {
    let templates = Templates::new();
    for name in Templates::names() {
        let result = templates.in_language(Language::English).get_template(&name);
        assert!(result.is_ok(), "{name}: {:#}", result.unwrap_err());
    }
}

/// Whether the value has the path, as far as it can be known: below nothing, anything may be.
fn has_path(value: &Value, path: &[&str]) -> bool {
    let [first, rest @ ..] = path else { return true };
    match value.get_attr(first) {
        _ if value.is_none() => true,
        Ok(inner) if !inner.is_undefined() => has_path(&inner, rest),
        _ => false,
    }
}

#[test]
fn a_template_reads_nothing_that_its_page_does_not_hold() {
    let templates = Templates::new();
    for page in pages() {
        let env = templates.in_language(Language::English);
        for path in env.get_template(page.template).unwrap().undeclared_variables(true) {
            let parts: Vec<&str> = path.split('.').collect();
            let ["page", rest @ ..] = parts.as_slice() else { continue };
            for value in (page.values)() {
                assert!(has_path(&value, rest), "{} reads {path}", page.template);
            }
        }
    }
}

#[test]
fn a_template_of_ours_cannot_print_what_does_not_exist() {
    let templates = Templates::new();
    let env = templates.in_language(Language::English);
    let print = |name| {
        let source = "{{ page.nobody.knows }}";
        env.render_named_str(name, source, context! { page => context! {} })
    };
    assert!(print("pages/sample.html").is_err());
    assert!(print("components/sample.html").is_err());
    assert_eq!(print("govuk_frontend_jinja/sample.html").unwrap(), "");
}

fn html<P: Page>(frame: &Frame, page: &P) -> String {
    render(&Templates::new(), frame, page).unwrap().0
}

#[test]
fn the_frame_speaks_the_readers_language() {
    let welsh = html(&Frame::sample(Language::Welsh), &NotFoundPage {});
    assert!(welsh.contains("<html lang=\"cy\""), "{welsh}");
    assert!(welsh.contains("Neidio i&#39;r prif gynnwys"), "{welsh}");
    let back = "/language/en?back=/caseload%3Fstrand%3Dcatch%26page%3D2";
    assert!(welsh.contains(back), "{welsh}");
}

#[test]
fn a_visitor_sees_no_navigation_and_nobodys_name() {
    let page = html(&Frame::new(Language::English, "/", "n"), &NotFoundPage {});
    assert!(!page.contains("moj-primary-navigation"));
    assert!(!page.contains("/sign-out"));
}

#[test]
fn every_script_carries_the_nonce_of_the_response() {
    let page = html(&Frame::sample(Language::English), &NotFoundPage {});
    for (at, _) in page.match_indices("<script") {
        let tag = page[at..].split('>').next().unwrap();
        assert!(tag.contains("nonce=\"sample-nonce\""), "{tag}");
    }
    assert!(!page.contains(" style=") && !page.contains(" onclick="));
}

#[test]
fn no_page_wears_the_crown_or_names_govuk() {
    let page = html(&Frame::sample(Language::English), &NotFoundPage {});
    assert!(!page.to_lowercase().contains("crown"));
    assert!(!page.contains("GOV.UK"));
}

#[test]
fn a_conflict_shows_both_versions_and_sends_everything_again() {
    let page = ConflictPage::samples().swap_remove(0);
    let html = html(&Frame::sample(Language::English), &page);
    assert!(html.contains("Seen at home.</p><p"));
    assert!(html.contains("&lt;b&gt;home&lt;"));
    assert!(html.contains("<input type=\"hidden\" name=\"version\" value=\"4\">"));
}
