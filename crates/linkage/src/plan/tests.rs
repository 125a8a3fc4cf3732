//! Conditions hold exactly where SQL says yes, however they are put together and compiled.

use proptest::prelude::*;

use super::{Known, Pair, Plan};
use crate::testing::{Told, model, records};

/// More columns than one word of marks has bits.
const COLUMNS: usize = 40;

/// A condition over columns by number, and the same in SQL.
#[derive(Debug, Clone)]
enum Logic {
    Same(usize, usize),
    Different(usize, usize),
    LeftMissing(usize),
    RightMissing(usize),
    LeftThere(usize),
    NotBothSame(usize),
    Not(Box<Logic>),
    All(Vec<Logic>),
    Any(Vec<Logic>),
}

type Row = Vec<Option<&'static str>>;

impl Logic {
    fn sql(&self) -> String {
        let (l, r) = (|it| format!("\"c{it}_l\""), |it| format!("\"c{it}_r\""));
        let joined = |of: &[Self], by: &str| {
            let parts: Vec<String> = of.iter().map(Self::sql).collect();
            format!("({})", parts.join(by))
        };
        match self {
            Self::Same(one, other) => format!("{} = {}", l(one), r(other)),
            Self::Different(one, other) => format!("{} <> {}", l(one), r(other)),
            Self::LeftMissing(it) => format!("{} IS NULL", l(it)),
            Self::RightMissing(it) => format!("{} IS NULL", r(it)),
            Self::LeftThere(it) => format!("{} IS NOT NULL", l(it)),
            Self::NotBothSame(it) => {
                format!("({0} IS NULL OR {1} IS NULL OR {0} <> {1})", l(it), r(it))
            }
            Self::Not(inner) => format!("NOT ({})", inner.sql()),
            Self::All(of) => joined(of, " AND "),
            Self::Any(of) => joined(of, " OR "),
        }
    }

    /// As SQL answers: `None` where a missing value leaves it open.
    fn answer(&self, left: &Row, right: &Row) -> Option<bool> {
        match self {
            Self::Same(one, other) => Some(left[*one]? == right[*other]?),
            Self::Different(one, other) => Some(left[*one]? != right[*other]?),
            Self::LeftMissing(it) => Some(left[*it].is_none()),
            Self::RightMissing(it) => Some(right[*it].is_none()),
            Self::LeftThere(it) => Some(left[*it].is_some()),
            Self::NotBothSame(it) => Some(left[*it].is_none() || left[*it] != right[*it]),
            Self::Not(inner) => inner.answer(left, right).map(|it| !it),
            Self::All(of) => all(of.iter().map(|it| it.answer(left, right))),
            Self::Any(of) => {
                all(of.iter().map(|it| it.answer(left, right).map(|it| !it))).map(|it| !it)
            }
        }
    }
}

fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let answers: Vec<Option<bool>> = answers.collect();
    if answers.contains(&Some(false)) {
        Some(false)
    } else {
        answers.iter().all(Option::is_some).then_some(true)
    }
}

/// A condition over columns below `columns`.
fn logic(columns: usize) -> impl Strategy<Value = Logic> {
    let leaf = (0..7, 0..columns, 0..columns).prop_map(|(kind, one, other)| match kind {
        0 => Logic::Same(one, one),
        1 => Logic::Different(one, one),
        2 => Logic::Same(one, other),
        3 => Logic::LeftMissing(one),
        4 => Logic::RightMissing(one),
        5 => Logic::LeftThere(one),
        _ => Logic::NotBothSame(one),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(|it| Logic::Not(Box::new(it))),
            some().prop_map(Logic::All),
            some().prop_map(Logic::Any),
        ]
    })
}

fn row(columns: usize) -> impl Strategy<Value = Row> {
    prop::collection::vec(prop::sample::select(vec![None, Some("A"), Some("B")]), columns)
}

/// Which of two levels a pair falls into: that of the condition, or the rest.
fn holds(condition: &Logic, left: &Row, right: &Row) -> bool {
    let sql = condition.sql();
    let model = model(&[("x", &[(&sql, 0.9, 0.1), ("ELSE", 0.1, 0.9)])], &["l.c0 = r.c0"]);
    let names: Vec<String> = (0..COLUMNS).map(|it| format!("c{it}")).collect();
    let mut told: Vec<Vec<(&str, &str)>> = Vec::new();
    for row in [left, right] {
        let columns = names.iter().zip(row);
        let mut columns: Vec<_> =
            columns.filter_map(|(name, it)| Some((name.as_str(), (*it)?))).collect();
        columns.push(("x", "X"));
        told.push(columns);
    }
    let told: [Told<'_>; 2] = [("a", &told[0]), ("b", &told[1])];
    let mut records = records(&model.layout(), &[("s", &told)]);
    let plan = Plan::new(&model, &mut records).unwrap();
    let known = |row| Known::new(&plan, &records, row);
    let mut scratch = plan.scratch();
    let (left, right) = (known(0), known(1));
    let levels = Pair::new(&plan, &left, &right, &mut scratch).levels();
    levels.value(0) == 1
}

proptest! {
    #[test]
    fn a_condition_over_a_few_columns_holds_where_sql_says_yes(
        condition in logic(3), left in row(3), right in row(3),
    ) {
        let expected = condition.answer(&left, &right) == Some(true);
        prop_assert_eq!(holds(&condition, &left, &right), expected, "{}", condition.sql());
    }

    #[test]
    fn a_condition_over_more_columns_than_there_are_marks_does_as_well(
        condition in logic(COLUMNS),
        left in row(COLUMNS),
        right in row(COLUMNS),
        last in 30..COLUMNS,
    ) {
        // Every column is asked about before the condition at hand, which then finds no mark left.
        let mut each: Vec<Logic> = (0..COLUMNS).map(|it| Logic::Same(it, it)).collect();
        each.push(Logic::Not(Box::new(Logic::All(vec![Logic::LeftMissing(last)]))));
        let condition = Logic::Any(vec![Logic::All(each), condition]);
        let expected = condition.answer(&left, &right) == Some(true);
        prop_assert_eq!(holds(&condition, &left, &right), expected, "{}", condition.sql());
    }
}
