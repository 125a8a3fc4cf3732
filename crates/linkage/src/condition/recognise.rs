//! From the tree of a condition to what it asks, by its shape.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the known forms are listed; every other one, of today or of later, is refused"
)]

use super::shape;
use super::{Bound, Condition, Order, Scale, Term};
use crate::expression::Expression;
use crate::sql::{Op, Sql, Token, parse, parse_tokens, tokens};

/// What a level's SQL asks of a pair.
///
/// # Errors
/// The part of it that is none of the known forms, in words.
pub(crate) fn recognise(sql: &str) -> Result<Condition, String> {
    if sql.trim().eq_ignore_ascii_case("else") {
        return Ok(Condition::Always);
    }
    let tokens = tokens(sql)?;
    if let Some(condition) = shape::recognise(&tokens) {
        return Ok(condition);
    }
    let as_parsed = parse(sql).and_then(|tree| asked(&tree));
    as_parsed.or_else(|why| in_parts(&tokens, 0).ok_or(why))
}

/// A condition some part of which is a long shape: taken apart at its ands and ors.
fn in_parts(tokens: &[Token], depth: usize) -> Option<Condition> {
    if depth > DEEPEST_PARTS {
        return None;
    }
    if let Some(condition) = shape::recognise(tokens) {
        return Some(condition);
    }
    let each = |parts: Vec<&[Token]>| -> Option<Vec<Condition>> {
        parts.into_iter().map(|it| in_parts(it, depth + 1)).collect()
    };
    let (any, all) = (split(tokens, "or"), split(tokens, "and"));
    if any.len() > 1 {
        return each(any).map(Condition::Any);
    }
    if all.len() > 1 {
        return each(all).map(Condition::All);
    }
    match tokens {
        [Token::Word(not), rest @ ..] if not.eq_ignore_ascii_case("not") => {
            Some(Condition::Not(Box::new(in_parts(rest, depth + 1)?)))
        }
        [Token::Sign("("), inner @ .., Token::Sign(")")] if is_closed(inner) => {
            in_parts(inner, depth + 1)
        }
        _ => asked(&parse_tokens(tokens).ok()?).ok(),
    }
}

/// Parts nested deeper than this are not looked for.
const DEEPEST_PARTS: usize = 16;

/// The tokens between the words that stand outside all brackets.
fn split<'a>(tokens: &'a [Token], word: &str) -> Vec<&'a [Token]> {
    let mut open = 0_i32;
    tokens
        .split(|token| {
            open += opening(token);
            open == 0 && matches!(token, Token::Word(it) if it.eq_ignore_ascii_case(word))
        })
        .collect()
}

/// Whether every bracket that is closed was opened before.
fn is_closed(tokens: &[Token]) -> bool {
    let mut open = 0_i32;
    let never_below = tokens.iter().all(|token| {
        open += opening(token);
        open >= 0
    });
    never_below && open == 0
}

fn opening(token: &Token) -> i32 {
    match token {
        Token::Sign("(") => 1,
        Token::Sign(")") => -1,
        _ => 0,
    }
}

/// A blocking rule taken apart.
pub(crate) struct Equalities {
    /// What must be equal, left and right.
    pub(crate) keys: Vec<(Term, Term)>,
    /// What else must hold.
    pub(crate) others: Vec<Condition>,
}

/// What a blocking rule asks to be equal, and what else.
///
/// # Errors
/// A condition of no known form, and one that asks for nothing to be equal.
pub(crate) fn equalities(sql: &str) -> Result<Equalities, String> {
    let tree = recognise(sql)?;
    let parts = match tree {
        Condition::All(parts) => parts,
        other => vec![other],
    };
    let mut keys = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        match part {
            Condition::Same(left, right) if left.side != right.side => keys.push((left, right)),
            other => others.push(other),
        }
    }
    if keys.is_empty() {
        return Err(
            "it asks for nothing to be equal, so every pair would be a candidate".to_owned()
        );
    }
    Ok(Equalities { keys, others })
}

fn asked(sql: &Sql) -> Result<Condition, String> {
    match sql {
        Sql::Binary { op: Op::And, .. } => Ok(Condition::All(flat(sql, Op::And)?)),
        Sql::Binary { op: Op::Or, .. } => Ok(Condition::Any(flat(sql, Op::Or)?)),
        Sql::Not(inner) => Ok(Condition::Not(Box::new(asked(inner)?))),
        Sql::IsNull(of) => Ok(Condition::Missing(term(of)?)),
        Sql::IsPresent(of) => Ok(Condition::Present(term(of)?)),
        Sql::Binary { op, left, right } => compared(*op, left, right),
        Sql::Column { .. }
        | Sql::Text(_)
        | Sql::Number(_)
        | Sql::Null
        | Sql::Call { .. }
        | Sql::Minus(_)
        | Sql::Cast { .. } => Err("it is not a question with yes or no for an answer".to_owned()),
    }
}

fn flat(sql: &Sql, op: Op) -> Result<Vec<Condition>, String> {
    match sql {
        Sql::Binary { op: found, left, right } if *found == op => {
            let mut parts = flat(left, op)?;
            parts.extend(flat(right, op)?);
            Ok(parts)
        }
        other => Ok(vec![asked(other)?]),
    }
}

