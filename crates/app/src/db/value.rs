//! What may be bound to a statement: typed, nullable values. An untyped null is what breaks on
//! PostgreSQL, so there is none.

use domain::id::Id as _;
use domain::{Date, Timestamp};

/// One bound value. Every variant is nullable and knows its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; also identities, dates and instants, which are kept as text of fixed width.
    Text(Option<String>),
    /// A whole number.
    Int(Option<i64>),
    /// A number with a fraction.
    Real(Option<f64>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

/// An instant as it is stored: UTC, microseconds, always the same width, so that comparing text
/// compares time.
pub(crate) fn instant_text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

macro_rules! values {
    ($($kind:ident: $type:ty, $this:ident => $made:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($this: $type) -> Self {
                Self::$kind(Some($made))
            }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::$kind(value.map(|$this| $made))
            }
        }
    )*};
}

values! {
    Text: String, it => it;
    Text: &String, it => it.clone();
    Text: Date, it => it.to_string();
    Text: Timestamp, it => instant_text(it);
    Text: serde_json::Value, it => it.to_string();
    Int: i64, it => it;
    Int: i32, it => i64::from(it);
    Int: u32, it => i64::from(it);
    Real: f64, it => it;
    Bytes: Vec<u8>, it => it;
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

macro_rules! identities {
    ($($name:ident)*) => {$(
        impl From<domain::id::$name> for Value {
            fn from(id: domain::id::$name) -> Self {
                Self::Text(Some(id.uuid().hyphenated().to_string()))
            }
        }
        impl From<Option<domain::id::$name>> for Value {
            fn from(id: Option<domain::id::$name>) -> Self {
                Self::Text(id.map(|it| it.uuid().hyphenated().to_string()))
            }
        }
    )*};
}
domain::for_each_id!(identities);

/// The values of a statement, in order: `args![person, started_on]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::db::Value::from($value)),*]
    };
}
pub(crate) use args;
