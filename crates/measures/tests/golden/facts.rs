//! Facts of a folder, from comma-separated text with the columns of the schema.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use measures::count::{History, Words};
use measures::definition::{OffenceClass, day_number};
use measures::fact::{Area, Day, Nomination, Offence, Person, Registration, Stay};

/// Everything that a folder says.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) words: Words,
    pub(crate) people: Vec<Person>,
    pub(crate) registrations: BTreeMap<i64, Vec<Registration>>,
    pub(crate) offences: BTreeMap<i64, Vec<Offence>>,
    pub(crate) stays: BTreeMap<i64, Vec<Stay>>,
    pub(crate) nominations: BTreeMap<i64, Vec<Nomination>>,
    pub(crate) areas: Vec<Area>,
}

/// A row by the names of its columns.
struct Row(BTreeMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    fn number(&self, column: &str) -> i64 {
        self.text(column).parse().unwrap()
    }

    fn day_if_any(&self, column: &str) -> Option<Day> {
        let text = self.text(column);
        (!text.is_empty()).then(|| day_number(text.parse::<Date>().unwrap()))
    }

    fn day(&self, column: &str) -> Day {
        self.day_if_any(column).unwrap()
    }

    fn flag(&self, column: &str) -> bool {
        self.text(column).parse().unwrap()
    }
}

fn rows(folder: &Path, fact: &str) -> Vec<Row> {
    let path = folder.join(format!("{fact}.csv"));
    if !path.exists() {
        return Vec::new();
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).unwrap();
    reader.deserialize().map(|it| Row(it.unwrap())).collect()
}

impl Facts {
    pub(crate) fn read(folder: &Path) -> Self {
        let mut facts = Self::default();
        for row in rows(folder, "person") {
            facts.person(&row);
        }
        for row in rows(folder, "registration") {
            facts.registration(&row);
        }
        for row in rows(folder, "offence") {
            facts.offences.entry(row.number("person_id")).or_default().push(offence(&row));
        }
        for row in rows(folder, "custody") {
            let until = row.day_if_any("to_date").unwrap_or(Day::MAX);
            let stay = Stay { from: row.day("from_date"), until };
            facts.stays.entry(row.number("person_id")).or_default().push(stay);
        }
        for row in rows(folder, "nomination") {
            let nomination = nomination(&row);
            facts.nominations.entry(nomination.person_id).or_default().push(nomination);
        }
        facts.areas = rows(folder, "area").iter().map(area).collect();
        for list in facts.offences.values_mut() {
            list.sort_by_key(|it| (it.offended, it.offence_id));
        }
        facts
    }

    fn person(&mut self, row: &Row) {
        self.people.push(Person {
            person_id: row.number("person_id"),
            sex: self.words.sex.code(row.text("sex")).unwrap(),
            ethnicity: self.words.ethnicity.code(row.text("ethnicity")).unwrap(),
            born: row.day_if_any("date_of_birth"),
            died: row.day_if_any("death_date"),
        });
    }

    fn registration(&mut self, row: &Row) {
        let registration = Registration {
            registration_id: row.number("registration_id"),
            person_id: row.number("person_id"),
            scheme_id: row.number("scheme_id"),
            strand: self.words.strand.code(row.text("strand")).unwrap(),
            statutory: row.flag("statutory"),
            entered: row.day("entry_date"),
            left: row.day_if_any("exit_date"),
            known: row.day("known_at"),
        };
        self.registrations.entry(registration.person_id).or_default().push(registration);
    }

    /// Everybody, with all that is known of each.
    pub(crate) fn each(&self, mut take: impl FnMut(&History<'_>)) {
        for person in &self.people {
            let id = person.person_id;
            take(&History {
                person,
                registrations: self.registrations.get(&id).map_or(&[], Vec::as_slice),
                nominations: self.nominations.get(&id).map_or(&[], Vec::as_slice),
                stays: self.stays.get(&id).map_or(&[], Vec::as_slice),
                offences: self.offences.get(&id).map_or(&[], Vec::as_slice),
            });
        }
    }
}

fn offence(row: &Row) -> Offence {
    Offence {
        offence_id: row.number("offence_id"),
        offended: row.day("offence_date"),
        proven: row.day_if_any("conviction_date"),
        known: row.day("known_at"),
        class: OffenceClass::of_key(row.text("offence_class")),
        cautioned: row.text("disposal") == "caution",
        recordable: row.flag("recordable"),
        breach: row.flag("breach"),
    }
}

fn nomination(row: &Row) -> Nomination {
    Nomination {
        person_id: row.number("person_id"),
        scheme_id: row.number("scheme_id"),
        day: row.day("date"),
        taken_on: row.text("outcome") == "taken_on",
    }
}

fn area(row: &Row) -> Area {
    Area {
        scheme_id: row.number("scheme_id"),
        cdrp_id: row.number("cdrp_id"),
        lcjb_id: row.number("lcjb_id"),
        region_id: row.number("region_id"),
        from: row.day("from_date"),
        until: row.day_if_any("to_date"),
    }
}
