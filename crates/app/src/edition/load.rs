//! From the text of an edition to the edition, topic by topic.

use domain::edition::{Basis, Edition, Rule, Source, StrandKey};
use toml::de::{DeArray, DeTable};

use super::check::{self, Placed};
use super::fault::{EditionFault, Fault};
use super::fields::{Fields, File};
use super::topics::{
    CHECKLIST, ENTRY, GROUND, LEVEL, MEMBER, MINIMUM, NAMED, REVIEW, SIZE, STRAND, Strands,
    checklist, conference, days, entry, ground, indicator, level, member, minimum, returns, review,
    size, strand,
};

const SOURCES: &str = include_str!("../../../../docs/guidance/sources.toml");

/// The source that stands for our own choice: it carries no more than a local default.
const OWN_CHOICE: &str = "LOCAL";

/// The keys every rule has besides its own.
const RULE_KEYS: [&str; 4] = ["from", "to", "source", "basis"];

const TOP_KEYS: [&str; 17] = [
    "key",
    "en",
    "cy",
    "level",
    "strand",
    "entry",
    "review",
    "amber",
    "grace",
    "conference",
    "ground",
    "minimum",
    "size",
    "member",
    "returns",
    "indicator",
    "checklist",
];

/// The keys of the documents that may be cited.
pub(super) fn source_keys() -> Result<Vec<String>, Vec<EditionFault>> {
    let name = "docs/guidance/sources.toml";
    let mut file = File::new(name, SOURCES);
    let table = parse(&mut file, SOURCES);
    let mut keys = Vec::new();
    let list =
        table.as_ref().and_then(|it| it.get("source")).and_then(|it| it.get_ref().as_array());
    for source in list.into_iter().flatten() {
        let Some(table) = source.get_ref().as_table() else { continue };
        let known = ["key", "title", "edition", "issued_by", "on", "at", "note"];
        let span = source.span();
        let mut fields = Fields::new(&mut file, table, &span, "[[source]]", &known);
        keys.extend(fields.text("key").map(toml::Spanned::into_inner));
    }
    let faults = file.into_faults();
    if faults.is_empty() { Ok(keys) } else { Err(faults) }
}

fn parse<'d>(file: &mut File<'d>, text: &'d str) -> Option<DeTable<'d>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table.into_inner()),
        Err(error) => {
            let at = error.span().map_or(0, |it| it.start);
            file.fault(at, Fault::NotToml { message: error.message().to_owned() });
            None
        }
    }
}

/// The edition in a file.
pub(super) fn edition(
    name: &str,
    text: &str,
    sources: &[String],
) -> Result<Edition, Vec<EditionFault>> {
    let mut file = File::new(name, text);
    let Some(table) = parse(&mut file, text) else { return Err(file.into_faults()) };
    let edition = read(&mut file, &table, sources);
    let faults = file.into_faults();
    edition.filter(|_| faults.is_empty()).ok_or(faults)
}

fn read<'d>(file: &mut File<'d>, table: &DeTable<'d>, sources: &[String]) -> Option<Edition> {
    let mut top = Fields::new(file, table, &(0..0), "the edition", &TOP_KEYS);
    let key = top.text("key").map(toml::Spanned::into_inner);
    let label = top.label();
    let mut topics = Topics { file, table, sources, strands: strand_keys(table) };

    let strands = topics.read("strand", &STRAND, strand, |a, b| a.key == b.key);
    let reviews = topics
        .read("review", &REVIEW, review, |a, b| a.strand == b.strand && a.ages.overlaps(b.ages));
    // A rule that could not be read leaves a gap of its own; it is told once.
    if topics.file.is_sound() {
        check::reviews_cover_strands(topics.file, &strands, &reviews);
    }
    Some(Edition {
        levels: rules(topics.read("level", &LEVEL, level, |a, b| a.kind == b.kind)),
        entries: rules(topics.read("entry", &ENTRY, entry, |a, b| a.strand == b.strand)),
        amber_days: rules(topics.read("amber", &["days"], days, |_, _| true)),
        grace_days: rules(topics.read("grace", &["days"], days, |_, _| true)),
        conferences: rules(topics.read("conference", &["every"], conference, |_, _| true)),
        grounds: rules(topics.read("ground", &GROUND, ground, |a, b| a.key == b.key)),
        minimums: rules(topics.read("minimum", &MINIMUM, minimum, |a, b| a.thing == b.thing)),
        sizes: rules(topics.read("size", &SIZE, size, |a, b| a.setting == b.setting)),
        members: rules(topics.read("member", &MEMBER, member, |a, b| a.agency == b.agency)),
        returns: rules(topics.read("returns", &["every"], returns, |_, _| true)),
        indicators: rules(topics.read("indicator", &NAMED, indicator, |a, b| a.key == b.key)),
        checklists: rules(topics.read("checklist", &CHECKLIST, checklist, |a, b| a.key == b.key)),
        strands: rules(strands),
        reviews: rules(reviews),
        key: key?,
        label: label?,
    })
}

