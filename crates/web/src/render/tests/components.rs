//! Our own components, as they stand in the golden files beside this one.

use super::html::{normalised, problems};
use crate::form::{FieldErrors, Fields, FormView};
use crate::i18n::{Language, Words};
use crate::msg;
use crate::render::functions::paragraphs;
use crate::render::{
    Chip, ChipGroup, Choice, FilterPanel, Identity, NavItem, PageLink, Pagination, SummaryRow, Tag,
    Templates, TimelineItem, Tone, Why, WhyInput,
};
use expect_test::{ExpectFile, expect_file};
use jiff::civil::date;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

fn rendered(language: Language, source: &str, it: &impl Serialize) -> String {
    let templates = Templates::new();
    let env = templates.in_language(language);
    env.render_named_str("pages/sample.html", source, context! { it => Value::from(Serde(it)) })
        .unwrap_or_else(|error| panic!("{error:#}"))
}

fn check(source: &str, it: &impl Serialize, expect: &ExpectFile) {
    let html = rendered(Language::English, source, it);
    assert_eq!(problems(&html), Vec::<String>::new());
    expect.assert_eq(&normalised(&html));
}

fn tag() -> Tag {
    Tag::new(msg!("Not known"), Tone::Warning)
}

fn identity() -> Identity {
    Identity {
        name: "Sam <Sample>".to_owned(),
        href: "/people/1".to_owned(),
        born_on: Some("1984-02-29".to_owned()),
        age_years: Some(41),
        identifiers: vec![(msg!("Not given"), "04/1234567A".to_owned())],
        tags: vec![tag()],
        warnings: vec![Words::typed("Dog & stairs")],
    }
}

#[test]
fn the_identity_bar_says_whose_record_it_is() {
    let source = "{% from 'components/person.html' import identity_bar %}{{ identity_bar(it) }}";
    check(source, &identity(), &expect_file!["golden/identity_bar.html"]);
    let unknown = Identity { born_on: None, age_years: None, ..identity() };
    assert!(rendered(Language::Welsh, source, &unknown).contains("Ddim yn hysbys"));
}

#[test]
fn the_timeline_dates_everything_and_escapes_notes() {
    let item = TimelineItem {
        title: msg!("Note").into(),
        href: Some("/people/1/contacts/2".to_owned()),
        on: "2026-01-03".to_owned(),
        at: Some("2026-01-03T14:05:00Z".to_owned()),
        by: Some("Ana Sample".to_owned()),
        text: Some("Came <b>late</b>.\nStayed.\n\nGood.".to_owned()),
        tags: vec![tag()],
    };
    let dated = TimelineItem { href: None, at: None, by: None, text: None, ..item.clone() };
    let source = "{% from 'components/timeline.html' import timeline %}{{ timeline(it, 3) }}";
    check(source, &[item, dated], &expect_file!["golden/timeline.html"]);
    assert!(rendered(Language::English, source, &[(); 0]).contains("Nothing is recorded yet."));
}

#[test]
fn every_filter_that_is_on_can_be_taken_off() {
    let chip = Chip { text: Words::typed("Oak & Ash"), remove_href: "/caseload".to_owned() };
    let panel = FilterPanel {
        action: "/caseload".to_owned(),
        clear_href: "/caseload?all=1".to_owned(),
        groups: vec![ChipGroup { heading: msg!("Schemes"), chips: vec![chip] }],
    };
    let source = "{% from 'components/filter.html' import filter %}\
                  {% call filter(it, {}) %}<p>fields</p>{% endcall %}";
    check(source, &panel, &expect_file!["golden/filter.html"]);
}

#[test]
fn pagination_leads_to_the_other_pages() {
    let pages = Pagination::new(5, 25, 240, |page| format!("/caseload?page={page}"));
    let source = "{% from 'components/pagination.html' import pagination %}{{ pagination(it) }}";
    check(source, &pages, &expect_file!["golden/pagination.html"]);
}

