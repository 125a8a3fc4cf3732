//! Headings and content people really have, and what is guessed from them.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::import::fixture_files::sheet as fixture;
use crate::import::sheet::read;

fn check(sheet: &Sheet, expect: &Expect) {
    expect.assert_eq(&guess(sheet).mapping.to_text());
}

/// Headings alone, over one row that says nothing.
fn check_heading(heading: &str, expect: Field) {
    let sheet = read(format!("{heading},Spare column\nx,y\n").as_bytes()).unwrap();
    let column = guess(&sheet).mapping.column(expect);
    assert_eq!(column, Some(0), "{heading} for {expect:?}");
}

fn of_column(text: &str, column: usize) -> ColumnGuess {
    guess(&read(text.as_bytes()).unwrap()).columns[column]
}

#[test]
fn every_column_of_a_typical_register_is_known() {
    check(
        &fixture("scheme_register.xlsx"),
        &expect![[r"
            reference=A
            full_name=B
            alias=C
            date_of_birth=D
            sex=E
            ethnicity=F
            pnc_id=G
            cro_number=H
            prison_number=I
            crn=J
            address=K
            postcode=L
            no_fixed_abode=M
            strand=N
            nominating_agency=O
            nominated_on=P
            registered_on=Q
            statutory=R
            offender_manager=S
            lead_worker=T
            review_on=U
            removed_on=V
            removal_reason=W
            notes=X
        "]],
    );
}

#[test]
fn the_same_register_as_text_is_guessed_alike() {
    let (workbook, text) = (fixture("scheme_register.xlsx"), fixture("scheme_register.csv"));
    assert_eq!(guess(&workbook).mapping, guess(&text).mapping);
}

#[test]
fn welsh_headings_are_known() {
    check(
        &fixture("utf16.csv"),
        &expect![[r"
            reference=A
            surname=B
            forenames=C
            date_of_birth=D
            pnc_id=E
            strand=F
            notes=G
        "]],
    );
}

#[test]
fn words_of_both_programmes_are_known() {
    check_heading("IOM Cohort", Field::Strand);
    check_heading("PPO Strand (C&C / R&R / P&D)", Field::Strand);
    check_heading("nDelius CRN", Field::Crn);
    check_heading("NOMIS No.", Field::PrisonNumber);
    check_heading("Date De-selected", Field::RemovedOn);
    check_heading("Offender Manager (Probation)", Field::OffenderManager);
    check_heading("Date referred to panel", Field::NominatedOn);
    check_heading("Rheolwr Troseddwyr", Field::OffenderManager);
    check_heading("Dyddiad Adolygu", Field::ReviewOn);
}

#[test]
fn name_beside_surname_is_taken_for_the_forename_and_doubted() {
    let text = "Surname,Name,DOB\nSample,Robin,1/2/80\n";
    let sheet = read(text.as_bytes()).unwrap();
    assert_eq!(guess(&sheet).mapping.to_text(), "surname=A\nforenames=B\ndate_of_birth=C\n");
    let ColumnGuess::Field { confidence, .. } = of_column(text, 1) else { panic!("unknown") };
    assert_eq!(confidence, Confidence::Doubtful);
}

#[test]
fn content_tells_an_identifier_under_a_heading_nobody_knows() {
    let text = "Who,Thing\nA,2002/0073319Z\nB,79/163001B\nC,81/34U\n";
    let expect = ColumnGuess::Field {
        field: Field::PncId,
        confidence: Confidence::Likely,
        why: Why::Content { fitting: 3, of: 3 },
    };
    assert_eq!(of_column(text, 1), expect);
}

#[test]
fn a_heading_that_its_content_denies_is_doubted() {
    let text = "Name,Prison No\nA,at home\nB,none\nC,A1234BC\nD,not known\n";
    let why = Why::HeadingAgainstContent { known_as: "prison no", fitting: 1, of: 4 };
    let expect =
        ColumnGuess::Field { field: Field::PrisonNumber, confidence: Confidence::Doubtful, why };
    assert_eq!(of_column(text, 1), expect);
}

#[test]
fn identifiers_under_each_others_headings_go_by_their_content() {
    let text = "Name,PNC,Other number\nA,A1234BC,81/34U\nB,A2345BC,79/163001B\n\
        C,A3456CD,00/223R\n";
    let sheet = read(text.as_bytes()).unwrap();
    assert_eq!(guess(&sheet).mapping.to_text(), "full_name=A\npnc_id=C\nprison_number=B\n");
}

#[test]
fn every_field_has_known_names_and_no_name_stands_for_two() {
    let mut names: Vec<&str> = Vec::new();
    for field in Field::ALL {
        let of_field: Vec<&str> = synonyms::names(field).collect();
        assert!(!of_field.is_empty(), "{field:?}");
        assert!(of_field.iter().all(|name| synonyms::fold(name) == *name), "{of_field:?}");
        names.extend(of_field);
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn a_heading_that_means_nothing_here_is_left_out() {
    assert_eq!(of_column("Name,Shoe size\nA,9\n", 1), ColumnGuess::Unknown);
    assert_eq!(of_column("Name,Name of school\nA,x\n", 1), ColumnGuess::Unknown);
    assert_eq!(of_column("Name,DOB,\nA,1/2/80,x\n", 2), ColumnGuess::Unknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_column_is_ever_guessed_twice(
        headings in prop::collection::btree_set(
            "(date|name|pnc|review|officer|of|no|[a-z ]{1,6}){1,3}", 2..12,
        ),
    ) {
        let heading_row = headings.iter().map(|it| it.trim()).collect::<Vec<_>>().join(",");
        let text = format!("{heading_row}\n{}\n", "x,".repeat(headings.len()));
        if let Ok(sheet) = read(text.as_bytes()) {
            let guess = guess(&sheet);
            let mut columns: Vec<usize> = guess.mapping.iter().map(|(_, column)| column).collect();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), guess.mapping.iter().count());
            for (field, column) in guess.mapping.iter() {
                let known = match guess.columns[column] {
                    ColumnGuess::Field { field, .. } => Some(field),
                    ColumnGuess::Unknown => None,
                };
                prop_assert_eq!(known, Some(field));
            }
        }
    }
}
