//! Reading the tables of a definition field by field, gathering every mistake with its place.

use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{DefinitionFault, Fault};

/// A value in the file, with its place.
pub(super) type Value<'d> = Spanned<DeValue<'d>>;

/// A file being read, and the mistakes found so far.
pub(super) struct File<'d> {
    name: &'d str,
    text: &'d str,
    faults: Vec<DefinitionFault>,
}

impl<'d> File<'d> {
    pub(super) const fn new(name: &'d str, text: &'d str) -> Self {
        Self { name, text, faults: Vec::new() }
    }

    /// All that the file says.
    pub(super) const fn text(&self) -> &'d str {
        self.text
    }

    /// The tables of the file, unless it is not TOML.
    pub(super) fn parse(&mut self) -> Option<DeTable<'d>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let at = error.span().map_or(0, |it| it.start);
                self.fault(at, Fault::NotToml { message: error.message().to_owned() });
                None
            }
        }
    }

    /// Line and column of a place, counted from one.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or_default();
        (line, last.chars().count() + 1)
    }

    pub(super) fn fault(&mut self, at: usize, fault: Fault) {
        let (line, column) = self.line_and_column(at);
        self.faults.push(DefinitionFault { file: self.name.to_owned(), line, column, fault });
    }

    /// Every mistake, in the order of the file.
    pub(super) fn into_faults(mut self) -> Vec<DefinitionFault> {
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
    within: String,
}

impl<'f, 'd> Fields<'f, 'd> {
    /// A table with these keys and no other.
    pub(super) fn new(
        file: &'f mut File<'d>,
        table: &'f DeTable<'d>,
        span: &Range<usize>,
        within: &str,
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
        Self { file, table, at: span.start, within: within.to_owned() }
    }

    /// A table of which only some keys are of interest yet.
    pub(super) fn silent(file: &'f mut File<'d>, table: &'f DeTable<'d>, within: &str) -> Self {
        Self { file, table, at: 0, within: within.to_owned() }
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

    fn required(&mut self, key: &str, wants: &'static str) -> Option<&'f Value<'d>> {
        let value = self.get(key);
        if value.is_none() {
            let (key, within) = (key.to_owned(), self.within.clone());
            self.file.fault(self.at, Fault::Missing { key, within, wants });
        }
        value
    }

    /// The place of the value under a key, or else of the table.
    pub(super) fn place(&self, key: &str) -> usize {
        self.get(key).map_or(self.at, |it| it.span().start)
    }

    /// Records that a value is not what it should be.
    pub(super) fn wrong(&mut self, key: &str, wants: &str) {
        let at = self.place(key);
        let fault = Fault::Wrong { key: key.to_owned(), wants: wants.to_owned() };
        self.file.fault(at, fault);
    }

    fn as_text(&mut self, key: &str, value: &Value<'_>) -> Option<Spanned<String>> {
        if let Some(text) = value.get_ref().as_str().filter(|it| !it.trim().is_empty()) {
            return Some(Spanned::new(value.span(), text.to_owned()));
        }
        let wants = "text in quotes, and not empty".to_owned();
        self.file.fault(value.span().start, Fault::Wrong { key: key.to_owned(), wants });
        None
    }

    /// Text that must be there.
    pub(super) fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        self.text_such_as(key, "text in quotes")
    }

    /// Text that must be there, and what it should be.
    pub(super) fn text_such_as(
        &mut self,
        key: &str,
        wants: &'static str,
    ) -> Option<Spanned<String>> {
        let value = self.required(key, wants)?;
        self.as_text(key, value)
    }

