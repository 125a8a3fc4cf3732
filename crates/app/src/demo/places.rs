//! The invented country of the demo: its tree, agencies and schemes. No place or agency here
//! exists; names were put together so that none does.

use domain::Date;
use domain::agency::AgencyKind;
use domain::area::{Country, Level};
use jiff::civil::date;

/// A level of the tree, with its parent's name.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) level: Level,
    pub(super) country: Option<Country>,
    pub(super) parent: Option<&'static str>,
}

const fn of(country: Country, level: Level, name: &'static str, parent: &'static str) -> Place {
    Place { name, level, country: Some(country), parent: Some(parent) }
}

/// The tree, parents first. Saltmere has no scheme: it is the gap that the pages show.
pub(super) const PLACES: [Place; 14] = [
    Place { name: "England and Wales", level: Level::Nation, country: None, parent: None },
    of(Country::England, Level::Region, "Middle Marches", "England and Wales"),
    of(Country::Wales, Level::Region, "Wales", "England and Wales"),
    of(Country::England, Level::Lcjb, "Westershire", "Middle Marches"),
    of(Country::England, Level::Lcjb, "Eastershire", "Middle Marches"),
    of(Country::Wales, Level::Lcjb, "Afonwen", "Wales"),
    of(Country::England, Level::Cdrp, "Kingsbarrow", "Westershire"),
    of(Country::England, Level::Cdrp, "Harrowdale", "Westershire"),
    of(Country::England, Level::Cdrp, "Thornley Vale", "Westershire"),
    of(Country::England, Level::Cdrp, "Elmstead Fen", "Eastershire"),
    of(Country::England, Level::Cdrp, "Wickenby", "Eastershire"),
    of(Country::England, Level::Cdrp, "Saltmere", "Eastershire"),
    of(Country::Wales, Level::Csp, "Aberwenog", "Afonwen"),
    of(Country::Wales, Level::Csp, "Llanfryn", "Afonwen"),
];

/// The area in which a big city lies.
pub(super) const BIG_CITY: &str = "Kingsbarrow";

/// A scheme of the demo.
pub(super) struct SchemePlan {
    pub(super) name: &'static str,
    /// The word in its accounts' addresses.
    pub(super) word: &'static str,
    pub(super) edition: &'static str,
    pub(super) lcjb: &'static str,
    pub(super) areas: &'static [&'static str],
    /// The first day.
    pub(super) opened_on: Date,
    pub(super) capacity: u32,
    /// A kind of agency that should govern the scheme and does not.
    pub(super) missing: Option<AgencyKind>,
    /// Of a hundred people, how many are this scheme's.
    pub(super) share: u32,
}

/// The schemes: a big city, one over two areas, one of today's, one Welsh.
pub(super) const SCHEMES: [SchemePlan; 4] = [
    SchemePlan {
        name: "Kingsbarrow PPO scheme",
        word: "kingsbarrow",
        edition: "ppo-england",
        lcjb: "Westershire",
        areas: &["Kingsbarrow"],
        opened_on: date(2004, 9, 6),
        capacity: 60,
        missing: None,
        share: 45,
    },
    SchemePlan {
        name: "Harrowdale and Thornley Vale PPO scheme",
        word: "harrowdale",
        edition: "ppo-england",
        lcjb: "Westershire",
        areas: &["Harrowdale", "Thornley Vale"],
        opened_on: date(2004, 9, 6),
        capacity: 16,
        missing: Some(AgencyKind::Jobcentre),
        share: 20,
    },
    SchemePlan {
        name: "Elmstead and Wickenby integrated offender management",
        word: "elmstead",
        edition: "iom-2020",
        lcjb: "Eastershire",
        areas: &["Elmstead Fen", "Wickenby"],
        opened_on: date(2020, 12, 7),
        capacity: 30,
        missing: Some(AgencyKind::Health),
        share: 20,
    },
    SchemePlan {
        name: "Afonwen PPO scheme",
        word: "afonwen",
        edition: "ppo-wales",
        lcjb: "Afonwen",
        areas: &["Aberwenog", "Llanfryn"],
        opened_on: date(2004, 10, 4),
        capacity: 20,
        missing: None,
        share: 15,
    },
];

/// The agencies of one LCJB area: what kind each is, and the name around the area's own.
pub(super) fn agencies(lcjb: &str) -> Vec<(AgencyKind, String)> {
    let prison = match lcjb {
        "Westershire" => "HMP Barrowmoor",
        "Eastershire" => "HMP Fenny Cross",
        _ => "HMP Cwm Ithel",
    };
    vec![
        (AgencyKind::Police, format!("{lcjb} Police")),
        (AgencyKind::Probation, format!("{lcjb} Probation")),
        (AgencyKind::Prison, prison.to_owned()),
        (AgencyKind::Prosecution, format!("CPS {lcjb}")),
        (AgencyKind::SocialServices, format!("{lcjb} Social Services")),
        (AgencyKind::Housing, format!("{lcjb} Housing")),
        (AgencyKind::Courts, format!("{lcjb} Courts")),
        (AgencyKind::DrugActionTeam, format!("{lcjb} Drug Action Team")),
        (AgencyKind::Jobcentre, format!("Jobcentre Plus {lcjb}")),
        (AgencyKind::YouthOffendingTeam, format!("{lcjb} Youth Offending Team")),
        (AgencyKind::InterventionTeam, format!("{lcjb} CJIT")),
        (AgencyKind::CommunitySafety, format!("{lcjb} Community Safety")),
        (AgencyKind::Health, format!("{lcjb} Health")),
    ]
}
