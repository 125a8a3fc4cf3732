//! What templates can call: sentences in the reader's language, dates in words, notes as
//! paragraphs.

use super::escape::escape;
use crate::i18n::{self, Language};
use jiff::Timestamp;
use jiff::civil::Date;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, context};

pub(super) fn add(env: &mut Environment<'_>, language: Language) {
    env.add_function("t", move |what: &Value, args: Kwargs| t(language, what, &args));
    env.add_function("tn", move |one: &str, many: &str, n: i64, args: Kwargs| {
        tn(language, (one, many, n), &args)
    });
    env.add_filter("date_words", move |value: &Value| date_words(value, language));
    env.add_filter("typed_date", move |text: &str| i18n::typed_date(text, language));
    env.add_filter("instant_words", move |value: &Value| instant_words(value, language));
    env.add_filter("paragraphs", |text: &str| paragraphs(text));
    env.add_filter("must", must);
    env.add_filter("as_items", move |choices: &Value| as_items(language, choices));
    env.add_filter("as_links", move |errors: &Value| as_links(language, errors));
    // The published macros ask for the length of what was not passed.
    env.add_filter("length", |value: &Value| value.len().unwrap_or(0));
    env.add_global("language", language.code());
    let choice = |it: Language| context! { code => it.code(), name => it.own_name() };
    env.add_global("languages", Value::from(Language::ALL.map(choice).to_vec()));
}

/// `t("Sentence with a {gap}", gap=value)`, or `t(page.words)` for words made in Rust. The result
/// is safe HTML: everything in it is escaped but arguments that are safe themselves.
fn t(language: Language, what: &Value, args: &Kwargs) -> Result<Value, Error> {
    let text = match what.as_str() {
        Some(id) => filled(language, language.text(id), args)?,
        None => words(language, what)?,
    };
    Ok(Value::from_safe_string(text))
}

/// `tn("{n} person", "{n} people", n)`.
fn tn(
    language: Language,
    (one, many, n): (&str, &str, i64),
    args: &Kwargs,
) -> Result<Value, Error> {
    let text = i18n::fill(&escape(language.counted(one, many, n)), |name| {
        (name == "n").then(|| n.to_string())
    });
    let text = fill_from(language, &text, args)?;
    args.assert_all_used()?;
    Ok(Value::from_safe_string(text))
}

fn filled(language: Language, text: &str, args: &Kwargs) -> Result<String, Error> {
    let text = fill_from(language, &escape(text), args)?;
    args.assert_all_used()?;
    Ok(text)
}

fn fill_from(language: Language, text: &str, args: &Kwargs) -> Result<String, Error> {
    let mut problem = None;
    let out = i18n::fill(text, |name| match argument(language, name, args) {
        Ok(text) => Some(text),
        Err(error) => {
            problem.get_or_insert(error);
            None
        }
    });
    problem.map_or(Ok(out), Err)
}

fn argument(language: Language, name: &str, args: &Kwargs) -> Result<String, Error> {
    let value: Value = args.get(name)?;
    if value.is_undefined() || value.is_none() {
        return Err(invalid(&format!("{{{name}}} has no value")));
    }
    if value.kind() == ValueKind::Map {
        return words(language, &value);
    }
    let text = value.to_string();
    Ok(if value.is_safe() { text } else { escape(&text) })
}

/// Words made in Rust: a `Msg`, or text that somebody typed.
fn words(language: Language, value: &Value) -> Result<String, Error> {
    let typed = value.get_attr("typed")?;
    if let Some(typed) = typed.as_str() {
        return Ok(escape(typed));
    }
    let id = value.get_attr("id")?;
    let Some(id) = id.as_str() else {
        return Err(invalid("t() takes a sentence, a Msg or Words"));
    };
    let count = value.get_attr("count")?;
    let text = if count.is_none() {
        language.text(id).to_owned()
    } else {
        let (many, n) = (count.get_item_by_index(0)?, count.get_item_by_index(1)?);
        let (many, n) = (many.as_str().unwrap_or(id), n.as_i64().unwrap_or_default());
        language.counted(id, many, n).to_owned()
    };
    let args = value.get_attr("args")?;
    Ok(i18n::fill(&escape(&text), |name| made_argument(language, &args.get_attr(name).ok()?)))
}

fn made_argument(language: Language, arg: &Value) -> Option<String> {
    let attr = |name| arg.get_attr(name).ok().filter(|it: &Value| !it.is_undefined());
    if let Some(text) = attr("text") {
        return text.as_str().map(escape);
    }
    if let Some(date) = attr("date") {
        return date_words(&date, language).ok();
    }
    words(language, &attr("msg")?).ok()
}

fn date_words(value: &Value, language: Language) -> Result<String, Error> {
    let text = value.as_str().ok_or_else(|| invalid("date_words takes an ISO date"))?;
    let date: Date = text.parse().map_err(|_| invalid("date_words takes an ISO date"))?;
    Ok(i18n::date_words(date, language))
}

fn instant_words(value: &Value, language: Language) -> Result<String, Error> {
    let text = value.as_str().ok_or_else(|| invalid("instant_words takes an instant"))?;
    let instant: Timestamp = text.parse().map_err(|_| invalid("instant_words takes an instant"))?;
    Ok(i18n::instant_words(instant, language))
}

/// A note as it was typed: blank lines part paragraphs, other line ends stay line ends, and
/// nothing in it is markup.
pub(super) fn paragraphs(text: &str) -> Value {
    let mut out = String::with_capacity(text.len() + 64);
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            if open {
                out.push_str("</p>");
            }
            open = false;
            continue;
        }
        out.push_str(if open { "<br>\n" } else { "<p class=\"govuk-body app-note\">" });
        out.push_str(&escape(line));
        open = true;
    }
    if open {
        out.push_str("</p>");
    }
    Value::from_safe_string(out)
}

/// The value, which must exist.
fn must(value: Value) -> Result<Value, Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "the page does not hold this"));
    }
    Ok(value)
}

/// A list of `Choice` as the published macros want their items.
fn as_items(language: Language, choices: &Value) -> Result<Value, Error> {
    let item = |choice: Value| {
        let text = Value::from_safe_string(words(language, &choice.get_attr("text")?)?);
        let hint = match choice.get_attr("hint")? {
            hint if hint.is_none() || hint.is_undefined() => Value::UNDEFINED,
            hint => context! { text => Value::from_safe_string(words(language, &hint)?) },
        };
        Ok(context! { value => choice.get_attr("value")?, text, hint })
    };
    choices.try_iter()?.map(item).collect::<Result<Vec<Value>, Error>>().map(Value::from)
}

/// The errors of a form as links of the error summary.
fn as_links(language: Language, errors: &Value) -> Result<Value, Error> {
    let link = |error: Value| {
        let text = Value::from_safe_string(words(language, &error.get_attr("msg")?)?);
        Ok(context! { text, href => format!("#{}", error.get_attr("id")?) })
    };
    errors.try_iter()?.map(link).collect::<Result<Vec<Value>, Error>>().map(Value::from)
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}
