//! Reading the tables of an edition field by field, gathering every mistake with its place.

use std::ops::Range;

use domain::Date;
use domain::edition::Label;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{EditionFault, Fault};

/// A value in the file, with its place.
pub(super) type Value<'d> = Spanned<DeValue<'d>>;

/// A file being read, and the mistakes found so far.
pub(super) struct File<'d> {
    name: &'d str,
    text: &'d str,
    faults: Vec<EditionFault>,
}

impl<'d> File<'d> {
    pub(super) const fn new(name: &'d str, text: &'d str) -> Self {
        Self { name, text, faults: Vec::new() }
    }

    /// Line and column of a place, counted from one.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        let line = before.matches('\n').count() + 1;
        (
            line,
            before.chars().count() - before.get(..line_start).map_or(0, |it| it.chars().count())
                + 1,
        )
    }

    pub(super) fn fault(&mut self, at: usize, fault: Fault) {
        let (line, column) = self.line_and_column(at);
        self.faults.push(EditionFault { file: self.name.to_owned(), line, column, fault });
    }

    /// Whether no mistake was found so far.
    pub(super) const fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Every mistake, in the order of the file.
    pub(super) fn into_faults(mut self) -> Vec<EditionFault> {
        self.faults.sort_by_key(|it| (it.line, it.column));
        self.faults
    }

    /// The word, if it is one of those known.
    pub(super) fn one_of<T: Clone>(
        &mut self,
        key: &str,
        word: &Spanned<String>,
        known: &[(&str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(it, _)| it == word.get_ref());
        if found.is_none() {
            let names: Vec<_> = known.iter().map(|(it, _)| (*it).to_owned()).collect();
            let fault = Fault::UnknownWord {
                key: key.to_owned(),
                word: word.get_ref().clone(),
                nearest: nearest(word.get_ref(), &names),
                known: names,
            };
            self.fault(word.span().start, fault);
        }
        found.map(|(_, value)| value.clone())
    }
}

/// One table being read.
pub(super) struct Fields<'f, 'd> {
    pub(super) file: &'f mut File<'d>,
    table: &'f DeTable<'d>,
    at: usize,
    within: &'static str,
}

