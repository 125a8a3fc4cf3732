//! Who a person is: names, numbers, addresses, times in custody.

use app::person::{Custody, File, KnownAddress, KnownIdentifier};
use axum::extract::{Path, Query};
use domain::Date;
use domain::id::PersonId;
use domain::person::{Abode, NameKind, Person};
use serde::Serialize;

use super::fields::name_kind;
use super::view::{Asked, Head, Section, key, record, sample_head};
use crate::i18n::{Msg, Words};
use crate::render::{NavItem, Page, SummaryRow};
use crate::server::{PageResult, Visit};
use crate::{msg, words};

/// Who a person is.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IdentityPage {
    head: Head,
    rows: Vec<SummaryRow>,
    names: Vec<NameView>,
    identifiers: Vec<IdentifierView>,
    /// Nothing where the reader may not see them.
    addresses: Option<Vec<PlaceView>>,
    custody: Option<Vec<PlaceView>>,
    links: Vec<NavItem>,
}

#[derive(Debug, Clone, Serialize)]
struct NameView {
    name: String,
    kind: Msg,
    until_on: Option<String>,
    /// Where the form to end it goes, for those who may.
    end_action: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct IdentifierView {
    kind: Msg,
    number: String,
    source: Option<String>,
    /// Why it is kept as typed and never joins two records.
    fault: Option<Msg>,
}

#[derive(Debug, Clone, Serialize)]
struct PlaceView {
    title: Words,
    lines: String,
    when: Msg,
    source: Option<String>,
    /// Where to end it, for those who may.
    end_href: Option<String>,
}

impl Page for IdentityPage {
    const TEMPLATE: &'static str = "pages/person/identity.html";

    fn samples() -> Vec<Self> {
        let name = NameView {
            name: "Bobby Testwood".to_owned(),
            kind: msg!("Alias"),
            until_on: None,
            end_action: Some("/people/1/names/2/end".to_owned()),
        };
        let ended =
            NameView { until_on: Some("2004-01-01".to_owned()), end_action: None, ..name.clone() };
        let good = IdentifierView {
            kind: msg!("Prison number"),
            number: "A1234BC".to_owned(),
            source: Some("LIDS".to_owned()),
            fault: None,
        };
        let faulty =
            IdentifierView { fault: Some(msg!("Nothing was typed")), source: None, ..good.clone() };
        let place = PlaceView {
            title: msg!("No fixed abode").into(),
            lines: "c/o the hostel\nAlderton".to_owned(),
            when: when(None, None),
            source: Some("Letter".to_owned()),
            end_href: Some("/people/1/addresses/2/end".to_owned()),
        };
        let full = Self {
            head: sample_head(),
            rows: vec![SummaryRow::not_given(msg!("Date of birth"))],
            names: vec![name, ended],
            identifiers: vec![good, faulty],
            addresses: Some(vec![place.clone()]),
            custody: Some(vec![PlaceView { source: None, end_href: None, ..place }]),
            links: vec![NavItem::new(msg!("Add a name"), "/people/1/add/name")],
        };
        let bare = Self {
            names: Vec::new(),
            identifiers: Vec::new(),
            addresses: None,
            custody: None,
            links: Vec::new(),
            ..full.clone()
        };
        let none = Self { addresses: Some(Vec::new()), custody: Some(Vec::new()), ..bare.clone() };
        vec![full, bare, none]
    }
}

pub(crate) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let id: PersonId = key(&id)?;
    let record = record(&visit, id, asked.which(), "opened_identity").await?;
    let file = &record.file;
    let name = |it: &app::person::KnownName| NameView {
        name: it.name.full(),
        kind: name_kind(it.name.kind()),
        until_on: it.until_on.map(|it| it.to_string()),
        end_action: (file.may.amend && it.until_on.is_none())
            .then(|| format!("/people/{id}/names/{}/end", it.id)),
    };
    let others = file.names.iter().filter(|it| it.name.kind() != NameKind::Main);
    let year = record.today.year();
    visit.render(&IdentityPage {
        rows: rows(&file.person),
        names: others.map(name).collect(),
        identifiers: file.identifiers.iter().map(|it| identifier(it, year)).collect(),
        addresses: file
            .addresses
            .as_ref()
            .map(|all| all.iter().map(|it| address(it, file)).collect()),
        custody: file.custody.as_ref().map(|all| all.iter().map(custody).collect()),
        links: links(file),
        head: record.head(Section::Identity),
    })
}

fn links(file: &File) -> Vec<NavItem> {
    let id = file.person.id;
    let link = |label, path: &str| NavItem::new(label, format!("/people/{id}/{path}"));
    let mut links = Vec::new();
    if file.may.amend {
        links.push(link(msg!("Change who this is"), "edit"));
        links.push(link(msg!("Add a name"), "add/name"));
        links.push(link(msg!("Add a number"), "add/identifier"));
        links.push(link(msg!("Add an address"), "add/address"));
        links.push(link(msg!("Add a time in custody"), "add/custody"));
    }
    if file.may.restrict {
        links.push(link(msg!("Say who may open this record"), "add/access"));
    }
    links
}

fn rows(person: &Person) -> Vec<SummaryRow> {
    let date = |label: Msg, on: Option<Date>| match on {
        Some(on) => SummaryRow::new(label, msg!("{date}", date = on)),
        None => SummaryRow::not_given(label),
    };
    let mut rows = vec![
        SummaryRow::new(msg!("Name"), Words::typed(person.name.full())),
        date(msg!("Date of birth"), person.born),
        SummaryRow::new(msg!("Sex"), words::sex(person.sex)),
        SummaryRow::new(msg!("Ethnicity"), words::ethnicity(person.ethnicity)),
    ];
    if person.died_on.is_some() {
        rows.push(date(msg!("Date of death"), person.died_on));
    }
    rows
}

fn identifier(it: &KnownIdentifier, year: i16) -> IdentifierView {
    IdentifierView {
        kind: words::identifier_kind(it.kind),
        number: it.shown().to_owned(),
        source: it.source.clone(),
        fault: it.read(year).fault().map(words::identifier_fault),
    }
}

/// The lines of an address with its postcode, or what is known instead.
pub(super) fn address_lines(it: &KnownAddress) -> String {
    let lines = [Some(it.lines.as_str()), it.postcode.as_deref()];
    let lines: Vec<&str> = lines.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    lines.join("\n")
}

fn address(it: &KnownAddress, file: &File) -> PlaceView {
    let href = || format!("/people/{}/addresses/{}/end", file.person.id, it.id);
    PlaceView {
        title: match it.abode {
            Abode::Fixed => msg!("Address").into(),
            Abode::NoFixedAbode => msg!("No fixed abode").into(),
        },
        lines: address_lines(it),
        when: when(it.from_on, it.until_on),
        source: None,
        end_href: (file.may.amend && it.until_on.is_none()).then(href),
    }
}

fn custody(it: &Custody) -> PlaceView {
    PlaceView {
        title: it.place.clone().map_or_else(|| msg!("Place not known").into(), Words::typed),
        lines: String::new(),
        when: when(Some(it.from_on), it.until_on),
        source: Some(it.source.clone()),
        end_href: None,
    }
}

fn when(from: Option<Date>, until: Option<Date>) -> Msg {
    match (from, until) {
        (Some(from), Some(until)) => msg!("From {from}, until {until}", from = from, until = until),
        (Some(from), None) => msg!("Since {from}", from = from),
        (None, Some(until)) => msg!("Until {until}", until = until),
        (None, None) => msg!("Dates not known"),
    }
}
