//! English and Welsh. The English sentence is the key; the Welsh one stands in `locales/cy`.
//!
//! Code makes a [`Msg`] with [`msg!`](crate::msg) and says it in a language as late as it can, so
//! that a page, a form error or a job can be made before anyone knows who will read it.

mod catalogue;
mod dates;
mod msg;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, placeholders};
pub use dates::{date_words, instant_words, typed_date};
pub use msg::{Arg, Msg, Words, fill, placeholders_match};

use serde::{Serialize, Serializer};

/// A language that every page can be read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    Welsh,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// The code of HTML's `lang` and of the language cookie.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Its name in itself, as a reader looks for it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
        }
    }

    /// The sentence in this language; the English one while no translation exists.
    pub fn text(self, id: &str) -> &str {
        match self {
            Self::English => id,
            Self::Welsh => Catalogue::welsh().text(id).unwrap_or(id),
        }
    }

    /// The sentence that fits a number of things.
    pub fn counted<'a>(self, one: &'a str, many: &'a str, n: i64) -> &'a str {
        let english = if n == 1 { one } else { many };
        match self {
            Self::English => english,
            Self::Welsh => Catalogue::welsh().counted(one, n).unwrap_or(english),
        }
    }

    /// A message as plain text, for what is not a page.
    pub fn say(self, msg: &Msg) -> String {
        let text = match msg.count {
            Some((many, n)) => self.counted(msg.id, many, n),
            None => self.text(msg.id),
        };
        fill(text, |name| {
            let (_, arg) = msg.args.iter().find(|(key, _)| *key == name)?;
            Some(match arg {
                Arg::Text(text) => text.clone(),
                Arg::Date(date) => date_words(*date, self),
                Arg::Msg(inner) => self.say(inner),
            })
        })
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
