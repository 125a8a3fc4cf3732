//! What was set, and where: keys known, each value with its origin so that a mistake is told by
//! the place it stands in.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

/// What the names of our variables begin with.
const PREFIX: &str = "THROUGHCARE_";
/// A variable of the tasks around the product, which is not for it.
const NOT_OURS: [&str; 1] = ["THROUGHCARE_CACHE"];

/// Something that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    DatabaseUrl,
    DatabaseReadUrl,
    Listen,
    Cookie,
    DemoAccounts,
    JobsInProcess,
    LogFormat,
    LogLevel,
}

impl Key {
    const ALL: [Self; 8] = [
        Self::DatabaseUrl,
        Self::DatabaseReadUrl,
        Self::Listen,
        Self::Cookie,
        Self::DemoAccounts,
        Self::JobsInProcess,
        Self::LogFormat,
        Self::LogLevel,
    ];

    /// Its name in the file, tables joined by dots.
    pub(super) const fn in_file(self) -> &'static str {
        match self {
            Self::DatabaseUrl => "database.url",
            Self::DatabaseReadUrl => "database.read_url",
            Self::Listen => "listen",
            Self::Cookie => "cookie",
            Self::DemoAccounts => "demo_accounts",
            Self::JobsInProcess => "jobs.in_process",
            Self::LogFormat => "log.format",
            Self::LogLevel => "log.level",
        }
    }

    /// Its name in the environment: `database.read_url` is `THROUGHCARE_DATABASE_READ_URL`.
    pub(super) fn in_environment(self) -> String {
        format!("{PREFIX}{}", self.in_file().replace('.', "_").to_uppercase())
    }
}

/// One value, and where it was set, for telling what is wrong with it.
#[derive(Debug, Clone)]
struct Set {
    text: String,
    origin: String,
}

/// Everything that was set. The environment comes after the file and takes its place.
#[derive(Debug, Default)]
pub(super) struct Settings(BTreeMap<Key, Set>);

impl Settings {
    pub(super) fn add_file(&mut self, name: &str, text: &str) -> Outcome {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let told = error.to_string();
            Failure::usage(format!("the configuration {name} is not TOML: {}", told.trim_end()))
        })?;
        self.add_table(name, "", &table)
    }

    fn add_table(&mut self, name: &str, prefix: &str, table: &toml::Table) -> Outcome {
        for (key, value) in table {
            let path = format!("{prefix}{key}");
            if let toml::Value::Table(inner) = value {
                let prefix = format!("{path}.");
                if Key::ALL.iter().any(|it| it.in_file().starts_with(&prefix)) {
                    self.add_table(name, &prefix, inner)?;
                    continue;
                }
            }
            let found = Key::ALL.into_iter().find(|it| it.in_file() == path);
            let Some(key) = found else {
                let known = Key::ALL.map(|it| it.in_file().to_owned());
                return Err(unknown(&format!("the configuration {name}"), &path, &known));
            };
            let text = plain(value).ok_or_else(|| {
                Failure::usage(format!("{path} in {name} should be a single value"))
            })?;
            self.0.insert(key, Set { text, origin: format!("{path} in {name}") });
        }
        Ok(())
    }

    pub(super) fn add_environment(
        &mut self,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Outcome {
        for (name, text) in variables {
            if !name.starts_with(PREFIX) || NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            let Some(key) = Key::ALL.into_iter().find(|it| it.in_environment() == name) else {
                return Err(unknown("the environment", &name, &Key::ALL.map(Key::in_environment)));
            };
            self.0.insert(key, Set { text, origin: format!("{name} in the environment") });
        }
        Ok(())
    }

    /// What a key was set to.
    pub(super) fn text(&self, key: Key) -> Option<&str> {
        self.0.get(&key).map(|it| it.text.as_str())
    }

    /// The meaning of one of several words.
    pub(super) fn word<T: Copy>(&self, key: Key, words: &[(&str, T)], usual: T) -> Outcome<T> {
        let Some(text) = self.text(key) else { return Ok(usual) };
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.wrong(key, &known.join(" or "))
        })
    }

    /// What is wrong with a value. Addresses may hold passwords, so the value itself is not told.
    pub(super) fn wrong(&self, key: Key, wants: &str) -> Failure {
        let origin = self.0.get(&key).map_or(key.in_file(), |it| it.origin.as_str());
        Failure::usage(format!("{origin} should be {wants}"))
    }
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(it) => Some(it.to_string()),
        toml::Value::Integer(it) => Some(it.to_string()),
        toml::Value::Float(it) => Some(it.to_string()),
        toml::Value::Datetime(it) => Some(it.to_string()),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}

fn unknown(place: &str, name: &str, known: &[String]) -> Failure {
    let nearest = known.iter().min_by_key(|it| distance(name, it));
    let nearest = nearest.map(|it| format!("; did you mean {it}?")).unwrap_or_default();
    Failure::usage(format!("{place} sets {name}, which is not known{nearest}"))
}

/// How many characters must be put in, taken out or changed to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, from) in from.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at.saturating_add(1);
        let mut next = vec![left];
        for (above, to) in row.iter().skip(1).zip(&to) {
            let changed = diagonal.saturating_add(usize::from(from != *to));
            left = changed.min(above.saturating_add(1)).min(left.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
