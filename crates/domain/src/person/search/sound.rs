//! How a name sounds, roughly, in English and Welsh mouths.

use super::fold::fold;

/// The most letters a code of sound has.
const SOUND_LIMIT_CHARS: usize = 8;

/// A code that names of like sound share: `Stephen` and `Steven`, `Llewellyn` and `Llywelyn`,
/// `Rhys` and `Reece`, `Dafydd` and `David`, `Evans` and `Ifans`.
///
/// The consonants of the folded name, in order and without vowels, `H`, `W` and `Y` after its
/// start, each standing for a class: `F` (f, ph, v), `K` (c, k, q), `T` (d, t, th), `S` (s, z,
/// soft c), `J` (j, soft g), `X` (ch, sh). A vowel at the start is `A`. Doubled sounds count once.
pub fn sound(name: &str) -> String {
    let letters: Vec<char> = fold(name).chars().filter(|it| *it != ' ').collect();
    let mut rest = silent_start_dropped(&letters);
    let mut place = Place::Start;
    let mut code = String::new();
    let mut last = None;
    while let Some(first) = rest.first() {
        let (class, taken) = class(rest, place);
        if class != last || class.is_none() {
            code.extend(class);
        }
        // A vowel parts two like sounds; H and W do not.
        last = if matches!(first, 'H' | 'W') && class.is_none() { last } else { class };
        rest = rest.get(taken..).unwrap_or_default();
        place = Place::Later;
    }
    code.chars().take(SOUND_LIMIT_CHARS).collect()
}

/// Where in a name a sound stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Later,
}

/// The letters without a first one that is not heard: `Knight`, `Wright`, `Gnash`, `Psalm`.
fn silent_start_dropped(letters: &[char]) -> &[char] {
    match letters {
        ['K' | 'G', 'N', ..] | ['W', 'R', ..] | ['P', 'S', ..] => letters.get(1..),
        _ => None,
    }
    .unwrap_or(letters)
}

/// The class of the sound that the letters begin with, and how many letters make it.
fn class(letters: &[char], place: Place) -> (Option<char>, usize) {
    match letters {
        ['T', 'C', 'H', ..] | ['S', 'C', 'H', 'E' | 'I', ..] => (Some('X'), 3),
        ['S', 'C', 'H', ..] => (Some('S'), 3),
        ['C' | 'S', 'H', ..] => (Some('X'), 2),
        ['P' | 'F', 'H' | 'F', ..] => (Some('F'), 2),
        ['T', 'H', ..] | ['D', 'D', ..] => (Some('T'), 2),
        ['C', 'K', ..] | ['Q', 'U', ..] => (Some('K'), 2),
        ['D', 'G', 'E' | 'I' | 'Y', ..] => (Some('J'), 2),
        ['G', 'H', ..] if place == Place::Start => (Some('G'), 2),
        ['G', 'H', ..] => (None, 2),
        ['C', 'E' | 'I' | 'Y', ..] | ['S' | 'Z', ..] => (Some('S'), 1),
        ['G', 'E' | 'I' | 'Y', ..] | ['J', ..] => (Some('J'), 1),
        ['C' | 'K' | 'Q', ..] => (Some('K'), 1),
        ['D' | 'T', ..] => (Some('T'), 1),
        ['F' | 'V', ..] => (Some('F'), 1),
        ['H' | 'W', ..] if place == Place::Later => (None, 1),
        ['A' | 'E' | 'I' | 'O' | 'U' | 'Y', ..] if place == Place::Start => (Some('A'), 1),
        ['A' | 'E' | 'I' | 'O' | 'U' | 'Y', ..] | [] => (None, 1),
        [other, ..] => (Some(*other), 1),
    }
}
