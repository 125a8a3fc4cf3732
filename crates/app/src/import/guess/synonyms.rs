//! What schemes call their columns: the programme of 2004, offender management of today, and Welsh.

use crate::import::field::Field;

/// Known names of every field, folded, parted by bars.
const NAMES: [(Field, &str); 26] = [
    (
        Field::Reference,
        "reference|ref|ref no|reference number|our ref|scheme ref|case ref|\
         case reference|ppo ref|ppo no|ppo number|iom ref|iom number|urn|\
         unique reference|row id|id|no|cyfeirnod|cyf|rhif cyfeirnod",
    ),
    (
        Field::Surname,
        "surname|last name|lastname|family name|surnames|offender surname|cyfenw|enw olaf",
    ),
    (
        Field::Forenames,
        "forename|forenames|forename s|first name|first names|firstname|given name|\
         given names|christian name|enw cyntaf|enwau cyntaf|enwau",
    ),
    (
        Field::FullName,
        "name|names|full name|fullname|surname forename|surname forenames|\
         surname first name|last name first name|name of offender|offender name|\
         offenders name|offender|nominal|nominal name|ppo name|subject name|client name|\
         person|enw|enw llawn|enw r troseddwr|enwr troseddwr|cyfenw enw cyntaf",
    ),
    (
        Field::Alias,
        "alias|aliases|aka|also known as|known as|nickname|street name|other names|\
         enw arall|enwau eraill|alias enw arall",
    ),
    (Field::DateOfBirth, "dob|date of birth|birth date|birthdate|born|d o b|dyddiad geni"),
    (Field::Sex, "sex|gender|m f|male female|rhyw|rhywedd"),
    (
        Field::Ethnicity,
        "ethnicity|ethnic origin|ethnic group|ethnic code|ethnic appearance|\
         self defined ethnicity|sde|ethnigrwydd|grwp ethnig|tarddiad ethnig",
    ),
    (
        Field::PncId,
        "pnc|pnc id|pncid|pnc no|pnc number|pnc ref|police national computer|rhif pnc|\
         rhif cyfrifiadur cenedlaethol yr heddlu",
    ),
    (Field::CroNumber, "cro|cro no|cro number|cro ref|criminal records office|rhif cro"),
    (
        Field::PrisonNumber,
        "prison number|prison no|prisoner number|prisoner no|nomis|nomis no|nomis number|\
         nomis id|noms number|noms no|lids|lids number|custody number|rhif carchar|\
         rhif carcharor",
    ),
    (
        Field::Crn,
        "crn|crn no|crn number|case reference number|delius|delius crn|delius no|ndelius|\
         ndelius crn|crams|crams no|probation number|probation ref|probation crn|\
         rhif prawf|rhif y gwasanaeth prawf",
    ),
    (
        Field::Address,
        "address|home address|current address|last known address|lka|full address|addr|\
         cyfeiriad|cyfeiriad cartref",
    ),
    (Field::Postcode, "postcode|post code|pcode|cod post"),
    (Field::NoFixedAbode, "nfa|no fixed abode|homeless|heb gartref sefydlog|digartref"),
    (
        Field::Strand,
        "strand|ppo strand|cohort|iom cohort|iom category|fixed flex free|category|\
         ppo type|scheme type|llinyn|carfan|carfan iom|grwp",
    ),
    (
        Field::NominatingAgency,
        "nominating agency|nominated by|agency nominating|referring agency|referred by|\
         referral agency|source of nomination|agency|source|enwebwyd gan|\
         asiantaeth enwebu|asiantaeth",
    ),
    (
        Field::NominatedOn,
        "date nominated|nominated|nominated on|nomination date|date of nomination|\
         date referred|referral date|date of referral|dyddiad enwebu|dyddiad yr enwebiad|\
         dyddiad atgyfeirio",
    ),
    (
        Field::RegisteredOn,
        "date adopted|adopted|adoption date|date registered|registered on|\
         registration date|date of registration|date accepted|accepted|date selected|\
         selection date|date on scheme|date added|start date|date started|date joined|\
         dyddiad cofrestru|dyddiad mabwysiadu|dyddiad derbyn|dyddiad dechrau",
    ),
    (
        Field::Statutory,
        "statutory|stat|statutory y n|stat non stat|statutory non statutory|\
         statutory status|order type|order|order licence|type of order|supervision type|\
         licence type|statudol|statws statudol|math o orchymyn",
    ),
    (
        Field::OffenderManager,
        "offender manager|om|probation officer|po|supervising officer|\
         probation practitioner|com|case manager|rheolwr troseddwyr|rheolwr y troseddwr|\
         swyddog prawf",
    ),
    (
        Field::LeadWorker,
        "lead worker|lead professional|key worker|keyworker|lead officer|ppo officer|\
         iom officer|police officer|police lead|officer in case|gweithiwr arweiniol|\
         gweithiwr allweddol|swyddog arweiniol",
    ),
    (
        Field::ReviewOn,
        "review date|next review|date of review|review|review due|next review date|\
         date of next review|review on|dyddiad adolygu|dyddiad yr adolygiad|\
         adolygiad nesaf",
    ),
    (
        Field::RemovedOn,
        "date removed|removed|removed on|removal date|date of removal|date deselected|\
         date de selected|deselected|deselection date|date off scheme|end date|\
         date closed|date ended|dyddiad tynnu|dyddiad dileu|dyddiad gorffen",
    ),
    (
        Field::RemovalReason,
        "removal reason|reason for removal|reason removed|reason off|\
         reason for deselection|reason for de selection|deselection reason|reason|\
         exit reason|rheswm dros dynnu|rheswm dros ddileu|rheswm",
    ),
    (
        Field::Notes,
        "notes|note|comments|comment|remarks|update|updates|further information|\
         other information|nodiadau|nodyn|sylwadau",
    ),
];

