//! Names folded so that the ways of writing one name come out the same.

/// A text in capitals without accents, apostrophes dropped, all else that is neither letter nor
/// digit a space, single-spaced.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for it in text.chars().filter(|it| !is_dropped(*it)) {
        if let Some(letters) = plain(it) {
            folded.push_str(letters);
        } else if it.is_alphanumeric() {
            folded.extend(it.to_uppercase().filter(|it| !is_dropped(*it)));
        } else {
            folded.push(' ');
        }
    }
    folded.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The words under which a name is found, each once, in the order of the name.
///
/// - `O'Brien`, `O’Brien`, `OBrien` and `O Brien` are all found under `OBRIEN`.
/// - `Mc Donald` and `McDonald` under `MCDONALD`.
/// - `Smith-Jones` under each part, and under `SMITHJONES`.
/// - Welsh patronyms, `ap Gwilym` and `ab Owain`, under `GWILYM` and `APGWILYM`.
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for token in words(name).into_iter().flatten() {
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens
}

/// The words of a name, each with the forms any of which stands for it.
pub(super) fn words(name: &str) -> Vec<Vec<String>> {
    let mut words = Vec::new();
    let mut pieces = name.split([' ', ',', ';', '\t', '\n', '\r', '\u{a0}']).map(parts);
    let mut waiting: Option<String> = None;
    for piece in pieces.by_ref().filter(|it| !it.is_empty()) {
        let prefix = waiting.take();
        match piece.as_slice() {
            [only] if prefix.is_none() && Prefix::of(only).is_some() => {
                waiting = Some(only.clone());
            }
            parts => words.extend(with_prefix(prefix, parts)),
        }
    }
    words.extend(waiting.map(|it| vec![it]));
    words
}

/// A little word that belongs to the name after it.
#[derive(Clone, Copy)]
enum Prefix {
    /// *Mc*: always one name with what follows.
    Joined,
    /// *Mac*, *O*: one name with what follows, or a forename or an initial of its own.
    Perhaps,
    /// *ap*, *ab*, *ferch*, *verch*: son or daughter of; may be left out.
    Welsh,
}

impl Prefix {
    fn of(word: &str) -> Option<Self> {
        match word {
            "MC" => Some(Self::Joined),
            "MAC" | "O" => Some(Self::Perhaps),
            "AP" | "AB" | "FERCH" | "VERCH" => Some(Self::Welsh),
            _ => None,
        }
    }
}

/// The words that a prefix and the parts of the piece after it make.
fn with_prefix(prefix: Option<String>, parts: &[String]) -> Vec<Vec<String>> {
    let (Some(prefix), Some((first, rest))) = (prefix, parts.split_first()) else {
        return hyphened(parts);
    };
    let joined = format!("{prefix}{first}");
    let mut words = match Prefix::of(&prefix) {
        Some(Prefix::Joined) | None => vec![vec![joined]],
        Some(Prefix::Perhaps) => vec![vec![joined.clone(), prefix], vec![joined, first.clone()]],
        Some(Prefix::Welsh) => vec![vec![joined, first.clone()]],
    };
    words.extend(hyphened(rest));
    words
}

/// One word for each part of a double-barrelled name, each standing for the whole too.
fn hyphened(parts: &[String]) -> Vec<Vec<String>> {
    if parts.len() < 2 {
        return parts.iter().map(|it| vec![it.clone()]).collect();
    }
    let joined = parts.concat();
    parts.iter().map(|it| vec![it.clone(), joined.clone()]).collect()
}

/// The folded parts of a piece of a name between spaces.
fn parts(piece: &str) -> Vec<String> {
    fold(piece).split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Apostrophes of every kind, combining accents, and characters that do not show.
const fn is_dropped(it: char) -> bool {
    matches!(
        it,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2b9}'..='\u{2bc}'
            | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}'
    )
}

/// The plain capitals that an accented Latin letter is written with.
#[rustfmt::skip]
fn plain(it: char) -> Option<&'static str> {
    let letters = match it {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "A",
        'Æ' | 'æ' | 'Ǽ' | 'ǽ' => "AE",
        'Ç' | 'ç' | 'Ć'..='č' => "C",
        'Ð' | 'ð' | 'Ď'..='đ' => "D",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' | 'Ə' | 'ə' => "E",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "G",
        'Ĥ'..='ħ' => "H",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' => "I",
        'Ĳ' | 'ĳ' => "IJ",
        'Ĵ' | 'ĵ' => "J",
        'Ķ'..='ĸ' => "K",
        'Ĺ'..='ł' => "L",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "N",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' | 'Ọ'..='ợ' => "O",
        'Œ' | 'œ' => "OE",
        'Ŕ'..='ř' => "R",
        'ß' | 'ẞ' => "SS",
        'Ś'..='š' | 'ſ' | 'Ș' | 'ș' => "S",
        'Þ' | 'þ' => "TH",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "T",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ' | 'ǔ' | 'Ụ'..='ự' => "U",
        'Ŵ' | 'ŵ' | 'Ẁ'..='ẅ' => "W",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => "Y",
        'Ź'..='ž' => "Z",
        _ => return None,
    };
    Some(letters)
}
