//! What a condition reads from one record: a column, or a text made from one column.
//!
//! A made text (`substr(surname, 1, 3)`) depends on one column alone, so that it is worked out
//! once for each distinct text of the column and not once for each pair.

use crate::sql::{Op, Side, Sql};

/// A column, or a text made from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// The column it reads.
    pub column: String,
    /// What is done to the text, outermost last; empty for the column as it is.
    pub(crate) making: Option<Making>,
}

/// How a text is made from the column's own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Making {
    Itself,
    Literal(String),
    /// From the first letter (1) on, at most so many letters.
    Part {
        of: Box<Making>,
        first: i64,
        letters: Option<i64>,
    },
    Lower(Box<Making>),
    Upper(Box<Making>),
    Trimmed(Box<Making>),
    Reversed(Box<Making>),
    Replaced {
        of: Box<Making>,
        this: String,
        with: String,
    },
    /// The group of the first match; an empty text where nothing matches.
    Matched {
        of: Box<Making>,
        pattern: Pattern,
        group: usize,
    },
    /// Missing if equal to the text.
    MissingIf {
        of: Box<Making>,
        is: String,
    },
    Joined(Box<Making>, Box<Making>),
    /// A day, as `YYYY-MM-DD`, with its time of day if the form has one; missing if the text is no
    /// day of this form.
    Day {
        of: Box<Making>,
        form: DayForm,
    },
}

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayForm {
    /// `2004-07-09`
    YearFirst,
    /// `09/07/2004`
    DayFirst,
    /// `2004-07-09T10:30:00Z`
    Instant,
}

/// A regular expression, equal to another that is written alike.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(pub(crate) regex::Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// Patterns come from model files: a pattern that would fill the memory is refused.
const LARGEST_PATTERN_BYTES: usize = 1 << 20;

impl Expression {
    /// The column as it is.
    pub fn column(name: impl Into<String>) -> Self {
        Self { column: name.into(), making: None }
    }

    /// What `sql` reads, and from which record.
    pub(crate) fn recognise(sql: &Sql) -> Result<(Side, Self), String> {
        if let Sql::Column { side, name } = sql {
            return Ok((*side, Self::column(name.clone())));
        }
        let mut read = None;
        let making = making(sql, &mut read)?;
        let Some((side, column)) = read else { return Err("no column is read".to_owned()) };
        let making = (making != Making::Itself).then_some(making);
        Ok((side, Self { column, making }))
    }

    /// The text made from the column's `text`; `None` if there is none.
    pub(crate) fn make(&self, text: &str) -> Option<String> {
        match &self.making {
            None => Some(text.to_owned()),
            Some(making) => making.of(text),
        }
    }
}

/// Reads the tree of a made text; `read` keeps the one column that it may name.
fn making(sql: &Sql, read: &mut Option<(Side, String)>) -> Result<Making, String> {
    match sql {
        Sql::Column { side, name } => {
            let this = (*side, name.clone());
            if read.as_ref().is_some_and(|first| *first != this) {
                return Err(
                    "a text made from two columns is not understood: make it a column".to_owned()
                );
            }
            *read = Some(this);
            Ok(Making::Itself)
        }
        Sql::Text(text) => Ok(Making::Literal(text.clone())),
        Sql::Binary { op: Op::Join, left, right } => {
            Ok(Making::Joined(Box::new(making(left, read)?), Box::new(making(right, read)?)))
        }
        Sql::Cast { of, to } if is_text_type(to) => making(of, read),
        Sql::Call { name, args } => called(name, args, read),
        Sql::Number(_)
        | Sql::Null
        | Sql::Binary { .. }
        | Sql::Not(_)
        | Sql::Minus(_)
        | Sql::IsNull(_)
        | Sql::IsPresent(_)
        | Sql::Cast { .. } => Err("what is read from the record is not understood".to_owned()),
    }
}

fn is_text_type(name: &str) -> bool {
    matches!(name, "text" | "varchar" | "string" | "char")
}

fn called(name: &str, args: &[Sql], read: &mut Option<(Side, String)>) -> Result<Making, String> {
    let made = |of: &Sql, read: &mut Option<(Side, String)>| making(of, read).map(Box::new);
    match (name, args) {
        ("substr" | "substring", [of, first]) => {
            Ok(Making::Part { of: made(of, read)?, first: whole(first)?, letters: None })
        }
        ("substr" | "substring", [of, first, letters]) => {
            let letters = Some(whole(letters)?);
            Ok(Making::Part { of: made(of, read)?, first: whole(first)?, letters })
        }
        ("left", [of, letters]) => {
            Ok(Making::Part { of: made(of, read)?, first: 1, letters: Some(whole(letters)?) })
        }
        ("right", [of, letters]) => {
            let letters = whole(letters)?;
            Ok(Making::Part { of: made(of, read)?, first: -letters, letters: Some(letters) })
        }
        ("lower" | "lcase", [of]) => Ok(Making::Lower(made(of, read)?)),
        ("upper" | "ucase", [of]) => Ok(Making::Upper(made(of, read)?)),
        ("trim", [of]) => Ok(Making::Trimmed(made(of, read)?)),
        ("reverse", [of]) => Ok(Making::Reversed(made(of, read)?)),
        ("replace", [of, Sql::Text(this), Sql::Text(with)]) => {
            Ok(Making::Replaced { of: made(of, read)?, this: this.clone(), with: with.clone() })
        }
        ("regexp_extract", [of, Sql::Text(pattern)]) => matched(made(of, read)?, pattern, 0),
        ("regexp_extract", [of, Sql::Text(pattern), group]) => {
            let group =
                usize::try_from(whole(group)?).map_err(|_| "a group is negative".to_owned())?;
            matched(made(of, read)?, pattern, group)
        }
        ("nullif", [of, Sql::Text(is)]) => {
            Ok(Making::MissingIf { of: made(of, read)?, is: is.clone() })
        }
        ("concat", [first, rest @ ..]) => {
            let mut joined = making(first, read)?;
            for part in rest {
                joined = Making::Joined(Box::new(joined), made(part, read)?);
            }
            Ok(joined)
        }
        (
            "try_strptime" | "strptime" | "try_to_date" | "to_date" | "try_to_timestamp",
            [of, Sql::Text(form)],
        ) => Ok(Making::Day { of: made(of, read)?, form: day_form(form)? }),
        ("date", [of]) => Ok(Making::Day { of: made(of, read)?, form: DayForm::YearFirst }),
        _ => Err(format!("the function {name} with {} arguments is not understood", args.len())),
    }
}

