//! Filters as they stand in an address, so that a list can be kept, sent and come back to.

use app::caseload::{AgeGroup, Attention, Filter, ManagedBy, Order, ReviewIs, SortBy, Supervised};
use domain::Date;
use domain::when::Sense;

use crate::form::{FieldErrors, Fields, FormReader};
use crate::words::read_date;

/// Every field of the form of filters.
pub(super) const FIELDS: &[&str] = &[
    "name",
    "scheme",
    "strand",
    "supervised",
    "manager",
    "review",
    "attention",
    "registered_from",
    "registered_to",
];

/// The longest text that a list is searched for.
const NAME_LIMIT_CHARS: usize = 200;

/// What an address asks for, and which of its dates cannot be read. Whatever else it says that
/// we do not know narrows nothing.
pub(crate) fn read(fields: &Fields, today: Date) -> (Filter, FieldErrors) {
    let given = |name| fields.first(name).map(str::trim).filter(|it| !it.is_empty());
    let (from, to, errors) = dates(fields, today);
    let name: String = given("name").unwrap_or_default().chars().take(NAME_LIMIT_CHARS).collect();
    let filter = Filter {
        age: given("age").and_then(AgeGroup::from_key).unwrap_or(AgeGroup::Adults),
        scheme: given("scheme").and_then(|it| it.parse().ok()),
        strand: given("strand").filter(|it| storable(it)).map(str::to_owned),
        supervised: given("supervised").and_then(Supervised::from_key),
        manager: given("manager").filter(|it| storable(it)).and_then(ManagedBy::from_key),
        review: given("review").and_then(ReviewIs::from_key),
        attention: given("attention").and_then(Attention::from_key),
        registered_from: from,
        registered_to: to,
        name: if storable(&name) { name } else { String::new() },
        sort: given("sort").and_then(SortBy::from_key).unwrap_or(SortBy::Name),
        order: given("order").and_then(Order::from_key).unwrap_or(Order::Up),
    };
    (filter, errors)
}

/// Databases cannot keep a NUL.
fn storable(text: &str) -> bool {
    !text.contains('\0')
}

fn dates(fields: &Fields, today: Date) -> (Option<Date>, Option<Date>, FieldErrors) {
    let parse = read_date(Sense::Past, today);
    let mut form = FormReader::new(fields);
    let from = form.optional_date("registered_from", &parse);
    let to = form.optional_date("registered_to", &parse);
    let errors = form.finish((from, to)).err().unwrap_or_default();
    (from.flatten(), to.flatten(), errors)
}

/// The filter as it stands in an address, always in the same order; `page` 1 is left out.
pub(crate) fn write(filter: &Filter, page: usize) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut add = |name, value: Option<String>| pairs.extend(value.map(|it| (name, it)));
    add("age", (filter.age != AgeGroup::Adults).then(|| filter.age.key().to_owned()));
    add("name", Some(filter.name.clone()).filter(|it| !it.is_empty()));
    add("scheme", filter.scheme.map(|it| it.to_string()));
    add("strand", filter.strand.clone());
    add("supervised", filter.supervised.map(|it| it.key().to_owned()));
    add("manager", filter.manager.as_ref().map(|it| it.key().to_owned()));
    add("review", filter.review.map(|it| it.key().to_owned()));
    add("attention", filter.attention.map(|it| it.key().to_owned()));
    add("registered_from", filter.registered_from.map(|it| it.to_string()));
    add("registered_to", filter.registered_to.map(|it| it.to_string()));
    add("sort", (filter.sort != SortBy::Name).then(|| filter.sort.key().to_owned()));
    add("order", (filter.order != Order::Up).then(|| filter.order.key().to_owned()));
    add("page", (page > 1).then(|| page.to_string()));
    serde_html_form::to_string(pairs).unwrap_or_default()
}

/// The address of a list.
pub(crate) fn href(filter: &Filter, page: usize) -> String {
    let query = write(filter, page);
    if query.is_empty() { "/caseload".to_owned() } else { format!("/caseload?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_filter_comes_back_from_its_own_address() {
        let filter = Filter {
            name: "O'Hare & <b>".to_owned(),
            manager: Some(ManagedBy::Nobody),
            review: Some(ReviewIs::Late),
            registered_from: Some(date(2004, 9, 1)),
            sort: SortBy::Review,
            order: Order::Down,
            ..Filter::everybody(AgeGroup::Young)
        };
        let fields = Fields::parse(write(&filter, 3).as_bytes()).unwrap();
        assert_eq!(read(&fields, date(2004, 9, 6)), (filter, FieldErrors::default()));
        assert_eq!(fields.first("page"), Some("3"));
    }

    #[test]
    fn what_an_address_says_that_we_do_not_know_narrows_nothing() {
        let fields = Fields::parse(b"review=whenever&scheme=none&sort=luck&page=x").unwrap();
        let (filter, errors) = read(&fields, date(2004, 9, 6));
        assert_eq!(filter, Filter::everybody(AgeGroup::Adults));
        assert!(errors.is_empty());
    }

    #[test]
    fn a_date_that_cannot_be_read_is_said_to_be_so() {
        let fields = Fields::parse(b"registered_from=whenever").unwrap();
        let (_, errors) = read(&fields, date(2004, 9, 6));
        assert!(errors.at("registered_from").is_some());
    }
}
