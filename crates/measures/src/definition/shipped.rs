//! The definitions that come with the program.

use super::Definition;
use super::fault::{DefinitionFault, Fault};
use super::read::read;

/// Name and text of a file.
type Text = (&'static str, &'static str);

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$((
            concat!("editions/measures/", $name, ".toml"),
            include_str!(concat!("../../../../editions/measures/", $name, ".toml")),
        )),+]
    };
}

const SHIPPED: [Text; 10] = shipped![
    "before-after-17",
    "before-after-6",
    "data-quality",
    "equality",
    "expected-ogrs3",
    "ni30",
    "ppo-2009-cohort",
    "proven-reoffending",
    "spi-10-1",
    "survival",
];

/// Definitions of measures, each with a key of its own, in order of their keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Definitions(Vec<Definition>);

impl Definitions {
    /// The definitions built into the program.
    ///
    /// # Errors
    ///
    /// The mistakes in them; a test sees to it that there are none.
    pub fn shipped() -> Result<Self, Vec<DefinitionFault>> {
        Self::of(SHIPPED)
    }

    /// The definitions in these files, each given as name and text.
    ///
    /// # Errors
    ///
    /// Every mistake in them, and a key that two of them have.
    pub fn of<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, Vec<DefinitionFault>> {
        let mut found: Vec<Definition> = Vec::new();
        let mut faults = Vec::new();
        for (name, text) in files {
            match read(name, text) {
                Ok(it) if found.iter().any(|other| other.key == it.key) => {
                    let fault = Fault::SameMeasure(it.key);
                    let file = name.to_owned();
                    faults.push(DefinitionFault { file, line: 1, column: 1, fault });
                }
                Ok(it) => found.push(it),
                Err(more) => faults.extend(more),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(Self(found))
    }

    /// The definition of this key.
    pub fn get(&self, key: &str) -> Option<&Definition> {
        self.0.iter().find(|it| it.key == key)
    }

    /// Every definition, in order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.0.iter()
    }
}
