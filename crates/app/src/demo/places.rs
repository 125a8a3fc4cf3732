//! The invented country of the demo: its tree, agencies and schemes. No place or agency here
//! exists; names were put together so that none does.

use domain::agency::AgencyKind;
use domain::area::{Country, Level};

/// A level of the tree: its name, its parent's, and its name in Welsh where it has one.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) welsh: Option<&'static str>,
    pub(super) level: Level,
    pub(super) country: Option<Country>,
    pub(super) parent: Option<&'static str>,
    pub(super) code: Option<&'static str>,
}

const fn english(
    level: Level,
    name: &'static str,
    code: &'static str,
    parent: &'static str,
) -> Place {
    let (welsh, country, parent, code) = (None, Some(Country::England), Some(parent), Some(code));
    Place { name, welsh, level, country, parent, code }
}

const fn of_wales(
    level: Level,
    (name, welsh): (&'static str, &'static str),
    code: &'static str,
    parent: &'static str,
) -> Place {
    let (welsh, country, parent, code) =
        (Some(welsh), Some(Country::Wales), Some(parent), Some(code));
    Place { name, welsh, level, country, parent, code }
}

/// The tree, parents first. Saltmere has no scheme: it is the gap that the pages show.
pub(super) const PLACES: [Place; 14] = [
    Place {
        name: "England and Wales",
        welsh: Some("Cymru a Lloegr"),
        level: Level::Nation,
        country: None,
        parent: None,
        code: None,
    },
    english(Level::Region, "Middle Marches", "DR01", "England and Wales"),
    of_wales(Level::Region, ("Wales", "Cymru"), "DR02", "England and Wales"),
    english(Level::Lcjb, "Westershire", "DL01", "Middle Marches"),
    english(Level::Lcjb, "Eastershire", "DL02", "Middle Marches"),
    of_wales(Level::Lcjb, ("Afonwen", "Afonwen"), "DL03", "Wales"),
    english(Level::Cdrp, "Kingsbarrow", "DC01", "Westershire"),
    english(Level::Cdrp, "Harrowdale", "DC02", "Westershire"),
    english(Level::Cdrp, "Thornley Vale", "DC03", "Westershire"),
    english(Level::Cdrp, "Elmstead Fen", "DC04", "Eastershire"),
    english(Level::Cdrp, "Wickenby", "DC05", "Eastershire"),
    english(Level::Cdrp, "Saltmere", "DC06", "Eastershire"),
    of_wales(Level::Csp, ("Aberwenog", "Aberwennog"), "DC07", "Afonwen"),
    of_wales(Level::Csp, ("Llanfryn", "Llanfryn"), "DC08", "Afonwen"),
];

/// A scheme of the demo.
pub(super) struct SchemePlan {
    pub(super) name: &'static str,
    /// The word in its accounts' addresses.
    pub(super) word: &'static str,
    pub(super) edition: &'static str,
    pub(super) lcjb: &'static str,
    pub(super) areas: &'static [&'static str],
    pub(super) setting: &'static str,
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
        setting: "big_city",
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
        setting: "ordinary",
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
        setting: "ordinary",
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
        setting: "ordinary",
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
