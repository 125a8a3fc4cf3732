//! What is read as SQL, and what is not.

use expect_test::{Expect, expect};

use super::parse;

fn refused(sql: &str, expect: Expect) {
    expect.assert_eq(&parse(sql).unwrap_err());
}

#[test]
fn brackets_and_precedence_are_as_in_sql() {
    let written = parse("a_l = a_r or not b_l = b_r and c_l is null").unwrap();
    let bracketed = parse("(a_l = a_r) OR ((NOT (b_l = b_r)) AND (c_l IS NULL))").unwrap();
    assert_eq!(written, bracketed);
}

#[test]
fn quoted_bare_and_dotted_names_mean_the_same_column() {
    let quoted = parse("\"surname_l\" = \"surname_r\"").unwrap();
    for other in ["surname_l = surname_r", "`surname_l` = `surname_r`", "l.surname = r.\"surname\""]
    {
        assert_eq!(parse(other).unwrap(), quoted, "{other}");
    }
}

#[test]
fn a_doubled_quote_stands_for_itself() {
    let super::Sql::Binary { right, .. } = parse("a_l = 'O''Neil'").unwrap() else { panic!() };
    assert_eq!(*right, super::Sql::Text("O'Neil".to_owned()));
}

#[test]
fn what_is_not_sql_is_named() {
    refused("a_l = 'open", expect!["' is not closed"]);
    refused("a_l = ", expect!["it ends too soon"]);
    refused(
        "surname = forename",
        expect!["surname is not a column of the left or the right record"],
    );
    refused("x.a = r.a", expect!["x is neither l nor r"]);
    refused("a_l = a_r)", expect![") was not expected"]);
    refused("a_l § a_r", expect!["§ is not understood"]);
    refused("a_l is true", expect!["only IS NULL and IS NOT NULL are understood"]);
}

#[test]
fn deep_nesting_is_refused_and_not_recursed_into() {
    let deep = format!("{}a_l = a_r{}", "(".repeat(100_000), ")".repeat(100_000));
    refused(&deep, expect!["it is nested too deeply"]);
}

#[test]
fn a_chain_of_very_many_parts_is_refused_and_not_recursed_into() {
    let links = ["a_l = a_r and ", "a_l = a_r or ", "a_l || ", "a_l - ", "a_l / "];
    let chained = links.map(|link| format!("{}a_l = a_r", link.repeat(100_000)));
    let cast = format!("a_l{} = a_r", "::text".repeat(100_000));
    let joined = format!("concat(a_l{}) = a_r", ", 'x'".repeat(100_000));
    for long in chained.iter().chain([&cast, &joined]) {
        refused(long, expect!["it has more than 1000 parts"]);
    }
}
