//! The Welsh sentences, read from the translation files that the program carries.

use super::msg::is_name;
use polib::message::MessageView;
use rust_embed::RustEmbed;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "../../locales/cy"]
#[include = "*.po"]
struct Files;

static WELSH: LazyLock<Catalogue> = LazyLock::new(|| {
    let (catalogue, mistakes) = Catalogue::load();
    for mistake in mistakes {
        tracing::error!(mistake, "a translation file is left out");
    }
    catalogue
});

/// Sentences of one language by their English text.
#[derive(Debug, Default)]
pub struct Catalogue {
    singular: HashMap<String, String>,
    plural: HashMap<String, Vec<String>>,
}

impl Catalogue {
    pub fn welsh() -> &'static Self {
        &WELSH
    }

    /// Every translation file, and what is wrong with those that cannot be taken.
    pub(crate) fn load() -> (Self, Vec<String>) {
        let mut catalogue = Self::default();
        let mut mistakes = Vec::new();
        for name in Files::iter() {
            let Some(file) = Files::get(&name) else { continue };
            match polib::po_file::parse_from_reader(file.data.as_ref()) {
                Ok(po) => {
                    for message in po.messages() {
                        mistakes.extend(catalogue.take(&name, message));
                    }
                }
                Err(error) => mistakes.push(format!("locales/cy/{name}: {error}")),
            }
        }
        (catalogue, mistakes)
    }

    /// A sentence may stand in several files, but only with one translation.
    fn take(&mut self, file: &str, message: &dyn MessageView) -> Option<String> {
        let id = message.msgid().to_owned();
        if let Ok(forms) = message.msgstr_plural() {
            let old = self.plural.insert(id.clone(), forms.clone());
            return old.filter(|it| it != forms).map(|_| clash(file, &id));
        }
        let text = message.msgstr().unwrap_or_default().to_owned();
        let old = self.singular.insert(id.clone(), text.clone());
        old.filter(|it| *it != text).map(|_| clash(file, &id))
    }

    pub fn text(&self, id: &str) -> Option<&str> {
        self.singular.get(id).map(String::as_str).filter(|it| !it.is_empty())
    }

    /// Welsh counts nought, one, two, three, six and the rest differently. A form that is left
    /// blank is the same as the last one.
    pub fn counted(&self, one: &str, n: i64) -> Option<&str> {
        let forms = self.plural.get(one)?;
        let index = match n {
            0..=3 => usize::try_from(n).ok()?,
            6 => 4,
            _ => 5,
        };
        let exact = forms.get(index).filter(|it| !it.is_empty());
        exact.or_else(|| forms.last()).map(String::as_str).filter(|it| !it.is_empty())
    }

    #[cfg(test)]
    pub(crate) fn singular_entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.singular.iter().map(|(id, text)| (id.as_str(), text.as_str()))
    }

    #[cfg(test)]
    pub(crate) fn plural_entries(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.plural.iter().map(|(id, forms)| (id.as_str(), forms.as_slice()))
    }
}

fn clash(file: &str, id: &str) -> String {
    format!("locales/cy/{file}: {id:?} is translated differently in another file")
}

/// The names of the gaps in a sentence.
pub fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|it| it.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| is_name(name.as_bytes()))
        .collect()
}