#[test]
fn pagination_never_points_outside_the_list() {
    let pages = |number, total| Pagination::new(number, 25, total, |page| page.to_string());
    let here = |number: usize| PageLink::Here { number, href: number.to_string() };
    assert_eq!(pages(9, 30).links.len(), 2);
    assert_eq!((pages(9, 30).from, pages(9, 30).to), (26, 30));
    assert_eq!((pages(1, 0).from, pages(1, 0).to), (0, 0));
    assert_eq!(pages(0, 10).links, [here(1)]);
    let all = [1, 3].map(|number| PageLink::Other { number, href: number.to_string() });
    let [first, last] = all;
    assert_eq!(pages(2, 75).links, [first, here(2), last]);
}

#[test]
fn why_gives_the_rule_its_inputs_and_its_source() {
    let input = WhyInput { label: msg!("Not known").into(), value: Words::typed("3 <arrests>") };
    let why = Why {
        rule: msg!("Not given").into(),
        source: Some("Framework, paragraph 11".to_owned()),
        in_force_on: Some("2004-09-08".to_owned()),
        inputs: vec![input],
    };
    let source = "{% from 'components/why.html' import why %}{{ why(it, 'the score') }}";
    check(source, &why, &expect_file!["golden/why.html"]);
}

#[test]
fn answers_can_be_changed_and_blanks_say_so() {
    let rows = [
        SummaryRow::new(msg!("Note"), Words::typed("a\n\n<b>")).change("/edit#note"),
        SummaryRow::new(msg!("Note"), msg!("Not known")),
        SummaryRow::not_given(msg!("Note")),
    ];
    let source = "{% from 'components/summary.html' import answers %}{{ answers(it) }}";
    check(source, &rows, &expect_file!["golden/summary.html"]);
}

#[test]
fn a_table_has_a_caption_and_a_pane_that_the_keyboard_reaches() {
    let source = "{% from 'components/table.html' import table %}{% call table('People', [\
        {'text': 'Name', 'sort': {'href': '?sort=name', 'direction': 'ascending'}}, \
        {'text': 'Score', 'numeric': true}, {'text': 'Links', 'hidden': true}]) %}\
        <tr><td>a</td><td>1</td><td>b</td></tr>{% endcall %}";
    check(source, &(), &expect_file!["golden/table.html"]);
}

#[test]
fn small_parts_render() {
    let source = "{% from 'components/navigation.html' import sub_navigation, back %}\
        {% from 'components/draft.html' import draft_form, draft_line %}\
        {% set form = {'drafts': {'review': {'key': 'review/1', 'at': '/', 'by': '2',\
        'is_kept': true, 'saved_at': '2026-01-03T14:05:00Z'}}} %}\
        {% from 'components/bulk.html' import bulk_all, bulk_bar, bulk_box, bulk_form %}\
        {{ back('/') }}{{ sub_navigation(it, 'Sections') }}\
        <form {{ bulk_form() }} {{ draft_form(form, 'review') }}>{{ bulk_all() }}\
        {{ draft_line(form, 'review') }}\
        {% call bulk_bar('Tick people first') %}<button>Go</button>{% endcall %}\
        {{ bulk_box('7', 'Sam <Sample>', ticked=true) }}</form>";
    let items = [NavItem::new(msg!("Today"), "/").here(), NavItem::new(msg!("Audit"), "/audit")];
    check(source, &items, &expect_file!["golden/small_parts.html"]);
}

const FORM: &str = "{% import 'components/forms.html' as forms %}{{ forms.error_summary(it.form) }}\
    {% set field = it.form.field %}<form>\
    {{ forms.text(field.surname, 'Last name', hint='As on the record', width=20) }}\
    {{ forms.date(field.born_on, 'Born') }}{{ forms.textarea(field.note, 'Note') }}\
    {{ forms.radios(field.strand, 'Strand', it.choices, inline=true) }}\
    {{ forms.checkboxes(field.agency, 'Agencies', it.choices) }}\
    {{ forms.select(field.lead, 'Lead', it.choices) }}{{ forms.password(field.password, 'Word') }}\
    {{ forms.hidden('version', 3) }}{{ forms.button('Save') }}\
    {{ forms.button('Discard', kind='warning', name='do', value='discard') }}</form>";