pub(super) fn names(field: Field) -> impl Iterator<Item = &'static str> {
    NAMES.iter().filter(move |(of, _)| *of == field).flat_map(|(_, names)| names.split('|'))
}

/// How well a heading agrees with a known name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the name.
    Whole,
    /// It holds the words of the name, in order, among others.
    Words,
}

/// The known name of a field that fits a folded heading best.
pub(super) fn best(field: Field, heading: &str) -> Option<(&'static str, Fit)> {
    if heading.is_empty() {
        return None;
    }
    if let Some(name) = names(field).find(|name| *name == heading) {
        return Some((name, Fit::Whole));
    }
    let padded = format!(" {heading} ");
    names(field)
        .filter(|name| stands_among_words(name))
        .filter(|name| padded.contains(&format!(" {name} ")))
        .max_by_key(|name| name.len())
        .map(|name| (name, Fit::Words))
}

/// Words too common to mean anything beside others, as `name` in `name of school`.
fn stands_among_words(name: &str) -> bool {
    const ALONE_ONLY: [&str; 20] = [
        "name", "names", "enw", "ref", "id", "no", "number", "rhif", "order", "om", "officer",
        "agency", "source", "reason", "rheswm", "status", "type", "comments", "strand", "m f",
    ];
    !ALONE_ONLY.contains(&name)
}

/// Lower case, accents off, anything but letters and digits a single space.
pub(super) fn fold(heading: &str) -> String {
    let folded: String = heading
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '.'))
        .map(|c| match c {
            'â' | 'á' | 'à' | 'ä' => 'a',
            'ê' | 'é' | 'è' | 'ë' => 'e',
            'î' | 'í' | 'ì' | 'ï' => 'i',
            'ô' | 'ó' | 'ò' | 'ö' => 'o',
            'û' | 'ú' | 'ù' | 'ü' => 'u',
            'ŵ' | 'ẃ' | 'ẁ' | 'ẅ' => 'w',
            'ŷ' | 'ý' | 'ỳ' | 'ÿ' => 'y',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
