//! The distinct texts of a group of fields, numbered from 1 in order of first coming.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::ValueId;
use super::places::{Place, Places, TOGETHER};
use super::texts::Texts;

/// Distinct texts, and which number each has.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: Texts,
    places: Places,
}

impl Dictionary {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a number; empty for "missing".
    pub fn text(&self, value: ValueId) -> &str {
        self.texts.get(value)
    }

    /// The number of a text, given now if it is new.
    pub fn number(&mut self, wanted: &str) -> ValueId {
        self.places.make_room(1);
        self.number_of(hash(wanted), wanted)
    }

    /// Adds the number of each of these texts to `numbers`. Many are numbered faster so than one
    /// by one.
    pub(crate) fn number_all<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        numbers: &mut Vec<ValueId>,
    ) {
        let mut texts = texts.map(|it| (hash(it), it)).fuse();
        let mut some = Vec::with_capacity(TOGETHER);
        loop {
            some.clear();
            some.extend(texts.by_ref().take(TOGETHER));
            if some.is_empty() {
                return;
            }
            self.places.make_room(some.len());
            self.approach(&some);
            numbers.extend(some.iter().map(|(hash, text)| self.number_of(*hash, text)));
        }
    }

    /// The number of a text, if it has one.
    pub fn find(&self, wanted: &str) -> Option<ValueId> {
        match self.places.find(hash(wanted), |it| self.texts.is(it, wanted)) {
            Place::Of(number) => Some(number),
            Place::Before(_) => None,
        }
    }

    fn approach(&self, some: &[(u64, &str)]) {
        self.places.approach(some.iter().map(|it| it.0));
        self.texts.approach(some.iter().map(|it| self.places.guess(it.0)));
    }

    /// There is room for one more.
    fn number_of(&mut self, hash: u64, text: &str) -> ValueId {
        match self.places.find(hash, |it| self.texts.is(it, text)) {
            Place::Of(number) => number,
            Place::Before(at) => {
                let number = self.texts.push(text);
                self.places.put(at, hash, number);
                number
            }
        }
    }
}

/// The hash of a text, the same in every run.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}
