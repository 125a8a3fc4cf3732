//! Parameters as such: a table with its own keys, a source, a basis, and a first day.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use crate::definition::by::Bands;
use crate::definition::fault::Fault;
use crate::definition::fields::{Fields, File};
use crate::definition::parameter::{Basis, Parameter};

const SOURCES: &str = include_str!("../../../../../docs/guidance/sources.toml");

/// The source that stands for our own choice: it carries no more than a local default.
const OWN_CHOICE: &str = "LOCAL";

/// What a source looks like.
const SOURCE: &str = "a document with its paragraph, such as \"BS08 ¶4-5\"; \
                      docs/guidance/sources.toml lists the documents";

/// The keys every parameter has besides its own.
const PARAMETER_KEYS: [&str; 3] = ["source", "basis", "from"];

/// The keys of the documents that may be cited.
pub(super) fn source_keys() -> Vec<String> {
    let Some(table) = File::new("docs/guidance/sources.toml", SOURCES).parse() else {
        return Vec::new();
    };
    let list = table.get("source").and_then(|it| it.get_ref().as_array());
    let tables = list.into_iter().flatten().filter_map(|it| it.get_ref().as_table());
    let keys = tables.filter_map(|it| it.get("key")).filter_map(|it| it.get_ref().as_str());
    keys.map(str::to_owned).collect()
}

/// The parameters of a definition, read one after the other.
pub(super) struct Reader<'f, 'd> {
    pub(super) file: &'f mut File<'d>,
    pub(super) table: &'f DeTable<'d>,
    pub(super) sources: Vec<String>,
    pub(super) from: Option<Date>,
    pub(super) parameters: Vec<Parameter>,
}

impl<'d> Reader<'_, 'd> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.get(name).is_some()
    }

    /// A parameter that must be there.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        keys: &[&str],
        read: impl FnOnce(&mut Fields<'_, 'd>) -> Option<T>,
        words: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        if !self.has(name) {
            let (key, within) = (format!("[{name}]"), "the definition".to_owned());
            let wants = "a table with the choice, its `source` and its `basis`";
            self.file.fault(0, Fault::Missing { key, within, wants });
            return None;
        }
        self.optional(name, keys, read, words)
    }

    /// A parameter that may be there.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        keys: &[&str],
        read: impl FnOnce(&mut Fields<'_, 'd>) -> Option<T>,
        words: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        let value = self.table.get(name)?;
        let Some(table) = value.get_ref().as_table() else {
            let wants = format!("a table under [{name}]");
            let fault = Fault::Wrong { key: name.to_owned(), wants };
            self.file.fault(value.span().start, fault);
            return None;
        };
        let keys: Vec<&str> = keys.iter().copied().chain(PARAMETER_KEYS).collect();
        let mut fields = Fields::new(self.file, table, &value.span(), &format!("[{name}]"), &keys);
        let found = read(&mut fields);
        let source = source(&mut fields, &self.sources);
        let from = fields.date_if_any("from").or(self.from);
        let (found, (source, basis), from) = (found?, source?, from?);
        let words = words(&found);
        self.parameters.push(Parameter { name, words, source, basis, from });
        Some(found)
    }

    /// Two choices that cannot both be: the mistake stands at the first.
    pub(super) fn contradiction(
        &mut self,
        this: (&'static str, &str),
        that: (&'static str, &str),
        because: &'static str,
    ) {
        let that_at = self.place(that.0, that.1);
        let this_at = self.place(this.0, this.1);
        let (that_line, _) = self.file.line_and_column(that_at);
        let named = |(table, key): (&str, &str)| format!("`{key}` in [{table}]");
        let fault =
            Fault::Contradiction { this: named(this), that: named(that), that_line, because };
        self.file.fault(this_at, fault);
    }

    /// The place of a key of a parameter, or else of the parameter.
    pub(super) fn place(&self, name: &str, key: &str) -> usize {
        let table = self.table.get(name);
        let value = table.and_then(|it| it.get_ref().as_table()).and_then(|it| it.get(key));
        value.or(table).map_or(0, |it| it.span().start)
    }
}

/// The documents a choice stands on, each beginning with the key of one, and how far they carry it.
fn source(fields: &mut Fields<'_, '_>, sources: &[String]) -> Option<(String, Basis)> {
    let cited = fields.text_such_as("source", SOURCE);
    let basis = fields.word("basis", &Basis::ALL.map(|it| (it.key(), it)));
    let (cited, basis) = (cited?, basis?);
    let known: Vec<_> = sources.iter().map(|it| (it.as_str(), ())).collect();
    for part in cited.get_ref().split(';') {
        let key = part.split_whitespace().next().unwrap_or_default();
        let key = Spanned::new(cited.span(), key.trim_end_matches(',').to_owned());
        fields.file.one_of("source", &key, &known)?;
    }
    let own = cited.get_ref().split(';').any(|it| it.trim() == OWN_CHOICE);
    if own && basis != Basis::LocalDefault {
        fields.wrong("basis", "\"local default\", since the source is our own choice");
        return None;
    }
    Some((cited.into_inner(), basis))
}

/// Where bands begin; those of the published tables if nothing is said.
pub(super) fn bands(reader: &mut Reader<'_, '_>) -> Bands {
    let bands = reader.optional(
        "bands",
        &["ages", "months_on_scheme"],
        |fields| {
            let usual = Bands::default();
            let ages = fields.rising("ages").unwrap_or(usual.ages);
            let months = fields.rising("months_on_scheme").unwrap_or(usual.months_on_scheme);
            Some(Bands { ages, months_on_scheme: months })
        },
        |it| {
            let (ages, months) = (it.age_names().join(", "), it.month_names().join(", "));
            format!("ages {ages}; months on the scheme {months}")
        },
    );
    bands.unwrap_or_default()
}
