//! Slips of the keyboard and the pen.

use jiff::civil::Date;

use super::chance::Chance;

/// The keys beside each letter.
const NEIGHBOURS: [&str; 26] = [
    "QWSZ", "VGHN", "XDFV", "SERFCX", "WSDR", "DRTGVC", "FTYHBV", "GYUJNB", "UJKO", "HUIKMN",
    "JIOLM", "KOP", "NJK", "BHJM", "IKLP", "OL", "WA", "EDFT", "AWEDXZ", "RFGY", "YHJI", "CFGB",
    "QASE", "ZSDC", "TGHU", "ASX",
];

/// A word with a slip in it: a neighbouring key, two letters exchanged, one left out or doubled.
pub(super) fn in_word(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return word.to_owned();
    }
    let place = chance.place(letters.len());
    let next = (place + 1).min(letters.len() - 1);
    match chance.below(10) {
        0..4 => {
            if let Some(letter) = letters.get_mut(place) {
                *letter = neighbour(*letter, chance);
            }
        }
        4..6 => letters.swap(place, next),
        6..9 => {
            letters.remove(place);
        }
        _ => letters.insert(place, letters.get(place).copied().unwrap_or('E')),
    }
    letters.into_iter().collect()
}

fn neighbour(letter: char, chance: &mut Chance) -> char {
    let place = usize::try_from(u32::from(letter).wrapping_sub(u32::from('A'))).unwrap_or(0);
    let keys = NEIGHBOURS.get(place).copied().unwrap_or("E");
    keys.chars().nth(chance.place(keys.len())).unwrap_or(letter)
}

/// Day and month exchanged, if that is a date.
pub(super) fn swapped(date: Date) -> Date {
    Date::new(date.year(), date.day(), date.month()).unwrap_or(date)
}

/// A date with one digit wrong that is still a date: of the year's last two, the month's last or
/// one of the day's.
pub(super) fn in_date(date: Date, chance: &mut Chance) -> Date {
    for _ in 0..20 {
        let up = i8::try_from(1 + chance.below(9)).unwrap_or(1);
        let last = |number: i8| number / 10 * 10 + (number % 10 + up) % 10;
        let first = |number: i8| number % 10 + (number / 10 + up) % 10 * 10;
        let year = i8::try_from(date.year() % 100).unwrap_or(0);
        let century = date.year() / 100 * 100;
        let (new_year, month, day) = match chance.below(5) {
            0 => (last(year), date.month(), date.day()),
            1 => (first(year), date.month(), date.day()),
            2 => (year, last(date.month()), date.day()),
            3 => (year, date.month(), last(date.day())),
            _ => (year, date.month(), first(date.day())),
        };
        if let Ok(wrong) = Date::new(century + i16::from(new_year), month, day) {
            return wrong;
        }
    }
    date
}

/// A text with one of its digits changed.
pub(super) fn in_digits(text: &str, chance: &mut Chance) -> String {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return text.to_owned();
    }
    let place = chance.place(digits);
    let up = 1 + chance.below(9);
    let mut seen = 0;
    let changed = text.chars().map(|it| {
        let Some(digit) = it.to_digit(10) else { return it };
        seen += 1;
        if seen - 1 == place { char::from_digit((digit + up) % 10, 10).unwrap_or(it) } else { it }
    });
    changed.collect()
}

/// A postcode with a digit changed or its last letters exchanged or mistaken.
pub(super) fn in_postcode(postcode: &str, chance: &mut Chance) -> String {
    if chance.happens(0.5) {
        return in_digits(postcode, chance);
    }
    let mut letters: Vec<char> = postcode.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = match neighbour(*last, chance) {
            'C' | 'I' | 'K' | 'M' | 'O' | 'V' => 'X',
            other => other,
        };
    }
    letters.into_iter().collect()
}
