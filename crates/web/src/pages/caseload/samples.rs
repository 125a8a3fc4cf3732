//! Lists for the test that renders every page.

use app::caseload::{
    AgeGroup, Attention, Choices, Filter, ManagedBy, Order, Page, ReviewIs, Row, SavedView, SortBy,
    Supervised,
};
use app::gate::Secrecy;
use domain::edition::Label;
use domain::id::{Id, PersonId, RegistrationId, SchemeId, UserId};
use domain::review::ReviewStanding;
use jiff::civil::date;

use super::list::{CaseloadPage, Seen};
use crate::form::{FieldErrors, Fields};
use crate::i18n::Language;
use crate::msg;

/// A key that is nobody's.
fn id<T: Id>(text: &str) -> Option<T> {
    let known: PersonId = text.parse().ok()?;
    Some(T::from_uuid(known.uuid()))
}

const KEY: &str = "00000000-0000-7000-8000-000000000001";

fn row(review: ReviewStanding, manager: Option<&str>) -> Option<Row> {
    Some(Row {
        registration: id::<RegistrationId>(KEY)?,
        person: id::<PersonId>(KEY)?,
        surname: "Sample <b>".to_owned(),
        forenames: "Sam".to_owned(),
        born_on: manager.map(|_| date(1980, 2, 29)),
        secrecy: Secrecy::Ordinary,
        scheme: id::<SchemeId>(KEY)?,
        scheme_name: "Sample PPO scheme".to_owned(),
        strand: Label { en: "Catch and Convict".to_owned(), cy: None },
        registered_on: date(2004, 8, 1),
        review_due_on: date(2004, 9, 1),
        review,
        is_statutory: manager.is_some(),
        manager: manager.map(str::to_owned),
        reference: None,
    })
}

fn seen(rows: Vec<Row>, total: u32) -> Seen {
    let scheme: Option<SchemeId> = id(KEY);
    let view = id::<UserId>(KEY).map(|user| SavedView {
        id: "1".to_owned(),
        user,
        scheme,
        scheme_name: Some("Sample PPO scheme".to_owned()),
        name: "Overdue".to_owned(),
        query: "review=late".to_owned(),
    });
    let schemes = scheme.map(|it| (it, "Sample PPO scheme".to_owned()));
    let choices = Choices {
        schemes: schemes.into_iter().collect(),
        sees_young: total > 0,
        ..Choices::default()
    };
    Seen {
        page: Page { rows, number: 1, total },
        choices,
        views: view.into_iter().filter(|_| total > 0).collect(),
        today: date(2004, 9, 6),
        language: Language::English,
        may_download: total > 0,
        sets_reviews: total > 0,
        runs: scheme.into_iter().filter(|_| total > 0).collect(),
    }
}

/// A full list with every filter on, and an empty one.
pub(super) fn lists() -> Vec<CaseloadPage> {
    let rows = [
        row(ReviewStanding::NotYet { days_left: 40 }, Some("Ana Sample")),
        row(ReviewStanding::Amber { days_left: 4 }, None),
    ];
    let full = seen(rows.into_iter().flatten().take(1).collect(), 120);
    let other = seen(
        [row(ReviewStanding::QueuedForRemoval { days: 40 }, None)].into_iter().flatten().collect(),
        1,
    );
    let every = Filter {
        scheme: id(KEY),
        strand: Some("catch_and_convict".to_owned()),
        supervised: Some(Supervised::Statutory),
        manager: Some(ManagedBy::Nobody),
        review: Some(ReviewIs::Late),
        attention: Some(Attention::Untold),
        registered_from: Some(date(2004, 8, 1)),
        registered_to: Some(date(2004, 9, 1)),
        name: "sam".to_owned(),
        sort: SortBy::Review,
        order: Order::Down,
        ..Filter::everybody(AgeGroup::Young)
    };
    let blank = Filter::everybody(AgeGroup::Adults);
    let wrong = FieldErrors::one("registered_from", msg!("Enter the first day"));
    let none = Fields::default();
    vec![
        CaseloadPage::new(&every, (&none, FieldErrors::default()), &full),
        CaseloadPage::new(&blank, (&none, wrong), &other),
        CaseloadPage::new(&blank, (&none, FieldErrors::default()), &seen(Vec::new(), 0)),
    ]
}
