//! What a command is given: the model, the lists, and today.

use std::fs;
use std::path::{Path, PathBuf};

use app::clock::{Clock, london_date};
use jiff::civil::Date;
use linkage::{Layout, LinkType, Model, Records, Row, Rule};
use lists::{FileRef, ListError, Manner, Names, Read, Reading};

use super::cli::{OneOrTwo, ReadAs, Way};
use super::refused;
use crate::failure::{Failure, Outcome};

/// The model that comes with the program.
const PERSON: &str = include_str!("../../../linkage/models/person.json");

/// The model of this name, or in this file.
pub(super) fn model(named: &str) -> Outcome<Model> {
    let json = if named == "person" {
        PERSON.to_owned()
    } else {
        let unreadable = |cause| Failure::refused(format!("{named} cannot be read: {cause}"));
        fs::read_to_string(named).map_err(unreadable)?
    };
    Model::parse(&json).map_err(|error| Failure::refused(format!("{named}: {error}")))
}

/// The file that a model is in, if it is in one.
pub(super) fn file(model: &str) -> Option<&Path> {
    (model != "person").then(|| Path::new(model))
}

/// Refuses to write over what is read: these lists, and the file of a model.
pub(super) fn nothing_lost(lists: &[PathBuf], model: &str, output: &Path) -> Outcome {
    let read: Vec<&Path> = lists.iter().map(PathBuf::as_path).chain(file(model)).collect();
    Ok(lists::nothing_lost(&read, &[output])?)
}

/// The columns that a model and some more rules read.
pub(super) fn layout(model: &Model, rules: &[Rule]) -> Layout {
    let mut with_rules = model.clone();
    with_rules.rules.extend_from_slice(rules);
    with_rules.layout()
}

/// Reads lists for a model, all as one.
pub(super) fn read(
    files: &[PathBuf],
    model: &Model,
    layout: &Layout,
    asked: &ReadAs,
) -> Outcome<Read> {
    read_by(lists::records, files, model, layout, asked)
}

/// Reads one list, or two that are to be linked with one another.
pub(super) fn read_sides(
    lists: &OneOrTwo,
    model: &Model,
    layout: &Layout,
    asked: &ReadAs,
) -> Outcome<Read> {
    let by = if lists.right.is_some() { lists::records_by_file } else { lists::records };
    let read = read_by(by, &lists.files(), model, layout, asked)?;
    if model.link_type() == LinkType::LinkOnly
        && !read.records.is_empty()
        && read.records.sides() < 2
    {
        return Err(nothing_across(lists));
    }
    Ok(read)
}

fn nothing_across(lists: &OneOrTwo) -> Failure {
    Failure::refused(match lists.right {
        None => {
            "pairs are looked for across lists, and all records are on one: name a second file, or \
             give each record its `source`"
        }
        Some(_) => "pairs are looked for across two files, and one of them has no records",
    })
}

fn read_by(
    by: impl Fn(&[FileRef], &Reading<'_>) -> Result<Read, ListError>,
    files: &[PathBuf],
    model: &Model,
    layout: &Layout,
    asked: &ReadAs,
) -> Outcome<Read> {
    let files: Vec<FileRef> = files.iter().map(FileRef::new).collect();
    let manner = if asked.as_typed { Manner::AsTyped } else { Manner::Prepared { today: today() } };
    let names = names(&asked.map)?;
    let sources = [model.source_column(), "source"];
    let reading =
        Reading { layout, id: model.id_column(), sources: &sources, names: &names, manner };
    Ok(by(&files, &reading)?)
}

pub(super) fn names(map: &[(String, String)]) -> Outcome<Names> {
    let mut names = Names::default();
    for (at, (ours, theirs)) in map.iter().enumerate() {
        if map.iter().take(at).any(|it| it.0 == *ours) {
            return Err(Failure::refused(format!("--map says twice what {ours} is called")));
        }
        names = names.with(ours, theirs);
    }
    Ok(names)
}

/// Refuses to learn from nothing.
pub(super) fn some_records(read: &Read) -> Outcome {
    if read.records.is_empty() {
        Err(Failure::refused("the lists hold no records"))
    } else {
        Ok(())
    }
}

pub(super) fn today() -> Date {
    london_date(Clock::System.now())
}

/// Sets how many threads work.
pub(super) fn threads(way: &Way) -> Outcome {
    let Some(threads) = way.threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
    pool.build_global().map_err(refused)
}

impl OneOrTwo {
    /// The record of this id; of two files only that of this side is meant.
    pub(super) fn find(
        &self,
        records: &Records,
        side: usize,
        (source, id): (Option<&str>, &str),
    ) -> Option<Row> {
        match self.right {
            Some(_) => records.find_on(side, source, id),
            None => records.find(source, id),
        }
    }

    /// Where a record of this side was looked for, to be said of one that is not there.
    pub(super) fn place(&self, side: usize) -> &'static str {
        match (&self.right, side) {
            (None, _) => "",
            (Some(_), 0) => " in the first file",
            (Some(_), _) => " in the second file",
        }
    }

    pub(super) fn files(&self) -> Vec<PathBuf> {
        [&self.left].into_iter().chain(&self.right).cloned().collect()
    }

    /// The model, for the lists that are given: with two, pairs are across lists.
    pub(super) fn model(&self) -> Outcome<Model> {
        let model = model(&self.model)?;
        let across = self.right.is_some() && model.link_type() == LinkType::DedupeOnly;
        Ok(if across { model.for_link_type(LinkType::LinkOnly) } else { model })
    }
}