fn matched(of: Box<Making>, pattern: &str, group: usize) -> Result<Making, String> {
    let compiled = regex::RegexBuilder::new(pattern)
        .size_limit(LARGEST_PATTERN_BYTES)
        .build()
        .map_err(|_| format!("the pattern {pattern} is not understood"))?;
    Ok(Making::Matched { of, pattern: Pattern(compiled), group })
}

fn day_form(form: &str) -> Result<DayForm, String> {
    match form {
        "%Y-%m-%d" | "yyyy-MM-dd" => Ok(DayForm::YearFirst),
        "%d/%m/%Y" | "dd/MM/yyyy" => Ok(DayForm::DayFirst),
        "%Y-%m-%dT%H:%M:%SZ" | "yyyy-MM-dd'T'HH:mm:ssXXX" => Ok(DayForm::Instant),
        _ => Err(format!("the date form {form} is not understood")),
    }
}

fn whole(sql: &Sql) -> Result<i64, String> {
    match sql {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of this size is exact")]
        Sql::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => Ok(*number as i64),
        Sql::Number(_)
        | Sql::Column { .. }
        | Sql::Text(_)
        | Sql::Null
        | Sql::Call { .. }
        | Sql::Binary { .. }
        | Sql::Not(_)
        | Sql::Minus(_)
        | Sql::IsNull(_)
        | Sql::IsPresent(_)
        | Sql::Cast { .. } => Err("a whole number is wanted".to_owned()),
    }
}

impl Making {
    fn of(&self, text: &str) -> Option<String> {
        match self {
            Self::Itself => Some(text.to_owned()),
            Self::Literal(literal) => Some(literal.clone()),
            Self::Part { of, first, letters } => of.of(text).map(|it| part(&it, *first, *letters)),
            Self::Lower(of) => of.of(text).map(|it| it.to_lowercase()),
            Self::Upper(of) => of.of(text).map(|it| it.to_uppercase()),
            Self::Trimmed(of) => of.of(text).map(|it| it.trim_matches(' ').to_owned()),
            Self::Reversed(of) => of.of(text).map(|it| it.chars().rev().collect()),
            Self::Replaced { of, this, with } => of.of(text).map(|it| it.replace(this, with)),
            Self::Matched { of, pattern, group } => of.of(text).map(|it| {
                let found = pattern.0.captures(&it).and_then(|all| all.get(*group));
                found.map_or_else(String::new, |found| found.as_str().to_owned())
            }),
            Self::MissingIf { of, is } => of.of(text).filter(|it| it != is),
            Self::Joined(left, right) => Some(left.of(text)? + &right.of(text)?),
            Self::Day { of, form } => day(&of.of(text)?, *form),
        }
    }
}

/// As SQL counts: the first letter is 1, a negative start counts from the end, and a start of 0
/// lies one before the first letter.
fn part(text: &str, first: i64, letters: Option<i64>) -> String {
    let count = || i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let from = if first < 0 { (count() + first).max(0) } else { first - 1 };
    let until = letters.map_or_else(count, |letters| from.saturating_add(letters)).max(0);
    let from = usize::try_from(from.max(0)).unwrap_or(0);
    let until = usize::try_from(until).unwrap_or(0);
    text.chars().skip(from).take(until.saturating_sub(from)).collect()
}

fn day(text: &str, form: DayForm) -> Option<String> {
    let ((year, month, day), time) = match form {
        DayForm::YearFirst => (split_day(text, '-')?, ""),
        DayForm::DayFirst => {
            (split_day(text, '/').map(|(day, month, year)| (year, month, day))?, "")
        }
        DayForm::Instant => {
            let (date, time) = text.split_once('T')?;
            (split_day(date, '-')?, time.strip_suffix('Z')?)
        }
    };
    crate::calendar::day_number(year, month, day)?;
    let between = if time.is_empty() { "" } else { "T" };
    let made = format!("{year:04}-{month:02}-{day:02}{between}{time}");
    crate::calendar::parse_moment(&made)?;
    Some(made)
}

fn split_day(text: &str, mark: char) -> Option<(i32, i32, i32)> {
    let mut parts = text.split(mark);
    let mut next = || -> Option<i32> {
        let part = parts.next()?;
        let digits = part.bytes().all(|letter| letter.is_ascii_digit()) && part.len() <= 4;
        if digits { part.parse().ok() } else { None }
    };
    let found = (next()?, next()?, next()?);
    if parts.next().is_some() { None } else { Some(found) }
}

#[cfg(test)]
mod tests;