const NAMES: [&str; 7] = ["surname", "born_on", "note", "strand", "agency", "lead", "password"];

#[derive(Serialize)]
struct FormSample {
    form: FormView,
    choices: Vec<Choice>,
}

fn form_sample() -> FormSample {
    let sent = [
        ("surname", "\"><script>"),
        ("born_on", "3/1/84"),
        ("note", "\r\n </textarea><script>"),
        ("strand", "b"),
        ("agency", "a"),
        ("agency", "b"),
        ("lead", "b"),
        ("password", "secret"),
    ];
    let mut errors = FieldErrors::one("surname", msg!("Not given"));
    errors.push("strand", msg!("Choose one of the answers shown"));
    let form = FormView::again(&NAMES, &Fields::from_pairs(sent), errors);
    let form = form.echoed("born_on", date(1984, 1, 3));
    let choices = vec![
        Choice::new("a", Words::typed("Oak & Ash")),
        Choice::new("b", msg!("Not known")).hinted(Words::typed("A <hint>")),
    ];
    FormSample { form, choices }
}

#[test]
fn a_form_shows_again_what_was_typed_and_links_to_what_is_wrong() {
    check(FORM, &form_sample(), &expect_file!["golden/form.html"]);
    let html = rendered(Language::English, FORM, &form_sample());
    assert!(html.contains("href=\"#surname\"") && html.contains("href=\"#strand\""));
    assert!(!html.contains("<script"));
    assert!(!html.contains("secret"));
    assert!(html.contains(">\n\r\n &lt;/textarea"), "{html}");
}

#[test]
fn a_field_that_the_form_does_not_have_does_not_render() {
    let templates = Templates::new();
    let env = templates.in_language(Language::English);
    for name in ["text", "password", "date", "textarea", "radios", "checkboxes", "select"] {
        let import = "{% import 'components/forms.html' as forms %}";
        let source = format!("{import}{{{{ forms.{name}(it.nobody, 'Name', []) }}}}");
        let error = env.render_named_str("pages/sample.html", &source, context! { it => 1 });
        assert!(format!("{:#}", error.unwrap_err()).contains("does not hold this"), "{name}");
    }
}

#[test]
fn a_note_becomes_paragraphs_and_never_markup() {
    let check = |text: &str, expect: &str| {
        let html = paragraphs(text).to_string().replace(" class=\"govuk-body app-note\"", "");
        assert_eq!(html, expect);
    };
    check("", "");
    check("a", "<p>a</p>");
    check("a\r\nb\r\n\r\n\r\nc\n", "<p>a<br>\nb</p><p>c</p>");
    check("<b>&", "<p>&lt;b&gt;&amp;</p>");
}

#[test]
fn a_sentence_is_escaped_but_for_arguments_that_are_html_already() {
    let source = "{% set link %}<a href=\"/\">x</a>{% endset %}\
        {{ t('Write to the data protection officer at {address}.', address=it) }}\
        {{ t('Write to the data protection officer at {address}.', address=link) }}";
    let html = rendered(Language::English, source, &"<b>");
    assert!(html.contains("at &lt;b&gt;.") && html.contains("at <a href=\"/\">x</a>."), "{html}");
}

#[test]
fn a_gap_without_an_argument_and_an_argument_without_a_gap_are_mistakes() {
    let templates = Templates::new();
    let env = templates.in_language(Language::English);
    let say = |source| env.render_named_str("pages/sample.html", source, ());
    assert!(say("{{ t('Read as {date}') }}").is_err());
    assert!(say("{{ t('Read as {date}', date=nothing) }}").is_err());
    assert!(say("{{ t('Today', date=1) }}").is_err());
    assert_eq!(say("{{ tn('{n} person', '{n} people', 2) }}").unwrap(), "2 people");
}