    /// Texts in brackets, none if the key is not there.
    pub(super) fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, "a list of texts in brackets");
            return Vec::new();
        };
        list.iter().filter_map(|it| self.as_text(key, it)).collect()
    }

    /// A word that must be one of those known.
    pub(super) fn word<T: Clone>(&mut self, key: &str, known: &[(&str, T)]) -> Option<T> {
        let word = self.text(key)?;
        self.file.one_of(key, &word, known)
    }

    /// Words of those known, none twice; none if the key is not there.
    pub(super) fn words<T: Clone>(&mut self, key: &str, known: &[(&str, T)]) -> Vec<T> {
        let mut seen: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for word in self.texts(key) {
            if seen.contains(word.get_ref()) {
                let fault = Fault::Twice { key: key.to_owned(), word: word.get_ref().clone() };
                self.file.fault(word.span().start, fault);
                continue;
            }
            seen.push(word.get_ref().clone());
            found.extend(self.file.one_of(key, &word, known));
        }
        found
    }

    /// Words of those known, one at least.
    pub(super) fn some_words<T: Clone>(
        &mut self,
        key: &str,
        known: &[(&str, T)],
    ) -> Option<Vec<T>> {
        self.required(key, "a list of words in brackets")?;
        let found = self.words(key, known);
        if self.get(key).and_then(|it| it.get_ref().as_array()).is_some_and(|it| it.is_empty()) {
            self.wrong(key, "a list of words in brackets, and not empty");
        }
        Some(found).filter(|it| !it.is_empty())
    }

    /// A yes or no that must be there.
    pub(super) fn yes_or_no(&mut self, key: &str) -> Option<bool> {
        let value = self.required(key, "true or false")?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong(key, "true or false, without quotes");
        }
        found
    }

    /// A whole number from `least` to `most` that may be there.
    pub(super) fn number_if_any(&mut self, key: &str, least: u16, most: u16) -> Option<u16> {
        let value = self.get(key)?;
        let number = whole::<u16>(value).filter(|it| (least..=most).contains(it));
        if number.is_none() {
            self.wrong(key, &format!("a whole number from {least} to {most}"));
        }
        number
    }

    /// A whole number from `least` to `most` that must be there.
    pub(super) fn number(&mut self, key: &str, least: u16, most: u16) -> Option<u16> {
        self.required(key, "a whole number")?;
        self.number_if_any(key, least, most)
    }

    /// Whole numbers in brackets, each greater than the one before; none if the key is not there.
    pub(super) fn rising(&mut self, key: &str) -> Option<Vec<u16>> {
        let value = self.get(key)?;
        let list = value.get_ref().as_array();
        let numbers: Option<Vec<u16>> = list.and_then(|it| it.iter().map(whole::<u16>).collect());
        let rising = numbers.filter(|it| !it.is_empty() && it.is_sorted_by(|a, b| a < b));
        if rising.is_none() {
            self.wrong(key, "whole numbers in brackets, each greater than the one before");
        }
        rising
    }

    /// A day that must be there.
    pub(super) fn date(&mut self, key: &str) -> Option<Date> {
        self.required(key, "a day, such as 2008-04-01")?;
        self.date_if_any(key)
    }

    /// A day that may be there.
    pub(super) fn date_if_any(&mut self, key: &str) -> Option<Date> {
        let value = self.get(key)?;
        let date = value.get_ref().as_datetime().filter(|it| it.time.is_none());
        let date = date.and_then(|it| it.date).and_then(|it| civil(it.year, it.month, it.day));
        if date.is_none() {
            self.wrong(key, "a day, such as 2008-04-01, without quotes");
        }
        date
    }

    /// Entries of a table within this one; none if it is not there.
    pub(super) fn entries(&mut self, key: &str) -> Vec<(Spanned<String>, &'f Value<'d>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, "a table, such as { violence = 1, robbery = 1 }");
            return Vec::new();
        };
        let named = |name: &Spanned<_>| {
            Spanned::new(name.span(), AsRef::<str>::as_ref(name.get_ref()).to_owned())
        };
        table.iter().map(|(name, value)| (named(name), value)).collect()
    }
}

/// A whole number, nought or more.
pub(super) fn whole<T: FromStr>(value: &Value<'_>) -> Option<T> {
    value.get_ref().as_integer().and_then(|it| it.as_str().parse().ok())
}

/// A number, with or without decimals.
pub(super) fn decimal(value: &Value<'_>) -> Option<f64> {
    let float = value.get_ref().as_float().and_then(|it| it.as_str().parse().ok());
    float.or_else(|| whole::<u32>(value).map(f64::from)).filter(|it: &f64| it.is_finite())
}

fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    Date::new(year, month, day).ok()
}

/// The known word nearest to one nobody knows, if it is near enough to be a slip.
pub(super) fn nearest(word: &str, known: &[String]) -> Option<String> {
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
