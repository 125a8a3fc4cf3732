//! From the text of a definition to the definition, or to every mistake in it.

mod common;
mod counting;
mod others;

use toml::Spanned;
use toml::de::DeTable;

use super::fault::DefinitionFault;
use super::fields::{Fields, File};
use super::{Definition, Kind};
use common::{Reader, bands, source_keys};

/// The keys every definition has.
const TOP: [&str; 8] = ["key", "title", "about", "limits", "kind", "from", "to", "bands"];

/// The parameters of whatever counts offences.
const COUNTING: [&str; 9] = [
    "cohort",
    "unit",
    "placed_by",
    "filter",
    "gap",
    "follow_up",
    "waiting",
    "at_risk",
    "comparison",
];

#[derive(Clone, Copy)]
enum KindName {
    Reoffending,
    Survival,
    Expected,
    Equality,
    DataQuality,
}

const KINDS: [(&str, KindName); 5] = [
    ("reoffending", KindName::Reoffending),
    ("survival", KindName::Survival),
    ("expected", KindName::Expected),
    ("equality", KindName::Equality),
    ("data_quality", KindName::DataQuality),
];

impl KindName {
    fn keys(self) -> Vec<&'static str> {
        let own: &[&str] = match self {
            Self::Reoffending => &["baseline", "severity", "target"],
            Self::Survival => &["groups", "model"],
            Self::Expected => &[],
            Self::Equality => &["period", "stages", "by", "reference"],
            Self::DataQuality => &["day", "checks", "stale"],
        };
        let counts = matches!(self, Self::Reoffending | Self::Survival | Self::Expected);
        let counting = COUNTING.iter().filter(|_| counts);
        TOP.iter().chain(counting).chain(own).copied().collect()
    }
}

/// Reads a definition. `name` is the file's, for the refusals.
///
/// # Errors
///
/// Every mistake, in the order of the file.
pub fn read(name: &str, text: &str) -> Result<Definition, Vec<DefinitionFault>> {
    let mut file = File::new(name, text);
    let Some(table) = file.parse() else { return Err(file.into_faults()) };
    let definition = definition(&mut file, &table);
    let faults = file.into_faults();
    definition.filter(|_| faults.is_empty()).ok_or(faults)
}

fn definition<'d>(file: &mut File<'d>, table: &DeTable<'d>) -> Option<Definition> {
    let kind = Fields::silent(file, table, "the definition").word("kind", &KINDS)?;
    let mut top = Fields::new(file, table, &(0..0), "the definition", &kind.keys());
    let key = key(&mut top);
    let title = top.text("title").map(one_line);
    let about = top.text("about").map(one_line);
    let limits = top.texts("limits").into_iter().map(one_line).collect();
    let from = top.date("from");
    let to = top.date_if_any("to");
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let at = top.place("to");
        top.file.fault(at, super::Fault::ToBeforeFrom { from, to });
    }
    let mut reader = Reader { file, table, sources: source_keys(), from, parameters: Vec::new() };
    let bands = bands(&mut reader);
    let kind = match kind {
        KindName::Reoffending => counting::reoffending(&mut reader).map(Kind::Reoffending),
        KindName::Survival => counting::survival(&mut reader).map(Kind::Survival),
        KindName::Expected => counting::expected(&mut reader).map(Kind::Expected),
        KindName::Equality => others::equality(&mut reader).map(Kind::Equality),
        KindName::DataQuality => others::data_quality(&mut reader).map(Kind::DataQuality),
    };
    let Reader { parameters, file, .. } = reader;
    Some(Definition {
        key: key?,
        title: title?,
        about: about?,
        limits,
        from: from?,
        to,
        kind: kind?,
        bands,
        text: file.text().to_owned(),
        parameters,
    })
}

/// Text without its line breaks, which are the file's own.
fn one_line(text: Spanned<String>) -> String {
    text.get_ref().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name it is run by: letters, digits and hyphens, so that it can be typed and be a file.
fn key(top: &mut Fields<'_, '_>) -> Option<String> {
    let key = top.text("key")?.into_inner();
    let fine = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if key.chars().all(fine) {
        return Some(key);
    }
    top.wrong("key", "small letters, digits and hyphens, such as \"before-after-6\"");
    None
}