impl<'f, 'd> Fields<'f, 'd> {
    /// A table with these keys and no other.
    pub(super) fn new(
        file: &'f mut File<'d>,
        table: &'f DeTable<'d>,
        span: &Range<usize>,
        within: &'static str,
        keys: &[&str],
    ) -> Self {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if keys.contains(&name) {
                continue;
            }
            let known: Vec<_> = keys.iter().map(|it| (*it).to_owned()).collect();
            let nearest = nearest(name, &known);
            let fault = Fault::UnknownKey { key: name.to_owned(), nearest, known };
            file.fault(key.span().start, fault);
        }
        Self { file, table, at: span.start, within }
    }

    /// The place of the table.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// The value under a key, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<&'f Value<'d>> {
        let mut entries = self.table.iter();
        entries.find(|(it, _)| it.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn required(&mut self, key: &str) -> Option<&'f Value<'d>> {
        let value = self.get(key);
        if value.is_none() {
            let fault = Fault::Missing { key: key.to_owned(), within: self.within.to_owned() };
            self.file.fault(self.at, fault);
        }
        value
    }

    /// Records that a value is of the wrong kind.
    pub(super) fn wrong(&mut self, key: &str, value: &Value<'_>, wants: &str) {
        let fault = Fault::WrongKind { key: key.to_owned(), wants: wants.to_owned() };
        self.file.fault(value.span().start, fault);
    }

    /// Records that a value is out of range.
    pub(super) fn out_of_range(&mut self, key: &str, wants: &str) {
        let at = self.get(key).map_or(self.at, |it| it.span().start);
        let fault = Fault::OutOfRange { key: key.to_owned(), wants: wants.to_owned() };
        self.file.fault(at, fault);
    }

    fn as_text(&mut self, key: &str, value: &Value<'_>) -> Option<Spanned<String>> {
        if let Some(text) = value.get_ref().as_str().filter(|it| !it.trim().is_empty()) {
            return Some(Spanned::new(value.span(), text.to_owned()));
        }
        self.wrong(key, value, "text in quotes, and not empty");
        None
    }

    /// Text that must be there.
    pub(super) fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        let value = self.required(key)?;
        self.as_text(key, value)
    }

    /// Text that may be there.
    pub(super) fn text_if_any(&mut self, key: &str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        self.as_text(key, value)
    }

    /// The English and Welsh names under `en` and `cy`.
    pub(super) fn label(&mut self) -> Option<Label> {
        let en = self.text("en")?.into_inner();
        Some(Label { en, cy: self.text_if_any("cy").map(Spanned::into_inner) })
    }

    /// A word that must be one of those known.
    pub(super) fn word<T: Clone>(&mut self, key: &str, known: &[(&str, T)]) -> Option<T> {
        let word = self.text(key)?;
        self.file.one_of(key, &word, known)
    }

    /// A list of words, each of those known and none twice.
    pub(super) fn words<T: Clone>(&mut self, key: &str, known: &[(&str, T)]) -> Option<Vec<T>> {
        let value = self.required(key)?;
        let Some(list) = value.get_ref().as_array().filter(|it| !it.is_empty()) else {
            self.wrong(key, value, "a list of words in brackets, and not empty");
            return None;
        };
        let mut seen: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for item in list {
            let Some(word) = self.as_text(key, item) else { continue };
            if seen.contains(word.get_ref()) {
                let fault = Fault::Twice { key: key.to_owned(), word: word.get_ref().clone() };
                self.file.fault(word.span().start, fault);
                continue;
            }
            seen.push(word.get_ref().clone());
            found.extend(self.file.one_of(key, &word, known));
        }
        Some(found)
    }

    /// A whole number that may be there.
    pub(super) fn number_if_any<T: std::str::FromStr>(&mut self, key: &str) -> Option<T> {
        let value = self.get(key)?;
        let digits = value.get_ref().as_integer().map(|it| it.as_str().to_owned());
        let number = digits.and_then(|it| it.parse().ok());
        if number.is_none() {
            self.wrong(key, value, "a whole number, nought or more");
        }
        number
    }

    /// A whole number that must be there.
    pub(super) fn number<T: std::str::FromStr>(&mut self, key: &str) -> Option<T> {
        self.required(key)?;
        self.number_if_any(key)
    }

    /// A day that may be there.
    pub(super) fn date_if_any(&mut self, key: &str) -> Option<Date> {
        let value = self.get(key)?;
        let date = value.get_ref().as_datetime().filter(|it| it.time.is_none());
        let date = date.and_then(|it| it.date).and_then(|it| civil(it.year, it.month, it.day));
        if date.is_none() {
            self.wrong(key, value, "a day, such as 2004-09-06, without quotes");
        }
        date
    }

    /// A day that must be there.
    pub(super) fn date(&mut self, key: &str) -> Option<Date> {
        self.required(key)?;
        self.date_if_any(key)
    }
}

fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    Date::new(year, month, day).ok()
}

/// The known word nearest to one nobody knows, if it is near enough to be a slip.
fn nearest(word: &str, known: &[String]) -> Option<String> {
    let scored = known.iter().map(|it| (edits(word, it), it));
    let best = scored.min_by_key(|(distance, _)| *distance);
    best.filter(|(distance, _)| distance * 3 <= word.chars().count().max(3))
        .map(|(_, it)| it.clone())
}

/// How many letters must be added, dropped or changed to turn one word into the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut last = i + 1;
        let mut next = vec![last];
        for (b, pair) in to.iter().zip(row.windows(2)) {
            let (diagonal, above) = match pair {
                [diagonal, above] => (*diagonal, *above),
                _ => (0, 0),
            };
            last = (diagonal + usize::from(a != *b)).min(above + 1).min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