/// The strands a file names, read ahead so that one bad strand does not make every mention bad.
fn strand_keys(table: &DeTable<'_>) -> Vec<String> {
    let list = table.get("strand").and_then(|it| it.get_ref().as_array());
    let tables = list.into_iter().flatten().filter_map(|it| it.get_ref().as_table());
    let keys = tables.filter_map(|it| it.get("key")).filter_map(|it| it.get_ref().as_str());
    let mut keys: Vec<_> = keys.map(str::to_owned).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn rules<T>(placed: Vec<Placed<T>>) -> Vec<Rule<T>> {
    placed.into_iter().map(|it| it.rule).collect()
}

/// The lists of an edition, read one topic at a time.
struct Topics<'f, 'd> {
    file: &'f mut File<'d>,
    table: &'f DeTable<'d>,
    sources: &'f [String],
    strands: Vec<String>,
}

type Read<T> = fn(&mut Fields<'_, '_>, &Strands<'_>) -> Option<T>;

impl<'d> Topics<'_, 'd> {
    /// Every rule of a topic; two about the `same` thing may not share a day.
    fn read<T>(
        &mut self,
        topic: &'static str,
        keys: &[&str],
        read: Read<T>,
        same: fn(&T, &T) -> bool,
    ) -> Vec<Placed<T>> {
        let table = self.table;
        let Some(value) = table.get(topic) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            let wants = format!("a list, each under [[{topic}]]");
            let fault = Fault::WrongKind { key: topic.to_owned(), wants };
            self.file.fault(value.span().start, fault);
            return Vec::new();
        };
        let placed = self.read_list(topic, keys, list, read);
        check::overlaps(self.file, topic, &placed, same);
        placed
    }

    fn read_list<T>(
        &mut self,
        topic: &'static str,
        keys: &[&str],
        list: &DeArray<'d>,
        read: Read<T>,
    ) -> Vec<Placed<T>> {
        let keys: Vec<&str> = keys.iter().copied().chain(RULE_KEYS).collect();
        let strands: Vec<_> =
            self.strands.iter().map(|it| (it.as_str(), StrandKey(it.clone()))).collect();
        let mut placed = Vec::new();
        for row in list {
            let Some(table) = row.get_ref().as_table() else {
                let wants = format!("made of tables, each under [[{topic}]]");
                self.file
                    .fault(row.span().start, Fault::WrongKind { key: topic.to_owned(), wants });
                continue;
            };
            let mut fields = Fields::new(self.file, table, &row.span(), topic, &keys);
            let at = fields.at();
            let value = read(&mut fields, &strands);
            let rule = rule(&mut fields, self.sources);
            let (Some(value), Some(rule)) = (value, rule) else { continue };
            let Rule { value: (), from, to, source, basis } = rule;
            placed.push(Placed { at, rule: Rule { value, from, to, source, basis } });
        }
        placed
    }
}

/// The dates, source and basis of a rule.
fn rule(fields: &mut Fields<'_, '_>, sources: &[String]) -> Option<Rule<()>> {
    let from = fields.date("from");
    let to = fields.date_if_any("to");
    let source = source(fields, sources);
    let basis = fields.word("basis", &Basis::ALL.map(|it| (it.key(), it)));
    let (from, source, basis) = (from?, source?, basis?);
    if source.0.split(';').any(|it| it.trim() == OWN_CHOICE) && basis != Basis::LocalDefault {
        fields.out_of_range("basis", "`local default`, since the source is our own choice");
        return None;
    }
    if let Some(to) = to.filter(|to| *to < from) {
        let at = fields.get("to").map_or(fields.at(), |it| it.span().start);
        fields.file.fault(at, Fault::ToBeforeFrom { from, to });
        return None;
    }
    Some(Rule { value: (), from, to, source, basis })
}

/// A citation, such as `RR04 ¶11, K5; TY06`: each part begins with the key of a document.
fn source(fields: &mut Fields<'_, '_>, sources: &[String]) -> Option<Source> {
    let cited = fields.text("source")?;
    let known: Vec<_> = sources.iter().map(|it| (it.as_str(), ())).collect();
    for part in cited.get_ref().split(';') {
        let key = part.split_whitespace().next().unwrap_or_default();
        let key = toml::Spanned::new(cited.span(), key.trim_end_matches(',').to_owned());
        fields.file.one_of("source", &key, &known)?;
    }
    Some(Source(cited.into_inner()))
}
