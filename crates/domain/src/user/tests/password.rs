//! Passwords that may be chosen.

use crate::user::{PASSWORD_LENGTH_MOST, PasswordRefusal, check_password};

fn check(password: &str, expect: Result<(), PasswordRefusal>) {
    let result = check_password(password, "Ana Invented-Person", "ana.longername@police.example");
    assert_eq!(result, expect, "{password}");
}

#[test]
fn twelve_characters_are_enough_and_eleven_are_not() {
    check("aaaaaaaaaaaa", Ok(()));
    check("aaaaaaaaaaa", Err(PasswordRefusal::TooShort { least: 12 }));
    check("", Err(PasswordRefusal::TooShort { least: 12 }));
}

#[test]
fn characters_are_counted_and_not_bytes() {
    check("ŵŷŵŷŵŷŵŷŵŷŵ", Err(PasswordRefusal::TooShort { least: 12 }));
    check("ŵŷŵŷŵŷŵŷŵŷŵŷ", Ok(()));
}

#[test]
fn a_phrase_needs_no_capital_digit_or_sign() {
    check("correct horse battery staple", Ok(()));
    check("............", Ok(()));
}

#[test]
fn the_owners_name_is_refused_however_it_is_written() {
    check("Ana Invented-Person", Err(PasswordRefusal::IsName));
    check("anainventedperson", Err(PasswordRefusal::IsName));
    check("ANA.INVENTED.PERSON!", Err(PasswordRefusal::IsName));
    check("ana invented person sings", Ok(()));
}

#[test]
fn the_owners_address_is_refused_whole_and_before_the_at() {
    check("Ana.Longername@police.example", Err(PasswordRefusal::IsEmail));
    check("ana-longername", Err(PasswordRefusal::IsEmail));
}

#[test]
fn a_flood_is_refused() {
    let most = PASSWORD_LENGTH_MOST;
    check(&"a".repeat(most), Ok(()));
    check(&"a".repeat(most + 1), Err(PasswordRefusal::TooLong { most }));
}
