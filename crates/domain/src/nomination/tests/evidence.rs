//! The words under which evidence is stored.

use super::*;

fn everything() -> Vec<Shown> {
    let offences = OffenceType::ALL.iter().copied();
    let each = |make: fn(OffenceType) -> Shown| offences.clone().map(make);
    each(Shown::Conviction)
        .chain(each(Shown::Charge))
        .chain(each(Shown::Arrest))
        .chain(each(Shown::Intelligence))
        .chain(DrugTestResult::ALL.iter().copied().map(Shown::DrugTest))
        .chain(HarmType::ALL.iter().copied().map(Shown::Harm))
        .chain([Shown::AgencyReport])
        .collect()
}

#[test]
fn everything_shown_is_read_back_from_its_two_words() {
    for it in everything() {
        assert_eq!(Shown::from_keys(it.kind(), it.detail_key()), Some(it));
        assert_eq!(EvidenceKind::from_key(it.kind().key()), Some(it.kind()));
    }
}

#[test]
fn no_two_things_share_their_words() {
    let mut words: Vec<_> =
        everything().into_iter().map(|it| (it.kind().key(), it.detail_key())).collect();
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all);
}

#[test]
fn words_that_do_not_go_together_are_nothing() {
    for (kind, detail) in [
        (EvidenceKind::Conviction, None),
        (EvidenceKind::Conviction, Some("positive")),
        (EvidenceKind::DrugTest, Some("robbery")),
        (EvidenceKind::Harm, Some("")),
        (EvidenceKind::AgencyReport, Some("robbery")),
    ] {
        assert_eq!(Shown::from_keys(kind, detail), None);
    }
}

#[test]
fn suspicion_needs_justifying_and_deeds_do_not() {
    let mut kinds = EvidenceKind::ALL.iter().copied().filter(|it| it.needs_justifying());
    assert_eq!(kinds.next(), Some(EvidenceKind::Arrest));
    assert_eq!(kinds.next(), Some(EvidenceKind::Intelligence));
    assert_eq!(kinds.next(), None);
}