fn compared(op: Op, left: &Sql, right: &Sql) -> Result<Condition, String> {
    if let Some(limit) = number(right) {
        return bounded(left, Bound { order: order(op)?, limit });
    }
    if let (Op::Equal, Sql::Text(text)) = (op, right) {
        return Ok(Condition::Is(term(left)?, text.clone()));
    }
    match op {
        Op::Equal => two_sided(left, right).map(|(left, right)| Condition::Same(left, right)),
        Op::Different => {
            two_sided(left, right).map(|(left, right)| Condition::Different(left, right))
        }
        Op::Less | Op::AtMost | Op::More | Op::AtLeast => {
            Err("two columns are compared by order".to_owned())
        }
        Op::And | Op::Or | Op::Join | Op::Plus | Op::Minus | Op::Times | Op::Over => {
            Err("it is not a question with yes or no for an answer".to_owned())
        }
    }
}

/// The two terms, the left record's first.
fn two_sided(left: &Sql, right: &Sql) -> Result<(Term, Term), String> {
    let (one, other) = (term(left)?, term(right)?);
    if one.side == other.side {
        return Err("two values of one record are compared".to_owned());
    }
    Ok(if one.side < other.side { (one, other) } else { (other, one) })
}

fn order(op: Op) -> Result<Order, String> {
    match op {
        Op::Less => Ok(Order::Less),
        Op::AtMost => Ok(Order::AtMost),
        Op::Equal => Ok(Order::Equal),
        Op::AtLeast => Ok(Order::AtLeast),
        Op::More => Ok(Order::More),
        Op::Different
        | Op::And
        | Op::Or
        | Op::Join
        | Op::Plus
        | Op::Minus
        | Op::Times
        | Op::Over => Err("a figure is compared in a way that is not understood".to_owned()),
    }
}

fn number(sql: &Sql) -> Option<f64> {
    match sql {
        Sql::Number(number) => Some(*number),
        Sql::Cast { of, to } if is_number_type(to) => number(of),
        _ => None,
    }
}

fn is_number_type(name: &str) -> bool {
    matches!(name, "int" | "integer" | "bigint" | "float" | "float8" | "double" | "real")
}

/// A figure worked out from the pair, against a limit.
fn bounded(figure: &Sql, bound: Bound) -> Result<Condition, String> {
    match figure {
        Sql::Call { name, args } => match (name.as_str(), args.as_slice()) {
            ("abs", [inner]) => apart(inner, bound),
            ("array_length" | "len" | "size" | "cardinality", [inner]) => shares(inner, bound),
            (name, [left, right]) => {
                let Some(measure) = shape::measure(name) else {
                    return Err(format!("the function {name} is not understood"));
                };
                let (left, right) = two_sided(left, right)?;
                Ok(Condition::Near { measure, left, right, bound })
            }
            (name, _) => Err(format!("the function {name} is not understood")),
        },
        Sql::Column { .. } | Sql::Cast { .. } if bound.order == Order::Equal => {
            Ok(Condition::Is(term(figure)?, plain(bound.limit)))
        }
        _ => Err("the figure that is compared with a number is not understood".to_owned()),
    }
}

/// A number as a whole one is written in a column.
fn plain(number: f64) -> String {
    number.to_string()
}

/// `ABS(a - b)`, of numbers or of moments in seconds, or of days.
fn apart(inner: &Sql, bound: Bound) -> Result<Condition, String> {
    if let Sql::Call { name, args } = inner
        && let ("date_diff" | "datediff", [Sql::Text(unit), left, right]) =
            (name.as_str(), args.as_slice())
        && unit.eq_ignore_ascii_case("day")
    {
        let (left, right) = two_sided(left, right)?;
        return Ok(Condition::Apart { scale: Scale::Days, left, right, bound });
    }
    let Sql::Binary { op: Op::Minus, left, right } = inner else {
        return Err("what ABS is taken of is not understood".to_owned());
    };
    let (scale, left, right) = match (seconds(left), seconds(right)) {
        (Some(left), Some(right)) => (Scale::Seconds, left, right),
        (None, None) => (Scale::Number, &**left, &**right),
        _ => return Err("a moment and a number are subtracted".to_owned()),
    };
    let (left, right) = two_sided(left, right)?;
    Ok(Condition::Apart { scale, left, right, bound })
}

/// What is turned into seconds: `EPOCH(x)` of DuckDB, `UNIX_TIMESTAMP(x)` of Spark.
fn seconds(sql: &Sql) -> Option<&Sql> {
    let Sql::Call { name, args } = sql else { return None };
    match (name.as_str(), args.as_slice()) {
        ("epoch" | "unix_timestamp", [of]) => Some(of),
        _ => None,
    }
}

fn shares(inner: &Sql, bound: Bound) -> Result<Condition, String> {
    let Sql::Call { name, args } = inner else {
        return Err("the length of what is not two lists in common is asked".to_owned());
    };
    match (name.as_str(), args.as_slice()) {
        ("list_intersect" | "array_intersect", [left, right]) => {
            let (left, right) = two_sided(left, right)?;
            Ok(Condition::Shares { left, right, bound })
        }
        (name, _) => Err(format!("the function {name} is not understood")),
    }
}

fn term(sql: &Sql) -> Result<Term, String> {
    if let Sql::Cast { of, to } = sql
        && (is_number_type(to) || matches!(to.as_str(), "date" | "timestamp"))
    {
        return term(of);
    }
    let (side, of) = Expression::recognise(sql)?;
    Ok(Term { side, of })
}
