//! What is told of a follow-up that is not over.

use super::*;

/// Figures of one definition, as known on a day.
fn known_on(definition: &Definition, cohort: Date, day: Date) -> Report {
    let counted = counted([(nation(), four())]);
    report(definition, &[cohort], &counted, Some(day))
}

fn told(report: &Report) -> Vec<u16> {
    let figures = report.rows[0].figures.iter().filter(|it| it.what == What::FollowUp);
    figures.filter_map(|it| it.after_months).collect()
}

#[test]
fn a_checkpoint_is_told_from_the_day_on_that_is_its_last() {
    let ni30 = |day| known_on(&definition("ni30"), date(2008, 4, 1), day);
    assert_eq!(told(&ni30(date(2009, 3, 30))), [3, 6, 9]);
    assert_eq!(told(&ni30(date(2009, 3, 31))), [3, 6, 9, 12]);
    assert!(ni30(date(2009, 3, 31)).notes.is_empty());
    let note = &ni30(date(2009, 3, 30)).notes[0];
    assert!(note.contains("counts are told up to month 9 only"), "{note}");
}

#[test]
fn a_checkpoint_that_waits_for_proof_is_told_when_the_wait_is_over() {
    // Three months end on 30 June 2009, and proof of them on 31 December.
    let cohort = |day| known_on(&definition("ppo-2009-cohort"), date(2009, 2, 1), day);
    assert_eq!(told(&cohort(date(2009, 12, 30))), Vec::<u16>::new());
    assert_eq!(told(&cohort(date(2009, 12, 31))), [3]);
}

#[test]
fn those_who_come_in_last_are_waited_for() {
    // Taken on by 31 March 2007; three months of them are June, which has no 31st, to the 29th, and
    // half a year for proof goes to 29 December.
    let taken_on = |day| known_on(&definition("before-after-6"), date(2006, 4, 1), day);
    assert_eq!(told(&taken_on(date(2007, 12, 28))), Vec::<u16>::new());
    assert_eq!(told(&taken_on(date(2007, 12, 29))), [3]);
    assert_eq!(told(&taken_on(date(2008, 3, 29))), [3, 6]);
}

#[test]
fn what_was_expected_is_set_against_nothing_until_the_follow_up_is_over() {
    // A year, and half a year for proof.
    let day = |day| known_on(&definition("expected-ogrs3"), date(2009, 4, 1), day);
    let early = day(date(2010, 9, 29));
    let kinds: Vec<What> = early.rows[0].figures.iter().map(|it| it.what).collect();
    assert_eq!(kinds, [What::People, What::Expected]);
    assert!(day(date(2010, 9, 30)).rows[0].figures.len() > 2);
}
