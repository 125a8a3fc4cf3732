//! Long generated conditions, recognised as a whole: their tokens against a pattern with gaps.
//!
//! A pattern is SQL in which `$name` stands for a column (of the left record, `$name_l`, or of the
//! right, `$name_r`), a number or a function's name; the same gap must be filled alike each time.

use std::collections::BTreeMap;

use super::{Bound, Condition, Empty, Measure, Order, Term};
use crate::expression::Expression;
use crate::sql::{Side, Token, tokens};

/// The best of all pairs out of two lists, as Splink writes it for DuckDB.
const NEAREST: &str = "list_gap_pick(list_transform(flatten(list_transform(gap_a_l, \
    x -> list_transform(gap_b_r, y -> [x, y]))), pair -> gap_measure(pair[1], pair[2])))";

/// The distance between two places in kilometres.
const KILOMETRES: &str = "cast(acos(case when (gap_cosine) > 1 then 1 when (gap_cosine) < -1 \
    then -1 else (gap_cosine) end) * 6371 as float)";

/// What the three cosines of [`KILOMETRES`] say.
const COSINE: &str = "sin(radians(gap_lat_l)) * sin(radians(gap_lat_r)) + cos(radians(gap_lat_l)) \
    * cos(radians(gap_lat_r)) * cos(radians(gap_lng_r - gap_lng_l))";

/// One list within the other.
const HOLDS: &str = "array_length(gap_intersect(gap_a_l, gap_b_r)) = \
    least(array_length(gap_a_l), array_length(gap_b_r))";

/// What comes before [`HOLDS`] where an empty list is within none.
const NOT_EMPTY: &str = "least(array_length(gap_a_l), array_length(gap_b_r)) <> 0 and ";

/// The difference as a share of the larger number.
const SHARE: &str =
    "(abs(gap_a_l - gap_b_r) / (case when gap_b_r > gap_a_l then gap_b_r else gap_a_l end))";

/// The condition that these tokens write, if they are one of the long shapes.
pub(super) fn recognise(tokens: &[Token]) -> Option<Condition> {
    nearest(tokens)
        .or_else(|| kilometres(tokens))
        .or_else(|| holds(tokens))
        .or_else(|| share(tokens))
}

type Gaps = BTreeMap<String, Token>;

fn nearest(tokens: &[Token]) -> Option<Condition> {
    let (shape, bound) = bounded(tokens)?;
    let gaps = fill(NEAREST, shape)?;
    let measure = measure(&word(&gaps, "measure")?)?;
    let pick = word(&gaps, "pick")?;
    let wanted = if measure.is_likeness() { "list_max" } else { "list_min" };
    let (left, right) = (term(&gaps, "a_l")?, term(&gaps, "b_r")?);
    (pick == wanted).then_some(Condition::NearestOf { measure, left, right, bound })
}

fn kilometres(tokens: &[Token]) -> Option<Condition> {
    let (shape, bound) = bounded(tokens)?;
    let written = KILOMETRES.replace("gap_cosine", COSINE);
    let gaps = fill(&written, shape)?;
    let left = (term(&gaps, "lat_l")?, term(&gaps, "lng_l")?);
    let right = (term(&gaps, "lat_r")?, term(&gaps, "lng_r")?);
    Some(Condition::Kilometres { left, right, bound })
}

fn holds(tokens: &[Token]) -> Option<Condition> {
    let apart = format!("{NOT_EMPTY}{HOLDS}");
    let filled = |pattern: &str, empty| Some((fill(pattern, tokens)?, empty));
    let (gaps, empty) = filled(HOLDS, Empty::Within).or_else(|| filled(&apart, Empty::Apart))?;
    let intersect = word(&gaps, "intersect")?;
    let known = matches!(intersect.as_str(), "array_intersect" | "list_intersect");
    let (left, right) = (term(&gaps, "a_l")?, term(&gaps, "b_r")?);
    known.then_some(Condition::Holds { left, right, empty })
}

fn share(tokens: &[Token]) -> Option<Condition> {
    let (shape, bound) = bounded(tokens)?;
    let gaps = fill(SHARE, shape)?;
    Some(Condition::ApartByShare { left: term(&gaps, "a_l")?, right: term(&gaps, "b_r")?, bound })
}

/// Splits `... >= 0.9` into what is bounded and the bound.
fn bounded(tokens: &[Token]) -> Option<(&[Token], Bound)> {
    let [shape @ .., Token::Sign(sign), Token::Number(limit)] = tokens else { return None };
    let order = match *sign {
        "<" => Order::Less,
        "<=" => Order::AtMost,
        "=" => Order::Equal,
        ">=" => Order::AtLeast,
        ">" => Order::More,
        _ => return None,
    };
    Some((shape, Bound { order, limit: *limit }))
}

/// What fills the gaps of `pattern` so that it reads as `tokens`.
fn fill(pattern: &str, written: &[Token]) -> Option<Gaps> {
    let pattern = tokens(pattern).ok()?;
    if pattern.len() != written.len() {
        return None;
    }
    let mut gaps = Gaps::new();
    for (wanted, found) in pattern.iter().zip(written) {
        let Some(gap) = gap(wanted) else {
            if alike(wanted, found) {
                continue;
            }
            return None;
        };
        match gaps.get(gap) {
            Some(before) if before != found => return None,
            Some(_) => {}
            None => _ = gaps.insert(gap.to_owned(), found.clone()),
        }
    }
    Some(gaps)
}

/// The name of a gap; `list_gap_pick` is a gap too, filled by the whole word.
fn gap(token: &Token) -> Option<&str> {
    let Token::Word(word) = token else { return None };
    word.strip_prefix("gap_").or_else(|| word.strip_prefix("list_gap_"))
}

fn alike(wanted: &Token, found: &Token) -> bool {
    match (wanted, found) {
        (Token::Word(wanted), Token::Word(found)) => wanted.eq_ignore_ascii_case(found),
        _ => wanted == found,
    }
}

fn word(gaps: &Gaps, gap: &str) -> Option<String> {
    match gaps.get(gap)? {
        Token::Word(word) => Some(word.to_ascii_lowercase()),
        Token::Quoted(_) | Token::Text(_) | Token::Number(_) | Token::Sign(_) => None,
    }
}

fn term(gaps: &Gaps, gap: &str) -> Option<Term> {
    let (Token::Word(name) | Token::Quoted(name)) = gaps.get(gap)? else { return None };
    let (end, side) = if gap.ends_with("_l") { ("_l", Side::Left) } else { ("_r", Side::Right) };
    let column = name.strip_suffix(end)?;
    Some(Term { side, of: Expression::column(column) })
}

/// The measure that a function of DuckDB or Spark works out.
pub(super) fn measure(function: &str) -> Option<Measure> {
    match function {
        "jaro_similarity" | "jaro_sim" => Some(Measure::Jaro),
        "jaro_winkler_similarity" | "jaro_winkler" => Some(Measure::JaroWinkler),
        "levenshtein" => Some(Measure::Levenshtein),
        "damerau_levenshtein" => Some(Measure::DamerauLevenshtein),
        "hamming" | "mismatches" => Some(Measure::Hamming),
        "jaccard" | "jaccard_sim" => Some(Measure::Jaccard),
        _ => None,
    }
}
