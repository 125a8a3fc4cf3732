//! Forms keep what was typed and say everything that is wrong at once.

use super::{BodyRefusal, FieldErrors, Fields, FormReader, FormView, field_id};
use crate::i18n::Msg;
use crate::msg;
use jiff::civil::{Date, date};

const NAMES: [&str; 4] = ["surname", "born_on", "note", "agency"];

fn iso(text: &str) -> Result<Date, Msg> {
    text.parse().map_err(|_| msg!("Not known"))
}

fn known(key: &str) -> Option<&'static str> {
    ["police", "probation"].into_iter().find(|it| *it == key)
}

fn fields(body: &str) -> Fields {
    Fields::parse(body.as_bytes()).unwrap()
}

type Values = (String, Date, String, Vec<&'static str>);

fn read(fields: &Fields) -> Result<Values, FieldErrors> {
    let mut form = FormReader::new(fields);
    let surname = form.required_text("surname", msg!("Not given"));
    let born_on = form.date("born_on", iso, msg!("Not given"));
    let note = form.long_text("note");
    let agency = form.some_checkboxes("agency", known, msg!("Not given"));
    form.finish((surname, born_on, note, agency))
}

#[test]
fn a_right_form_gives_its_values() {
    let body = "surname=+O%27Hare+&born_on=1984-02-29&note=+a%0D%0Ab+&agency=police&agency=police";
    let expected = ("O'Hare".to_owned(), date(1984, 2, 29), " a\r\nb ".to_owned(), vec!["police"]);
    assert_eq!(read(&fields(body)), Ok(expected));
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_form() {
    let errors = read(&fields("born_on=yesterday&agency=nobody")).unwrap_err();
    let wrong: Vec<&str> = errors.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(wrong, ["surname", "born_on", "agency"]);
    assert_eq!(errors.at("surname"), Some(&msg!("Not given")));
    assert_eq!(errors.at("agency"), Some(&msg!("Choose from the answers shown")));
}

#[test]
fn what_was_typed_is_shown_again_beside_what_is_wrong() {
    let fields = fields("surname=&born_on=31%2F2&note=%3Cb%3E--+select+1&agency=a&agency=b");
    let errors = read(&fields).unwrap_err();
    let form = FormView::again(&NAMES, &fields, errors);
    assert_eq!(form.field["born_on"].value, "31/2");
    assert_eq!(form.field["note"].value, "<b>-- select 1");
    assert_eq!(form.field["agency"].values, ["a", "b"]);
    assert_eq!(form.field["surname"].error, Some(msg!("Not given")));
    assert_eq!(form.field["note"].error, None);
}

#[test]
fn a_long_note_is_kept_to_the_letter() {
    let hostile = "--; drop table ".repeat(9_000);
    let note = format!("\r\n\t<script>'\"`&amp;%00 {hostile}\u{202e}é\n");
    let fields = Fields::from_pairs([("note", note.clone())]);
    assert_eq!(FormReader::new(&fields).long_text("note"), Some(note));
}

#[test]
fn a_note_past_two_megabytes_is_refused_and_still_shown_again() {
    let fields = Fields::from_pairs([("note", "x".repeat(2 * 1024 * 1024 + 1))]);
    let mut reader = FormReader::new(&fields);
    let note = reader.long_text("note");
    let errors = reader.finish((note,)).unwrap_err();
    let form = FormView::again(&NAMES, &fields, errors);
    assert_eq!(form.field["note"].value.len(), 2 * 1024 * 1024 + 1);
    assert!(form.field["note"].error.is_some());
}

#[test]
fn a_nul_is_refused_because_no_database_keeps_it() {
    let fields = Fields::from_pairs([("note", "a\0b"), ("surname", "\0")]);
    let mut reader = FormReader::new(&fields);
    assert_eq!(reader.long_text("note"), None);
    assert_eq!(reader.optional_text("surname"), None);
}

#[test]
fn a_choice_is_one_of_those_offered() {
    let choose = |body: &str| {
        let fields = fields(body);
        FormReader::new(&fields).choice("agency", known, msg!("Not given"))
    };
    assert_eq!(choose("agency=police"), Some("police"));
    assert_eq!(choose("agency=admin"), None);
    assert_eq!(choose(""), None);
}

#[test]
fn a_blank_optional_field_is_no_error() {
    let fields = fields("born_on=++&surname=+");
    let mut reader = FormReader::new(&fields);
    let born_on = reader.optional_date("born_on", iso);
    let surname = reader.optional_text("surname");
    assert_eq!(reader.finish((born_on, surname)), Ok((None, None)));
}

#[test]
fn too_large_a_body_is_refused_before_it_is_read() {
    let limit_bytes = Fields::BODY_SIZE_BYTES;
    let size_bytes = limit_bytes + 1;
    let refusal = Fields::parse(&vec![b'a'; size_bytes]);
    assert_eq!(refusal, Err(BodyRefusal::TooLarge { size_bytes, limit_bytes }));
    let many = Fields::parse(&b"a&".repeat(5_001));
    assert_eq!(many, Err(BodyRefusal::TooManyFields { count: 5_001, limit: 5_000 }));
}

#[test]
fn the_id_of_a_field_is_a_valid_link() {
    assert_eq!(field_id("born_on"), "born_on");
    assert_eq!(field_id("factor[3].points"), "factor-3--points");
    assert_eq!(field_id("\"><script>"), "script");
}

#[test]
fn a_debug_print_of_a_form_names_fields_and_no_values() {
    assert_eq!(format!("{:?}", fields("surname=Sample")), r#"{"surname"}"#);
}

/// Bytes from a seed, so that a failure can be repeated. Biased to what forms are made of.
fn bytes(seed: u64) -> Vec<u8> {
    const LIKELY: &[u8] = b"&=%+;0aF\0\xff\xc3\xa9\r\n[]surnameborn_onnoteagency";
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let length = usize::try_from(next() % 200).unwrap();
    let pick = |it: u64| match it % 4 {
        0 => u8::try_from(it >> 56).unwrap(),
        _ => LIKELY[usize::try_from(it >> 8).unwrap() % LIKELY.len()],
    };
    (0..length).map(|_| pick(next())).collect()
}

#[test]
fn no_bytes_whatever_make_it_fall_over() {
    for seed in 0..20_000 {
        let Ok(fields) = Fields::parse(&bytes(seed)) else { continue };
        let errors = read(&fields).err().unwrap_or_default();
        let form = FormView::again(&NAMES, &fields, errors);
        for name in NAMES {
            let sent = fields.first(name).unwrap_or_default();
            assert_eq!(form.field[name].value, sent, "seed {seed}");
        }
    }
}

#[test]
fn any_pairs_come_back_as_they_were_sent() {
    for seed in 0..5_000 {
        let text = |seed| String::from_utf8_lossy(&bytes(seed)).into_owned();
        let sent = vec![(text(seed), text(seed + 1)), (text(seed), text(seed + 2))];
        let body = serde_html_form::to_string(&sent).unwrap();
        let fields = Fields::parse(body.as_bytes()).unwrap();
        let back: Vec<_> = fields.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        assert_eq!(back, sent, "seed {seed}");
    }
}
