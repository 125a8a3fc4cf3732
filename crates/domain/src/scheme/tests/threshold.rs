//! Local thresholds for the national grounds of removal.

use super::*;

fn set(value: ThresholdValue, from: Date) -> SetThreshold {
    SetThreshold { ground: "no_offending".to_owned(), value, from }
}

fn decide(command: &SetThreshold, before: &[Threshold]) -> Result<Threshold, ThresholdRefusal> {
    command.decide(before, &["no_offending", "long_custody"], today())
}

#[test]
fn a_threshold_holds_until_the_next_one_sg05_3() {
    let next = day(2005, 1, 1);
    let mut all = vec![decide(&set(ThresholdValue::Number(6), today()), &[]).unwrap()];
    all.push(decide(&set(ThresholdValue::Number(12), next), &all).unwrap());
    let on = |date| threshold_on(&all, "no_offending", date).map(|it| it.value.clone());
    assert_eq!(on(began()), None);
    assert_eq!(on(next.yesterday().unwrap()), Some(ThresholdValue::Number(6)));
    assert_eq!(on(next), Some(ThresholdValue::Number(12)));
    assert_eq!(threshold_on(&all, "long_custody", next), None);
}

#[test]
fn a_threshold_belongs_to_a_national_ground_sg05_3() {
    let made_up =
        SetThreshold { ground: "dislike".to_owned(), ..set(ThresholdValue::Number(1), today()) };
    assert_eq!(decide(&made_up, &[]), Err(ThresholdRefusal::UnknownGround));
}

#[test]
fn a_threshold_says_something_new_from_today_on() {
    let text = |text: &str| ThresholdValue::Text(text.to_owned());
    assert_eq!(decide(&set(text(" "), today()), &[]), Err(ThresholdRefusal::Blank));
    let past = ThresholdRefusal::InThePast { from: began() };
    assert_eq!(decide(&set(text("quiet"), began()), &[]), Err(past));
    let all = [decide(&set(text("quiet"), today()), &[]).unwrap()];
    let later = ThresholdRefusal::LaterThreshold { from: today() };
    assert_eq!(decide(&set(text("calm"), today()), &all), Err(later));
    let same = decide(&set(text("quiet"), day(2005, 1, 1)), &all);
    assert_eq!(same, Err(ThresholdRefusal::NothingChanges));
}
