//! A sentence for users that has not been said yet: its English text and what fills its gaps.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A sentence of ours with named gaps. Make it with [`msg!`](crate::msg) or
/// [`msg_n!`](crate::msg_n), which refuse to compile when the gaps and the arguments differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Msg {
    pub id: &'static str,
    /// The sentence for more than one, and how many there are.
    pub count: Option<(&'static str, i64)>,
    #[serde(serialize_with = "as_map")]
    pub args: Vec<(&'static str, Arg)>,
}

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    Text(String),
    /// Written out in the reader's language.
    Date(#[serde(serialize_with = "as_iso")] Date),
    Msg(Box<Msg>),
}

/// Words on a page: either a sentence of ours, to be translated, or text that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Words {
    Ours(Msg),
    Typed { typed: String },
}

impl Words {
    /// Text that is shown as it was typed, in either language.
    pub fn typed(text: impl Into<String>) -> Self {
        Self::Typed { typed: text.into() }
    }
}

impl From<Msg> for Words {
    fn from(msg: Msg) -> Self {
        Self::Ours(msg)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Arg {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Msg> for Arg {
    fn from(msg: Msg) -> Self {
        Self::Msg(Box::new(msg))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Text(number.to_string())
            }
        }
    )*};
}
numbers!(i32, i64, u16, u32, u64, usize);

/// Makes a [`Msg`]: `msg!("Enter a date after {date}", date = born_on)`.
#[macro_export]
macro_rules! msg {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::i18n::placeholders_match($id, &[$(stringify!($name)),*]),
                "the gaps of the sentence and the arguments of msg! differ"
            );
        }
        $crate::i18n::Msg {
            id: $id,
            count: None,
            args: vec![$((stringify!($name), $crate::i18n::Arg::from($value))),*],
        }
    }};
}

/// Makes a counted [`Msg`], where `{n}` is the number:
/// `msg_n!("{n} person is overdue", "{n} people are overdue", count)`.
#[macro_export]
macro_rules! msg_n {
    ($one:literal, $many:literal, $n:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::i18n::placeholders_match($many, &["n" $(, stringify!($name))*]),
                "the gaps of the sentence and the arguments of msg_n! differ"
            );
        }
        let n: i64 = $n;
        $crate::i18n::Msg {
            id: $one,
            count: Some(($many, n)),
            args: vec![
                ("n", $crate::i18n::Arg::from(n)),
                $((stringify!($name), $crate::i18n::Arg::from($value))),*
            ],
        }
    }};
}

/// The text with each `{name}` replaced. A gap that nothing fills stays as it is.
pub fn fill(text: &str, mut arg: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after
            .split_once('}')
            .filter(|(name, _)| is_name(name.as_bytes()))
            .and_then(|(name, tail)| Some((arg(name)?, tail)));
        if let Some((value, tail)) = filled {
            out.push_str(&value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

pub(super) const fn is_name(text: &[u8]) -> bool {
    if text.is_empty() {
        return false;
    }
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        if !(first.is_ascii_lowercase() || first.is_ascii_digit() || *first == b'_') {
            return false;
        }
        rest = tail;
    }
    true
}

/// Whether the sentence has exactly these gaps. A `const fn`, so that [`msg!`](crate::msg) can ask
/// it while compiling.
pub const fn placeholders_match(text: &str, names: &[&str]) -> bool {
    let mut rest = text.as_bytes();
    let mut seen = 0;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'{' {
            continue;
        }
        let (name, tail) = until_brace(tail);
        if !is_name(name) {
            continue;
        }
        if !contains(names, name) {
            return false;
        }
        if !occurs(tail, name) {
            seen += 1;
        }
        rest = tail;
    }
    seen == names.len()
}

const fn until_brace(text: &[u8]) -> (&[u8], &[u8]) {
    let mut length = 0;
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        if *first == b'}' {
            return (text.split_at(length).0, tail);
        }
        length += 1;
        rest = tail;
    }
    (b"", text)
}

const fn contains(names: &[&str], name: &[u8]) -> bool {
    let mut rest = names;
    while let [first, tail @ ..] = rest {
        if same(first.as_bytes(), name) {
            return true;
        }
        rest = tail;
    }
    false
}

/// Whether the gap comes again later, so that it is counted once.
const fn occurs(text: &[u8], name: &[u8]) -> bool {
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'{' && same(until_brace(tail).0, name) {
            return true;
        }
    }
    false
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    let (mut left, mut right) = (left, right);
    while let ([a, left_tail @ ..], [b, right_tail @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        left = left_tail;
        right = right_tail;
    }
    left.is_empty() && right.is_empty()
}

fn as_map<S: Serializer>(args: &[(&'static str, Arg)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, arg)| (name, arg)))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn as_iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
