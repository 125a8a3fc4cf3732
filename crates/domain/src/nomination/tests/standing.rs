//! Where a nomination stands.

use super::*;

const LATER: Date = date(2004, 10, 20);

fn check(rulings: &[Ruling], today: Date, expect: Standing) {
    let ruled = Nomination { rulings: rulings.to_vec(), ..nomination() };
    assert_eq!(ruled.standing(today), expect);
}

fn withdrawal(on: Date) -> Withdrawal {
    Withdrawal { on, reasons: because("He has moved to another area.") }
}

#[test]
fn a_nomination_awaits_the_panel() {
    check(&[], LATER, Standing::Awaiting { since: TODAY });
}

#[test]
fn taking_on_and_refusing_settle_it() {
    for outcome in [Outcome::Register, Outcome::Refuse] {
        let on = date(2004, 10, 1);
        check(&[ruling(on, outcome)], LATER, Standing::Decided { on, outcome });
    }
}

#[test]
fn what_is_put_off_comes_back_on_its_day() {
    let until = date(2004, 10, 15);
    let deferred = [ruling(date(2004, 10, 1), Outcome::Defer { until })];
    check(&deferred, date(2004, 10, 14), Standing::Deferred { until });
    check(&deferred, until, Standing::Awaiting { since: TODAY });
}

#[test]
fn a_place_on_the_waiting_list_dates_from_the_ruling_that_first_gave_it() {
    let first = date(2004, 10, 1);
    let again = ruling(date(2004, 10, 10), Outcome::WaitingList);
    let deferred = ruling(date(2004, 10, 5), Outcome::Defer { until: date(2004, 10, 9) });
    let waiting = ruling(first, Outcome::WaitingList);
    check(&[waiting, again], LATER, Standing::OnWaitingList { since: first });
    check(&[waiting, deferred, again], LATER, Standing::OnWaitingList { since: again.on });
}

#[test]
fn rulings_of_later_days_are_not_looked_at() {
    let rulings = [ruling(date(2004, 10, 1), Outcome::Register)];
    check(&rulings, date(2004, 9, 30), Standing::Awaiting { since: TODAY });
}

#[test]
fn an_undecided_nomination_keeps_another_one_out() {
    let with =
        |outcome| Nomination { rulings: vec![ruling(date(2004, 10, 1), outcome)], ..nomination() };
    assert!(nomination().is_undecided(LATER));
    assert!(with(Outcome::WaitingList).is_undecided(LATER));
    assert!(with(Outcome::Defer { until: date(2004, 12, 1) }).is_undecided(LATER));
    assert!(!with(Outcome::Register).is_undecided(LATER));
    assert!(!with(Outcome::Refuse).is_undecided(LATER));
}

#[test]
fn an_agency_may_take_its_nomination_back() {
    let on = date(2004, 10, 1);
    let back = nomination().withdraw(withdrawal(on), LATER).unwrap();
    assert_eq!(back.standing(LATER), Standing::Withdrawn { on });
    assert_eq!(back.standing(date(2004, 9, 30)), Standing::Awaiting { since: TODAY });
    assert!(!back.is_undecided(LATER));
}

#[test]
fn a_withdrawn_nomination_is_not_withdrawn_again() {
    let on = date(2004, 10, 1);
    let back = nomination().withdraw(withdrawal(on), LATER).unwrap();
    let again = back.withdraw(withdrawal(LATER), LATER);
    assert_eq!(again, Err(WithdrawRefusal::AlreadyWithdrawn { on }));
}

#[test]
fn a_settled_nomination_is_not_withdrawn() {
    let on = date(2004, 10, 1);
    let rulings = vec![ruling(on, Outcome::Refuse)];
    let refused = Nomination { rulings, ..nomination() };
    let found = refused.withdraw(withdrawal(LATER), LATER);
    assert_eq!(found, Err(WithdrawRefusal::AlreadyDecided { on }));
}

#[test]
fn nothing_is_withdrawn_before_it_was_said_or_on_a_day_to_come() {
    let tomorrow = date(2004, 10, 21);
    let found = nomination().withdraw(withdrawal(tomorrow), LATER);
    assert_eq!(found, Err(WithdrawRefusal::InFuture { on: tomorrow }));
    let found = nomination().withdraw(withdrawal(date(2004, 9, 19)), LATER);
    assert_eq!(found, Err(WithdrawRefusal::TooEarly { not_before: TODAY }));
    let not_before = date(2004, 10, 1);
    let rulings = vec![ruling(not_before, Outcome::WaitingList)];
    let waiting = Nomination { rulings, ..nomination() };
    let found = waiting.withdraw(withdrawal(date(2004, 9, 30)), LATER);
    assert_eq!(found, Err(WithdrawRefusal::TooEarly { not_before }));
}

#[test]
fn what_was_found_out_about_mappa_is_recorded_until_it_is_settled() {
    // [RR04 A.4]
    let managed = MappaAnswer::Managed { category: MappaCategory::One, level: MappaLevel::Three };
    let told = nomination().answer_mappa(managed.clone(), LATER).unwrap();
    assert_eq!(told.said.mappa, managed);

    let on = date(2004, 10, 1);
    let settled = Nomination { rulings: vec![ruling(on, Outcome::Register)], ..nomination() };
    let found = settled.answer_mappa(managed.clone(), LATER);
    assert_eq!(found, Err(AnswerRefusal::Decided { on }));
    let back = nomination().withdraw(withdrawal(on), LATER).unwrap();
    assert_eq!(back.answer_mappa(managed, LATER), Err(AnswerRefusal::Withdrawn { on }));
}
