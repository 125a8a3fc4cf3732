//! Reads a form field by field and collects everything that is wrong with it, so that a person
//! mends it all at once.

use super::{FieldErrors, Fields};
use crate::i18n::Msg;
use crate::msg;
use jiff::civil::Date;

/// One line of text: names, references, addresses.
const TEXT_LENGTH_CHARS: usize = 500;
/// A note. Longer ones belong in an attached document.
const LONG_TEXT_SIZE_BYTES: usize = 2 * 1024 * 1024;

/// A value, or nothing once its error has been recorded.
pub type Read<T> = Option<T>;

/// Reads the fields of one form.
#[derive(Debug)]
pub struct FormReader<'a> {
    fields: &'a Fields,
    errors: FieldErrors,
}

impl<'a> FormReader<'a> {
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: FieldErrors::default() }
    }

    /// A line of text without the white space around it; `missing` when there is none.
    pub fn required_text(&mut self, name: &str, missing: Msg) -> Read<String> {
        self.optional_text(name)?.or_else(|| self.refuse(name, missing))
    }

    pub fn optional_text(&mut self, name: &str) -> Read<Option<String>> {
        let text = self.fields.first(name).unwrap_or_default().trim();
        if text.chars().count() > TEXT_LENGTH_CHARS {
            let limit = TEXT_LENGTH_CHARS;
            return self.refuse(name, msg!("Use {limit} characters or fewer", limit = limit));
        }
        self.storable(name, text)?;
        Some(Some(text.to_owned()).filter(|it| !it.is_empty()))
    }

    /// A note, exactly as it was typed: white space, line ends, angle brackets and all.
    pub fn long_text(&mut self, name: &str) -> Read<String> {
        let text = self.fields.first(name).unwrap_or_default();
        if text.len() > LONG_TEXT_SIZE_BYTES {
            let problem = msg!("This is too long for one note. Split it into several");
            return self.refuse(name, problem);
        }
        self.storable(name, text)?;
        Some(text.to_owned())
    }

    /// A note that must say something.
    pub fn required_long_text(&mut self, name: &str, missing: Msg) -> Read<String> {
        let text = self.long_text(name)?;
        if text.trim().is_empty() {
            return self.refuse(name, missing);
        }
        Some(text)
    }

    /// One of several: `from_key` knows the keys, as `Strand::from_key` does.
    pub fn choice<T>(
        &mut self,
        name: &str,
        from_key: impl Fn(&str) -> Option<T>,
        missing: Msg,
    ) -> Read<T> {
        self.optional_choice(name, from_key)?.or_else(|| self.refuse(name, missing))
    }

    pub fn optional_choice<T>(
        &mut self,
        name: &str,
        from_key: impl Fn(&str) -> Option<T>,
    ) -> Read<Option<T>> {
        let key = self.fields.first(name).unwrap_or_default();
        if key.is_empty() {
            return Some(None);
        }
        match from_key(key) {
            Some(choice) => Some(Some(choice)),
            None => self.refuse(name, msg!("Choose one of the answers shown")),
        }
    }

    /// Every ticked box in order, each once. None ticked gives an empty list.
    pub fn checkboxes<T>(
        &mut self,
        name: &str,
        from_key: impl Fn(&str) -> Option<T>,
    ) -> Read<Vec<T>> {
        let mut keys: Vec<&str> = Vec::new();
        for key in self.fields.all(name).filter(|it| !it.is_empty()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        match keys.into_iter().map(from_key).collect() {
            Some(ticked) => Some(ticked),
            None => self.refuse(name, msg!("Choose from the answers shown")),
        }
    }

    /// At least one ticked box.
    pub fn some_checkboxes<T>(
        &mut self,
        name: &str,
        from_key: impl Fn(&str) -> Option<T>,
        missing: Msg,
    ) -> Read<Vec<T>> {
        let ticked = self.checkboxes(name, from_key)?;
        if ticked.is_empty() {
            return self.refuse(name, missing);
        }
        Some(ticked)
    }

    /// A date as people type it; `parse` says in words what it could not read.
    pub fn date(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<Date, Msg>,
        missing: Msg,
    ) -> Read<Date> {
        self.optional_date(name, parse)?.or_else(|| self.refuse(name, missing))
    }

    pub fn optional_date(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<Date, Msg>,
    ) -> Read<Option<Date>> {
        self.parsed(name, parse)
    }

    /// Anything else with a reader of its own, such as a police number. Blank is no value.
    pub fn parsed<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Msg>,
    ) -> Read<Option<T>> {
        let text = self.fields.first(name).unwrap_or_default().trim();
        if text.is_empty() {
            return Some(None);
        }
        match parse(text) {
            Ok(value) => Some(Some(value)),
            Err(problem) => self.refuse(name, problem),
        }
    }

    /// The id of something the page offered. A person cannot mistype it, so any fault is `missing`.
    pub fn id<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        missing: Msg,
    ) -> Read<T> {
        let id = self.fields.first(name).and_then(parse);
        id.or_else(|| self.refuse(name, missing))
    }

    /// Records a fault that concerns several fields, at the one to mend.
    pub fn refuse<T>(&mut self, name: &str, problem: Msg) -> Read<T> {
        self.errors.push(name, problem);
        None
    }

    /// All values, or all errors: `form.finish((surname, born_on, note))`.
    pub fn finish<C: Complete>(self, values: C) -> Result<C::Values, FieldErrors> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        values.complete().ok_or(self.errors)
    }

    /// Databases cannot keep a NUL, and nobody types one.
    fn storable(&mut self, name: &str, text: &str) -> Read<()> {
        if text.contains('\0') {
            return self.refuse(name, msg!("Remove the character that cannot be shown"));
        }
        Some(())
    }
}

/// A tuple of values that were read; all or nothing.
pub trait Complete {
    type Values;
    fn complete(self) -> Option<Self::Values>;
}

macro_rules! tuples {
    ($(($($name:ident),+))+) => {$(
        impl<$($name),+> Complete for ($(Read<$name>,)+) {
            type Values = ($($name,)+);
            fn complete(self) -> Option<Self::Values> {
                #[expect(non_snake_case, reason = "a value is named after its type")]
                let ($($name,)+) = self;
                Some(($($name?,)+))
            }
        }
    )+};
}
tuples! {
    (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H) (A, B, C, D, E, F, G, H, I) (A, B, C, D, E, F, G, H, I, J)
    (A, B, C, D, E, F, G, H, I, J, K) (A, B, C, D, E, F, G, H, I, J, K, L)
}
